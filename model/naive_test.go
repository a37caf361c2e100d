package model

import (
	"fmt"
	"slices"
	"strings"
)

// naive is a process as section 3 of the design says it in words, drawn and
// played in the plainest way: it shares nothing with flow.go or compile.go,
// and what it says of a process is compared with what the program says.
type naive struct {
	steps []Step
	// out holds what each outcome of each step does.
	out [][]naiveOutcome
	// arrows are all connections of the process; the first is the one that
	// starts a case, from -1.
	arrows []naiveArrow
	// late is, per step, what lateness lights: the arrow to the step that it
	// starts, beside the one that is late.
	late []marking
}

// naiveArrow is drawn unless lateness alone leads there: nothing waits for
// such a one.
type naiveArrow struct {
	from, to int
	drawn    bool
}

type naiveOutcome struct {
	name string
	to   []int
	// lit are the arrows to those steps, by their place in naive.arrows.
	lit  marking
	stop bool
}

// marking is a set of lit arrows: bit i is arrow i.
type marking uint64

func newNaive(p Process) *naive {
	n := &naive{steps: p.Steps, arrows: []naiveArrow{{-1, 0, true}}, late: make([]marking, len(p.Steps))}
	for i := range p.Steps {
		var all []naiveOutcome
		for _, o := range n.outcomesOf(i) {
			all = append(all, n.draw(i, o))
		}
		n.out = append(n.out, all)
	}
	for i, s := range p.Steps {
		if id, ok := strings.CutPrefix(s.Late, "start "); ok {
			n.late[i] = n.bit(naiveArrow{i, n.place(id), false})
		}
	}
	return n
}

// outcomesOf: a step that lists no outcome is done, and that goes to next; a
// run ends as finished or cancelled, which go to next where nothing is said.
func (n *naive) outcomesOf(i int) []Outcome {
	s := n.steps[i]
	all := slices.Clone(s.Outcomes)
	if s.Kind == Run {
		for _, name := range []string{"finished", "cancelled"} {
			if !slices.ContainsFunc(all, func(o Outcome) bool { return o.Name == name }) {
				all = append(all, Outcome{Name: name, To: []string{"next"}})
			}
		}
	}
	if len(all) == 0 {
		all = []Outcome{{Name: "done", To: []string{"next"}}}
	}
	return all
}

func (n *naive) place(id string) int {
	return slices.IndexFunc(n.steps, func(s Step) bool { return s.ID == id })
}

// follows: a step follows the step above it, unless it says after, or a step
// above sends work to it by name, or the step above says then; and it follows
// every step that its after names.
func (n *naive) follows(step, above int) bool {
	s := n.steps[step]
	if slices.Contains(s.After, n.steps[above].ID) || slices.Contains(n.steps[above].Then, s.ID) {
		return true
	}
	if step != above+1 || len(s.After) > 0 || len(n.steps[above].Then) > 0 {
		return false
	}
	for _, earlier := range n.steps[:step] {
		if slices.Contains(earlier.Then, s.ID) || earlier.Late == "start "+s.ID {
			return false
		}
		for _, o := range earlier.Outcomes {
			if slices.Contains(o.To, s.ID) {
				return false
			}
		}
	}
	return true
}

func (n *naive) draw(i int, o Outcome) naiveOutcome {
	drawn := naiveOutcome{name: o.Name}
	add := func(to int) {
		if !slices.Contains(drawn.to, to) {
			drawn.to = append(drawn.to, to)
			drawn.lit |= n.bit(naiveArrow{i, to, true})
		}
	}
	for _, to := range o.To {
		switch to {
		case "end":
		case "stop":
			drawn.stop = true
		case "next":
			drawn.stop = drawn.stop || slices.Contains(n.steps[i].Then, "stop")
			for t := range n.steps {
				if n.follows(t, i) {
					add(t)
				}
			}
		default:
			add(n.place(to))
		}
	}
	return drawn
}

// bit is the place of an arrow, which is added where it is new.
func (n *naive) bit(a naiveArrow) marking {
	i := n.between(a.from, a.to)
	if i < 0 {
		n.arrows = append(n.arrows, a)
		i = len(n.arrows) - 1
	}
	return 1 << i
}

// between is the place of the arrow from one step to another, or -1.
func (n *naive) between(from, to int) int {
	return slices.IndexFunc(n.arrows, func(a naiveArrow) bool { return a.from == from && a.to == to })
}

// An arrow is back if it leads to a step at or above its source.
func (a naiveArrow) forward() bool { return a.drawn && a.to > a.from }

// paths calls visit with the end of every forward path from a step that does
// not pass through another one; of each way there is, one by one.
func (n *naive) paths(from, notThrough int, visit func(int)) {
	if from == notThrough {
		return
	}
	visit(from)
	for _, a := range n.arrows {
		if a.from == from && a.forward() {
			n.paths(a.to, notThrough, visit)
		}
	}
}

// ready: some arrow into s is lit, and no lit arrow outside In(s) has a
// forward path from its target, not through s, to a dark forward arrow into s.
func (n *naive) ready(lit marking, s int) bool {
	arrived := false
	for i, a := range n.arrows {
		if lit&(1<<i) == 0 {
			continue
		}
		if a.to == s {
			arrived = true
			continue
		}
		more := false
		n.paths(a.to, s, func(end int) {
			for j, into := range n.arrows {
				dark := lit&(1<<j) == 0
				more = more || dark && into.forward() && into.from == end && into.to == s
			}
		})
		if more {
			return false
		}
	}
	return arrived
}

// finish: L := (L - In(s)) + Out(s, o); stop ends the whole case.
func (n *naive) finish(lit marking, s int, o naiveOutcome) marking {
	if o.stop {
		return 0
	}
	for i, a := range n.arrows {
		if a.to == s {
			lit &^= 1 << i
		}
	}
	return lit | o.lit
}

// readySet is a bit for each step that is ready.
func (n *naive) readySet(lit marking) (set uint64) {
	for s := range n.steps {
		if n.ready(lit, s) {
			set |= 1 << s
		}
	}
	return set
}

// stepID is the id of step i of a drawn process, or of a plain one.
func stepID(i int) string { return fmt.Sprintf("s%d", i) }
