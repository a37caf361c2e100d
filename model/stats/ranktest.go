package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// MannWhitney compares two groups by their ranks. U is how many pairs have the
// value of x above that of y, a tie counting half; p the chance of an U so far
// from the middle were both drawn from one distribution, by the normal
// approximation with corrections for ties and continuity (scipy's "asymptotic"
// method). The approximation is good from about 8 a side. Where a side is
// empty, or all values are equal, p is 1.
func MannWhitney(x, y []float64) (u, p float64) {
	n, m := float64(len(x)), float64(len(y))
	if n == 0 || m == 0 {
		return 0, 1
	}
	all := slices.Sorted(slices.Values(append(slices.Clone(x), y...)))
	var ties float64
	rank := make(map[float64]float64, len(all))
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end] == all[i] {
			end++
		}
		rank[all[i]] = float64(i+1+end) / 2
		t := float64(end - i)
		ties += t*t*t - t
		i = end
	}
	for _, v := range x {
		u += rank[v]
	}
	u -= n * (n + 1) / 2
	total := n + m
	variance := n * m / 12 * (total + 1 - ties/(total*(total-1)))
	if variance <= 0 {
		return u, 1
	}
	return u, twoSided(max(0, math.Abs(u-n*m/2)-0.5) / math.Sqrt(variance))
}

// twoSided is the chance of a normal value at least so far from zero.
func twoSided(z float64) float64 { return min(1, 2*distuv.UnitNormal.Survival(math.Abs(z))) }

// CliffsDelta is P(x > y) - P(x < y) over all pairs: 1 where every x lies above
// every y, -1 where below, 0 where neither or where a side is empty. It has no
// unit. Below 0.147 it is called negligible, below 0.33 small, below 0.474
// medium (Romano and others 2006).
func CliffsDelta(x, y []float64) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	u, _ := MannWhitney(x, y)
	return 2*u/(float64(len(x))*float64(len(y))) - 1
}
