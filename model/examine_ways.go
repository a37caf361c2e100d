package model

import (
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// What a case was asked at its start stays as it is until a step records it
// again. Where such answers pass a step by, or choose for it, its other
// outcomes are no way out. What a step that work can come to records counts as
// turning out either way.
type answering struct {
	f *Flow
	// names are the questions that conditions use, values all that is tried
	// for each, and for what steps record.
	names  []string
	values map[string][]Value
	// filled holds what was answered and may be recorded again: it is never
	// empty any more.
	filled map[string]bool
	// x walks the states of a case; moves counts them over all answers.
	x     *exploring
	moves int
}

// waysOut faults steps in which work can never end for some answers.
func (x *exploring) waysOut() {
	if x.f.endsWhateverIsAsked() {
		return
	}
	a := newAnswering(x.f)
	all := 1
	for _, name := range a.names {
		all *= len(a.values[name])
	}
	for n := range min(all, mostAnswers) {
		given := Values{}
		for _, name := range a.names {
			given[name] = a.values[name][n%len(a.values[name])]
			n /= len(a.values[name])
		}
		i := a.stuck(given)
		if i < 0 || !x.once(stepPath(i, "")+" never ends") {
			continue
		}
		x.c.fault(stepPath(i, ""), Say{
			EN: "work in %q can never end where %s: every way from it leads round in a circle, since steps that are passed by go on as usual. Let an outcome of a step that is done then lead out",
			ID: "pekerjaan di %q tidak pernah bisa selesai bila %s: semua jalan dari sini berputar-putar, karena langkah yang dilewati berlanjut seperti biasa. Biarkan satu hasil dari langkah yang dikerjakan keluar dari situ",
		}, x.f.Process.Steps[i].Text, a.words(a.needed(given)))
	}
}

// endsWhateverIsAsked reports whether work in every step can end even where
// answers always turn out badly, so that none need be tried.
func (f *Flow) endsWhateverIsAsked() bool {
	ends := make([]bool, len(f.Process.Steps))
	for changed := true; changed; {
		changed = false
		for i, s := range f.Process.Steps {
			if ends[i] || (s.When != "" || s.Each != "") && !f.outcomeEnds(i, f.Usual(s.ID), ends) {
				continue
			}
			leads := func(o Outcome) bool { return f.outcomeEnds(i, o, ends) }
			if s.Kind == Choose && !slices.ContainsFunc(s.Outcomes, func(o Outcome) bool { return !leads(o) }) ||
				s.Kind != Choose && slices.ContainsFunc(s.waysOut(), leads) {
				ends[i], changed = true, true
			}
		}
	}
	return !slices.Contains(ends, false)
}

func newAnswering(f *Flow) *answering {
	a := &answering{f: f, values: map[string][]Value{}, x: &exploring{f: f, links: map[link]int{}}}
	numbers, texts := f.literals()
	for name, field := range f.fields {
		if f.asks(name) {
			a.values[name] = tried(field, numbers, texts)
		}
	}
	for _, field := range f.Process.Start.Ask {
		if len(a.values[field.Name]) > 0 {
			a.names = append(a.names, field.Name)
		}
	}
	return a
}

// asks reports whether a field decides anywhere.
func (f *Flow) asks(name string) bool {
	uses := func(c *condition) bool { return c != nil && slices.Contains(c.uses, name) }
	for _, s := range f.Process.Steps {
		if s.Each == name || uses(f.conds[s.ID]) || slices.ContainsFunc(f.branches[s.ID], uses) {
			return true
		}
	}
	return false
}

// literals are the numbers and texts that conditions compare with.
func (f *Flow) literals() (numbers []float64, texts []string) {
	found := &constants{}
	for _, s := range f.Process.Steps {
		conds := []string{s.When}
		for _, o := range s.Outcomes {
			conds = append(conds, o.When)
		}
		for _, text := range conds {
			if tree, err := parser.Parse(text); text != "" && err == nil {
				ast.Walk(&tree.Node, found)
			}
		}
	}
	return found.numbers, found.texts
}

// constants collects the literals of conditions.
type constants struct {
	numbers []float64
	texts   []string
}

// Visit is called for every node of a condition.
func (c *constants) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IntegerNode:
		c.numbers = append(c.numbers, float64(n.Value))
	case *ast.FloatNode:
		c.numbers = append(c.numbers, n.Value)
	case *ast.StringNode:
		c.texts = append(c.texts, n.Value)
	}
}

