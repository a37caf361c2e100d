package model

import (
	"time"
)

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
