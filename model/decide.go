package model

import (
	"fmt"
	"time"
)

// Decide answers a command: the events it leads to, or a *Refusal that says
// why nothing happened. It is the only place with rules; screens, the command
// line, imports and webhooks all pass it. The events carry no Seq yet.
//
// A refused SignIn comes with the event that keeps the wrong PIN on record;
// every other refusal comes alone. Any other error means that the state
// itself can't be read, and nothing happened either.
func Decide(v View, cmd Command, now time.Time) (Decision, error) {
	now = now.UTC()
	cmd.Station = StationName(cmd.Station)
	if err := CheckTexts(cmd.Act); err != nil {
		return Decision{}, err
	}
	if events, handled, err := decideShop(v, cmd, now); handled {
		return Decision{Events: events}, err
	}
	switch act := cmd.Act.(type) {
	case StartCase:
		return decideStart(v, cmd, act, now)
	case Receive:
		return decideReceive(v, cmd, act, now)
	case Deliver:
		return decideDeliver(v, cmd, act, now)
	case Undo:
		return decideUndo(v, cmd, now)
	case MigrateCase:
		return decideMigrate(v, cmd, act, now)
	case CancelCase:
		return decideCancel(v, cmd, act, now)
	case Repromise:
		return decideRepromise(v, cmd, act, now)
	case Comment:
		return decideComment(v, cmd, act, now)
	case Pin:
		return decidePin(v, cmd, act, now)
	case Unpin:
		return decideUnpin(v, cmd, act, now)
	case FireTimer:
		return decideTimer(v, cmd, act, now)
	case MakeDigest:
		return decideDigest(v, cmd, act, now)
	case FireSchedule:
		return decideSchedule(v, cmd, act, now)
	case CallOwner:
		return decideCall(v, cmd, act, now)
	}
	ref, decide := taskDecision(cmd.Act)
	if decide == nil {
		return Decision{}, fmt.Errorf("unknown act %T", cmd.Act)
	}
	return decideTask(v, cmd, ref, now, decide)
}

// taskRule decides an act on one open task.
type taskRule func(w *casework, p *Person, t *Task) error

// taskDecision names the rule of an act on a task.
func taskDecision(act Act) (TaskRef, taskRule) {
	switch a := act.(type) {
	case Take:
		return a.Task, take
	case Begin:
		return a.Task, begin
	case SetTick:
		return a.Task, func(w *casework, p *Person, t *Task) error { return tick(w, p, t, a.Item, a.On) }
	case SetField:
		return a.Task, func(w *casework, p *Person, t *Task) error { return setField(w, p, t, a.Field, a.Value) }
	case Complete:
		return a.Task, func(w *casework, p *Person, t *Task) error { return complete(w, p, t, a) }
	case SendBack:
		return a.Task, func(w *casework, p *Person, t *Task) error { return sendBack(w, p, t, a) }
	case Park:
		return a.Task, func(w *casework, p *Person, t *Task) error { return park(w, p, t, a) }
	case Resume:
		return a.Task, resume
	case GiveBack:
		return a.Task, func(w *casework, p *Person, t *Task) error { return giveBack(w, p, t, a) }
	case HandOver:
		return a.Task, func(w *casework, p *Person, t *Task) error { return handOver(w, p, t, a) }
	case Skip:
		return a.Task, func(w *casework, p *Person, t *Task) error { return skip(w, p, t, a) }
	case TakeOver:
		return a.Task, func(w *casework, p *Person, t *Task) error { return takeOver(w, p, t, a) }
	case Waive:
		return a.Task, func(w *casework, p *Person, t *Task) error { return waive(w, p, t, a) }
	case AskWaiver:
		return a.Task, askWaiver
	case ReportUnclear:
		return a.Task, func(w *casework, p *Person, t *Task) error { return unclear(w, p, t, a) }
	}
	return TaskRef{}, nil
}

// decideTask finds the person, the case and its open task, and applies the
// rule.
func decideTask(v View, cmd Command, ref TaskRef, now time.Time, rule taskRule) (Decision, error) {
	p, err := actor(v, cmd)
	if err != nil {
		return Decision{}, err
	}
	w, err := openCase(v, cmd, now, ref.Case)
	if err != nil {
		return Decision{}, err
	}
	t, err := w.openTask(ref)
	if err != nil {
		return Decision{}, err
	}
	if cmd.Seq != 0 && cmd.Seq != t.Seq {
		return Decision{}, stale(ref)
	}
	if err := w.reclaim(p, t); err != nil {
		return Decision{}, err
	}
	handled, err := w.onRun(p, t)
	if !handled && err == nil {
		err = rule(w, p, t)
	}
	if err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: w.c.ID}, nil
}

// openTask is the open task of a step, or a refusal that says why there is
// none.
func (w *casework) openTask(ref TaskRef) (*Task, error) {
	step := w.flow.Step(ref.Step)
	if step == nil {
		return nil, refuse("unknown_step", Say{
			EN: "%s has no step %q.",
			ID: "%s tidak punya langkah %q.",
		}, ref.Case, ref.Step)
	}
	if err := w.whichTask(ref.Step); err != nil {
		return nil, err
	}
	t := w.c.Task(ref.Step)
	if t == nil || !t.State.Open() {
		return nil, w.notOpen(step, t)
	}
	return t, nil
}

func stale(ref TaskRef) error {
	return refuse("stale", Say{
		EN: "%s has changed meanwhile. Nothing was done: look at it again.",
		ID: "%s sudah berubah. Tidak ada yang dilakukan: lihat sekali lagi.",
	}, ref.String())
}

// openCase loads a running case to work on.
func openCase(v View, cmd Command, now time.Time, id string) (*casework, error) {
	c := v.Case(id)
	if c == nil {
		return nil, refuse("unknown_case", Say{
			EN: "There is no case %q.",
			ID: "Tidak ada kasus %q.",
		}, id)
	}
	if c.State != Running {
		return nil, refuse("case_closed", Say{
			EN: "%s is %s. Nothing more can be done in it.",
			ID: "%s sudah %s. Tidak ada lagi yang bisa dikerjakan di dalamnya.",
		}, id, stateSay(c.State))
	}
	return newCasework(v, cmd, now, c)
}

func stateSay(s CaseState) Say {
	switch s {
	case Finished:
		return Say{EN: "finished", ID: "selesai"}
	case Cancelled:
		return Say{EN: "cancelled", ID: "dibatalkan"}
	}
	return Say{EN: "running", ID: "berjalan"}
}

// notOpen says why a step can't be worked on.
func (w *casework) notOpen(step *Step, t *Task) error {
	if t == nil || t.State == Withdrawn {
		return refuse("not_ready", Say{
			EN: "%q of %s is not ready yet: other steps come first.",
			ID: "%q dari %s belum siap: langkah lain harus selesai dulu.",
		}, step.Text, w.c.ID)
	}
	who := w.v.Shop().Name(t.By)
	if t.State == Skipped || who == "" {
		return refuse("not_open", Say{
			EN: "%q of %s is already past.",
			ID: "%q dari %s sudah lewat.",
		}, step.Text, w.c.ID)
	}
	return refuse("not_open", Say{
		EN: "%s has already done %q of %s.",
		ID: "%s sudah mengerjakan %q dari %s.",
	}, who, step.Text, w.c.ID)
}
