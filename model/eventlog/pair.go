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
type pairs struct {
	b         *Builder
	report    *Report
	instances names
	events    pages[event]
	// kinds are what events call themselves, what the same as transitions. The
	// first is that of events that say nothing.
	kinds names
	what  []transition
	// strange are kinds that are not known: how many events, and the first.
	strange struct {
		n, line int
		text    string
	}
	open []openInstance
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

// takeOver moves the completions of a builder among the events. What says by
// itself when it was ready or begun is a whole instance and stays.
func (p *pairs) takeOver() {
	rows := p.b.rows
	p.b.rows = pages[builtRow]{}
	rows.each(func(r *builtRow) {
		if r.ready != Unknown || r.claimed != Unknown || r.start != Unknown {
			p.b.rows.add(*r)
			return
		}
		p.events.add(event{cas: r.cas, step: r.step, person: r.person, role: r.role, instance: None, at: r.end, sequence: r.sequence})
	})
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
	if 2*p.strange.n > p.events.len() && p.isStatus() {
		p.statuses()
	} else {
		p.report.Events = true
		if p.strange.n > 0 {
			p.report.skip(sayKind(), p.strange.line, in.column(FieldTransition), p.strange.text, p.strange.n)
		}
	}
	first, order := p.byCase()
	for c := range p.b.cases.ends {
		mine := order[first[c]:first[c+1]]
		if !slices.IsSortedFunc(mine, p.before) {
			slices.SortStableFunc(mine, p.before)
		}
		for _, e := range mine {
			p.event(p.events.at(e))
		}
		for len(p.open) > 0 { // They have not ended.
			p.put(int32(c), 0) //nolint:gosec // There are fewer than 2^31 cases.
		}
	}
}

// byCase are the events by case, as they came, those of case c from first[c].
func (p *pairs) byCase() (first, order []int32) {
	first, order = make([]int32, len(p.b.cases.ends)+1), make([]int32, p.events.len())
	p.events.each(func(e *event) { first[e.cas+1]++ })
	for c := range p.b.cases.ends {
		first[c+1] += first[c]
	}
	next := slices.Clone(first)
	i := int32(0)
	p.events.each(func(e *event) {
		order[next[e.cas]] = i
		next[e.cas]++
		i++
	})
	return first, order
}

// before orders the events of a case.
func (p *pairs) before(a, b int32) int {
	x, y := p.events.at(a), p.events.at(b)
	return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.sequence, y.sequence))
}

// isStatus reports whether some kind of event is a word of its own.
func (p *pairs) isStatus() bool { return slices.Contains(p.what, noTransition) }

// statuses makes each event a completion of its step in its status.
func (p *pairs) statuses() {
	old := p.b.steps
	p.b.steps, p.b.kinds = newSteps(), nil
	p.b.rows.each(func(r *builtRow) { r.step = p.b.steps.of(old.at(r.step)) })
	var text []byte
	p.events.each(func(e *event) {
		process, name := old.at(e.step)
		text = append(text[:0], name...)
		if e.said > 0 {
			text = append(append(text, '/'), p.kinds.at(e.said-1)...)
		}
		e.step, e.said = p.b.steps.of(process, text), 0
	})
}

// event applies an event to the instances of its case that are open.
func (p *pairs) event(e *event) {
	what := p.what[e.said]
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
			step: e.step, instance: e.instance, person: None, role: None,
			row: Row{Ready: Unknown, Claimed: Unknown, Start: Unknown, End: Unknown, Sequence: e.sequence},
		})
		i = len(p.open) - 1
	}
	if p.open[i].apply(what, e) {
		p.put(e.cas, i)
	}
}

// apply applies an event to its instance, and reports whether that has ended.
func (o *openInstance) apply(what transition, e *event) bool {
	at := e.at
	switch what {
	case schedules:
		o.row.Ready = at
	case assigns:
		o.row.Claimed = at
		o.by(e.person, e.role, 1)
	case starts:
		o.row.Start = at
		o.by(e.person, e.role, 2)
	case suspends:
		if n := len(o.row.Pauses); n == 0 || o.row.Pauses[n-1].To != Unknown {
			o.row.Pauses = append(o.row.Pauses, Pause{From: at, To: Unknown})
		}
	case resumes:
		o.goOn(at)
	case completes, fails:
		o.row.End, o.row.Failed = at, what == fails
		o.by(e.person, e.role, 3)
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
func (p *pairs) instanceFor(e *event, what transition) int {
	best, rank := -1, 0
	for i := range p.open {
		o := &p.open[i]
		if o.step != e.step {
			continue
		}
		if e.instance != None || o.instance != None {
			if o.instance == e.instance {
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
