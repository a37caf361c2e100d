package compare

import (
	"slices"
	"sort"
	"time"

	"alur/model"
	"alur/model/stats"
)

// sighting is one case of a side as it stood when the side was seen.
type sighting struct {
	log *model.CaseLog
	// open and elapsed are its lead time so far, in seconds.
	open, elapsed float64
	// finished and cancelled are how it had ended, neither that it had not.
	finished, cancelled bool
	stratum             int
}

// reckonedSide is a side with its cases.
type reckonedSide struct {
	Side
	from, to, seen int64
	cohort         Cohort
	cases          []sighting
}

// reckoning is one comparison being made.
type reckoning struct {
	q     Question
	cal   *model.Calendar
	meter *model.Meter
	sides [2]reckonedSide
	draws stats.Bootstrap
	// grown is the age from which cases count for rates, in seconds elapsed.
	grown float64
	// strata are the divisions by number, where they are told apart.
	strata map[string]int
}

func newReckoning(logs []*model.CaseLog, q Question, cal *model.Calendar) *reckoning {
	r := &reckoning{q: q, cal: cal, draws: stats.Bootstrap{Seed: Seed}, strata: map[string]int{}}
	for i, s := range []Side{q.Before, q.After} {
		r.sides[i] = reckonedSide{Side: s, from: s.From.UnixNano(), to: s.To.UnixNano(), seen: s.Seen.UnixNano()}
	}
	first := min(r.sides[0].from, r.sides[1].from)
	r.meter = cal.Meter(time.Unix(0, first), time.Unix(0, max(r.sides[0].seen, r.sides[1].seen)))
	for _, l := range logs {
		if l.Process != q.Process {
			continue
		}
		for i := range r.sides {
			r.sides[i].work(l)
			r.see(&r.sides[i], l)
		}
	}
	for i := range r.sides {
		r.sides[i].finish()
	}
	r.grown = r.grownUp()
	return r
}

// see takes a case in where it belongs to a side.
func (r *reckoning) see(s *reckonedSide, l *model.CaseLog) {
	if !s.follows(l.Version) || !s.in(l.Division) || l.Started >= min(s.to, s.seen) {
		return
	}
	ended := l.Ended != model.NoTime && l.Ended <= s.seen
	moved := r.q.Began != nil && !s.follows(r.q.Began(l))
	if moved || l.Started < s.from {
		switch {
		case ended && l.Ended < s.from:
		case moved:
			s.cohort.Moved++
		default:
			s.cohort.Straddling++
		}
		return
	}
	c := sighting{log: l, finished: ended && l.State == model.Finished, cancelled: ended && l.State == model.Cancelled, stratum: r.stratum(l)}
	until := s.seen
	if ended {
		until = l.Ended
	}
	c.open, c.elapsed = r.meter.Working(l.Started, until).Seconds(), seconds(until-l.Started)
	s.cases = append(s.cases, c)
	s.cohort.Cases++
	switch {
	case c.finished:
		s.cohort.Ended++
	case c.cancelled:
		s.cohort.Cancelled++
	default:
		s.cohort.Open++
	}
}

// follows reports whether a version is of the side.
func (s *reckonedSide) follows(version int) bool {
	return len(s.Versions) == 0 || slices.Contains(s.Versions, version)
}

// in reports whether a division is of the side.
func (s *reckonedSide) in(division string) bool {
	return s.Divisions == nil || slices.Contains(s.Divisions, division)
}

// stratum tells divisions apart where both sides have the same ones: where
// more cases of a slow division are tried, that is no difference.
func (r *reckoning) stratum(l *model.CaseLog) int {
	if !slices.Equal(r.q.Before.Divisions, r.q.After.Divisions) {
		return 0
	}
	n, known := r.strata[l.Division]
	if !known {
		n = len(r.strata)
		r.strata[l.Division] = n
	}
	return n
}

