package cli

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/model/compare"
)

func (a *app) processCompareCmd() *cobra.Command {
	var versions, divisions, since string
	var asJSON bool
	cmd := a.command(about{
		use:   "compare P",
		short: model.Say{EN: "Did a change help? Two versions beside each other", ID: "Apakah perubahan menolong? Dua versi berdampingan"},
		long: model.Say{
			EN: "Did a change help? The version on trial beside the one in force, or the newest beside the one before it, or two divisions: lead time, what is right the first time, promises, reasons, steps. The verdict stands first. Cases count by when they came, open ones for what is known of them; a difference is said only where it is more than chance.",
			ID: "Apakah perubahan menolong? Versi yang dicoba di samping yang berlaku, atau yang terbaru di samping yang sebelumnya, atau dua divisi: lama kasus, yang benar sekali jalan, janji, alasan, langkah. Putusannya di atas. Kasus dihitung menurut saat datangnya, yang masih terbuka sejauh yang diketahui; perbedaan hanya disebut bila bukan kebetulan.",
		},
		example: "alur process compare online-order\nalur process compare online-order --versions 3,4 --since 30d\nalur process compare online-order --divisions Bandung,Depok",
	}, wants(wordProcess), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		ask, err := a.askOf(shop, args[0], versions, divisions)
		if err != nil {
			return err
		}
		if ask.Since, _, err = (workFlags{since: since}).period(0, s.Now(), cal); err != nil {
			return err
		}
		c, err := s.Compare(a.ctx, ask)
		if err != nil {
			return err
		}
		w := compare.Words{Shop: shop, Calendar: cal}
		if asJSON {
			return a.json(a.compareDoc(c, w, cal))
		}
		return a.printComparison(c, w, cal)
	})
	f := cmd.Flags()
	f.StringVar(&versions, "versions", "", a.say(model.Say{EN: "Which two: 3,4", ID: "Dua yang mana: 3,4"}))
	f.StringVar(&divisions, "divisions", "", a.say(model.Say{EN: "Two divisions, one for each side: Bandung,Depok", ID: "Dua divisi, satu untuk tiap sisi: Bandung,Depok"}))
	f.StringVar(&since, "since", "", a.say(model.Say{EN: "Only cases that came since then: 2026-11-23, 30d", ID: "Hanya kasus yang datang sejak itu: 2026-11-23, 30d"}))
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

// askOf reads what is to be compared.
func (a *app) askOf(shop *model.Shop, process, versions, divisions string) (ask compare.Ask, err error) {
	head, err := findProcess(shop, process)
	if err != nil {
		return ask, err
	}
	ask.Process = head.ID
	if versions != "" {
		pair, ok := twoOf(versions)
		if !ok {
			return ask, fail(model.Say{EN: "--versions are two, as in 3,4, not %q.", ID: "--versions ada dua, seperti 3,4, bukan %q."}, versions)
		}
		for i, which := range []*int{&ask.Before, &ask.After} {
			if *which, err = versionOf(head, pair[i]); err != nil {
				return ask, err
			}
		}
	}
	if divisions != "" {
		pair, ok := twoOf(divisions)
		if !ok {
			return ask, fail(model.Say{EN: "--divisions are two, as in Bandung,Depok, not %q.", ID: "--divisions ada dua, seperti Bandung,Depok, bukan %q."}, divisions)
		}
		for i, text := range pair {
			if pair[i], err = findDivision(shop, text); err != nil {
				return ask, err
			}
		}
		ask.Only = &pair
	}
	return ask, nil
}

// twoOf reads two words with a comma between.
func twoOf(text string) (pair [2]string, ok bool) {
	a, b, ok := strings.Cut(text, ",")
	pair = [2]string{strings.TrimSpace(a), strings.TrimSpace(b)}
	return pair, ok && pair[0] != "" && pair[1] != "" && !strings.Contains(b, ",")
}

// comparedSide is one side in process compare --json.
type comparedSide struct {
	Name      string   `json:"name"`
	Versions  []int    `json:"versions"`
	Divisions []string `json:"divisions"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	Seen      string   `json:"seen"`
	Share     int      `json:"share"`
}

// compareDoc is process compare --json; its names are stable. Versions and
// divisions are null where all count.
type compareDoc struct {
	Process   string       `json:"process"`
	Sentences []string     `json:"sentences"`
	Together  bool         `json:"together"`
	Drawn     bool         `json:"drawn"`
	Was       comparedSide `json:"side_before"`
	Is        comparedSide `json:"side_after"`
	Seed      int          `json:"seed"`
	compare.Comparison
}

func (a *app) compareDoc(c compare.Comparison, w compare.Words, cal *model.Calendar) compareDoc {
	before, after := c.Names(w.Shop)
	side := func(s compare.Side, name model.Reason) comparedSide {
		return comparedSide{
			Name: name.In(a.lang), Versions: s.Versions, Divisions: s.Divisions, Share: s.Share,
			From: moment(s.From, cal), To: moment(s.To, cal), Seen: moment(s.Seen, cal),
		}
	}
	return compareDoc{
		Process: c.Process, Sentences: a.said(c.Sentences(w)), Together: c.Together, Drawn: c.Drawn,
		Was: side(c.Question.Before, before), Is: side(c.Question.After, after), Seed: compare.Seed, Comparison: c,
	}
}

// said are sentences in the language chosen.
func (a *app) said(list []model.Reason) []string {
	var lines []string
	for _, r := range list {
		lines = append(lines, oneLine(model.CleanText(r.In(a.lang))))
	}
	return lines
}

// printComparison writes the verdict, and the figures under it.
func (a *app) printComparison(c compare.Comparison, w compare.Words, cal *model.Calendar) error {
	for _, line := range a.said(c.Sentences(w)) {
		if err := a.print("%s", line); err != nil {
			return err
		}
	}
	before, after := c.Names(w.Shop)
	span := func(s compare.Side) string {
		return when(s.From, cal)[:len(time.DateOnly)] + ".." + when(s.To, cal)[:len(time.DateOnly)]
	}
	rows := [][]string{
		{"", before.In(a.lang), after.In(a.lang), a.say(model.Say{EN: "Difference", ID: "Perbedaan"}), a.say(model.Say{EN: "95 % interval", ID: "Rentang 95 %"})},
		{"", span(c.Question.Before), span(c.Question.After)},
	}
	for _, r := range c.Rows(w) {
		if r.Head {
			rows = append(rows, []string{""}, []string{r.Label.In(a.lang)})
			continue
		}
		rows = append(rows, []string{r.Label.In(a.lang), r.Before.In(a.lang), r.After.In(a.lang), r.Difference.In(a.lang), r.Range.In(a.lang), a.say(signWord(r.Sign))})
	}
	if err := a.print(""); err != nil {
		return err
	}
	return table(a.env.Stdout, rows)
}

// signWord says which way a clear difference goes; nothing where none is.
func signWord(sign int) model.Say {
	switch {
	case sign > 0:
		return model.Say{EN: "better", ID: "lebih baik"}
	case sign < 0:
		return model.Say{EN: "worse", ID: "lebih buruk"}
	}
	return model.Say{}
}
