package stats

import (
	"cmp"
	"math"
	"slices"
)

// Lasting is how long a case took, or has taken so far.
type Lasting struct {
	// Time is in any unit, the same for all.
	Time float64
	// Ended says that Time is the whole of it; else the case is still open
	// and will take longer: it is censored at Time.
	Ended bool
	// Stratum is the kind of case, where kinds are told apart; all zero where
	// not. Only comparisons of two groups look at it.
	Stratum int
}

// compareLasting orders by time; who ended at a time comes before who was last
// seen open then, and so was still at risk.
func compareLasting(a, b Lasting) int {
	if c := cmp.Compare(a.Time, b.Time); c != 0 || a.Ended == b.Ended {
		return cmp.Or(c, cmp.Compare(a.Stratum, b.Stratum))
	}
	if a.Ended {
		return -1
	}
	return 1
}

// sortLasting is the cases in the order of compareLasting.
func sortLasting(rows []Lasting) []Lasting {
	return slices.SortedFunc(slices.Values(rows), compareLasting)
}

// Survival is the share that lasts longer than a time, by Kaplan and Meier
// (1958), so that open cases count for what is known of them. Counting only
// the ended ones makes a slow change look fast.
type Survival struct {
	N, Ended int
	Steps    []SurvivalStep
}

// SurvivalStep is a time at which cases ended.
type SurvivalStep struct {
	Time float64
	// AtRisk lasted at least so long, Ended of them ended at Time.
	AtRisk, Ended int
	// Left is the share that lasts longer: the product of 1 - Ended/AtRisk.
	Left float64
	// greenwood is the sum of Ended / (AtRisk (AtRisk - Ended)): the variance
	// of Left is Left² times that (Greenwood 1926).
	greenwood float64
}

// KaplanMeier reckons the curve. Cases in any order; of none it has no steps.
func KaplanMeier(rows []Lasting) Survival {
	rows = sortLasting(rows)
	s := Survival{N: len(rows)}
	var greenwood float64
	walkSurvival(rows, nil, func(at endings) bool {
		n, d := at.atRisk, at.ended
		s.Ended += int(d)
		greenwood += d / (n * (n - d))
		s.Steps = append(s.Steps, SurvivalStep{Time: at.time, AtRisk: int(n), Ended: int(d), Left: at.left, greenwood: greenwood})
		return true
	})
	return s
}

// endings are the cases, by weight, that ended at one time.
type endings struct{ time, atRisk, ended, left float64 }

// walkSurvival visits the times of ending of sorted cases until told to stop.
// Without weights each case counts one; those of no weight are not there.
func walkSurvival(sorted []Lasting, weights []float64, visit func(endings) bool) {
	atRisk := float64(len(sorted))
	if weights != nil {
		atRisk = 0
		for _, w := range weights {
			atRisk += w
		}
	}
	left := 1.0
	for i := 0; i < len(sorted); {
		at := endings{time: sorted[i].Time, atRisk: atRisk}
		for ; i < len(sorted) && sorted[i].Time == at.time; i++ {
			w := 1.0
			if weights != nil {
				w = weights[i]
			}
			atRisk -= w
			if sorted[i].Ended {
				at.ended += w
			}
		}
		if at.ended <= 0 {
			continue
		}
		// What is left of weights subtracted one by one is a rounding.
		if at.ended >= at.atRisk*(1-1e-12) {
			at.ended = at.atRisk
		}
		left *= 1 - at.ended/at.atRisk
		at.left = left
		if !visit(at) {
			return
		}
	}
}

// Median is the time that half of the cases do not outlast; not known (false)
// while half of the curve or more is left at its end. Where exactly half is
// left over a span it is the span's middle, as R has it, so that without open
// cases it is the type 7 median.
func (s Survival) Median() (float64, bool) {
	m := medianFinder{}
	for _, step := range s.Steps {
		if !m.visit(endings{time: step.Time, left: step.Left}) {
			break
		}
	}
	return m.median()
}

// medianFinder watches a curve fall past one half.
type medianFinder struct {
	half, below float64
	isHalf, is  bool
}

// visit reports whether the curve is still to be followed.
func (m *medianFinder) visit(at endings) bool {
	switch {
	case m.isHalf:
		m.below, m.is = (m.half+at.time)/2, true
	case math.Abs(at.left-0.5) < 1e-9:
		m.half, m.isHalf = at.time, true
	case at.left < 0.5:
		m.below, m.is = at.time, true
	}
	return !m.is
}

// median is what was found. A curve that ends at one half has not passed it:
// the median may be any time after.
func (m *medianFinder) median() (float64, bool) { return m.below, m.is }

// MedianRange is the interval of the median by Brookmeyer and Crowley (1982):
// the times at which the 95 % band of the curve, by Greenwood on the scale of
// log(-log), holds one half. An end that the curve does not reach is infinite.
func (s Survival) MedianRange() Interval {
	r := Interval{Low: math.Inf(-1), High: math.Inf(1)}
	for _, step := range s.Steps {
		low, high := step.band()
		if low <= 0.5 && math.IsInf(r.Low, -1) {
			r.Low = step.Time
		}
		if high <= 0.5 {
			r.High = step.Time
			break
		}
	}
	if m, ok := s.Median(); ok {
		return r.with(m)
	}
	return r
}

// band is the interval of what is left: Left^exp(±z sqrt(greenwood)/log Left).
// Of a curve at its end, at zero, nothing bounds it from above.
func (s SurvivalStep) band() (low, high float64) {
	if s.Left <= 0 {
		return 0, 1
	}
	width := z95() * math.Sqrt(s.greenwood) / -math.Log(s.Left)
	return math.Pow(s.Left, math.Exp(width)), math.Pow(s.Left, math.Exp(-width))
}
