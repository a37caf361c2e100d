package cli

import (
	"alur/model"
	"alur/store"
	"alur/ui/intake"
)

// early reports whether the step that news is about is still to come.
func (j *job) early() bool {
	t := j.c.Task(j.step.ID)
	return t == nil || t.State == model.Withdrawn || t.State == model.SentBack
}

// waitStep is the step that waits for an event, in whichever process has it.
func waitStep(a *app, j *job, event string) *model.Step {
	flow := a.waitFlow(j.store, j.shop, event)
	if flow == nil {
		return nil
	}
	return flow.Step(event)
}

// waitFlow is the process with a step that waits for an event; nil for none.
func (a *app) waitFlow(s *store.Store, shop *model.Shop, event string) *model.Flow {
	for _, head := range sortedProcesses(shop) {
		flow, err := s.Flow(a.ctx, head.ID, head.Latest())
		if err != nil || flow == nil {
			continue
		}
		if step := flow.Step(event); step != nil && step.Kind == model.Wait && step.ID == event {
			return flow
		}
	}
	return nil
}

// flowOf is the process that a delivery is for. News that came before its case
// knows its step alone.
func (a *app) flowOf(s *store.Store, shop *model.Shop, sent *intake.Sent) (*model.Flow, error) {
	if sent.Process == "" {
		if flow := a.waitFlow(s, shop, sent.Step); flow != nil {
			return flow, nil
		}
	}
	head, err := findProcess(shop, sent.Process)
	if err != nil {
		return nil, err
	}
	return s.Flow(a.ctx, head.ID, head.Latest())
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
