package model

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"alur/model/modeltest/dice"
)

// mostMarkings bounds the states that are walked in one process.
const mostMarkings = 200_000

// comparing counts what was compared.
type comparing struct {
	t                            *testing.T
	drawn, processes, markings   int
	capped, joins, splits, backs int
	// lates are the steps that lateness starts.
	lates int
	// sizes are the processes that were compared, by how many steps they have.
	sizes [7]int
	// seen are the processes that were looked at, so that none counts twice.
	seen map[[32]byte]bool
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
		lead := func(next marking) {
			before[next] = append(before[next], lit)
			if next != 0 && !seen[next] {
				seen[next] = true
				todo = append(todo, next)
			}
		}
		for s := range n.steps {
			if ready&(1<<s) == 0 {
				continue
			}
			for _, o := range n.out[s] {
				next := n.finish(lit, s, o)
				x.sameFinish(f, n, lit, s, o, next)
				lead(next)
			}
			lead(lit | n.late[s])
		}
		if len(seen) > mostMarkings {
			x.capped++
			return
		}
	}
	x.processes++
	x.sizes[len(p.Steps)]++
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
		i := n.between(n.place(a.From), n.place(a.To))
		if i < 0 {
			x.t.Fatalf("%v is no arrow of\n%s", a, asJSON(x.t, f.Process))
		}
		bits |= 1 << i
	}
	if bits != want {
		x.t.Fatalf("after %s as %s with %v lit, %v is lit, want %v, in\n%s", stepID(s), o.name, n.names(lit), got, n.names(want), asJSON(x.t, f.Process))
	}
}

// deadSteps: every step is ready in some state.
func (x *comparing) deadSteps(n *naive, ever uint64) {
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

// compare looks at a process, if it passes the checks and is none that was
// looked at.
func (x *comparing) compare(p Process) {
	if x.seen != nil {
		name := sha256.Sum256([]byte(asJSON(x.t, p)))
		if x.seen[name] {
			return
		}
		x.seen[name] = true
	}
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
		if late, _ := ParseLate(s.Late); late.Step != "" {
			x.lates++
		}
		for _, o := range f.Outcomes(s.ID) {
			if f.IsBack(s.ID, o.Name) {
				x.backs++
			}
		}
	}
}

// shapes are all processes of some steps by the shape of their arrows. Of each
// step it is said where it follows (below the one above, or after any one or
// two steps above), where a second outcome leads beside the one to next (there
// is none, or it leads to any step, end or stop), what its then says (nothing,
// end, stop; with thens also any step), and, with lates, which other step its
// lateness starts (none, or any). Left out are then and outcomes that name
// several steps, third outcomes, and after three steps; those are drawn.
type shapes struct {
	steps        int
	thens, lates bool
}

// each calls visit with every shape.
func (sh shapes) each(visit func(Process)) {
	n := sh.steps
	p := Process{Name: "Plain", ID: "plain", Role: "warehouse", Steps: make([]Step, n)}
	lates := []string{""}
	if sh.lates {
		for i := range n {
			lates = append(lates, "start "+stepID(i))
		}
	}
	var fill func(i int)
	fill = func(i int) {
		if i == n {
			visit(p)
			return
		}
		for _, after := range aftersOf(i) {
			for _, second := range targetsOf(n, true) {
				for _, then := range targetsOf(n, sh.thens) {
					for _, late := range lates {
						if late == "start "+stepID(i) {
							continue
						}
						s := Step{ID: stepID(i), Text: "Do " + stepID(i), After: after, Then: then, Late: late}
						if late != "" {
							s.Due = "1h"
						}
						if second != nil {
							s.Outcomes = []Outcome{{Name: "ok", To: []string{ToNext}}, {Name: "bad", To: second}}
						}
						p.Steps[i] = s
						fill(i + 1)
					}
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
// model, in every state of every process that is looked at and passes the
// checks: which steps are ready, what each outcome lights, that something is
// ready, that each step is ready in some state, and that work can end from
// each.
//
// All shapes (see there) of one and two steps are looked at, with thens and
// lates, and of three steps without. Of up to six steps there are too many:
// readyDrawn processes are drawn (Shape), one after the other from ALUR_SEED on,
// two to six steps alike often, and each that differs from those before is
// looked at. With -v is told how many there were of each size. ALUR_READY=10m
// draws for ten minutes, and looks before at all shapes of three steps with
// thens and with lates, and of four without.
func TestTheReadyRuleIsWhatTheDesignSays(t *testing.T) {
	all := []shapes{{1, true, true}, {2, true, true}, {3, false, false}}
	longer, err := time.ParseDuration(os.Getenv("ALUR_READY"))
	if err == nil {
		all = append(all, shapes{3, true, false}, shapes{3, false, true}, shapes{4, false, false})
	}
	whole := &comparing{t: t}
	for _, sh := range all {
		x := &comparing{t: t}
		sh.each(x.compare)
		t.Logf("all of %d steps (with thens %v, with lates %v): %s", sh.steps, sh.thens, sh.lates, x)
		whole.add(x)
	}
	drawn := &comparing{t: t, seen: map[[32]byte]bool{}}
	draws, first := uint64(readyDrawn), seedOf(t)
	if testing.Short() {
		draws /= 10
	}
	until := time.Now().Add(longer)
	for seed := first; seed < first+draws || time.Now().Before(until); seed++ {
		drawn.compare(Drawn.Shape(dice.Plain(seed)))
	}
	t.Logf("drawn: %s", drawn)
	for n := 2; n < len(drawn.sizes); n++ {
		t.Logf("drawn: %d of %d steps", drawn.sizes[n], n)
		if drawn.sizes[n] < int(draws)/20 {
			t.Errorf("only %d of %d steps were compared", drawn.sizes[n], n)
		}
	}
	whole.add(drawn)
	if whole.processes < 1000 || whole.joins == 0 || whole.splits == 0 || whole.backs == 0 || whole.lates == 0 {
		t.Errorf("too little was compared: %s", whole)
	}
	if whole.capped > 0 {
		t.Errorf("%d processes have more than %d states, and were not looked at whole", whole.capped, mostMarkings)
	}
}

// readyDrawn is how many processes are drawn where nobody asks for more.
const readyDrawn = 12_000

func (x *comparing) add(y *comparing) {
	x.drawn += y.drawn
	x.processes += y.processes
	x.markings += y.markings
	x.capped += y.capped
	x.joins += y.joins
	x.splits += y.splits
	x.backs += y.backs
	x.lates += y.lates
}

func (x *comparing) String() string {
	return fmt.Sprintf("%d processes of %d pass the checks and were compared in %d states; %d joins, %d splits, %d ways back, %d started by lateness; %d had more than %d states",
		x.processes, x.drawn, x.markings, x.joins, x.splits, x.backs, x.lates, x.capped, mostMarkings)
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
