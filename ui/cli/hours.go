package cli

import (
	"maps"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) hoursCmd() *cobra.Command {
	return a.family("hours", model.Say{EN: "When the shop is open", ID: "Kapan toko buka"}, a.hoursShowCmd(), a.hoursSetCmd())
}

// whose says whose hours are meant: the shop's, a division's or a person's.
type whose struct{ division, person string }

func (a *app) whoseFlags(cmd *cobra.Command, w *whose) {
	f := cmd.Flags()
	f.StringVar(&w.division, "division", "", a.say(model.Say{EN: "The hours of this division", ID: "Jam buka divisi ini"}))
	f.StringVar(&w.person, "person", "", a.say(model.Say{EN: "The hours of this person", ID: "Jam kerja orang ini"}))
}

// find looks the person up, and refuses a person and a division at once.
func (w *whose) find(shop *model.Shop) (*model.Person, error) {
	var err error
	if w.division, err = findDivision(shop, w.division); err != nil {
		return nil, err
	}
	if w.person == "" {
		return nil, nil
	}
	if w.division != "" {
		return nil, fail(model.Say{EN: "Name a division or a person, not both.", ID: "Sebut divisi atau orang, jangan keduanya."})
	}
	return findPerson(shop, w.person)
}

func (a *app) hoursShowCmd() *cobra.Command {
	var w whose
	cmd := a.command(about{
		use:   "show",
		short: model.Say{EN: "The opening hours and closed days", ID: "Jam buka dan hari tutup"},
		long: model.Say{
			EN: "The opening hours and closed days that count: a person's own, else those of the division, else those of the shop.",
			ID: "Jam buka dan hari tutup yang berlaku: milik orangnya sendiri, atau divisinya, atau toko.",
		},
		example: "alur hours show\nalur hours show --division Bandung",
	}, wants(), func([]string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := w.find(shop)
		if err != nil {
			return err
		}
		return a.printHours(shop.HoursFor(w.division, idOf(p)))
	})
	a.whoseFlags(cmd, &w)
	return cmd
}

func idOf(p *model.Person) string {
	if p == nil {
		return ""
	}
	return p.ID
}

func (a *app) printHours(h model.Hours) error {
	var rows [][]string
	for day, name := range model.Weekdays() {
		text := strings.ReplaceAll(model.FormatSlots(h.Week[day]), " ", "")
		if text == "" {
			text = a.say(model.Say{EN: "closed", ID: "tutup"})
		}
		rows = append(rows, []string{a.say(name), text})
	}
	for _, c := range h.ClosedDays() {
		days := c.From
		if c.To != c.From {
			days += " - " + c.To
		}
		rows = append(rows, []string{days, strings.TrimSpace(a.say(model.Say{EN: "closed", ID: "tutup"}) + "  " + model.CleanText(c.Name))})
	}
	return table(a.env.Stdout, rows)
}

func (a *app) hoursSetCmd() *cobra.Command {
	var as string
	var change hoursChange
	cmd := a.command(about{
		use:   "set [DAYS HOURS ...]",
		short: model.Say{EN: "Change the opening hours and closed days", ID: "Ubah jam buka dan hari tutup"},
		long: model.Say{
			EN: "Change the opening hours and closed days of the shop, of a division or of a person. Days that are not named stay as they are; closed days of the shop are closed for all.",
			ID: "Ubah jam buka dan hari tutup toko, sebuah divisi atau seseorang. Hari yang tidak disebut tetap seperti semula; hari tutup toko berlaku untuk semua.",
		},
		example: `alur hours set mon-fri 08:00-12:00,13:00-17:00 sun closed
alur hours set --close '2026-12-25 Christmas'
alur hours set --close '2026-12-28 - 2026-12-31 Stock count'
alur hours set sat closed --person Sari
alur hours set --division Bandung --as-shop`,
	}, cobra.ArbitraryArgs, func(args []string) error {
		change.days = args
		if change.empty() || len(args)%2 == 1 {
			return missing("alur hours set", model.Say{EN: "days and their hours: mon-fri 08:00-17:00", ID: "hari dan jamnya: sen-jum 08:00-17:00"})
		}
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		by, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		act, err := change.act(shop)
		if err != nil {
			return err
		}
		if err := a.perform(s, by, []model.Act{act}); err != nil {
			return err
		}
		if shop, err = s.Shop(a.ctx); err != nil {
			return err
		}
		if change.person == "" {
			return a.printHours(shop.HoursFor(change.division, ""))
		}
		p, err := findPerson(shop, change.person)
		if err != nil {
			return err
		}
		return a.printHours(shop.HoursFor("", p.ID))
	})
	f := cmd.Flags()
	f.StringArrayVar(&change.closes, "close", nil, a.say(model.Say{EN: "A day without opening, or some, and its name: 2026-12-25 Christmas", ID: "Hari tutup, atau beberapa, dan namanya: 2026-12-25 Natal"}))
	f.StringArrayVar(&change.opens, "open", nil, a.say(model.Say{EN: "A closed day that is open after all", ID: "Hari tutup yang ternyata buka"}))
	f.BoolVar(&change.asShop, "as-shop", false, a.say(model.Say{EN: "No hours of its own any more", ID: "Tidak lagi punya jam sendiri"}))
	a.whoseFlags(cmd, &change.whose)
	a.asFlag(cmd, &as)
	return cmd
}

