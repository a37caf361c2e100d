package eventlog

import (
	"cmp"
	"slices"
	"strings"
)

// transition is what an event says of an instance: the standard lifecycle of
// XES (IEEE 1849-2016).
type transition uint8

const (
	completes transition = iota
	schedules
	assigns
	starts
	suspends
	resumes
	fails
	// skips are instances that were never done, and are no executions.
	skips
	noTransition
)

func transitionOf(text []byte) transition {
	switch strings.ToLower(string(text)) {
	case "", "complete", "completed", "end":
		return completes
	case "schedule", "scheduled", "ready", "enable", "enabled":
		return schedules
	case "assign", "assigned", "reassign", "claim", "claimed":
		return assigns
	case "start", "started", "begin":
		return starts
	case "suspend", "suspended":
		return suspends
	case "resume", "resumed":
		return resumes
	case "ate_abort", "pi_abort", "abort", "failed", "fail":
		return fails
	case "withdraw", "manualskip", "autoskip", "skip", "skipped":
		return skips
	}
	return noTransition
}

// pairs are events that are put together into instances once all are there.
// Columns are kept as in a Log.
type pairs struct {
	b                                  *Builder
	instances                          names
	Case, Step, Person, Role, Instance []int32
	Time, Sequence                     []int64
	What                               []transition
	skipped                            int
	open                               []openInstance
	order                              []int32
}

// openInstance is an instance of the case at hand that has not ended yet.
type openInstance struct {
	step, instance int32
	row            Row
	person, role   int32
	// whose is how sure the person is: 1 where the work was given to them, 2
	// where they began it, 3 where they ended it.
	whose int
}

func (p *pairs) add(c, step, person, role, instance int32, what transition, at, sequence int64) {
	p.Case, p.Step, p.Person = append(p.Case, c), append(p.Step, step), append(p.Person, person)
	p.Role, p.Instance = append(p.Role, role), append(p.Instance, instance)
	p.What, p.Time, p.Sequence = append(p.What, what), append(p.Time, at), append(p.Sequence, sequence)
}

// takeOver moves the rows of a builder, all of which are completions so far,
// among the events.
func (p *pairs) takeOver() {
	l := &p.b.log
	for i := range l.Case {
		var sequence int64
		if p.b.sequence != nil {
			sequence = p.b.sequence[i]
		}
		p.add(l.Case[i], l.Step[i], l.Person[i], l.Role[i], None, completes, l.End[i], sequence)
	}
	p.b.log, p.b.sequence = Log{}, nil
}

// together makes instances of the events and puts them into the builder. In a
// case the events stand by time, then by sequence, then as they came. An event
// belongs to the instance of its step that carries the same concept:instance;
// where events carry none, to the one that has waited longest for such an
// event (first in, first out, as in pm4py.to_interval). What pm4py drops is
// kept: schedule, assign, suspend, and instances that never ended. A
// completion without a start has an unknown start.
func (p *pairs) together() {
	p.order = make([]int32, len(p.Case))
	for i := range p.order {
		p.order[i] = int32(i) //nolint:gosec // There are fewer than 2^31 events.
	}
	slices.SortStableFunc(p.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(p.Case[a], p.Case[b]), cmp.Compare(p.Time[a], p.Time[b]), cmp.Compare(p.Sequence[a], p.Sequence[b]))
	})
	for i, e := range p.order {
		if i > 0 && p.Case[p.order[i-1]] != p.Case[e] {
			p.leaveOpen(p.Case[p.order[i-1]])
		}
		p.event(e)
	}
	if n := len(p.order); n > 0 {
		p.leaveOpen(p.Case[p.order[n-1]])
	}
}

// event applies an event to the instances of its case that are open.
func (p *pairs) event(e int32) {
	at := p.Time[e]
	i := p.instanceFor(e)
	if i < 0 {
		if p.What[e] == resumes || p.What[e] == skips {
			p.skipped++
			return
		}
		p.open = append(p.open, openInstance{
			step: p.Step[e], instance: p.Instance[e], person: None, role: None,
			row: Row{Ready: Unknown, Claimed: Unknown, Start: Unknown, End: Unknown, Sequence: p.Sequence[e]},
		})
		i = len(p.open) - 1
	}
	o := &p.open[i]
	switch p.What[e] {
	case schedules:
		o.row.Ready = at
	case assigns:
		o.row.Claimed = at
		o.by(p.Person[e], p.Role[e], 1)
	case starts:
		o.row.Start = at
		o.by(p.Person[e], p.Role[e], 2)
	case suspends:
		o.row.Pauses = append(o.row.Pauses, Pause{From: at, To: Unknown})
	case resumes:
		if n := len(o.row.Pauses); n > 0 && o.row.Pauses[n-1].To == Unknown {
			o.row.Pauses[n-1].To = at
		}
	case completes, fails:
		o.row.End, o.row.Failed = at, p.What[e] == fails
		o.by(p.Person[e], p.Role[e], 3)
		for j := range o.row.Pauses {
			if o.row.Pauses[j].To == Unknown {
				o.row.Pauses[j].To = at
			}
		}
		p.put(p.Case[e], i)
	case skips, noTransition:
		p.skipped++
		p.open = slices.Delete(p.open, i, i+1)
	}
}

// by notes who did it: the surest and latest that is known.
func (o *openInstance) by(person, role int32, whose int) {
	if person != None && whose >= o.whose {
		o.person, o.whose = person, whose
	}
	if role != None {
		o.role = role
	}
}

// instanceFor is the open instance an event belongs to; -1 for a new one.
func (p *pairs) instanceFor(e int32) int {
	best, rank := -1, 0
	for i := range p.open {
		o := &p.open[i]
		if o.step != p.Step[e] {
			continue
		}
		if p.Instance[e] != None || o.instance != None {
			if o.instance == p.Instance[e] {
				return i
			}
			continue
		}
		// The first of those that fit best.
		if fit := o.fits(p.What[e]); fit > rank {
			best, rank = i, fit
		}
	}
	return best
}

// fits says how well an event follows on what happened to an instance; 0 not
// at all.
func (o *openInstance) fits(what transition) int {
	begun := o.row.Start != Unknown
	paused := len(o.row.Pauses) > 0 && o.row.Pauses[len(o.row.Pauses)-1].To == Unknown
	switch what {
	case assigns, skips:
		if !begun {
			return 1
		}
	case starts:
		switch {
		case begun:
			return 0
		case o.row.Claimed != Unknown:
			return 2
		}
		return 1
	case suspends:
		if begun && !paused {
			return 1
		}
	case resumes:
		if paused {
			return 1
		}
	case completes, fails:
		switch {
		case begun && !paused:
			return 3
		case begun:
			return 2
		}
		return 1
	}
	return 0
}

// put moves an instance that has ended into the builder.
func (p *pairs) put(c int32, i int) {
	o := &p.open[i]
	p.b.add(c, o.step, o.person, o.role, &o.row)
	p.open = slices.Delete(p.open, i, i+1)
}

// leaveOpen puts the instances that have not ended into the builder.
func (p *pairs) leaveOpen(c int32) {
	for len(p.open) > 0 {
		p.put(c, 0)
	}
}
