// Package stats is the arithmetic of few and uneven cases: percentiles, rates
// and differences with what chance makes of them. It knows nothing of shops,
// takes plain numbers in any unit and returns the same unit, and is pure: a
// method that draws takes its seed.
//
// Binomial, normal and beta functions, and Shannon's entropy, are gonum's; our
// own is only what gonum has not, or has by another definition (its quantiles
// are Hyndman and Fan's types 1 and 4; everybody we compare with prints type
// 7).
//
// Intervals are of 95 %, tests are two-sided, and both err to the careful side
// where no exact answer exists.
package stats

import (
	"encoding/json"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// tail is what an interval of 95 % leaves out on each side.
const tail = 0.025

// z95 is the normal quantile of an interval of 95 %, 1.959964.
func z95() float64 { return distuv.UnitNormal.Quantile(1 - tail) }

// Interval is where a figure lies with a confidence of 95 %, both ends
// included. An end that the numbers cannot bound is infinite, null in JSON.
type Interval struct{ Low, High float64 }

// unbounded is the interval of a figure that nothing is known about.
func unbounded() Interval { return Interval{math.Inf(-1), math.Inf(1)} }

// Bounded reports whether both ends are known.
func (i Interval) Bounded() bool { return !math.IsInf(i.Low, 0) && !math.IsInf(i.High, 0) }

// Contains reports whether x lies within.
func (i Interval) Contains(x float64) bool { return i.Low <= x && x <= i.High }

// mirrored is the interval of the figure with its sign turned.
func (i Interval) mirrored() Interval { return Interval{-i.High, -i.Low} }

// with is the interval widened to hold x.
func (i Interval) with(x float64) Interval { return Interval{min(i.Low, x), max(i.High, x)} }

// MarshalJSON writes {"low":..,"high":..}; JSON has no infinity, so an end
// that is not known is null.
func (i Interval) MarshalJSON() ([]byte, error) {
	var ends struct {
		Low  *float64 `json:"low"`
		High *float64 `json:"high"`
	}
	if !math.IsInf(i.Low, 0) {
		ends.Low = &i.Low
	}
	if !math.IsInf(i.High, 0) {
		ends.High = &i.High
	}
	return json.Marshal(ends)
}

// Estimate is a figure with its interval.
type Estimate struct {
	Value float64  `json:"value"`
	Range Interval `json:"range"`
}
