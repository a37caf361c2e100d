package model

import (
	"strings"
	"testing"
)

// stockCount is a process with a task for every shelf, and then one for
// everybody.
func stockCount() Process {
	return Process{
		Name: "Stock count", Role: "warehouse", Owner: "service",
		Start: Start{Ask: []Field{{Name: "shelves", Type: ListField, Optional: true}}},
		Steps: []Step{
			{ID: "plan", Text: "Plan the count"},
			{ID: "count", Text: "Count the shelf", Each: "shelves", Check: []Check{{Text: "Counted twice"}},
				Record:   []Field{{Name: "counted", Type: NumberField}},
				Outcomes: []Outcome{{Name: "ok", To: []string{ToNext}}, {Name: "again", To: []string{"plan"}}}},
			{ID: "sign", Text: "Sign the list", Each: "everyone in warehouse"},
			{ID: "file", Text: "File it"},
		},
	}
}

func shelves(names ...string) Values { return Values{"shelves": Value{Items: names}} }

// tasks lists the open tasks of a case by their own ids.
func (w *world) tasks(id string, want ...string) {
	w.t.Helper()
	var got []string
	for _, t := range w.cases[id].OpenTasks() {
		got = append(got, t.Step)
	}
	if len(got) != len(want) {
		w.t.Fatalf("%s is open at %v, want %v", id, got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			w.t.Fatalf("%s is open at %v, want %v", id, got, want)
		}
	}
}

func counted(id, step string) Complete {
	return Complete{Task: ref(id, step), Ticks: []string{"1"}, Values: Values{"counted": one("12")}, Outcome: "ok"}
}

// TestAPartGoesByItsNumberFirst: what looks like a number is one, whatever the
// entries are called; of entries called alike the open one is meant.
func TestAPartGoesByItsNumberFirst(t *testing.T) {
	w := newWorld(t)
	w.publish(stockCount())
	id := w.must("sari", StartCase{Process: "stock-count", Fields: shelves("2", "1", "top", "top")}).Case
	w.must("sari", Complete{Task: ref(id, "plan")})
	w.must("sari", counted(id, "count.3"))
	for name, want := range map[string]string{"1": "count.1", "2": "count.2", "4": "count.4", "Top": "count.4"} {
		if got, err := w.cases[id].PartNamed(w.shop, "count", name); err != nil || got != want {
			t.Errorf("%s is %s (%v)", name, got, err)
		}
	}
}

func TestATaskForEveryEntryAndThenForEveryone(t *testing.T) {
	w := newWorld(t)
	w.publish(stockCount())
	id := w.must("sari", StartCase{Process: "stock-count", Fields: shelves("A", "B", "C")}).Case
	w.must("sari", Complete{Task: ref(id, "plan")})
	w.tasks(id, "count.1", "count.2", "count.3")
	if title := w.open()[1].Title; title != "Count the shelf: B" {
		t.Errorf("the second task is called %q", title)
	}
	w.refused("sari", Take{Task: ref(id, "count")}, "which_task")
	w.refused("sari", Complete{Task: ref(id, "count.2"), Outcome: "ok"}, "still_to_do")
	w.must("sari", counted(id, "count.2"))
	w.must("sari", Undo{})
	w.tasks(id, "count.1", "count.2", "count.3")
	w.must("sari", counted(id, "count.2"))
	w.must("budi", counted(id, "count.1"))
	w.tasks(id, "count.3")
	w.refused("sari", counted(id, "count.2"), "not_open")
	w.must("budi", counted(id, "count"))
	// Everybody of the role has a part of their own; owners only where
	// nobody else holds it.
	w.tasks(id, "sign.1", "sign.2")
	c := w.cases[id]
	for _, tt := range []struct{ step, name, want string }{
		{"sign", "2", "sign.2"}, {"sign", "budi", "sign.1"}, {"sign", "SARI", "sign.2"},
		{"count", "b", "count.2"}, {"file", "x", "file.x"}, {"sign", "dewi", "unknown_part"},
	} {
		got, err := c.PartNamed(w.shop, tt.step, tt.name)
		if r := Refused(err); r != nil {
			got = string(r.Code)
		}
		if got != tt.want {
			t.Errorf("the part %q of %s is %q, want %q", tt.name, tt.step, got, tt.want)
		}
	}
	if a, b := c.PartOf("sign", "sari"), c.PartOf("sign", "hendra"); a != "sign.2" || b != "" {
		t.Errorf("the own parts are %q and %q", a, b)
	}
	board := MakeBoard(BoardInput{Now: w.now, Shop: w.shop, Open: w.open(), Flow: w.Flow})
	for i, whose := range []string{"budi", "sari"} {
		if got := board.Processes[0].Steps[0].Tasks[i].For; got != whose {
			t.Errorf("on the board part %d is for %q", i+1, got)
		}
	}
	w.refused("budi", Take{Task: ref(id, "sign.2")}, "own_part")
	w.refused("sari", HandOver{Task: ref(id, "sign.2"), To: "budi"}, "own_part")
	for person, want := range map[string]int{"sari": 1, "budi": 1, "hendra": 0} {
		if got := len(w.queue(person).Items); got != want {
			t.Errorf("%s sees %d tasks, want %d", person, got, want)
		}
	}
	w.must("sari", Take{Task: ref(id, "sign.2")})
	w.must("sari", GiveBack{Task: ref(id, "sign.2")})
	w.refused("budi", Take{Task: ref(id, "sign.2")}, "own_part")
	w.must("budi", Complete{Task: ref(id, "sign.1")})
	w.tasks(id, "sign.2")
	w.must("hendra", ChangePerson{Person: Person{ID: "sari", Name: "Sari", Gone: true}})
	// What she leaves behind is the owner's: Budi has signed his part already.
	w.refused("budi", Complete{Task: ref(id, "sign.2")}, "own_part")
	w.refused("hendra", HandOver{Task: ref(id, "sign.2"), To: "budi"}, "own_part")
	for person, want := range map[string]int{"budi": 0, "hendra": 1} {
		if got := len(w.queue(person).Items); got != want {
			t.Errorf("%s sees %d tasks, want %d", person, got, want)
		}
	}
	w.must("hendra", Complete{Task: ref(id, "sign.2")})
	w.tasks(id, "file")
	w.must("budi", Complete{Task: ref(id, "file")})
	if got := w.cases[id].State; got != Finished {
		t.Errorf("the case is %s", got)
	}
}

