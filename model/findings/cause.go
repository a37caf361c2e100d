package findings

import (
	"cmp"
	"slices"
	"time"

	"alur/model/eventlog"
	"alur/model/stats"
)

// cause says on whom the work of a step waited, in shares of its waiting that
// add up to 1: all who do it were busy with other work (contention), none of
// them was there (unavailability), or one was there and free (prioritisation
// or neglect). They go by what people did in the period: someone was there
// from the first to the last moment of work of a day.
type cause struct {
	busy, away, free float64
	// people did the step in the period; there is how many of them were there
	// on average while it waited and all of those were busy.
	people int
	there  float64
	// before and after are hours of the day: most of the time in which nobody
	// was there lies before or after it; 0 where that is not so.
	before, after int
}

// known reports whether there was any waiting to part.
func (c cause) known() bool { return c.busy+c.away+c.free > 0 }

// state is what those who do a step were doing.
type state int

const (
	nobodyThere state = iota
	allBusy
	someoneFree
	states
)

// stretch is a time in which the state was the same, and the opening time of
// each state before it.
type stretch struct {
	from   int64
	state  state
	before [states]int64
	// there is how many were there, crowd the sum of them over the opening time
	// before in which all were busy.
	there int
	crowd float64
}

// cause parts the waiting of a step.
func (r *reviewing) cause(step int32) cause {
	if c, ok := r.causes[step]; ok {
		return c
	}
	c := r.findCause(step)
	if r.causes == nil {
		r.causes = map[int32]cause{}
	}
	r.causes[step] = c
	return c
}

func (r *reviewing) findCause(step int32) cause {
	who := make([]bool, len(r.Log.People))
	c := cause{}
	for _, i := range r.step[step] {
		if p := r.Log.Person[i]; p != eventlog.None && !who[p] {
			who[p] = true
			c.people++
		}
	}
	if c.people == 0 {
		return c
	}
	line := r.stretches(who)
	var sum [states]stats.Total
	var crowd float64
	empty := r.emptyHours(line)
	for _, i := range r.step[step] {
		from, to := r.rows.Since[i], r.Log.Start[i]
		switch {
		case from == eventlog.Unknown:
			continue
		case to == eventlog.Unknown && r.Log.End[i] != eventlog.Unknown:
			continue
		case to == eventlog.Unknown:
			to = r.rows.Now
		}
		from, to = max(from, r.rows.From), min(to, r.rows.To)
		if from >= to {
			continue
		}
		a, before := r.upTo(line, from)
		b, after := r.upTo(line, to)
		for s := range sum {
			sum[s].Add(b[s] - a[s])
		}
		crowd += after - before
		if b[nobodyThere] > a[nobodyThere] {
			empty.add(from, to, a[nobodyThere], b[nobodyThere])
		}
	}
	away, busy, free := sum[nobodyThere].Seconds(), sum[allBusy].Seconds(), sum[someoneFree].Seconds()
	all := away + busy + free
	if all == 0 {
		return c
	}
	c.away, c.busy, c.free = away/all, busy/all, free/all
	c.before, c.after = r.side(empty.byClock())
	if busy > 0 {
		c.there = crowd / 1e9 / busy
	}
	return c
}

