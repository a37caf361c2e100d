package model

import (
	"slices"
	"strings"
)

// mostStates bounds the states of a case that are looked at, mostMoves the
// moves between them, of which one in a wide state counts for several: where
// very much stands side by side, each state has as many ways on, and the
// answer has to come while somebody waits for it.
const (
	mostStates = 20_000
	mostMoves  = 5 * mostStates
)

// Examine looks at every state that a case can come to, whatever its people
// do and its fields hold, and returns what is wrong in some of them. It takes
// time that compiling a process which is in force already does not need. Where
// a process has more states than can be looked at, a warning says so, and what
// was found holds all the same.
func (f *Flow) Examine() []Fault {
	x := f.explored()
	x.checks()
	x.waysOut()
	x.neverUp()
	return x.found()
}

// glance is what Examine finds of a definition with other faults. What it says
// of its conditions and checks as a whole has to wait for them.
func (f *Flow) glance() []Fault { return f.explored().found() }

// explored walks through the states of a process, and tells what is wrong in
// some of them.
func (f *Flow) explored() *exploring {
	x := &exploring{
		f: f, c: &compiler{flow: f}, told: map[string]bool{}, seen: map[string]bool{}, bits: map[string]uint64{}, links: map[link]int{}, due: map[int]dueStand{},
	}
	x.mark()
	x.visit(stand{lit: []link{{from: -1}}})
	for len(x.todo) > 0 && x.moves <= mostMoves {
		at := x.todo[0]
		x.todo = x.todo[1:]
		x.look(at)
	}
	x.capped = x.capped || len(x.todo) > 0
	x.checkDueDays()
	x.lateChecks()
	x.braces()
	x.recordedAgain()
	return x
}

// found are the faults, by their place.
func (x *exploring) found() []Fault {
	switch {
	case x.capped:
		x.c.warn("steps", Say{
			EN: "only the first %d ways in which a case can stand were looked at: there may be more to say",
			ID: "hanya %d keadaan kasus yang pertama yang diperiksa: mungkin masih ada yang lain",
		}, len(x.seen)-len(x.todo))
	case x.roundsCapped:
		x.c.warn("steps", Say{
			EN: "a case has more courses than can be looked at: that one of them goes round a step that is never skipped may stay untold",
			ID: "jalan kasus lebih banyak daripada yang bisa diperiksa: bila ada yang menghindari langkah skip: never, itu mungkin tidak disebut",
		})
	case x.upCapped:
		x.c.warn("steps", Say{
			EN: "a case has more courses and answers than can be looked at: that a step never comes up may stay untold",
			ID: "jalan kasus dan jawabannya lebih banyak daripada yang bisa diperiksa: bila ada langkah yang tidak pernah muncul, itu mungkin tidak disebut",
		})
	}
	slices.SortStableFunc(x.c.faults, func(a, b Fault) int { return strings.Compare(a.Path, b.Path) })
	return x.c.faults
}

// stand is where a case stands: its lit arrows, and which fields were filled.
type stand struct {
	lit    []link
	filled uint64
}

// exploring walks the states of a process.
type exploring struct {
	f     *Flow
	c     *compiler
	seen  map[string]bool
	todo  []stand
	moves int
	// capped is true where a case can stand in more ways than were looked at,
	// roundsCapped where more courses lead past a check, upCapped where more
	// answers bring steps up.
	capped, roundsCapped, upCapped bool
	// courses and courseMoves count the states and moves that were looked at once
	// more for what became of a check; all checks together have the same
	// bounds.
	courses, courseMoves int
	// links numbers the arrows that were lit in some state.
	links map[link]int
	told  map[string]bool
	// due is what was seen of the days that due times reckon from, by step.
	due map[int]dueStand
	// bits is the mark of each field whose filling is watched.
	bits map[string]uint64
}

// mostMarks is how many fields can be watched at once.
const mostMarks = 60

