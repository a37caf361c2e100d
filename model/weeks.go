package model

import "time"

// weeks reckon opening time about a point in time, in a calendar: most of what
// is open now began some days ago and is promised in some days, so that a meter
// walks those once. What lies farther off is reckoned by the calendar.
type weeks struct {
	cal      *Calendar
	from, to time.Time
	meter    *Meter
}

// aboutNow is how far the meter of a queue goes either way.
const aboutNow = 30 * 24 * time.Hour

func (q *queuing) weeksOf(cal *Calendar) *weeks {
	w := q.weeks[cal]
	if w == nil {
		w = &weeks{cal: cal, from: q.in.Now.Add(-aboutNow), to: q.in.Now.Add(aboutNow)}
		w.meter = cal.Meter(w.from, w.to)
		q.weeks[cal] = w
	}
	return w
}

// working is the opening time in [a, b), as the calendar has it.
func (w *weeks) working(a, b time.Time) time.Duration {
	if !w.has(a) || !w.has(b) {
		return w.cal.Working(a, b)
	}
	return w.meter.Working(a.UnixNano(), b.UnixNano())
}

func (w *weeks) has(t time.Time) bool { return !t.Before(w.from) && !t.After(w.to) }
