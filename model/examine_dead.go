package model

import (
	"slices"
	"strings"
)

// coming walks the states of a case together with what its fields hold, and
// looks which steps come up: they are offered to somebody, or alur does them.
// Arrows lead to every step that passes the other checks; conditions may all
// the same keep work from one for good, as an else: after branches for every
// answer there is, or a stop that alur comes to at once.
//
// What is tried for each field are values that tell the conditions apart. What
// may be done by right (to skip a step, to send work back) is left out.
type coming struct {
	f *Flow
	x *exploring
	// names are the fields that decide anything, values what is tried for
	// each; the first is empty.
	names  []string
	values [][]Value
	// answers are what conditions were found to say.
	answers map[string]answer
	// up marks the steps that came up, left counts those that did not.
	up   []bool
	left int

	seen  map[string]bool
	todo  []standing
	moves int
}

// answer is what a condition says; unsaid where a value is missing.
type answer struct{ yes, unsaid bool }

// standing is where a case stands while everybody is asked who has to be.
type standing struct {
	lit []link
	// open holds the steps with an open task, owners those of them that are
	// parked with the owner, who may choose any outcome.
	open, owners bitset
	// given is the value of each field, by its place in what is tried.
	given string
}

// neverUp warns of steps that come up in no run, whatever is answered and
// done.
func (x *exploring) neverUp() {
	f := x.f
	atOnce := func(s Step) bool { return s.When != "" || s.Each != "" || s.Kind.ByItself() }
	if x.c.failed() || !slices.ContainsFunc(f.Process.Steps, atOnce) || !f.plain() {
		return
	}
	c := newComing(x)
	c.wander()
	if c.left > 0 && !c.explore() {
		x.capped = true
		return
	}
	for i, s := range f.Process.Steps {
		if !c.up[i] {
			x.c.warn(stepPath(i, ""), Say{
				EN: "%q never comes up, whatever is answered and done: the conditions on the way to it are never true together, or what alur does at once ends the case before. Change them, or take the step out",
				ID: "%q tidak pernah muncul, apa pun jawaban dan pekerjaannya: syarat-syarat di jalan ke sana tidak pernah terpenuhi bersama, atau yang alur kerjakan seketika mengakhiri kasus sebelumnya. Ubah itu, atau hapus langkah ini",
			}, s.Text)
		}
	}
}

func newComing(x *exploring) *coming {
	n := len(x.f.Process.Steps)
	c := &coming{
		f: x.f, x: &exploring{f: x.f, links: map[link]int{}},
		answers: map[string]answer{}, up: make([]bool, n), left: n, seen: map[string]bool{},
	}
	tried := newAnswering(x.f).values
	numbers, _ := x.f.literals()
	for name := range tried {
		c.names = append(c.names, name)
	}
	slices.Sort(c.names)
	for _, name := range c.names {
		all := slices.DeleteFunc(slices.Clone(tried[name]), Value.Empty)
		if field := x.f.fields[name]; field.Type == NumberField || field.Type == MoneyField {
			all = between(field, numbers)
		}
		c.values = append(c.values, append([]Value{{}}, all...))
	}
	c.tellApart()
	return c
}

// tellApart keeps one of the values that no condition tells apart.
func (c *coming) tellApart() {
	var conds []*condition
	for i := range c.f.Process.Steps {
		for _, cond := range c.x.conditions(&c.f.Process.Steps[i]) {
			conds = append(conds, cond)
		}
	}
	full := slices.Clone(c.values)
	for i, name := range c.names {
		kinds := map[string]bool{}
		c.values[i] = slices.DeleteFunc(slices.Clone(full[i]), func(v Value) bool {
			kind := ""
			for _, cond := range conds {
				if slices.Contains(cond.uses, name) {
					kind += c.sayings(cond, full, name, v)
				}
			}
			first := v.Empty() || !kinds[kind]
			kinds[kind] = kinds[kind] || !v.Empty()
			return !first
		})
	}
}

// sayings is what a condition says with one value, for everything else that it
// asks for.
func (c *coming) sayings(cond *condition, full [][]Value, name string, v Value) string {
	var said strings.Builder
	all := 1
	for _, other := range cond.uses {
		if other != name {
			all *= len(full[slices.Index(c.names, other)])
		}
	}
	if all > mostAnswers {
		return v.String() // Each stands for itself.
	}
	for n := range all {
		with := Values{name: v}
		for _, other := range cond.uses {
			if other != name {
				values := full[slices.Index(c.names, other)]
				with[other] = values[n%len(values)]
				n /= len(values)
			}
		}
		switch yes, _, err := cond.holds(with); {
		case err != nil:
			said.WriteByte('?')
		case yes:
			said.WriteByte('1')
		default:
			said.WriteByte('0')
		}
	}
	return said.String()
}

// starts calls visit with each of the ways a case can be asked at its start.
func (c *coming) starts(visit func(given string)) {
	choices := make([][]byte, len(c.names))
	for i, name := range c.names {
		choices[i] = []byte{0}
		for _, field := range c.f.Process.Start.Ask {
			if field.Name == name {
				choices[i] = c.recorded(field, i, 0, true)
			}
		}
	}
	products(choices, visit)
}

// products calls visit with each way to take one of every list.
func products(choices [][]byte, visit func(string)) {
	at := make([]byte, len(choices))
	var fill func(i int)
	fill = func(i int) {
		if i == len(choices) {
			visit(string(at))
			return
		}
		for _, v := range choices[i] {
			at[i] = v
			fill(i + 1)
		}
	}
	fill(0)
}

// recorded are the values that a field can have once it was asked for, where
// it had one before. What is not demanded may stay as it was.
func (c *coming) recorded(field Field, i int, before byte, demanded bool) []byte {
	var all []byte
	if field.Optional || !demanded {
		all = append(all, before)
	}
	for n, v := range c.values[i] {
		if n > 0 && n < 256 && CheckValue(field, v, nil) == nil && !slices.Contains(all, byte(n)) {
			all = append(all, byte(n))
		}
	}
	return all
}

// says is what a condition says of what was given.
func (c *coming) says(cond *condition, given string) answer {
	var key strings.Builder
	for _, name := range cond.uses {
		key.WriteByte(given[slices.Index(c.names, name)])
	}
	id := cond.text + "\x00" + key.String()
	if known, ok := c.answers[id]; ok {
		return known
	}
	with := Values{}
	for _, name := range cond.uses {
		with[name] = c.value(name, given)
	}
	yes, _, err := cond.holds(with)
	c.answers[id] = answer{yes: yes, unsaid: err != nil}
	return c.answers[id]
}

func (c *coming) value(name, given string) Value {
	i := slices.Index(c.names, name)
	return c.values[i][given[i]]
}
