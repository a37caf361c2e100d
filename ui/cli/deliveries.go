package cli

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/ui/intake"
)

func (a *app) deliveriesCmd() *cobra.Command {
	return a.family("deliveries", model.Say{EN: "What other programs sent and what could not be done yet", ID: "Kiriman program lain yang belum bisa diproses"},
		a.deliveriesListCmd(), a.deliveriesShowCmd(), a.deliveriesReplayCmd(), a.deliveriesDropCmd())
}

func (a *app) deliveriesListCmd() *cobra.Command {
	var asJSON bool
	cmd := a.command(about{
		use:   "list",
		short: model.Say{EN: "Refused deliveries, and news that came before its case", ID: "Kiriman yang ditolak, dan kabar yang datang sebelum kasusnya"},
		long: model.Say{
			EN: "Refused deliveries, and news that came before its case, the newest first: number, when it came last, for what, how often, why. The newest 1000 are kept, 32 MiB at most. Below stand the wrong signatures, of which nothing else is kept.",
			ID: "Kiriman yang ditolak, dan kabar yang datang sebelum kasusnya, yang terbaru dulu: nomor, kapan terakhir datang, untuk apa, berapa kali, alasannya. Yang disimpan 1000 terbaru, paling banyak 32 MiB. Di bawahnya tanda tangan yang salah, yang isinya tidak disimpan.",
		},
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		all, err := s.Deliveries(a.ctx)
		if err != nil {
			return err
		}
		if asJSON {
			return a.json(a.deliveriesJSON(all))
		}
		return a.printDeliveries(all, shop)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say(model.Say{EN: "As JSON", ID: "Sebagai JSON"}))
	return cmd
}

// deliveryDoc is a delivery as JSON.
type deliveryDoc struct {
	Number  int    `json:"number"`
	At      string `json:"at"`
	Last    string `json:"last"`
	Times   int    `json:"times"`
	Process string `json:"process,omitempty"`
	Step    string `json:"step,omitempty"`
	Key     string `json:"key,omitempty"`
	From    string `json:"from,omitempty"`
	State   string `json:"state"`
	Why     string `json:"why,omitempty"`
}

func (a *app) deliveriesJSON(all store.Deliveries) any {
	const rfc3339 = "2006-01-02T15:04:05Z07:00"
	docs, wrong := []deliveryDoc{}, []map[string]any{}
	for _, d := range all.Kept {
		doc := deliveryDoc{
			Number: d.Number, At: d.At.Format(rfc3339), Last: d.Last.Format(rfc3339), Times: d.Times, Process: d.Process, Step: d.Step,
			Key: d.Key, From: d.From, State: "refused", Why: d.Why[a.lang],
		}
		if d.Early {
			doc.State = "early"
		}
		docs = append(docs, doc)
	}
	for _, w := range all.Wrong {
		wrong = append(wrong, map[string]any{"process": w.Process, "times": w.Times, "last": w.Last.Format(rfc3339), "from": w.From})
	}
	astray := []map[string]any{}
	for _, s := range all.Astray {
		astray = append(astray, map[string]any{"too_long": s.Long, "name": s.Name, "times": s.Times, "last": s.Last.Format(rfc3339), "from": s.From})
	}
	return map[string]any{"deliveries": docs, "wrong_signatures": wrong, "astray": astray, "given_up": all.GivenUp}
}

func (a *app) printDeliveries(all store.Deliveries, shop *model.Shop) error {
	cal, err := shop.Calendar()
	if err != nil {
		return err
	}
	var rows [][]string
	for _, d := range all.Kept {
		rows = append(rows, []string{strconv.Itoa(d.Number), when(d.Last, cal), addressee(d), a.say(model.Say{EN: "%dx", ID: "%dx"}, d.Times), oneLine(a.whyKept(d))})
	}
	if err := table(a.env.Stdout, rows); err != nil {
		return err
	}
	for _, w := range all.Wrong {
		err := a.print("%s", a.say(model.Say{
			EN: "%s: %s, the last %s from %s",
			ID: "%s: %s, terakhir %s dari %s",
		}, w.Process, many(w.Times, "wrong signature", "wrong signatures", "tanda tangan salah"), when(w.Last, cal), w.From))
		if err != nil {
			return err
		}
	}
	for _, s := range all.Astray {
		say := model.Say{EN: "%s for a name that no process and no event has, the last %s from %s for: %s", ID: "%s untuk nama yang tidak dimiliki proses atau kejadian mana pun, terakhir %s dari %s untuk: %s"}
		if s.Long {
			say = model.Say{EN: "%s longer than alur reads, the last %s from %s for: %s", ID: "%s lebih panjang dari yang dibaca alur, terakhir %s dari %s untuk: %s"}
		}
		if err := a.print("%s", a.say(say, many(s.Times, "delivery", "deliveries", "kiriman"), when(s.Last, cal), s.From, s.Name)); err != nil {
			return err
		}
	}
	if all.GivenUp > 0 {
		a.talk(model.Say{EN: "%s no longer kept.", ID: "%s tidak disimpan lagi."}, many(all.GivenUp, "older one is", "older ones are", "yang lebih lama"))
	}
	return nil
}

// addressee is what a delivery is for.
func addressee(d store.Delivery) string {
	if d.Process == "" || d.Step == "" {
		return d.Process + d.Step
	}
	return d.Process + "/" + d.Step
}

// whyKept is why a delivery is still there.
func (a *app) whyKept(d store.Delivery) string {
	if d.Early {
		return a.say(model.Say{EN: "waits for a case with the key %s", ID: "menunggu kasus dengan kunci %s"}, model.CleanText(d.Key))
	}
	return model.CleanText(d.Why[a.lang])
}

// delivery is the one with a number that was typed.
func (a *app) delivery(s *store.Store, typed string) (store.Delivery, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(typed, "#"))
	if err == nil {
		var d store.Delivery
		if d, err = s.Delivery(a.ctx, n); err == nil {
			return d, nil
		}
		if !errors.Is(err, store.ErrNotFound) {
			return d, err
		}
	}
	return store.Delivery{}, fail(model.Say{
		EN: "There is no delivery %q. What is there: alur deliveries list",
		ID: "Tidak ada kiriman %q. Yang ada: alur deliveries list",
	}, typed)
}