// work counts a case, of whatever version, among those that run.
func (s *reckonedSide) work(l *model.CaseLog) {
	if !s.in(l.Division) {
		return
	}
	end := l.Ended
	if end == model.NoTime {
		end = max(s.to, s.seen)
	}
	if from, to := max(l.Started, s.from), min(end, s.to); from < to {
		s.cohort.WIP += seconds(to - from)
	}
	if l.Started < s.from && end >= s.from {
		s.cohort.WIPBegin++
	}
	if l.Started < s.to && end >= s.to {
		s.cohort.WIPEnd++
	}
}

func (s *reckonedSide) finish() {
	if s.to <= s.from {
		return
	}
	s.cohort.WIP /= seconds(s.to - s.from)
	s.cohort.PerDay = float64(s.cohort.Cases) / (seconds(s.to-s.from) / day.Seconds())
}

func seconds(ns int64) float64 { return time.Duration(ns).Seconds() }

// rows are the cases of a side as long as they lasted. A cancelled case would
// have lasted longer.
func (s *reckonedSide) rows(time func(*sighting) float64) []stats.Lasting {
	rows := make([]stats.Lasting, len(s.cases))
	for i := range s.cases {
		c := &s.cases[i]
		rows[i] = stats.Lasting{Time: time(c), Ended: c.finished, Stratum: c.stratum}
	}
	return rows
}

// inOpening and byTheClock are how long a case has taken, in seconds.
func (c *sighting) inOpening() float64  { return c.open }
func (c *sighting) byTheClock() float64 { return c.elapsed }

// lasting compares how long cases take, but for the interval.
func (r *reckoning) lasting(time func(*sighting) float64) Lasting {
	before, after := r.sides[0].rows(time), r.sides[1].rows(time)
	l := Lasting{Before: median(before), After: median(after), Delta: stats.DeltaOfLasting(before, after)}
	_, l.P = stats.PetoPeto(before, after)
	return l
}

// interval adds the difference of the medians.
func (r *reckoning) interval(l *Lasting, time func(*sighting) float64) {
	l.Difference, l.Known = r.draws.DifferenceOfLasting(r.sides[0].rows(time), r.sides[1].rows(time))
}

func median(rows []stats.Lasting) *float64 {
	if m, ok := stats.KaplanMeier(rows).Median(); ok {
		return &m
	}
	return nil
}

// grownUp is the age by which 95 of 100 cases have ended on either side.
// Younger ones say nothing of rates: what went wrong takes longer, so that
// those of them that ended were right more often, and the more so on the slower
// side.
func (r *reckoning) grownUp() float64 {
	age := 0.0
	for i := range r.sides {
		last := 0.0
		for _, step := range stats.KaplanMeier(r.sides[i].rows((*sighting).byTheClock)).Steps {
			last = step.Time
			if step.Left <= 0.05 {
				break
			}
		}
		age = max(age, last)
	}
	return age
}

// grownCases are the cases of a side that are old enough for rates and of
// which it is known whether they were right: they are finished. Of one that
// goes on and went wrong already it is known as well, and what went wrong takes
// longer; but such count only where few go on that may still be right, or
// what is wrong would be all that is known.
func (r *reckoning) grownCases(s *reckonedSide) []*sighting {
	var finished, wrong []*sighting
	open := 0
	for i := range s.cases {
		c := &s.cases[i]
		switch {
		case c.cancelled || seconds(s.seen-c.log.Started) < r.grown:
		case c.finished:
			finished = append(finished, c)
		case again(c.log, s.seen) || sentBack(c.log, s.seen):
			wrong = append(wrong, c)
		default:
			open++
		}
	}
	if 5*open <= len(finished)+len(wrong)+open {
		return append(finished, wrong...)
	}
	return finished
}

