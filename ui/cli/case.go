package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

func (a *app) caseCmd() *cobra.Command {
	return a.family("case", model.Say{EN: "Look at cases, tell their story, comment, pin, promise anew, cancel", ID: "Lihat kasus, cetak riwayatnya, beri komentar, sematkan, janjikan ulang, batalkan"},
		a.caseListCmd(), a.caseShowCmd(), a.caseStoryCmd(), a.caseCommentCmd(), a.casePinCmd(), a.caseUnpinCmd(), a.caseRepromiseCmd(), a.caseCancelCmd())
}

// caseLine is one case of case list --json.
type caseLine struct {
	Case  string `json:"case"`
	Key   string `json:"key,omitempty"`
	Title string `json:"title"`
	State string `json:"state"`
}

func (a *app) caseListCmd() *cobra.Command {
	var process, state string
	var limit int
	var asJSON bool
	cmd := a.command(about{
		use:     "list [TEXT]",
		short:   model.Say{EN: "Cases, the newest first; with a text in them", ID: "Kasus, yang terbaru dulu; yang memuat teks"},
		example: "alur case list rina --state running",
	}, wantsAtMost(1), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		q := store.CaseQuery{Text: strings.Join(args, ""), Limit: limit}
		if process != "" {
			head, err := findProcess(shop, process)
			if err != nil {
				return err
			}
			q.Process = head.ID
		}
		if q.State, err = caseState(state); err != nil {
			return err
		}
		lines, err := s.FindCases(a.ctx, q)
		if err != nil {
			return err
		}
		return a.printCases(lines, asJSON)
	})
	f := cmd.Flags()
	f.StringVar(&process, "process", "", a.say(model.Say{EN: "Only of one process", ID: "Hanya dari satu proses"}))
	f.StringVar(&state, "state", "", a.say(model.Say{EN: "running, finished or cancelled", ID: "running, finished atau cancelled (berjalan, selesai, dibatalkan)"}))
	f.IntVar(&limit, "limit", 100, a.say(model.Say{EN: "At most so many", ID: "Paling banyak sekian"}))
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

func (a *app) printCases(lines []store.CaseLine, asJSON bool) error {
	if asJSON {
		doc := []caseLine{}
		for _, l := range lines {
			doc = append(doc, caseLine{l.ID, l.Key, l.Title, string(l.State)})
		}
		return a.json(map[string]any{"cases": doc})
	}
	var rows [][]string
	for _, l := range lines {
		rows = append(rows, []string{l.ID, a.say(l.State.Words()), l.Title})
	}
	return table(a.env.Stdout, rows)
}

func caseState(text string) (model.CaseState, error) {
	switch state := model.CaseState(text); state {
	case "", model.Running, model.Finished, model.Cancelled:
		return state, nil
	}
	return "", fail(model.Say{
		EN: "--state is running, finished or cancelled, not %q.",
		ID: "--state adalah running, finished atau cancelled, bukan %q.",
	}, text)
}

func (a *app) caseCancelCmd() *cobra.Command {
	var as, reason string
	cmd := a.command(about{
		use:     "cancel CASE --reason R",
		short:   model.Say{EN: "Cancel a case for good", ID: "Batalkan kasus untuk seterusnya"},
		example: `alur case cancel online-order-1 --as Hendra --reason "customer withdrew"`,
	}, wants(wordCase), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		c, _, err := a.findCase(s, args[0])
		if err != nil {
			return err
		}
		events, err := a.performed(s, p, []model.Act{model.CancelCase{Case: c.ID, Reason: reason}})
		if err != nil {
			return err
		}
		if err := a.print("%s: %s", c.ID, a.say(model.Cancelled.Words())); err != nil {
			return err
		}
		return a.aftermath(events, shop)
	})
	a.asFlag(cmd, &as)
	cmd.Flags().StringVar(&reason, "reason", "", a.say(model.Say{EN: "Why", ID: "Alasannya"}))
	return cmd
}
