package model

import (
	"cmp"
	"time"
)

// why says the reason for a place.
type why func(q *queuing, i *QueueItem) Reason

// band is the band of a task and the reason for it, the strongest first.
func (q *queuing) band(i *QueueItem) (Band, why) {
	switch {
	case i.By == q.in.Person.ID && i.State == Doing:
		return InHand, whyDoing
	case i.State == Parked:
		return CameBack, whyGoOn
	case i.State == Taken && i.HandedBy != "" && i.For == "":
		return InHand, whyTakenOver
	case i.State == Taken && !i.Begun.IsZero():
		return InHand, whySetAside
	case i.State == Taken:
		return InHand, whyNotBegun
	case i.CameBackFrom == q.in.Person.ID && i.CameBackFrom != "":
		return CameBack, whyHadIt
	case i.CameBack != nil && (i.Last == q.in.Person.ID || i.Last == ""):
		return CameBack, whySentBack
	case i.For == q.in.Person.ID && i.HandedBy != "":
		return CameBack, whyHandedOn
	case i.pinnedAt(q.in.Now):
		return Pinned, whyPinned
	}
	return q.urgency(i)
}

// urgency is the band of a task that nothing but time speaks for.
func (q *queuing) urgency(i *QueueItem) (Band, why) {
	late := !i.DueAt.IsZero() && q.in.Now.After(i.DueAt)
	switch {
	case i.State == Waiting && !q.asleep(i):
		return Late, whyNoNews
	case late:
		return Late, whyLate
	case i.Slack < 0:
		return Late, whyBehind
	case i.Slack < q.slow(&i.OpenTask):
		return AtRisk, whyTight
	case i.CameBack != nil:
		return Normal, whySentBackTo
	case i.CameBackFrom != "":
		return Normal, whyBackAtClosing
	case !i.DueAt.IsZero():
		return Normal, whyDue
	}
	return Normal, whySince
}

// waitsUntil is when a wait ends that waits for a time, and what for.
func (q *queuing) waitsUntil(i *QueueItem) (until time.Time, what string, timed bool) {
	r := q.reckon(&i.OpenTask)
	if r == nil || i.State != Waiting {
		return time.Time{}, "", false
	}
	s := r.step(i.Step)
	if s.wait == nil {
		return time.Time{}, "", false
	}
	return s.wait.Due.At(i.Ready, "", r.cal), cmp.Or(s.wait.Words, s.wait.Rule), true
}
