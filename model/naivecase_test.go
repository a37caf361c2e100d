package model

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// naiveCase plays the cases of a process as the design says it in words, with
// what their fields hold: which steps are open, what alur does at once, what
// is passed by, what lateness starts. It shares nothing with the program, but
// for the values of fields that conditions are about, which are few.
type naiveCase struct {
	*naive
	asks []Field
	// names are the fields that decide something, values what each can hold;
	// the first is empty.
	names  []string
	values [][]Value
	// known are the ready sets of markings that were looked at.
	known map[marking]uint64
}

// mostDeciding is how many fields of a drawn process can decide something.
const mostDeciding = 8

// place is where a case stands: its lit arrows, the steps that are open, those
// of them that the owner was asked about, and what each field holds.
type place struct {
	lit          marking
	open, parked uint64
	held         [mostDeciding]uint8
}

// move is what happens in a case: a step ends with an outcome and these
// values, or is late and starts another.
type move struct {
	step    int
	outcome string
	late    bool
	held    [mostDeciding]uint8
}

// reached is a place, how a case came there, and from which place.
type reached struct {
	place
	from int
	by   move
}

func newNaiveCase(p Process) *naiveCase {
	c := &naiveCase{naive: newNaive(p), asks: p.Start.Ask, known: map[marking]uint64{}}
	types := map[string]Field{}
	for _, s := range p.Steps {
		for _, f := range s.Record {
			types[f.Name] = f
		}
	}
	for _, f := range p.Start.Ask {
		types[f.Name] = f
	}
	deciding := map[string]bool{}
	for _, s := range p.Steps {
		if s.Each != "" && !strings.HasPrefix(s.Each, "everyone in ") {
			deciding[s.Each] = true
		}
		for _, when := range append([]string{s.When}, whens(s)...) {
			for _, word := range strings.FieldsFunc(when, func(r rune) bool { return strings.ContainsRune(" ()", r) }) {
				if _, is := types[word]; is {
					deciding[word] = true
				}
			}
		}
	}
	c.names = slices.Sorted(maps.Keys(deciding))
	for _, name := range c.names {
		c.values = append(c.values, append([]Value{{}}, held(types[name])...))
	}
	return c
}

func whens(s Step) []string {
	var all []string
	for _, o := range s.Outcomes {
		all = append(all, o.When)
	}
	return all
}

// held is a value for every answer that drawn conditions tell apart.
func held(f Field) []Value {
	switch f.Type {
	case ListField:
		return []Value{{Items: []string{"A"}}, {Items: []string{"A", "B"}}}
	case ChoiceField:
		return []Value{one(f.Choices[0]), one(f.Choices[1])}
	case YesNoField:
		return []Value{one("yes"), one("no")}
	case MoneyField:
		return []Value{one("50"), one("200")}
	case DateField:
		return []Value{one("2026-05-01"), one("2026-07-01")}
	}
	return []Value{one("A-1"), one("A-2")}
}

// says is what a drawn condition says: parts joined by or, of parts joined by
// and, each a yes/no, or a comparison with a number or a text. It can't be said
// while a number or a yes/no that it asks for is missing.
func (c *naiveCase) says(when string, p place) (yes, said bool) {
	said = true
	for either := range strings.SplitSeq(when, " or ") {
		all := true
		for part := range strings.SplitSeq(either, " and ") {
			is, known := c.part(strings.Fields(part), p)
			all, said = all && is, said && known
		}
		yes = yes || all
	}
	return yes, said
}

func (c *naiveCase) part(words []string, p place) (yes, said bool) {
	v := c.holds(strings.TrimSuffix(strings.TrimPrefix(words[0], "len("), ")"), p)
	if len(words) == 1 {
		return v.Text == "yes", v.Text != ""
	}
	text := strings.Trim(words[2], `"`)
	switch words[1] {
	case "==":
		return v.Text == text, true
	case "!=":
		return v.Text != text, true
	}
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return words[1] == ">" && v.Text > text || words[1] == "<=" && v.Text <= text, v.Text != ""
	}
	number, missing := float64(len(v.Items)), false
	if !strings.HasPrefix(words[0], "len(") {
		n, err := strconv.ParseFloat(v.Text, 64)
		number, missing = n, err != nil
	}
	edge, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("no plain condition: " + strings.Join(words, " "))
	}
	return words[1] == ">" && number > edge || words[1] == "<=" && number <= edge, !missing
}

func (c *naiveCase) holds(name string, p place) Value {
	i := slices.Index(c.names, name)
	return c.values[i][p.held[i]]
}

func (c *naiveCase) readyIn(lit marking) uint64 {
	set, ok := c.known[lit]
	if !ok {
		set = c.readySet(lit)
		c.known[lit] = set
	}
	return set
}

// usual is the first outcome that goes to next, else the first.
func (c *naiveCase) usual(s int) naiveOutcome {
	for _, o := range c.out[s] {
		if c.goesToNext(s, o.name) {
			return o
		}
	}
	return c.out[s][0]
}

func (c *naiveCase) goesToNext(s int, name string) bool {
	return slices.ContainsFunc(c.outcomesOf(s), func(o Outcome) bool { return o.Name == name && slices.Contains(o.To, "next") })
}