// rates reckons what went right.
func (r *reckoning) rates(c *Comparison) {
	count := func(of func(s *reckonedSide) stats.Rate) Rates { return ratesOf(of(&r.sides[0]), of(&r.sides[1])) }
	share := func(is func(l *model.CaseLog, seen int64) bool) func(s *reckonedSide) stats.Rate {
		return func(s *reckonedSide) stats.Rate {
			k, cases := 0, r.grownCases(s)
			for _, c := range cases {
				if is(c.log, s.seen) {
					k++
				}
			}
			return stats.RateOf(k, len(cases))
		}
	}
	c.FirstPass = count(share(func(l *model.CaseLog, seen int64) bool { return !again(l, seen) && !sentBack(l, seen) }))
	c.Rework = count(share(again))
	kept := func(due func(*model.CaseLog) int64) func(s *reckonedSide) stats.Rate {
		return func(s *reckonedSide) stats.Rate { return s.kept(due) }
	}
	c.KeptFirst = count(kept(func(l *model.CaseLog) int64 { return l.FirstPromise }))
	c.KeptLast = count(kept(func(l *model.CaseLog) int64 { return l.Promise }))
}

// kept is how many promises that had come due when the side was seen were
// kept. Those of cancelled cases are neither.
func (s *reckonedSide) kept(due func(*model.CaseLog) int64) stats.Rate {
	k, n := 0, 0
	for i := range s.cases {
		c := &s.cases[i]
		at := due(c.log)
		if at == model.NoTime || at > s.seen || c.cancelled {
			continue
		}
		n++
		if c.finished && c.log.Ended <= at {
			k++
		}
	}
	return stats.RateOf(k, n)
}

// again reports whether a step of a case had been done more than once at a
// time.
func again(l *model.CaseLog, seen int64) bool {
	done := map[string]int{}
	for i := range l.Tasks {
		if t := &l.Tasks[i]; (t.State == model.Done || t.State == model.SentBack) && t.Ended <= seen {
			if done[t.Task]++; done[t.Task] > 1 {
				return true
			}
		}
	}
	return false
}

// sentBack reports whether something of a case had been sent back at a time.
func sentBack(l *model.CaseLog, seen int64) bool {
	return slices.ContainsFunc(l.Tasks, func(t model.TaskLog) bool { return t.State == model.SentBack && t.Ended <= seen })
}

// ratesOf compares two rates. The test is that of Mann and Whitney on cases
// that were and were not: that of a table of four, with its correction.
func ratesOf(before, after stats.Rate) Rates {
	r := Rates{Before: before, After: after, Difference: stats.DifferenceOfRates(before, after)}
	cases := func(r stats.Rate) []float64 {
		rows := make([]float64, int(r.N))
		for i := range int(r.K) {
			rows[i] = 1
		}
		return rows
	}
	_, r.P = stats.MannWhitney(cases(before), cases(after))
	return r
}

// mostReasons is how many reasons are told.
const mostReasons = 8

// reasons are why work was sent back, by how many cases that happened to.
func (r *reckoning) reasons() []ReasonRates {
	var n [2]int
	cases := [2]map[string]int{{}, {}}
	for i := range r.sides {
		grown := r.grownCases(&r.sides[i])
		n[i] = len(grown)
		for _, c := range grown {
			said := map[string]bool{}
			for t := range c.log.Tasks {
				if task := &c.log.Tasks[t]; task.State == model.SentBack && task.Ended <= r.sides[i].seen && task.Reason != "" && !said[task.Reason] {
					said[task.Reason] = true
					cases[i][task.Reason]++
				}
			}
		}
	}
	list := []ReasonRates{}
	for i := range cases {
		for reason := range cases[i] {
			if i == 1 && cases[0][reason] > 0 {
				continue
			}
			list = append(list, ReasonRates{Reason: reason, Rates: ratesOf(stats.RateOf(cases[0][reason], n[0]), stats.RateOf(cases[1][reason], n[1]))})
		}
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if x, y := a.Before.K+a.After.K, b.Before.K+b.After.K; x != y {
			return x > y
		}
		return a.Reason < b.Reason
	})
	return list[:min(len(list), mostReasons)]
}
