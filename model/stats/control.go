package stats

import "math"

// Limits are those of an XmR chart (Shewhart's individuals and moving range;
// Wheeler): what a steady process does not leave by chance.
type Limits struct {
	// N is of how many values; below 2 there is no range, and no limit.
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
	// Low and High are Mean -+ 2.66 MovingRange (3/1.128, three sigma).
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// MovingRange is the mean distance of neighbours, RangeHigh what one
	// distance may reach, 3.267 times that.
	MovingRange float64 `json:"moving_range"`
	RangeHigh   float64 `json:"range_high"`
}

// XmR reckons the limits of values in the order of time. Where values cannot
// be negative a low limit below zero means none.
func XmR(values []float64) Limits {
	l := Limits{N: len(values)}
	if l.N == 0 {
		return l
	}
	for i, v := range values {
		l.Mean += v
		if i > 0 {
			l.MovingRange += math.Abs(v - values[i-1])
		}
	}
	l.Mean /= float64(l.N)
	l.Low, l.High = l.Mean, l.Mean
	if l.N < 2 {
		return l
	}
	l.MovingRange /= float64(l.N - 1)
	l.Low, l.High = l.Mean-2.66*l.MovingRange, l.Mean+2.66*l.MovingRange
	l.RangeHigh = 3.267 * l.MovingRange
	return l
}

// Outside reports whether a value is none that the process gives by chance.
// With fewer than 2 values behind the limits nothing is.
func (l Limits) Outside(v float64) bool { return l.N >= 2 && (v < l.Low || v > l.High) }
