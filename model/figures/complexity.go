package figures

import (
	"math"
	"math/bits"
	"slices"

	"alur/model/eventlog"
)

// Complexity are measures of how involved a log is, by Augusto, Mendling,
// Vidgof and Wurm (2022), as their program process-complexity reckons them.
// All of them move with the number of cases: compare them at equal numbers
// only (draw as many of the larger side, several times).
//
// The cases are read event by event in the order in which they ended, then of
// the file, into a tree of prefixes (the extended prefix automaton): a state
// is a beginning that some case had, a partition a way from where it forks off.
// Which way is the fork depends on which came first.
type Complexity struct {
	// States of the tree, without its root, and its partitions.
	States     int `json:"states"`
	Partitions int `json:"partitions"`
	// VariantEntropy is S ln S - sum S_i ln S_i over the states of the
	// partitions, SequenceEntropy the same over their events. By the first
	// term they are normalised to 0..1. The normalised sequence entropy is the
	// one to rank by.
	VariantEntropy     float64 `json:"variant_entropy"`
	VariantNormalised  float64 `json:"normalized_variant_entropy"`
	SequenceEntropy    float64 `json:"sequence_entropy"`
	SequenceNormalised float64 `json:"normalized_sequence_entropy"`
	// With forgetting an event weighs the less the longer ago it was: from 1
	// for the last to 0 (linear) or 1/e (exponential) for the first.
	SequenceLinear      float64 `json:"sequence_entropy_linear_forgetting"`
	LinearNormalised    float64 `json:"normalized_linear"`
	SequenceExponential float64 `json:"sequence_entropy_exp_forgetting"`
	ExpNormalised       float64 `json:"normalized_exp"`

	// Magnitude is the number of events, Support of cases, Variety of steps,
	// LevelOfDetail the mean number of different steps in a case.
	Magnitude     int     `json:"magnitude"`
	Support       int     `json:"support"`
	Variety       int     `json:"variety"`
	LevelOfDetail float64 `json:"level_of_detail"`
	// DistinctPercent is variants, of steps by their ends, by cases in percent.
	DistinctPercent float64 `json:"distinct_traces_percent"`
	// Structure is 1 less the part of all pairs of steps that follow each
	// other, Deviation how far the frequencies of the pairs are from all being
	// equal (1 is equal).
	Structure float64  `json:"structure"`
	Deviation *float64 `json:"deviation_from_random"`
	// Affinity is the mean overlap of the sets of pairs of two cases. It takes
	// the square of the number of variants to reckon, and is left out above
	// some thousands.
	Affinity *float64 `json:"affinity"`
}

// affinityUpTo is up to how many variants the affinity is reckoned.
const affinityUpTo = 4000

// complexity reckons the measures over the closed cases.
func (r *reckoning) complexity(s *scratch) {
	rows := r.byEnd(s)
	rows = slices.DeleteFunc(rows, func(i int32) bool { return !r.closed[r.l.Case[i]] })
	c := &r.f.Complexity
	if len(rows) == 0 {
		return
	}
	t := r.prefixes(rows)
	c.States, c.Partitions = len(t.states)-1, int(t.partitions)
	c.VariantEntropy, c.VariantNormalised = spread(t.sizes(), 0)
	events, linear, exponential := t.weights(r.l.End, rows)
	most := nlogn(float64(len(rows)))
	c.SequenceEntropy, c.SequenceNormalised = spread(events, most)
	c.SequenceLinear, c.LinearNormalised = spread(linear, most)
	c.SequenceExponential, c.ExpNormalised = spread(exponential, most)
	r.simple(t)
}

func nlogn(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return x * math.Log(x)
}

// spread is S ln S - sum S_i ln S_i, and the same by the most it can be: S ln S
// where that is not given.
func spread(parts []float64, most float64) (entropy, normalised float64) {
	var all, within float64
	for _, p := range parts {
		all += p
		within += nlogn(p)
	}
	entropy = nlogn(all) - within
	if most == 0 {
		most = nlogn(all)
	}
	return entropy, by(entropy, most)
}

// state is a beginning that some case had: the one before it and a step more.
// The root is state 0, in partition 0.
type state struct {
	before, step, partition int32
	// newest is the state that was gone on to last, 0 for none.
	newest int32
	forked bool
	// events led to it, cases ended in it.
	events, cases int32
}

// prefixTree is the extended prefix automaton.
type prefixTree struct {
	states     []state
	partitions int32
	// of is the state each row led to.
	of []int32
}

