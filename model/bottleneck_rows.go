package model

import (
	"cmp"
	"strings"
	"time"

	"alur/model/stats"
)

// stepKey names a step over the versions of its process.
type stepKey struct{ process, step string }

// stepRows are the rows of one step.
type stepRows struct {
	open []OpenTask
	past []finishedTask
	// version is the newest one seen; title and role are its own.
	version     int
	title, role string
	// waivers is how often four eyes were waived for the finished ones.
	waivers int
}

// finishedTask is what the bottlenecks keep of an attempt: a shop of ten years
// has millions of them.
type finishedTask struct {
	ready, begun, ended int64
	state               TaskState
	outside             bool
}

// piling is one reckoning of the bottlenecks.
type piling struct {
	in    BottleneckInput
	cal   *Calendar
	since time.Time
	steps map[stepKey]*stepRows
}

// collect sorts the rows that are asked for by step.
func (r *piling) collect() {
	r.since = r.in.Since
	if r.since.IsZero() {
		r.since = r.oldest()
	}
	closings := map[string]time.Time{}
	for _, t := range r.in.Open {
		if r.asked(t.Process, t.Version, t.Division) {
			closing, known := closings[t.Division]
			if !known {
				closing = r.in.Shop.closing(t.Division, r.in.Now)
				closings[t.Division] = closing
			}
			if cameBackAt(closing, t.State, t.By, t.Touched) {
				t.giveBack()
			}
			s := r.step(t.Process, BaseStep(t.Step), t.Version, strings.TrimSuffix(t.Title, ": "+t.Entry), t.Role)
			s.open = append(s.open, t)
		}
	}
	for p := range r.in.Past {
		if p.Kind.ByItself() || p.Ended.Before(r.since) || p.Ended.After(r.in.Now) {
			continue
		}
		if r.asked(p.Process, p.Version, p.Division) {
			s := r.step(p.Process, BaseStep(p.Step), p.Version, strings.TrimSuffix(p.Title, ": "+p.Entry), p.Role)
			s.past = append(s.past, finishedTask{
				ready: nanos(p.Ready), begun: nanos(p.Begun), ended: nanos(p.Ended),
				state: p.State, outside: p.Kind == Wait,
			})
			s.waivers += r.waivers(p.Waivers)
		}
	}
}

// oldest is the first moment in the rows.
func (r *piling) oldest() time.Time {
	first := r.in.Now
	for _, t := range r.in.Open {
		first = earlier(first, t.Ready)
	}
	for p := range r.in.Past {
		if p.Kind.ByItself() {
			continue
		}
		if first = earlier(first, p.Ended); !p.Ready.IsZero() {
			first = earlier(first, p.Ready)
		}
	}
	return first
}

func (r *piling) asked(process string, version int, division string) bool {
	switch {
	case r.in.Process != "" && process != r.in.Process:
		return false
	case r.in.Version != 0 && version != r.in.Version:
		return false
	case r.in.Division != "" && division != r.in.Division:
		return false
	}
	return r.in.Kind == "" || r.kind(process, version) == r.in.Kind
}

func (r *piling) kind(process string, version int) Kind {
	if head := r.in.Shop.Processes[process]; head != nil {
		return head.Kind
	}
	if f := r.flow(process, version); f != nil {
		return f.Process.Kind
	}
	return Core
}

func (r *piling) flow(process string, version int) *Flow {
	if r.in.Flow == nil {
		return nil
	}
	return r.in.Flow(process, version)
}

// step is where the rows of a step are kept; the newest version names it.
func (r *piling) step(process, step string, version int, title, role string) *stepRows {
	key := stepKey{process, step}
	s := r.steps[key]
	if s == nil {
		s = &stepRows{version: version, title: title, role: role}
		r.steps[key] = s
	}
	if cmp.Or(cmp.Compare(version, s.version), cmp.Compare(title, s.title), cmp.Compare(role, s.role)) > 0 {
		s.version, s.title, s.role = version, title, role
	}
	return s
}

