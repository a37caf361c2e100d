package model

import (
	"iter"
	"time"
)

// RoundRef names one round of a task.
type RoundRef struct {
	TaskRef
	Round int
}

// FinishedTasks yields the attempts that logs of cases tell of, as the bottlenecks
// need them: without pauses, outcomes and reasons. Flow gives the definitions;
// waivers are those of the rounds that had some, which a log only counts. A step
// that runs a process has that one's name in the shop.
func FinishedTasks(shop *Shop, logs []*CaseLog, flow func(process string, version int) *Flow, waivers map[RoundRef][]Waiver) iter.Seq[Attempt] {
	return func(yield func(Attempt) bool) {
		for _, l := range logs {
			f := flow(l.Process, l.Version)
			if f == nil {
				continue
			}
			for i := range l.Tasks {
				t := &l.Tasks[i]
				s := f.Step(t.Task)
				if t.State.Open() || s == nil {
					continue
				}
				a := Attempt{
					TaskRef: TaskRef{Case: l.Case, Step: t.Task},
					Process: l.Process, Version: l.Version, Division: l.Division,
					Title: s.Words(), Kind: s.Kind, Role: s.Role, Round: t.Round, State: t.State, By: t.By,
					Ready: fromNanos(t.Ready), Taken: fromNanos(t.Taken), Begun: fromNanos(t.Begun), Ended: fromNanos(t.Ended),
					Back: t.State == SentBack, Seq: t.Seq,
				}
				if head := shop.Processes[s.Text]; s.Kind == Run && head != nil {
					a.Title = head.Name
				}
				if t.Waived > 0 {
					a.Waivers = waivers[RoundRef{a.TaskRef, t.Round}]
				}
				if !yield(a) {
					return
				}
			}
		}
	}
}

// fromNanos is a time of a log, in UTC.
func fromNanos(n int64) time.Time {
	if n == NoTime {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}
