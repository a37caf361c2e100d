package model

import "time"

// decideReceive begins a case that another program asked for. Who sent it was
// proven before, by the secret of the process; nobody acts.
func decideReceive(v View, cmd Command, a Receive, now time.Time) (Decision, error) {
	if err := byItself(v, cmd); err != nil {
		return Decision{}, err
	}
	return startCase(v, cmd, StartCase{Process: a.Process, Fields: a.Fields}, now)
}

// byItself lets alur itself act, and whoever may.
func byItself(v View, cmd Command) error {
	if cmd.By == "" && len(v.Shop().People) > 0 {
		return nil
	}
	_, err := actor(v, cmd)
	return err
}

// decideDeliver brings news to a step that waits: it finishes the step where it
// is open, and is kept for it where it is still to come.
func decideDeliver(v View, cmd Command, a Deliver, now time.Time) (Decision, error) {
	if err := byItself(v, cmd); err != nil {
		return Decision{}, err
	}
	c := v.Case(a.Task.Case)
	if c == nil {
		return Decision{}, refuse("unknown_case", Say{EN: "There is no case %q.", ID: "Tidak ada kasus %q."}, a.Task.Case)
	}
	w, err := newCasework(v, cmd, now, c)
	if err != nil {
		return Decision{}, err
	}
	s := w.flow.Step(a.Task.Step)
	if s == nil || s.Kind != Wait {
		return Decision{}, refuse("no_wait", Say{
			EN: "%s has no step %q that waits for news.",
			ID: "%s tidak punya langkah %q yang menunggu kabar.",
		}, c.ID, a.Task.Step)
	}
	t := w.c.Task(s.ID)
	open := t != nil && t.State.Open()
	switch {
	case !open && (w.c.past(s.ID) || t != nil && t.State == SentBack && t.Outcome == a.Outcome):
		// A sender that is not sure sends twice; that is no news of a round to come.
		return Decision{Case: c.ID, Existing: true}, nil
	case c.State != Running:
		return Decision{}, refuse("case_closed", Say{
			EN: "%s is %s. Nothing more can be done in it.",
			ID: "%s sudah %s. Tidak ada lagi yang bisa dikerjakan di dalamnya.",
		}, c.ID, stateSay(c.State))
	}
	if err := w.mayReport(s, t, open); err != nil {
		return Decision{}, err
	}
	if open {
		err = w.arrive(t, a)
	} else {
		err = w.keep(s, a)
	}
	if err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: c.ID, Existing: len(w.all.events) == 0}, nil
}

// mayReport asks of a person what is asked of who completes the step.
func (w *casework) mayReport(s *Step, t *Task, open bool) error {
	p := w.v.Shop().People[w.cmd.By]
	switch {
	case p == nil:
		return nil
	case open:
		return w.mayTake(p, t)
	case !p.Holds(s.Role):
		return refuse(OtherRole, Say{
			EN: "%q is for %s.",
			ID: "%q adalah tugas %s.",
		}, s.Text, s.Role)
	}
	return nil
}

// arrive finishes an open step.
func (w *casework) arrive(t *Task, a Deliver) error {
	bodies, err := w.judge(t, KeptNews{Outcome: a.Outcome, Reason: a.Reason, Values: a.Values})
	if err != nil {
		return err
	}
	for _, b := range bodies {
		if err := w.emit(t.Step, b); err != nil {
			return err
		}
	}
	return w.settle()
}

// keep keeps news for a step that is still to come. It has to be such that it
// can finish the step: nobody is there to mend it later.
func (w *casework) keep(s *Step, a Deliver) error {
	next := &Task{Step: s.ID}
	if last := w.c.Task(s.ID); last != nil {
		next.Values = last.Values
	}
	news := KeptNews{Outcome: a.Outcome, Reason: tidyReason(a.Reason), Values: a.Values.copy()}
	if _, err := w.judge(next, news); err != nil {
		return err
	}
	if k := w.c.keptFor(s.ID); k != nil && k.Outcome == news.Outcome && k.Reason == news.Reason && sameValues(k.Values, news.Values) {
		return nil
	}
	return w.emit(s.ID, EventKept{Outcome: news.Outcome, Reason: news.Reason, Values: news.Values})
}

func sameValues(a, b Values) bool {
	for _, vs := range []Values{a, b} {
		for name := range vs {
			if !a[name].Equal(b[name]) {
				return false
			}
		}
	}
	return true
}

// useKept finishes a step that has just become ready with news that came before
// it, and reports whether there was some. News that does not fit any more
// leaves the step to people.
func (w *casework) useKept(s *Step) (used bool, err error) {
	k := w.c.keptFor(s.ID)
	t := w.c.Task(s.ID)
	if k == nil || s.Kind != Wait || t == nil || t.State != Waiting {
		return false, nil
	}
	bodies, err := w.judge(t, *k)
	if Refused(err) != nil {
		return false, nil //nolint:nilerr // It is for people then.
	}
	if err != nil {
		return false, err
	}
	for _, b := range bodies {
		if done, ok := b.(TaskCompleted); ok {
			done.Early = true
			b = done
		}
		if err := w.follow(t.Step, b); err != nil {
			return false, err
		}
	}
	return true, nil
}

// judge is what news leads to in a step: what is recorded, then its end. It
// asks what is asked of a person who completes it.
func (w *casework) judge(t *Task, n KeptNews) ([]Body, error) {
	probe := *t
	probe.Values = t.Values.copy()
	var bodies []Body
	for _, name := range n.Values.names() {
		v := n.Values[name]
		if err := w.fits(&probe, name, v); err != nil {
			return nil, err
		}
		if before := probe.Values[name]; !before.Equal(v) {
			bodies = append(bodies, FieldSet{Field: name, Value: v, Before: before})
			probe.set(name, v)
		}
	}
	o := w.flow.Usual(t.Step)
	if n.Outcome != "" {
		chosen, ok := w.flow.OutcomeNamed(t.Step, n.Outcome)
		if !ok {
			return nil, w.unknownOutcome(t, n.Outcome)
		}
		o = chosen
	}
	reason, err := w.demand(&probe, o, n.Reason)
	if err != nil {
		return nil, err
	}
	return append(bodies, TaskCompleted{Outcome: o.Name, Reason: reason, Back: w.flow.IsBack(t.Step, o.Name)}), nil
}

// makeSecret notes that a process has another secret. alur makes one itself for
// a process whose cases are sent and that has none yet.
func (s *shopwork) makeSecret(a MakeSecret) error {
	if s.cmd.By != "" || s.shop.Processes[a.Process] == nil {
		if err := needOwner(s.v, s.cmd); err != nil {
			return err
		}
	}
	if s.shop.Processes[a.Process] == nil && a.Process != SMTPSecret && a.Process != URLSecret {
		return refuse("unknown_process", Say{EN: "There is no process %q.", ID: "Tidak ada proses %q."}, a.Process)
	}
	a.Print = Cut(tidyReason(a.Print), longestName)
	return s.emit(SecretMade(a))
}

// dropDelivery gives up what did not fit.
func (s *shopwork) dropDelivery(a DropDelivery) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	return s.emit(DeliveryDropped{Number: a.Number, Process: tidyReason(a.Process), Reason: tidyReason(a.Reason)})
}
