package findings_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/findings"
)

var update = flag.Bool("update", false, "write the golden file anew")

// threeSteps is a shop of three steps, each a role of its own with so many
// people, loaded to so much of their time, over forty days.
func threeSteps(people [3]int, load [3]float64) *shop {
	s := &shop{from: 8 * time.Hour, to: 17 * time.Hour, days: 6}
	s.clock = daily(s.from, s.to, s.days, 12)
	s.until = monday.AddDate(0, 0, 40).Add(15 * time.Hour).UnixNano()
	s.gap, s.most = 1800, 1<<30
	for i, n := range people {
		s.stations = append(s.stations, station{role: i, shape: 2, takes: s.gap * float64(n) * load[i], back: 0})
		for range n {
			s.workers = append(s.workers, worker{roles: []int{i}, clock: s.clock})
			s.workerFrom, s.workerTo = append(s.workerFrom, s.from), append(s.workerTo, s.to)
		}
	}
	return s
}

// there changes when the people of a role are there.
func (s *shop) there(role int, from, to time.Duration) *shop {
	for i, w := range s.workers {
		if w.roles[0] == role {
			s.workerFrom[i], s.workerTo[i] = from, to
			s.workers[i].clock = daily(from, to, s.days, 12)
		}
	}
	return s
}

// told is what is said of a shop; change may alter what was played.
func (s *shop) told(change func(c *model.CaseLog)) findings.Review {
	cases := s.played(rand.New(rand.NewPCG(5, 5)))
	for _, c := range cases {
		if change != nil {
			change(c)
		}
	}
	return findings.OfShop(s.record(cases), findings.Question{})
}

// row is a row of a log from elsewhere.
func row(c int, step, person string, ready, start, end time.Time) eventlog.Row {
	at := func(t time.Time) int64 {
		if t.IsZero() {
			return eventlog.Unknown
		}
		return t.UnixNano()
	}
	return eventlog.Row{
		Case: fmt.Append(nil, "case ", c), Step: []byte(step), Person: []byte(person),
		Ready: at(ready), Claimed: eventlog.Unknown, Start: at(start), End: at(end),
	}
}

// elsewhere is what is said of a log without roles and hours.
func elsewhere(add func(b *eventlog.Builder, day int, midnight time.Time)) findings.Review {
	b := eventlog.NewBuilder()
	for day := range 30 {
		add(b, day, monday.AddDate(0, 0, day))
	}
	return findings.Of(findings.Look{Log: b.Log(), Options: figures.Everything()})
}

// outside is a shop in which the courier is waited for, and of the last cases
// so many wait still.
func outside(still int) findings.Review {
	flow, _ := model.Compile(model.Process{ID: "parcels", Name: "Parcels", Role: "role-0", Steps: []model.Step{
		{ID: "send", Text: "Send it"}, {ID: "notice", Kind: model.Wait, Text: "the courier's notice"},
	}})
	s := threeSteps([3]int{1, 1, 1}, [3]float64{0.1, 0.1, 0.1})
	var cases []*model.CaseLog
	for day := range 30 + still {
		at := func(d, h int) int64 { return monday.AddDate(0, 0, day+d).Add(time.Duration(h) * time.Hour).UnixNano() }
		cases = append(cases, &model.CaseLog{
			Case: model.CaseID("parcels", day+1), Process: "parcels", Version: 1, State: model.Finished,
			Started: at(0, 9), Ended: at(3, 9), Promise: model.NoTime, FirstPromise: model.NoTime,
			Tasks: []model.TaskLog{
				{Task: "send", Round: 1, Kind: model.Do, State: model.Done, Role: "role-0", By: "worker-0", Ready: at(0, 9), Taken: at(0, 9), Begun: at(0, 9), Ended: at(0, 10)},
				{Task: "notice", Round: 1, Kind: model.Wait, State: model.Done, Role: "role-0", By: "worker-0", Ready: at(0, 10), Taken: model.NoTime, Begun: model.NoTime, Ended: at(3, 9)},
			},
		})
		if c := cases[day]; day >= 30 {
			c.State, c.Ended = model.Running, model.NoTime
			c.Tasks[1].State, c.Tasks[1].By, c.Tasks[1].Ended = model.Ready, "", model.NoTime
		}
	}
	rec := s.record(cases)
	rec.Now = monday.AddDate(0, 0, 80)
	rec.Flow = func(string, int) *model.Flow { return flow }
	return findings.OfShop(rec, findings.Question{})
}

// neverIdle is a shop whose one worker is busy all day, though nothing waits, at
// these steps in turn.
func neverIdle(steps ...string) findings.Review {
	s := threeSteps([3]int{1, 1, 1}, [3]float64{0.1, 0.1, 0.1})
	s.until = monday.AddDate(0, 0, 5).UnixNano()
	var cases []*model.CaseLog
	for i := range 5 * 9 {
		begun := monday.AddDate(0, 0, i/9).Add(time.Duration(8+i%9) * time.Hour)
		ended := begun.Add(54 * time.Minute).UnixNano()
		cases = append(cases, &model.CaseLog{
			Case: model.CaseID("plant", i+1), Process: "plant", Version: 1, State: model.Finished, Started: begun.UnixNano(), Ended: ended,
			Promise: model.NoTime, FirstPromise: model.NoTime,
			Tasks: []model.TaskLog{{Task: steps[i%len(steps)], Round: 1, Kind: model.Do, State: model.Done, Role: "role-0", By: "worker-0",
				Ready: begun.UnixNano(), Taken: begun.UnixNano(), Begun: begun.UnixNano(), Ended: ended}},
		})
	}
	return findings.OfShop(s.record(cases), findings.Question{})
}

