package figures

import (
	"cmp"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"alur/model/eventlog"
)

// drawnTimes are so many times that they are sorted by digits, in whole
// seconds, milliseconds or nanoseconds, near each other or far.
func drawnTimes(t *rapid.T) []int64 {
	unit := rapid.SampledFrom([]int64{1, 7, 1e6, 1e9, 60e9}).Draw(t, "unit")
	most := rapid.SampledFrom([]int64{0, 1, 5000, math.MaxUint32, math.MaxUint32 + 1, math.MaxInt64 / unit}).Draw(t, "most")
	above := rapid.Int64Range(-min(most, math.MaxInt64/unit), most)
	low := rapid.SampledFrom([]int64{0, 1, 1.7e18}).Draw(t, "low")
	few := rapid.SliceOfN(above, 1, 60).Draw(t, "times")
	var v []int64
	for len(v) < radixFrom+10 {
		for _, x := range few {
			v = append(v, low+x*unit) // It may wrap, and is a time all the same.
		}
	}
	return v
}

func TestTimesAreSortedByDigitsAsByComparing(t *testing.T) {
	var s scratch
	rapid.Check(t, func(t *rapid.T) {
		got := drawnTimes(t)
		want := slices.Clone(got)
		slices.Sort(want)
		s.sortTimes(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got[:20], want[:20])
		}
	})
}

func TestRowsWithEqualTimesStayAsTheyAre(t *testing.T) {
	var s scratch
	rapid.Check(t, func(t *rapid.T) {
		at := drawnTimes(t)
		var got []int32
		for row := range at {
			if row%3 != 1 {
				got = append(got, int32(len(at)-1-row))
			} else {
				at[len(at)-1-row] = eventlog.Unknown // Not among the rows.
			}
		}
		want := slices.Clone(got)
		slices.SortStableFunc(want, func(a, b int32) int { return cmp.Compare(at[a], at[b]) })
		s.sortRows(got, at)
		if !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got[:20], want[:20])
		}
	})
}

func TestPairsAreNumberedAlikeInTablesAndMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, index := newTally(9), newTally(tableUpTo+1)
		number := rapid.Int32Range(eventlog.None, 8)
		for range rapid.IntRange(0, 60).Draw(t, "pairs") {
			a, b := number.Draw(t, "a"), number.Draw(t, "b")
			if table.of(a, b) != index.of(a, b) || table.add(a, b, 2) != index.add(a, b, 2) {
				t.Fatalf("%d, %d", a, b)
			}
		}
		if !slices.Equal(table.pairs, index.pairs) || !slices.Equal(table.count, index.count) {
			t.Fatalf("%v %v, %v %v", table.pairs, table.count, index.pairs, index.count)
		}
	})
}

// TestFiguresAreTheSameOnOneProcessor as on several.
func TestFiguresAreTheSameOnOneProcessor(t *testing.T) {
	l := readLog(t, dataFolder(t), "bpic2012_a")
	if l.Len() < togetherFrom {
		t.Fatalf("%d rows are too few for parts at once", l.Len())
	}
	processors := runtime.GOMAXPROCS(1)
	alone := Of(l, Everything())
	runtime.GOMAXPROCS(max(processors, 4))
	together := Of(l, Everything())
	runtime.GOMAXPROCS(processors)
	if !reflect.DeepEqual(alone, together) {
		t.Error("they differ")
	}
}
