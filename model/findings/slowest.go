package findings

import (
	"cmp"
	"slices"

	"alur/model/eventlog"
	"alur/model/figures"
)

// Slowness is a step by the time that passes before it is done.
type Slowness struct {
	figures.Step
	// Queue is how what waited for it moved, nil where no waiting is known.
	Queue *Queue
	// Untold is true where it was done, and of no time is it known when it was
	// begun: its Sojourn is waiting and work in one, and the most that it can
	// have waited.
	Untold bool
}

// lost is the time by which steps stand: what they waited, or where that can't
// be told from work, both.
func (s Slowness) lost() float64 {
	switch {
	case s.Untold:
		return s.Sojourn.Sum
	case s.Queue != nil:
		return s.Queue.Waited
	}
	return 0
}

// Slowest are all steps that were done or waited in the period, those that took
// most time first: the one order of their table wherever it is shown.
func (r Review) Slowest() []Slowness {
	queues := map[eventlog.Step]*Queue{}
	for i, q := range r.Queues {
		queues[eventlog.Step{Process: q.Process, Name: q.Step}] = &r.Queues[i]
	}
	all := []Slowness{}
	for _, s := range r.Steps {
		one := Slowness{Step: s, Queue: queues[eventlog.Step{Process: s.Process, Name: s.Step}]}
		one.Untold = s.Executions > 0 && s.Waiting.N == 0 && s.Processing.N == 0
		if s.Executions > 0 || one.Queue != nil {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b Slowness) int {
		return cmp.Or(cmp.Compare(b.lost(), a.lost()), cmp.Compare(b.Executions, a.Executions))
	})
	return all
}
