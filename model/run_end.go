package model

import "slices"

// settleFamily cancels the cases whose task in this case is no longer open,
// and tells the case that runs this one that it has ended.
func (w *casework) settleFamily(before []string, wasRunning bool) error {
	still := map[string]bool{}
	for _, id := range w.c.running() {
		still[id] = true
	}
	for _, id := range before {
		if still[id] {
			continue
		}
		child, err := w.other(id)
		if err != nil {
			return err
		}
		if child != nil && child.c.State == Running {
			if err := child.follow("", CaseCancelled{With: w.c.ID}); err != nil {
				return err
			}
		}
	}
	if w.c.Parent == nil || !wasRunning || w.c.State == Running {
		return nil
	}
	return w.tellParent()
}

// tellParent completes the task that ran this case.
func (w *casework) tellParent() error {
	up, err := w.other(w.c.Parent.Case)
	if err != nil || up == nil {
		return err
	}
	t := up.c.runner(w.c.ID)
	if t == nil {
		return nil
	}
	if check := w.missed(); check != "" && !up.flow.says(t.Step, RunCancelled) {
		if err := up.holdRun(t, w.c.ID, check); err != nil {
			return err
		}
		return up.followUp()
	}
	done := TaskCompleted{Outcome: RunFinished}
	if w.c.State == Cancelled {
		done = TaskCompleted{Outcome: RunCancelled, Reason: w.c.ID}
		if a, ok := w.cmd.Act.(CancelCase); ok && a.Case == w.c.ID {
			done.Reason = tidyReason(a.Reason)
		}
	}
	done.Back = up.flow.IsBack(t.Step, done.Outcome)
	if err := up.follow(t.Step, done); err != nil {
		return err
	}
	return up.followUp()
}

// followUp looks for what follows, where nobody is at it yet.
func (w *casework) followUp() error {
	if w.settling {
		return nil
	}
	return w.settle()
}

// says reports whether the process itself says where a step goes by an outcome.
func (f *Flow) says(step, outcome string) bool {
	return slices.ContainsFunc(f.Step(step).Outcomes, func(o Outcome) bool { return o.Name == outcome })
}

// holdRun parks a step whose case was cancelled before a check: the owner says
// whether it is run again or passed by.
func (w *casework) holdRun(t *Task, child, check string) error {
	step := t.Step
	if err := w.follow(step, TaskWithdrawn{}); err != nil {
		return err
	}
	ready := TaskReady{Round: w.round(step), Waits: true, CameBack: w.comeback(step), For: ownerOf(w.v.Shop())}
	if err := w.follow(step, ready); err != nil {
		return err
	}
	return w.hold(step, &Held{Code: HeldUnchecked, Case: child, Step: check})
}

// missed is a step of this case that is never skipped and was not done when
// the case was cancelled; empty for none.
func (w *casework) missed() string {
	if w.c.State != Cancelled {
		return ""
	}
	if check := unchecked(w.flow, w.c); check != "" {
		return check
	}
	if before := w.v.Case(w.c.ID); before != nil {
		return w.uncheckedBelow(before)
	}
	return ""
}

// uncheckedIn is a step of a running case, or of one that it runs, that is
// never skipped and was not done yet; empty for none. The case is as it stood
// before the command.
func (w *casework) uncheckedIn(id string) string {
	child := w.v.Case(id)
	if id == "" || child == nil || child.State != Running {
		return ""
	}
	if f := w.v.Flow(child.Process, child.Version); f != nil {
		if check := unchecked(f, child); check != "" {
			return check
		}
	}
	return w.uncheckedBelow(child)
}

// uncheckedBelow is such a step of the cases that a case runs.
func (w *casework) uncheckedBelow(c *Case) string {
	for _, running := range c.running() {
		if check := w.uncheckedIn(running); check != "" {
			return check
		}
	}
	return ""
}

// unchecked is a step that is never skipped and is not past in a case.
func unchecked(f *Flow, c *Case) string {
	for _, s := range f.Process.Steps {
		if s.NeverSkip && !c.past(s.ID) {
			return s.Text
		}
	}
	return ""
}

// past reports whether the newest round of a step is done, each part of it, or
// was passed by.
func (c *Case) past(step string) bool {
	newest := c.Task(step)
	return newest != nil && !slices.ContainsFunc(c.Tasks, func(t *Task) bool {
		return BaseStep(t.Step) == step && t.Round == newest.Round && t.State != Done && t.State != Skipped
	})
}
