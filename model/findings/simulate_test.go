package findings_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"alur/model"
)

// station is a step of a simulated shop.
type station struct {
	// role does it; it takes so many seconds on average, the sum of shape
	// exponential times (1 is exponential itself).
	role  int
	takes float64
	shape int
	// fails is the share that is sent back, to the station back; again is the
	// share that is done over for no reason on record.
	fails, again float64
	back         int
}

type worker struct {
	roles []int
	clock clock
}

// plant is a simulated shop: work comes by chance while it is open, and whoever
// is there and free takes what has waited longest.
type plant struct {
	stations []station
	workers  []worker
	clock    clock
	// gap is the mean open time between two arrivals, in seconds.
	gap float64
	// until is when it is looked at; no more than most cases come.
	until int64
	most  int
}

// desk is told what happens in a plant, as it happens.
type desk interface {
	comes(at int64, n int)
	begins(at int64, n, station, worker int)
	ends(at int64, n, station, worker int, how ending)
}

type ending int

const (
	goesOn ending = iota
	sentBack
	onceMore
)

// happening is something that comes at a time: an arrival, the end of work, or
// somebody's coming to work.
type happening struct {
	at                       int64
	order                    int
	what                     happeningKind
	number, station, worker_ int
}

type happeningKind int

const (
	arrival happeningKind = iota
	workEnds
	somebodyComes
)

// agenda is a heap of happenings.
type agenda struct {
	of    []happening
	order int
}

func sooner(a, b happening) bool { return a.at < b.at || a.at == b.at && a.order < b.order }

func (a *agenda) add(h happening) {
	a.order++
	h.order = a.order
	a.of = append(a.of, h)
	for i := len(a.of) - 1; i > 0; {
		up := (i - 1) / 2
		if !sooner(a.of[i], a.of[up]) {
			break
		}
		a.of[i], a.of[up] = a.of[up], a.of[i]
		i = up
	}
}

func (a *agenda) next() happening {
	first, last := a.of[0], len(a.of)-1
	a.of[0] = a.of[last]
	a.of = a.of[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			break
		}
		if down+1 < last && sooner(a.of[down+1], a.of[down]) {
			down++
		}
		if !sooner(a.of[down], a.of[i]) {
			break
		}
		a.of[i], a.of[down] = a.of[down], a.of[i]
		i = down
	}
	return first
}

// waiting is work in a queue.
type waiting struct {
	since      int64
	n, station int
}

// line is the work that waits for a role, the oldest first.
type line struct {
	of   []waiting
	head int
}

// run plays the plant until its end and tells the desk.
func (p *plant) run(rng *rand.Rand, d desk) {
	var a agenda
	roles := 0
	for _, w := range p.workers {
		roles = max(roles, 1+slices.Max(w.roles))
		for _, o := range w.clock.slots {
			a.add(happening{at: o.from, what: somebodyComes})
		}
	}
	lines := make([]line, roles)
	busy := make([]bool, len(p.workers))
	comes := func(n int, open int64) {
		if at := p.clock.wall(open); n <= p.most && at < p.until {
			a.add(happening{at: at, what: arrival, number: n})
		}
	}
	nanos := func(mean float64) int64 { return 1 + int64(rng.ExpFloat64()*mean*1e9) }
	queue := func(at int64, n, station int) {
		l := &lines[p.stations[station].role]
		l.of = append(l.of, waiting{at, n, station})
	}
	nextOpen := nanos(p.gap)
	comes(1, nextOpen)
	for turn := 0; len(a.of) > 0; turn++ {
		h := a.next()
		if h.at >= p.until {
			return
		}
		switch h.what {
		case arrival:
			d.comes(h.at, h.number)
			queue(h.at, h.number, 0)
			nextOpen += nanos(p.gap)
			comes(h.number+1, nextOpen)
		case workEnds:
			busy[h.worker_] = false
			how, next := p.after(rng, h.station)
			d.ends(h.at, h.number, h.station, h.worker_, how)
			if next < len(p.stations) {
				queue(h.at, h.number, next)
			}
		}
		for i := range p.workers {
			w := (i + turn) % len(p.workers)
			if busy[w] || !p.workers[w].clock.there(h.at) {
				continue
			}
			oldest := -1
			for _, r := range p.workers[w].roles {
				if l := &lines[r]; l.head < len(l.of) && (oldest < 0 || l.of[l.head].since < lines[oldest].of[lines[oldest].head].since) {
					oldest = r
				}
			}
			if oldest < 0 {
				continue
			}
			l := &lines[oldest]
			job := l.of[l.head]
			l.head++
			busy[w] = true
			d.begins(h.at, job.n, job.station, w)
			var takes int64
			s := p.stations[job.station]
			for range s.shape {
				takes += nanos(s.takes / float64(s.shape))
			}
			c := p.workers[w].clock
			a.add(happening{at: c.wall(c.open(h.at) + takes), what: workEnds, number: job.n, station: job.station, worker_: w})
		}
	}
}

