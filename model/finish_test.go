package model

import (
	"cmp"
	"slices"

	"alur/model/modeltest/dice"
)

// wayOut says by which outcome work in each step can end, nearest first. It is
// reckoned from the outcomes alone, by the words of the design: a step ends
// by an outcome all of whose targets end, after as many steps as the longest
// of them needs.
type wayOut struct {
	f *Flow
	n *naive
	// frozen takes it that nothing is recorded any more.
	frozen bool
	// steps is how far each step is from the end; 0 for never.
	steps []int
	best  []string
}

// Conditions that a case is asked now; what later steps record may turn them.
type asked int

const (
	either asked = iota
	isTrue
	isFalse
)

// newWayOut reckons for a case as it is: a step that its condition passes by
// goes on as usual, and a choose takes its branch, where what is asked for at
// the start decides alone.
func newWayOut(f *Flow, c *Case, frozen bool) *wayOut {
	n := len(f.Process.Steps)
	o := &wayOut{f: f, n: newNaive(f.Process), frozen: frozen, steps: make([]int, n), best: make([]string, n)}
	fixed := make([][]naiveOutcome, n)
	for i := range f.Process.Steps {
		ways := o.ways(&f.Process.Steps[i], c)
		fixed[i] = slices.DeleteFunc(slices.Clone(o.n.out[i]), func(out naiveOutcome) bool {
			return !slices.ContainsFunc(ways, func(w Outcome) bool { return w.Name == out.name })
		})
	}
	for round := 1; round <= n; round++ {
		var now []int
		for i := range f.Process.Steps {
			if o.steps[i] > 0 {
				continue
			}
			for _, way := range fixed[i] {
				if o.ends(way) {
					o.best[i] = way.name
					now = append(now, i)
					break
				}
			}
		}
		for _, i := range now {
			o.steps[i] = round
		}
	}
	return o
}

// ways are the outcomes that a step can have in a case.
func (o *wayOut) ways(s *Step, c *Case) []Outcome {
	usual := o.f.Usual(s.ID)
	if s.When != "" {
		switch o.ask(o.f.conds[s.ID], c) {
		case isFalse:
			return []Outcome{usual}
		case either:
			return append(o.done(s, c), usual)
		}
	}
	if s.Each != "" && s.EachRole() == "" && o.constant(s.Each) && len(c.Fields[s.Each].Items) == 0 {
		return []Outcome{usual}
	}
	return o.done(s, c)
}

// done are the outcomes of a step that is not passed by.
func (o *wayOut) done(s *Step, c *Case) []Outcome {
	switch s.Kind {
	case Choose:
	case Run: // There are other ways, but none to count on.
		finished, _ := o.f.Outcome(s.ID, RunFinished)
		return []Outcome{finished}
	default:
		return slices.Clone(o.f.Outcomes(s.ID))
	}
	for i, branch := range o.f.branches[s.ID] {
		if branch == nil || o.ask(branch, c) == isTrue {
			return []Outcome{s.Outcomes[i]}
		}
		if o.ask(branch, c) == either {
			return slices.Clone(s.Outcomes[i:])
		}
	}
	return slices.Clone(s.Outcomes)
}

func (o *wayOut) ask(cond *condition, c *Case) asked {
	for _, name := range cond.uses {
		if !o.constant(name) {
			return either
		}
	}
	switch yes, _, err := cond.holds(c.Fields); {
	case err != nil:
		return either // It is parked, and the owner says.
	case yes:
		return isTrue
	}
	return isFalse
}

// constant reports whether no step records a field.
func (o *wayOut) constant(name string) bool {
	return o.frozen || !slices.ContainsFunc(o.f.Process.Steps, func(s Step) bool { return hasField(s.Record, name) })
}

func (o *wayOut) ends(way naiveOutcome) bool {
	return way.stop || !slices.ContainsFunc(way.to, func(t int) bool { return o.steps[t] == 0 })
}

// farEnough is more acts than any drawn process needs from any state.
const farEnough = 1000

// finish works every case to its end: from any state that can be reached, work
// can be finished by who may do it and by what owners may do. Where the nearest
// way out depends on an answer that nobody gives any more, other ways are
// tried.
func (k *walk) finish() {
	if k.w.shop.Processes["nothing"] == nil { // What was not there to be run.
		k.w.publish(Process{Name: "Nothing", Role: "warehouse", Steps: []Step{{ID: "s0", Kind: Auto, Text: "Nothing"}}})
	}
	for n := range farEnough {
		rows := k.w.open()
		if len(rows) == 0 {
			break
		}
		// A while as things stand, a while with other answers.
		k.far = n > farEnough/10
		switch other := k.far && n/50%2 == 0; {
		case other && dice.OneIn(k.d, 3, "answer again?"):
			k.answerAgain(dice.Pick(k.d, "where", rows...))
		case other && dice.OneIn(k.d, 3, "answer ahead?"):
			k.answerAhead(rows)
		case other && dice.OneIn(k.d, 2, "otherwise?"):
			k.act()
		default:
			k.finishOne(rows)
		}
		k.somebodyMay()
	}
	for id, c := range k.w.cases {
		if c.State == Running {
			k.t.Fatalf("%s can't be finished: %s\n%s", id, asJSON(k.t, k.w.cases), asJSON(k.t, k.f.Process))
		}
	}
}

