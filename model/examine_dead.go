package model

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// coming walks the states of a case together with what its fields hold, and
// looks which steps come up: they are offered to somebody, or alur does them.
// Arrows lead to every step that passes the other checks; conditions may all
// the same keep work from one for good, as an else: after branches for every
// answer there is, or a stop that alur comes to at once.
//
// What is tried for each field are values that tell the plain conditions apart
// (see plain). Of others it is taken that they may say anything at any time, so
// that a step which does not come up here comes up nowhere. What may be done by
// right (to skip a step, to send work back) is left out.
type coming struct {
	f *Flow
	x *exploring
	// names are the fields that decide anything, values what is tried for
	// each; the first is empty.
	names  []string
	values [][]Value
	// answers are what conditions were found to say; plain are those of which
	// it can be found.
	answers map[string]answer
	plain   map[*condition]bool
	// picks are what conditions that are not plain are taken to say, one after
	// the other in one settle, and picked how many of them were asked for.
	picks  []int
	picked int
	// many is true where there is too much to be looked at.
	many bool
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
	if x.c.failed() || !slices.ContainsFunc(f.Process.Steps, atOnce) {
		return
	}
	c := newComing(x)
	c.wander()
	if c.left > 0 && (c.many || !c.explore()) {
		x.upCapped = true
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
	f, n := x.f, len(x.f.Process.Steps)
	c := &coming{
		f: f, x: &exploring{f: f, links: map[link]int{}}, plain: map[*condition]bool{},
		answers: map[string]answer{}, up: make([]bool, n), left: n, seen: map[string]bool{},
	}
	deciding := map[string]bool{}
	for i := range f.Process.Steps {
		s := &f.Process.Steps[i]
		if s.Each != "" && s.EachRole() == "" {
			deciding[s.Each] = true
		}
		for _, cond := range x.conditions(s) {
			if c.plain[cond] = f.plain(cond.text); c.plain[cond] {
				for _, name := range cond.uses {
					deciding[name] = true
				}
			}
		}
	}
	c.names = slices.Sorted(maps.Keys(deciding))
	numbers, texts := f.literals()
	for _, name := range c.names {
		c.values = append(c.values, append([]Value{{}}, wherever(f.asked(name), numbers, texts)...))
	}
	c.tellApart()
	c.many = slices.ContainsFunc(c.values, func(v []Value) bool { return len(v) > mostTried })
	return c
}

// mostTried bounds the values of one field: a state holds each as a byte.
const mostTried = 256

// asked is a field as it stands wherever it is asked for: bounds and choices
// may differ from place to place.
func (f *Flow) asked(name string) []Field {
	var all []Field
	add := func(fields []Field) {
		for _, field := range fields {
			if field.Name == name {
				all = append(all, field)
			}
		}
	}
	add(f.Process.Start.Ask)
	for i := range f.Process.Steps {
		add(f.fills(&f.Process.Steps[i]))
	}
	return all
}

// tellApart keeps one of the values that no condition tells apart, and that no
// place where the field is asked for does.
func (c *coming) tellApart() {
	full := slices.Clone(c.values)
	for i, name := range c.names {
		asked := c.f.asked(name)
		kinds := map[string]bool{}
		c.values[i] = slices.DeleteFunc(slices.Clone(full[i]), func(v Value) bool {
			kind := ""
			for _, field := range asked {
				kind += strconv.FormatBool(CheckValue(field, v, nil) == nil)
			}
			for _, cond := range c.conditions() {
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

// conditions are the plain ones, from the top.
func (c *coming) conditions() []*condition {
	var all []*condition
	for _, s := range c.f.Process.Steps {
		for _, cond := range append([]*condition{c.f.conds[s.ID]}, c.f.branches[s.ID]...) {
			if c.plain[cond] {
				all = append(all, cond)
			}
		}
	}
	return all
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

// starts calls visit with each of the ways a case can be asked at its start,
// until visit says that it is enough.
func (c *coming) starts(visit func(given string) bool) {
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

// products calls visit with each way to take one of every list, until visit
// says that it is enough; it reports whether it never did.
func products(choices [][]byte, visit func(string) bool) bool {
	at := make([]byte, len(choices))
	var fill func(i int) bool
	fill = func(i int) bool {
		if i == len(choices) {
			return visit(string(at))
		}
		for _, v := range choices[i] {
			at[i] = v
			if !fill(i + 1) {
				return false
			}
		}
		return true
	}
	return fill(0)
}

// recorded are the values that a field can have once it was asked for, where
// it had one before. What is not demanded may stay as it was.
func (c *coming) recorded(field Field, i int, before byte, demanded bool) []byte {
	var all []byte
	if field.Optional || !demanded {
		all = append(all, before)
	}
	for n, v := range c.values[i] {
		if n > 0 && n < mostTried && CheckValue(field, v, nil) == nil && !slices.Contains(all, byte(n)) {
			all = append(all, byte(n))
		}
	}
	return all
}

// says is what a condition says of what was given.
func (c *coming) says(cond *condition, given string) answer {
	if !c.plain[cond] {
		return c.pick(answer{yes: true}, answer{}, answer{unsaid: true})
	}
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