// TestSayings holds the sentences of every finding, in both languages, as a
// golden file: go test ./model/findings -run Sayings -update.
func TestSayings(t *testing.T) {
	calm := [3]float64{0.4, 0.4, 0.4}
	failing := threeSteps([3]int{1, 1, 1}, [3]float64{0.68, 0.4, 0.4})
	failing.stations[2].fails = 0.35
	looping := threeSteps([3]int{1, 1, 1}, [3]float64{0.4, 0.62, 0.4})
	looping.stations[1].again = 0.4
	late := threeSteps([3]int{1, 1, 1}, calm)
	late.promise = int64(40 * time.Minute)
	unclear := 0
	var text strings.Builder
	for _, c := range []struct {
		name   string
		review findings.Review
	}{
		{"one person is too few", threeSteps([3]int{1, 1, 2}, [3]float64{0.4, 1.25, 0.4}).told(nil)},
		{"two are too few", threeSteps([3]int{1, 2, 1}, [3]float64{0.4, 1.1, 0.4}).told(nil)},
		{"nobody before noon", threeSteps([3]int{1, 1, 1}, [3]float64{0.4, 0.3, 0.4}).there(1, 12*time.Hour, 17*time.Hour).told(nil)},
		{"nobody in the afternoon", threeSteps([3]int{1, 2, 1}, [3]float64{0.4, 0.3, 0.4}).there(1, 8*time.Hour, 13*time.Hour).told(nil)},
		{"nobody at noon", threeSteps([3]int{1, 1, 1}, [3]float64{0.4, 0.3, 0.4}).there(1, 10*time.Hour, 14*time.Hour).told(nil)},
		{"three are too few, though little waits", threeSteps([3]int{1, 3, 1}, [3]float64{0.4, 0.93, 0.4}).told(nil)},
		{"one is never idle", neverIdle("s0")},
		{"one is never idle, at two steps", neverIdle("s0", "s1", "s1")},
		{"a check sends back", failing.told(nil)},
		{"a step is done again", looping.told(nil)},
		{"a step is unclear", threeSteps([3]int{1, 1, 1}, calm).told(func(c *model.CaseLog) {
			if unclear++; len(c.Tasks) > 1 && unclear%3 == 0 {
				c.Tasks[1].Detours.Unclear, c.Tasks[1].Detours.GivenBack = unclear%2, (unclear+1)%2
			}
		})},
		{"work lies about", threeSteps([3]int{1, 1, 1}, calm).told(func(c *model.CaseLog) {
			for i := range c.Tasks {
				if c.Tasks[i].Task == "s1" {
					c.Tasks[i].Ready -= int64(5 * time.Hour)
				}
			}
		})},
		{"promises are too short", late.told(func(c *model.CaseLog) {
			c.FirstPromise = late.clock.wall(late.clock.open(c.Started) + late.promise)
			c.Promise = c.FirstPromise
		})},
		{"outside", outside(0)},
		{"outside, and it does not come", outside(25)},
		{"work is entered late", threeSteps([3]int{1, 1, 1}, calm).told(func(c *model.CaseLog) {
			for i := range c.Tasks {
				c.Tasks[i].Begun = model.NoTime
			}
		})},
		{"elsewhere, nobody is named", elsewhere(func(b *eventlog.Builder, day int, midnight time.Time) {
			b.Add(row(day, "Count", "", midnight.Add(-8*time.Hour), midnight.Add(9*time.Hour), midnight.Add(10*time.Hour)))
		})},
		{"elsewhere, ends only", elsewhere(func(b *eventlog.Builder, day int, midnight time.Time) {
			b.Add(row(day, "Order", "a", time.Time{}, time.Time{}, midnight.Add(9*time.Hour)))
			b.Add(row(day, "Delivery", "b", time.Time{}, time.Time{}, midnight.Add(83*time.Hour)))
		})},
		{"elsewhere, one busy person", elsewhere(func(b *eventlog.Builder, day int, midnight time.Time) {
			for n := range 4 { // Four come at midnight, six hours of work each.
				start := midnight.Add(time.Duration(6*n) * time.Hour)
				b.Add(row(4*day+n, "Press", "a", midnight.Add(-20*time.Hour), start, start.Add(6*time.Hour)))
			}
		})},
		{"elsewhere, nobody at night", elsewhere(func(b *eventlog.Builder, day int, midnight time.Time) {
			b.Add(row(day, "Count", "a", midnight.Add(-8*time.Hour), midnight.Add(9*time.Hour), midnight.Add(10*time.Hour)))
		})},
	} {
		fmt.Fprintf(&text, "# %s\n", c.name)
		for _, f := range c.review.Findings {
			fmt.Fprintf(&text, "%s %s%s of %d, %.0f h\n", f.Kind, f.Step, f.Process, f.N, f.Size/3600)
			for _, l := range []model.Lang{model.English, model.Indonesian} {
				if f.Change(l) == "" {
					t.Errorf("%s: nothing is proposed for %q", c.name, f.Problem(l))
				}
				for _, s := range []string{f.Problem(l), f.Cause(l), f.Change(l)} {
					fmt.Fprintf(&text, "  %s\n", s)
				}
			}
		}
	}
	const golden = "testdata/said.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	differs(t, "something", string(want), text.String())
}
