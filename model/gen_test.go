package model

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawProcess draws a process of two to seven steps with branches, joins,
// rework, conditions and automatic steps. Not every one passes the checks.
func drawProcess(rt *rapid.T) Process {
	n := rapid.IntRange(2, 7).Draw(rt, "steps")
	p := Process{
		Name: "Drawn work", Role: "warehouse", Owner: "warehouse",
		Start: Start{Ask: []Field{{Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}}, {Name: "items", Type: ListField, Optional: true}}},
	}
	for i := range n {
		p.Steps = append(p.Steps, drawStep(rt, i, n))
	}
	return p
}

func stepID(i int) string { return fmt.Sprintf("s%d", i) }

func drawStep(rt *rapid.T, i, n int) Step {
	s := Step{ID: stepID(i), Text: fmt.Sprintf("Do part %d", i)}
	switch rapid.IntRange(0, 9).Draw(rt, "kind") {
	case 0:
		s.Kind = Auto
	case 1:
		s.Kind = Wait
	}
	if i > 0 && rapid.IntRange(0, 3).Draw(rt, "after?") == 0 {
		s.After = []string{stepID(rapid.IntRange(0, i-1).Draw(rt, "after"))}
		if i > 1 && rapid.Bool().Draw(rt, "join?") {
			s.After = append(s.After, stepID(rapid.IntRange(0, i-1).Draw(rt, "and after")))
		}
	}
	if s.Kind == Auto {
		return s
	}
	switch rapid.IntRange(0, 9).Draw(rt, "sort") {
	case 0:
		return drawChoice(rt, s, i, n)
	case 1:
		if s.Kind == "" {
			s.Each = rapid.SampledFrom([]string{"items", "everyone in warehouse"}).Draw(rt, "each")
		}
	case 2:
		return Step{ID: s.ID, Kind: Run, Text: rapid.SampledFrom([]string{"errand", "note", "nothing"}).Draw(rt, "run"), After: s.After}
	}
	if rapid.IntRange(0, 4).Draw(rt, "when?") == 0 {
		s.When = `payment == "cod"`
	}
	if rapid.IntRange(0, 2).Draw(rt, "outcomes?") == 0 {
		s.Outcomes = []Outcome{{Name: "ok", To: []string{ToNext}}}
		to := rapid.IntRange(0, n+1).Draw(rt, "bad to")
		target := ToEnd
		switch {
		case to < n:
			target = stepID(to)
		case to == n:
			target = ToStop
		}
		s.Outcomes = append(s.Outcomes, Outcome{Name: "bad", To: []string{target}})
	}
	if rapid.IntRange(0, 5).Draw(rt, "check?") == 0 {
		s.Check = []Check{{Text: "Looked at twice"}}
	}
	if rapid.IntRange(0, 5).Draw(rt, "end?") == 0 {
		s.Then = []string{ToEnd}
	}
	if rapid.IntRange(0, 5).Draw(rt, "due?") == 0 {
		s.Due = "2h"
	}
	return s
}

// drawChoice draws a branch on the data, forward: one that leads back for ever
// is the data's fault, which nobody here changes.
func drawChoice(rt *rapid.T, s Step, i, n int) Step {
	s.Kind = Choose
	to := func(name string) []string {
		return []string{rapid.SampledFrom([]string{ToNext, ToEnd, ToStop, stepID(rapid.IntRange(min(i+1, n-1), n-1).Draw(rt, "branch"))}).Draw(rt, name)}
	}
	s.Outcomes = []Outcome{
		{Name: `payment == "cod"`, When: `payment == "cod"`, To: to("cod")},
		{Name: ElseOutcome, To: to("else")},
	}
	return s
}

// helpers are the processes that drawn ones run: one that people do, one that
// ends at once.
func helpers() []Process {
	return []Process{
		{Name: "Errand", Role: "warehouse", Owner: "warehouse", Steps: []Step{{ID: "s0", Text: "Run the errand"}}},
		{Name: "Note", Role: "warehouse", Steps: []Step{{ID: "s0", Kind: Auto, Text: "Note it"}}},
	}
}

// TestWhatPassesTheChecksCanBeWorkedToTheEnd plays random acts of random
// people on random processes, and holds the laws of the engine at each step.
func TestWhatPassesTheChecksCanBeWorkedToTheEnd(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProcess(rt)
		if f, _ := Compile(p); f == nil {
			rt.Skip("does not pass the checks")
		}
		w := newWorld(t)
		for _, h := range helpers() {
			w.publish(h)
		}
		w.publish(p)
		fields := Values{"payment": one(rapid.SampledFrom([]string{"prepaid", "cod"}).Draw(rt, "payment"))}
		if items := rapid.SliceOfN(rapid.SampledFrom([]string{"A", "B"}), 0, 3).Draw(rt, "items"); len(items) > 0 {
			fields["items"] = Value{Items: items}
		}
		_, err := w.do("sari", StartCase{Process: "drawn-work", Fields: fields})
		if r := Refused(err); r != nil && r.Code == "circle" {
			rt.Skip("a circle of steps nobody does")
		}
		if err != nil {
			rt.Fatal(err)
		}
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			drawAct(rt, w)
			holdLaws(rt, w)
		}
		finish(rt, w)
	})
}

