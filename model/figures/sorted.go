package figures

import (
	"math/bits"
	"slices"

	"alur/model/stats"
)

const secondNs = 1e9

// radixFrom is the length from which on sorting by bytes is faster.
const radixFrom = 2048

// sortTimes sorts numbers of nanoseconds. Long ones are sorted byte by byte,
// several times as fast as by comparing.
func sortTimes(v []int64) {
	if len(v) < radixFrom {
		slices.Sort(v)
		return
	}
	low, high := slices.Min(v), slices.Max(v)
	// The span may be the whole of int64; as a number without a sign it fits.
	span := uint64(high) - uint64(low) //nolint:gosec // Wraps as it should.
	from, to := v, make([]int64, len(v))
	for shift := 0; shift < bits.Len64(span); shift += radixBits {
		var count [radixSize]int
		for _, x := range from {
			count[digit(x, low, shift)]++
		}
		add(&count)
		for _, x := range from {
			d := digit(x, low, shift)
			to[count[d]] = x
			count[d]++
		}
		from, to = to, from
	}
	if len(v) > 0 && &from[0] != &v[0] {
		copy(v, from)
	}
}

const (
	radixBits = 11
	radixSize = 1 << radixBits
)

func digit(x, low int64, shift int) uint64 {
	return (uint64(x) - uint64(low)) >> shift & (radixSize - 1) //nolint:gosec // Wraps as it should.
}

// add makes counts into where each digit begins.
func add(count *[radixSize]int) {
	sum := 0
	for d, n := range count {
		count[d] = sum
		sum += n
	}
}

// sortRows sorts rows by their time, and leaves those with equal times as they
// are.
func sortRows(rows []int32, at []int64) {
	if len(rows) < 2 {
		return
	}
	low, high := at[rows[0]], at[rows[0]]
	for _, r := range rows {
		low, high = min(low, at[r]), max(high, at[r])
	}
	span := uint64(high) - uint64(low) //nolint:gosec // Wraps as it should.
	from, to := rows, make([]int32, len(rows))
	for shift := 0; shift < bits.Len64(span); shift += radixBits {
		var count [radixSize]int
		for _, r := range from {
			count[digit(at[r], low, shift)]++
		}
		add(&count)
		for _, r := range from {
			d := digit(at[r], low, shift)
			to[count[d]] = r
			count[d]++
		}
		from, to = to, from
	}
	if &from[0] != &rows[0] {
		copy(rows, from)
	}
}

// distribution sums up times in seconds; it sorts them.
func distribution(ns []int64) stats.Distribution {
	sortTimes(ns)
	seconds := make([]float64, len(ns))
	for i, v := range ns {
		seconds[i] = float64(v) / secondNs
	}
	return stats.DescribeSorted(seconds)
}

// numbers sums up counts; it sorts them.
func numbers(counts []int64) stats.Distribution {
	sortTimes(counts)
	values := make([]float64, len(counts))
	for i, v := range counts {
		values[i] = float64(v)
	}
	return stats.DescribeSorted(values)
}

// groups are values by the number of what they belong to.
type groups struct {
	values []int64
	first  []int32
}

// grouped puts values into so many groups by their numbers, in their order.
// Values whose number is negative belong to none.
func grouped(values []int64, number []int32, n int) groups {
	g := groups{first: make([]int32, n+1)}
	for _, id := range number {
		if id >= 0 {
			g.first[id+1]++
		}
	}
	for i := range n {
		g.first[i+1] += g.first[i]
	}
	g.values = make([]int64, g.first[n])
	next := slices.Clone(g.first)
	for i, id := range number {
		if id >= 0 {
			g.values[next[id]] = values[i]
			next[id]++
		}
	}
	return g
}

// of are the values of one group.
func (g groups) of(id int) []int64 { return g.values[g.first[id]:g.first[id+1]] }

// rowsBy are rows in an order, parted by the number of what they belong to.
func rowsBy(rows, number []int32, n int) [][]int32 {
	first := make([]int32, n+1)
	for _, r := range rows {
		if number[r] >= 0 {
			first[number[r]+1]++
		}
	}
	for i := range n {
		first[i+1] += first[i]
	}
	all := make([]int32, first[n])
	next := slices.Clone(first)
	for _, r := range rows {
		if id := number[r]; id >= 0 {
			all[next[id]] = r
			next[id]++
		}
	}
	parts := make([][]int32, n)
	for i := range n {
		parts[i] = all[first[i]:first[i+1]]
	}
	return parts
}

// atOnce is the most intervals that overlap, of begins and ends that are each
// sorted. One that ends when another begins does not overlap it, and one of no
// length overlaps nothing, not even itself.
func atOnce(begins, ends []int64) int {
	most, ended := 0, 0
	for i, b := range begins {
		for ended < len(ends) && ends[ended] <= b {
			ended++
		}
		most = max(most, i+1-ended)
	}
	return most
}
