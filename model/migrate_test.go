package model

import (
	"slices"
	"strings"
	"testing"
)

// changedOrder is the online order after a change.
func changedOrder(change func(p *Process, step func(string) *Step)) Process {
	p := onlineOrder()
	step := func(id string) *Step {
		return &p.Steps[slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == id })]
	}
	change(&p, step)
	return p
}

// insert puts a step below another one.
func insert(p *Process, below string, s Step) {
	i := slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == below })
	p.Steps = slices.Insert(slices.Clone(p.Steps), i+1, s)
}

// rename gives a step another id, everywhere.
func rename(p *Process, from, to string) { *p = withSteps(*p, map[string]string{from: to}) }

// startedOrders is a shop with an order at pick (1) and one at pack (2).
func startedOrders(t *testing.T) *world {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.order("A-1", "cod")
	second := w.order("A-2", "cod")
	w.pickIt("sari", second)
	w.check("budi", second)
	return w
}

// TestOnlyWhatReplaysIsMoved is the table of what may change under a case.
func TestOnlyWhatReplaysIsMoved(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(p *Process, step func(string) *Step)
		steps  map[string]string
		// first and second are why the orders at pick and at pack stay; empty
		// where they move.
		first, second string
	}{
		{"a due time", func(_ *Process, step func(string) *Step) { step("pack").Due = "2h" }, nil, "", ""},
		{"a tick more", func(_ *Process, step func(string) *Step) {
			step("pick").Check = append([]Check{{Text: "Box ready"}}, step("pick").Check...)
		}, nil, "", ""},
		{"a step that nobody has come to", func(p *Process, _ func(string) *Step) {
			insert(p, "collect", Step{ID: "photo", Text: "Take a photo"})
		}, nil, "", ""},
		{"a step before pack", func(p *Process, _ func(string) *Step) {
			insert(p, "quality", Step{ID: "photo", Text: "Take a photo"})
		}, nil, "", "other steps come first"},
		{"a step gone", func(p *Process, step func(string) *Step) {
			p.Steps = slices.DeleteFunc(p.Steps, func(s Step) bool { return s.ID == "quality" })
		}, nil, "", "no such step"},
		{"a step with another id", func(p *Process, _ func(string) *Step) { rename(p, "pick", "fetch") }, nil, "no such step", "no such step"},
		{"the same, said so", func(p *Process, _ func(string) *Step) { rename(p, "pick", "fetch") }, map[string]string{"pick": "fetch"}, "", ""},
		{"the same by was", func(p *Process, step func(string) *Step) {
			rename(p, "pick", "fetch")
			p.Steps[slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == "fetch" })].Was = "pick"
		}, nil, "", ""},
		{"an outcome gone", func(_ *Process, step func(string) *Step) {
			step("quality").Outcomes = []Outcome{{Name: "ok", To: []string{ToNext}}}
		}, nil, "", "can't end as pass"},
		{"a value more", func(_ *Process, step func(string) *Step) {
			step("quality").Record = []Field{{Name: "grade", Type: NumberField}}
		}, nil, "", "without grade"},
		{"a question more", func(p *Process, _ func(string) *Step) {
			p.Start.Ask = append(p.Start.Ask, Field{Name: "address", Type: TextField})
		}, nil, "address was not asked", "address was not asked"},
		{"a condition", func(_ *Process, step func(string) *Step) { step("quality").When = `payment == "prepaid"` }, nil, "", "only done when"},
	} {
		w := startedOrders(t)
		w.publish(changedOrder(tt.change))
		for id, why := range map[string]string{"online-order-1": tt.first, "online-order-2": tt.second} {
			act := MigrateCase{Case: id, Version: 2, Steps: tt.steps}
			if why == "" {
				w.must("hendra", act)
				if v := w.cases[id].Version; v != 2 {
					t.Errorf("%s: %s follows version %d", tt.name, id, v)
				}
				continue
			}
			if r := w.refused("hendra", act, "does_not_replay"); !strings.Contains(r.In(English), why) {
				t.Errorf("%s: %s stays because %q, want %q", tt.name, id, r.In(English), why)
			}
		}
	}
}

