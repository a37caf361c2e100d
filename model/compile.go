package model

import (
	"fmt"
	"sort"
)

// Compile checks a definition and draws its arrows. It returns every fault;
// the flow is nil where one of them is no warning. Missing ids, roles and
// kinds are filled in before (see Process.Normalise).
func Compile(p Process) (*Flow, []Fault) {
	c := compiled(p)
	if c.failed() {
		return nil, c.faults
	}
	return c.flow, c.faults
}

// Recorded compiles a definition that stands in the record. What earlier
// versions of alur published and the checks refuse today goes on working, and
// Flow.Refused says what that is; only where the arrows can't be drawn, or lead
// round for ever, is there no flow. What can't be read in it counts as not
// said, and a condition as one that can't be said: its step goes to the owner.
func Recorded(p Process) (*Flow, []Fault) {
	c := compiled(p)
	if c.broken || c.endless {
		return nil, c.faults
	}
	for _, f := range c.faults {
		if !f.Warning {
			c.flow.refused = append(c.flow.refused, f)
		}
	}
	return c.flow, c.faults
}

// Refused are the faults for which the definition would not be published
// today.
func (f *Flow) Refused() []Fault { return f.refused }

// RefusedToday says the first of the faults for which a definition in force
// would not be published today; empty for none.
func (f *Flow) RefusedToday() Reason {
	if len(f.refused) == 0 {
		return Reason{}
	}
	first := f.refused[0]
	return because(Say{EN: "would be refused today: %s", ID: "hari ini akan ditolak: %s"}, because(first.What, first.Args...))
}

// Verify compiles a definition and examines every state that its cases can come
// to (see Flow.Examine). It returns every fault of both; the flow is nil where
// one of them is no warning.
func Verify(p Process) (*Flow, []Fault) {
	c := compiled(p)
	switch {
	case !c.failed():
		c.faults = append(c.faults, c.flow.Examine()...)
	case !c.broken:
		c.faults = append(c.faults, c.flow.glance()...)
	}
	if c.failed() {
		return nil, c.faults
	}
	return c.flow, c.faults
}

// Parts checks a definition of which something can't be read: its head, its
// fields and its steps, each by itself, and nothing of its ways.
func Parts(p Process) []Fault { return partly(p).faults }

// compiled is a definition with its faults, and its arrows unless it is broken.
func compiled(p Process) *compiler {
	c := partly(p)
	if !c.broken {
		c.flow.draw()
		c.checkWays()
		c.checkStops()
	}
	return c
}

// partly is a definition with the faults of its parts, and without arrows.
func partly(p Process) *compiler {
	p = p.Normalise()
	c := &compiler{flow: &Flow{
		Process: p,
		index:   map[string]int{},
		fields:  map[string]Field{},
		conds:   map[string]*condition{},

		branches: map[string][]*condition{},
		sets:     map[string][]assignment{},
	}}
	c.checkHead()
	c.checkIDs()
	c.checkFields()
	c.checkSets()
	for i := range p.Steps {
		c.checkStep(i)
	}
	return c
}

// compiler collects the faults of one definition.
type compiler struct {
	flow   *Flow
	faults []Fault
	// broken is true where the steps can't be told apart, or an arrow leads
	// nowhere: then nothing can be said about ways.
	broken bool
	// endless is true where alur would go round in it by itself for ever.
	endless bool
}

// cut is a fault after which the arrows can't be drawn.
func (c *compiler) cut(path string, what Say, args ...any) {
	c.broken = true
	c.fault(path, what, args...)
}

func (c *compiler) fault(path string, what Say, args ...any) {
	c.faults = append(c.faults, Fault{Path: path, What: what, Args: args})
}

func (c *compiler) warn(path string, what Say, args ...any) {
	c.faults = append(c.faults, Fault{Path: path, Warning: true, What: what, Args: args})
}

func (c *compiler) failed() bool {
	for _, f := range c.faults {
		if !f.Warning {
			return true
		}
	}
	return false
}

// stepPath is the place of a step, or of a key of it.
func stepPath(i int, key string) string {
	if key == "" {
		return fmt.Sprintf("steps[%d]", i)
	}
	return fmt.Sprintf("steps[%d].%s", i, key)
}