func (a *app) deliveriesShowCmd() *cobra.Command {
	return a.command(about{
		use:   "show NUMBER",
		short: model.Say{EN: "What was sent, as it came, and why it was not taken", ID: "Yang dikirim, apa adanya, dan mengapa tidak diterima"},
	}, wants(wordNumber()), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		d, err := a.delivery(s, args[0])
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		a.mutter(a.say(model.Say{EN: "%s, %s, from %s, %s: %s", ID: "%s, %s, dari %s, %s: %s"},
			addressee(d), when(d.Last, cal), d.From, many(d.Times, "time", "times", "kali"), oneLine(a.whyKept(d))) + "\n")
		_, err = a.env.Stdout.Write(bodyOf(d))
		return err
	})
}

// bodyOf is what was sent, for a terminal: line breaks stay, all else that could
// move its cursor does not.
func bodyOf(d store.Delivery) []byte {
	text := model.CleanLines(string(bytes.ToValidUTF8(d.Body, []byte("\ufffd"))))
	if text == "" {
		return nil
	}
	return []byte(strings.TrimSuffix(text, "\n") + "\n")
}

func wordNumber() model.Say {
	return model.Say{EN: "the number of a delivery", ID: "nomor kirimannya"}
}

func (a *app) deliveriesReplayCmd() *cobra.Command {
	var sets []string
	var key, outcome, reason string
	cmd := a.ownersCmd(about{
		use:   "replay NUMBER [--set FIELD=VALUE]",
		short: model.Say{EN: "Try a delivery again, mended where it has to be", ID: "Coba lagi sebuah kiriman, diperbaiki di mana perlu"},
		long: model.Say{
			EN: "Try a delivery again. What --set says stands in the place of what was sent. What is taken leaves the list.",
			ID: "Coba lagi sebuah kiriman. Yang disebut --set menggantikan isinya. Yang diterima keluar dari daftar.",
		},
		example: "alur deliveries replay 7\nalur deliveries replay 7 --set total=95000",
	}, wants(wordNumber()), func(s *store.Store, p *model.Person, args []string) error {
		d, err := a.delivery(s, args[0])
		if err != nil {
			return err
		}
		sent := intake.Sent{
			By: p.ID, Station: a.via(), From: d.From, Process: d.Process, Step: d.Step, Key: cmp.Or(key, d.Key), Body: d.Body,
			Outcome: cmp.Or(outcome, d.Outcome), Reason: cmp.Or(reason, d.Reason),
		}
		if err := a.mend(s, &sent, sets); err != nil {
			return err
		}
		return a.replay(s, d, sent)
	})
	f := cmd.Flags()
	f.StringArrayVar(&sets, "set", nil, a.say(model.Say{EN: "What is right: FIELD=VALUE", ID: "Yang benar: ISIAN=NILAI"}))
	f.StringVar(&key, "key", "", a.say(model.Say{EN: "The key of the case, such as an order number", ID: "Kunci kasus, misalnya nomor pesanan"}))
	f.StringVar(&outcome, "outcome", "", a.say(model.Say{EN: "How it ended, where the step has several ways", ID: "Hasilnya, bila langkah punya beberapa pilihan"}))
	f.StringVar(&reason, "reason", "", a.say(model.Say{EN: "Why", ID: "Alasannya"}))
	return cmd
}

