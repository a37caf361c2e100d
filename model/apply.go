package model

import (
	"fmt"
	"time"
)

// Apply folds one event of a case into it and returns the case after it. The
// case is changed in place; nil is right for CaseStarted only. Undone and
// CaseMigrated are not one event's matter: see Replay.
func Apply(f *Flow, c *Case, e Event) (*Case, error) {
	if start, ok := e.Body.(CaseStarted); ok {
		c = startedCase(f, e, start)
	} else if c == nil {
		return nil, fmt.Errorf("event %d: %s before the case began", e.Seq, e.Name())
	} else if aboutMessage(e.Body) {
		c.LastSeq = e.Seq
		return c, nil
	} else if err := applyTo(f, c, e); err != nil {
		return nil, err
	}
	if _, noted := e.Body.(TimerFired); !noted {
		// What a time leads to is an act of its own; that it has come is none,
		// and keeps nobody from undoing what they did.
		c.LastOp = e.Op
	}
	c.seen(e)
	return c, nil
}

// seen notes that an event is the newest of the case, and at the task it is
// about.
func (c *Case) seen(e Event) {
	c.LastSeq = e.Seq
	c.touch(e)
}

// touch notes an event at the task it is about.
func (c *Case) touch(e Event) {
	t := c.Task(e.Step)
	if t == nil || e.Step == "" {
		return
	}
	t.Seq = e.Seq
	if t.State.Open() && t.By != "" && t.By == e.By {
		t.Touched = e.At
	}
}

// applyTo folds an event of a running case.
func applyTo(f *Flow, c *Case, e Event) error {
	switch b := e.Body.(type) {
	case CaseFinished:
		c.end(b.State, e.At)
		return nil
	case CaseCancelled:
		c.end(Cancelled, e.At)
		c.Undone = b.Undo
		return nil
	case AutoDone:
		c.fill(b.Set)
		c.atOnce(f, e, b.Round, f.Usual(e.Step), DoneOutcome)
		return nil
	case ChoiceMade:
		o, ok := f.Outcome(e.Step, b.Outcome)
		if !ok {
			return fmt.Errorf("event %d: %s/%s has no branch %q", e.Seq, e.Case, e.Step, b.Outcome)
		}
		c.atOnce(f, e, b.Round, o, o.Name)
		return nil
	case TaskSkipped:
		applySkipped(f, c, e, b)
		return nil
	case TaskReady:
		state := Ready
		if b.Waits {
			state = Waiting
		}
		c.Tasks = append(c.Tasks, &Task{
			Step: e.Step, Round: b.Round, State: state, For: b.For, CameBack: b.CameBack, Whose: b.Whose, Entry: b.Entry,
			Child: b.Child, ChildName: b.ChildName, ChildOp: childOp(e, b),
			Ready: e.At, Values: b.Values.copy(),
		})
		return nil
	case TimerFired:
		c.timerFired(e, b)
		return nil
	case StepStarted:
		c.Lit = light(c.Lit, Arrow{From: BaseStep(e.Step), To: b.Step})
		return nil
	case WorkSentBack:
		c.sendBack(f, BaseStep(e.Step), b.To)
		return nil
	case CaseMigrated:
		c.Version, c.Moved = b.Version, e.Op
		return nil
	}
	if c.applyAct(e) {
		return nil
	}
	t := c.Task(e.Step)
	if t == nil || !t.State.Open() {
		return fmt.Errorf("event %d: %s of %s/%s, which has no open task", e.Seq, e.Name(), e.Case, e.Step)
	}
	return applyTask(f, c, t, e)
}

// childOp is the operation that began the case a task runs.
func childOp(e Event, b TaskReady) string {
	if b.Child == "" {
		return ""
	}
	return e.Op
}

// applyTask folds an event of one open task.
func applyTask(f *Flow, c *Case, t *Task, e Event) error {
	t.detour(e)
	switch b := e.Body.(type) {
	case TaskTaken:
		t.State, t.By, t.Taken = Taken, e.By, e.At
	case TaskBegun:
		t.begin(e.At)
	case TaskSetAside:
		t.State = Taken
		t.pause(e.At)
	case TaskResumed:
		t.begin(e.At)
	case TaskTicked:
		t.tick(b, e)
	case FieldSet:
		t.hand(e.By)
		t.set(b.Field, b.Value)
	case TaskCompleted:
		t.complete(b, e)
		c.used(b, e)
		for name, v := range t.Values {
			c.Fields[name] = v
		}
		c.complete(f, t, b)
	case TaskWithdrawn:
		t.State, t.Ended = Withdrawn, e.At
		t.resume(e.At)
	case TaskParked:
		t.State, t.ParkedFor, t.ParkedAt, t.Held, t.Until = Parked, b.Reason, e.At, nil, b.Until
		t.pause(e.At)
	case TaskHeld:
		t.State, t.ParkedFor, t.ParkedAt, t.Held, t.Until = Parked, "", e.At, &b.Held, time.Time{}
	case TaskGivenBack:
		t.release()
	case TaskHandedOver:
		t.handOver(b, e)
	case TaskTakenOver:
		t.takeOver(b, e)
	case TaskUnclear:
		// It is counted, and changes nothing.
	case WaiverAsked, FourEyesWaived:
		t.otherEyes(e)
	default:
		return fmt.Errorf("event %d: %s is no event of a case", e.Seq, e.Name())
	}
	return nil
}