// longestTried bounds the lists that are tried.
const longestTried = 8

// tried are answers to a question that tell the conditions apart: those that
// they compare with, and those beside them.
func tried(f Field, numbers []float64, texts []string) []Value {
	var all []Value
	if f.Optional {
		all = append(all, Value{})
	}
	add := func(v Value) {
		if !v.Empty() && CheckValue(f, v, nil) == nil && !slices.ContainsFunc(all, v.Equal) {
			all = append(all, v)
		}
	}
	switch f.Type {
	case ChoiceField:
		texts = f.Choices
	case YesNoField:
		texts = []string{"yes", "no"}
	case NumberField, MoneyField:
		for _, n := range append([]float64{0}, numbers...) {
			for _, near := range []float64{n, n - 1, n + 1} {
				add(Value{Text: strconv.FormatFloat(near, 'f', -1, 64)})
			}
		}
		return all
	case DateField, TimeField:
		texts = moments(f, texts)
	case ListField:
		for length := 1; length <= longestTried; length++ {
			add(Value{Items: slices.Repeat([]string{"x"}, length)})
		}
		for _, text := range texts {
			add(Value{Items: []string{text}})
		}
		return all
	default:
		other := "x"
		for slices.Contains(texts, other) {
			other += "x"
		}
		texts = append(slices.Clone(texts), other)
	}
	for _, text := range texts {
		add(Value{Text: text})
	}
	return all
}

// stuck is a step that work comes to and in which it can never end with these
// answers; -1 for none.
func (a *answering) stuck(given Values) int {
	steps := a.f.Process.Steps
	given, a.filled = given.copy(), map[string]bool{}
	come := a.come(given)
	for turned := true; turned; {
		turned = false
		for i, s := range steps {
			for _, field := range a.f.fills(&s) {
				if v, known := given[field.Name]; known && come[i] && !a.passed(&steps[i], given) {
					a.filled[field.Name] = !v.Empty()
					delete(given, field.Name)
					turned = true
				}
			}
		}
		come = a.come(given)
	}
	ends := make([]bool, len(steps))
	for changed := true; changed; {
		changed = false
		for i := range steps {
			if !ends[i] && slices.ContainsFunc(a.out(i, given), func(o Outcome) bool { return a.f.outcomeEnds(i, o, ends) }) {
				ends[i], changed = true, true
			}
		}
	}
	for i := range steps {
		if come[i] && !ends[i] {
			return i
		}
	}
	return -1
}

// come marks the steps that come up in some state of a case with these
// answers: one that waits for work which never comes is not among them. Where
// there are too many states, those count that outcomes lead to.
func (a *answering) come(given Values) []bool {
	come, seen := make([]bool, len(a.f.Process.Steps)), map[string]bool{}
	todo := [][]link{{{from: -1}}}
	for ; len(todo) > 0; todo = todo[1:] {
		if a.moves++; a.moves > mostMoves {
			return a.led(given)
		}
		lit, round := a.settled(todo[0], given, come)
		key := a.x.key(lit)
		if seen[key] {
			continue
		}
		seen[key] = true
		for _, i := range a.x.ready(lit) {
			s := &a.f.Process.Steps[i]
			come[i] = true
			ways := a.ways(s, given)
			if round { // The owner says how it goes on, and may say anything.
				ways = s.outcomes()
			}
			for _, o := range ways {
				todo = append(todo, a.x.finish(lit, i, o))
			}
			if late, ok := ParseLate(s.Late); ok && late.Step != "" {
				todo = append(todo, lateLit(lit, link{from: i, to: a.f.index[late.Step]}))
			}
		}
	}
	return come
}

// settled passes what alur surely passes at once with these answers, from the
// top, before anybody is offered anything: what was ready meanwhile may have to
// wait again by then. It stops where that goes round in a circle.
func (a *answering) settled(lit []link, given Values, come []bool) (at []link, round bool) {
	been := map[string]bool{}
	for {
		key := a.x.key(lit)
		if been[key] {
			return lit, true
		}
		been[key] = true
		ready := a.x.ready(lit)
		slices.Sort(ready)
		moved := false
		for _, i := range ready {
			if o, sure := a.atOnce(&a.f.Process.Steps[i], given); sure {
				come[i], moved = true, true
				lit = a.x.finish(lit, i, o)
				break
			}
		}
		if !moved {
			return lit, false
		}
	}
}

