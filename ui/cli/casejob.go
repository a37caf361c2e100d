package cli

import (
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

// caseJob is one command about a case: who does what to it.
type caseJob struct {
	app    *app
	as     string
	store  *store.Store
	cal    *model.Calendar
	person *model.Person
	c      *model.Case
	flow   *model.Flow
}

// open finds the shop, who acts, and the case.
func (j *caseJob) open(name string) error {
	s, shop, err := j.app.shop()
	if err != nil {
		return err
	}
	j.store = s
	if j.person, err = j.app.actor(s, shop, j.as); err != nil {
		return err
	}
	if j.c, j.flow, err = j.app.findCase(s, name); err != nil {
		return err
	}
	// A length of time is in the opening hours of the case's division.
	j.cal, err = shop.CalendarFor(j.c.Division, "")
	return err
}

// task finds what CASE|TASK means; without a step it is the whole case.
func (j *caseJob) task(name string) (model.TaskRef, error) {
	caseName, stepName, named := cutLast(name, "/")
	if err := j.open(caseName); err != nil || !named {
		return model.TaskRef{Case: j.id()}, err
	}
	step, err := findStep(j.flow, j.c, stepName)
	if err != nil {
		return model.TaskRef{}, err
	}
	return model.TaskRef{Case: j.c.ID, Step: step.ID}, nil
}

func (j *caseJob) id() string {
	if j.c == nil {
		return ""
	}
	return j.c.ID
}

func (j *caseJob) do(act model.Act) error {
	return j.app.perform(j.store, j.person, []model.Act{act})
}

// until reads a time to come.
func (j *caseJob) until(text string) (time.Time, error) { return laterTime(text, j.store.Now(), j.cal) }

func (a *app) casePinCmd() *cobra.Command {
	j := &caseJob{app: a}
	var until string
	cmd := a.command(about{
		use:   "pin CASE|TASK --until T",
		short: model.Say{EN: "Put a case, or one task of it, to the top for a while", ID: "Sematkan kasus, atau satu tugasnya, di atas untuk sementara"},
		example: `alur case pin online-order-1 --until 16:00
alur case pin online-order-1/pick --until 2h --as Hendra`,
	}, wants(model.Say{EN: "a case or a task", ID: "kasus atau tugasnya"}), func(args []string) error {
		ref, err := j.task(args[0])
		if err != nil {
			return err
		}
		t, err := j.until(until)
		if err != nil {
			return err
		}
		if err := j.do(model.Pin{Task: ref, Until: t}); err != nil {
			return err
		}
		return a.print("%s: %s", pinned(ref), a.say(model.Say{EN: "pinned until %s", ID: "disematkan sampai %s"}, when(t, j.cal)))
	})
	a.asFlag(cmd, &j.as)
	cmd.Flags().StringVar(&until, "until", "", a.say(model.Say{
		EN: "How long it stays there: 4h, 16:00 or 2026-11-24",
		ID: "Sampai kapan di sana: 4h, 16:00 atau 2026-11-24",
	}))
	return cmd
}

func (a *app) caseUnpinCmd() *cobra.Command {
	j := &caseJob{app: a}
	cmd := a.command(about{
		use:   "unpin CASE|TASK",
		short: model.Say{EN: "Take a pin away", ID: "Lepas sematan"},
	}, wants(model.Say{EN: "a case or a task", ID: "kasus atau tugasnya"}), func(args []string) error {
		ref, err := j.task(args[0])
		if err != nil {
			return err
		}
		if err := j.do(model.Unpin{Task: ref}); err != nil {
			return err
		}
		return a.print("%s: %s", pinned(ref), a.say(model.Say{EN: "unpinned", ID: "sematan dilepas"}))
	})
	a.asFlag(cmd, &j.as)
	return cmd
}

// pinned is what a pin is on.
func pinned(ref model.TaskRef) string {
	if ref.Step == "" {
		return ref.Case
	}
	return ref.String()
}

func (a *app) caseRepromiseCmd() *cobra.Command {
	j := &caseJob{app: a}
	var promise, reason string
	cmd := a.command(about{
		use:     "repromise CASE --promise T",
		short:   model.Say{EN: "The customer was told another time", ID: "Pelanggan diberi tahu waktu lain"},
		long:    model.Say{EN: "Record that the customer was told another time. The case is measured by it from now on; the first promise stays on record.", ID: "Catat bahwa pelanggan diberi tahu waktu lain. Sejak itu kasus diukur dengannya; janji pertama tetap tercatat."},
		example: `alur case repromise online-order-1 --promise 2026-12-04`,
	}, wants(wordCase), func(args []string) error {
		if err := j.open(args[0]); err != nil {
			return err
		}
		t, err := j.until(promise)
		if err != nil {
			return err
		}
		if err := j.do(model.Repromise{Case: j.c.ID, Promise: t, Reason: reason}); err != nil {
			return err
		}
		return a.print("%s: %s", j.c.ID, a.say(model.Say{EN: "promised for %s, customer told", ID: "dijanjikan %s, pelanggan diberi tahu"}, when(t, j.cal)))
	})
	a.asFlag(cmd, &j.as)
	cmd.Flags().StringVar(&promise, "promise", "", a.say(model.Say{EN: "What the customer was told: 2d, 16:00 or 2026-11-30", ID: "Yang dikatakan kepada pelanggan: 2d, 16:00 atau 2026-11-30"}))
	cmd.Flags().StringVar(&reason, "reason", "", a.say(model.Say{EN: "Why", ID: "Alasannya"}))
	return cmd
}

func (a *app) caseCommentCmd() *cobra.Command {
	j := &caseJob{app: a}
	cmd := a.command(about{
		use:     "comment CASE TEXT --as NAME",
		short:   model.Say{EN: "Write a line on a case, for everybody", ID: "Tulis sebaris di kasus, untuk semua orang"},
		example: `alur case comment online-order-1 "ring twice, the dog bites" --as Dewi`,
	}, wants(wordCase, model.Say{EN: "what to say", ID: "yang ingin disampaikan"}), func(args []string) error {
		if j.as == "" {
			return missing("alur case comment", wordAs)
		}
		if err := j.open(args[0]); err != nil {
			return err
		}
		if err := j.do(model.Comment{Case: j.c.ID, Text: args[1]}); err != nil {
			return err
		}
		return a.print("%s: %s", j.c.ID, a.say(model.Say{EN: "comment written", ID: "komentar ditulis"}))
	})
	a.asFlag(cmd, &j.as)
	return cmd
}
