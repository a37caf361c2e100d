package figures

import (
	"slices"

	"alur/model/eventlog"
	"alur/model/stats"
)

// Step are the figures of a step.
type Step struct {
	Process string `json:"process,omitempty"`
	Step    string `json:"step"`
	// Executions are instances that ended, Cases the cases they belong to.
	// RepeatCases have more than one, Extra are those beyond the first.
	Executions  int  `json:"executions"`
	Cases       int  `json:"cases"`
	RepeatCases int  `json:"repeat_cases"`
	Repeat      Rate `json:"repeat_share"`
	Extra       int  `json:"extra_executions"`
	// Immediate are those that directly follow one of the same step.
	Immediate int `json:"immediate_repeats"`
	// Failed are executions that ended without being done.
	Failed int `json:"failed"`
	// FirstPass are cases in which it was done once, and did not fail.
	FirstPass      int     `json:"first_pass_cases"`
	FirstPassYield float64 `json:"first_pass_yield"`
	// Starts are cases that begin with it, Ends those whose last completion it
	// is; where steps overlap that need not be the one that began last.
	Starts int `json:"starts"`
	Ends   int `json:"ends"`

	// Loops are runs of the step in which it directly follows itself;
	// Repetitions are cases that come back to it after other steps.
	Loops       Again `json:"self_loops"`
	Repetitions Again `json:"repetitions"`

	// Processing is from begin to end, less pauses, per execution; those
	// whose begin nobody recorded are not among it.
	Processing stats.Distribution `json:"processing"`
	// Waiting is how long executions had waited when they began: since they
	// were ready, or else since the last completion in the case. What waited
	// for nothing that is known, such as a first step, is not among it.
	Waiting stats.Distribution `json:"waiting"`
	// WaitingReady and WaitingSince are both kinds, whichever Waiting is.
	WaitingReady stats.Distribution `json:"waiting_since_ready"`
	WaitingSince stats.Distribution `json:"waiting_since_last_completion"`
	// WaitingShare is its part of the waiting of all steps, nil where no waiting
	// is known.
	WaitingShare *float64 `json:"waiting_share"`
	// ClaimDelay and StartDelay part the waiting since a step was ready by the
	// moment somebody took it, where that is known.
	ClaimDelay stats.Distribution `json:"claim_delay"`
	StartDelay stats.Distribution `json:"start_delay"`
	// Sojourn is waiting and processing together, with the pauses. It is known
	// where the begin is not, and nobody can tell the two apart.
	Sojourn stats.Distribution `json:"sojourn"`
	// QueueAverage is how many stood waiting for it on average over the
	// window, QueueMost the most at once; nil and 0 where the log says of no
	// execution when it began.
	QueueAverage *float64 `json:"queue_average"`
	QueueMost    int      `json:"queue_max"`
	// Open are instances that were there at the end of the window, and had not
	// ended then.
	Open int `json:"open"`
}

// Again counts rework as edeaR does: Repeat where all of it was by one person,
// Redo where another had a part in it. Persons that nobody recorded count as
// one.
type Again struct {
	All    int `json:"all"`
	Repeat int `json:"repeat"`
	Redo   int `json:"redo"`
}

func (a *Again) add(mixed bool) {
	a.All++
	if mixed {
		a.Redo++
	} else {
		a.Repeat++
	}
}

// seen is what a case has seen of a step so far.
type seen struct {
	times, runs, failed, again int
	person                     int32
	mixed                      bool
}

// steps reckons the figures of the steps.
func (r *reckoning) steps(s *scratch) {
	l := r.l
	r.f.Steps = make([]Step, len(l.Steps))
	for i, s := range l.Steps {
		r.f.Steps[i].Process, r.f.Steps[i].Step = s.Process, s.Name
	}
	of := make([]seen, len(l.Steps))
	var met []int32
	firstPass := 0
	for c := range l.Cases {
		if r.chosen[c] {
			met = r.stepsOfCase(c, of, met[:0])
		}
		clean := true
		for _, s := range met {
			clean = r.finishStep(s, of[s]) && clean
			of[s] = seen{}
		}
		met = met[:0]
		if !r.closed[c] {
			continue
		}
		if clean {
			firstPass++
		}
	}
	r.rework(firstPass)
	r.stepTimes(s)
	r.queues(s)
}

// again is true for a row that does over what its case has had: by its round
// where there is one, else where the case has seen the step before.
func (r *reckoning) again(row int32, before bool) bool {
	if r.l.Round != nil {
		return r.l.Round[row] > 1
	}
	return before
}

// repeats are the rows that do over what their case has had.
func (r *reckoning) repeats() []bool {
	l := r.l
	all := make([]bool, l.Len())
	last := make([]int32, len(l.Steps))
	for c := range l.Cases {
		mark := int32(c) + 1 //nolint:gosec // There are fewer than 2^31 cases.
		for i := l.First[c]; i < l.First[c+1]; i++ {
			all[i] = r.again(i, last[l.Step[i]] == mark)
			last[l.Step[i]] = mark
		}
	}
	return all
}