// prefixes reads rows, by end, into the tree. The first to go on from a state
// stays in its partition; every other way begins one of its own.
func (r *reckoning) prefixes(rows []int32) *prefixTree {
	t := &prefixTree{states: []state{{step: eventlog.None, forked: true}}, of: make([]int32, len(rows))}
	next := map[uint64]int32{}
	at := make([]int32, len(r.l.Cases))
	for n, i := range rows {
		before, step := at[r.l.Case[i]], r.l.Step[i]
		from := &t.states[before]
		// Cases of one way come together often.
		if id := from.newest; id != 0 && t.states[id].step == step {
			t.states[id].events++
			at[r.l.Case[i]], t.of[n] = id, id
			continue
		}
		key := pairKey(before, step)
		id, ok := next[key]
		if !ok {
			partition := from.partition
			if from.forked {
				t.partitions++
				partition = t.partitions
			}
			from.forked = true
			id = int32(len(t.states)) //nolint:gosec // There are fewer than 2^31 rows.
			t.states = append(t.states, state{before: before, step: step, partition: partition})
			next[key] = id
		}
		t.states[before].newest = id
		t.states[id].events++
		at[r.l.Case[i]], t.of[n] = id, id
	}
	for _, id := range at {
		t.states[id].cases++
	}
	return t
}

// sizes are how many states each partition has.
func (t *prefixTree) sizes() []float64 {
	sizes := make([]float64, t.partitions)
	for _, s := range t.states[1:] {
		sizes[s.partition-1]++
	}
	return sizes
}

// weights adds up the events of each partition: their number, and with linear
// and exponential forgetting.
func (t *prefixTree) weights(end []int64, rows []int32) (events, linear, exponential []float64) {
	events, linear, exponential = make([]float64, t.partitions), make([]float64, t.partitions), make([]float64, t.partitions)
	first, last := end[rows[0]], end[rows[len(rows)-1]]
	for n, i := range rows {
		p := t.states[t.of[n]].partition - 1
		ago := by(float64(last-end[i]), float64(last-first))
		events[p]++
		linear[p] += 1 - ago
		exponential[p] += math.Exp(-ago)
	}
	return events, linear, exponential
}

// simple are the measures that need no partitions. They go by the order of
// ends too.
func (r *reckoning) simple(t *prefixTree) {
	c := &r.f.Complexity
	c.Magnitude, c.Support = len(t.of), r.f.Cases
	varied := make([]bool, len(r.l.Steps))
	follows := newTally(len(r.l.Steps))
	variants := 0
	for _, s := range t.states[1:] {
		varied[s.step] = true
		if s.cases > 0 {
			variants++
		}
		if s.before != 0 {
			follows.add(t.states[s.before].step, s.step, int(s.events))
		}
	}
	for _, v := range varied {
		if v {
			c.Variety++
		}
	}
	cells := float64(c.Variety * c.Variety)
	c.Structure = 1 - float64(len(follows.pairs))/cells
	c.Deviation = fromRandom(follows.count, cells)
	c.Affinity = r.affinity(t, &follows)
	r.detail()
	c.DistinctPercent = 100 * by(float64(variants), float64(r.f.Cases))
}

// fromRandom is how far counts of pairs are from all being equal, over so many
// cells of which the others are 0.
func fromRandom(count []int, cells float64) *float64 {
	var all float64
	for _, n := range count {
		all += float64(n)
	}
	if all == 0 {
		return nil
	}
	mean := all / cells
	sum := (cells - float64(len(count))) * (mean / all) * (mean / all)
	for _, n := range count {
		d := (float64(n) - mean) / all
		sum += d * d
	}
	d := 1 - math.Sqrt(sum)
	return &d
}

// detail is the mean number of different steps in a case.
func (r *reckoning) detail() {
	l := r.l
	last := make([]int32, len(l.Steps))
	different := 0
	for c := range l.Cases {
		if !r.closed[c] {
			continue
		}
		mark := int32(c) + 1 //nolint:gosec // There are fewer than 2^31 cases.
		for i := l.First[c]; i < l.First[c+1]; i++ {
			if last[l.Step[i]] != mark {
				last[l.Step[i]] = mark
				different++
			}
		}
	}
	r.f.Complexity.LevelOfDetail = by(float64(different), float64(r.f.Cases))
}

// affinity is the mean of |A and B| / |A or B| over all pairs of cases, where A
// and B are the sets of pairs of steps that follow each other in them. Two
// cases of the same variant overlap wholly even where they have no pairs.
func (r *reckoning) affinity(t *prefixTree, follows *tally) *float64 {
	if r.f.Cases < 2 {
		return nil
	}
	words := (len(follows.pairs) + 63) / 64
	var sets [][]uint64
	var cases []float64
	sum := 0.0
	for _, s := range t.states[1:] {
		if s.cases == 0 {
			continue
		}
		if len(sets) == affinityUpTo {
			return nil
		}
		set := make([]uint64, words)
		for at := s; at.before != 0; at = t.states[at.before] {
			p := follows.of(t.states[at.before].step, at.step)
			set[p/64] |= 1 << (p % 64)
		}
		n := float64(s.cases)
		sum += n * (n - 1)
		for i, other := range sets {
			both, either := 0, 0
			for w := range set {
				both += bits.OnesCount64(set[w] & other[w])
				either += bits.OnesCount64(set[w] | other[w])
			}
			sum += 2 * n * cases[i] * by(float64(both), float64(either))
		}
		sets, cases = append(sets, set), append(cases, n)
	}
	n := float64(r.f.Cases)
	affinity := sum / (n * (n - 1))
	return &affinity
}
