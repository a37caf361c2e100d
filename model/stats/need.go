package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// power is how often a difference that is there is to be found.
const power = 0.8

// NeedForDelta is how many cases a side needs, beside another that has others
// cases, to find a shift of Cliff's delta with 80 % by a test at 5 %. By
// Noether (1987), with P(X > Y) = (1 + delta)/2,
//
//	n m / (n + m) = (z.975 + z.8)² / (3 delta²)
//
// so as many on both sides is twice the right side. It is for comparing, not
// for judging: take the smallest delta that would matter, never the one just
// seen. ok is false where no number is enough: others too few, or delta 0.
func NeedForDelta(delta float64, others int) (n int, ok bool) {
	h := needed() / (3 * delta * delta)
	m := float64(others)
	if delta == 0 || m <= h {
		return 0, false
	}
	return int(math.Ceil(h * m / (m - h))), true
}

// NeedForDeltaEach is how many both sides need where they grow alike.
func NeedForDeltaEach(delta float64) (n int, ok bool) {
	if delta == 0 {
		return 0, false
	}
	return int(math.Ceil(2 * needed() / (3 * delta * delta))), true
}

// NeedForRates is how many cases each of two sides needs to tell the rate q
// from p (fractions) with 80 % by a test at 5 %, by Fleiss (1981):
//
//	(z.975 sqrt(2 r (1-r)) + z.8 sqrt(p(1-p) + q(1-q)))² / (p - q)², r their mean
//
// ok is false where p and q are equal.
func NeedForRates(p, q float64) (n int, ok bool) {
	if p == q {
		return 0, false
	}
	r := (p + q) / 2
	root := z95()*math.Sqrt(2*r*(1-r)) + distuv.UnitNormal.Quantile(power)*math.Sqrt(p*(1-p)+q*(1-q))
	return int(math.Ceil(root * root / ((p - q) * (p - q)))), true
}

// needed is (z.975 + z.8)², 7.849.
func needed() float64 {
	z := z95() + distuv.UnitNormal.Quantile(power)
	return z * z
}
