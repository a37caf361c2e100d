package findings

import (
	"cmp"
	"math"
	"slices"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Kind is what a finding is about.
type Kind string

// The kinds of findings.
const (
	Slow       Kind = "slow"
	Convoluted Kind = "convoluted"
	Errors     Kind = "errors"
	Growing    Kind = "growing"
	Overload   Kind = "load"
	Promises   Kind = "promise"
)

// From where on a figure is a problem. The shares are held against the lower
// (or upper) end of their interval, so that few cases name nothing.
const (
	// slowShare is the part of lead time that waiting for one step takes, and
	// slowTimes how many times the work itself the wait is: a queue at three
	// quarters of its capacity waits three times as long as it works.
	// With surelyTimes even the lower end of the interval has to be above.
	slowShare, slowTimes, surelyTimes = 0.15, 3, 2
	// clearly is by how much the first must cost more than the second to be
	// named alone; atMost are named beside each other.
	clearly, atMost = 1.5, 3
	// failing is the share of attempts that are sent back, repeating of cases
	// in which a step comes again for no reason on record, doubtful of rounds
	// that were given back or reported as unclear.
	failing, repeating, doubtful = 0.05, 0.10, 0.10
	// surely is the chance below which a queue is said to grow, for all steps
	// together.
	surely = 0.02
	// loaded is the part of people's time from which on a role has too much.
	loaded = 0.85
	// keeping is the share of promises that a shop should keep.
	keeping = 0.9
)

// Finding is one problem.
type Finding struct {
	Kind    Kind
	Process string
	// Step is the id of the step; the role for Overload, empty for Promises.
	Step string
	// Size is the time that it cost in the period, in seconds of whatever time
	// is counted. Findings stand by it.
	Size float64
	// N is how many cases or rounds it goes by.
	N int
	// Outside is true where nobody in the shop can hurry it. Such findings
	// stand behind the others.
	Outside bool
	// Now is true for what holds at this moment, not of the period.
	Now bool

	words words
}

// Together are all problems of a shop in the one order in which they are told
// everywhere: what piles up now, then those of the period.
func Together(now model.Bottlenecks, period []Finding) []Finding {
	pile, ok := now.Pile()
	if !ok {
		return period
	}
	s := pile.Step
	first := Finding{Kind: Growing, Process: s.Process, Step: s.Step, Size: s.Excess.Seconds(), N: s.Waiting, Now: true}
	first.words = words{problem: pile.Problem, cause: pile.Cause, change: pile.Change}
	return append([]Finding{first}, period...)
}

// find names the problems, the one that costs most first, and behind each what
// only follows from it.
func (r *reviewing) find() {
	r.f.Findings = nil
	r.findErrors()
	r.findConvoluted()
	r.findSlow()
	r.findGrowing()
	r.findOverload()
	r.findPromises()
	r.f.Findings = r.inOrder(r.f.Findings)
}

func (r *reviewing) add(f Finding, w words) {
	f.words = w
	r.f.Findings = append(r.f.Findings, f)
}

func (r *reviewing) findErrors() {
	for _, e := range r.f.Errors {
		if r.f.Steps[e.step].Cases >= Enough && e.Range.Low > failing {
			r.add(Finding{Kind: Errors, Process: e.Process, Step: e.Step, Size: e.Lost, N: e.Attempts}, r.sayErrors(e))
		}
	}
}

// findConvoluted names steps that are done over for no reason on record, those
// beside the first only where they cost nearly as much, and steps that people
// find unclear.
func (r *reviewing) findConvoluted() {
	var again []Detour
	for _, d := range r.f.Detours {
		if d.Cases < Enough {
			continue
		}
		if stats.RateOf(d.AgainCases, d.Cases).Wilson().Low > repeating {
			again = append(again, d)
			continue
		}
		if d.doubt().Wilson().Low > doubtful {
			size := float64(d.troubled) * r.f.Steps[d.step].Sojourn.Mean
			r.add(Finding{Kind: Convoluted, Process: d.Process, Step: d.Step, Size: size, N: d.Executions}, r.sayDoubt(d))
		}
	}
	slices.SortStableFunc(again, func(a, b Detour) int { return cmp.Or(cmp.Compare(b.Lost, a.Lost), cmp.Compare(b.Again, a.Again)) })
	again = again[:beside(len(again), func(n int) float64 { return again[n].Lost })]
	for n, d := range again {
		w := r.sayAgain(d)
		if n == 0 {
			w.cause = r.andNearly(w.cause, len(again)-1, func(n int) int32 { return again[n+1].step })
		}
		r.add(Finding{Kind: Convoluted, Process: d.Process, Step: d.Step, Size: d.Lost, N: d.Cases}, w)
	}
}

// sink is a step and the time that closed and open cases spent on waiting for
// it. Untold is true where the log does not part waiting from work.
type sink struct {
	step   int32
	lost   float64
	closed float64
	untold bool
}

// sinks are the steps whose waiting is out of proportion, the longest first.
func (r *reviewing) sinks() []sink {
	lead := r.f.LeadTime.Sum
	if lead <= 0 {
		return nil
	}
	var all []sink
	for _, q := range r.f.Queues {
		// What runs another process is told of by the steps of that.
		t := sink{step: q.step, lost: q.Waited, closed: r.waitOfClosed(q.step)}
		if r.kinds[q.step] != model.Run && t.closed >= slowShare*lead && r.outOfProportion(t, lead) {
			all = append(all, t)
		}
	}
	for i, s := range r.f.Steps {
		if s.Waiting.N == 0 && s.Cases >= Enough && s.Sojourn.N >= Enough && s.Sojourn.Sum >= slowShare*lead {
			all = append(all, sink{step: int32(i), lost: s.Sojourn.Sum, closed: s.Sojourn.Sum, untold: true}) //nolint:gosec // There are fewer than 2^31 steps.
		}
	}
	slices.SortStableFunc(all, func(a, b sink) int { return cmp.Compare(b.lost, a.lost) })
	return all
}

// outOfProportion is true for a step that waits much longer than its work takes,
// and than all that the same people do on average (short work stands behind
// long); or that waits so long for people who are not there though the shop is
// open: without that nothing would have to wait for them at all.
func (r *reviewing) outOfProportion(t sink, lead float64) bool {
	s := r.f.Steps[t.step]
	work := max(s.Processing.Mean, r.served[r.serverOf(t.step)].mean())
	switch {
	case s.Cases < Enough, s.Waiting.N < Enough:
		return false
	case s.Processing.N == 0, r.external(t.step):
		return true
	case s.Waiting.Mean >= slowTimes*work && r.waitsAtLeast(t.step) >= surelyTimes*work:
		return true
	}
	return r.Options.Calendar != nil && r.cause(t.step).away*t.closed >= slowShare*lead
}

// waitsAtLeast is the lower end of where the mean wait for a step lies, one-sided
// 95 %, in seconds. Who waits in a queue waits for those before, so single waits
// tell the same thing many times: the means of a few stretches of them, one
// after the other, are taken instead (batch means).
func (r *reviewing) waitsAtLeast(step int32) float64 {
	const batches, student = 10, 1.833
	var rows []int32
	for _, i := range r.step[step] {
		if r.rows.Counted[i] && r.rows.Wait[i] >= 0 {
			rows = append(rows, i)
		}
	}
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(cmp.Compare(r.rows.Since[a], r.rows.Since[b]), cmp.Compare(r.rows.Wait[a], r.rows.Wait[b]))
	})
	var sum, squares float64
	for b := range batches {
		of := rows[b*len(rows)/batches : (b+1)*len(rows)/batches]
		var wait stats.Total
		for _, i := range of {
			wait.Add(r.rows.Wait[i])
		}
		mean := wait.Seconds() / float64(len(of))
		sum, squares = sum+mean, squares+mean*mean
	}
	mean := sum / batches
	return mean - student*math.Sqrt(max(0, squares/batches-mean*mean)/(batches-1))
}

