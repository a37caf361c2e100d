package model

import (
	"slices"
	"time"

	"alur/model/stats"
)

// hoursShown is how many hours of today are counted.
const hoursShown = 8

// lineUp is who stood in line for a step, from when to when.
type lineUp struct {
	// from and to are the moments in which a task joined and left the line,
	// each sorted by reckon; one that still waits never left.
	from, to []time.Time
	waits    []Interval
	now      time.Time
}

// add puts a task into the line; a zero end is still waiting. Where the clock
// was put back, what seems to lie ahead counts as now, and a wait that would
// end before it began is none.
func (q *lineUp) add(from, to time.Time) {
	from = earlier(from, q.now)
	to = earlier(to, q.now)
	if !to.IsZero() && !to.After(from) {
		return
	}
	q.waits = append(q.waits, Interval{Begin: from, End: to})
	q.from = append(q.from, from)
	if !to.IsZero() {
		q.to = append(q.to, to)
	}
}

// reckon says how long the line is usually, since when it is longer, and how
// it went today.
func (q *lineUp) reckon(r *piling, f *StepFigures) {
	byTime := func(a, b time.Time) int { return a.Compare(b) }
	slices.SortFunc(q.from, byTime)
	slices.SortFunc(q.to, byTime)
	if period := r.cal.Working(r.since, r.in.Now); period > 0 {
		var sum stats.Total
		for _, w := range q.waits {
			sum.Add(int64(r.cal.Working(later(w.Begin, r.since), w.endOr(r.in.Now))))
		}
		f.Level = sum.Seconds() / period.Seconds()
	}
	f.PilingSince = q.pilingSince(max(f.Level, 1), r.since, r.in.Now)
	f.Hours = q.hours(r.cal, r.in.Now)
	if len(f.Hours) > 0 {
		from := f.Hours[0].From
		came := count(q.from, r.in.Now) - count(q.from, from)
		went := count(q.to, r.in.Now) - count(q.to, from)
		f.Rising = stats.Growing(came, went)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// endOr is the end of an interval, or the time given where it still runs.
func (i Interval) endOr(now time.Time) time.Time {
	if i.End.IsZero() {
		return now
	}
	return i.End
}

// count is how many of the sorted times are not after t.
func count(times []time.Time, t time.Time) int {
	n, _ := slices.BinarySearchFunc(times, t, func(at, t time.Time) int {
		if at.After(t) {
			return 1
		}
		return -1
	})
	return n
}

// at is how many waited at a moment: those who had joined and not left.
func (q *lineUp) at(t time.Time) int { return count(q.from, t) - count(q.to, t) }

// pilingSince walks the line through the period and returns the moment since
// which it has been longer than the level without a break, zero if it is not
// now.
func (q *lineUp) pilingSince(level float64, since, now time.Time) time.Time {
	if float64(q.at(now)) <= level {
		return time.Time{}
	}
	moments := append(append([]time.Time(nil), q.from...), q.to...)
	slices.SortFunc(moments, func(a, b time.Time) int { return b.Compare(a) })
	piling := now
	for _, t := range moments {
		if t.After(now) {
			continue
		}
		if t.Before(since) {
			break
		}
		if float64(q.at(t)) <= level {
			return piling
		}
		piling = t
	}
	if float64(q.at(since)) <= level {
		return piling
	}
	return since
}

// hours counts who waited in the last opening hours of today.
func (q *lineUp) hours(cal *Calendar, now time.Time) []HourCount {
	var hours []HourCount
	day := dayNumber(now.In(cal.loc))
	for minute := 0; minute < minutesADay; minute += 60 {
		from, end := cal.at(day, minute), cal.at(day, minute+60)
		if from.After(now) {
			break
		}
		if end.After(now) {
			end = now
		}
		open := cal.Working(from, cal.at(day, minute+60)) > 0
		if open {
			hours = append(hours, HourCount{From: from, Waiting: q.at(end)})
		}
	}
	return hours[max(0, len(hours)-hoursShown):]
}
