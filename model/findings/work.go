package findings

import (
	"cmp"
	"slices"

	"alur/model/eventlog"
)

// span is a piece of time in Unix nanoseconds.
type span struct{ from, to int64 }

// work is when each person was at work in the period, by number: on whatever
// was begun, less its pauses, in the hours in which they are there.
func (r *reviewing) work() [][]span {
	if r.worked != nil {
		return r.worked
	}
	people := r.byPerson()
	r.worked = make([][]span, len(people))
	for p, rows := range people {
		spans := make([]span, 0, len(rows))
		for _, i := range rows {
			spans = r.pieces(i, spans)
		}
		r.worked[p] = merged(spans)
	}
	return r.worked
}

// byPerson are the rows of each person, by number, in the order of the log.
func (r *reviewing) byPerson() [][]int32 {
	if r.person != nil {
		return r.person
	}
	l := r.Log
	n := make([]int, len(l.People))
	for _, p := range l.Person {
		if p != eventlog.None {
			n[p]++
		}
	}
	r.person = make([][]int32, len(l.People))
	for p := range r.person {
		r.person[p] = make([]int32, 0, n[p])
	}
	for i, p := range l.Person {
		if p != eventlog.None {
			r.person[p] = append(r.person[p], int32(i)) //nolint:gosec // There are fewer than 2^31 rows.
		}
	}
	return r.person
}

// pieces adds the times of the period in which a row was worked on.
func (r *reviewing) pieces(row int32, to []span) []span {
	l := r.Log
	from, until := l.Start[row], l.End[row]
	if from == eventlog.Unknown {
		return to
	}
	if until == eventlog.Unknown {
		until = r.rows.Now
	}
	from, until = max(from, r.rows.From), min(until, r.rows.To)
	hours := r.rows.Hours(l.Person[row])
	add := func(a, b int64) {
		if a < b {
			to = append(to, span{a, b})
		}
	}
	if hours != nil {
		all := add
		add = func(a, b int64) { hours.Openings(a, b, all) }
	}
	for _, p := range l.PausesOf(int(row)) {
		add(from, min(p.From, until))
		if from = max(from, p.To); p.To == eventlog.Unknown {
			return to
		}
	}
	add(from, until)
	return to
}

// length is how long spans are that do not overlap.
func length(spans []span) int64 {
	var sum int64
	for _, s := range spans {
		sum += s.to - s.from
	}
	return sum
}

// merged are spans in order, those that touch made into one.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	all := spans[:0]
	for _, s := range spans {
		if n := len(all); n > 0 && s.from <= all[n-1].to {
			all[n-1].to = max(all[n-1].to, s.to)
			continue
		}
		if s.from < s.to {
			all = append(all, s)
		}
	}
	return all
}
