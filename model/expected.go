package model

import (
	"sort"
	"time"

	"alur/model/stats"
)

// enoughHistory is how many finished rounds of a step its own figures need;
// before that its definition says how long it takes.
const enoughHistory = 10

// expected answers how long steps and what follows them are expected to take,
// in opening time, for one compiled process.
type expected struct {
	// slow is the p80 and usual the p50 of each step, by index.
	slow, usual []time.Duration
	// rest is the usual time of the longest way that follows, this step not
	// included.
	rest []time.Duration
}

// expect reckons a process once, from its history where there is enough.
func expect(f *Flow, history History, cal *Calendar) expected {
	n := len(f.Process.Steps)
	e := expected{slow: make([]time.Duration, n), usual: make([]time.Duration, n), rest: make([]time.Duration, n)}
	for i, s := range f.Process.Steps {
		var past []time.Duration
		if _, timed := s.Timed(); history != nil && !timed {
			past = history.Sojourns(f.Process.ID, s.ID)
		}
		if len(past) >= enoughHistory {
			sorted := append([]time.Duration(nil), past...)
			sort.Slice(sorted, func(a, b int) bool { return sorted[a] < sorted[b] })
			e.slow[i], e.usual[i] = stats.Quantile7(sorted, 0.8), stats.Quantile7(sorted, 0.5)
			continue
		}
		e.slow[i] = stated(s, cal)
		e.usual[i] = e.slow[i]
	}
	for i := n - 1; i >= 0; i-- {
		for _, t := range f.next[i] {
			if t > i {
				e.rest[i] = max(e.rest[i], e.usual[t]+e.rest[t])
			}
		}
	}
	return e
}

// usual is how long it waits in opening time; until a time of day, a day at
// most.
func (w TimedWait) usual(cal *Calendar) time.Duration {
	if w.Due.Clock != "" {
		return cal.UsualDay()
	}
	return openingTime(w.Due.Span, cal)
}

// stated is what a definition says of a step's length: the time it waits for,
// takes, else half of what it is due in.
func stated(s Step, cal *Calendar) time.Duration {
	if s.Kind.ByItself() {
		return 0
	}
	if wait, timed := s.Timed(); timed {
		return wait.usual(cal)
	}
	if span, err := ParseSpan(s.Takes); err == nil && s.Takes != "" {
		return openingTime(span, cal)
	}
	return dueTime(s, cal) / 2
}

// dueTime is the opening time a step has by its definition, zero where that
// depends on the clock.
func dueTime(s Step, cal *Calendar) time.Duration {
	span, err := ParseSpan(s.Due)
	if err != nil || s.Due == "" {
		return 0
	}
	return openingTime(span, cal)
}

// openingTime is a span in opening time, a day being the shop's usual one.
func openingTime(s Span, cal *Calendar) time.Duration {
	return time.Duration(s.Days)*cal.UsualDay() + s.Time
}

// ownPromise is the deadline of a case without a promise: its start and the
// sum of what its steps are due in, so that every task has a slack and ages.
// A process that says nothing of time has a week.
func ownPromise(f *Flow, cal *Calendar) time.Duration {
	var sum time.Duration
	for _, s := range f.Process.Steps {
		if due := dueTime(s, cal); due > 0 {
			sum += due
		} else if wait, timed := s.Timed(); timed {
			sum += wait.usual(cal)
		} else {
			sum += 2 * stated(s, cal)
		}
	}
	if sum == 0 {
		sum = 7 * cal.UsualDay()
	}
	return sum
}
