package figures

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"alur/model/stats"
)

const secondNs = 1e9

// scratch is memory that is used again and again, for one sorting after the
// other. Figures of a million rows take a hundred of them, and memory that is
// new costs more than the sorting.
type scratch struct {
	short, short2 []uint32
	long, long2   []uint64
	seconds       []float64
}

// room is a slice of so many, whatever is in it.
func room[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n)
	}
	return (*s)[:n]
}

// radixFrom is the length from which on sorting by digits is faster.
const radixFrom = 1024

// sortTimes sorts numbers of nanoseconds. Long ones are sorted digit by digit,
// several times as fast as by comparing.
func (s *scratch) sortTimes(v []int64) {
	if len(v) < radixFrom {
		slices.Sort(v)
		return
	}
	low, high := slices.Min(v), slices.Max(v)
	unit := uint64(unitSecond)
	for i := 0; i < len(v) && unit > 1; i++ {
		unit = finer(unit, uint64(v[i])-uint64(low)) //nolint:gosec // Wraps as it should.
	}
	// The span may be the whole of int64; as a number without a sign it fits.
	span := (uint64(high) - uint64(low)) / unit //nolint:gosec // Wraps as it should.
	if span <= math.MaxUint32 {
		sortKeys(v, low, unit, span, room(&s.short, len(v)), room(&s.short2, len(v)))
	} else {
		sortKeys(v, low, unit, span, room(&s.long, len(v)), room(&s.long2, len(v)))
	}
}

// Clocks say seconds or milliseconds mostly, and numbers of those have fewer
// digits than nanoseconds.
const unitMilli, unitSecond = 1_000_000, 1_000_000_000

// finer is a unit that times are counted in, or a finer one if this time above
// the lowest is no whole number of it.
func finer(unit, above uint64) uint64 {
	if unit == unitSecond && above%unitSecond != 0 {
		unit = unitMilli
	}
	if unit == unitMilli && above%unitMilli != 0 {
		unit = 1
	}
	return unit
}

const (
	radixBits = 11
	radixSize = 1 << radixBits
)

// sortKeys sorts numbers as whole units above the lowest, in two slices that
// are as long.
func sortKeys[K uint32 | uint64](v []int64, low int64, unit, span uint64, from, to []K) {
	for i, x := range v {
		from[i] = K((uint64(x) - uint64(low)) / unit) //nolint:gosec // Wraps as it should.
	}
	from = sortDigits(from, to, 0, bits.Len64(span))
	for i, k := range from {
		v[i] = low + int64(uint64(k)*unit) //nolint:gosec // As it was.
	}
}

// sortDigits sorts keys by their bits from one to another, and leaves those
// with equal ones as they are. It returns whichever of the slices holds them
// in the end.
func sortDigits[K uint32 | uint64](from, to []K, first, last int) []K {
	for shift := first; shift < last; shift += radixBits {
		var count [radixSize]int
		for _, x := range from {
			count[x>>shift&(radixSize-1)]++
		}
		sum := 0
		for d, n := range count {
			count[d] = sum
			sum += n
		}
		for _, x := range from {
			d := x >> shift & (radixSize - 1)
			to[count[d]] = x
			count[d]++
		}
		from, to = to, from
	}
	return from
}

// sortRows sorts rows by their time, and leaves those with equal times as they
// are.
func (s *scratch) sortRows(rows []int32, at []int64) {
	if len(rows) < 2 {
		return
	}
	low, high := at[rows[0]], at[rows[0]]
	for _, r := range rows {
		low, high = min(low, at[r]), max(high, at[r])
	}
	unit := uint64(unitSecond)
	for _, r := range rows {
		unit = finer(unit, uint64(at[r])-uint64(low)) //nolint:gosec // Wraps as it should.
	}
	span := (uint64(high) - uint64(low)) / unit //nolint:gosec // Wraps as it should.
	width := bits.Len(uint(len(at)))
	if bits.Len64(span)+width > 64 {
		slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(at[a], at[b]) })
		return
	}
	// The row stands behind its time in one number.
	from, to := room(&s.long, len(rows)), room(&s.long2, len(rows))
	for i, r := range rows {
		from[i] = (uint64(at[r])-uint64(low))/unit<<width | uint64(r) //nolint:gosec // Wraps as it should.
	}
	for i, k := range sortDigits(from, to, width, width+bits.Len64(span)) {
		rows[i] = int32(k & (1<<width - 1)) //nolint:gosec // It is a row.
	}
}

// distribution sums up times in seconds; it sorts them.
func (s *scratch) distribution(ns []int64) stats.Distribution {
	s.sortTimes(ns)
	seconds := room(&s.seconds, len(ns))
	for i, v := range ns {
		seconds[i] = float64(v) / secondNs
	}
	return stats.DescribeSorted(seconds)
}

// numbers sums up counts; it sorts them.
func (s *scratch) numbers(counts []int64) stats.Distribution {
	s.sortTimes(counts)
	values := room(&s.seconds, len(counts))
	for i, v := range counts {
		values[i] = float64(v)
	}
	return stats.DescribeSorted(values)
}

// zeros is the distribution of so many times of no length.
func zeros(n int) stats.Distribution { return stats.Distribution{N: n} }

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
