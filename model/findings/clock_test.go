package findings_test

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// monday is the midnight in Jakarta on which simulated shops open.
var monday = time.Date(2026, 8, 31, 0, 0, 0, 0, jakarta)

var jakarta = time.FixedZone("Asia/Jakarta", 7*3600)

// clock is when somebody is there: opening times in order, each with the open
// time before it. It reckons by itself what model.Calendar does, so that what
// is simulated does not lean on what is tested.
type clock struct{ slots []opening }

type opening struct{ from, to, before int64 }

// daily is there on so many days of each week, Monday first, over some weeks.
func daily(from, to time.Duration, days, weeks int) clock {
	var c clock
	var open int64
	for day := range 7 * weeks {
		if day%7 >= days {
			continue
		}
		midnight := monday.AddDate(0, 0, day)
		o := opening{midnight.Add(from).UnixNano(), midnight.Add(to).UnixNano(), open}
		if n := len(c.slots); n > 0 && c.slots[n-1].to == o.from {
			c.slots[n-1].to = o.to
		} else {
			c.slots = append(c.slots, o)
		}
		open += o.to - o.from
	}
	return c
}

// always is there day and night.
func always() clock { return clock{[]opening{{from: monday.UnixNano(), to: math.MaxInt64}}} }

// there reports whether it is open at a time.
func (c clock) there(t int64) bool {
	i := c.slot(t)
	return i >= 0 && t < c.slots[i].to
}

// slot is the last opening that began by a time, -1 before the first.
func (c clock) slot(t int64) int {
	i, found := slices.BinarySearchFunc(c.slots, t, func(o opening, t int64) int { return cmp.Compare(o.from, t) })
	if !found {
		i--
	}
	return i
}

// open is the open time from the begin to a time.
func (c clock) open(t int64) int64 {
	i := c.slot(t)
	if i < 0 {
		return 0
	}
	return c.slots[i].before + min(t, c.slots[i].to) - c.slots[i].from
}

// wall is the time at which so much was open; far away where it never is.
func (c clock) wall(open int64) int64 {
	i, found := slices.BinarySearchFunc(c.slots, open, func(o opening, x int64) int { return cmp.Compare(o.before, x) })
	if !found {
		i--
	}
	o := c.slots[i]
	if i == len(c.slots)-1 && open-o.before > o.to-o.from {
		return math.MaxInt64
	}
	return o.from + open - o.before
}
