package model

import (
	"sort"
	"time"
)

// Working is the opening time in [a, b), in real seconds; zero where b is not
// after a. It walks days only where the clocks change, so that years cost no
// more than weeks.
func (c *Calendar) Working(a, b time.Time) time.Duration {
	if !b.After(a) {
		return 0
	}
	first, last := dayNumber(a.In(c.loc)), dayNumber(b.In(c.loc))
	if first == last {
		return c.onDay(first, a, b)
	}
	sum := c.onDay(first, a, b) + c.onDay(last, a, b)
	return sum + c.wholeDays(first+1, last)
}

// onDay is the part of a day's opening that lies in [a, b).
func (c *Calendar) onDay(day int, a, b time.Time) time.Duration {
	var sum time.Duration
	for _, s := range c.slots(day) {
		from, to := c.at(day, s.from), c.at(day, s.to)
		if from.Before(a) {
			from = a
		}
		if to.After(b) {
			to = b
		}
		if to.After(from) {
			sum += to.Sub(from)
		}
	}
	return sum
}

// wholeDays is the opening time of the days in [first, last): weeks by
// reckoning, then what holidays and changes of the clocks take or give.
func (c *Calendar) wholeDays(first, last int) time.Duration {
	days := last - first
	if days <= 0 {
		return 0
	}
	var week, sum time.Duration
	for _, d := range c.nominal {
		week += d
	}
	sum = time.Duration(days/7) * week
	for day := first + days/7*7; day < last; day++ {
		sum += c.nominal[weekday(day)]
	}
	for i := sort.SearchInts(c.closed, first); i < len(c.closed) && c.closed[i] < last; i++ {
		if i == 0 || c.closed[i] != c.closed[i-1] {
			sum -= c.nominal[weekday(c.closed[i])]
		}
	}
	return sum + c.clockChanges(first, last)
}

// clockChanges is by how much the days in [first, last) on which the clocks
// change are open longer or shorter than by the clock.
func (c *Calendar) clockChanges(first, last int) time.Duration {
	var sum time.Duration
	end := c.at(last, 0)
	for t := c.at(first, 0); ; {
		_, change := t.ZoneBounds()
		if change.IsZero() || !change.Before(end) {
			return sum
		}
		day := dayNumber(change.In(c.loc))
		if day >= first && day < last && !c.isClosed(day) {
			sum += c.onDay(day, c.at(day, 0), c.at(day+1, 0)) - c.nominal[weekday(day)]
		}
		t = change
	}
}

// IsOpen reports whether the shop is open.
func (c *Calendar) IsOpen(t time.Time) bool {
	day := dayNumber(t.In(c.loc))
	for _, s := range c.slots(day) {
		if !t.Before(c.at(day, s.from)) && t.Before(c.at(day, s.to)) {
			return true
		}
	}
	return false
}

// farthest is how many days a search for an opening looks ahead; a shop shut
// for longer counts as opening then.
const farthest = 3660

// NextOpen is t where the shop is open, else the next opening.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	first := dayNumber(t.In(c.loc))
	for day := first; day < first+farthest; day++ {
		for _, s := range c.slots(day) {
			if from, to := c.at(day, s.from), c.at(day, s.to); t.Before(to) {
				if from.Before(t) {
					return t
				}
				return from
			}
		}
	}
	return t
}

// Closing is the end of the last opening of the day; of a day without one,
// its noon.
func (c *Calendar) Closing(t time.Time) time.Time {
	day := dayNumber(t.In(c.loc))
	slots := c.slots(day)
	if len(slots) == 0 {
		return c.at(day, minutesADay/2)
	}
	return c.at(day, slots[len(slots)-1].to)
}

// Add is the time at which d of opening time has passed since t.
func (c *Calendar) Add(t time.Time, d time.Duration) time.Time {
	first := dayNumber(t.In(c.loc))
	for day := first; day < first+farthest; day++ {
		for _, s := range c.slots(day) {
			from, to := c.at(day, s.from), c.at(day, s.to)
			if from.Before(t) {
				from = t
			}
			left := to.Sub(from)
			if left <= 0 {
				continue
			}
			if d <= left {
				return from.Add(d)
			}
			d -= left
		}
	}
	return t.Add(d)
}

// AddDays is the same clock time n open days later. From a closed day it
// counts from the next open one.
func (c *Calendar) AddDays(t time.Time, n int) time.Time {
	local := t.In(c.loc)
	day := dayNumber(local)
	for range n {
		day = c.nextOpenDay(day)
	}
	return c.at(day, local.Hour()*60+local.Minute()).
		Add(time.Duration(local.Second())*time.Second + time.Duration(local.Nanosecond()))
}

func (c *Calendar) nextOpenDay(day int) int {
	for next := day + 1; next < day+farthest; next++ {
		if len(c.slots(next)) > 0 {
			return next
		}
	}
	return day + 1
}