// drawAct does one random act; a refusal is as good as a success.
func drawAct(rt *rapid.T, w *world) {
	w.pass(time.Duration(rapid.IntRange(0, 90).Draw(rt, "minutes")) * time.Minute)
	rows := w.open()
	if len(rows) == 0 {
		return
	}
	row := rapid.SampledFrom(rows).Draw(rt, "task")
	by := rapid.SampledFrom([]string{"sari", "budi", "hendra"}).Draw(rt, "by")
	acts := []Act{
		Complete{Task: row.TaskRef, Ticks: ticksOf(w, row)},
		Complete{Task: row.TaskRef, Outcome: "bad", Reason: "does not fit"},
		Take{Task: row.TaskRef}, Begin{Task: row.TaskRef}, Undo{},
		Park{Task: row.TaskRef, Reason: "no boxes"}, Resume{Task: row.TaskRef},
		GiveBack{Task: row.TaskRef}, HandOver{Task: row.TaskRef, To: "budi"},
		TakeOver{Task: row.TaskRef, Reason: "out"}, Waive{Task: row.TaskRef, Reason: "alone"},
		Pin{Task: row.TaskRef, Until: w.now.Add(time.Hour)}, Comment{Case: row.Case, Text: "ring twice"},
		Skip{Task: row.TaskRef, Reason: "not needed"}, SendBack{Task: row.TaskRef, To: stepID(0), Reason: "again"},
	}
	act := rapid.SampledFrom(acts).Draw(rt, "act")
	before := w.open()
	_, err := w.do(by, act)
	if err != nil && Refused(err) == nil {
		rt.Fatal(err)
	}
	if b, back := act.(SendBack); back && err == nil {
		nothingRestsOn(rt, w, b, before)
	}
}

// nothingRestsOn: after work was sent back by right, no task that was open is
// still so where it comes after the step done again.
func nothingRestsOn(rt *rapid.T, w *world, b SendBack, before []OpenTask) {
	c := w.cases[b.Task.Case]
	f := w.Flow(c.Process, c.Version)
	for _, o := range f.Outcomes(b.Task.Step) {
		if len(o.To) == 1 && o.To[0] == b.To {
			return // The outcome was taken: work beside the loop stays.
		}
	}
	below := f.below(b.To)
	for _, was := range before {
		t := c.Task(was.Step)
		if was.Case == c.ID && was.Step != b.To && below[was.Step] && t.Round == was.Round && t.State.Open() {
			rt.Fatalf("%s goes back to %s, and %s is %s", b.Task, b.To, t.Step, t.State)
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

// holdLaws checks that a running case asks for something, that the stored
// case is the replay of its record, that the queue's order is total, and that
// the board shows what the queues say.
func holdLaws(rt *rapid.T, w *world) {
	for id, c := range w.cases {
		f := w.Flow(c.Process, c.Version)
		if c.State == Running && len(c.OpenTasks()) == 0 {
			rt.Fatalf("%s runs and asks nothing of anybody: %v", id, c.Lit)
		}
		again, err := Replay(f, w.history[id])
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

func asJSON(rt *rapid.T, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		rt.Fatal(err)
	}
	return string(data)
}

// finish works every case to its end by the usual outcomes: from any state
// that can be reached, work can be finished.
func finish(rt *rapid.T, w *world) {
	for range 200 {
		rows := w.open()
		if len(rows) == 0 {
			break
		}
		sort.Slice(rows, func(i, j int) bool { return rows[i].Ready.Before(rows[j].Ready) })
		row := rows[0]
		for row.Child != "" {
			rows = rows[1:] // It is done where it is done.
			row = rows[0]
		}
		by := cmp.Or(row.By, row.For, row.Only, "sari")
		if w.Flow(row.Process, row.Version).Step(row.Step).Kind == Run {
			w.must("hendra", Skip{Task: row.TaskRef, Reason: "there is no such process"})
			continue
		}
		if _, usual := w.do(by, Complete{Task: row.TaskRef, Ticks: ticksOf(w, row)}); usual != nil {
			// The usual way may lead round; the other outcome leads out.
			if _, err := w.do(by, Complete{Task: row.TaskRef, Outcome: "bad", Reason: "out"}); err != nil {
				rt.Fatalf("%s: %v, %v", row.TaskRef, usual, err)
			}
		}
		holdLaws(rt, w)
	}
	for id, c := range w.cases {
		if c.State == Running {
			rt.Fatalf("%s can't be finished: %v", id, c.Lit)
		}
	}
}