// mend puts what --set says in the place of what was sent: fields of the start,
// or what news says of a step.
func (a *app) mend(s *store.Store, sent *intake.Sent, sets []string) error {
	if len(sets) == 0 {
		return nil
	}
	shop, err := s.Shop(a.ctx)
	if err != nil {
		return err
	}
	flow, err := a.flowOf(s, shop, sent)
	switch {
	case err != nil:
		return err
	case flow == nil || sent.Step == "":
		sent.Set, err = startValues(sets, flow)
	default:
		sent.Set, err = mendNews(sent, sets, flow)
	}
	return err
}

// mendNews reads what news says of a step: its key, under that name or that of
// the key field, how it ended and why; else it is what the step records.
func mendNews(sent *intake.Sent, sets []string, flow *model.Flow) (model.Values, error) {
	step := flow.Step(sent.Step)
	if step == nil {
		return nil, nil // It is refused as what it is.
	}
	said := map[string]*string{"key": &sent.Key, "outcome": &sent.Outcome, "reason": &sent.Reason}
	if flow.Process.Key != "" {
		said[flow.Process.Key] = &sent.Key
	}
	var rest []string
	for _, set := range sets {
		name, text, _ := strings.Cut(set, "=")
		name = strings.TrimSpace(name)
		if _, recorded := model.FieldNamed(step.Record, name); said[name] != nil && !recorded {
			*said[name] = strings.TrimSpace(text)
			continue
		}
		rest = append(rest, set)
	}
	return readValues(rest, step.Record, model.Say{
		EN: step.ID + " does not record %q",
		ID: step.ID + " tidak mencatat %q",
	})
}

// replay does a delivery and takes it off the list.
func (a *app) replay(s *store.Store, d store.Delivery, sent intake.Sent) error {
	done, waits, err := a.replayed(s, d, sent)
	if err != nil {
		return err
	}
	if waits {
		a.talk(model.Say{EN: "It still waits for its case.", ID: "Masih menunggu kasusnya."})
		return nil
	}
	if done.Existing {
		a.talk(model.Say{EN: "%s was there already.", ID: "%s sudah ada."}, done.Case)
	}
	if done.Number > 0 {
		return a.toldEarly(done.Receipt, done.Number, sent.Step, sent.Key)
	}
	return a.print("%s", done.Case)
}

// again does a delivery once more; news that a person reported has no body.
func (a *app) again(s *store.Store, d store.Delivery, sent intake.Sent) (intake.Done, error) {
	if len(d.Body) > 0 {
		return intake.Do(a.ctx, s, sent)
	}
	values := maps.Clone(d.Values)
	if values == nil {
		values = model.Values{}
	}
	maps.Copy(values, sent.Set)
	r, number, err := s.Deliver(a.ctx, store.News{
		By: sent.By, Station: sent.Station, From: sent.From, Process: sent.Process, Step: sent.Step,
		Key: sent.Key, Outcome: sent.Outcome, Reason: sent.Reason, Values: values,
	})
	return intake.Done{Receipt: r, Number: number}, err
}

func (a *app) deliveriesDropCmd() *cobra.Command {
	var reason string
	cmd := a.ownersCmd(about{
		use:   "drop NUMBER [--reason WHY]",
		short: model.Say{EN: "Give a delivery up; that stays on record", ID: "Buang sebuah kiriman; itu tetap tercatat"},
	}, wants(wordNumber()), func(s *store.Store, p *model.Person, args []string) error {
		d, err := a.delivery(s, args[0])
		if err != nil {
			return err
		}
		_, err = s.DropDelivery(a.ctx, p.ID, a.via(), d.Number, reason)
		return err
	})
	cmd.Flags().StringVar(&reason, "reason", "", a.say(model.Say{EN: "Why", ID: "Alasannya"}))
	return cmd
}
