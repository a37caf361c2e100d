package figures

import (
	"runtime"
	"slices"
	"sync"

	"alur/model/eventlog"
)

// reckoning is one reckoning of the figures of a log.
type reckoning struct {
	l    *eventlog.Log
	o    Options
	lens lens
	f    Figures

	// from and to are the window, now the end of what is open.
	from, to, now int64
	// counted are the rows that ended in the window, in the order of the log.
	counted []bool
	// closed are cases that count as closed in the window.
	closed []bool
	// chosen are the cases that are looked at at all.
	chosen []bool
	// caseFrom and caseTo are the begin and end of a case; the end of an open
	// one is Unknown.
	caseFrom, caseTo []int64
	// last is the last completion in the case that is not after a row's begin;
	// since is when its waiting began, by what Ready says; wait how long it
	// was, -1 where it is not known.
	last, since, wait []int64
	// process is how long a row was worked on, -1 where it is not known.
	process   []int64
	fromReady bool
}

func newReckoning(l *eventlog.Log, o Options) *reckoning {
	r := &reckoning{l: l, o: o}
	r.fromReady = o.Ready.Counts(l)
	r.f.FromReady = r.fromReady
	r.bounds()
	r.lens = newLens(l, o, min(r.from, r.begin()), max(r.to, r.now))
	return r
}

// Counts reports whether waiting begins, in a log, when a step was ready.
func (m ReadyMode) Counts(l *eventlog.Log) bool {
	return m == ReadyAlways && l.ReadyKnown() > 0 || m == ReadyMostly && 2*l.ReadyKnown() > l.Len()
}

// bounds finds the begin and end of each case, and the window they leave.
func (r *reckoning) bounds() {
	l := r.l
	n := len(l.Cases)
	r.caseFrom, r.caseTo = make([]int64, n), make([]int64, n)
	r.chosen, r.closed = make([]bool, n), make([]bool, n)
	r.counted = make([]bool, l.Len())
	first, last := eventlog.Unknown, eventlog.Unknown
	for c := range n {
		r.chosen[c] = r.o.Only == nil || r.o.Only(int32(c)) //nolint:gosec // There are fewer than 2^31 cases.
		from, to, latest := r.caseBounds(c)
		if r.o.Running != nil && r.o.Running(int32(c)) { //nolint:gosec // As above.
			to = eventlog.Unknown
		}
		r.caseFrom[c], r.caseTo[c] = from, to
		if !r.chosen[c] {
			continue
		}
		if first == eventlog.Unknown || from < first {
			first = from
		}
		last = max(last, latest)
	}
	r.window(first, last)
}

// begin is when the first case of the log began: what is measured may lie long
// before the window.
func (r *reckoning) begin() int64 {
	first := r.from
	for _, from := range r.caseFrom {
		if from != eventlog.Unknown {
			first = min(first, from)
		}
	}
	return first
}

// window finds the window, and what lies in it. The last moment of the log is
// in its window.
func (r *reckoning) window(first, last int64) {
	l := r.l
	r.from, r.to, r.now = r.o.From, r.o.To, r.o.Now
	if r.now == eventlog.Unknown {
		r.now = last
	}
	if r.from == eventlog.Unknown {
		r.from = first
	}
	end := r.to
	if r.to == eventlog.Unknown {
		r.to, end = max(last, r.now), max(last, r.now)+1
	}
	for c := range l.Cases {
		r.closed[c] = r.chosen[c] && !r.cancelled(c) && r.caseTo[c] != eventlog.Unknown && r.caseTo[c] >= r.from && r.caseTo[c] < end
		if r.closed[c] {
			r.f.Cases++
		}
		for i := l.First[c]; i < l.First[c+1]; i++ {
			r.counted[i] = r.chosen[c] && l.End[i] != eventlog.Unknown && l.End[i] >= r.from && l.End[i] < end
		}
	}
}

// cancelled is true for a case that was, which is in no figure of cases.
func (r *reckoning) cancelled(c int) bool {
	return r.o.Cancelled != nil && r.o.Cancelled(int32(c)) //nolint:gosec // There are fewer than 2^31 cases.
}

// openAtEnd is true for what had begun by the end of the window and was not
// over then: of a window that is long past, that may well be over by now.
func (r *reckoning) openAtEnd(from, to int64) bool {
	return from <= r.to && (to == eventlog.Unknown || to > r.to)
}

