package model

import (
	"sort"
	"time"
)

// Calendar reckons in opening time: the wall-clock time in the shop's zone at
// which it is open. It is immutable and safe for concurrent use. A shop that
// never opens counts as always open, so that no reckoning waits for ever.
type Calendar struct {
	loc *time.Location
	// week holds the open minutes of each day, Monday first, in order,
	// none across midnight.
	week [7][]minutes
	// nominal is the open time of each day where the clocks do not change.
	nominal [7]time.Duration
	// closed are the closed days as day numbers, sorted.
	closed []int
	usual  time.Duration
}

// minutes is a slot in minutes since midnight, half open.
type minutes struct{ from, to int }

// NewCalendar makes the calendar of opening hours in an IANA time zone. It
// returns a *Refusal with the code "bad_hours" for hours or a zone that can't
// be understood.
func NewCalendar(h Hours, zone string) (*Calendar, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil || zone == "Local" {
		return nil, refuse("bad_hours", Say{
			EN: "%q is no time zone. Write one as in Asia/Jakarta.",
			ID: "%q bukan zona waktu. Tulis seperti Asia/Jakarta.",
		}, zone)
	}
	c := &Calendar{loc: loc}
	for day, slots := range h.Week {
		for _, slot := range slots {
			if err := c.addSlot(day, slot); err != nil {
				return nil, err
			}
		}
	}
	for _, text := range h.Closed {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return nil, refuse("bad_hours", Say{
				EN: "%q is no date. Write one as in 2026-12-25.",
				ID: "%q bukan tanggal. Tulis seperti 2026-12-25.",
			}, text)
		}
		c.closed = append(c.closed, dayNumber(day))
	}
	sort.Ints(c.closed)
	c.finish()
	return c, nil
}

// AlwaysOpen is the calendar of a shop that never closes, in UTC.
func AlwaysOpen() *Calendar { return AlwaysOpenIn(time.UTC) }

// AlwaysOpenIn is the calendar of a shop in a zone that never closes.
func AlwaysOpenIn(zone *time.Location) *Calendar {
	c := &Calendar{loc: zone}
	c.finish()
	return c
}

func (c *Calendar) addSlot(day int, slot Slot) error {
	from, okFrom := minuteOf(slot.Open)
	to, okTo := minuteOf(slot.Close)
	if !okFrom || !okTo || from == to || from == minutesADay {
		return refuse("bad_hours", Say{
			EN: "%s-%s are no opening hours. Write them as in 08:00-17:00.",
			ID: "%s-%s bukan jam buka. Tulis seperti 08:00-17:00.",
		}, slot.Open, slot.Close)
	}
	if to > from {
		c.week[day] = append(c.week[day], minutes{from, to})
		return nil
	}
	next := (day + 1) % 7
	c.week[day] = append(c.week[day], minutes{from, minutesADay})
	if to > 0 {
		c.week[next] = append(c.week[next], minutes{0, to})
	}
	return nil
}

const minutesADay = 24 * 60

func minuteOf(clock string) (int, bool) {
	if clock == "24:00" {
		return minutesADay, true
	}
	t, err := time.Parse("15:04", clock)
	return t.Hour()*60 + t.Minute(), err == nil
}

// finish sorts and merges the slots, and opens a shop that never does.
func (c *Calendar) finish() {
	open := 0
	for day := range c.week {
		c.week[day] = merged(c.week[day])
		if len(c.week[day]) > 0 {
			open++
		}
	}
	if open == 0 {
		for day := range c.week {
			c.week[day] = []minutes{{0, minutesADay}}
		}
		c.closed, open = nil, 7
	}
	var sum time.Duration
	for day, slots := range c.week {
		for _, s := range slots {
			c.nominal[day] += time.Duration(s.to-s.from) * time.Minute
		}
		sum += c.nominal[day]
	}
	c.usual = sum / time.Duration(open)
}

// merged sorts slots and joins those that touch or overlap.
func merged(slots []minutes) []minutes {
	sort.Slice(slots, func(i, j int) bool { return slots[i].from < slots[j].from })
	var out []minutes
	for _, s := range slots {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// Location is the shop's time zone.
func (c *Calendar) Location() *time.Location { return c.loc }

// UsualDay is the mean open time of the days on which the shop opens.
func (c *Calendar) UsualDay() time.Duration { return c.usual }

// Day is the date of a time in the shop: "2026-11-23".
func (c *Calendar) Day(t time.Time) string { return t.In(c.loc).Format(time.DateOnly) }

// dayNumber counts days, so that weeks can be reckoned without walking them.
func dayNumber(local time.Time) int {
	y, m, d := local.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// weekday is 0 for Monday. Day 0, 1970-01-01, was a Thursday.
func weekday(day int) int { return ((day+3)%7 + 7) % 7 }

// isClosed reports whether a day is a holiday or a closure.
func (c *Calendar) isClosed(day int) bool {
	i := sort.SearchInts(c.closed, day)
	return i < len(c.closed) && c.closed[i] == day
}

// slots are the open minutes of a day.
func (c *Calendar) slots(day int) []minutes {
	if c.isClosed(day) {
		return nil
	}
	return c.week[weekday(day)]
}

func (c *Calendar) openDay(local time.Time) bool { return len(c.slots(dayNumber(local))) > 0 }

// at is a minute of a day as a point in time, in wall-clock time of the zone:
// days on which the clocks change have 23 or 25 hours.
func (c *Calendar) at(day, minute int) time.Time {
	base := time.Unix(int64(day)*86400, 0).UTC()
	return time.Date(base.Year(), base.Month(), base.Day(), 0, minute, 0, 0, c.loc)
}
