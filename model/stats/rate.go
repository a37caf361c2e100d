package stats

import "math"

// Rate is how many of how many. Both are whole numbers except where cases are
// weighted; then N is the number of equal cases that would be as sure.
type Rate struct {
	K float64 `json:"k"`
	N float64 `json:"n"`
}

// RateOf is k of n.
func RateOf(k, n int) Rate { return Rate{K: float64(k), N: float64(n)} }

// Known reports whether there is any case; of none there is no rate.
func (r Rate) Known() bool { return r.N > 0 }

// Share is K/N as a fraction, zero where nothing is known.
func (r Rate) Share() float64 {
	if !r.Known() {
		return 0
	}
	return r.K / r.N
}

// Wilson is the interval of the rate by Wilson (1927):
//
//	(p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)
//
// It stays within 0 and 1 and covers 91 % where p = 0.05 and n = 10; the
// textbook's p ± z s.e. covers 40 %. Of no cases it is 0 to 1.
func (r Rate) Wilson() Interval {
	if !r.Known() {
		return Interval{0, 1}
	}
	p, n, z := r.Share(), r.N, z95()
	mid := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	all := 1 + z*z/n
	// At none and at all of them an end is 0 or 1 but for rounding.
	return Interval{max(0, (mid-half)/all), min(1, (mid+half)/all)}.with(p)
}

// DifferenceOfRates is after - before as fractions, with the interval of
// Newcombe (1998, method 10), made of the Wilson intervals l..u of both:
//
//	d - sqrt((p2-l2)² + (u1-p1)²)  to  d + sqrt((u2-p2)² + (p1-l1)²)
//
// Where a side has no cases it is zero and may be anything from -1 to 1.
func DifferenceOfRates(before, after Rate) Estimate {
	if !before.Known() || !after.Known() {
		return Estimate{Range: Interval{-1, 1}}
	}
	p1, p2 := before.Share(), after.Share()
	w1, w2 := before.Wilson(), after.Wilson()
	d := p2 - p1
	return Estimate{Value: d, Range: Interval{
		max(-1, d-math.Hypot(p2-w2.Low, w1.High-p1)),
		min(1, d+math.Hypot(w2.High-p2, p1-w1.Low)),
	}}
}
