package model

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"alur/model/modeltest/dice"

	"pgregory.net/rapid"
)

// walk is a shop in which random people do random things with one drawn
// process.
type walk struct {
	d dice.Dice
	t rapid.TB
	w *world
	f *Flow
	// acts counts what was done, by the name of the act.
	acts map[string]int
	// far is true once a case takes long to be finished.
	far bool
}

// newWalk is a shop with the process and those it may run.
func newWalk(t rapid.TB, d dice.Dice, w *world, f *Flow) *walk {
	for _, h := range Drawn.Helpers() {
		w.publish(h)
	}
	w.publish(f.Process)
	return &walk{d: d, t: t, w: w, f: f, acts: map[string]int{}}
}

// start begins a case with random answers, by hand.
func (k *walk) start() string {
	d, err := k.w.do("sari", StartCase{Process: k.f.Process.ID, Fields: Drawn.Asked(k.d, k.f)})
	if err != nil {
		k.t.Fatalf("can't begin: %v", err)
	}
	return d.Case
}

// act does one random act; a refusal is as good as a success, but for what
// somebody who may do it completes as it has to be.
func (k *walk) act() {
	k.w.pass(time.Duration(k.d.Num("minutes", 0, 90)) * time.Minute)
	if dice.OneIn(k.d, 3, "awake?") {
		k.w.wake()
		k.acts["Wake"]++
	}
	rows := k.w.open()
	if len(rows) == 0 {
		return
	}
	row := dice.Pick(k.d, "task", rows...)
	before := rows
	by := dice.Pick(k.d, "by", "sari", "budi", "dewi", "hendra")
	var act Act
	rightful := ""
	if k.d.Num("sort of act", 0, 3) < 2 && row.Child == "" && k.kind(row) != Run {
		act = Drawn.Done(k.d, k.w, row, dice.Pick(k.d, "outcome", k.w.Flow(row.Process, row.Version).Outcomes(row.Step)...))
		if may := k.whoMay(row); may != "" && (row.By == "" || row.By == may) {
			rightful, by = may, may
		}
	} else {
		act = Drawn.Act(k.d, k.w, row, k.w.now)
	}
	_, err := k.w.do(by, act)
	switch {
	case err != nil && Refused(err) == nil:
		k.t.Fatalf("%s %+v: %v", by, act, err)
	case err != nil && rightful != "":
		k.t.Fatalf("%s may do %+v, and was refused: %v", by, act, err)
	case err != nil:
		return
	}
	k.acts[reflect.TypeOf(act).Name()]++
	if b, back := act.(SendBack); back {
		nothingRestsOn(k, b, before)
	}
}

func (k *walk) kind(row OpenTask) StepKind {
	return k.w.Flow(row.Process, row.Version).Step(row.Step).Kind
}

// whoMay is somebody who may do an open task, after the words of the design:
// who holds the role, but for whom four eyes keep away, and only the one whom
// same_as or each names while that one still does what the role does. Who has
// it comes first, then who it was handed to. Empty where nobody may.
func (k *walk) whoMay(row OpenTask) string {
	for _, id := range []string{row.By, row.For, "sari", "budi", "dewi", "hendra"} {
		p, only := k.w.shop.People[id], k.w.shop.People[row.Only]
		if p == nil {
			continue
		}
		holds := p.Owner || slices.Contains(p.Roles, row.Role)
		kept := slices.Contains(row.BarredAt(k.w.now), id)
		others := only != nil && only.ID != id && (only.Owner || slices.Contains(only.Roles, row.Role))
		if holds && !kept && !others && (row.For == "" || row.For == id || p.Owner || row.By != "") {
			return id
		}
	}
	return ""
}

// somebodyMay holds that in a running case somebody can do something: there
// is no deadlock. A task of which four eyes keep away the only one who may do
// it waits for an owner to waive them; one that was offered to somebody who
// may not do it, for an owner to give it back to the role.
func (k *walk) somebodyMay() {
	for id, c := range k.w.cases {
		if c.State != Running {
			continue
		}
		rows := OpenRows(k.w.Flow(c.Process, c.Version), c)
		if !slices.ContainsFunc(rows, func(r OpenTask) bool {
			return k.whoMay(r) != "" || len(r.BarredAt(k.w.now)) > 0 || r.For != "" || r.Child != "" && k.w.cases[r.Child].State == Running
		}) {
			k.t.Fatalf("%s runs and nobody can do anything in it: %v, %+v\n%s", id, c.Lit, rows, asJSON(k.t, k.f.Process))
		}
	}
}

// nothingRestsOn: after work was sent back by right, no task that was open is
// still so where it comes after the step done again.
func nothingRestsOn(k *walk, b SendBack, before []OpenTask) {
	c := k.w.cases[b.Task.Case]
	f := k.w.Flow(c.Process, c.Version)
	for _, o := range f.Outcomes(b.Task.Step) {
		if len(o.To) == 1 && o.To[0] == b.To {
			return // The outcome was taken: work beside the loop stays.
		}
	}
	below := f.below(b.To)
	for _, was := range before {
		t := c.Task(was.Step)
		if was.Case == c.ID && was.Step != b.To && below[BaseStep(was.Step)] && t.Round == was.Round && t.State.Open() {
			k.t.Fatalf("%s goes back to %s, and %s is %s", b.Task, b.To, t.Step, t.State)
		}
	}
}

// holdLaws checks that a running case asks for something that somebody may
// do, that the stored case is the replay of its record, that the queue's order
// is total, and that the board shows what the queues say.
func (k *walk) holdLaws(rt *rapid.T) {
	w := k.w
	k.somebodyMay()
	for id, c := range w.cases {
		again, err := Replay(w.Flow(c.Process, c.Version), w.history[id])
		if err != nil {
			rt.Fatal(err)
		}
		if got, want := asJSON(rt, again), asJSON(rt, c); got != want {
			rt.Fatalf("replay differs:\n%s\n%s", got, want)
		}
	}
	rows := w.open()
	straight := order(w, rows)
	perm := rapid.Permutation(rows).Draw(rt, "shuffled")
	if mixed := order(w, perm); !reflect.DeepEqual(straight, mixed) {
		rt.Fatalf("the queue depends on the order of its input: %v, %v", straight, mixed)
	}
	holdBoard(rt, w, rows, perm)
}

func order(w *world, rows []OpenTask) []string {
	q := NextTasks(QueueInput{Now: w.now, Shop: w.shop, Person: w.shop.People["hendra"], Open: slices.Values(rows), Flow: w.Flow})
	var refs []string
	for _, i := range q.Items {
		refs = append(refs, i.TaskRef.String())
	}
	return refs
}

func asJSON(t rapid.TB, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestWhatPassesTheChecksCanBeWorkedToTheEnd plays random acts of random
// people on random processes, holds the laws of the engine at each step, and
// finishes the case from wherever it came to.
func TestWhatPassesTheChecksCanBeWorkedToTheEnd(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, err := sound(Drawn.Process(dice.Rapid(rt)))
		if err != nil {
			rt.Skip("does not pass the checks")
		}
		k := newWalk(rt, dice.Rapid(rt), newWorld(rt), f)
		k.start()
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			k.act()
			k.holdLaws(rt)
		}
		k.finish()
		k.holdLaws(rt)
	})
}
