package stats

import (
	"cmp"
	"math"
	"slices"
)

// PetoPeto compares how long two groups last, open cases counted for what is
// known of them: the log-rank test weighted by the share still left (Peto and
// Peto 1972; Harrington and Fleming's rho = 1), which without open cases asks
// what MannWhitney asks. It is stratified: cases are compared within their
// stratum, and those of a stratum that only one group has say nothing. z is
// above zero where the second group lasts longer, p is two-sided by the normal
// approximation; with nothing to compare they are 0 and 1.
func PetoPeto(before, after []Lasting) (z, p float64) {
	var excess, variance float64
	for _, pair := range strata(before, after) {
		e, v := petoPeto(pair[0], pair[1])
		excess, variance = excess+e, variance+v
	}
	if variance <= 0 {
		return 0, 1
	}
	z = excess / math.Sqrt(variance)
	return z, twoSided(z)
}

// petoPeto is by how much more cases of the first group ended than chance
// would have it, weighted, and the variance of that.
func petoPeto(before, after []Lasting) (excess, variance float64) {
	first := sortLasting(before)
	atRisk := float64(len(first))
	i, left := 0, 1.0
	walkSurvival(sortLasting(append(slices.Clone(before), after...)), nil, func(at endings) bool {
		var ended float64
		for ; i < len(first) && first[i].Time < at.time; i++ {
			atRisk--
		}
		for j := i; j < len(first) && first[j].Time == at.time && first[j].Ended; j++ {
			ended++
		}
		share := atRisk / at.atRisk
		excess += left * (ended - at.ended*share)
		if at.atRisk > 1 {
			variance += left * left * at.ended * share * (1 - share) * (at.atRisk - at.ended) / (at.atRisk - 1)
		}
		left = at.left
		return true
	})
	return excess, variance
}

// strata are the cases of the strata that both groups have, in the order of
// the strata.
func strata(before, after []Lasting) [][2][]Lasting {
	var both [][2][]Lasting
	of := func(rows []Lasting) map[int][]Lasting {
		by := map[int][]Lasting{}
		for _, r := range rows {
			by[r.Stratum] = append(by[r.Stratum], r)
		}
		return by
	}
	was, is := of(before), of(after)
	for _, s := range sortedKeys(was) {
		if len(is[s]) > 0 {
			both = append(both, [2][]Lasting{was[s], is[s]})
		}
	}
	return both
}

func sortedKeys[V any](m map[int]V) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[int])
	return keys
}

// DeltaOfLasting is Cliff's delta of after against before, open cases counted
// by Gehan's rule (1965): a pair says which lasts longer where that is sure
// (one ended before the other was last seen), else neither. Without open cases
// it is CliffsDelta(after, before). Zero where a side is empty.
func DeltaOfLasting(before, after []Lasting) float64 {
	if len(before) == 0 || len(after) == 0 {
		return 0
	}
	pairs := float64(len(before)) * float64(len(after))
	return (surelyLonger(after, before) - surelyLonger(before, after)) / pairs
}

// surelyLonger counts the pairs in which the one of longer lasts longer.
func surelyLonger(longer, shorter []Lasting) float64 {
	var ends []float64
	for _, r := range shorter {
		if r.Ended {
			ends = append(ends, r.Time)
		}
	}
	slices.Sort(ends)
	var n float64
	for _, r := range longer {
		// Those that ended before r did, or, of an open r, at the same time.
		upTo := r.Time
		if !r.Ended {
			upTo = math.Nextafter(r.Time, math.Inf(1))
		}
		below, _ := slices.BinarySearch(ends, upTo)
		n += float64(below)
	}
	return n
}
