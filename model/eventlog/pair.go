package eventlog

import (
	"cmp"
	"slices"

	"alur/model"
)

// event is one event of an instance, by the numbers of its names.
type event struct {
	cas, step, person, role, instance int32
	// said is what it calls itself, by number.
	said         int32
	at, sequence int64
}

// pairs are events that are put together into instances once all are there.
// Columns are kept as in a Log.
type pairs struct {
	b                                        *Builder
	report                                   *Report
	instances                                names
	Case, Step, Person, Role, Instance, Said []int32
	Time, Sequence                           []int64
	// kinds are what events call themselves, what the same as transitions. The
	// first is that of events that say nothing.
	kinds names
	what  []transition
	// strange are kinds that are not known: how many events, and the first.
	strange struct {
		n, line int
		text    string
	}
	open  []openInstance
	order []int32
}

func newPairs(b *Builder, r *Report) *pairs {
	return &pairs{b: b, report: r, instances: newNames(), kinds: newNames(), what: []transition{completes}}
}

// kind numbers what an event calls itself.
func (p *pairs) kind(text []byte, line int) int32 {
	id := p.kinds.of(text) + 1 // None is that of completions.
	if int(id) == len(p.what) {
		p.what = append(p.what, transitionOf(text))
	}
	if w := p.what[id]; w == noTransition || w == unspoken {
		if p.strange.n == 0 {
			p.strange.line, p.strange.text = line, string(text)
		}
		p.strange.n++
	}
	return id
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

func (p *pairs) add(e event) {
	p.Case, p.Step, p.Person = append(p.Case, e.cas), append(p.Step, e.step), append(p.Person, e.person)
	p.Role, p.Instance, p.Said = append(p.Role, e.role), append(p.Instance, e.instance), append(p.Said, e.said)
	p.Time, p.Sequence = append(p.Time, e.at), append(p.Sequence, e.sequence)
}

// takeOver moves the completions of a builder among the events. What says by
// itself when it was ready or begun is a whole instance and stays.
func (p *pairs) takeOver() {
	l, sequence := p.b.log, p.b.sequence
	p.b.log, p.b.sequence = Log{}, nil
	for i := range l.Case {
		r := Row{Ready: l.Ready[i], Claimed: l.Claimed[i], Start: l.Start[i], End: l.End[i], Failed: l.Failed[i]}
		if sequence != nil {
			r.Sequence = sequence[i]
		}
		if r.knows() {
			p.b.add(l.Case[i], l.Step[i], l.Person[i], l.Role[i], &r)
			continue
		}
		p.add(event{cas: l.Case[i], step: l.Step[i], person: l.Person[i], role: l.Role[i], instance: None, at: r.End, sequence: r.Sequence})
	}
}

// together makes instances of the events and puts them into the builder. In a
// case the events stand by time, then by sequence, then as they came. An event
// belongs to the instance of its step that carries the same concept:instance;
// where events carry none, to the one that has waited longest for such an
// event (first in, first out, as in pm4py.to_interval). What pm4py drops is
// kept: schedule, assign, suspend, and instances that never ended. A
// completion without a start has an unknown start.
//
// Where most events call themselves something that is no transition, all of
// it are statuses of the step and none its lifecycle, as in the logs of Volvo
// IT (BPI Challenge 2013). There each event is a completion of "step/status",
// the class that XES's classifier of both makes of it.
func (p *pairs) together(in *intake) {
	if 2*p.strange.n > len(p.Case) && p.isStatus() {
		p.statuses()
	} else {
		p.report.Events = true
		if p.strange.n > 0 {
			p.report.skip(sayKind(), p.strange.line, in.column(FieldTransition), p.strange.text, p.strange.n)
		}
	}
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

// isStatus reports whether some kind of event is a word of its own.
func (p *pairs) isStatus() bool { return slices.Contains(p.what, noTransition) }

// statuses makes each event a completion of its step in its status.
func (p *pairs) statuses() {
	old := p.b.steps.list
	p.b.steps = newSteps()
	rows := p.b.log.Step
	for i, step := range rows {
		rows[i] = p.b.steps.of([]byte(old[step].Process), []byte(old[step].Name))
	}
	var name []byte
	for i, step := range p.Step {
		name = append(name[:0], old[step].Name...)
		if said := p.Said[i]; said > 0 {
			name = append(append(name, '/'), p.kinds.list[said-1]...)
		}
		p.Step[i], p.Said[i] = p.b.steps.of([]byte(old[step].Process), name), 0
	}
}

// event applies an event to the instances of its case that are open.
func (p *pairs) event(e int32) {
	at, what := p.Time[e], p.what[p.Said[e]]
	i := p.instanceFor(e, what)
	switch what {
	case noTransition, unspoken:
		return // The report has it.
	case skips:
		p.report.skip(saySkipped(), 0, "", "", 1)
		if i >= 0 {
			p.open = slices.Delete(p.open, i, i+1)
		}
		return
	case suspends, resumes:
		if i < 0 {
			p.report.skip(model.Say{
				EN: "it goes on with what had not begun", ID: "melanjutkan yang belum mulai",
			}, 0, "", "", 1)
			return
		}
	}
	if i < 0 {
		p.open = append(p.open, openInstance{
			step: p.Step[e], instance: p.Instance[e], person: None, role: None,
			row: Row{Ready: Unknown, Claimed: Unknown, Start: Unknown, End: Unknown, Sequence: p.Sequence[e]},
		})
		i = len(p.open) - 1
	}
	if p.open[i].apply(what, at, p.Person[e], p.Role[e]) {
		p.put(p.Case[e], i)
	}
}

// apply applies an event to its instance, and reports whether that has ended.
func (o *openInstance) apply(what transition, at int64, person, role int32) bool {
	switch what {
	case schedules:
		o.row.Ready = at
	case assigns:
		o.row.Claimed = at
		o.by(person, role, 1)
	case starts:
		o.row.Start = at
		o.by(person, role, 2)
	case suspends:
		if n := len(o.row.Pauses); n == 0 || o.row.Pauses[n-1].To != Unknown {
			o.row.Pauses = append(o.row.Pauses, Pause{From: at, To: Unknown})
		}
	case resumes:
		o.goOn(at)
	case completes, fails:
		o.row.End, o.row.Failed = at, what == fails
		o.by(person, role, 3)
		o.goOn(at)
		return true
	}
	return false
}

// goOn ends a pause that has not ended.
func (o *openInstance) goOn(at int64) {
	if n := len(o.row.Pauses); n > 0 && o.row.Pauses[n-1].To == Unknown {
		o.row.Pauses[n-1].To = at
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
func (p *pairs) instanceFor(e int32, what transition) int {
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
		if fit := o.fits(what); fit > rank {
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
	if o.row.Ready != Unknown || o.row.Start != Unknown || o.row.End != Unknown {
		p.b.add(c, o.step, o.person, o.role, &o.row)
	} else {
		p.report.skip(model.Say{
			EN: "it was given to somebody, and nothing else is known of it", ID: "diberikan kepada seseorang, dan selebihnya tidak diketahui",
		}, 0, "", "", 1)
	}
	p.open = slices.Delete(p.open, i, i+1)
}

// leaveOpen puts the instances that have not ended into the builder.
func (p *pairs) leaveOpen(c int32) {
	for len(p.open) > 0 {
		p.put(c, 0)
	}
}
