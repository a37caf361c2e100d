package cli

import (
	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

func (a *app) nextCmd() *cobra.Command {
	var as string
	var asJSON, all bool
	cmd := a.command(about{
		use:   "next [--as NAME] [--all] [--json]",
		short: model.Say{EN: "My next task, and the queue behind it", ID: "Tugas saya berikutnya, dan antrean di belakangnya"},
		long: model.Say{
			EN: "The queue of one person, with the reason for every place. The first line is the next task; of a long queue the first twenty are shown. Without --as it is the owner's.",
			ID: "Antrean satu orang, dengan alasan tiap tempatnya. Baris pertama adalah tugas berikutnya; dari antrean panjang dua puluh yang pertama yang tampil. Tanpa --as: antrean pemilik.",
		},
		example: "alur next --as Sari",
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		most := nextShown
		if all || asJSON {
			most = 0
		}
		q, err := s.FirstTasks(a.ctx, p.ID, s.Now(), most)
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		if asJSON {
			return a.json(a.queueDoc(p, q, cal))
		}
		return a.printQueue(q, cal)
	})
	a.asFlag(cmd, &as)
	cmd.Flags().BoolVar(&all, "all", false, a.say(model.Say{EN: "The whole queue, however long", ID: "Seluruh antrean, berapa pun panjangnya"}))
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

func (a *app) jsonFlag(cmd *cobra.Command, to *bool) {
	cmd.Flags().BoolVar(to, "json", false, a.say(model.Say{EN: "One JSON document", ID: "Satu dokumen JSON"}))
}

// nextShown is how many tasks of a queue are shown unless all are asked for.
const nextShown = 20

// printQueue writes a queue, the next task first, and how many are left.
func (a *app) printQueue(q model.Queue, cal *model.Calendar) error {
	if len(q.Items) == 0 {
		if err := a.print("%s", a.say(model.Say{EN: "Nothing to do now.", ID: "Tidak ada tugas sekarang."})); err != nil {
			return err
		}
	}
	var rows [][]string
	for _, i := range q.Items {
		due := ""
		if !i.DueAt.IsZero() {
			due = a.say(model.Say{EN: "due %s", ID: "batas %s"}, when(i.DueAt, cal))
		}
		rows = append(rows, []string{i.TaskRef.String(), i.Title, i.CaseTitle, i.Why.In(a.lang), due})
	}
	if err := table(a.env.Stdout, rows); err != nil {
		return err
	}
	if err := a.printLeft(q.Left); err != nil {
		return err
	}
	for _, i := range q.Alone {
		why := a.say(model.Say{EN: "%s (alur waive %[1]s --ask): %[2]s, %[3]s: %[4]s", ID: "%s (alur waive %[1]s --ask): %[2]s, %[3]s: %[4]s"}, i.TaskRef.String(), i.Title, i.CaseTitle, i.Why.In(a.lang))
		if err := a.print("%s", why); err != nil {
			return err
		}
	}
	if len(q.Asleep) > 0 {
		if err := a.print("%s", a.say(model.Say{EN: "%d waiting:", ID: "%d menunggu:"}, len(q.Asleep)+q.AsleepLeft)); err != nil {
			return err
		}
		rows = nil
		for _, i := range q.Asleep {
			rows = append(rows, []string{"  " + i.TaskRef.String(), i.Title, i.CaseTitle, i.Why.In(a.lang)})
		}
		if err := table(a.env.Stdout, rows); err != nil {
			return err
		}
		return a.printLeft(q.AsleepLeft)
	}
	return nil
}

// printLeft says how many more there are.
func (a *app) printLeft(left int) error {
	if left <= 0 {
		return nil
	}
	return a.print("%s", a.say(model.Say{EN: "... and %d more (--all)", ID: "... dan %d lagi (--all)"}, left))
}

// queueTask is one task of next --json; its names are stable.
type queueTask struct {
	Task    string `json:"task"`
	Case    string `json:"case"`
	Step    string `json:"step"`
	Title   string `json:"title"`
	State   string `json:"state"`
	Band    string `json:"band"`
	Reason  string `json:"reason"`
	Due     string `json:"due,omitempty"`
	Promise string `json:"promise,omitempty"`
	SlackS  int64  `json:"slack_s"`
	parkedWhy
}

// parkedWhy is what a parked task waits for, in the language asked for; Code
// is set where alur parked it by itself, and is the same in every language.
type parkedWhy struct {
	For  string `json:"parked_for,omitempty"`
	Code string `json:"parked_code,omitempty"`
}

func (a *app) parkedWhy(why model.Reason, held *model.Held) parkedWhy {
	p := parkedWhy{For: oneLine(model.CleanText(why.In(a.lang)))}
	if held != nil {
		p.Code = string(held.Code)
	}
	return p
}

type queueDoc struct {
	Person  string      `json:"person"`
	Tasks   []queueTask `json:"tasks"`
	Waiting []queueTask `json:"waiting"`
}

func (a *app) queueDoc(p *model.Person, q model.Queue, cal *model.Calendar) queueDoc {
	doc := queueDoc{Person: p.ID, Tasks: []queueTask{}, Waiting: []queueTask{}}
	for _, i := range q.Items {
		doc.Tasks = append(doc.Tasks, a.queueTask(i, bandName(i.Band), cal))
	}
	for _, i := range q.Asleep {
		doc.Waiting = append(doc.Waiting, a.queueTask(i, "waiting", cal))
	}
	return doc
}

func (a *app) queueTask(i model.QueueItem, band string, cal *model.Calendar) queueTask {
	return queueTask{
		Task: i.TaskRef.String(), Case: i.Case, Step: i.Step, Title: i.Title, State: string(i.State),
		Band: band, Reason: i.Why.In(a.lang), Due: moment(i.DueAt, cal), Promise: moment(i.Promise, cal),
		SlackS: int64(i.Slack.Seconds()), parkedWhy: a.parkedWhy(i.WaitsFor(), i.Held),
	}
}

// nextLine is who has what next, for the state without a terminal.
func (a *app) nextLine(s *store.Store, p *model.Person) ([]string, error) {
	q, err := s.FirstTasks(a.ctx, p.ID, s.Now(), 1)
	if err != nil {
		return nil, err
	}
	if len(q.Items) == 0 {
		return []string{p.Name, "-"}, nil
	}
	i := q.Items[0]
	return []string{p.Name, i.TaskRef.String(), i.Title, i.CaseTitle, i.Why.In(a.lang)}, nil
}
