package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Entropy is Shannon's -sum p ln p of the shares of some counts, in nats: 0
// where all are of one kind, ln k where k kinds are as many each. Of none it
// is 0. It grows with the number of cases; compare only at equal numbers.
func Entropy(counts []int) float64 {
	var sum float64
	for _, c := range counts {
		sum += float64(c)
	}
	if sum == 0 {
		return 0
	}
	shares := make([]float64, len(counts))
	for i, c := range counts {
		shares[i] = float64(c) / sum
	}
	return max(0, stat.Entropy(shares))
}

// EffectiveNumber is exp(Entropy): how many kinds, all as frequent, would be
// as hard to foretell (Hill's number of order 1). Of none it is 0.
func EffectiveNumber(counts []int) float64 {
	for _, c := range counts {
		if c > 0 {
			return math.Exp(Entropy(counts))
		}
	}
	return 0
}

// ConditionalEntropy is what is still open about the next once the present is
// known, sum p(x) H(next | x), in nats. Each row counts what followed one
// present. It is at most the entropy of all that followed, and 0 where each
// present has one successor, or there is none.
func ConditionalEntropy(rows [][]int) float64 {
	var sum, all float64
	for _, row := range rows {
		var n float64
		for _, c := range row {
			n += float64(c)
		}
		sum += n * Entropy(row)
		all += n
	}
	if all == 0 {
		return 0
	}
	return sum / all
}