// waitOfClosed is how long closed cases waited for a step, in seconds.
func (r *reviewing) waitOfClosed(step int32) float64 {
	var sum stats.Total
	for _, i := range r.step[step] {
		if r.rows.Closed[r.Log.Case[i]] {
			sum.Add(max(0, r.rows.Wait[i]))
		}
	}
	return sum.Seconds()
}

// beside is how many of those that cost, the first most, are named: those that
// cost clearly less than the first are not.
func beside(n int, cost func(n int) float64) int {
	named := 0
	for named < min(n, atMost) && cost(0) <= clearly*cost(named) {
		named++
	}
	return named
}

// findSlow names the step that wastes most time. Others are named beside it
// only where they cost nearly as much, and then that is said: which of them is
// the first may be chance.
func (r *reviewing) findSlow() {
	all := r.sinks()
	all = all[:beside(len(all), func(n int) float64 { return all[n].lost })]
	for n, t := range all {
		s := r.f.Steps[t.step]
		f := Finding{
			Kind: Slow, Process: s.Process, Step: s.Step, Size: t.lost, N: max(s.Waiting.N, s.Sojourn.N), Outside: r.external(t.step),
		}
		w := r.saySlow(t)
		if n == 0 {
			w.cause = r.andNearly(w.cause, len(all)-1, func(n int) int32 { return all[n+1].step })
		}
		r.add(f, w)
	}
}

