package model

import "time"

// overNight is how long a shop is shut at least before its closing counts as
// one: shorter is a break.
const overNight = 4 * time.Hour

// farBack is how many days a search for a closing time looks back.
const farBack = 400

// LastClosing is the newest time at or before t at which the shop closed for
// the night, or for a holiday; a break of less than four hours is none. It is
// zero for a shop that never closes.
func (c *Calendar) LastClosing(t time.Time) time.Time {
	today := dayNumber(t.In(c.loc))
	for day := today; day > today-farBack; day-- {
		slots := c.slots(day)
		for i := len(slots) - 1; i >= 0; i-- {
			end := c.at(day, slots[i].to)
			if !end.After(t) && c.NextOpen(end).Sub(end) >= overNight {
				return end
			}
		}
	}
	return time.Time{}
}

// DayTold is from when on a day is told at t: while the shop is open, since it
// closed last; from closing on until it opens again, the day that just ended.
func (c *Calendar) DayTold(t time.Time) time.Time {
	closing := c.LastClosing(t)
	if closing.IsZero() || !c.NextOpen(closing).After(t) {
		return closing
	}
	return c.LastClosing(closing.Add(-time.Second))
}

// DayEnd is the midnight after t, in the zone of the shop.
func (c *Calendar) DayEnd(t time.Time) time.Time { return c.at(dayNumber(t.In(c.loc))+1, 0) }

// clock is a time as people say it today, with its date on another day.
func (c *Calendar) clock(t, now time.Time) string {
	local := t.In(c.loc)
	if c.Day(t) == c.Day(now) {
		return local.Format("15:04")
	}
	return local.Format("02.01. 15:04")
}
