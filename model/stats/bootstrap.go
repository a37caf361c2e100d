package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// LeastResamples is how many resamples an interval is made of at least.
const LeastResamples = 2000

// leastCases is below how many cases a side says nothing of its spread: so
// many bound a median (QuantileRanks), and resampling fewer repeats them.
const leastCases = 6

// Bootstrap draws cases anew, with replacement, to see how a figure would vary
// had other cases of the same kind come (Efron 1979; percentile intervals). It
// is a pure function of its seed, which belongs beside what is shown of it. An
// interval is widened to hold the figure where the percentiles do not, and has
// no ends where a side has fewer than 6 cases.
type Bootstrap struct {
	Seed uint64
	// Resamples below LeastResamples count as that.
	Resamples int
}

// rng is a new stream of the seed.
func (b Bootstrap) rng() *rand.Rand { return rand.New(rand.NewPCG(b.Seed, 0x616c7572)) }

// percentiles is the interval that 95 % of the resampled figures lie in, as
// many left out above as below. They are ranks, not type 7: between infinite
// values there is nothing.
func (b Bootstrap) percentiles(resample func(*rand.Rand) float64) Interval {
	drawn := make([]float64, max(b.Resamples, LeastResamples))
	rng := b.rng()
	for i := range drawn {
		drawn[i] = resample(rng)
	}
	slices.Sort(drawn)
	out := int(math.Ceil(tail * float64(len(drawn))))
	return Interval{drawn[out-1], drawn[len(drawn)-out]}
}

// DifferenceOfMedians is the median of after less that of before, each by type
// 7, with its interval. Values in any order. Zero, and without ends, where a
// side is empty.
func (b Bootstrap) DifferenceOfMedians(before, after []float64) Estimate {
	all := func(values []float64) []Lasting {
		rows := make([]Lasting, len(values))
		for i, v := range values {
			rows[i] = Lasting{Time: v, Ended: true}
		}
		return rows
	}
	d, _ := b.DifferenceOfLasting(all(before), all(after))
	return d
}

// RatioOfSums is the sum of above over the sum of below, one value of each per
// case and both of a length, with its interval by resampling cases: flow
// efficiency is touch time over lead time. Where the sum below is zero the
// ratio is zero.
func (b Bootstrap) RatioOfSums(above, below []float64) Estimate {
	ratio := func(pick func(int) int) float64 {
		var a, n float64
		for i := range above {
			k := pick(i)
			a, n = a+above[k], n+below[k]
		}
		if n == 0 {
			return 0
		}
		return a / n
	}
	value := ratio(func(i int) int { return i })
	if len(above) < leastCases {
		return Estimate{Value: value, Range: unbounded()}
	}
	return Estimate{Value: value, Range: b.percentiles(func(rng *rand.Rand) float64 {
		return ratio(func(int) int { return rng.IntN(len(above)) })
	}).with(value)}
}

// DifferenceOfLasting is the Kaplan-Meier median of after less that of before
// with its interval, open cases counted for what is known of them. Where both
// groups have several strata, each counts alike in both, by the weight
// n m / (n + m) of its cases n and m (Mantel and Haenszel), so that another
// mix of cases is no difference; strata of one group only are left out. known
// is false where a median is not reached, and Value then no figure. One
// resample costs one draw per case. Exchanging the groups turns the sign of
// everything and changes nothing else.
func (b Bootstrap) DifferenceOfLasting(before, after []Lasting) (d Estimate, known bool) {
	was, is := weigh(before, after)
	// The draws go through the groups in an order of their own, so that who is
	// named first does not matter.
	if slices.CompareFunc(was.rows, is.rows, compareLasting) > 0 {
		d, known = b.difference(is, was)
		return Estimate{Value: -d.Value, Range: d.Range.mirrored()}, known
	}
	return b.difference(was, is)
}