// mark chooses what is watched: fields in conditions that a case may begin
// without.
func (x *exploring) mark() {
	watch := func(name string) {
		if _, ok := x.bits[name]; !ok && len(x.bits) < mostMarks {
			x.bits[name] = 1 << len(x.bits)
		}
	}
	for i := range x.f.Process.Steps {
		s := &x.f.Process.Steps[i]
		for _, cond := range x.expressions(s) {
			for _, name := range cond.uses {
				if !filledBy(x.f.Process.Start.Ask, cond.markOf(name)) {
					watch(cond.markOf(name))
				}
			}
		}
		if name := x.f.dueDay(s); name != "" {
			for _, mark := range []string{name, filledMark(name)} {
				if !filledBy(x.f.Process.Start.Ask, mark) {
					watch(mark)
				}
			}
		}
		for _, f := range s.Record {
			if demandsScan(s, f) && !filledBy(x.f.Process.Start.Ask, filledMark(f.Equals)) {
				watch(filledMark(f.Equals))
			}
		}
	}
}

// conditions are those that are evaluated when a step becomes ready, by their
// place.
func (x *exploring) conditions(s *Step) map[string]*condition {
	all := map[string]*condition{}
	if cond := x.f.conds[s.ID]; cond != nil {
		all["when"] = cond
	}
	for i, cond := range x.f.branches[s.ID] {
		if cond != nil {
			all["choose."+s.Outcomes[i].Name] = cond
		}
	}
	return all
}

// expressions are the conditions, and what the step sets fields to.
func (x *exploring) expressions(s *Step) map[string]*condition {
	all := x.conditions(s)
	for _, a := range x.f.sets[s.ID] {
		all["set."+a.field.Name] = a.to
	}
	return all
}

// markOf is what has to have come about before a condition can be said: that
// a field was filled, or, where it may be left empty on purpose, asked for.
func (c *condition) markOf(name string) string {
	if slices.Contains(c.needs, name) {
		return filledMark(name)
	}
	return name
}

// filledBy reports whether asking for these fields brings a mark about.
func filledBy(fields []Field, mark string) bool {
	return slices.ContainsFunc(fields, func(f Field) bool {
		return f.Name == mark || !f.Optional && filledMark(f.Name) == mark
	})
}

func (x *exploring) visit(s stand) {
	x.moves += 1 + len(s.lit)/16
	if len(s.lit) == 0 {
		return
	}
	key := x.key(s.lit) + " " + itoa(int(s.filled)) //nolint:gosec // At most 60 bits.
	if x.seen[key] {
		return
	}
	if len(x.seen) >= mostStates || x.moves > mostMoves {
		x.capped = true
		return
	}
	x.seen[key] = true
	x.todo = append(x.todo, s)
}

// key is a set of lit arrows as a text, whatever their order.
func (x *exploring) key(lit []link) string {
	var set []byte
	for _, a := range lit {
		i, ok := x.links[a]
		if !ok {
			i = len(x.links)
			x.links[a] = i
		}
		for len(set) <= i/8 {
			set = append(set, 0)
		}
		set[i/8] |= 1 << (i % 8)
	}
	return string(set)
}

// look checks the ready steps of a state and goes on from each.
func (x *exploring) look(at stand) {
	for _, i := range x.ready(at.lit) {
		s := &x.f.Process.Steps[i]
		x.emptyFields(at, s)
		x.emptyScans(at, s)
		x.dueDays(at, i)
		if s.When != "" || s.Each != "" {
			x.visit(stand{x.finish(at.lit, i, x.f.Usual(s.ID)), at.filled})
		}
		for _, o := range s.outcomes() {
			x.repeats(at, s, o)
			x.visit(stand{x.finish(at.lit, i, o), x.after(at.filled, s, o)})
		}
		if late, ok := ParseLate(s.Late); ok && x.f.Step(late.Step) != nil {
			x.visit(stand{lateLit(at.lit, link{from: i, to: x.f.index[late.Step]}), at.filled})
		}
	}
}

// ready lists the steps that may begin in a state.
func (x *exploring) ready(lit []link) []int {
	var all []int
	for _, l := range lit {
		if !slices.Contains(all, l.to) && x.f.comesUp(lit, l.to) {
			all = append(all, l.to)
		}
	}
	return all
}

