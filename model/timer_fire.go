package model

import "time"

// decideTimer does what a timer of a task says, once its time has come. What
// the timer is, is reckoned anew from the case: one that fired already, or
// whose task has gone on since it was looked at, is refused with the code
// "not_due" and nothing happens, so that any number of programs may try.
func decideTimer(v View, cmd Command, a FireTimer, now time.Time) (Decision, error) {
	if cmd.By != "" {
		return Decision{}, refuse("by_itself", Say{
			EN: "Timers are alur's own: nobody fires them.",
			ID: "Pengatur waktu dijalankan alur sendiri, bukan orang.",
		})
	}
	w, err := openCase(v, cmd, now, a.Task.Case)
	if err != nil {
		return Decision{}, err
	}
	cal, err := v.Shop().CalendarOf(w.flow, w.c.Division)
	if err != nil {
		return Decision{}, err
	}
	timer, ok := w.timer(a.Task.Step, cal)
	if !ok || timer.Round != a.Round || timer.Kind != a.Kind || timer.At.After(now) {
		return Decision{}, refuse("not_due", Say{
			EN: "%s has gone on meanwhile.",
			ID: "%s sudah berlanjut.",
		}, a.Task.String())
	}
	if err := w.fire(timer); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: w.c.ID}, nil
}

// timer is the next timer of an open task of the case.
func (w *casework) timer(step string, cal *Calendar) (Timer, bool) {
	for _, row := range OpenRows(w.flow, w.c) {
		if row.Step == step {
			return row.Timer(w.flow, cal)
		}
	}
	return Timer{}, false
}

func (w *casework) fire(timer Timer) error {
	if err := w.follow(timer.Step, TimerFired{Kind: timer.Kind, At: timer.At}); err != nil {
		return err
	}
	switch timer.Kind {
	case WaitOver:
		return w.pass(timer.Step, w.flow.Usual(timer.Step))
	case Overdue:
		return w.late(timer.Step, timer.At)
	}
	return nil
}

// late does what the step says for when it is overdue.
func (w *casework) late(step string, due time.Time) error {
	s := w.flow.Step(step)
	late, ok := ParseLate(s.Late)
	switch {
	case !ok, late.TellOwner:
		return nil
	}
	t := w.c.Task(step)
	if t.Round > 1 && !due.After(t.Ready) {
		// It was due before it came up again: what follows could lead to it
		// once more, and round and round in no time. Its owner says.
		return w.hold(t.Step, &Held{Code: HeldCircle})
	}
	if late.Step != "" {
		return w.startBeside(step, late.Step)
	}
	o, ok := w.flow.OutcomeNamed(step, late.Outcome)
	if !ok || s.NeverSkip || w.uncheckedIn(t.Child) != "" {
		// As an earlier version of alur published it: a check is ended by who
		// does it, never by the clock. It stays, and its owner hears of it.
		return nil
	}
	return w.pass(step, o)
}

// startBeside sends work to another step while this one goes on; where that
// one has work already, nothing more is asked of it.
func (w *casework) startBeside(step, to string) error {
	if w.flow.Step(to) == nil || w.arrived(to) {
		return nil
	}
	if err := w.follow(step, StepStarted{Step: to}); err != nil {
		return err
	}
	return w.settle()
}

// pass ends a task with an outcome, in consequence of time.
func (w *casework) pass(step string, o Outcome) error {
	done := TaskCompleted{Outcome: o.Name, Back: w.flow.IsBack(step, o.Name)}
	if err := w.follow(step, done); err != nil {
		return err
	}
	return w.settle()
}
