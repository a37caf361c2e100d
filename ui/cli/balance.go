package cli

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/compare"
	"alur/store/export"
)

func (a *app) processBalanceCmd() *cobra.Command {
	var since string
	var asJSON bool
	cmd := a.command(about{
		use:   "balance",
		short: model.Say{EN: "How hours, waiting and lateness are shared among kinds of work", ID: "Pembagian jam kerja, penantian, dan keterlambatan menurut jenis pekerjaan"},
		long: model.Say{
			EN: "How hours, waiting and lateness are shared among core, support and management work: what customers pay for, what keeps that going, what steers it. All lengths are opening time. Late is how long cases were under way after what was promised last.",
			ID: "Pembagian jam kerja, penantian, dan keterlambatan antara pekerjaan inti, pendukung, dan manajemen: yang dibayar pelanggan, yang menjaganya tetap berjalan, yang mengarahkannya. Semua lama waktu dihitung dalam jam buka. Terlambat adalah lama kasus berjalan melewati janji terakhir.",
		},
		example: "alur process balance\nalur process balance --since 90d",
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		from, _, err := workFlags{since: since}.period(export.Usual, s.Now(), cal)
		if err != nil {
			return err
		}
		b, err := s.Balance(a.ctx, from)
		if err != nil {
			return err
		}
		if asJSON {
			return a.json(balanceDoc{
				From: moment(b.From, cal), To: moment(b.To, cal), Sentences: a.said(b.Sentences()), Kinds: b.Kinds,
			})
		}
		return a.printBalance(b)
	})
	cmd.Flags().StringVar(&since, "since", "", a.say(model.Say{EN: "What was done since then: 2026-11-23, 90d (else 30d)", ID: "Yang dikerjakan sejak itu: 2026-11-23, 90d (bawaan: 30d)"}))
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

// balanceDoc is process balance --json; its names are stable.
type balanceDoc struct {
	From      string              `json:"from"`
	To        string              `json:"to"`
	Sentences []string            `json:"sentences"`
	Kinds     []compare.KindShare `json:"kinds"`
}

func (a *app) printBalance(b compare.Balance) error {
	for _, line := range a.said(b.Sentences()) {
		if err := a.print("%s", line); err != nil {
			return err
		}
	}
	rows := [][]string{{
		a.say(model.Say{EN: "Kind", ID: "Jenis"}), a.say(model.Say{EN: "Cases", ID: "Kasus"}),
		a.say(model.Say{EN: "Hours", ID: "Jam kerja"}), "", a.say(model.Say{EN: "Waiting", ID: "Menunggu"}), "",
		a.say(model.Say{EN: "Late", ID: "Terlambat"}), "", a.say(model.Say{EN: "Promises broken", ID: "Janji dilanggar"}), a.say(model.Say{EN: "Begin unknown", ID: "Mulai tak diketahui"}),
	}}
	part := func(share *float64) string {
		if share == nil {
			return "-"
		}
		return compare.Percent(*share)
	}
	for _, k := range b.Kinds {
		broken := "-"
		if k.LateCases.Known() {
			broken = a.say(model.Say{EN: "%.0f of %.0f", ID: "%.0f dari %.0f"}, k.LateCases.K, k.LateCases.N)
		}
		rows = append(rows, []string{
			a.say(kindWord(k.Kind)), strconv.Itoa(k.Cases), a.hoursOf(k.Work), part(k.WorkShare),
			a.hoursOf(k.Waiting), part(k.WaitingShare), a.hoursOf(k.Late), part(k.LateShare), broken, strconv.Itoa(k.Unknown),
		})
	}
	if err := a.print(""); err != nil {
		return err
	}
	return table(a.env.Stdout, rows)
}

// hoursOf is a length in seconds in hours and minutes.
func (a *app) hoursOf(s float64) string {
	if s == 0 {
		return "0"
	}
	return a.lasting(time.Duration(s*float64(time.Second)), nil)
}