// lateLit is the set of lit arrows once lateness has lit one more: the step
// that is late stays, and another one begins beside it.
func lateLit(lit []link, l link) []link {
	if slices.Contains(lit, l) {
		return lit
	}
	return append(slices.Clone(lit), l)
}

// finish is the set of lit arrows after step i ended with an outcome, as
// Flow.finish tells it.
func (x *exploring) finish(lit []link, i int, o Outcome) []link {
	out, stop := x.f.out(x.f.Process.Steps[i].ID, o)
	if stop {
		return nil
	}
	after := make([]link, 0, len(lit)+len(out))
	for _, l := range lit {
		if l.to != i {
			after = append(after, l)
		}
	}
	for _, a := range out {
		if l := (link{from: i, to: x.f.index[a.To]}); !slices.Contains(after, l) {
			after = append(after, l)
		}
	}
	return after
}

// after is which fields are filled once a step ended with an outcome.
func (x *exploring) after(filled uint64, s *Step, o Outcome) uint64 {
	if o.GoesOn() {
		for _, f := range x.f.fills(s) {
			filled |= x.bits[f.Name]
			if !f.Optional {
				filled |= x.bits[filledMark(f.Name)]
			}
		}
	}
	return filled
}

func (x *exploring) once(key string) bool {
	first := !x.told[key]
	x.told[key] = true
	return first
}

// emptyFields faults conditions on fields that may still be empty.
func (x *exploring) emptyFields(at stand, s *Step) {
	for place, cond := range x.expressions(s) {
		for _, name := range cond.uses {
			path := stepPath(x.f.Index(s.ID), place)
			if bit := x.bits[cond.markOf(name)]; bit == 0 || at.filled&bit != 0 || !x.once(path+name) {
				continue
			}
			x.c.fault(path, mayBeEmpty(x.f.fields[name]), name)
		}
	}
}

// mayBeEmpty says that a condition on a field can't be said. A day or a time
// can be asked for, so there is a second way out.
func mayBeEmpty(f Field) Say {
	if f.Type == DateField || f.Type == TimeField {
		return Say{
			EN: `%[1]s may still be empty here: record it (without ?) in a step that every way to this one passes, ask for it at the start, or begin the condition with %[1]s != "" and`,
			ID: `%[1]s mungkin masih kosong di sini: catat (tanpa ?) di langkah yang dilewati semua jalan ke sini, tanyakan di awal, atau awali syaratnya dengan %[1]s != "" and`,
		}
	}
	return Say{
		EN: "%s may still be empty here: record it (without ?) in a step that every way to this one passes, or ask for it at the start",
		ID: "%s mungkin masih kosong di sini: catat (tanpa ?) di langkah yang dilewati semua jalan ke sini, atau tanyakan di awal",
	}
}

// repeats warns of rework after which work that stands beside it is done once
// more.
func (x *exploring) repeats(at stand, s *Step, o Outcome) {
	i := x.f.Index(s.ID)
	for _, to := range o.To {
		t := x.f.Index(to)
		if t < 0 || t >= i {
			continue
		}
		beside := func(u int) bool {
			return u >= 0 && u != i && u != t && x.f.reach[t][u] && !x.f.reach[u][i] && !x.f.reach[i][u]
		}
		for _, l := range at.lit {
			again := l.to
			if beside(l.from) {
				again = l.from
			}
			if l.to == i || !beside(again) {
				continue
			}
			path := stepPath(i, "outcomes."+o.Name)
			if x.once(path) {
				x.c.warn(path, Say{
					EN: "going back to %q makes %q be done once more, though it is done beside this step: let the way back begin below it",
					ID: "kembali ke %q membuat %q dikerjakan sekali lagi, padahal dikerjakan di samping langkah ini: mulai jalan kembali di bawahnya",
				}, x.f.Step(to).Text, x.f.Process.Steps[again].Text)
			}
		}
	}
}
