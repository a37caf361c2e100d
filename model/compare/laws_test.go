package compare

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
	"alur/model/stats"
)

// openHours are Monday to Saturday, eight to five.
func openHours(t testing.TB) *model.Calendar {
	t.Helper()
	cal, err := model.NewCalendar(model.DefaultHours(), "Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// TestExchangedSidesTurnTheVerdict: whatever the shop, who is named first does
// not matter.
func TestExchangedSidesTurnTheVerdict(t *testing.T) {
	cal := openHours(t)
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 4))
		days := rapid.IntRange(29, 70).Draw(t, "days")
		a := kind{time.Duration(1+rng.IntN(40)) * time.Hour, rng.IntN(60), time.Duration(rng.IntN(3)) * 20 * time.Hour}
		b := a
		if rapid.Bool().Draw(t, "differ") {
			b = kind{time.Duration(1+rng.IntN(40)) * time.Hour, rng.IntN(60), a.promise}
		}
		ask := rapid.SampledFrom([]func(time.Time) Question{trial, afterEachOther}).Draw(t, "form")
		q := ask(start.AddDate(0, 0, days))
		logs := append(shop(rng, 1, a, q.Before.From, 2, int(q.Before.To.Sub(q.Before.From)/day)), shop(rng, 2, b, q.After.From, 2, int(q.After.To.Sub(q.After.From)/day))...)
		there, back := Of(logs, q, cal), Of(logs, q.Swapped(), cal)
		turned := map[Kind]Kind{Better: Worse, Worse: Better}
		want := there.Verdict
		if k := turned[want.Kind]; k != "" {
			want.Kind = k
		}
		want.Gained, want.Lost = want.Lost, want.Gained
		got := back.Verdict
		if there.Before.Ended != there.After.Ended {
			want.Side = 1 - want.Side
		}
		// Which step moved is said where lead time was not gained, and so only
		// of one of the two.
		want.Shorter, want.Longer, got.Shorter, got.Longer = "", "", "", ""
		if !reflect.DeepEqual(want, got) {
			t.Fatalf("%+v, exchanged %+v", there.Verdict, back.Verdict)
		}
		if there.Lead.Difference.Value != -back.Lead.Difference.Value || there.Lead.Difference.Range.Low != -back.Lead.Difference.Range.High ||
			there.FirstPass.Difference.Value != -back.FirstPass.Difference.Value || math.Abs(there.Lead.P-back.Lead.P) > 1e-9 {
			t.Fatalf("%+v, exchanged %+v", there.Lead, back.Lead)
		}
		if !reflect.DeepEqual(there.Before, back.After) || !reflect.DeepEqual(there.After, back.Before) {
			t.Fatal("the cohorts differ")
		}
	})
}

// TestEachCaseCountsOnce: every case of the process is on a side as one of its
// states, left out and counted, or neither, whatever the order of the logs.
func TestEachCaseCountsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 5))
		q := rapid.SampledFrom([]func(time.Time) Question{trial, afterEachOther}).Draw(t, "form")(start.AddDate(0, 0, 40))
		logs := append(shop(rng, 1, kind{lead: 50 * time.Hour, erring: 30}, start.AddDate(0, 0, -10), 2, 60), shop(rng, 2, kind{lead: 50 * time.Hour}, start, 2, 60)...)
		for _, l := range logs {
			if rng.IntN(10) == 0 {
				l.State = model.Cancelled
			}
		}
		c := newReckoning(logs, q, model.AlwaysOpen()).compared()
		for i, x := range []Cohort{c.Before, c.After} {
			side := []Side{q.Before, q.After}[i]
			came := 0
			for _, l := range logs {
				if l.Version == side.Version && l.Started >= side.From.UnixNano() && l.Started < side.To.UnixNano() {
					came++
				}
			}
			if x.Cases != came || x.Ended+x.Open+x.Cancelled != came {
				t.Fatalf("of %d: %+v", came, x)
			}
		}
		rng.Shuffle(len(logs), func(i, j int) { logs[i], logs[j] = logs[j], logs[i] })
		if again := judged(logs, q); !reflect.DeepEqual(c.Verdict, again) {
			t.Fatalf("in another order %+v is %+v", c.Verdict, again)
		}
	})
}

