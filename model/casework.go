package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// casework is one case while a command is decided on it: every event is
// folded at once, so that what follows from it is seen.
type casework struct {
	v    View
	cmd  Command
	now  time.Time
	flow *Flow
	c    *Case
	// all is shared by the cases that one command touches.
	all *undertaking
	// settling is true while what follows is being looked for; been holds
	// where the case stood meanwhile, and circling is true once it stands
	// there again, by steps that nobody does.
	settling, circling bool
	been               map[string]bool
}

// newCasework copies the case, so that a refusal leaves no trace.
func newCasework(v View, cmd Command, now time.Time, c *Case) (*casework, error) {
	f := v.Flow(c.Process, c.Version)
	if f == nil {
		return nil, fmt.Errorf("version %d of process %s is missing", c.Version, c.Process)
	}
	w := &casework{v: v, cmd: cmd, now: now, flow: f, c: c.clone(), all: newUndertaking()}
	w.all.works[c.ID] = w
	return w, nil
}

// clone is a copy that shares nothing that is ever changed in place.
func (c *Case) clone() *Case {
	own := *c
	own.Fields = c.Fields.copy()
	if own.Fields == nil {
		own.Fields = Values{}
	}
	own.Lit = append([]Arrow(nil), c.Lit...)
	own.Tasks = make([]*Task, len(c.Tasks))
	for i, t := range c.Tasks {
		mine := *t
		mine.Pauses = append([]Interval(nil), t.Pauses...)
		mine.Waivers = append([]Waiver(nil), t.Waivers...)
		mine.Values = t.Values.copy()
		if t.Ticks != nil {
			mine.Ticks = make(map[string]Tick, len(t.Ticks))
			for key, tick := range t.Ticks {
				mine.Ticks[key] = tick
			}
		}
		own.Tasks[i] = &mine
	}
	return &own
}

// emit records that the person did something.
func (w *casework) emit(step string, b Body) error { return w.record(w.cmd.By, step, b) }

// follow records what alur did in consequence.
func (w *casework) follow(step string, b Body) error { return w.record("", step, b) }

func (w *casework) record(by, step string, b Body) error {
	id := ""
	if w.c != nil {
		id = w.c.ID
	}
	if start, ok := b.(CaseStarted); ok {
		id = CaseID(start.Process, start.Number)
	}
	e := Event{At: w.now, Op: w.cmd.Op, By: by, Station: w.cmd.Station, Case: id, Step: step, Body: b}
	var children []string
	wasRunning := false
	if w.c != nil {
		children, wasRunning = w.c.running(), w.c.State == Running
	}
	next, err := Apply(w.flow, w.c, e)
	if err != nil {
		return err
	}
	w.c = next
	w.all.events = append(w.all.events, e)
	if start, ok := b.(CaseStarted); ok {
		w.all.works[id] = w
		w.all.started[start.Process]++
	}
	return w.settleFamily(children, wasRunning)
}

// CaseID is the number of a case as people say it: PROCESS-N.
func CaseID(process string, number int) string { return fmt.Sprintf("%s-%d", process, number) }

// settle opens, passes and withdraws tasks until nothing more follows, and
// ends the case when nothing is lit. Automatic steps and conditions run
// inside the act that made them ready; nobody ever sees a queue between. Where
// that goes round in a circle, the step that leads round is parked with the
// owner, who says how it goes on.
func (w *casework) settle() error {
	w.settling = true
	defer func() { w.settling = false }()
	w.been = map[string]bool{}
	for {
		if w.c.State != Running {
			return nil
		}
		if len(w.c.Lit) == 0 {
			state := Finished
			if w.c.Ends == string(Cancelled) {
				state = Cancelled
			}
			return w.follow("", CaseFinished{State: state})
		}
		if err := w.withdraw(); err != nil {
			return err
		}
		at := litKey(w.c.Lit)
		w.circling = w.circling || w.been[at]
		w.been[at] = true
		more, err := w.openNext()
		if err != nil || !more {
			return err
		}
	}
}

