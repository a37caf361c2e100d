package cli

import (
	"alur/model"
	"alur/store"
)

// early reports whether the step that news is about is still to come.
func (j *job) early() bool {
	t := j.c.Task(j.step.ID)
	return t == nil || t.State == model.Withdrawn || t.State == model.SentBack
}

// waitStep is the step that waits for an event, in whichever process has it.
func waitStep(a *app, j *job, event string) *model.Step {
	for _, head := range sortedProcesses(j.shop) {
		flow, err := j.store.Flow(a.ctx, head.ID, head.Latest())
		if err != nil || flow == nil {
			continue
		}
		if s := flow.Step(event); s != nil && s.Kind == model.Wait && s.ID == event {
			return s
		}
	}
	return nil
}

// deliverEarly keeps news whose step is not there yet: in its case, or else in
// the list of deliveries.
func (a *app) deliverEarly(j *job, event, key string) error {
	step := waitStep(a, j, event)
	if j.target != nil {
		step = j.step
	}
	values, err := readValues(j.sets, step.Record, model.Say{
		EN: step.ID + " does not record %q",
		ID: step.ID + " tidak mencatat %q",
	})
	if err != nil {
		return err
	}
	var r store.Receipt
	number := 0
	if j.target != nil {
		act := model.Deliver{Task: j.ref(), Outcome: j.outcome, Reason: j.reason, Values: values}
		r, err = j.store.Do(a.ctx, model.Command{Op: newOp(), By: j.person.ID, Station: a.via(), Act: act})
	} else {
		r, number, err = j.store.Deliver(a.ctx, store.News{
			By: j.person.ID, Station: a.via(), Step: event, Key: key, Outcome: j.outcome, Reason: j.reason, Values: values,
		})
	}
	if err != nil {
		return err
	}
	return a.toldEarly(r, number, step.ID, key)
}

// toldEarly says what became of news.
func (a *app) toldEarly(r store.Receipt, number int, step, key string) error {
	ref := model.TaskRef{Case: r.Case, Step: step}
	if number > 0 {
		return a.print("%s", a.say(model.Say{
			EN: "No case has the key %q yet: kept as delivery %d until one begins",
			ID: "Belum ada kasus dengan kunci %q: disimpan sebagai kiriman %d sampai kasusnya dimulai",
		}, key, number))
	}
	for _, e := range r.Events {
		if _, kept := e.Body.(model.EventKept); !kept {
			return a.print("%s: %s", ref, a.say(model.Done.Words()))
		}
	}
	if r.Existing {
		a.talk(model.Say{EN: "%s was reported already.", ID: "%s sudah dilaporkan."}, ref)
		return nil
	}
	return a.print("%s", a.say(model.Say{
		EN: "%s: not there yet; kept, and done once it is",
		ID: "%s: belum ada; disimpan, dan selesai begitu langkahnya ada",
	}, ref))
}
