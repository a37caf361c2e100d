package model

import (
	"fmt"
	"maps"
	"slices"
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

// Replay folds the whole history of a case. Events of an operation that was
// undone later count as if they had not been, so the newest act is again the
// one before it, and can be undone in its turn.
//
// A case that was moved to another version is folded on that version from its
// beginning (see VersionOf): what came before the move counts as if it had
// happened there.
func Replay(f *Flow, events []Event) (*Case, error) { return replay(f, events, nil) }

// replay folds a history; check, where it is not nil, sees each event that
// counts before it is folded.
func replay(f *Flow, events []Event, check func(*Case, Event) error) (*Case, error) {
	last := lastMove(events)
	events = renamedSteps(events)
	undone := map[string]bool{}
	for _, e := range events {
		if u, ok := e.Body.(Undone); ok {
			undone[u.Undoes] = true
		}
	}
	var c *Case
	for i, e := range events {
		if _, ok := e.Body.(Undone); ok {
			if c == nil {
				return nil, fmt.Errorf("event %d: undo before the case began", e.Seq)
			}
			c.seen(e)
			continue
		}
		if undone[e.Op] {
			continue
		}
		if check != nil {
			if err := check(c, e); err != nil {
				return nil, err
			}
		}
		if b, ok := e.Body.(TaskTicked); ok && i < last && c != nil {
			here, there := tickHere(f, c, e, b)
			if !there {
				if t := c.Task(e.Step); t != nil {
					t.hand(e.By)
				}
				c.seen(e)
				c.LastOp = e.Op
				continue
			}
			e.Body = here
		}
		next, err := Apply(f, c, e)
		if err != nil {
			return nil, err
		}
		c = next
	}
	return c, nil
}

func startedCase(f *Flow, e Event, b CaseStarted) *Case {
	c := &Case{
		ID: e.Case, Process: b.Process, Version: b.Version, Number: b.Number,
		Title: b.Title, Key: b.Key, Division: b.Division, Parent: b.Parent, State: Running,
		StartedBy: e.By, Started: e.At, Promise: b.Promise, FirstPromise: b.Promise,
		Start: b.Fields, Fields: Values{}, Lit: []Arrow{f.Start()},
	}
	for name, v := range b.Fields {
		c.Fields[name] = v
	}
	return c
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

// fill sets fields of the case.
func (c *Case) fill(set Values) {
	for name, v := range set {
		if v.Empty() {
			delete(c.Fields, name)
			continue
		}
		c.Fields[name] = v
	}
}

// atOnce is a step that alur passed the moment it was ready.
func (c *Case) atOnce(f *Flow, e Event, round int, o Outcome, name string) {
	c.Tasks = append(c.Tasks, &Task{
		Step: e.Step, Round: round, State: Done, Outcome: name,
		Ready: e.At, Taken: e.At, Begun: e.At, Ended: e.At,
	})
	c.pass(f, e.Step, o)
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

// otherEyes folds that somebody asks to waive four eyes, or that it was done.
func (t *Task) otherEyes(e Event) {
	t.Asked = &Asked{By: e.By, At: e.At}
	if b, waived := e.Body.(FourEyesWaived); waived {
		t.Asked = nil
		t.Waivers = append(t.Waivers, Waiver{By: e.By, Reason: b.Reason, At: e.At, Until: b.Until})
	}
}

// complete ends the round.
func (t *Task) complete(b TaskCompleted, e Event) {
	t.State, t.By, t.Ended = Done, e.By, e.At
	if b.Back {
		t.State = SentBack
	}
	t.Outcome, t.Reason = b.Outcome, b.Reason
	t.resume(e.At)
}

func applySkipped(f *Flow, c *Case, e Event, b TaskSkipped) {
	t := c.Task(e.Step)
	if t == nil || !t.State.Open() || t.Step != e.Step {
		t = &Task{Step: e.Step, Round: b.Round, Ready: e.At}
		c.Tasks = append(c.Tasks, t)
	}
	t.State, t.Ended, t.Reason = Skipped, e.At, b.Reason
	t.By = e.By
	t.resume(e.At)
	way, ok := f.Outcome(e.Step, b.Outcome)
	if b.Outcome == "" || !ok {
		way = f.Usual(e.Step)
	}
	if o, done := c.goesOn(f, t, way); done {
		c.Lit = f.finish(c.Lit, BaseStep(e.Step), o)
	}
}

// complete moves the lit arrows on after a task ended with an outcome.
func (c *Case) complete(f *Flow, t *Task, b TaskCompleted) {
	o, ok := f.Outcome(t.Step, b.Outcome)
	if !ok {
		o = f.Usual(t.Step)
	}
	if o, ok = c.goesOn(f, t, o); ok {
		c.pass(f, BaseStep(t.Step), o)
	}
}

// pass moves the lit arrows on, and marks the ending of the case.
func (c *Case) pass(f *Flow, step string, o Outcome) {
	back := false
	for _, to := range o.To {
		if i := f.Index(to); i >= 0 && i <= f.Index(step) {
			back = true
			c.reopen(f, to)
		}
	}
	if ends := f.Step(step).Ends; ends != "" && !back {
		c.Ends = ends
	}
	c.Lit = f.finish(c.Lit, step, o)
}

// reopen forgets the ending that a step now done again had brought, or one
// below it; an ending from elsewhere stays.
func (c *Case) reopen(f *Flow, to string) {
	if c.Ends == "" {
		return
	}
	again := f.below(to)
	c.Ends = ""
	for _, t := range c.Tasks {
		if s := f.Step(t.Step); s != nil && s.Ends != "" && t.State == Done && !again[BaseStep(t.Step)] {
			c.Ends = s.Ends
		}
	}
}

// sendBack takes back every lit arrow that came out of the steps now done
// again, and lights the one to the step that is done first.
func (c *Case) sendBack(f *Flow, from, to string) {
	c.reopen(f, to)
	again := f.below(to)
	var lit []Arrow
	for _, a := range c.Lit {
		if !again[a.From] {
			lit = append(lit, a)
		}
	}
	c.Lit = light(lit, Arrow{From: from, To: to})
}

func (c *Case) end(state CaseState, at time.Time) {
	c.State, c.Ended, c.Lit = state, at, nil
	for _, t := range c.Tasks {
		if t.State.Open() {
			t.State, t.Ended = TaskCancelled, at
			t.resume(at)
		}
	}
}

// begin starts work, or goes on with it.
func (t *Task) begin(at time.Time) {
	t.State = Doing
	t.ParkedFor, t.ParkedAt, t.Held, t.Until = "", time.Time{}, nil, time.Time{}
	if t.Begun.IsZero() {
		t.Begun = at
	}
	t.resume(at)
}

// pause opens a pause in work that was begun.
func (t *Task) pause(at time.Time) {
	if t.Begun.IsZero() {
		return
	}
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].End.IsZero() {
		return
	}
	t.Pauses = append(t.Pauses, Interval{Begin: at})
}

// resume closes the open pause, if there is one.
func (t *Task) resume(at time.Time) {
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].End.IsZero() {
		t.Pauses[n-1].End = at
	}
}

// release gives a claim up; ticks and values stay.
func (t *Task) release() {
	t.State, t.By, t.For, t.HandedBy, t.HandedWhy = Ready, "", t.Whose, "", ""
	t.Taken, t.Begun, t.Pauses = time.Time{}, time.Time{}, nil
	t.ParkedFor, t.ParkedAt, t.Held, t.Until, t.Touched = "", time.Time{}, nil, time.Time{}, time.Time{}
}

// hand notes that a person had a hand in the round.
func (t *Task) hand(by string) {
	if by != "" && !slices.Contains(t.Hands, by) {
		t.Hands = append(slices.Clip(t.Hands), by)
	}
}

func (t *Task) tick(b TaskTicked, e Event) {
	t.hand(e.By)
	if !b.On {
		delete(t.Ticks, b.Item)
		return
	}
	if t.Ticks == nil {
		t.Ticks = map[string]Tick{}
	}
	t.Ticks[b.Item] = Tick{By: e.By, At: e.At}
}

func (t *Task) set(field string, v Value) {
	if v.Empty() {
		delete(t.Values, field)
		return
	}
	if t.Values == nil {
		t.Values = Values{}
	}
	t.Values[field] = v
}

// names are the names of the fields, in order.
func (v Values) names() []string { return slices.Sorted(maps.Keys(v)) }

func (v Values) copy() Values {
	if len(v) == 0 {
		return nil
	}
	out := make(Values, len(v))
	for name, value := range v {
		out[name] = value
	}
	return out
}

// timerFired notes a stage of escalation at its task. Where the task is no
// longer open, since what opened it was undone, there is nothing to note.
func (c *Case) timerFired(e Event, b TimerFired) {
	t := c.Task(e.Step)
	if t == nil || !t.State.Open() {
		return
	}
	switch b.Kind {
	case Overdue:
		t.Stage = StageOverdue
	case LongOverdue:
		t.Stage = StageLongOverdue
	}
}
