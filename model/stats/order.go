package stats

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"
)

// QuantileRanks are the ranks (from 1) of the two sorted values that enclose
// the quantile p of what n values were drawn from with 95 %: how many of the
// values lie below it is Bin(n, p), so low is the largest l with
// P(Bin < l) <= 0.025 and high the smallest u with P(Bin >= u) <= 0.025
// (Conover; Hahn and Meeker). Nothing is assumed of the distribution, and ties
// only make it surer. A side that n is too small for has the rank 0 or n+1;
// the median has both sides from n = 6.
func QuantileRanks(n int, p float64) (low, high int) {
	if n <= 0 {
		return 0, 1
	}
	below := distuv.Binomial{N: float64(n), P: p}
	low = sort.Search(n, func(i int) bool { return below.CDF(float64(i)) > tail })
	high = 1 + sort.Search(n, func(i int) bool { return 1-below.CDF(float64(i)) <= tail })
	return low, high
}

// RanksCover is the chance that the values of these ranks enclose the
// quantile: P(low <= Bin(n, p) < high).
func RanksCover(n int, p float64, low, high int) float64 {
	if n <= 0 {
		return 1
	}
	below := distuv.Binomial{N: float64(n), P: p}
	return below.CDF(float64(high-1)) - below.CDF(float64(low-1))
}

// EnoughFor is the smallest number of values that bounds the quantile p from
// its far side at all with 95 %: 1 - p^n >= 0.95, and with 1-p for a quantile
// below the median. 5 for p50, 11 for p75, 19, 29, 59, and 299 for p99; for p
// 0 and 1, which nothing bounds, no number is enough.
func EnoughFor(p float64) int {
	p = max(p, 1-p)
	if p >= 1 {
		return math.MaxInt
	}
	n := max(1, int(math.Log(0.05)/math.Log(p)))
	for math.Pow(p, float64(n)) > 0.05 {
		n++
	}
	return n
}

// Quantile is one quantile as far as its values tell it.
type Quantile struct {
	// P is which one, between 0 and 1; N of how many values.
	P float64 `json:"p"`
	N int     `json:"n"`
	// TooFew says that N is below EnoughFor(P): Value is then no percentile
	// but the largest of the N values (for P below a half the smallest), and
	// is to be called so.
	TooFew bool    `json:"too_few"`
	Value  float64 `json:"value"`
	// Range is where the true one lies, by QuantileRanks; it holds Value.
	Range Interval `json:"range"`
}

// QuantileOf is the quantile p of sorted values, by type 7. Of no values it is
// zero, too few, and may be anything.
func QuantileOf(sorted []float64, p float64) Quantile {
	n := len(sorted)
	q := Quantile{P: p, N: n, TooFew: n < EnoughFor(p), Range: unbounded()}
	if n == 0 {
		return q
	}
	switch {
	case !q.TooFew:
		q.Value = Quantile7(sorted, p)
	case p < 0.5:
		q.Value = sorted[0]
	default:
		q.Value = sorted[n-1]
	}
	low, high := QuantileRanks(n, p)
	if low >= 1 {
		q.Range.Low = sorted[low-1]
	}
	if high <= n {
		q.Range.High = sorted[high-1]
	}
	q.Range = q.Range.with(q.Value)
	return q
}
