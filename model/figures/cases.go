package figures

import (
	"cmp"
	"slices"

	"alur/model/eventlog"
)

// caseTimes are the figures of the closed cases, one value for each.
type caseTimes struct {
	lead, touch, waiting, work []int64
	elapsed, closed, parked    []int64
	// leadOfTouched are the lead times of those whose touch time is known.
	touchSum, workSum, leadSum float64
	ratios, ratioOf            float64
}

// cases reckons what there is of each closed case.
func (r *reckoning) cases(s *scratch) {
	n := len(r.l.Cases)
	t := caseTimes{lead: make([]int64, 0, n), touch: make([]int64, 0, n), waiting: make([]int64, 0, n), work: make([]int64, 0, n)}
	if r.lens.shop != nil {
		t.elapsed, t.closed = make([]int64, 0, n), make([]int64, 0, n)
	}
	if len(r.l.Pauses) > 0 {
		t.parked = make([]int64, 0, n)
	}
	var pieces []piece
	steps := make([]int64, 0, n)
	for c := range r.l.Cases {
		if r.chosen[c] && !r.cancelled(c) && r.openAtEnd(r.caseFrom[c], r.caseTo[c]) {
			r.f.Open++
		}
		if !r.closed[c] {
			continue
		}
		steps = append(steps, int64(r.l.First[c+1]-r.l.First[c]))
		lead := between(r.lens.shop, r.caseFrom[c], r.caseTo[c])
		t.lead = append(t.lead, lead)
		if t.elapsed != nil {
			elapsed := between(nil, r.caseFrom[c], r.caseTo[c])
			t.elapsed, t.closed = append(t.elapsed, elapsed), append(t.closed, elapsed-lead)
		}
		if t.parked != nil {
			t.parked = append(t.parked, r.parked(c))
		}
		if lead == 0 {
			r.f.ZeroLead++
		}
		var known bool
		if pieces, known = r.pieces(c, pieces[:0]); known {
			r.touched(c, &t, lead, pieces)
		}
	}
	r.f.FlowEfficiency, r.f.WorkEfficiency = ratio(t.touchSum, t.leadSum), ratio(t.workSum, t.leadSum)
	r.f.EfficiencyMean = ratio(t.ratios, t.ratioOf)
	f := &r.f
	f.LeadTime, f.TouchTime = s.distribution(t.lead), s.distribution(t.touch)
	f.WaitingTime, f.WorkTime = s.distribution(t.waiting), s.distribution(t.work)
	// Without a calendar nothing is closed, without pauses nothing is parked.
	f.LeadElapsed, f.ClosedTime, f.ParkedTime = f.LeadTime, zeros(f.Cases), zeros(f.Cases)
	if t.elapsed != nil {
		f.LeadElapsed, f.ClosedTime = s.distribution(t.elapsed), s.distribution(t.closed)
	}
	if t.parked != nil {
		f.ParkedTime = s.distribution(t.parked)
	}
	f.StepsPerCase = s.numbers(steps)
	r.arrivals()
}

// touched adds a case whose work is known.
func (r *reckoning) touched(c int, t *caseTimes, lead int64, pieces []piece) {
	touch := union(pieces, func(a, b int64) int64 { return between(r.lens.shop, a, b) })
	var work int64
	for i := r.l.First[c]; i < r.l.First[c+1]; i++ {
		work += r.process[i]
	}
	t.touch, t.waiting, t.work = append(t.touch, touch), append(t.waiting, lead-touch), append(t.work, work)
	t.touchSum, t.workSum, t.leadSum = t.touchSum+float64(touch), t.workSum+float64(work), t.leadSum+float64(lead)
	if lead > 0 {
		t.ratios += float64(touch) / float64(lead)
		t.ratioOf++
	}
}

// parked is how long begun work of a case rested, each moment counted once.
func (r *reckoning) parked(c int) int64 {
	var pauses []piece
	for i := r.l.First[c]; i < r.l.First[c+1]; i++ {
		for _, p := range r.l.PausesOf(int(i)) {
			pauses = append(pauses, piece{max(p.From, r.l.Start[i]), min(p.To, r.l.End[i])})
		}
	}
	byTheirBegin(pauses)
	return union(pauses, func(a, b int64) int64 { return between(r.lens.shop, a, b) })
}

// piece is a time in which work was done.
type piece struct{ from, to int64 }

// pieces are the times in which a case was worked on, by begin; false where a
// begin is not known.
func (r *reckoning) pieces(c int, into []piece) ([]piece, bool) {
	l := r.l
	paused := false
	for i := l.First[c]; i < l.First[c+1]; i++ {
		if l.Start[i] == eventlog.Unknown {
			return into, false
		}
		var rested bool
		into, rested = r.piecesOf(i, into)
		paused = paused || rested
	}
	if paused {
		byTheirBegin(into)
	}
	return into, true
}

// piecesOf adds the times in which a row was worked on, whose begin is known;
// true where it rested in between, and they may no longer stand by begin.
func (r *reckoning) piecesOf(i int32, into []piece) ([]piece, bool) {
	from, end := r.l.Start[i], r.l.End[i]
	pauses := r.l.PausesOf(int(i))
	for _, p := range pauses {
		if p.From > from {
			into = append(into, piece{from, min(p.From, end)})
		}
		from = max(from, p.To)
	}
	if from < end {
		into = append(into, piece{from, end})
	}
	return into, len(pauses) > 0
}

func byTheirBegin(pieces []piece) {
	slices.SortFunc(pieces, func(a, b piece) int { return cmp.Compare(a.from, b.from) })
}

// union is the length of pieces that stand by begin, where they overlap counted
// once.
func union(pieces []piece, length func(a, b int64) int64) int64 {
	var sum int64
	for i := 0; i < len(pieces); {
		from, to := pieces[i].from, pieces[i].to
		for i++; i < len(pieces) && pieces[i].from <= to; i++ {
			to = max(to, pieces[i].to)
		}
		sum += length(from, to)
	}
	return sum
}

// arrivals are the mean times between begins and between ends of cases.
func (r *reckoning) arrivals() {
	var n, firstBegin, lastBegin, firstEnd, lastEnd int64
	for c := range r.l.Cases {
		if !r.closed[c] {
			continue
		}
		from, to := r.caseFrom[c], r.caseTo[c]
		if n == 0 {
			firstBegin, lastBegin, firstEnd, lastEnd = from, from, to, to
		}
		n++
		firstBegin, lastBegin = min(firstBegin, from), max(lastBegin, from)
		firstEnd, lastEnd = min(firstEnd, to), max(lastEnd, to)
	}
	gaps := float64(max(n-1, 0)) * secondNs
	r.f.ArrivalAverage = ratio(float64(between(r.lens.shop, firstBegin, lastBegin)), gaps)
	r.f.DispersionAverage = ratio(float64(between(r.lens.shop, firstEnd, lastEnd)), gaps)
}
