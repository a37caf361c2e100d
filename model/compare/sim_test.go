package compare

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"alur/model"
)

// start is when the simulated shops begin: a Monday.
var start = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)

// kind is what the cases of a simulated side are like.
type kind struct {
	// lead is the mean length of a case, erring how many of 100 are sent back,
	// each of which takes half as long again.
	lead   time.Duration
	erring int
	// promise is what customers are told, from the start; 0 for nothing.
	promise time.Duration
}

// shop simulates the cases of one side: so many arrive a day for so many days.
// How long they take is lognormal.
func shop(rng *rand.Rand, version int, k kind, from time.Time, perDay float64, days int) []*model.CaseLog {
	var logs []*model.CaseLog
	at, end := from, from.AddDate(0, 0, days)
	for {
		at = at.Add(time.Duration(rng.ExpFloat64() / perDay * float64(day)))
		if !at.Before(end) {
			return logs
		}
		lead := time.Duration(float64(k.lead) * math.Exp(0.8*rng.NormFloat64()-0.32))
		wrong := rng.IntN(100) < k.erring
		if wrong {
			lead += lead / 2
		}
		logs = append(logs, aCase(version, len(logs), at, lead, wrong, k.promise))
	}
}

// aCase is a case of two steps, each half of its time; where it was wrong, the
// first comes twice.
func aCase(version, number int, at time.Time, lead time.Duration, wrong bool, promise time.Duration) *model.CaseLog {
	begin, mid, end := at.UnixNano(), at.Add(lead/2).UnixNano(), at.Add(lead).UnixNano()
	l := &model.CaseLog{
		Case: fmt.Sprintf("p-%d%05d", version, number), Process: "p", Version: version, State: model.Finished,
		Started: begin, Ended: end, FirstPromise: model.NoTime, Promise: model.NoTime,
	}
	if promise > 0 {
		l.FirstPromise = at.Add(promise).UnixNano()
		l.Promise = l.FirstPromise
	}
	task := func(step string, round int, state model.TaskState, from, to int64) {
		l.Tasks = append(l.Tasks, model.TaskLog{Task: step, Round: round, Kind: model.Do, State: state, Ready: from, Taken: from, Begun: (from + to) / 2, Ended: to})
	}
	if wrong {
		quarter := (begin + mid) / 2
		task("make", 1, model.Done, begin, quarter)
		task("check", 1, model.SentBack, quarter, quarter)
		l.Tasks[1].Reason = "scratched"
		task("make", 2, model.Done, quarter, mid)
		task("check", 2, model.Done, mid, end)
		return l
	}
	task("make", 1, model.Done, begin, mid)
	task("check", 1, model.Done, mid, end)
	return l
}

// trial asks about two versions that were both begun from start on.
func trial(now time.Time) Question {
	side := func(v int) Side { return Side{Version: v, Versions: []int{v}, From: start, To: now, Seen: now} }
	return Question{Process: "p", Before: side(1), After: side(2), Together: true, Drawn: true, Now: now}
}

// afterEachOther asks about version 1 for 28 days and version 2 since.
func afterEachOther(now time.Time) Question {
	q := trial(now)
	change := start.AddDate(0, 0, 28)
	q.Before.To, q.Before.Seen, q.After.From, q.Together, q.Drawn = change, change, change, false, false
	return q
}

// judged is the verdict of Of, without the intervals that take its time.
func judged(logs []*model.CaseLog, q Question) Verdict {
	return newReckoning(logs, q, model.AlwaysOpen()).compared().Verdict
}