// checkIDs indexes the steps; two of one id can't be told apart.
func (c *compiler) checkIDs() {
	for i, s := range c.flow.Process.Steps {
		switch first, double := c.flow.index[s.ID]; {
		case double:
			c.cut(stepPath(i, "id"), Say{
				EN: "two steps have the id %q (the other is step %d): give this one another id",
				ID: "dua langkah memakai id %q (yang lain langkah %d): beri langkah ini id lain",
			}, s.ID, first+1)
			continue
		case reserved(s.ID) || !isID(s.ID):
			c.cut(stepPath(i, "id"), Say{
				EN: "%q can't be an id: use small letters, digits, - and _, and not next, end or stop",
				ID: "%q tidak bisa menjadi id: pakai huruf kecil, angka, - dan _, dan bukan next, end atau stop",
			}, s.ID)
		}
		c.flow.index[s.ID] = i
	}
}

// isID reports whether a text can be an id in files, keys and commands.
func isID(id string) bool {
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return false
		}
	}
	return id != ""
}

// draw computes the arrows of a checked definition.
func (f *Flow) draw() {
	n := len(f.Process.Steps)
	f.next = make([][]int, n)
	f.stops = make([]bool, n)
	f.into = make([][]int, n)
	f.into[0] = []int{-1}
	named := f.sentByName()
	for i := range f.Process.Steps {
		f.next[i], f.stops[i] = f.followers(i, named)
	}
	for i := range f.Process.Steps {
		for _, to := range f.forward(i) {
			f.into[to] = append(f.into[to], i)
		}
	}
	f.reach = make([][]bool, n)
	for i := n - 1; i >= 0; i-- {
		f.reach[i] = make([]bool, n)
		f.reach[i][i] = true
		for _, to := range f.forward(i) {
			for u := to; u < n; u++ {
				f.reach[i][u] = f.reach[i][u] || f.reach[to][u]
			}
		}
	}
	f.leads, f.feeds = make([]bitset, n), make([]bitset, n)
	for i := range n {
		f.leads[i], f.feeds[i] = newBitset(n), newBitset(n)
		for u, ok := range f.reach[i] {
			if ok {
				f.leads[i].put(u)
			}
		}
		for _, u := range f.into[i] {
			if u >= 0 {
				f.feeds[i].put(u)
			}
		}
	}
}

// sentByName marks the steps that a step above sends work to by name; such a
// step does not follow the step right above it.
func (f *Flow) sentByName() []bool {
	named := make([]bool, len(f.Process.Steps))
	for i, s := range f.Process.Steps {
		targets := append([]string(nil), s.Then...)
		for _, o := range s.Outcomes {
			targets = append(targets, o.To...)
		}
		if late, ok := ParseLate(s.Late); ok && late.Step != "" {
			targets = append(targets, late.Step)
		}
		for _, to := range targets {
			if t, ok := f.index[to]; ok && t > i {
				named[t] = true
			}
		}
	}
	return named
}

// followers lists the steps that follow step i by placement, after or then.
func (f *Flow) followers(i int, named []bool) (next []int, stops bool) {
	seen := map[int]bool{}
	add := func(t int) {
		if !seen[t] {
			seen[t] = true
			next = append(next, t)
		}
	}
	s := f.Process.Steps[i]
	if len(s.Then) > 0 {
		for _, to := range s.Then {
			stops = stops || to == ToStop
			if t, ok := f.index[to]; ok {
				add(t)
			}
		}
	} else if below := i + 1; below < len(f.Process.Steps) && len(f.Process.Steps[below].After) == 0 && !named[below] {
		add(below)
	}
	for t, other := range f.Process.Steps {
		for _, after := range other.After {
			if after == s.ID {
				add(t)
			}
		}
	}
	sort.Ints(next)
	return next, stops
}

// targets lists where an outcome of step i leads, without doubles; one that
// stops the whole case leads nowhere.
func (f *Flow) targets(i int, o Outcome) []int {
	var all []int
	seen := map[int]bool{}
	add := func(t int) {
		if !seen[t] {
			seen[t] = true
			all = append(all, t)
		}
	}
	for _, to := range o.To {
		if to == ToStop || to == ToNext && f.stops[i] {
			return nil
		}
		if to == ToNext {
			for _, t := range f.next[i] {
				add(t)
			}
		} else if t, ok := f.index[to]; ok {
			add(t)
		}
	}
	return all
}

// forward lists the targets of step i below it, over all outcomes.
func (f *Flow) forward(i int) []int {
	var all []int
	seen := map[int]bool{}
	for _, o := range f.Process.Steps[i].outcomes() {
		for _, t := range f.targets(i, o) {
			if t > i && !seen[t] {
				seen[t] = true
				all = append(all, t)
			}
		}
	}
	return all
}
