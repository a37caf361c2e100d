package findings

import (
	"slices"
	"testing"

	"alur/model"
	"alur/model/stats"
)

// TestNothingIsMoreThanItself: what took equally long is not called longer.
func TestNothingIsMoreThanItself(t *testing.T) {
	hours := func(n int, h float64) []float64 { return slices.Repeat([]float64{h * 3600}, n) }
	spread := make([]float64, 100)
	for i := range spread {
		spread[i] = float64(i+1) * 600
	}
	for _, c := range []struct {
		name   string
		times  []float64
		en, id string
	}{
		{"always the same", hours(30, 5), "seldom more", "jarang lebih"},
		{"one was longer", append(hours(29, 5), hours(1, 9)...), "seldom more", "jarang lebih"},
		{"two lengths", append(hours(20, 5), hours(10, 8)...), "15 of 100 at least 8 h", "15 dari 100 paling sedikit 8 j"},
		{"all lengths", spread, "15 of 100 more than 14 h 11 min", "15 dari 100 lebih dari 14 j 11 mnt"},
	} {
		said := (&reviewing{}).longest(stats.Describe(c.times))
		if en, id := said.In(model.English), said.In(model.Indonesian); en != c.en || id != c.id {
			t.Errorf("%s: %s / %s", c.name, en, id)
		}
	}
}
