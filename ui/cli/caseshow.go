package cli

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

// caseDoc is case show --json; its names are stable.
type caseDoc struct {
	Case     string `json:"case"`
	Process  string `json:"process"`
	Version  int    `json:"version"`
	Title    string `json:"title"`
	Key      string `json:"key"`
	State    string `json:"state"`
	Division string `json:"division,omitempty"`
	Started  string `json:"started"`
	Ended    string `json:"ended,omitempty"`
	Promise  string `json:"promise,omitempty"`
	// FirstPromise is what was said first, Waived counts the times that
	// four eyes were waived.
	FirstPromise string `json:"first_promise,omitempty"`
	Pinned       string `json:"pinned_until,omitempty"`
	Waived       int    `json:"waived,omitempty"`
	// Archive is where the history of an archived case begins.
	Archive  string       `json:"archive,omitempty"`
	Comments []commentDoc `json:"comments,omitempty"`
	Fields   model.Values `json:"fields"`
	Tasks    []taskDoc    `json:"tasks"`
	History  []eventDoc   `json:"history"`
}

// taskDoc is one round of one step.
type taskDoc struct {
	Task    string       `json:"task"`
	Step    string       `json:"step"`
	Title   string       `json:"title"`
	Role    string       `json:"role,omitempty"`
	Round   int          `json:"round"`
	State   string       `json:"state"`
	For     string       `json:"for,omitempty"`
	Entry   string       `json:"entry,omitempty"`
	By      string       `json:"by,omitempty"`
	Ready   string       `json:"ready"`
	Begun   string       `json:"begun,omitempty"`
	Ended   string       `json:"ended,omitempty"`
	From    string       `json:"from,omitempty"`
	FromWhy string       `json:"from_why,omitempty"`
	Waived  *waivedDoc   `json:"waived,omitempty"`
	Pinned  string       `json:"pinned_until,omitempty"`
	Outcome string       `json:"outcome,omitempty"`
	Reason  string       `json:"reason,omitempty"`
	Checks  []checkDoc   `json:"checks,omitempty"`
	Values  model.Values `json:"values,omitempty"`
	Child   string       `json:"child,omitempty"`
	parkedWhy
}

// commentDoc is one line that somebody wrote on a case.
type commentDoc struct {
	By   string `json:"by"`
	At   string `json:"at"`
	Text string `json:"text"`
}

// waivedDoc says that one pair of eyes may do a step.
type waivedDoc struct {
	By     string `json:"by"`
	Reason string `json:"reason"`
	Until  string `json:"until"`
}

// checkDoc is one line of a checklist.
type checkDoc struct {
	Item     string `json:"item"`
	Text     string `json:"text"`
	Optional bool   `json:"optional,omitempty"`
	Ticked   bool   `json:"ticked"`
}