// TestFiguresByHand: four cases, reckoned on paper.
func TestFiguresByHand(t *testing.T) {
	cal := openHours(t)
	jakarta := cal.Location()
	at := func(d, h int) time.Time { return time.Date(2026, 6, d, h, 0, 0, 0, jakarta) }
	now := at(10, 12)
	q := trial(now)
	q.Before.From, q.After.From = at(1, 0), at(1, 0)
	logs := []*model.CaseLog{
		// Monday 1 June 9 to 11: 2 h, promised for 10, then for 12.
		aCase(1, 1, at(1, 9), 2*time.Hour, false, time.Hour),
		// 16 to 10 the next day: 3 h of opening, 18 by the clock; sent back.
		aCase(1, 2, at(1, 16), 18*time.Hour, true, 20*time.Hour),
		// Open since the 10th at 8: 4 h so far.
		aCase(2, 1, at(10, 8), 100*time.Hour, false, 2*time.Hour),
		aCase(2, 2, at(2, 9), 3*time.Hour, false, 4*time.Hour),
		// Not of the process, and of another version.
		{Case: "x-1", Process: "x", Version: 1, Started: at(2, 9).UnixNano(), Ended: model.NoTime},
		aCase(3, 1, at(2, 9), time.Hour, false, 0),
	}
	logs[0].Promise = at(1, 12).UnixNano()
	c := Of(logs, q, cal)
	if c.Before.Cases != 2 || c.After.Cases != 2 || c.After.Open != 1 || c.After.Ended != 1 {
		t.Errorf("%+v %+v", c.Before, c.After)
	}
	if *c.Lead.Before != 2.5*3600 || *c.Elapsed.Before != 10*3600 {
		t.Errorf("before: %v and %v", *c.Lead.Before, *c.Elapsed.Before)
	}
	// One of two ended after 3 h, the other is open at 4 h: half are left.
	if c.Lead.After != nil || c.Lead.Known {
		t.Errorf("after: %v", c.Lead.After)
	}
	rates := func(name string, got Rates, before, after stats.Rate) {
		t.Helper()
		if got.Before != before || got.After != after {
			t.Errorf("%s: %+v %+v, not %+v %+v", name, got.Before, got.After, before, after)
		}
	}
	rates("first pass", c.FirstPass, stats.RateOf(1, 2), stats.RateOf(1, 1))
	rates("rework", c.Rework, stats.RateOf(1, 2), stats.RateOf(0, 1))
	rates("kept first", c.KeptFirst, stats.RateOf(1, 2), stats.RateOf(1, 2))
	rates("kept last", c.KeptLast, stats.RateOf(2, 2), stats.RateOf(1, 2))
	if len(c.Reasons) != 1 || c.Reasons[0].Reason != "scratched" || c.Reasons[0].Before != stats.RateOf(1, 2) {
		t.Errorf("%+v", c.Reasons)
	}
	// Under way, of any version: 2 + 18 + 3 + 1 + 4 hours of the 228.
	if want := 28.0 / 228; c.Before.WIP < want-1e-9 || c.Before.WIP > want+1e-9 || c.After.WIP != c.Before.WIP || c.After.WIPEnd != 1 {
		t.Errorf("under way %v, not %v; at the end %d", c.Before.WIP, want, c.After.WIPEnd)
	}
	if v := c.Verdict; v.Kind != Few || v.N != 1 || v.Side != 1 || v.WaitDays == 0 {
		t.Errorf("%+v", v)
	}
}

// TestWaitingForEnough: fourteen ended, twenty needed, two in three days.
func TestWaitingForEnough(t *testing.T) {
	var logs []*model.CaseLog
	for i := range 14 {
		logs = append(logs, aCase(2, i, start.Add(time.Duration(i)*36*time.Hour), time.Hour, false, 0))
	}
	for i := range 40 {
		logs = append(logs, aCase(1, i, start.Add(time.Duration(i)*12*time.Hour), time.Hour, false, 0))
	}
	now := start.AddDate(0, 0, 21)
	c := Of(logs, trial(now), model.AlwaysOpen())
	said := c.Sentences(Words{})[0]
	if got := said.In(model.English); got != "Too few cases (14) of version 2: wait about 9 days." {
		t.Error(got)
	}
	if got := said.In(model.Indonesian); got != "Kasus terlalu sedikit (14) untuk versi 2: tunggu sekitar 9 hari." {
		t.Error(got)
	}
	// Where no more come, there is nothing to wait for.
	q := trial(now)
	q.Now = now.AddDate(0, 1, 0)
	if v := Of(logs, q, model.AlwaysOpen()).Verdict; !v.Never || v.WaitDays != 0 {
		t.Errorf("%+v", v)
	}
}

// TestOneDayIsOne: of what is waited for, one day is not "1 days".
func TestOneDayIsOne(t *testing.T) {
	for _, v := range []Verdict{
		{Kind: Few, N: 14, WaitDays: 1}, {Kind: None, WaitDays: 1}, {Kind: None, WaitDays: 1, Maybe: []Measure{LeadTime}},
	} {
		for _, r := range (Comparison{Verdict: v}).Sentences(Words{}) {
			if said := r.In(model.English); contains(said, "wait") {
				if !contains(said, "about 1 day") || contains(said, "1 days") {
					t.Error(said)
				}
				v.WaitDays = 0
			}
		}
		if v.WaitDays != 0 {
			t.Errorf("nothing is said of %+v", v)
		}
	}
}