// atOnce is the outcome with which alur surely passes a step the moment it
// comes up.
func (a *answering) atOnce(s *Step, given Values) (o Outcome, sure bool) {
	switch {
	case a.passed(s, given):
		return a.f.Usual(s.ID), true
	case s.When != "":
		return o, false
	case s.Kind == Auto:
		return a.f.Usual(s.ID), true
	case s.Kind != Choose:
		return o, false
	}
	for i, branch := range s.Outcomes {
		yes, sure := true, true
		if cond := a.f.branches[s.ID][i]; cond != nil {
			yes, sure = a.said(cond, given)
		}
		if !sure || yes {
			return branch, sure
		}
	}
	return o, false
}

// led marks the steps that outcomes lead to with these answers, whatever they
// wait for.
func (a *answering) led(given Values) []bool {
	steps := a.f.Process.Steps
	come := make([]bool, len(steps))
	for todo := []int{0}; len(todo) > 0; todo = todo[1:] {
		i := todo[0]
		if come[i] {
			continue
		}
		come[i] = true
		for _, o := range a.ways(&steps[i], given) {
			todo = append(todo, a.f.targets(i, o)...)
		}
		if late, ok := ParseLate(steps[i].Late); ok && late.Step != "" {
			todo = append(todo, a.f.index[late.Step])
		}
	}
	return come
}

// out are those of the ways of a step that lead out: see waysOut.
func (a *answering) out(i int, given Values) []Outcome {
	s := &a.f.Process.Steps[i]
	ways := a.ways(s, given)
	if s.Kind != Run || len(ways) == 1 {
		return ways
	}
	return s.waysOut()
}

// ways are the outcomes that a step can have with these answers.
func (a *answering) ways(s *Step, given Values) []Outcome {
	if a.passed(s, given) {
		return []Outcome{a.f.Usual(s.ID)}
	}
	if s.Kind != Choose {
		return s.outcomes()
	}
	var ways []Outcome
	for i, o := range s.Outcomes {
		yes, sure := true, true
		if cond := a.f.branches[s.ID][i]; cond != nil {
			yes, sure = a.said(cond, given)
		}
		if yes || !sure {
			ways = append(ways, o)
		}
		if yes && sure {
			break
		}
	}
	return ways
}

// passed reports whether a step is passed by for certain with these answers.
func (a *answering) passed(s *Step, given Values) bool {
	if cond := a.f.conds[s.ID]; cond != nil {
		if yes, sure := a.said(cond, given); sure && !yes {
			return true
		}
	}
	entries, known := given[s.Each]
	return known && entries.Empty()
}

// said evaluates a condition on answers. It is sure where whatever else the
// condition uses turns nothing. A condition that can't be said is not sure:
// then the owner is asked.
func (a *answering) said(cond *condition, given Values) (yes, sure bool) {
	all := 1
	open := map[string][]Value{}
	for _, name := range cond.uses {
		if _, known := given[name]; !known {
			open[name] = slices.DeleteFunc(slices.Clone(a.values[name]), func(v Value) bool { return v.Empty() && a.filled[name] })
			all *= len(open[name])
		}
	}
	if all == 0 || all > mostAnswers {
		return false, false
	}
	for n := range all {
		with := given.copy()
		if with == nil {
			with = Values{}
		}
		at := n
		for _, name := range cond.uses {
			if values := open[name]; len(values) > 0 {
				with[name] = values[at%len(values)]
				at /= len(values)
			}
		}
		says, _, err := cond.holds(with)
		if err != nil || n > 0 && says != yes {
			return false, false
		}
		yes = says
	}
	return yes, true
}

// needed are those of the answers without which work could end.
func (a *answering) needed(given Values) Values {
	for _, name := range a.names {
		fewer := given.copy()
		delete(fewer, name)
		if a.stuck(fewer) >= 0 {
			given = fewer
		}
	}
	return given
}

func (a *answering) words(given Values) Reason {
	var all []Reason
	for _, name := range given.names() {
		if given[name].Empty() {
			all = append(all, because(Say{EN: "%s is empty", ID: "%s kosong"}, name))
			continue
		}
		all = append(all, because(Say{EN: "%s is %s", ID: "%s adalah %s"}, name, given[name].String()))
	}
	return joined(all...)
}
