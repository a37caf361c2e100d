package findings_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/stats"
)

// The unit of the closed forms is a mean service; here it takes this long.
const unit = 600.0

// lineUp are the stations of a queueing system: people each, exponential
// services of so many units, arrivals per unit.
func lineUp(arrivals float64, people []int, takes ...float64) *plant {
	p := &plant{clock: always(), gap: unit / arrivals, until: math.MaxInt64, most: 1}
	for i, n := range people {
		p.stations = append(p.stations, station{role: i, takes: takes[i] * unit, shape: 1})
		for range n {
			p.workers = append(p.workers, worker{roles: []int{i}, clock: always()})
		}
	}
	return p
}

// measured are what the figures of a run say, in units.
type measured struct {
	wait, waitP90, queue, stay, within, visits float64
}

// measure runs a plant once, drops the warm-up, and takes the figures.
func measure(t *testing.T, p *plant, seed uint64, customers int) measured {
	t.Helper()
	warm := customers / 6
	p.most = warm + customers
	cases := p.played(rand.New(rand.NewPCG(seed, 11)))
	log, _ := eventlog.OfCases(cases)
	o := figures.Everything()
	o.Ready = figures.ReadyAlways
	o.From, o.To = cases[warm].Started, cases[len(cases)-1].Started
	o.Now = o.To
	f := figures.Of(log, o)
	littleHolds(t, f, cases, o.From, o.To)
	s := f.Steps[0]
	return measured{
		wait: s.Waiting.Mean / unit, waitP90: s.Waiting.P90 / unit, queue: *s.QueueAverage,
		stay: f.LeadTime.Mean / unit, within: *f.WIPAverage, visits: f.StepsPerCase.Mean,
	}
}

// littleHolds holds that the work in progress is what Little's law makes of
// the record: the mean number within, times the window, is the time that all
// cases together spent in it, to rounding; and over a long run, the arrivals
// times the mean stay.
func littleHolds(t *testing.T, f figures.Figures, cases []*model.CaseLog, from, to int64) {
	t.Helper()
	var spent float64
	for _, c := range cases {
		if a, b := max(c.Started, from), min(c.Ended, to); a < b {
			spent += float64(b-a) / 1e9
		}
	}
	if got := f.Work.Average * f.Work.Window; math.Abs(got-spent) > 1e-9*spent {
		t.Errorf("%v s of work in progress, %v s spent in it", got, spent)
	}
	if f.Work.LittleGap > 0.02 {
		t.Errorf("a gap of %.3f to Little's law over a long run", f.Work.LittleGap)
	}
}

// runs are repetitions of a measure, told apart by their seeds.
type runs []float64

// says holds that a closed form is what the mean of the runs comes to, within
// three standard errors, which have to be small enough to tell it from another.
func (r runs) says(t *testing.T, what string, want float64) {
	t.Helper()
	var sum, squares float64
	for _, x := range r {
		sum, squares = sum+x, squares+x*x
	}
	n := float64(len(r))
	mean := sum / n
	se := math.Sqrt(max(0, squares/n-mean*mean) / (n - 1))
	t.Logf("%-22s %9.5f, simulated %9.5f with a standard error of %.5f", what, want, mean, se)
	if math.Abs(mean-want) > 3*se {
		t.Errorf("%s: simulated %v with a standard error of %v, want %v", what, mean, se, want)
	}
	few := 0.04
	if testing.Short() {
		few = 0.1
	}
	if se > few*want {
		t.Errorf("%s: a standard error of %v says nothing of %v", what, se, want)
	}
}

// repeated runs a plant many times.
func repeated(t *testing.T, p *plant, customers int, of ...func(measured) float64) []runs {
	t.Helper()
	all := make([]runs, len(of))
	for seed := range uint64(12) {
		m := measure(t, p, seed+1, customers)
		for i, get := range of {
			all[i] = append(all[i], get(m))
		}
	}
	return all
}

func customers(t *testing.T) int {
	t.Helper()
	if testing.Short() {
		return 3000
	}
	return 12000
}