func (a *app) caseShowCmd() *cobra.Command {
	var asJSON bool
	cmd := a.command(about{
		use:     "show CASE",
		short:   model.Say{EN: "One case: what is done, what is open, its history", ID: "Satu kasus: yang selesai, yang terbuka, riwayatnya"},
		example: "alur case show online-order-1",
	}, wants(wordCase), func(args []string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		c, f, err := a.findCase(s, args[0])
		if err != nil {
			return err
		}
		history, err := s.History(a.ctx, c.ID)
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		if asJSON {
			doc, err := a.caseDoc(c, f, history, cal)
			if err != nil {
				return err
			}
			base, err := s.Archived(a.ctx, c.ID)
			if err != nil {
				return err
			}
			if base != nil {
				doc.Archive = base.File
			}
			return a.json(doc)
		}
		if err := a.printCase(s, c, f, history, shop, cal); err != nil {
			return err
		}
		return a.tellArchived(s, c.ID)
	})
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

func (a *app) caseDoc(c *model.Case, f *model.Flow, history []model.Event, cal *model.Calendar) (caseDoc, error) {
	doc := caseDoc{
		Case: c.ID, Process: c.Process, Version: c.Version, Title: c.Title, Key: c.Key, State: string(c.State),
		Division: c.Division, Started: moment(c.Started, cal), Ended: moment(c.Ended, cal), Promise: moment(c.Promise, cal),
		FirstPromise: moment(c.FirstPromise, cal), Fields: c.Fields, Tasks: []taskDoc{}, History: []eventDoc{},
	}
	if c.Pin != nil {
		doc.Pinned = moment(c.Pin.Until, cal)
	}
	for _, r := range c.Comments {
		doc.Comments = append(doc.Comments, commentDoc{r.By, moment(r.At, cal), r.Text})
	}
	for _, t := range c.Tasks {
		doc.Tasks = append(doc.Tasks, a.taskDoc(c, f, t, cal))
		doc.Waived += len(t.Waivers)
	}
	for _, e := range history {
		d, err := newEventDoc(e, cal)
		if err != nil {
			return doc, err
		}
		doc.History = append(doc.History, d)
	}
	return doc, nil
}

func (a *app) taskDoc(c *model.Case, f *model.Flow, t *model.Task, cal *model.Calendar) taskDoc {
	step := f.Step(t.Step)
	d := taskDoc{
		Task: model.TaskRef{Case: c.ID, Step: t.Step}.String(), Step: t.Step, Title: t.Title(step), Role: step.Role,
		Round: t.Round, State: string(t.State), By: t.By, Ready: moment(t.Ready, cal), Begun: moment(t.Begun, cal),
		Ended: moment(t.Ended, cal), Outcome: t.Outcome, Reason: t.Reason, Values: t.Values,
		For: t.For, Entry: t.Entry, Child: t.Child, From: t.HandedBy, FromWhy: t.HandedWhy,
		parkedWhy: a.parkedWhy(t.WaitsFor(), t.Held),
	}
	if w := t.Waived(); w != nil {
		d.Waived = &waivedDoc{w.By, w.Reason, moment(w.Until, cal)}
	}
	if t.Pin != nil {
		d.Pinned = moment(t.Pin.Until, cal)
	}
	for _, item := range f.Items(t.Step, c.Fields) {
		_, ticked := t.Ticks[item.Key]
		d.Checks = append(d.Checks, checkDoc{item.Key, item.Text, item.Optional, ticked})
	}
	return d
}

// eventDoc is one line of the record in JSON.
type eventDoc struct {
	Seq     uint64          `json:"seq"`
	At      string          `json:"at"`
	By      string          `json:"by,omitempty"`
	Station string          `json:"station,omitempty"`
	Case    string          `json:"case,omitempty"`
	Step    string          `json:"step,omitempty"`
	Event   string          `json:"event"`
	Data    json.RawMessage `json:"data"`
}

func newEventDoc(e model.Event, cal *model.Calendar) (eventDoc, error) {
	data, err := json.Marshal(withoutSecrets(e.Body))
	return eventDoc{e.Seq, moment(e.At, cal), e.By, e.Station, e.Case, e.Step, e.Name(), data}, err
}

// withoutSecrets takes the hash of a PIN out of an event: whoever may read
// the record has no use for it.
func withoutSecrets(b model.Body) model.Body {
	if pin, ok := b.(model.PINSet); ok {
		pin.Hash = ""
		return pin
	}
	return b
}

// printCase writes a case for people.
func (a *app) printCase(s *store.Store, c *model.Case, f *model.Flow, history []model.Event, shop *model.Shop, cal *model.Calendar) error {
	if err := a.print("%s  %s  %s", c.ID, oneLine(model.CleanText(c.Title)), a.say(c.State.Words())); err != nil {
		return err
	}
	var rows [][]string
	for _, t := range c.Tasks {
		step := f.Step(t.Step)
		state := a.say(t.State.Words())
		if t.Round > 1 {
			state += " " + a.say(model.Say{EN: "(round %s)", ID: "(putaran %s)"}, strconv.Itoa(t.Round))
		}
		if why := t.WaitsFor(); !why.Empty() {
			state += ": " + oneLine(model.CleanText(why.In(a.lang)))
		}
		if t.Child != "" {
			state += ", " + t.Child
		}
		if t.State.Open() && t.By == "" && t.For != "" {
			state += ", " + a.say(model.Say{EN: "for %s", ID: "untuk %s"}, shop.Name(t.For))
		}
		if w := t.Waived(); w != nil {
			state += ", " + a.say(model.Say{EN: "four eyes waived by %s", ID: "empat mata dibebaskan %s"}, shop.Name(w.By))
		}
		rows = append(rows, []string{"  " + t.Step, t.Title(step), state, shop.Name(t.By), a.outcome(step, t.Outcome), t.Reason})
	}
	if err := table(a.env.Stdout, rows); err != nil {
		return err
	}
	if err := a.printNotes(c, shop, cal); err != nil {
		return err
	}
	if err := a.print("%s", a.say(model.Say{EN: "History:", ID: "Riwayat:"})); err != nil {
		return err
	}
	rows = nil
	flow := a.flows(s)
	for _, e := range history {
		rows = append(rows, append([]string{" "}, a.eventLine(e, flow(e), shop, cal)...))
	}
	return table(a.env.Stdout, rows)
}

// outcome is how a round ended as people read it; nothing where it did not.
func (a *app) outcome(step *model.Step, name string) string {
	if name == "" {
		return ""
	}
	return a.say(model.OutcomeLabel(step, name))
}

// printNotes writes what was said of a case: its promises, its pin, the news of
// steps that are not there yet, its comments.
func (a *app) printNotes(c *model.Case, shop *model.Shop, cal *model.Calendar) error {
	var rows [][]string
	if !c.Promise.IsZero() {
		promise := when(c.Promise, cal)
		if !c.FirstPromise.Equal(c.Promise) && !c.FirstPromise.IsZero() {
			promise += a.say(model.Say{EN: " (first %s)", ID: " (semula %s)"}, when(c.FirstPromise, cal))
		}
		rows = append(rows, []string{a.say(model.Say{EN: "Promised for", ID: "Dijanjikan"}), promise})
	}
	if c.Pin != nil {
		rows = append(rows, []string{a.say(model.Say{EN: "Pinned until", ID: "Disematkan sampai"}), when(c.Pin.Until, cal) + "  " + shop.Name(c.Pin.By)})
	}
	for _, k := range c.Kept {
		rows = append(rows, []string{a.say(model.Say{EN: "News that came early", ID: "Kabar yang datang lebih dulu"}), when(k.At, cal) + "  " + strings.TrimSpace(k.Step+" "+k.Outcome)})
	}
	for _, r := range c.Comments {
		rows = append(rows, []string{a.say(model.Say{EN: "Comment", ID: "Komentar"}), when(r.At, cal) + "  " + shop.Name(r.By) + ": " + r.Text})
	}
	return table(a.env.Stdout, rows)
}
