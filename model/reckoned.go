package model

import "time"

// reckonKey names a version of a process, with the division where that may
// have hours of its own.
type reckonKey struct {
	process  string
	version  int
	division string
}

// reckoned is what one version of a process is expected to take.
type reckoned struct {
	flow *Flow
	// cal is in the hours of the process, else of the division.
	cal *Calendar
	expected
	own   time.Duration
	steps map[string]*reckonedStep
	weeks *weeks
}

// reckonedStep is what one step is expected to take, and what follows it:
// nothing for one that is not of the process.
type reckonedStep struct {
	slow, rest time.Duration
	// wait is what it waits for where that is a time.
	wait *TimedWait
}

func (q *queuing) reckon(t *OpenTask) *reckoned {
	of := reckonKey{process: t.Process, version: t.Version, division: t.Division}
	if q.last.is == nil || q.last.of != of {
		q.last.of, q.last.is = of, q.reckonOf(of)
	}
	return q.last.is
}

func (q *queuing) reckonOf(key reckonKey) *reckoned {
	division, cal := key.division, q.calendar(key.division)
	if cal == q.cal {
		key.division = ""
	}
	if r, ok := q.known[key]; ok {
		return r
	}
	var r *reckoned
	if f := q.in.Flow(key.process, key.version); f != nil {
		if f.Process.Hours != "" {
			if own, err := q.in.Shop.CalendarOf(f, division); err == nil {
				cal = own
			}
		}
		r = &reckoned{flow: f, cal: cal, expected: expect(f, q.in.History, cal), own: ownPromise(f, cal), steps: map[string]*reckonedStep{}, weeks: q.weeksOf(cal)}
	}
	q.known[key] = r
	return r
}

// step is what a step is expected to take, or one of its tasks.
func (r *reckoned) step(id string) *reckonedStep {
	s := r.steps[id]
	if s != nil {
		return s
	}
	s = &reckonedStep{}
	if i := r.flow.Index(id); i >= 0 {
		s.slow, s.rest = r.slow[i], r.expected.rest[i]
		if wait, timed := r.flow.Process.Steps[i].Timed(); timed {
			s.wait = &wait
		}
	}
	r.steps[id] = s
	return s
}

// calOf is the calendar in whose hours a task is reckoned.
func (q *queuing) calOf(t *OpenTask) *Calendar {
	if r := q.reckon(t); r != nil {
		return r.cal
	}
	return q.calendar(t.Division)
}

// dueAt is when a task should be done; zero for no due time.
func (q *queuing) dueAt(t *OpenTask) time.Time {
	if t.Due == "" {
		return time.Time{}
	}
	due, known := q.dues[t.Due]
	if !known {
		var err error
		if due, err = ParseDue(t.Due); err != nil {
			return time.Time{}
		}
		q.dues[t.Due] = due
	}
	return due.At(t.Ready, t.DueField, q.calOf(t))
}

// slack is the opening time left before the promise, after the expected time
// of the remaining way, this step included.
func (q *queuing) slack(t *OpenTask) time.Duration {
	r := q.reckon(t)
	if r == nil {
		return 0
	}
	var left time.Duration
	if t.Promise.IsZero() {
		left = r.own - r.weeks.working(t.Started, q.in.Now)
	} else if left = r.weeks.working(q.in.Now, t.Promise); !t.Promise.After(q.in.Now) {
		left = -r.weeks.working(t.Promise, q.in.Now)
	}
	s := r.step(t.Step)
	if s.wait != nil {
		return left - r.weeks.working(q.in.Now, s.wait.Due.At(t.Ready, "", r.cal)) - s.rest
	}
	return left - s.slow - s.rest
}

// slow is one p80 of the step; none of a wait for a time, which is never longer.
func (q *queuing) slow(t *OpenTask) time.Duration {
	r := q.reckon(t)
	if r == nil || r.step(t.Step).wait != nil {
		return 0
	}
	return r.step(t.Step).slow
}

// remaining is the usual time from this step to the end of its case.
func (q *queuing) remaining(t *OpenTask) time.Duration {
	r := q.reckon(t)
	if r == nil {
		return 0
	}
	s := r.step(t.Step)
	return s.slow + s.rest
}
