package stats

import (
	"encoding/json"
	"slices"
)

// Distribution sums up some values, in their unit; percentiles are of type 7.
// Of no values everything is zero, so read N first; in JSON it is null.
type Distribution struct {
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
	Min  float64 `json:"min"`
	Max  float64 `json:"max"`
	Sum  float64 `json:"sum"`
	P50  float64 `json:"p50"`
	P75  float64 `json:"p75"`
	P85  float64 `json:"p85"`
	P90  float64 `json:"p90"`
	P95  float64 `json:"p95"`
}

// MarshalJSON writes null for each figure of no values: none is not zero.
func (d Distribution) MarshalJSON() ([]byte, error) {
	if d.N == 0 {
		return []byte(`{"n":0,"mean":null,"min":null,"max":null,"sum":null,"p50":null,"p75":null,"p85":null,"p90":null,"p95":null}`), nil
	}
	type plain Distribution
	return json.Marshal(plain(d))
}

// Describe sums up values in any order, and leaves them so.
func Describe(values []float64) Distribution {
	return DescribeSorted(slices.Sorted(slices.Values(values)))
}

// DescribeSorted sums up values that are sorted already. They are added up
// from the smallest, so that the sum does not depend on how they came.
func DescribeSorted(sorted []float64) Distribution {
	d := Distribution{N: len(sorted)}
	if d.N == 0 {
		return d
	}
	for _, v := range sorted {
		d.Sum += v
	}
	d.Min, d.Max = sorted[0], sorted[d.N-1]
	// A mean of equal values must not leave them by a rounding.
	d.Mean = min(max(d.Sum/float64(d.N), d.Min), d.Max)
	d.P50, d.P75, d.P85 = Quantile7(sorted, 0.5), Quantile7(sorted, 0.75), Quantile7(sorted, 0.85)
	d.P90, d.P95 = Quantile7(sorted, 0.9), Quantile7(sorted, 0.95)
	return d
}