// TestEqualSidesAreNotCalledDifferent: of a hundred pairs of equal sides, seen
// once after a time of any length, no more than five are told apart.
func TestEqualSidesAreNotCalledDifferent(t *testing.T) {
	for name, ask := range map[string]func(time.Time) Question{"together": trial, "one after the other": afterEachOther} {
		told, few := 0, 0
		for seed := range uint64(200) {
			rng := rand.New(rand.NewPCG(seed, 1))
			k := kind{lead: time.Duration(1+rng.IntN(60)) * time.Hour, erring: rng.IntN(40), promise: time.Duration(1+rng.IntN(60)) * time.Hour}
			days := 32 + rng.IntN(40)
			now := start.AddDate(0, 0, days)
			q := ask(now)
			was := int(q.Before.To.Sub(q.Before.From) / day)
			is := int(q.After.To.Sub(q.After.From) / day)
			logs := append(shop(rng, 1, k, q.Before.From, 3, was), shop(rng, 2, k, q.After.From, 3, is)...)
			switch v := judged(logs, q); v.Kind {
			case None:
			case Few:
				few++
			default:
				told++
			}
		}
		t.Logf("%s: of 200 equal pairs %d were told apart, %d had too few cases", name, told, few)
		if told > 10 {
			t.Errorf("%s: %d of 200 equal pairs were told apart", name, told)
		}
		if few > 100 {
			t.Errorf("%s: %d of 200 had too few cases to show anything", name, few)
		}
	}
}

// TestLookingEveryDayFindsNothing: an owner who looks at a trial of equal
// versions every day for two months is not told of a difference once in more
// than five of a hundred shops.
func TestLookingEveryDayFindsNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes several seconds")
	}
	const shops = 200
	told := 0
	for seed := range uint64(shops) {
		rng := rand.New(rand.NewPCG(seed, 2))
		k := kind{lead: 20 * time.Hour, erring: 15, promise: 30 * time.Hour}
		logs := append(shop(rng, 1, k, start, 3, 60), shop(rng, 2, k, start, 3, 60)...)
		for d := 4; d <= 60; d++ {
			// Steps are not judged, and take the most time.
			r := newReckoning(logs, trial(start.AddDate(0, 0, d)), model.AlwaysOpen())
			c := Comparison{Before: r.sides[0].cohort, After: r.sides[1].cohort, Lead: r.lasting((*sighting).inOpening)}
			r.rates(&c)
			if v := r.judge(&c); v.Kind != None && v.Kind != Few {
				told++
				break
			}
		}
	}
	t.Logf("of %d shops %d were told of a difference", shops, told)
	if told > shops/20 {
		t.Errorf("%d of %d", told, shops)
	}
}

// TestARealHalvingIsFound: where version 2 takes half as long, or errs less, or
// both, it is called better, and not before there are enough cases.
func TestARealHalvingIsFound(t *testing.T) {
	was := kind{lead: 30 * time.Hour, erring: 40, promise: 40 * time.Hour}
	for name, c := range map[string]struct {
		is       kind
		days     int
		gained   []Measure
		expected Kind
	}{
		"half as long":     {kind{lead: 15 * time.Hour, erring: 40, promise: 40 * time.Hour}, 45, []Measure{LeadTime}, Better},
		"half the errors":  {kind{lead: 30 * time.Hour, erring: 8, promise: 0}, 60, []Measure{Right}, Better},
		"twice as long":    {kind{lead: 60 * time.Hour, erring: 40, promise: 0}, 45, nil, Worse},
		"faster, but more": {kind{lead: 12 * time.Hour, erring: 80, promise: 0}, 60, []Measure{LeadTime}, Mixed},
	} {
		for form, ask := range map[string]func(time.Time) Question{"together": trial, "one after the other": afterEachOther} {
			found := 0
			const pairs = 40
			for seed := range uint64(pairs) {
				rng := rand.New(rand.NewPCG(seed, 3))
				days := c.days
				if form != "together" {
					days += 28
				}
				q := ask(start.AddDate(0, 0, days))
				logs := shop(rng, 1, was, q.Before.From, 4, int(q.Before.To.Sub(q.Before.From)/day))
				logs = append(logs, shop(rng, 2, c.is, q.After.From, 4, c.days)...)
				v := judged(logs, q)
				if v.Kind == c.expected && len(c.gained) <= len(v.Gained) {
					found++
				}
			}
			t.Logf("%s, %s: found in %d of %d", name, form, found, pairs)
			if found < pairs*9/10 {
				t.Errorf("%s, %s: found in %d of %d", name, form, found, pairs)
			}
		}
	}
}