// stepsOfCase counts the steps of a case, and returns which it met.
func (r *reckoning) stepsOfCase(c int, of []seen, met []int32) []int32 {
	first, to := r.l.First[c], r.l.First[c+1]
	for i := first; i < to; {
		s := r.l.Step[i]
		n, next := r.runOf(i, to, &of[s])
		i = next
		if n.times == 0 {
			continue
		}
		step, o := &r.f.Steps[s], &of[s]
		if n.immediate > 0 {
			step.Loops.add(n.mixed)
			step.Immediate += n.immediate
		}
		if o.times == 0 {
			met = append(met, s)
			o.person = n.person
		}
		if o.runs == 0 || n.again > 0 {
			o.runs++
		}
		o.mixed = o.mixed || n.mixed || o.person != n.person
		o.times, o.again, o.failed = o.times+n.times, o.again+n.again, o.failed+n.failed
	}
	if r.closed[c] {
		r.beginAndEnd(first, to)
	}
	return met
}

// oneRun are rows of one step directly after each other.
type oneRun struct {
	times, again, immediate, failed int
	person                          int32
	mixed                           bool
}

// runOf reads the run that begins at a row, and returns the row behind it.
func (r *reckoning) runOf(i, to int32, o *seen) (oneRun, int32) {
	l := r.l
	n := oneRun{person: l.Person[i]}
	for s := l.Step[i]; i < to && l.Step[i] == s; i++ {
		if !r.counted[i] {
			if r.openAtEnd(cameIn(l, i), l.End[i]) {
				r.f.Steps[s].Open++
			}
			continue
		}
		if n.times == 0 {
			n.person = l.Person[i]
		}
		if r.again(i, o.times+n.times > 0) {
			n.again++
			if n.times > 0 {
				n.immediate++
			}
		}
		n.times++
		n.mixed = n.mixed || l.Person[i] != n.person
		if l.Failed[i] {
			n.failed++
		}
	}
	return n, i
}

// cameIn is since when an instance has been there to be done.
func cameIn(l *eventlog.Log, row int32) int64 {
	if l.Ready[row] != eventlog.Unknown {
		return l.Ready[row]
	}
	return l.Begin(int(row))
}

// beginAndEnd counts the first step of a case and the one that ended last.
func (r *reckoning) beginAndEnd(first, to int32) {
	l := r.l
	r.f.Steps[l.Step[first]].Starts++
	last := first
	for i := first; i < to; i++ {
		if l.End[i] >= l.End[last] {
			last = i
		}
	}
	r.f.Steps[l.Step[last]].Ends++
}

// finishStep adds what a case has seen of a step; true if it went well the
// first time.
func (r *reckoning) finishStep(s int32, o seen) bool {
	step := &r.f.Steps[s]
	step.Executions += o.times
	step.Failed += o.failed
	step.Cases++
	r.f.Executions += o.times
	if o.again > 0 {
		step.RepeatCases++
		step.Extra += o.again
	}
	if o.runs > 1 {
		step.Repetitions.add(o.mixed)
	}
	if o.again == 0 && o.failed == 0 {
		step.FirstPass++
		return true
	}
	return false
}

// rework sums up what came again.
func (r *reckoning) rework(firstPass int) {
	rolled := 1.0
	known := false
	for i := range r.f.Steps {
		s := &r.f.Steps[i]
		s.Repeat = rateOf(s.RepeatCases, s.Cases)
		if s.Cases == 0 {
			continue
		}
		known = true
		s.FirstPassYield = float64(s.FirstPass) / float64(s.Cases)
		rolled *= s.FirstPassYield
	}
	if known && r.onePath() {
		r.f.RolledYield = &rolled
	}
	r.f.RepeatCases = r.casesRepeating()
	r.f.Repeat = rateOf(r.f.RepeatCases, r.f.Cases)
	r.f.FirstPassShare = ratio(float64(firstPass), float64(r.f.Cases))
}

// onePath is true where all closed cases come to the same steps in the same
// order, whatever they do over.
func (r *reckoning) onePath() bool {
	l := r.l
	last := make([]int32, len(l.Steps))
	var path, way []int32
	for c := range l.Cases {
		if !r.closed[c] {
			continue
		}
		mark := int32(c) + 1 //nolint:gosec // There are fewer than 2^31 cases.
		way = way[:0]
		for i := l.First[c]; i < l.First[c+1]; i++ {
			if s := l.Step[i]; last[s] != mark {
				last[s] = mark
				way = append(way, s)
			}
		}
		if path == nil {
			path = slices.Clone(way)
		}
		if !slices.Equal(path, way) {
			return false
		}
	}
	return len(path) > 0
}

