package model

import "time"

// familiarTime is how long, in opening time, a task waits for the person who
// knows its case before the rest of the role is asked.
const familiarTime = 5 * time.Minute

// familiar is who knows the case of an open task best: who did its round
// before, else who did the newest task of the same role before it. Empty for
// nobody.
func familiar(f *Flow, c *Case, t *Task) string {
	if last := lastBy(c, t); last != "" {
		return last
	}
	role := f.Step(t.Step).Role
	var newest *Task
	for _, other := range c.Tasks {
		s := f.Step(other.Step)
		done := other.State == Done || other.State == SentBack
		if !done || s == nil || s.Role != role || s.Kind == Auto || other.By == "" || other.Ended.After(t.Ready) {
			continue
		}
		if newest == nil || !other.Ended.Before(newest.Ended) {
			newest = other
		}
	}
	if newest == nil {
		return ""
	}
	return newest.By
}

// keptFor is the person a task is still kept for, and until when: who is
// familiar with the case, is here today and may do it. Others may take it all
// the same; it is only not offered to them.
func (q *queuing) keptFor(t *OpenTask) (string, time.Time) {
	if t.State != Ready || t.Familiar == "" || t.Only != "" || t.Familiar == q.in.Person.ID || t.For != "" || t.pinnedAt(q.in.Now) {
		return "", time.Time{}
	}
	p := q.in.Shop.People[t.Familiar]
	switch {
	case p == nil || p.KeptFrom(*t, q.in.Now) != "":
		return "", time.Time{}
	case p.SignedIn.IsZero() || q.cal.Day(p.SignedIn) != q.cal.Day(q.in.Now):
		return "", time.Time{}
	case q.calOf(t).Working(t.Ready, q.in.Now) >= familiarTime:
		return "", time.Time{}
	}
	return p.ID, q.calOf(t).Add(t.Ready, familiarTime)
}