// answerAgain sends work back to a step that records something, by the owner's
// right: where a recorded value leads round, another one leads out. Where
// nothing is recorded on the round, it is begun again from a step before it,
// beside which another way may lead out.
func (k *walk) answerAgain(row OpenTask) {
	f := k.w.Flow(row.Process, row.Version)
	anywhere := dice.OneIn(k.d, 3, "from anywhere?")
	for _, s := range f.Process.Steps[:f.Index(row.Step)] {
		if anywhere || len(s.Record) > 0 {
			if _, err := k.w.do("hendra", SendBack{Task: row.TaskRef, To: s.ID, Reason: "another answer"}); err == nil {
				return
			}
		}
	}
}

// answerAhead does what records something, or takes the way to where that is
// done: the value that leads out may be recorded below only.
func (k *walk) answerAhead(rows []OpenTask) {
	for _, row := range rows {
		f := k.w.Flow(row.Process, row.Version)
		if s := f.Step(row.Step); s.Kind == Do && len(s.Record) > 0 {
			k.complete(row)
			return
		}
	}
	for _, row := range rows {
		f := k.w.Flow(row.Process, row.Version)
		if f.Step(row.Step).Kind != Do {
			continue
		}
		for _, o := range f.Outcomes(row.Step) {
			records := func(to string) bool { s := f.Step(to); return s != nil && len(s.Record) > 0 }
			if slices.ContainsFunc(o.To, records) {
				k.completeAs(row, o)
				return
			}
		}
	}
}

// finishOne brings the topmost task on that is not done elsewhere.
func (k *walk) finishOne(rows []OpenTask) {
	slices.SortStableFunc(rows, func(a, b OpenTask) int {
		return cmp.Compare(k.w.Flow(a.Process, a.Version).Index(a.Step), k.w.Flow(b.Process, b.Version).Index(b.Step))
	})
	for _, row := range rows {
		switch {
		case k.kind(row) != Run:
			k.complete(row)
		case row.Child == "":
			if _, err := k.w.do("hendra", Resume{Task: row.TaskRef}); err != nil { // It asks for what is empty here.
				k.w.must("hendra", Skip{Task: row.TaskRef, Reason: err.Error()})
			}
		default:
			continue // It is done where it is done.
		}
		return
	}
}

// complete does a task with the outcome that leads out, by who may.
func (k *walk) complete(row OpenTask) {
	f := k.w.Flow(row.Process, row.Version)
	i, c := f.Index(row.Step), k.w.cases[row.Case]
	best := newWayOut(f, c, false).best[i]
	if k.far {
		// As things stand there may be a way that leads out for sure.
		best = cmp.Or(newWayOut(f, c, true).best[i], best)
	}
	o, ok := f.Outcome(row.Step, best)
	if !ok {
		k.t.Fatalf("%s has no way out: %v, %v\n%s", row.TaskRef, k.w.cases[row.Case].Lit, k.w.cases[row.Case].Fields, asJSON(k.t, f.Process))
	}
	k.completeAs(row, o)
}

// completeAs does a task with an outcome, by who may.
func (k *walk) completeAs(row OpenTask, o Outcome) {
	f := k.w.Flow(row.Process, row.Version)
	by := k.doer(row)
	if by == "" {
		k.w.must("hendra", GiveBack{Task: row.TaskRef})
		return
	}
	if _, err := k.w.do(by, Drawn.Done(k.d, k.w, row, o)); err != nil {
		k.t.Fatalf("%s can't do %s as %s: %v\n%s", by, row.TaskRef, o.Name, err, asJSON(k.t, f.Process))
	}
}

// doer is who does a task, after owners have opened it where nobody else may.
// It is empty where the task has to be given back to its role first.
func (k *walk) doer(row OpenTask) string {
	by := k.whoMay(row)
	switch {
	case by != "":
	case row.For != "":
		return ""
	default:
		k.w.must("hendra", Waive{Task: row.TaskRef, Reason: "nobody else may"})
		by = row.Barred
	}
	if row.By != "" && row.By != by { // Who has it may not do it any more.
		k.w.must(by, TakeOver{Task: row.TaskRef, Reason: "it is not for you"})
	}
	return by
}
