package model

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"alur/model/modeltest/dice"

	"pgregory.net/rapid"
)

// proving counts the steps of which it was proved that they come up in some
// run, or that they never do and a warning says so.
type proving struct {
	t                               rapid.TB
	processes, steps, places, moves int
	dead, unjudged                  int
}

func (x *proving) String() string {
	return fmt.Sprintf("%d steps of %d processes, %d places: %d come up in a run that was played (%d acts), %d never do and a warning says so, %d not judged",
		x.steps, x.processes, x.places, x.steps-x.dead-x.unjudged, x.moves, x.dead, x.unjudged)
}

// prove looks for a way to each of these steps in the naive model and plays it
// in the program. Of a step that no way leads to, the program has to warn, and
// of no other.
func (x *proving) prove(f *Flow, steps ...int) {
	c := newNaiveCase(f.Process)
	all, first, whole := c.everyPlace()
	x.processes++
	x.places += len(all)
	warned := neverUp(f)
	w := x.shop(f)
	for _, s := range steps {
		x.steps++
		switch {
		case first[s] >= 0 && slices.Contains(warned, s):
			x.t.Fatalf("%s is said never to come up, and does: %+v\n%s", stepID(s), way(all, first[s]), asJSON(x.t, f.Process))
		case first[s] >= 0:
			x.play(w, f, c, way(all, first[s]), s)
		case !whole:
			x.unjudged++
		case !slices.Contains(warned, s):
			x.t.Fatalf("%s never comes up, and nothing says so, in\n%s", f.Process.Steps[s].ID, asJSON(x.t, f.Process))
		default:
			x.dead++
		}
	}
}

// neverUp are the steps of which the checks say that they never come up.
func neverUp(f *Flow) []int {
	var all []int
	for _, fault := range f.Examine() {
		var i int
		if _, err := fmt.Sscanf(fault.Path, "steps[%d]", &i); err == nil && strings.Contains(fault.What.EN, "never comes up") {
			all = append(all, i)
		}
	}
	return all
}

// shop is one in which the process is in force, and each that it may run can
// end either way.
func (x *proving) shop(f *Flow) *world {
	w := newWorld(x.t)
	w.quick = true
	for _, id := range []string{"errand", "note", "claim", "nothing"} {
		w.publish(Process{ID: id, Name: id, Role: "service", Steps: []Step{
			{ID: "s0", Text: "Look", Outcomes: []Outcome{{Name: "ok", To: []string{ToEnd}}, {Name: "bad", To: []string{"s1"}}}},
			{ID: "s1", Text: "Turn it down", Ends: string(Cancelled)},
		}})
	}
	w.publish(f.Process)
	return w
}

// play goes a way in the program. After each move the case stands there where
// it stands in the naive model, and in the end the step is open, or was done.
func (x *proving) play(w *world, f *Flow, c *naiveCase, way []reached, step int) {
	w.forget()
	p := &played{proving: x, k: &walk{d: dice.Plain(1), t: x.t, w: w, f: f}, c: c}
	p.start(way[0].by)
	p.stands(way[0].place)
	for _, r := range way[1:] {
		x.moves++
		p.move(r.by)
		p.stands(r.place)
	}
	for _, task := range w.cases[p.id].Tasks {
		if BaseStep(task.Step) == f.Process.Steps[step].ID && (task.State == Done || task.State.Open()) {
			return
		}
	}
	p.fail("%s did not come up", f.Process.Steps[step].ID)
}

// played is a case on a way.
type played struct {
	*proving
	k  *walk
	c  *naiveCase
	id string
}

func (p *played) fail(format string, args ...any) {
	p.t.Fatalf("%s: "+format+"\n%s\n%s", append(append([]any{p.id}, args...), asJSON(p.t, p.k.w.cases[p.id]), asJSON(p.t, p.k.f.Process))...)
}

func (p *played) start(m move) {
	fields := Values{}
	for _, field := range p.c.asks {
		if i := slices.Index(p.c.names, field.Name); i >= 0 {
			fields[field.Name] = p.c.values[i][m.held[i]]
		}
	}
	for name, v := range Drawn.Asked(p.k.d, p.k.f) {
		if !slices.Contains(p.c.names, name) {
			fields[name] = v
		}
	}
	for _, field := range p.c.asks {
		if field.Equals != "" && !fields[field.Equals].Empty() {
			fields[field.Name] = fields[field.Equals]
		}
	}
	p.id = p.k.w.must("sari", StartCase{Process: p.k.f.Process.ID, Fields: fields}).Case
}