// TestQueuesWaitAsErlangSays holds the figures of simulated M/M/c queues
// against Erlang's formulas, over the loads that ANALYTICS names: 12 long runs
// each, the first customers dropped.
func TestQueuesWaitAsErlangSays(t *testing.T) {
	for _, q := range []stats.Queue{
		{Arrivals: 0.5, Services: 1, C: 1}, {Arrivals: 0.8, Services: 1, C: 1}, {Arrivals: 1.6, Services: 1, C: 2},
		{Arrivals: 2.4, Services: 1, C: 3}, {Arrivals: 4, Services: 1, C: 5},
	} {
		n := customers(t)
		if q.Load() > 0.7 {
			n *= 2 // It forgets slowly.
		}
		r := repeated(t, lineUp(q.Arrivals, []int{q.C}, 1), n,
			func(m measured) float64 { return m.wait }, func(m measured) float64 { return m.waitP90 },
			func(m measured) float64 { return m.queue }, func(m measured) float64 { return m.stay }, func(m measured) float64 { return m.within })
		t.Logf("M/M/%d at a load of %.2f", q.C, q.Load())
		r[0].says(t, "wait", q.Wait())
		r[1].says(t, "9 of 10 wait at most", q.WaitQuantile(0.9))
		r[2].says(t, "waiting on average", q.Waiting())
		r[3].says(t, "stay", q.Stay())
		r[4].says(t, "within on average", q.Within())
	}
}

// TestOneAfterTheOther holds two single servers one after the other against
// Burke's theorem: each is a queue by itself.
func TestOneAfterTheOther(t *testing.T) {
	r := repeated(t, lineUp(0.6, []int{1, 1}, 1, 0.8), customers(t),
		func(m measured) float64 { return m.stay }, func(m measured) float64 { return m.wait })
	r[0].says(t, "stay", stats.TandemStay(0.6, 1, 1/0.8))
	r[1].says(t, "wait at the first", stats.Queue{Arrivals: 0.6, Services: 1, C: 1}.Wait())
}

// TestWhatIsDoneOverComesAgain holds a step that is done over with the chance p
// (for no reason on record), and a check that sends p back to the step before
// it, against Jackson: 1/(1-p) visits, and queues as if so many more came.
func TestWhatIsDoneOverComesAgain(t *testing.T) {
	const p, arrivals = 0.3, 0.4
	visits := stats.ReworkVisits(p)
	loop := lineUp(arrivals, []int{1}, 1)
	loop.stations[0].again = p
	q := stats.Queue{Arrivals: arrivals * visits, Services: 1, C: 1}
	of := []func(measured) float64{
		func(m measured) float64 { return m.visits }, func(m measured) float64 { return m.wait }, func(m measured) float64 { return m.stay },
	}
	r := repeated(t, loop, customers(t), of...)
	r[0].says(t, "visits", visits)
	r[1].says(t, "wait of a visit", q.Wait())
	r[2].says(t, "stay", q.Within()/arrivals)

	check := lineUp(arrivals, []int{1, 1}, 1, 0.5)
	check.stations[1].fails, check.stations[1].back = p, 0
	second := stats.Queue{Arrivals: q.Arrivals, Services: 2, C: 1}
	r = repeated(t, check, customers(t), of...)
	r[0].says(t, "visits of both", 2*visits)
	r[1].says(t, "wait of a visit", q.Wait())
	r[2].says(t, "stay", (q.Within()+second.Within())/arrivals)
}

// TestTheRulesKeepTheSameLog holds that what the simulations make directly is
// what the rules of the program put on record of the same days: command by
// command through Decide, event by event through Apply, then Case.Log.
func TestTheRulesKeepTheSameLog(t *testing.T) {
	loop, check := lineUp(0.4, []int{1}, 1), lineUp(0.4, []int{1, 1}, 1, 0.5)
	loop.stations[0].again = 0.3
	check.stations[1].fails = 0.3
	plants := []*plant{lineUp(0.8, []int{1}, 1), lineUp(2.4, []int{3}, 1), lineUp(0.6, []int{1, 1}, 1, 0.8), loop, check}
	for _, p := range plants {
		p.until = monday.AddDate(0, 0, 6).UnixNano()
	}
	for kind := range kinds {
		plants = append(plants, &randomPlant(rand.New(rand.NewPCG(uint64(kind), 7)), kind).plant) //nolint:gosec // A few kinds.
	}
	for i, p := range plants {
		p.most = 150
		begun := time.Now()
		direct := p.played(rand.New(rand.NewPCG(1, 8)))
		r := newRules(t, p)
		p.run(rand.New(rand.NewPCG(1, 8)), r)
		byRules := r.logs()
		t.Logf("plant %d: %d cases, %d acts in %s", i, len(direct), r.acts, time.Since(begun).Round(time.Millisecond))
		if len(direct) < 100 || len(direct) != len(byRules) {
			t.Fatalf("plant %d: %d cases directly, %d by the rules", i, len(direct), len(byRules))
		}
		for n := range direct {
			if !reflect.DeepEqual(direct[n], byRules[n]) {
				t.Fatalf("plant %d: directly\n%+v\nby the rules\n%+v", i, direct[n], byRules[n])
			}
		}
	}
}