// litKey is a set of lit arrows as a text, whatever their order.
func litKey(lit []Arrow) string {
	keys := make([]string, len(lit))
	for i, a := range lit {
		keys[i] = a.From + ">" + a.To
	}
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

// withdraw takes back tasks whose work was sent elsewhere, and those that
// nobody has begun and that have to wait for more work again.
func (w *casework) withdraw() error {
	for _, t := range w.c.OpenTasks() {
		step := BaseStep(t.Step)
		gone := !w.arrived(step)
		early := (t.State == Ready || t.State == Waiting) && !w.flow.ready(w.c.Lit, step)
		if gone || early {
			if err := w.follow(t.Step, TaskWithdrawn{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// withdrawBelow takes back every open task that comes after a step which is
// done again, in whoever's hands it is: what it rests on is going to change.
func (w *casework) withdrawBelow(step string) error {
	below := w.flow.below(step)
	for _, t := range w.c.OpenTasks() {
		if base := BaseStep(t.Step); base != step && below[base] {
			if err := w.follow(t.Step, TaskWithdrawn{}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *casework) arrived(step string) bool {
	for _, a := range w.c.Lit {
		if a.To == step {
			return true
		}
	}
	return false
}

// openNext opens the ready steps from the top, and reports whether one was
// passed at once, so that the arrows moved.
func (w *casework) openNext() (moved bool, err error) {
	for i := range w.flow.Process.Steps {
		s := &w.flow.Process.Steps[i]
		if t := w.c.Task(s.ID); t != nil && t.State.Open() {
			continue
		}
		if !w.flow.ready(w.c.Lit, s.ID) {
			continue
		}
		moved, err := w.open(s)
		if err != nil || moved {
			return moved, err
		}
	}
	return false, nil
}

// open makes one step ready: its condition first, then alur itself, then
// people.
func (w *casework) open(s *Step) (moved bool, err error) {
	round := w.round(s.ID)
	unsure := w.leadsRound(s)
	if cond := w.flow.conds[s.ID]; cond != nil && unsure == nil {
		yes, used, err := cond.holds(w.c.Fields)
		if err == nil && !yes {
			return true, w.follow(s.ID, TaskSkipped{Round: round, When: s.When, Values: used})
		}
		if err != nil {
			unsure = err
		}
	}
	switch {
	case unsure != nil:
	case s.Kind == Auto:
		set, used, err := w.flow.assigned(s, w.c.Fields)
		if err == nil {
			return true, w.byItself(s, round, set, used)
		}
		unsure = err
	case s.Kind == Choose:
		o, used, err := w.flow.choice(s, w.c.Fields)
		if err == nil {
			return true, w.follow(s.ID, ChoiceMade{Round: round, Outcome: o.Name, Values: used})
		}
		unsure = err
	}
	if s.Kind == Run && unsure == nil {
		return w.runNow(s, round)
	}
	if s.Each != "" && unsure == nil {
		return w.openEach(s, round)
	}
	if err := w.offer(s, round, unsure); err != nil {
		return false, err
	}
	return w.useKept(s)
}

// byItself does an automatic step: what it sets, then what it sends.
func (w *casework) byItself(s *Step, round int, set, used Values) error {
	_, told := w.telling(s)
	done := AutoDone{Round: round, Notify: s.Notify, Set: set, Values: used, NoAddress: ParseTold(s.Notify).Outside() && !told}
	if err := w.follow(s.ID, done); err != nil {
		return err
	}
	return w.outward(s, round)
}

// setWhatCanBe fills in what an automatic step sets that alur could not do by
// itself, before the owner finishes it: a part that can't be said keeps nobody
// from the others.
func (w *casework) setWhatCanBe(s *Step) error {
	for _, a := range w.flow.sets[s.ID] {
		set, _, err := assigned([]assignment{a}, w.c.Fields)
		var held *Held
		if errors.As(err, &held) {
			continue
		}
		if err != nil {
			return err
		}
		if err := w.follow(s.ID, FieldSet{Field: a.field.Name, Value: set[a.field.Name]}); err != nil {
			return err
		}
	}
	return nil
}

// offer makes a step ready for people, or for the world; where alur was unsure
// it is the owner's, who says how it goes on.
func (w *casework) offer(s *Step, round int, unsure error) error {
	ready := TaskReady{Round: round, Waits: s.Kind == Wait, CameBack: w.comeback(s.ID)}
	if last := w.c.Task(s.ID); last != nil {
		ready.Values = last.Values
	}
	if unsure == nil {
		return w.follow(s.ID, ready)
	}
	ready.For = ownerOf(w.v.Shop())
	if err := w.follow(s.ID, ready); err != nil {
		return err
	}
	return w.hold(s.ID, unsure)
}

// hold parks a step that alur can't pass by itself, with the owner.
func (w *casework) hold(step string, why error) error {
	var held *Held
	if !errors.As(why, &held) {
		return why
	}
	return w.follow(step, TaskHeld{*held})
}

// leadsRound says what keeps a step from being passed at once, where it is one
// of a circle and something was decided for it.
func (w *casework) leadsRound(s *Step) error {
	if !w.circling || s.When == "" && s.Each == "" && s.Kind != Choose && s.Kind != Run {
		return nil
	}
	w.circling, w.been = false, map[string]bool{}
	return &Held{Code: HeldCircle}
}

func (w *casework) round(step string) int {
	n := 0
	for _, t := range w.c.Tasks {
		if BaseStep(t.Step) == step {
			n = max(n, t.Round)
		}
	}
	return n + 1
}

// comeback says who sent the work back, where an arrow from the step itself
// or from below is what lit it.
func (w *casework) comeback(step string) *Comeback {
	for _, a := range w.c.Lit {
		if a.To != step || a.From == "" || !w.sentBack(a) {
			continue
		}
		from := w.whoSent(a.From)
		if from == nil {
			continue
		}
		return &Comeback{From: a.From, By: w.sender(from), Reason: w.reason(from)}
	}
	return nil
}

// whoSent is the task of a step that its work came back from: of several the
// one that sent it.
func (w *casework) whoSent(step string) *Task {
	from := w.c.Task(step)
	for _, t := range w.c.Tasks {
		if from != nil && BaseStep(t.Step) == step && t.Round == from.Round && t.State == SentBack {
			return t
		}
	}
	return from
}

// sentBack reports whether an arrow is rework: it leads up, or to a step that
// was done already by the owner's right.
func (w *casework) sentBack(a Arrow) bool {
	return w.flow.index[a.From] >= w.flow.index[a.To] || w.reworkTo() == a.To
}

func (w *casework) reworkTo() string {
	if b, ok := w.cmd.Act.(SendBack); ok {
		return b.To
	}
	return ""
}

// sender is who sent work back: who completed the step it comes from, or who
// sent it by the owner's right.
func (w *casework) sender(from *Task) string {
	if _, byRight := w.cmd.Act.(SendBack); byRight || from.By == "" {
		return w.cmd.By
	}
	return from.By
}

func (w *casework) reason(from *Task) string {
	if b, ok := w.cmd.Act.(SendBack); ok {
		return tidyReason(b.Reason)
	}
	return from.Reason
}