// hoursChange is what one run of alur hours set says.
type hoursChange struct {
	whose
	days, closes, opens []string
	asShop              bool
}

func (c *hoursChange) empty() bool { return len(c.days)+len(c.closes)+len(c.opens) == 0 && !c.asShop }

// act is the change as an act on the shop.
func (c *hoursChange) act(shop *model.Shop) (model.Act, error) {
	p, err := c.find(shop)
	if err != nil {
		return nil, err
	}
	next := shop.Settings
	switch {
	case p != nil:
		changed := *p
		changed.Hours, err = c.change(p.Hours, shop.HoursFor("", p.ID))
		return model.ChangePerson{Person: changed}, err
	case c.division != "":
		next.DivisionHours = maps.Clone(next.DivisionHours)
		if next.DivisionHours == nil {
			next.DivisionHours = map[string]model.Hours{}
		}
		next.DivisionHours[c.division], err = c.change(next.DivisionHours[c.division], shop.HoursFor(c.division, ""))
	case c.asShop:
		return nil, fail(model.Say{EN: "Say whose: --division or --person.", ID: "Sebut milik siapa: --division atau --person."})
	default:
		next.Hours, err = c.change(next.Hours, next.Hours)
	}
	return model.ChangeSettings{Settings: next}, err
}

// change makes new hours of those somebody has, where counts is what counted
// until now: a week that is changed for the first time begins as that.
func (c *hoursChange) change(own, counts model.Hours) (model.Hours, error) {
	if c.asShop {
		return model.Hours{}, nil
	}
	if len(c.days) > 0 {
		own.Week = counts.Week
		var err error
		if own, err = model.ParseHours(strings.Join(c.days, " "), own); err != nil {
			return own, c.instead(err)
		}
	}
	err := setClosed(&own, c.closes, c.opens)
	return own, err
}

// instead adds what to write to the refusal to close the last open day.
func (c *hoursChange) instead(err error) error {
	r := model.Refused(err)
	if r == nil || r.Code != "never_open" {
		return err
	}
	var own part
	if c.whose != (whose{}) {
		own = part{say: model.Say{EN: " --as-shop gives them the hours of the shop.", ID: " --as-shop memberi mereka jam toko."}}
	}
	return fail(model.Say{
		EN: "%s Write: alur hours set --close '2026-12-28 - 2026-12-31 Stock count'.%s",
		ID: "%s Tulis: alur hours set --close '2026-12-28 - 2026-12-31 Hitung stok'.%s",
	}, r, own)
}

// setClosed closes days, and opens others again.
func setClosed(h *model.Hours, closeDays, openDays []string) error {
	for _, text := range closeDays {
		days, err := model.ParseClosed(text)
		if err != nil {
			return err
		}
		*h = h.Close(days)
	}
	for _, text := range openDays {
		days, err := model.ParseClosed(text)
		if err != nil {
			return err
		}
		*h = h.Reopen(days)
	}
	return nil
}
