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
		{
			"half take no time", append(hours(20, 0), hours(10, 8)...), "but 15 of 100 at least 8 h, and those few make it slow",
			"tetapi 15 dari 100 paling sedikit 8 j, dan yang sedikit itulah yang membuatnya lambat",
		},
		{"all lengths", spread, "15 of 100 more than 14 h 11 min", "15 dari 100 lebih dari 14 j 11 mnt"},
	} {
		said := (&reviewing{}).longest(stats.Describe(c.times))
		if en, id := said.In(model.English), said.In(model.Indonesian); en != c.en || id != c.id {
			t.Errorf("%s: %s / %s", c.name, en, id)
		}
	}
}

// TestHowManyOfThoseWhoDoItAreThere is said in plain words, in both languages.
func TestHowManyOfThoseWhoDoItAreThere(t *testing.T) {
	r := &reviewing{causes: map[int32]cause{0: {busy: 0.39, people: 11, there: 3.2}}, step: [][]int32{nil}}
	why, _ := r.sayCause(0)
	if got, want := why.In(model.English), "About 3 of the 11 who do it were there at a time, and they were busy for 39 % of the wait."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := why.In(model.Indonesian), "Sekitar 3 dari 11 orang yang mengerjakannya ada sekaligus, dan mereka sibuk selama 39 % waktu tunggu itu."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
