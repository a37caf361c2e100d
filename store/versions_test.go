package store_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"alur/model"
	"alur/model/templates"
)

// promised is the ready-made online order with a promise and a due time of
// its own.
func promised(t *testing.T, promise, due string) model.Process {
	t.Helper()
	tpl, _ := templates.Get("online-order", model.English)
	p := readTemplate(t, tpl)
	p.Promise = promise
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		if p.Steps[i].ID == "pick" {
			p.Steps[i].Due = due
		}
	}
	return p
}

// kept is everything that is kept of cases, and the rows of the queue.
func (x *fixture) kept(ids ...string) string {
	x.t.Helper()
	var all []any
	for _, id := range ids {
		c, _, err := x.Case(context.Background(), id)
		if err != nil {
			x.t.Fatal(err)
		}
		all = append(all, c)
	}
	open, err := x.OpenTasks(context.Background())
	if err != nil {
		x.t.Fatal(err)
	}
	for _, row := range open {
		if slices.Contains(ids, row.Case) {
			all = append(all, row)
		}
	}
	raw, err := json.Marshal(all)
	if err != nil {
		x.t.Fatal(err)
	}
	return string(raw)
}

// TestThreeVersionsStandSideBySide publishes three versions, the last for one
// division, and holds that nothing of a running case changes by it.
func TestThreeVersionsStandSideBySide(t *testing.T) {
	x := tokoMaju(t)
	first := x.order("A-1")
	x.must("sari", model.Begin{Task: ref(first, "pick")})
	before := x.kept(first)
	x.must("hendra", model.PublishProcess{Process: promised(t, "5d", "3h")})
	if after := x.kept(first); after != before {
		t.Errorf("publishing changed a running case:\n%s\n%s", before, after)
	}
	second := x.order("A-2")
	before = x.kept(first, second)
	x.must("hendra", model.PublishProcess{Process: promised(t, "4d", "4h"), Divisions: []string{"Bandung"}})
	if after := x.kept(first, second); after != before {
		t.Errorf("publishing changed a running case:\n%s\n%s", before, after)
	}
	third := x.must("dewi", model.StartCase{Process: "online-order", Division: "Bandung", Fields: orderFields("A-3")}).Case
	fourth := x.order("A-4")
	q, err := x.Queue(context.Background(), "sari", x.now())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, i := range q.Items {
		got[i.Case] = model.CaseID(i.Due, i.Version)
	}
	want := map[string]string{first: "2h-1", second: "3h-2", third: "4h-3", fourth: "3h-2"}
	for id, due := range want {
		if got[id] != due {
			t.Errorf("%s stands in the queue as %q, want %q", id, got[id], due)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d cases stand in the queue, want %d: %v", len(got), len(want), got)
	}
	// Each is worked by its own version, and each is moved if its owner wants.
	for _, id := range []string{first, second, third, fourth} {
		x.must("sari", pick(id))
	}
	x.must("hendra", model.MigrateCase{Case: first, Version: 2})
	x.refused("hendra", model.MigrateCase{Case: first, Version: 3}, "not_in_force")
	x.must("hendra", model.MigrateCase{Case: third, Version: 2})
	for _, id := range []string{first, third} {
		if c, _, err := x.Case(context.Background(), id); err != nil || c.Version != 2 {
			t.Errorf("%s follows version %d: %v", id, c.Version, err)
		}
	}
	x.sound()
}

// TestAVersionOfOneDivisionIsRolledOut: for all it stays the version it was on
// trial, and the file stays whole.
func TestAVersionOfOneDivisionIsRolledOut(t *testing.T) {
	x := tokoMaju(t)
	x.must("hendra", model.PublishProcess{Process: promised(t, "5d", "3h"), Divisions: []string{"Bandung"}})
	version := func(division, order string) int {
		id := x.must("dewi", model.StartCase{Process: "online-order", Division: division, Fields: orderFields(order)}).Case
		c, _, err := x.Case(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		return c.Version
	}
	if here, there := version("Bandung", "A-1"), version("", "A-2"); here != 2 || there != 1 {
		t.Fatalf("on trial, cases begin with versions %d and %d", here, there)
	}
	r := x.must("hendra", model.PublishProcess{Process: promised(t, "5d", "3h")})
	if got := r.Events[0].Body.(model.ProcessPublished).Version; got != 2 {
		t.Errorf("rolled out as version %d", got)
	}
	if here, there := version("Bandung", "A-3"), version("", "A-4"); here != 2 || there != 2 {
		t.Errorf("rolled out, cases begin with versions %d and %d", here, there)
	}
	x.must("hendra", model.PublishProcess{Process: promised(t, "6d", "3h")})
	if got := version("", "A-5"); got != 3 {
		t.Errorf("the next version is %d", got)
	}
	if _, err := x.Check(context.Background(), nil); err != nil {
		t.Error(err)
	}
}