// move does in the program what was done in the naive model.
func (p *played) move(m move) {
	f, w := p.k.f, p.k.w
	s := f.Process.Steps[m.step]
	if m.late {
		p.late(s)
		return
	}
	before := w.cases[p.id].Task(s.ID)
	if s.Kind == Run && before.State != Parked {
		p.child(before.Child, m.outcome)
		return
	}
	if s.Kind == Run { // The owner lets it begin all the same.
		w.must("hendra", Resume{Task: ref(p.id, s.ID)})
		p.child(w.cases[p.id].Task(s.ID).Child, m.outcome)
		return
	}
	for _, row := range OpenRows(f, w.cases[p.id]) {
		if BaseStep(row.Step) != s.ID {
			continue
		}
		o, _ := f.Outcome(s.ID, m.outcome)
		act := Drawn.Done(p.k.d, w, row, o)
		for _, field := range s.Record {
			if i := slices.Index(p.c.names, field.Name); i >= 0 {
				act.Values[field.Name] = p.c.values[i][m.held[i]]
				if demanded := !field.Optional && o.GoesOn(); !demanded && w.cases[p.id].Fields[field.Name].Equal(act.Values[field.Name]) {
					act.Values[field.Name] = Value{} // It stays as it is.
				}
			}
		}
		w.must(p.k.doer(row), act)
	}
}

// child ends the case that a step runs.
func (p *played) child(id, outcome string) {
	if outcome == "finished" {
		p.k.w.must("hendra", Complete{Task: ref(id, "s0"), Outcome: "ok", Reason: "it is"})
		return
	}
	p.k.w.must("hendra", Complete{Task: ref(id, "s0"), Outcome: "bad", Reason: "it is"})
	p.k.w.must("hendra", Complete{Task: ref(id, "s1")})
}

// late is what the design says of late: start STEP, which nothing fires yet: the
// step begins beside the one that is late.
func (p *played) late(s Step) {
	w := p.k.w
	w.ops++
	work, err := newCasework(w, Command{Op: fmt.Sprintf("op-%d", w.ops), Station: "clock"}, w.now, w.cases[p.id])
	if err != nil {
		p.t.Fatal(err)
	}
	late, _ := ParseLate(s.Late)
	arrow := Arrow{From: s.ID, To: late.Step}
	w.cases[p.id].Lit = light(w.cases[p.id].Lit, arrow)
	work.c.Lit = light(work.c.Lit, arrow)
	if err := work.settle(); err != nil {
		p.t.Fatal(err)
	}
	for _, e := range work.all.events {
		w.fold(e)
	}
}

// stands compares the case with where it stands in the naive model.
func (p *played) stands(want place) {
	c := p.k.w.cases[p.id]
	var lit marking
	for _, a := range c.Lit {
		lit |= 1 << p.c.between(p.c.place(a.From), p.c.place(a.To))
	}
	var open, parked uint64
	for _, t := range c.OpenTasks() {
		open |= 1 << p.c.place(BaseStep(t.Step))
		if t.State == Parked {
			parked |= 1 << p.c.place(t.Step)
		}
	}
	if lit != want.lit || open != want.open || parked != want.parked {
		p.fail("lit %v, open %b, parked %b; by the words of the design %v, %b, %b", c.Lit, open, parked, p.c.naive.names(want.lit), want.open, want.parked)
	}
	for i, name := range p.c.names {
		if v := p.c.values[i][want.held[i]]; !c.Fields[name].Equal(v) {
			p.fail("%s is %v, want %v", name, c.Fields[name], v)
		}
	}
}

// TestEveryStepComesUp proves of each step of random processes that pass the
// checks, of two to seven steps and with all that the format has, that it
// comes up in some run: every place that a case can come to is looked at in a
// naive model, the shortest way to each step is played in the program, and
// both stand at the same place after every act. Where conditions keep a step
// from ever coming up, the checks warn of that one and of no other. Nobody uses
// a right to skip work or to send it back. ALUR_STEPS=20000 looks at as many
// processes, ALUR_SEED at others.
func TestEveryStepComesUp(t *testing.T) {
	processes := 1000
	if testing.Short() {
		processes = 100
	}
	if n, err := strconv.Atoi(os.Getenv("ALUR_STEPS")); err == nil {
		processes = n
	}
	seed := seedOf(t)
	x := &proving{t: t}
	for ; x.processes < processes; seed++ {
		f := Drawn.Sound(dice.Plain(seed))
		var steps []int
		for i := range f.Process.Steps {
			steps = append(steps, i)
		}
		x.prove(f, steps...)
		if t.Failed() {
			t.Logf("with ALUR_SEED=%d", seed)
		}
	}
	t.Log(x)
	if x.unjudged > 0 || x.dead == 0 && processes >= 1000 {
		t.Error("too little was judged")
	}
}
