package findings

import (
	"cmp"
	"slices"

	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/stats"
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
	// Few is true where too few are known to set it among the others: it comes
	// after all that are ranked.
	Few bool
}

// known is of how many rounds the time is known by which the step stands.
func (s Slowness) known() int {
	switch {
	case s.Untold && s.Sojourn.N > 0:
		return s.Sojourn.N
	case s.Queue != nil:
		return max(s.Waiting.N, s.Queue.Begin+s.Queue.Came)
	case s.Waiting.N > 0:
		return s.Waiting.N
	}
	return s.Executions
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
// most time first, and after them those of which too little is known to rank
// them: the one order of their table wherever it is shown.
func (r Review) Slowest() []Slowness {
	queues := map[eventlog.Step]*Queue{}
	for i, q := range r.Queues {
		queues[eventlog.Step{Process: q.Process, Name: q.Step}] = &r.Queues[i]
	}
	all := []Slowness{}
	for _, s := range r.Steps {
		one := Slowness{Step: s, Queue: queues[eventlog.Step{Process: s.Process, Name: s.Step}]}
		one.Untold = s.Executions > 0 && s.Waiting.N == 0 && s.Processing.N == 0
		one.Few = one.known() < stats.EnoughFor(0.5)
		if s.Executions > 0 || one.Queue != nil {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b Slowness) int {
		return cmp.Or(truth(a.Few)-truth(b.Few), cmp.Compare(b.lost(), a.lost()), cmp.Compare(b.Executions, a.Executions))
	})
	return all
}
