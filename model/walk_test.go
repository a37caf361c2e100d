package model

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// walk is a shop in which random people do random things with one drawn
// process.
type walk struct {
	d dice
	t rapid.TB
	w *world
	f *Flow
	// acts counts what was done, by the name of the act.
	acts map[string]int
}

// newWalk is a shop with the process and those it may run.
func newWalk(t rapid.TB, d dice, w *world, f *Flow) *walk {
	for _, h := range helpers() {
		w.publish(h)
	}
	w.publish(f.Process)
	return &walk{d: d, t: t, w: w, f: f, acts: map[string]int{}}
}

// start begins a case with random answers, by hand.
func (k *walk) start() string {
	fields := Values{}
	for _, f := range k.f.Process.Start.Ask {
		if !f.Optional || oneIn(k.d, 2, "answered?") {
			fields[f.Name] = k.answer(f, fields)
		}
	}
	d, err := k.w.do("sari", StartCase{Process: k.f.Process.ID, Fields: fields})
	if err != nil {
		k.t.Fatalf("can't begin: %v", err)
	}
	return d.Case
}

// answer is a random value that fits a field.
func (k *walk) answer(f Field, known Values) Value {
	switch f.Type {
	case ListField:
		return Value{Items: []string{"A", "B", "C"}[:k.d.num("entries", 1, 3)]}
	case ChoiceField:
		return one(pick(k.d, "choice", f.Choices...))
	case ScanField:
		return known[f.Equals]
	case TextField:
		return one(pick(k.d, "text", "A-1", "A-2"))
	case YesNoField:
		return one(pick(k.d, "yes or no", "yes", "no"))
	case MoneyField:
		return one(pick(k.d, "money", "50", "200"))
	}
	return one(map[FieldType]string{
		NumberField: "2.5", DateField: "2026-12-01", TimeField: "09:30", PersonField: "budi",
		PhoneField: "+6281234567890", FileField: "photo.jpg",
	}[f.Type])
}

// done is a task completed with an outcome and all that it can demand.
func (k *walk) done(row OpenTask, o Outcome) Complete {
	f, c := k.w.Flow(row.Process, row.Version), k.w.cases[row.Case]
	a := Complete{Task: row.TaskRef, Outcome: o.Name, Ticks: ticksOf(k.w, row), Values: Values{}, Reason: "does not fit"}
	known := c.Fields.copy()
	for _, field := range f.Step(row.Step).Record {
		if !field.Optional || oneIn(k.d, 2, "recorded?") {
			if v := k.answer(field, known); !v.Empty() {
				a.Values[field.Name] = v
			}
		}
	}
	return a
}

// act does one random act; a refusal is as good as a success, but for what
// somebody who may do it completes as it has to be.
func (k *walk) act() {
	k.w.pass(time.Duration(k.d.num("minutes", 0, 90)) * time.Minute)
	rows := k.w.open()
	if len(rows) == 0 {
		return
	}
	row := pick(k.d, "task", rows...)
	before := rows
	by := pick(k.d, "by", "sari", "budi", "dewi", "hendra")
	var act Act
	rightful := ""
	if k.d.num("sort of act", 0, 3) < 2 && row.Child == "" && k.kind(row) != Run {
		act = k.done(row, pick(k.d, "outcome", k.w.Flow(row.Process, row.Version).Outcomes(row.Step)...))
		if may := k.whoMay(row); may != "" && (row.By == "" || row.By == may) {
			rightful, by = may, may
		}
	} else {
		act = k.otherAct(row)
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

// otherAct draws an act beside the usual way.
func (k *walk) otherAct(row OpenTask) Act {
	task := row.TaskRef
	item := SetTick{Task: task, Item: "1", On: true}
	if keys := ticksOf(k.w, row); len(keys) > 0 {
		item = SetTick{Task: task, Item: pick(k.d, "line", keys...), On: k.d.num("on", 0, 1) == 1}
	}
	return pick[Act](k.d, "act",
		Take{Task: task}, Begin{Task: task}, Undo{}, item,
		Park{Task: task, Reason: "no boxes"}, Park{Task: task, Reason: "out", Until: k.w.now.Add(time.Hour)}, Resume{Task: task},
		GiveBack{Task: task}, HandOver{Task: task, To: "budi"}, HandOver{Task: task, To: "sari", AsBegun: true},
		TakeOver{Task: task, Reason: "out"}, Waive{Task: task, Reason: "alone"},
		Pin{Task: task, Until: k.w.now.Add(time.Hour)}, Unpin{Task: task}, Comment{Case: row.Case, Text: "ring twice"},
		Skip{Task: task, Reason: "not needed"}, Undo{},
		SendBack{Task: task, To: stepID(k.d.num("back to", 0, 2)), Reason: "again"},
		Repromise{Case: row.Case, Promise: k.w.now.Add(48 * time.Hour)},
	)
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
		kept := row.Barred == id && !k.w.now.Before(row.Waived)
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
			return k.whoMay(r) != "" || r.Barred != "" || r.For != "" || r.Child != "" && k.w.cases[r.Child].State == Running
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

func ticksOf(w *world, row OpenTask) []string {
	var keys []string
	for _, item := range w.Flow(row.Process, row.Version).Items(row.Step, w.cases[row.Case].Fields) {
		keys = append(keys, item.Key)
	}
	return keys
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
	q := NextTasks(QueueInput{Now: w.now, Shop: w.shop, Person: w.shop.People["hendra"], Open: rows, Flow: w.Flow})
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
		f, err := sound(drawProcess(rapidDice{rt}))
		if err != nil {
			rt.Skip("does not pass the checks")
		}
		k := newWalk(rt, rapidDice{rt}, newWorld(rt), f)
		k.start()
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			k.act()
			k.holdLaws(rt)
		}
		k.finish()
		k.holdLaws(rt)
	})
}