// settle is where a case stands once alur has done what it does at once; came
// are the steps that are open then, or were done on the way.
func (c *naiveCase) settle(p place) (after place, came uint64) {
	been, circle := map[marking]bool{}, false
	for p.lit != 0 {
		ready := c.readyIn(p.lit)
		arrived := c.arrived(p.lit)
		p.open &= arrived & (ready | p.parked) // Work is taken back that has to wait again.
		p.parked &= p.open
		circle = circle || been[p.lit]
		been[p.lit] = true
		moved := false
		for s := 0; s < len(c.steps) && !moved; s++ {
			bit := uint64(1) << s
			if ready&bit == 0 || p.open&bit != 0 {
				continue
			}
			asked := circle && c.decided(s)
			if asked { // Work goes round by itself: the owner is asked here.
				circle, been = false, map[marking]bool{}
			}
			switch o, passed, done := c.atOnce(s, p, &asked); {
			case passed:
				p.lit, moved = c.finish(p.lit, s, o), true
				if done {
					came |= bit
				}
			case asked:
				p.open |= bit
				p.parked |= bit
			default:
				p.open |= bit
			}
		}
		if !moved {
			break
		}
	}
	if p.lit == 0 {
		p.open, p.parked = 0, 0
	}
	return p, came | p.open
}

// decided: something is decided before anybody is asked to do the step.
func (c *naiveCase) decided(s int) bool {
	step := c.steps[s]
	return step.When != "" || step.Each != "" || step.Kind == Choose || step.Kind == Run
}

// atOnce is how alur passes a step, if it does: it is done, or passed by. Asked
// is set where the owner has to say.
func (c *naiveCase) atOnce(s int, p place, asked *bool) (o naiveOutcome, passed, done bool) {
	step := c.steps[s]
	if *asked {
		return o, false, false
	}
	if step.When != "" {
		yes, said := c.says(step.When, p)
		if !said {
			*asked = true
			return o, false, false
		}
		if !yes {
			return c.usual(s), true, false
		}
	}
	switch step.Kind {
	case Auto:
		return c.out[s][0], true, true
	case Choose:
		for i, branch := range step.Outcomes {
			yes, said := true, true
			if branch.When != "" {
				yes, said = c.says(branch.When, p)
			}
			if !said {
				break
			}
			if yes {
				return c.out[s][i], true, true
			}
		}
		*asked = true
	case Do:
		if i := slices.Index(c.names, step.Each); i >= 0 && p.held[i] == 0 {
			return c.usual(s), true, false // There is no entry to do it for.
		}
	}
	return o, false, false
}

func (c *naiveCase) arrived(lit marking) (set uint64) {
	for i, a := range c.arrows {
		if lit&(1<<i) != 0 {
			set |= 1 << a.to
		}
	}
	return set
}

// moves calls visit with all that can happen next.
func (c *naiveCase) moves(p place, visit func(move)) {
	for s := range c.steps {
		if p.open&(1<<s) == 0 {
			continue
		}
		if c.late[s] != 0 {
			visit(move{step: s, late: true, held: p.held})
		}
		for _, o := range c.out[s] {
			c.fill(c.steps[s].Record, c.goesToNext(s, o.name), p.held, func(held [mostDeciding]uint8) {
				visit(move{step: s, outcome: o.name, held: held})
			})
		}
	}
}

// fill calls visit with each way to fill these fields; what is optional, or
// not demanded, may stay as it is.
func (c *naiveCase) fill(fields []Field, demanded bool, now [mostDeciding]uint8, visit func([mostDeciding]uint8)) {
	if len(fields) == 0 {
		visit(now)
		return
	}
	f, rest := fields[0], fields[1:]
	i := slices.Index(c.names, f.Name)
	if i < 0 || f.Optional || !demanded {
		c.fill(rest, demanded, now, visit)
	}
	if i < 0 {
		return
	}
	for v := 1; v < len(c.values[i]); v++ {
		now[i] = uint8(v)
		c.fill(rest, demanded, now, visit)
	}
}

// after is where a move leads.
func (c *naiveCase) after(p place, m move) (place, uint64) {
	if m.late {
		p.lit |= c.late[m.step]
		return c.settle(p)
	}
	for _, o := range c.out[m.step] {
		if o.name == m.outcome {
			p.lit = c.finish(p.lit, m.step, o)
		}
	}
	p.open &^= 1 << m.step
	p.parked &^= 1 << m.step
	p.held = m.held
	return c.settle(p)
}

// mostPlaces bounds the places that are looked at in one process.
const mostPlaces = 300_000

// everyPlace looks at each place that a case can come to, until every step
// came up. It answers, per step, the place in all at which it came up first,
// or -1; whole is false where there were too many places.
func (c *naiveCase) everyPlace() (all []reached, first []int, whole bool) {
	first = slices.Repeat([]int{-1}, len(c.steps))
	missing := len(c.steps)
	seen := map[place]bool{}
	add := func(p place, came uint64, from int, by move) {
		news := false
		for s := range c.steps {
			if came&(1<<s) != 0 && first[s] < 0 {
				first[s], news = len(all), true
				missing--
			}
		}
		if !seen[p] || news {
			seen[p] = true
			all = append(all, reached{p, from, by})
		}
	}
	c.fill(c.asks, true, [mostDeciding]uint8{}, func(held [mostDeciding]uint8) {
		p, came := c.settle(place{lit: 1, held: held})
		add(p, came, -1, move{held: held})
	})
	for i := 0; i < len(all) && missing > 0; i++ {
		if len(all) > mostPlaces {
			return all, first, false
		}
		at := all[i].place
		c.moves(at, func(m move) {
			p, came := c.after(at, m)
			add(p, came, i, m)
		})
	}
	return all, first, true
}

// way is how a case came to a place: the moves from its start.
func way(all []reached, at int) []reached {
	var steps []reached
	for ; at >= 0; at = all[at].from {
		steps = append(steps, all[at])
	}
	slices.Reverse(steps)
	return steps
}