// caseBounds are the begin and the end of a case, and its latest moment.
func (r *reckoning) caseBounds(c int) (from, to, latest int64) {
	l := r.l
	from, to, latest = eventlog.Unknown, eventlog.Unknown, eventlog.Unknown
	open := false
	for i := l.First[c]; i < l.First[c+1]; i++ {
		begin := l.Start[i]
		if begin == eventlog.Unknown {
			begin = l.End[i]
		}
		if l.Ready[i] != eventlog.Unknown && (r.fromReady || begin == eventlog.Unknown) && (begin == eventlog.Unknown || l.Ready[i] < begin) {
			begin = l.Ready[i]
		}
		if from == eventlog.Unknown || begin < from {
			from = begin
		}
		if l.End[i] == eventlog.Unknown {
			open = true
			latest = max(latest, begin, l.Start[i])
			continue
		}
		to = max(to, l.End[i])
	}
	latest = max(latest, to)
	if open {
		to = eventlog.Unknown
	}
	return from, to, latest
}

// togetherFrom is from how many rows on parts of the figures are reckoned at
// once. The longest part takes a third of the processor time, so that two
// processors need little more than half as long as one; with a few thousand
// rows it is not worth beginning.
const togetherFrom = 20_000

// each reckons parts of the figures, none of which needs another.
func (r *reckoning) each(parts ...func(*scratch)) {
	workers := min(runtime.GOMAXPROCS(0), len(parts))
	if r.l.Len() < togetherFrom {
		workers = 1
	}
	queue := make(chan func(*scratch), len(parts))
	for _, part := range parts {
		queue <- part
	}
	close(queue)
	work := func() {
		var s scratch
		for part := range queue {
			part(&s)
		}
	}
	var others sync.WaitGroup
	for range workers - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}

// waits finds for each row since when it waited, how long, and how long it was
// worked on.
func (r *reckoning) waits() {
	l := r.l
	n := l.Len()
	r.last, r.wait, r.process = make([]int64, n), make([]int64, n), make([]int64, n)
	r.since = r.last
	var ends []ending
	for c := range l.Cases {
		ends = r.lastCompletions(c, ends[:0])
	}
	if r.fromReady {
		r.since = l.Ready
	}
	for i := range n {
		r.wait[i], r.process[i] = -1, -1
		if l.Start[i] == eventlog.Unknown {
			continue
		}
		if r.since[i] != eventlog.Unknown {
			r.wait[i] = between(r.lens.own(r.lens.role, l.Role[i]), r.since[i], l.Start[i])
		}
		if l.End[i] != eventlog.Unknown {
			r.process[i] = r.worked(i)
		}
	}
}

// worked is how long a row was worked on: from begin to end, less its pauses.
func (r *reckoning) worked(i int) int64 {
	l := r.l
	m := r.lens.own(r.lens.person, l.Person[i])
	d := between(m, l.Start[i], l.End[i])
	for _, p := range l.PausesOf(i) {
		d -= between(m, max(p.From, l.Start[i]), min(p.To, l.End[i]))
	}
	return max(d, 0)
}

// ending is the end of a row of a case.
type ending struct {
	at  int64
	row int32
}

// lastCompletions finds, for each row of a case, the latest end of another
// that is not after its begin. Of two rows of no length at the same moment the
// later one follows on the earlier.
func (r *reckoning) lastCompletions(c int, ends []ending) []ending {
	l := r.l
	first, to := l.First[c], l.First[c+1]
	sorted := true
	for i := first; i < to; i++ {
		r.last[i] = eventlog.Unknown
		if l.End[i] == eventlog.Unknown {
			continue
		}
		if n := len(ends); n > 0 && ends[n-1].at > l.End[i] {
			sorted = false
		}
		ends = append(ends, ending{l.End[i], i})
	}
	if !sorted {
		slices.SortStableFunc(ends, func(a, b ending) int {
			switch {
			case a.at < b.at:
				return -1
			case a.at > b.at:
				return 1
			}
			return 0
		})
	}
	p := 0
	for i := first; i < to; i++ {
		begin := l.Begin(int(i))
		for p < len(ends) && ends[p].at < begin {
			p++
		}
		switch {
		case p < len(ends) && ends[p].at == begin && ends[p].row < i:
			r.last[i] = begin
		case p > 0:
			r.last[i] = ends[p-1].at
		}
	}
	return ends
}
