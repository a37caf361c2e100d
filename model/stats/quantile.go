package stats

import "math"

// Number is what quantiles are taken of: figures, and lengths of time.
type Number interface{ ~float64 | ~int64 }

// Quantile7 is the quantile p (0 to 1) of sorted values by Hyndman and Fan's
// type 7 (1996), the default of numpy, pandas, R and Excel's PERCENTILE.INC:
// h = (n-1) p, linear between the values beside it. One value is every
// quantile of itself; of none it is zero. Whole numbers are rounded down.
func Quantile7[T Number](sorted []T, p float64) T {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	h := min(max(p, 0), 1) * float64(n-1)
	i := int(h)
	if i+1 >= n {
		return sorted[n-1]
	}
	// The sum may round to beyond the upper one.
	return min(sorted[i]+T((h-float64(i))*float64(sorted[i+1]-sorted[i])), sorted[i+1])
}

// NearestRank is the quantile p of sorted values by Hyndman and Fan's type 1:
// the smallest value that at least the share p of all does not exceed, always
// one of the values. Of none it is zero.
func NearestRank[T Number](sorted []T, p float64) T {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	// 0.07 of 100 is 7.000000000000001 in binary, and still the seventh.
	rank := int(math.Ceil(p*float64(n) - 1e-9))
	return sorted[min(max(rank, 1), n)-1]
}