func (r *reviewing) findGrowing() {
	for _, q := range r.f.Queues {
		usual := r.f.Steps[q.step].Waiting
		if r.kinds[q.step] == model.Run || r.waiters(q.step) < Enough {
			continue
		}
		if q.Chance >= surely/float64(len(r.f.Queues)) || q.End < 3 || q.End <= q.Begin || usual.N > 0 && q.Oldest <= usual.P85 {
			continue
		}
		var open stats.Total
		for _, i := range r.step[q.step] {
			if r.waits(i) {
				open.Add(max(0, r.waited(i)))
			}
		}
		r.add(Finding{
			Kind: Growing, Process: q.Process, Step: q.Step, Size: open.Seconds(), N: q.Came + q.Went, Outside: r.external(q.step),
		}, r.sayGrowing(q))
	}
}

// waiters are the cases that came to a step in the period, or wait at it still.
func (r *reviewing) waiters(step int32) int {
	n, last := 0, eventlog.None
	for _, i := range r.step[step] {
		if c := r.Log.Case[i]; c != last && r.rows.Since[i] != eventlog.Unknown {
			n, last = n+1, c
		}
	}
	return n
}

// casesOf are the cases that a role had a part in.
func (r *reviewing) casesOf(role string) int {
	for _, f := range r.f.Roles {
		if f.Role == role {
			return f.Cases
		}
	}
	return 0
}

func (r *reviewing) findOverload() {
	for _, l := range r.f.Loads {
		if r.casesOf(l.Role) < Enough || l.Utilisation == nil || *l.Utilisation < loaded || r.isSlow(l.Role) {
			continue
		}
		r.add(Finding{Kind: Overload, Step: l.Role, Size: l.waited(), N: l.Executions}, r.sayOverload(l))
	}
}

// isSlow is true where a step of a role is named as slow already.
func (r *reviewing) isSlow(role string) bool {
	for _, f := range r.f.Findings {
		if f.Kind != Slow {
			continue
		}
		for _, i := range r.step[r.index[eventlog.Step{Process: f.Process, Name: f.Step}]] {
			if n := r.Log.Role[i]; n != eventlog.None && r.Log.Roles[n] == role {
				return true
			}
		}
	}
	return false
}

func (r *reviewing) findPromises() {
	for _, p := range r.f.Promises {
		if p.Cases >= Enough && p.Range.High < keeping {
			r.add(Finding{Kind: Promises, Process: p.Process, Size: p.Lateness.Sum, N: p.Cases}, r.sayPromise(p))
		}
	}
}
