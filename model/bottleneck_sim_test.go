package model

import (
	"math/rand"
	"testing"
	"time"

	"alur/model/stats"
)

// oneServer is a line in front of one person who needs ten minutes on
// average, over ten days: so much of the time is worked, and in the last
// hours so much more work comes than can be done.
func oneServer(rng *rand.Rand, load, burst float64, hours int) piledUp {
	since := time.Date(2026, 11, 13, 0, 0, 0, 0, time.UTC)
	in := piledUp{BottleneckInput: BottleneckInput{Since: since, Now: since.AddDate(0, 0, 10), Shop: &Shop{Settings: Settings{Zone: "UTC"}}}}
	about := func(mean float64) time.Duration { return time.Duration(rng.ExpFloat64() * mean * float64(time.Minute)) }
	ready, free := since, since
	for n := 1; ; n++ {
		between := 10 / load
		if ready.After(in.Now.Add(-time.Duration(hours) * time.Hour)) {
			between = 10 / burst
		}
		if ready = ready.Add(about(between)); ready.After(in.Now) {
			return in
		}
		begun := later(ready, free)
		free = begun.Add(about(10))
		switch {
		case begun.After(in.Now):
			in.Open = append(in.Open, openTask(n, "pack", Ready, ready))
		case free.After(in.Now):
			row := openTask(n, "pack", Doing, ready)
			row.Begun = begun
			in.Open = append(in.Open, row)
		default:
			row := finished(n, "pack", ready, begun)
			row.Ended = free
			in.Past = append(in.Past, row)
		}
	}
}

// TestPilesAreSeenAndOthersAreNot: an owner who is told of piles that are
// none stops reading.
func TestPilesAreSeenAndOthersAreNot(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	piles := func(load, burst float64, hours int) int {
		n := 0
		for range 100 {
			if b := oneServer(rng, load, burst, hours).bottlenecks(); len(b.Steps) > 0 && b.Steps[0].Piles {
				n++
			}
		}
		return n
	}
	for _, load := range []float64{0.5, 0.8, 0.9} {
		if n := piles(load, load, 0); n > 8 {
			t.Errorf("at a load of %v the line is called a pile in %d of 100 moments", load, n)
		}
	}
	if n := piles(0.8, 2, 8); n < 75 {
		t.Errorf("eight hours of twice the work are seen in %d of 100 shops", n)
	}
	if n := piles(0.8, 1.5, 24); n < 90 {
		t.Errorf("a day of too much work is seen in %d of 100 shops", n)
	}
}

func TestALineRisesByMoreThanChance(t *testing.T) {
	for _, c := range []struct {
		came, went int
		want       bool
	}{{0, 0, false}, {4, 0, false}, {5, 0, true}, {9, 3, false}, {10, 3, true}, {15, 9, false}, {40, 60, false}, {600, 400, true}, {0, 5, false}} {
		if got := stats.Growing(c.came, c.went); got != c.want {
			t.Errorf("%d came and %d went: rising is %v", c.came, c.went, got)
		}
	}
}
