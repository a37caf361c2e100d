package compare

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
)

// TestBalanceAddsUp: the shares of the kinds make the whole, and two times one
// after the other make that of both.
func TestBalanceAddsUp(t *testing.T) {
	cal := openHours(t)
	kinds := map[string]model.Kind{"p": model.Core, "q": model.Support}
	kindOf := func(process string) model.Kind { return kinds[process] }
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 8))
		logs := shop(rng, 1, kind{lead: 40 * time.Hour, erring: 30, promise: 40 * time.Hour}, start, 2, 20)
		for _, l := range logs {
			l.Process = []string{"p", "q", "unknown"}[rng.IntN(3)]
			last := &l.Tasks[len(l.Tasks)-1]
			switch rng.IntN(5) {
			case 0:
				last.State, last.Ended, l.State, l.Ended = model.Doing, model.NoTime, model.Running, model.NoTime
			case 1:
				last.State, last.Begun, last.Ended, l.State, l.Ended = model.Ready, model.NoTime, model.NoTime, model.Running, model.NoTime
			case 2:
				last.Begun = model.NoTime
			case 3:
				last.Pauses = []model.PauseLog{{From: last.Begun, To: (last.Begun + last.Ended) / 2}}
			}
		}
		a := start.Add(time.Duration(rng.IntN(15*24)) * time.Hour)
		b := a.Add(time.Duration(1+rng.IntN(10*24)) * time.Hour)
		c := b.Add(time.Duration(1+rng.IntN(10*24)) * time.Hour)
		first, second, both := BalanceOf(logs, kindOf, a, b, cal), BalanceOf(logs, kindOf, b, c, cal), BalanceOf(logs, kindOf, a, c, cal)
		var work, waiting float64
		for i, k := range both.Kinds {
			for name, x := range map[string][3]float64{
				"work":    {first.Kinds[i].Work, second.Kinds[i].Work, k.Work},
				"waiting": {first.Kinds[i].Waiting, second.Kinds[i].Waiting, k.Waiting},
				"late":    {first.Kinds[i].Late, second.Kinds[i].Late, k.Late},
			} {
				if math.Abs(x[0]+x[1]-x[2]) > 1e-3 {
					t.Fatalf("%s %s: %v and %v are not %v", k.Kind, name, x[0], x[1], x[2])
				}
			}
			if k.WorkShare != nil {
				work += *k.WorkShare
			}
			if k.WaitingShare != nil {
				waiting += *k.WaitingShare
			}
			if k.LateCases.K > k.LateCases.N || k.Late > 0 && k.LateCases.K == 0 {
				t.Fatalf("%+v", k)
			}
		}
		for _, sum := range []float64{work, waiting} {
			if sum != 0 && math.Abs(sum-1) > 1e-9 {
				t.Fatalf("the shares are %v together", sum)
			}
		}
	})
}

// TestBalanceNamesWhatWaits: a kind that waits far beyond its part of the hours
// is named, and none where waiting goes with the hours.
func TestBalanceNamesWhatWaits(t *testing.T) {
	kinds := map[string]model.Kind{"p": model.Core, "q": model.Support}
	logs := func(wait time.Duration) (all []*model.CaseLog) {
		for i := range 40 {
			at := start.Add(time.Duration(i) * time.Hour)
			l := aCase(1, i, at, time.Hour, false, 0)
			if i%4 == 0 {
				l.Process = "q"
				for t := range l.Tasks {
					l.Tasks[t].Ready -= wait.Nanoseconds()
				}
			}
			all = append(all, l)
		}
		return all
	}
	said := func(wait time.Duration) []model.Reason {
		return BalanceOf(logs(wait), func(p string) model.Kind { return kinds[p] }, start.AddDate(0, 0, -9), start.AddDate(0, 0, 9), model.AlwaysOpen()).Sentences()
	}
	if got := said(0); len(got) != 1 || got[0].In(model.English) != "Of the hours worked: core 75 %, support 25 % and management 0 %." {
		t.Errorf("%v", got)
	}
	got := said(10 * time.Hour)
	if len(got) != 2 || got[1].In(model.English) != "Support work waits most: 93 % of all waiting, with 25 % of the hours." {
		t.Errorf("%v", got)
	}
	if id := got[1].In(model.Indonesian); id != "Pekerjaan pendukung paling lama menunggu: 93 % dari semua penantian, dengan 25 % jam kerja." {
		t.Error(id)
	}
}
