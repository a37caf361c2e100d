package findings

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
	"alur/model/figures"
)

// hourByHour adds up the same one hour after the other, row by row.
func hourByHour(r *reviewing, line []stretch, from, to int64, hours []float64) {
	if to-from > 40*24*hourNS {
		return
	}
	for at := from; at < to; {
		next := min(to, at-at%hourNS+hourNS)
		a, _ := r.upTo(line, at)
		b, _ := r.upTo(line, next)
		hours[r.local(at).Hour()] += seconds(b[nobodyThere] - a[nobodyThere])
		at = next
	}
}

// TestEmptyHoursAreThoseOfEachRow: counting hours once for all rows gives what
// each row waited through, by the clock of a shop whose hours are no whole ones
// of UTC.
func TestEmptyHoursAreThoseOfEachRow(t *testing.T) {
	zone := time.FixedZone("half past", 5*3600+1800)
	rapid.Check(t, func(t *rapid.T) {
		begin := time.Date(2026, 8, 31, 7, rapid.IntRange(0, 59).Draw(t, "minute"), 0, 0, time.UTC).UnixNano()
		until := begin + 60*24*hourNS
		moment := func(label string) int64 {
			return begin + int64(rapid.IntRange(0, 60*24*12).Draw(t, label))*5*int64(time.Minute)
		}
		r := &reviewing{
			Look: Look{Options: figures.Options{Calendar: model.AlwaysOpenIn(zone)}},
			rows: figures.Rows{From: begin, To: until, Now: until},
		}
		line := []stretch{{from: begin, state: someoneFree}}
		for range rapid.IntRange(0, 60).Draw(t, "turns") {
			last := line[len(line)-1]
			next := stretch{from: last.from + int64(rapid.IntRange(1, 600).Draw(t, "lasts"))*int64(time.Minute), before: last.before}
			next.state = state(rapid.IntRange(0, int(states)-1).Draw(t, "state"))
			next.before[last.state] += next.from - last.from
			line = append(line, next)
		}
		empty, want := r.emptyHours(line), make([]float64, 24)
		for range rapid.IntRange(1, 30).Draw(t, "rows") {
			from, to := moment("from"), moment("to")
			if from > to {
				from, to = to, from
			}
			a, _ := r.upTo(line, from)
			b, _ := r.upTo(line, to)
			empty.add(from, to, a[nobodyThere], b[nobodyThere])
			hourByHour(r, line, from, to, want)
		}
		for hour, got := range empty.byClock() {
			if math.Abs(got-want[hour]) > 1e-6*(1+want[hour]) {
				t.Fatalf("at %d o'clock %v s, and row by row %v s", hour, got, want[hour])
			}
		}
	})
}
