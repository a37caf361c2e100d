package model

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"alur/model/modeltest/dice"
)

// mostMarkings bounds the states that are walked in one process.
const mostMarkings = 5000

// comparing counts what was compared.
type comparing struct {
	t                            *testing.T
	drawn, processes, markings   int
	capped, joins, splits, backs int
}

// soundness walks every state that a process can come to, and holds in each
// that the program and the naive model say the same, that something is ready,
// and that work can be finished from there. In some of them each step is
// ready: no task is dead.
func (x *comparing) soundness(f *Flow) {
	p := f.Process
	n := newNaive(p)
	// before holds, for each state, those that lead to it in one step.
	before := map[marking][]marking{}
	todo := []marking{1}
	seen := map[marking]bool{1: true}
	var ever uint64
	for len(todo) > 0 {
		lit := todo[0]
		todo = todo[1:]
		ready := n.readySet(lit)
		x.sameReady(f, n, lit, ready)
		if ready == 0 {
			x.t.Fatalf("deadlock with %v lit in\n%s", n.names(lit), asJSON(x.t, p))
		}
		ever |= ready
		for s := range n.steps {
			if ready&(1<<s) == 0 {
				continue
			}
			for _, o := range n.out[s] {
				next := n.finish(lit, s, o)
				x.sameFinish(f, n, lit, s, o, next)
				before[next] = append(before[next], lit)
				if next != 0 && !seen[next] {
					seen[next] = true
					todo = append(todo, next)
				}
			}
		}
		if len(seen) > mostMarkings {
			x.capped++
			return
		}
	}
	x.processes++
	x.markings += len(seen)
	x.deadSteps(n, ever)
	x.canFinish(n, seen, before)
}

func (x *comparing) sameReady(f *Flow, n *naive, lit marking, ready uint64) {
	arrows := n.names(lit)
	for s := range n.steps {
		if f.ready(arrows, stepID(s)) != (ready&(1<<s) != 0) {
			x.t.Fatalf("with %v lit %s is ready: %v, by the words of the design: %v, in\n%s", arrows, stepID(s), f.ready(arrows, stepID(s)), ready&(1<<s) != 0, asJSON(x.t, f.Process))
		}
	}
}

func (x *comparing) sameFinish(f *Flow, n *naive, lit marking, s int, o naiveOutcome, want marking) {
	outcome, ok := f.Outcome(stepID(s), o.name)
	if !ok {
		x.t.Fatalf("%s has no outcome %s", stepID(s), o.name)
	}
	got := f.finish(n.names(lit), stepID(s), outcome)
	var bits marking
	for _, a := range got {
		i := slices.Index(n.arrows, n.arrow(a))
		if i < 0 {
			x.t.Fatalf("%v is no arrow of\n%s", a, asJSON(x.t, f.Process))
		}
		bits |= 1 << i
	}
	if bits != want {
		x.t.Fatalf("after %s as %s with %v lit, %v is lit, want %v, in\n%s", stepID(s), o.name, n.names(lit), got, n.names(want), asJSON(x.t, f.Process))
	}
}

// deadSteps: every step is ready in some state, but for those that only
// lateness leads to.
func (x *comparing) deadSteps(n *naive, ever uint64) {
	for _, s := range n.steps {
		if late, ok := ParseLate(s.Late); ok && late.Step != "" {
			return
		}
	}
	for i := range n.steps {
		if ever&(1<<i) == 0 {
			x.t.Fatalf("%s is never ready in\n%s", stepID(i), asJSON(x.t, Process{Steps: n.steps}))
		}
	}
}

// canFinish walks back from the end: every state is met on the way.
func (x *comparing) canFinish(n *naive, seen map[marking]bool, before map[marking][]marking) {
	ends := map[marking]bool{0: true}
	for todo := []marking{0}; len(todo) > 0; todo = todo[1:] {
		for _, b := range before[todo[0]] {
			if !ends[b] {
				ends[b] = true
				todo = append(todo, b)
			}
		}
	}
	for lit := range seen {
		if !ends[lit] {
			x.t.Fatalf("with %v lit work can never end in\n%s", n.names(lit), asJSON(x.t, Process{Steps: n.steps}))
		}
	}
}

