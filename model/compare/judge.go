package compare

import (
	"cmp"
	"math"
	"slices"

	"alur/model/stats"
)

// Kind is what came of a comparison.
type Kind string

// The verdicts. Mixed is better in one thing and worse in another.
const (
	Better Kind = "better"
	Worse  Kind = "worse"
	Mixed  Kind = "mixed"
	None   Kind = "no difference"
	Few    Kind = "too few cases"
)

// Measure is one of the things that are judged.
type Measure string

// The measures that are judged.
const (
	LeadTime Measure = "lead_time"
	Right    Measure = "first_pass"
	Promises Measure = "promises"
)

const (
	// level is how often, at most, any of the measures may seem different by
	// chance at one look. See the package comment.
	level = 0.005
	// leastDelta is Cliff's delta below which a difference is called
	// negligible, leastShare how many of a hundred cases make one of a rate.
	leastDelta = 0.147
	leastShare = 0.03
	// matters is the difference that a trial should be long enough to find: a
	// medium one; halving exponential lead times is 1/3.
	matters = 0.33
	// stricter is how many more cases level needs than the 5 % that
	// stats.NeedForDeltaEach reckons with: (2.807 + 0.842)² / 7.849.
	stricter = 1.7
	// longest is how many days ahead a wait is still worth saying.
	longest = 730
)

// Verdict says whether After is better than Before.
type Verdict struct {
	Kind Kind `json:"kind"`
	// Gained are the measures in which After is clearly better, Lost those in
	// which it is clearly worse; Maybe are those that differ by more than their
	// usual interval of 95 %, yet not surely.
	Gained []Measure `json:"gained"`
	Lost   []Measure `json:"lost"`
	Maybe  []Measure `json:"maybe"`
	// N is how many cases have ended on the side that has fewer, Side which
	// that is (0 before, 1 after).
	N    int `json:"n"`
	Side int `json:"side"`
	// WaitDays is in about how many days, at the rate at which cases arrive,
	// there are enough: to say anything at all, or after "no difference" to be
	// surer of it. 0 where there are enough, or never will be (see Never).
	WaitDays int  `json:"wait_days"`
	Never    bool `json:"never"`
	// Shorter and Longer are steps: work takes clearly less at the one and more
	// at the other, and cases are no faster for it.
	Shorter string `json:"shorter,omitempty"`
	Longer  string `json:"longer,omitempty"`
}

// measured is one measure as it is judged.
type measured struct {
	what Measure
	p    float64
	// gain is above zero where After is better, by how much in parts of what
	// is least.
	gain float64
}

// judge says what the figures amount to.
func (r *reckoning) judge(c *Comparison) Verdict {
	v := Verdict{Kind: None, N: c.Before.Ended, Gained: []Measure{}, Lost: []Measure{}, Maybe: []Measure{}}
	if c.After.Ended < c.Before.Ended {
		v.N, v.Side = c.After.Ended, 1
	}
	if v.N < Least {
		v.Kind = Few
		v.WaitDays, v.Never = r.wait(func(n, m float64) bool { return min(n, m) >= Least })
		return v
	}
	for _, m := range sure(c.measured(), &v) {
		if m.gain > 0 {
			v.Gained = append(v.Gained, m.what)
		} else {
			v.Lost = append(v.Lost, m.what)
		}
	}
	switch {
	case len(v.Gained) > 0 && len(v.Lost) > 0:
		v.Kind = Mixed
	case len(v.Gained) > 0:
		v.Kind = Better
	case len(v.Lost) > 0:
		v.Kind = Worse
	}
	if !slices.Contains(v.Gained, LeadTime) {
		v.Shorter, v.Longer = movedWait(c.Steps)
	}
	if v.Kind == None {
		each, _ := stats.NeedForDeltaEach(matters)
		pairs := stricter * float64(each) / 2
		v.WaitDays, v.Never = r.wait(func(n, m float64) bool { return n*m/(n+m) >= pairs })
	}
	return v
}

// measured are the measures of which both sides have enough cases.
func (c *Comparison) measured() []measured {
	list := []measured{{LeadTime, c.Lead.P, -c.Lead.Delta / leastDelta}}
	for _, of := range []struct {
		what Measure
		r    Rates
	}{{Right, c.FirstPass}, {Promises, c.KeptFirst}} {
		if of.r.Before.N >= Least && of.r.After.N >= Least {
			list = append(list, measured{of.what, of.r.P, of.r.Difference.Value / leastShare})
		}
	}
	return list
}

// sure are the measures that differ by more than chance, by the procedure of
// Holm (1979), in the order of the measures; those that only might are noted.
func sure(list []measured, v *Verdict) (found []measured) {
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(a, b measured) int { return cmp.Compare(a.p, b.p) })
	limit := -1.0
	for i, m := range order {
		if m.p >= level/float64(len(order)-i) {
			break
		}
		limit = m.p
	}
	for _, m := range list {
		switch {
		case math.Abs(m.gain) < 1 || m.p >= 0.05:
		case m.p <= limit:
			found = append(found, m)
		default:
			v.Maybe = append(v.Maybe, m.what)
		}
	}
	return found
}

// movedWait names the step that has become shorter and the one that has become
// longer, of each the one that changed most; nothing unless there are both.
func movedWait(steps []Step) (shorter, longer string) {
	var least, most float64
	for _, s := range steps {
		switch d := s.Stay.Delta; {
		case s.Stay.Changed < 0 && d < least:
			least, shorter = d, s.Step
		case s.Stay.Changed > 0 && d > most:
			most, longer = d, s.Step
		}
	}
	if shorter == "" || longer == "" {
		return "", ""
	}
	return shorter, longer
}

// wait is in how many days the ended cases of both sides will be enough; never
// is true where they will not in any time worth waiting for.
func (r *reckoning) wait(enough func(n, m float64) bool) (days int, never bool) {
	at := func(i, d int) float64 {
		s := &r.sides[i]
		n := float64(s.cohort.Ended)
		if !s.To.Before(r.q.Now) {
			n += s.cohort.PerDay * float64(d)
		}
		return n
	}
	for d := range longest + 1 {
		if enough(at(0, d), at(1, d)) {
			return d, false
		}
	}
	return 0, true
}