func TestWhatIsNewOpensInAMovedCase(t *testing.T) {
	w := startedOrders(t)
	w.publish(changedOrder(func(p *Process, _ func(string) *Step) {
		insert(p, "confirm", Step{ID: "card", Text: "Write a card", After: []string{"recorded"}, Then: []string{ToEnd}})
	}))
	w.must("hendra", MigrateCase{Case: "online-order-2", Version: 2})
	w.wants("online-order-2", "pack", "invoice", "card")
}

func TestTicksFollowTheirText(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("A-1", "cod")
	w.must("sari", SetTick{Task: ref(id, "pick"), Item: "1/2", On: true})
	w.must("sari", SetTick{Task: ref(id, "pick"), Item: "2", On: true})
	w.publish(changedOrder(func(_ *Process, step func(string) *Step) {
		step("pick").Check = []Check{{Text: "Box ready"}, {Each: "items"}}
	}))
	w.must("hendra", MigrateCase{Case: id, Version: 2})
	ticks := w.cases[id].Task("pick").Ticks
	if _, ok := ticks["2/2"]; !ok || len(ticks) != 1 {
		t.Errorf("%v: of the ticks only the one of the second article is left", ticks)
	}
}

func TestNothingIsUndoneAcrossAMove(t *testing.T) {
	w := startedOrders(t)
	w.publish(changedOrder(func(_ *Process, step func(string) *Step) { step("pack").Due = "2h" }))
	w.refused("sari", MigrateCase{Case: "online-order-2", Version: 2}, "owner_only")
	w.refused("hendra", MigrateCase{Case: "online-order-2", Version: 7}, "unknown_version")
	w.refused("hendra", MigrateCase{Case: "online-order-2", Version: 2, Steps: map[string]string{"pick": "nowhere"}}, "unknown_step")
	w.must("hendra", MigrateCase{Case: "online-order-2", Version: 2})
	if d := w.must("hendra", MigrateCase{Case: "online-order-2", Version: 2}); len(d.Events) > 0 {
		t.Errorf("moved where it is already: %v", d.Events)
	}
	r := w.refused("budi", Undo{}, "migrated")
	if !strings.Contains(r.In(English), "moved to version 2") {
		t.Error(r)
	}
	w.refused("hendra", Undo{}, "lasting_act")
	w.must("sari", Begin{Task: ref("online-order-2", "pack")})
	w.must("sari", Undo{})
	if c := w.cases["online-order-2"]; c.Version != 2 || c.Task("pack").State != Ready {
		t.Errorf("after the undo: version %d, %s", c.Version, c.Task("pack").State)
	}
	w.refused("sari", Undo{}, "migrated")
}

func TestARenamedStepIsRenamedOverSeveralMoves(t *testing.T) {
	w := startedOrders(t)
	w.publish(changedOrder(func(p *Process, _ func(string) *Step) { rename(p, "pick", "fetch") }))
	w.must("hendra", MigrateCase{Case: "online-order-2", Version: 2, Steps: map[string]string{"pick": "fetch"}})
	w.publish(changedOrder(func(p *Process, _ func(string) *Step) { rename(p, "pick", "gather") }))
	w.must("hendra", MigrateCase{Case: "online-order-2", Version: 3, Steps: map[string]string{"fetch": "gather"}})
	c := w.cases["online-order-2"]
	if c.Task("gather") == nil || c.Task("pick") != nil || c.Task("fetch") != nil {
		t.Error("the step does not go by its newest name")
	}
	w.must("sari", Begin{Task: ref(c.ID, "pack")})
	again, err := Replay(w.Flow(c.Process, 3), w.history[c.ID])
	if err != nil || again.Task("gather").By != "sari" {
		t.Errorf("replayed: %v, %v", again, err)
	}
}

func TestACaseOfAnotherDivisionStays(t *testing.T) {
	w := startedOrders(t)
	w.must("hendra", PublishProcess{Process: changedOrder(func(p *Process, _ func(string) *Step) { p.Promise = "4d" }), Divisions: []string{"Bandung"}})
	w.refused("hendra", MigrateCase{Case: "online-order-1", Version: 2}, "not_in_force")
}