// TestAMovedWaitIsNoGain: the first step takes a tenth as long, the second as
// much longer, and cases as long as before.
func TestAMovedWaitIsNoGain(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 6))
	logs := append(shop(rng, 1, kind{lead: 20 * time.Hour}, start, 5, 40), shop(rng, 2, kind{lead: 20 * time.Hour}, start, 5, 40)...)
	for _, l := range logs {
		if l.Version == 2 {
			mid := l.Started + (l.Ended-l.Started)/10
			l.Tasks[0].Ended, l.Tasks[1].Ready = mid, mid
			l.Tasks[0].Begun, l.Tasks[1].Begun = l.Started, l.Ended
		}
	}
	c := Of(logs, trial(start.AddDate(0, 0, 40)), model.AlwaysOpen())
	if v := c.Verdict; v.Kind != None || v.Shorter != "make" || v.Longer != "check" {
		t.Fatalf("%+v", v)
	}
	said := ""
	for _, s := range c.Sentences(Words{}) {
		said += s.In(model.English) + "\n"
	}
	if want := "make takes less, check more: the wait has moved, which is no gain."; !contains(said, want) {
		t.Error(said)
	}
}

// TestOnlyPromisesThatCameDue: who was done early counts only once the promise
// has come due, as do those that are not done.
func TestOnlyPromisesThatCameDue(t *testing.T) {
	now := start.AddDate(0, 0, 10)
	logs := []*model.CaseLog{
		aCase(1, 1, start, time.Hour, false, 48*time.Hour),
		aCase(1, 2, start.AddDate(0, 0, 9), time.Hour, false, 48*time.Hour),
		aCase(1, 3, start, 300*time.Hour, false, 48*time.Hour),
		aCase(1, 4, start.AddDate(0, 0, 9), 300*time.Hour, false, 48*time.Hour),
	}
	c := Of(logs, trial(now), model.AlwaysOpen())
	if want := stats.RateOf(1, 2); c.KeptFirst.Before != want || c.KeptLast.Before != want {
		t.Errorf("%+v %+v", c.KeptFirst.Before, c.KeptLast.Before)
	}
}

// TestARateOfNobodySaysWhy: beside a case that ended, a rate that no case counts
// for says what it waits for, not that there is no case.
func TestARateOfNobodySaysWhy(t *testing.T) {
	now := start.AddDate(0, 0, 10)
	logs := []*model.CaseLog{
		aCase(1, 1, start.AddDate(0, 0, 9), time.Hour, false, 48*time.Hour),
		aCase(1, 2, start, 200*time.Hour, false, 480*time.Hour),
	}
	cells := map[string]string{}
	for _, row := range Of(logs, trial(now), model.AlwaysOpen()).Rows(Words{}) {
		for _, lang := range model.Langs() {
			cells[row.Label.In(lang)] = row.Before.In(lang) + ", " + row.After.In(lang)
		}
	}
	for label, want := range map[string]string{
		"First promise kept": "none due, no case", "Last promise kept": "none due, no case",
		"Janji awal ditepati": "belum tiba, belum ada", "Cases that came": "2, 0",
	} {
		if cells[label] != want {
			t.Errorf("%s: %q, want %q", label, cells[label], want)
		}
	}
}

// TestWhatIsWrongIsNotAllThatIsKnown: of cases that all go on, those that went
// wrong already say nothing of how many do.
func TestWhatIsWrongIsNotAllThatIsKnown(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 10))
	logs := shop(rng, 1, kind{lead: 10 * time.Hour, erring: 20}, start, 4, 14)
	now := start.AddDate(0, 0, 14)
	wrong := 0
	for _, l := range logs {
		l.State, l.Ended = model.Running, model.NoTime
		if sentBack(l, now.UnixNano()) {
			wrong++
		}
	}
	c := Of(logs, trial(now), model.AlwaysOpen())
	if wrong == 0 || c.FirstPass.Before.N != 0 || c.Rework.Before.N != 0 || len(c.Reasons) > 0 && c.Reasons[0].Before.N != 0 {
		t.Errorf("%d wrong, all open: right the first time %+v, again %+v, %+v", wrong, c.FirstPass.Before, c.Rework.Before, c.Reasons)
	}
}

// TestRatesDoNotHangOnWhenOneLooks: what goes wrong does so early, or takes
// eight times as long, and still the part that is right is neither overrated
// nor underrated while much is open.
func TestRatesDoNotHangOnWhenOneLooks(t *testing.T) {
	for _, times := range []int64{1, 8} {
		var right, all float64
		for seed := range uint64(100) {
			rng := rand.New(rand.NewPCG(seed, 10))
			logs := shop(rng, 1, kind{lead: 40 * time.Hour, erring: 40}, start, 4, 14)
			for _, l := range logs {
				if !sentBack(l, l.Ended) {
					continue
				}
				longer := func(at int64) int64 { return l.Started + times*(at-l.Started) }
				l.Ended = longer(l.Ended)
				for i := range l.Tasks {
					task := &l.Tasks[i]
					task.Ready, task.Begun, task.Ended = longer(task.Ready), longer(task.Begun), longer(task.Ended)
				}
			}
			c := newReckoning(logs, trial(start.AddDate(0, 0, 14)), model.AlwaysOpen()).compared()
			right, all = right+c.FirstPass.Before.K, all+c.FirstPass.Before.N
		}
		t.Logf("%d times: right are %.0f of %.0f", times, right, all)
		if share := right / all; share < 0.58 || share > 0.62 || all < 1000 {
			t.Errorf("%d times: right are %.0f of %.0f, where 60 of 100 are", times, right, all)
		}
	}
}