// stretches walks the period: who of the people was there, and who of those
// was busy.
func (r *reviewing) stretches(who []bool) []stretch {
	type turn struct {
		at          int64
		there, busy int
	}
	many := 0
	for p, spans := range r.work() {
		if who[p] {
			many += len(spans)
		}
	}
	turns := make([]turn, 0, 3*many)
	for p, spans := range r.work() {
		if !who[p] {
			continue
		}
		for _, s := range spans {
			turns = append(turns, turn{s.from, 0, 1}, turn{s.to, 0, -1})
		}
		for _, s := range r.days(spans) {
			turns = append(turns, turn{s.from, 1, 0}, turn{s.to, -1, 0})
		}
	}
	slices.SortFunc(turns, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	line := []stretch{{from: min(r.rows.From, r.rows.To)}}
	nThere, nBusy := 0, 0
	for i := 0; i < len(turns); {
		at := turns[i].at
		for ; i < len(turns) && turns[i].at == at; i++ {
			nThere, nBusy = nThere+turns[i].there, nBusy+turns[i].busy
		}
		now := someoneFree
		switch {
		case nThere == 0:
			now = nobodyThere
		case nBusy >= nThere:
			now = allBusy
		}
		last := &line[len(line)-1]
		if at <= last.from {
			last.state, last.there = now, nThere
			continue
		}
		if now == last.state && (now != allBusy || nThere == last.there) {
			continue
		}
		next := stretch{from: at, state: now, there: nThere, before: last.before, crowd: last.crowd}
		open := r.rows.Open(last.from, at)
		next.before[last.state] += open
		if last.state == allBusy {
			next.crowd += float64(open) * float64(last.there)
		}
		line = append(line, next)
	}
	return line
}

// days are the spans from the first to the last moment of work of each day.
func (r *reviewing) days(work []span) []span {
	var all []span
	for _, s := range work {
		if n := len(all); n > 0 && r.day(all[n-1].from) == r.day(s.from) {
			all[n-1].to = max(all[n-1].to, s.to)
			continue
		}
		all = append(all, s)
	}
	return merged(all)
}

// local is a time by the clock of the shop, or UTC.
func (r *reviewing) local(ns int64) time.Time {
	t := time.Unix(0, ns).UTC()
	if r.Options.Calendar != nil {
		t = t.In(r.Options.Calendar.Location())
	}
	return t
}

func (r *reviewing) day(ns int64) int64 {
	t := r.local(ns)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix()
}

// stretchAt is the stretch that a time lies in, -1 before the first. It is asked
// for every row.
func stretchAt(line []stretch, t int64) int {
	low, high := 0, len(line)
	for low < high {
		if middle := int(uint(low+high) >> 1); line[middle].from <= t { //nolint:gosec // They are places in a slice.
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low - 1
}

// upTo is the opening time of each state from the begin of the line to a time,
// and the crowd up to then.
func (r *reviewing) upTo(line []stretch, t int64) (sum [states]int64, crowd float64) {
	n := stretchAt(line, t)
	if n < 0 {
		return sum, 0
	}
	sum, crowd = line[n].before, line[n].crowd
	open := r.rows.Open(line[n].from, t)
	sum[line[n].state] += open
	if line[n].state == allBusy {
		crowd += float64(open) * float64(line[n].there)
	}
	return sum, crowd
}

// mostly is how much of the time lies on a side of an hour for it to be named.
const mostly = 0.9

// side is the hour before or after which most of the time lies, in the first or
// the second half of the hours in which it is open at all.
func (r *reviewing) side(hours []float64) (before, after int) {
	var all, sum float64
	for _, h := range hours {
		all += h
	}
	if all == 0 {
		return 0, 0
	}
	first, last := r.openHours()
	middle := (first + last + 1) / 2
	for h := first; h < middle; h++ {
		if sum += hours[h]; sum >= mostly*all {
			return h + 1, 0
		}
	}
	sum = 0
	for h := last; h >= middle; h-- {
		if sum += hours[h]; sum >= mostly*all {
			return 0, h
		}
	}
	return 0, 0
}

// openHours are the first and the last hour of the day in which it is open, on
// any day of the first week of the period.
func (r *reviewing) openHours() (first, last int) {
	const hour = int64(time.Hour)
	first, last = 23, 0
	begin := r.rows.From - r.rows.From%hour
	for at := begin; at < begin+7*24*hour; at += hour {
		if h := r.local(at).Hour(); r.rows.Open(at, at+hour) > 0 {
			first, last = min(first, h), max(last, h)
		}
	}
	return first, last
}