// after draws how the work of a station ends, and where it goes.
func (p *plant) after(rng *rand.Rand, i int) (ending, int) {
	s := p.stations[i]
	switch {
	case s.fails > 0 && rng.Float64() < s.fails:
		return sentBack, s.back
	case s.again > 0 && rng.Float64() < s.again:
		return onceMore, i
	}
	return goesOn, i + 1
}

func stepID(i int) string   { return fmt.Sprintf("s%d", i) }
func roleID(i int) string   { return fmt.Sprintf("role-%d", i) }
func workerID(i int) string { return fmt.Sprintf("worker-%d", i) }

// reason is what is written down where work is sent back.
const reason = "damaged"

// logs is a desk that keeps the case logs that the rules would make (see
// TestTheRulesKeepTheSameLog), several hundred times as fast.
type logs struct {
	p     *plant
	cases []*model.CaseLog
	// last is the newest round of each step of a case.
	last [][]int
}

func (l *logs) comes(at int64, n int) {
	l.cases = append(l.cases, &model.CaseLog{
		Case: model.CaseID("plant", n), Process: "plant", Version: 1, State: model.Running,
		Started: at, Ended: model.NoTime, FirstPromise: model.NoTime, Promise: model.NoTime,
		Tasks: make([]model.TaskLog, 0, len(l.p.stations)),
	})
	l.last = append(l.last, make([]int, len(l.p.stations)))
	for i := range l.last[n-1] {
		l.last[n-1][i] = -1
	}
	l.ready(at, n, 0)
}

func (l *logs) ready(at int64, n, station int) {
	c := l.cases[n-1]
	round := 1
	if at := l.last[n-1][station]; at >= 0 {
		round = c.Tasks[at].Round + 1
	}
	l.last[n-1][station] = len(c.Tasks)
	c.Tasks = append(c.Tasks, model.TaskLog{
		Task: stepID(station), Round: round, Kind: model.Do, State: model.Ready, Role: roleID(l.p.stations[station].role),
		Ready: at, Taken: model.NoTime, Begun: model.NoTime, Ended: model.NoTime,
	})
}

func (l *logs) task(n, station int) *model.TaskLog { return &l.cases[n-1].Tasks[l.last[n-1][station]] }

func (l *logs) begins(at int64, n, station, worker int) {
	t := l.task(n, station)
	t.State, t.By, t.Taken, t.Begun = model.Doing, workerID(worker), at, at
}

func (l *logs) ends(at int64, n, station, _ int, how ending) {
	t, c := l.task(n, station), l.cases[n-1]
	t.Ended, t.State, t.Outcome = at, model.Done, model.DoneOutcome
	s := l.p.stations[station]
	if s.fails > 0 {
		t.Outcome = "good"
	}
	switch {
	case how == sentBack:
		t.State, t.Outcome, t.Reason = model.SentBack, "bad", reason
		l.ready(at, n, s.back)
	case how == onceMore:
		l.ready(at, n, station)
	case station+1 < len(l.p.stations):
		l.ready(at, n, station+1)
	default:
		c.State, c.Ended = model.Finished, at
	}
}

// played are the case logs of a plant.
func (p *plant) played(rng *rand.Rand) []*model.CaseLog {
	l := &logs{p: p}
	p.run(rng, l)
	return l.cases
}