// figures reckons one step.
func (r *piling) figures(key stepKey, rows *stepRows) StepFigures {
	f := StepFigures{
		Process: key.process, ProcessName: r.processName(key.process, rows.version),
		Step: key.step, Title: rows.title, Role: rows.role,
	}
	q := &lineUp{now: r.in.Now}
	known := r.past(&f, rows.past, q)
	f.Usual = medianOf(known, enoughToSay)
	r.open(&f, rows.open, q)
	if f.Usual.Known && f.SoFar.Known && f.Usual.Time > 0 {
		f.Ratio = float64(f.SoFar.Time) / float64(f.Usual.Time)
	}
	q.reckon(r, &f)
	f.Allowed, f.AllowedSaid = r.allowed(key, rows.version)
	switch {
	case f.PilingSince.IsZero():
	case f.Usual.Known:
		f.Piles = f.SoFar.Time > stats.Quantile7(known, farOut) && float64(f.SoFar.Time) >= pilesFrom*float64(f.Usual.Time)
	default:
		f.Piles = f.SoFar.Time > f.Allowed
	}
	who := r.in.Shop.WhoCan(rows.role, r.in.Division, r.cal, r.in.Now, nil)
	f.People, f.SignedIn, f.OwnersOnly = who.People, who.SignedIn, who.OwnersOnly
	for _, t := range rows.open {
		f.Waivers += r.waivers(t.Waivers)
	}
	f.Waivers += rows.waivers
	return f
}

// waivers counts those of the period. A task that ended before it was never
// waived in it, so none is missed.
func (r *piling) waivers(all []Waiver) int {
	n := 0
	for _, w := range all {
		if !w.At.Before(r.since) && !w.At.After(r.in.Now) {
			n++
		}
	}
	return n
}

// allowed is how long a step may take by its definition, in opening time; a
// usual day where it does not say.
func (r *piling) allowed(key stepKey, version int) (d time.Duration, said bool) {
	if f := r.flow(key.process, version); f != nil {
		if s := f.Step(key.step); s != nil {
			if due := max(dueTime(*s, r.cal), stated(*s, r.cal)); due > 0 {
				return due, true
			}
		}
	}
	return r.cal.UsualDay(), false
}

func (r *piling) processName(process string, version int) string {
	if head := r.in.Shop.Processes[process]; head != nil {
		return head.Name
	}
	if f := r.flow(process, version); f != nil {
		return f.Process.Name
	}
	return process
}

// past reckons the finished tasks, and returns the waits that are known. An
// attempt that was skipped, withdrawn or cancelled has waited in the line, and
// says nothing of how long a wait is.
func (r *piling) past(f *StepFigures, rows []finishedTask, q *lineUp) []time.Duration {
	var known []time.Duration
	for _, p := range rows {
		done := p.state == Done || p.state == SentBack
		if p.outside || p.ready == NoTime && !done {
			continue
		}
		ready, left := fromNanos(p.ready), fromNanos(p.begun)
		if p.begun == NoTime {
			left = fromNanos(p.ended)
		}
		if p.ready != NoTime {
			q.add(ready, left)
		}
		if !done {
			continue
		}
		if p.begun == NoTime || p.ready == NoTime {
			f.Unknown++
			continue
		}
		wait := r.cal.Working(ready, left)
		known = append(known, wait)
		f.Waited.Add(int64(wait))
	}
	return known
}

// open reckons the open tasks.
func (r *piling) open(f *StepFigures, rows []OpenTask, q *lineUp) {
	var soFar []time.Duration
	for _, t := range rows {
		switch {
		case r.forTheWorld(t):
			f.Outside++
			continue
		case t.State == Parked:
			f.Parked++
		case t.State == Doing || !t.Begun.IsZero():
			f.Working++
		default:
			wait := r.cal.Working(t.Ready, r.in.Now)
			f.Waiting++
			soFar = append(soFar, wait)
			f.Waited.Add(int64(wait))
			f.Excess.Add(int64(max(0, wait-f.Usual.Time)))
			f.Oldest = older(f.Oldest, Waited{Task: t.TaskRef, Since: t.Ready, Time: wait})
			q.add(t.Ready, time.Time{})
			continue
		}
		if !t.Begun.IsZero() {
			f.Waited.Add(int64(r.cal.Working(t.Ready, t.Begun)))
			q.add(t.Ready, t.Begun)
		}
	}
	f.SoFar = medianOf(soFar, 1)
}

// forTheWorld reports whether nobody here is asked for anything: a wait step
// whose news has not come.
func (r *piling) forTheWorld(t OpenTask) bool {
	if t.State == Waiting {
		return true
	}
	if t.State != Ready {
		return false
	}
	f := r.flow(t.Process, t.Version)
	if f == nil {
		return false
	}
	s := f.Step(t.Step)
	return s != nil && s.Kind == Wait
}

// older is which of two tasks has waited longer; the one that became ready
// first where it was for the same opening time, then by id.
func older(a, b Waited) Waited {
	if a.Task == (TaskRef{}) {
		return b
	}
	by := cmp.Or(cmp.Compare(b.Time, a.Time), a.Since.Compare(b.Since),
		cmp.Compare(a.Task.Case, b.Task.Case), cmp.Compare(a.Task.Step, b.Task.Step))
	if by > 0 {
		return b
	}
	return a
}
