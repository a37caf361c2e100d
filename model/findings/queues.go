package findings

import (
	"cmp"
	"slices"
	"time"

	"alur/model/eventlog"
	"alur/model/stats"
)

// Queue is how the work that waits for a step moved in the period.
type Queue struct {
	Process string `json:"process,omitempty"`
	Step    string `json:"step"`
	// Came is what became ready in the period, Went what was begun. Begin and
	// End are how many waited when it began and ended.
	Came  int `json:"came"`
	Went  int `json:"went"`
	Begin int `json:"begin"`
	End   int `json:"end"`
	// Chance is how probable so many more arrivals are if none were likelier
	// than a begin (sign test).
	Chance float64 `json:"chance"`
	// Waited is the waiting of the period in seconds, that of what still waits
	// at its end up to then among it; Share is its part of all steps', and Oldest
	// how long what has waited longest does.
	Waited float64 `json:"waited_s"`
	Share  float64 `json:"share"`
	Oldest float64 `json:"oldest_s"`
	// Days is how many waited at the end of each of the last days of the
	// period, the newest last.
	Days []int `json:"days"`

	step int32
}

// daysShown is how many days of a queue are told.
const daysShown = 14

// queues counts how the queues moved, the longest waiting first.
func (r *reviewing) queues() {
	l := r.Log
	r.f.Queues = []Queue{}
	var all float64
	ends := r.dayEnds()
	for step, rows := range r.step {
		q := Queue{Process: l.Steps[step].Process, Step: l.Steps[step].Name, step: int32(step)} //nolint:gosec // There are fewer than 2^31 steps.
		var waited stats.Total
		var oldest int64
		came, went := make([]int64, 0, len(rows)), make([]int64, 0, len(rows))
		for _, i := range rows {
			since, until := r.rows.Since[i], l.Start[i]
			if since == eventlog.Unknown || until == eventlog.Unknown && l.End[i] != eventlog.Unknown {
				continue
			}
			came = append(came, since)
			if r.waits(i) {
				oldest = max(oldest, r.rows.Open(since, r.until()))
			} else {
				went = append(went, until)
			}
			waited.Add(max(0, r.waited(i)))
		}
		if len(came) == 0 {
			continue
		}
		slices.Sort(came)
		slices.Sort(went)
		at := func(t int64) int { return before(came, t) - before(went, t) }
		q.Begin, q.End = at(r.rows.From), at(r.rows.To+1)
		q.Came, q.Went = before(came, r.rows.To+1)-before(came, r.rows.From), before(went, r.rows.To+1)-before(went, r.rows.From)
		q.Chance = stats.GrowingChance(q.Came, q.Went)
		q.Waited, q.Oldest = waited.Seconds(), seconds(oldest)
		for _, t := range ends {
			q.Days = append(q.Days, at(t+1))
		}
		all += q.Waited
		r.f.Queues = append(r.f.Queues, q)
	}
	for i := range r.f.Queues {
		if all > 0 {
			r.f.Queues[i].Share = r.f.Queues[i].Waited / all
		}
	}
	slices.SortStableFunc(r.f.Queues, func(a, b Queue) int { return cmp.Compare(b.Waited, a.Waited) })
}

// before is how many of the sorted times lie before t.
func before(times []int64, t int64) int {
	n, _ := slices.BinarySearch(times, t)
	return n
}

// dayEnds are the ends of the last days of the period, by the clock of the
// shop, and its own end.
func (r *reviewing) dayEnds() []int64 {
	last := r.local(r.rows.To)
	midnight := time.Date(last.Year(), last.Month(), last.Day(), 0, 0, 0, 0, last.Location())
	var ends []int64
	for n := daysShown - 1; n >= 0; n-- {
		if t := midnight.AddDate(0, 0, -n).UnixNano(); t > r.rows.From {
			ends = append(ends, t)
		}
	}
	if n := len(ends); n == 0 || ends[n-1] < r.rows.To {
		ends = append(ends, r.rows.To) // It ends within a day.
	}
	return ends[max(0, len(ends)-daysShown):]
}
