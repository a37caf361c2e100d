package cli

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"alur/model"
	"alur/store"
)

// job is one command of daily work: who does what to which task.
type job struct {
	app *app
	// What the flags said.
	as, outcome, reason, until, to string
	tickWords, sets                []string
	begun                          bool
	// What they mean.
	store  *store.Store
	shop   *model.Shop
	cal    *model.Calendar
	person *model.Person
	*target
}

// flag names a flag that a verb takes.
type flag func(*app, *pflag.FlagSet, *job)

func withTicks(a *app, f *pflag.FlagSet, j *job) {
	f.StringArrayVar(&j.tickWords, "tick", nil, a.say(model.Say{
		EN: "A line of the checklist: its number, its text, or all",
		ID: "Satu baris daftar periksa: nomor, teks, atau all (semua)",
	}))
}

func withSets(a *app, f *pflag.FlagSet, j *job) {
	f.StringArrayVar(&j.sets, "set", nil, a.say(model.Say{
		EN: "A value to record: FIELD=VALUE",
		ID: "Nilai yang dicatat: ISIAN=NILAI",
	}))
}

func withOutcome(a *app, f *pflag.FlagSet, j *job) {
	f.StringVar(&j.outcome, "outcome", "", a.say(model.Say{
		EN: "How it ended, where the step has several ways",
		ID: "Hasilnya, bila langkah punya beberapa pilihan",
	}))
}

func withReason(a *app, f *pflag.FlagSet, j *job) {
	f.StringVar(&j.reason, "reason", "", a.say(model.Say{EN: "Why", ID: "Alasannya"}))
}

func withUntil(a *app, f *pflag.FlagSet, j *job) {
	f.StringVar(&j.until, "until", "", a.say(model.Say{
		EN: "When it asks again: 4h, 2d, 16:00 or 2026-11-24",
		ID: "Kapan ditanyakan lagi: 4h, 2d, 16:00 atau 2026-11-24",
	}))
}

// workCmd makes a verb of daily work on one task. The acts it answers with
// are done in one transaction: all or none.
func (a *app) workCmd(w about, acts func(*job) ([]model.Act, error), flags ...flag) *cobra.Command {
	j := &job{app: a}
	cmd := a.command(w, wants(wordTask), func(args []string) error {
		if err := j.open(w); err != nil {
			return err
		}
		t, err := a.taskOf(j.store, j.person, args[0])
		if err != nil {
			return err
		}
		j.target = t
		list, err := acts(j)
		if err != nil {
			return err
		}
		return j.do(list)
	})
	a.asFlag(cmd, &j.as)
	for _, f := range flags {
		f(a, cmd.Flags(), j)
	}
	return cmd
}

func (a *app) asFlag(cmd *cobra.Command, to *string) {
	cmd.Flags().StringVar(to, "as", "", a.say(model.Say{EN: "Who acts", ID: "Siapa yang bertindak"}))
}

// open finds the shop and who acts; daily work has no default for that.
func (j *job) open(w about) error {
	if j.as == "" {
		return missing("alur "+firstWord(w.use), wordAs)
	}
	var err error
	if j.store, j.shop, err = j.app.shop(); err != nil {
		return err
	}
	if j.cal, err = j.shop.Calendar(); err != nil {
		return err
	}
	j.person, err = j.app.actor(j.store, j.shop, j.as)
	return err
}

// later reads --until.
func (j *job) later() (time.Time, error) { return laterTime(j.until, j.store.Now(), j.cal) }

// do does the acts of a job, and says where its task stands then.
func (j *job) do(acts []model.Act) error {
	events, err := j.app.performed(j.store, j.person, acts)
	if r := model.Refused(err); r != nil && (r.Code == "taken" || r.Code == "not_open") {
		// Somebody was faster: there is other work.
		return fail(model.Say{EN: "%s Here is your next task: alur next --as %s", ID: "%s Ini tugas Anda berikutnya: alur next --as %s"}, r, j.person.ID)
	}
	if err != nil {
		return err
	}
	if err := j.app.report(j.store, j.ref()); err != nil {
		return err
	}
	return j.app.aftermath(events, j.shop)
}

// perform does acts as one person, all or none.
func (a *app) perform(s *store.Store, p *model.Person, acts []model.Act) error {
	_, err := a.performed(s, p, acts)
	return err
}

// performed is perform for who wants to know all that came of it.
func (a *app) performed(s *store.Store, p *model.Person, acts []model.Act) (events []model.Event, err error) {
	if len(acts) == 1 {
		r, err := s.Do(a.ctx, model.Command{Op: newOp(), By: p.ID, Station: a.via(), Act: acts[0]})
		return r.Events, err
	}
	err = s.Within(a.ctx, func(session *store.Session) error {
		events = nil // Where another host was faster it is done anew.
		for _, act := range acts {
			cmd := model.Command{Op: newOp(), By: p.ID, Station: a.via(), Act: act}
			r, err := session.Do(cmd, s.Now())
			if err != nil {
				return err
			}
			events = append(events, r.Events...)
		}
		return nil
	})
	return events, err
}

// aftermath says what acts did to other cases.
func (a *app) aftermath(events []model.Event, shop *model.Shop) error {
	for _, r := range model.Aftermath(events, shop) {
		if err := a.print("%s", oneLine(model.CleanText(r.In(a.lang)))); err != nil {
			return err
		}
	}
	return nil
}

// report says where a task stands after an act.
func (a *app) report(s *store.Store, ref model.TaskRef) error {
	c, _, err := s.Case(a.ctx, ref.Case)
	if err != nil {
		return err
	}
	state := model.Ready
	if t := c.Task(ref.Step); t != nil {
		state = t.State
	}
	if c.State != model.Running {
		return a.print("%s: %s; %s", ref, a.say(state.Words()), a.say(model.Say{
			EN: "%s is %s",
			ID: "%s %s",
		}, c.ID, c.State.Words()))
	}
	return a.print("%s: %s", ref, a.say(state.Words()))
}

func one(act model.Act) ([]model.Act, error) { return []model.Act{act}, nil }

func firstWord(use string) string {
	for i, r := range use {
		if r == ' ' {
			return use[:i]
		}
	}
	return use
}