func TestReworkReopensAllTasksOfAStep(t *testing.T) {
	w := newWorld(t)
	w.publish(stockCount())
	id := w.must("sari", StartCase{Process: "stock-count", Fields: shelves("A", "B")}).Case
	w.must("sari", Complete{Task: ref(id, "plan")})
	w.must("sari", Complete{Task: ref(id, "count.1"), Outcome: "again", Reason: "the wrong shelf"})
	w.tasks(id, "count.2")
	w.must("budi", counted(id, "count.2"))
	w.tasks(id, "plan")
	plan := w.cases[id].Task("plan")
	if plan.Round != 2 || plan.CameBack == nil || plan.CameBack.Reason != "the wrong shelf" || plan.CameBack.By != "sari" {
		t.Errorf("%+v %+v", plan, plan.CameBack)
	}
	w.must("sari", Complete{Task: ref(id, "plan")})
	w.tasks(id, "count.1", "count.2")
	second := w.cases[id].Task("count.2")
	if second.Round != 2 || second.Values["counted"].Text != "12" || len(second.Ticks) != 0 {
		t.Errorf("the second round is %+v", second)
	}
	w.must("hendra", Skip{Task: ref(id, "count.1"), Reason: "empty"})
	w.must("budi", counted(id, "count.2"))
	w.tasks(id, "sign.1", "sign.2")
}

func TestAnEmptyListIsPassedBy(t *testing.T) {
	w := newWorld(t)
	w.publish(stockCount())
	id := w.must("sari", StartCase{Process: "stock-count"}).Case
	w.must("sari", Complete{Task: ref(id, "plan")})
	w.tasks(id, "sign.1", "sign.2")
	count := w.cases[id].Task("count")
	if count.State != Skipped || count.Step != "count" {
		t.Errorf("%+v", count)
	}
	w.must("hendra", SendBack{Task: ref(id, "sign.1"), To: "count", Reason: "there is a shelf after all"})
	w.tasks(id, "sign.1", "sign.2")
}

func TestEachIsChecked(t *testing.T) {
	for _, c := range []struct {
		name string
		step Step
		good bool
	}{
		{"a list", Step{Text: "Count", Each: "shelves"}, true},
		{"everyone", Step{Text: "Count", Each: "everyone in service"}, true},
		{"a list with four eyes", Step{Text: "Count", Each: "shelves", NotSameAs: "plan"}, true},
		{"no list", Step{Text: "Count", Each: "total"}, false},
		{"no field", Step{Text: "Count", Each: "all"}, false},
		{"a wait", Step{Text: "Count", Kind: Wait, Each: "shelves"}, false},
		{"another role", Step{Text: "Count", Role: "accounts", Each: "everyone in service"}, false},
		{"everyone but one", Step{Text: "Count", Each: "everyone in service", NotSameAs: "plan"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := stockCount()
			p.Start.Ask = append(p.Start.Ask, Field{Name: "total", Type: MoneyField, Optional: true})
			p.Steps = []Step{p.Steps[0], c.step}
			if f, faults := Compile(p); (f != nil) != c.good {
				t.Errorf("%v", faults)
			}
		})
	}
}

// TestThePartOfWhoLeftIsSkippedByAnOwnerWithAReason: a step that is never to be
// skipped waits for everybody's part; that of who no longer does it is passed by
// on record, and no other.
func TestThePartOfWhoLeftIsSkippedByAnOwnerWithAReason(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Read it", Role: "warehouse", Steps: []Step{
		{ID: "sign", Text: "I have read it", Each: "everyone in warehouse", NeverSkip: true},
		{ID: "file", Text: "File it"},
	}})
	id := w.must("hendra", StartCase{Process: "read-it"}).Case
	w.tasks(id, "sign.1", "sign.2")
	w.refused("hendra", Skip{Task: ref(id, "sign.1"), Reason: "in a hurry"}, "never_skip")
	w.must("sari", Complete{Task: ref(id, "sign.2")})
	budi := *w.shop.People["budi"]
	budi.Roles = []string{"accounts"}
	w.must("hendra", ChangePerson{Person: budi})
	r := w.refused("sari", Complete{Task: ref(id, "sign.1")}, "own_part")
	if got := r.In(English); !strings.Contains(got, "an owner does it, or skips this part with a reason") {
		t.Errorf("Sari reads %q", got)
	}
	w.refused("sari", Skip{Task: ref(id, "sign.1"), Reason: "he left"}, "owner_role_only")
	w.refused("hendra", Skip{Task: ref(id, "sign.1")}, "reason")
	w.must("hendra", Skip{Task: ref(id, "sign.1"), Reason: "Budi works in accounts now"})
	w.wants(id, "file")
	if got := w.cases[id].Tasks[0]; got.State != Skipped || got.By != "hendra" || got.Reason != "Budi works in accounts now" {
		t.Errorf("his part is %+v", got)
	}
}