// casesRepeating are the closed cases that have some step more than once.
func (r *reckoning) casesRepeating() int {
	l := r.l
	last := make([]int32, len(l.Steps))
	n := 0
	for c := range l.Cases {
		if !r.closed[c] {
			continue
		}
		mark := int32(c) + 1 //nolint:gosec // There are fewer than 2^31 cases.
		for i := l.First[c]; i < l.First[c+1]; i++ {
			if r.again(i, last[l.Step[i]] == mark) {
				n++
				break
			}
			last[l.Step[i]] = mark
		}
	}
	return n
}

// stepTimes reckons how long steps took and waited.
func (r *reckoning) stepTimes(sorter *scratch) {
	l := r.l
	n := len(l.Steps)
	// A value that is not known, or of a row that does not count, belongs to
	// no step.
	number := make([]int32, l.Len())
	of := func(values []int64) groups {
		for i, s := range l.Step {
			number[i] = s
			if !r.counted[i] || values[i] < 0 {
				number[i] = -1
			}
		}
		return grouped(values, number, n)
	}
	processing, waiting := of(r.process), of(r.wait)
	scratch := make([]int64, l.Len())
	span := func(from, to []int64) groups {
		for i := range scratch {
			scratch[i] = -1
			if from[i] != eventlog.Unknown && to[i] != eventlog.Unknown && l.Start[i] != eventlog.Unknown {
				scratch[i] = between(r.lens.own(r.lens.role, l.Role[i]), from[i], to[i])
			}
		}
		return of(scratch)
	}
	var ready, last, claim, start groups
	if l.ReadyKnown() > 0 {
		ready, last = span(l.Ready, l.Start), span(r.last, l.Start)
		claim, start = span(l.Ready, l.Claimed), span(l.Claimed, l.Start)
	}
	for i := range scratch {
		scratch[i] = -1
		told := r.wait[i] >= 0 && r.process[i] >= 0
		if told || l.Start[i] == eventlog.Unknown && l.End[i] != eventlog.Unknown && r.since[i] != eventlog.Unknown {
			scratch[i] = between(r.lens.shop, r.since[i], l.End[i])
		}
	}
	sojourn := of(scratch)
	var all float64
	for i := range r.f.Steps {
		s := &r.f.Steps[i]
		s.Processing, s.Waiting, s.Sojourn = sorter.distribution(processing.of(i)), sorter.distribution(waiting.of(i)), sorter.distribution(sojourn.of(i))
		if l.ReadyKnown() > 0 {
			s.WaitingReady, s.WaitingSince = sorter.distribution(ready.of(i)), sorter.distribution(last.of(i))
			s.ClaimDelay, s.StartDelay = sorter.distribution(claim.of(i)), sorter.distribution(start.of(i))
		} else {
			s.WaitingSince = s.Waiting
		}
		all += s.Waiting.Sum
	}
	r.shareOut(all)
}

// shareOut says which part of all waiting each step has.
func (r *reckoning) shareOut(all float64) {
	if all == 0 {
		return
	}
	for i := range r.f.Steps {
		share := r.f.Steps[i].Waiting.Sum / all
		r.f.Steps[i].WaitingShare = &share
	}
}

// queues reckons how many stood waiting for each step. What has not begun
// stands there until now.
func (r *reckoning) queues(s *scratch) {
	l := r.l
	window := float64(between(r.lens.shop, r.from, r.to))
	if window == 0 || !r.beginsKnown() {
		return
	}
	n := len(l.Steps)
	from, to, number := make([]int64, l.Len()), make([]int64, l.Len()), make([]int32, l.Len())
	sums := make([]float64, n)
	for c := range l.Cases {
		for i := l.First[c]; i < l.First[c+1]; i++ {
			number[i] = -1
			if !r.chosen[c] || r.since[i] == eventlog.Unknown {
				continue
			}
			until := l.Start[i]
			if until == eventlog.Unknown {
				if l.End[i] != eventlog.Unknown {
					continue // It began at some time before its end.
				}
				until = r.now
			}
			a, b := max(r.since[i], r.from), min(until, r.to)
			if b < a || b == a && r.since[i] < until {
				continue // Outside the window.
			}
			from[i], to[i], number[i] = a, b, l.Step[i]
			sums[l.Step[i]] += float64(between(r.lens.shop, a, b))
		}
	}
	begins, ends := grouped(from, number, n), grouped(to, number, n)
	for i := range r.f.Steps {
		b, e := begins.of(i), ends.of(i)
		s.sortTimes(b)
		s.sortTimes(e)
		average := sums[i] / window
		r.f.Steps[i].QueueAverage, r.f.Steps[i].QueueMost = &average, atOnce(b, e)
	}
}

// beginsKnown reports whether the log says of any execution when it began, or
// that one waits still.
func (r *reckoning) beginsKnown() bool {
	for i, start := range r.l.Start {
		if start != eventlog.Unknown || r.l.End[i] == eventlog.Unknown {
			return true
		}
	}
	return false
}
