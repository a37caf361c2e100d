package cli

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) hoursCmd() *cobra.Command {
	return a.family("hours", model.Say{EN: "When the shop is open", ID: "Kapan toko buka"}, a.hoursShowCmd(), a.hoursSetCmd())
}

func (a *app) hoursShowCmd() *cobra.Command {
	return a.command(about{
		use:   "show",
		short: model.Say{EN: "The opening hours and closed days", ID: "Jam buka dan hari tutup"},
	}, wants(), func([]string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		return a.printHours(shop.Hours)
	})
}

func (a *app) printHours(h model.Hours) error {
	var rows [][]string
	for day, name := range model.Weekdays() {
		var slots []string
		for _, s := range h.Week[day] {
			slots = append(slots, s.Open+"-"+s.Close)
		}
		text := strings.Join(slots, ",")
		if text == "" {
			text = a.say(model.Say{EN: "closed", ID: "tutup"})
		}
		rows = append(rows, []string{a.say(name), text})
	}
	for _, day := range h.Closed {
		rows = append(rows, []string{day, a.say(model.Say{EN: "closed", ID: "tutup"})})
	}
	return table(a.env.Stdout, rows)
}

func (a *app) hoursSetCmd() *cobra.Command {
	var as string
	var closeDays, openDays []string
	cmd := a.command(about{
		use:   "set [DAYS HOURS ...]",
		short: model.Say{EN: "Change the opening hours and closed days", ID: "Ubah jam buka dan hari tutup"},
		example: `alur hours set mon-fri 08:00-12:00,13:00-17:00 sat 08:00-12:00
alur hours set --close 2026-12-25`,
	}, cobra.ArbitraryArgs, func(args []string) error {
		if len(args) == 0 && len(closeDays)+len(openDays) == 0 || len(args)%2 == 1 {
			return missing("alur hours set", model.Say{EN: "days and their hours: mon-fri 08:00-17:00", ID: "hari dan jamnya: sen-jum 08:00-17:00"})
		}
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		next := shop.Settings
		if len(args) > 0 {
			if next.Hours, err = model.ParseHours(strings.Join(args, " "), next.Hours); err != nil {
				return err
			}
		}
		if err := setClosed(&next.Hours, closeDays, openDays); err != nil {
			return err
		}
		if err := a.perform(s, p, []model.Act{model.ChangeSettings{Settings: next}}); err != nil {
			return err
		}
		return a.printHours(next.Hours)
	})
	f := cmd.Flags()
	f.StringArrayVar(&closeDays, "close", nil, a.say(model.Say{EN: "A day without opening: 2026-12-25", ID: "Hari tutup: 2026-12-25"}))
	f.StringArrayVar(&openDays, "open", nil, a.say(model.Say{EN: "A closed day that is open after all", ID: "Hari tutup yang ternyata buka"}))
	a.asFlag(cmd, &as)
	return cmd
}

func setClosed(h *model.Hours, closeDays, openDays []string) error {
	h.Closed = slices.Clone(h.Closed)
	for _, day := range append(slices.Clone(closeDays), openDays...) {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return fail(model.Say{EN: "%q is no day: write 2026-12-25.", ID: "%q bukan tanggal: tulis 2026-12-25."}, day)
		}
	}
	for _, day := range closeDays {
		if !slices.Contains(h.Closed, day) {
			h.Closed = append(h.Closed, day)
		}
	}
	h.Closed = slices.DeleteFunc(h.Closed, func(day string) bool { return slices.Contains(openDays, day) })
	slices.Sort(h.Closed)
	return nil
}