func (n *naive) names(lit marking) []Arrow {
	var arrows []Arrow
	for i, a := range n.arrows {
		if lit&(1<<i) == 0 {
			continue
		}
		named := Arrow{To: stepID(a.to)}
		if a.from >= 0 {
			named.From = stepID(a.from)
		}
		arrows = append(arrows, named)
	}
	return arrows
}

func (n *naive) arrow(a Arrow) naiveArrow {
	from := -1
	if a.From != "" {
		from = n.place(a.From)
	}
	return naiveArrow{from, n.place(a.To)}
}

// compare looks at a process, if it passes the checks.
func (x *comparing) compare(p Process) {
	x.drawn++
	f, _ := Compile(p)
	if f == nil {
		return
	}
	x.soundness(f)
	for i, s := range f.Process.Steps {
		if len(f.into[i]) > 1 {
			x.joins++
		}
		if len(f.next[i]) > 1 {
			x.splits++
		}
		for _, o := range f.Outcomes(s.ID) {
			if f.IsBack(s.ID, o.Name) {
				x.backs++
			}
		}
	}
}

// plainSteps calls visit with every process of n steps by the shape of its
// arrows: where each step follows (below the one above, after any one or two
// steps above), where a second outcome leads (none, any step, end, stop), and
// what its then says (nothing, end, stop; with thens any step as well).
func plainSteps(n int, thens bool, visit func(Process)) {
	p := Process{Name: "Plain", ID: "plain", Role: "warehouse", Steps: make([]Step, n)}
	var fill func(i int)
	fill = func(i int) {
		if i == n {
			visit(p)
			return
		}
		for _, after := range aftersOf(i) {
			for _, second := range targetsOf(n, true) {
				for _, then := range targetsOf(n, thens) {
					p.Steps[i] = Step{ID: stepID(i), Text: "Do " + stepID(i), After: after, Then: then}
					if second != nil {
						p.Steps[i].Outcomes = []Outcome{{Name: "ok", To: []string{ToNext}}, {Name: "bad", To: second}}
					}
					fill(i + 1)
				}
			}
		}
	}
	fill(0)
}

func aftersOf(i int) [][]string {
	all := [][]string{nil}
	for a := range i {
		all = append(all, []string{stepID(a)})
		for b := range a {
			all = append(all, []string{stepID(b), stepID(a)})
		}
	}
	return all
}

func targetsOf(n int, steps bool) [][]string {
	all := [][]string{nil, {ToEnd}, {ToStop}}
	if steps {
		for i := range n {
			all = append(all, []string{stepID(i)})
		}
	}
	return all
}

// TestTheReadyRuleIsWhatTheDesignSays compares the program with the naive
// model in every state of every process of up to three steps, and of as many
// drawn ones of up to six as there is time for. ALUR_READY=20m looks longer,
// and at every process of four steps.
func TestTheReadyRuleIsWhatTheDesignSays(t *testing.T) {
	span := 4 * time.Second
	if testing.Short() {
		span = time.Second
	}
	longer, err := time.ParseDuration(os.Getenv("ALUR_READY"))
	if err == nil {
		span = longer
	}
	x := &comparing{t: t}
	for n := 1; n <= 3; n++ {
		plainSteps(n, n < 3 || longer > 0, x.compare)
	}
	if longer > 0 {
		plainSteps(4, false, x.compare)
	}
	t.Logf("all of few steps: %s", x)
	seed := seedOf(t)
	for until := time.Now().Add(span); time.Now().Before(until); seed++ {
		d := dice.Plain(seed)
		p := Drawn.Shape(d)
		x.compare(p)
	}
	t.Logf("with drawn ones: %s", x)
	if x.processes < 1000 || x.joins == 0 || x.splits == 0 || x.backs == 0 {
		t.Errorf("too little was compared: %s", x)
	}
}

func (x *comparing) String() string {
	return fmt.Sprintf("%d processes of %d pass the checks and were compared in %d states; %d joins, %d splits, %d ways back; %d had more than %d states",
		x.processes, x.drawn, x.markings, x.joins, x.splits, x.backs, x.capped, mostMarkings)
}

// seedOf is where plain dice begin: at a place of its own for each long run
// that asks for one.
func seedOf(t *testing.T) uint64 {
	seed, err := strconv.ParseUint(os.Getenv("ALUR_SEED"), 10, 64)
	if err != nil {
		seed = 1
	}
	t.Logf("ALUR_SEED=%d", seed)
	return seed
}
