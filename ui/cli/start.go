package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) startCmd() *cobra.Command {
	var as, promise, division string
	var sets []string
	cmd := a.command(about{
		use:   "start PROCESS [--set FIELD=VALUE]",
		short: model.Say{EN: "Start a case", ID: "Mulai kasus"},
		long: model.Say{
			EN: "Start a case. Its number stands alone on the first line. The same key again is the same case.",
			ID: "Mulai kasus. Nomornya berdiri sendiri di baris pertama. Kunci yang sama lagi berarti kasus yang sama.",
		},
		example: `alur start open-shop
alur start online-order --set order_no=A-1042 --set customer="Bu Rina" \
  --set items="teapot, 6 glasses" --set total=185000 \
  --set payment=prepaid`,
	}, wants(wordProcess), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		head, err := findProcess(shop, args[0])
		if err != nil {
			return err
		}
		if division, err = findDivision(shop, division); err != nil {
			return err
		}
		cal, err := shop.CalendarFor(division, "")
		if err != nil {
			return err
		}
		act := model.StartCase{Process: head.ID, Division: division}
		if act.Promise, err = laterTime(promise, s.Now(), cal); err != nil {
			return err
		}
		flow, err := s.Flow(a.ctx, head.ID, head.InForce(division))
		if err != nil {
			return err
		}
		if act.Fields, err = startValues(sets, flow); err != nil {
			return err
		}
		r, err := s.Do(a.ctx, model.Command{Op: newOp(), By: p.ID, Station: a.via(), Act: act})
		if err != nil {
			return err
		}
		if r.Existing {
			a.talk(model.Say{EN: "%s was there already.", ID: "%s sudah ada."}, r.Case)
		}
		return a.print("%s", r.Case)
	})
	a.asFlag(cmd, &as)
	a.startFlags(cmd, &sets, &promise, &division)
	return cmd
}

func (a *app) startFlags(cmd *cobra.Command, sets *[]string, promise, division *string) {
	f := cmd.Flags()
	f.StringArrayVar(sets, "set", nil, a.say(model.Say{EN: "What the case begins with: FIELD=VALUE", ID: "Isian awal kasus: ISIAN=NILAI"}))
	f.StringVar(promise, "promise", "", a.say(model.Say{
		EN: "When the customer is promised it: 6d, 2026-11-30",
		ID: "Kapan dijanjikan kepada pelanggan: 6d, 2026-11-30",
	}))
	f.StringVar(division, "division", "", a.say(model.Say{EN: "The division it belongs to", ID: "Divisi pemiliknya"}))
}

// startValues reads --set into what the process asks at its start.
func startValues(sets []string, flow *model.Flow) (model.Values, error) {
	if flow == nil {
		return nil, nil // The model says that it is not in force.
	}
	return readValues(sets, flow.Process.Start.Ask, model.Say{
		EN: flow.Process.ID + " does not ask for %q",
		ID: flow.Process.ID + " tidak menanyakan %q",
	})
}