// difference is DifferenceOfLasting of weighted groups.
func (b Bootstrap) difference(was, is *weighted) (d Estimate, known bool) {
	d.Range = unbounded()
	m1, ok1 := was.median(was.weights)
	m2, ok2 := is.median(is.weights)
	if ok1 && ok2 {
		d.Value, known = m2-m1, true
	}
	if len(was.rows) < leastCases || len(is.rows) < leastCases {
		return d, known
	}
	neither := math.Inf(1)
	d.Range = b.percentiles(func(rng *rand.Rand) float64 {
		m1, ok1 := was.resampled(rng)
		m2, ok2 := is.resampled(rng)
		switch {
		case ok1 && ok2:
			return m2 - m1
		case ok1:
			return math.Inf(1)
		case ok2:
			return math.Inf(-1)
		}
		// Either may be the longer, so every second time each.
		neither = -neither
		return neither
	})
	if known {
		d.Range = d.Range.with(d.Value)
	}
	return d, known
}

// weighted are the cases of one group in the order of time, with the weight of
// each and the places of each stratum.
type weighted struct {
	rows    []Lasting
	weights []float64
	strata  [][]int
	counts  []float64
}

// weigh gives the cases of two groups the weights that make their strata
// alike.
func weigh(before, after []Lasting) (was, is *weighted) {
	was, is = &weighted{}, &weighted{}
	of := map[int][2]float64{}
	for _, pair := range strata(before, after) {
		n, m := float64(len(pair[0])), float64(len(pair[1]))
		of[pair[0][0].Stratum] = [2]float64{m / (n + m), n / (n + m)}
		was.rows = append(was.rows, pair[0]...)
		is.rows = append(is.rows, pair[1]...)
	}
	for side, g := range []*weighted{was, is} {
		g.rows = sortLasting(g.rows)
		g.weights = make([]float64, len(g.rows))
		g.counts = make([]float64, len(g.rows))
		places := map[int][]int{}
		for i, r := range g.rows {
			g.weights[i] = 1
			if len(of) > 1 {
				g.weights[i] = of[r.Stratum][side]
			}
			places[r.Stratum] = append(places[r.Stratum], i)
		}
		for _, s := range sortedKeys(places) {
			g.strata = append(g.strata, places[s])
		}
	}
	return was, is
}

// median is the Kaplan-Meier median under these weights.
func (g *weighted) median(weights []float64) (float64, bool) {
	m := medianFinder{}
	walkSurvival(g.rows, weights, m.visit)
	return m.median()
}

// resampled is the median of as many cases of each stratum, drawn anew.
func (g *weighted) resampled(rng *rand.Rand) (float64, bool) {
	clear(g.counts)
	for _, places := range g.strata {
		n := len(places)
		for range n {
			i := places[rng.IntN(n)]
			g.counts[i] += g.weights[i]
		}
	}
	return g.median(g.counts)
}

// DifferenceOfMeans is the mean of after less that of before, with its interval
// by resampling cases of each. Values in any order; exchanging the groups turns
// the sign of everything and changes nothing else. Zero, and without ends,
// where a group is empty.
func (b Bootstrap) DifferenceOfMeans(before, after []float64) Estimate {
	was, is := slices.Sorted(slices.Values(before)), slices.Sorted(slices.Values(after))
	if slices.Compare(was, is) > 0 { // The draws have an order of their own.
		d := b.differenceOfMeans(is, was)
		return Estimate{Value: -d.Value, Range: d.Range.mirrored()}
	}
	return b.differenceOfMeans(was, is)
}

func (b Bootstrap) differenceOfMeans(was, is []float64) Estimate {
	if len(was) == 0 || len(is) == 0 {
		return Estimate{Range: unbounded()}
	}
	mean := func(values []float64, pick func(int) int) float64 {
		sum := 0.0
		for i := range values {
			sum += values[pick(i)]
		}
		return sum / float64(len(values))
	}
	same := func(i int) int { return i }
	value := mean(is, same) - mean(was, same)
	if min(len(was), len(is)) < leastCases {
		return Estimate{Value: value, Range: unbounded()}
	}
	return Estimate{Value: value, Range: b.percentiles(func(rng *rand.Rand) float64 {
		return mean(is, func(int) int { return rng.IntN(len(is)) }) - mean(was, func(int) int { return rng.IntN(len(was)) })
	}).with(value)}
}
