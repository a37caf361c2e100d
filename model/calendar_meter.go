package model

import (
	"sort"
	"time"
)

// Meter reads opening time off a calendar quickly: it has walked the days of a
// range once, so that each reading costs a look into a table. It is immutable
// and safe for concurrent use. Figures over a whole record take millions of
// readings.
type Meter struct {
	cal *Calendar
	// begin is the first midnight, days those that follow it.
	begin int64
	days  []meterDay
	slots []meterSlot
}

// meterDay is a day of the zone: its midnight in Unix nanoseconds, how long it
// was open before that since the begin, and where its slots end.
type meterDay struct {
	midnight, before int64
	slots            int
}

// meterSlot is an opening as points in time, in Unix nanoseconds.
type meterSlot struct{ from, to int64 }

// Meter walks the days from one time to another, which may be given in either
// order. Readings outside are right as well, and as slow as Working.
func (c *Calendar) Meter(from, to time.Time) *Meter {
	from, to = earlier(from, to), later(from, to)
	first, last := dayNumber(from.In(c.loc)), dayNumber(to.In(c.loc))
	m := &Meter{cal: c, begin: c.at(first, 0).UnixNano()}
	var open int64
	for day := first; day <= last; day++ {
		d := meterDay{midnight: c.at(day, 0).UnixNano(), before: open}
		for _, s := range c.slots(day) {
			slot := meterSlot{c.at(day, s.from).UnixNano(), c.at(day, s.to).UnixNano()}
			open += slot.to - slot.from
			m.slots = append(m.slots, slot)
		}
		d.slots = len(m.slots)
		m.days = append(m.days, d)
	}
	m.days = append(m.days, meterDay{midnight: c.at(last+1, 0).UnixNano(), before: open, slots: len(m.slots)})
	return m
}

// At is the opening time from the meter's first midnight to a time in Unix
// nanoseconds, in nanoseconds; negative before it. It never falls as the time
// grows.
func (m *Meter) At(t int64) int64 {
	last := len(m.days) - 1
	switch {
	case t < m.begin:
		return -int64(m.cal.Working(time.Unix(0, t), time.Unix(0, m.begin)))
	case t >= m.days[last].midnight:
		end := m.days[last]
		return end.before + int64(m.cal.Working(time.Unix(0, end.midnight), time.Unix(0, t)))
	}
	i := min(int((t-m.begin)/int64(24*time.Hour)), last-1)
	for t < m.days[i].midnight {
		i--
	}
	for t >= m.days[i+1].midnight {
		i++
	}
	first := 0
	if i > 0 {
		first = m.days[i-1].slots
	}
	open := m.days[i].before
	for _, s := range m.slots[first:m.days[i].slots] {
		if t <= s.from {
			break
		}
		open += min(t, s.to) - s.from
	}
	return open
}

// Working is the opening time in [a, b), both in Unix nanoseconds; zero where
// b is not after a. It agrees with Calendar.Working to the nanosecond.
func (m *Meter) Working(a, b int64) time.Duration {
	if b <= a {
		return 0
	}
	return time.Duration(m.At(b) - m.At(a))
}

// Openings tells the parts of [a, b) in which it is open, in order, both in
// Unix nanoseconds. Only those in the range that was walked are known.
func (m *Meter) Openings(a, b int64, tell func(from, to int64)) {
	i := sort.Search(len(m.slots), func(i int) bool { return m.slots[i].to > a })
	for ; i < len(m.slots) && m.slots[i].from < b; i++ {
		tell(max(a, m.slots[i].from), min(b, m.slots[i].to))
	}
}
