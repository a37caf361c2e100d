package model

import (
	"testing"
	"time"
)

// TestALateTaskIsOfferedToTheDeputy: a task is its role's alone until it is
// overdue; then whoever helps out in the role sees it below their own late
// work, and may do it.
func TestALateTaskIsOfferedToTheDeputy(t *testing.T) {
	w := newWorld(t)
	w.must("hendra", ChangePerson{Person: Person{ID: "dewi", Name: "Dewi", Roles: []string{"service"}, Deputy: []string{"warehouse", " warehouse", "service", ""}}})
	if got := w.shop.People["dewi"].Deputy; len(got) != 1 || got[0] != "warehouse" {
		t.Fatalf("Dewi helps out in %v", got)
	}
	w.publish(Process{Name: "Note", Role: "warehouse", Steps: []Step{
		{ID: "write", Kind: Do, Text: "Write it down", Due: "1h"},
		{ID: "check", Kind: Do, Text: "Check it", Due: "1h", NotSameAs: "write"},
		{ID: "sign", Kind: Do, Text: "Sign it", Due: "1h", SameAs: "write"},
	}})
	id := w.must("sari", StartCase{Process: "note"}).Case
	if q := w.queue("dewi"); len(q.Items) != 0 {
		t.Fatalf("before it is late: %+v", q.Items)
	}
	w.refused("dewi", Take{Task: ref(id, "write")}, OtherRole)
	w.pass(90 * time.Minute)
	w.wake()
	q := w.queue("dewi")
	if len(q.Items) != 1 || q.Items[0].Band != AtRisk || q.Items[0].Why.In(English) != "needs help: warehouse is 30 min late with it" ||
		q.Items[0].Why.In(Indonesian) != "perlu bantuan: warehouse terlambat 30 mnt" {
		t.Fatalf("once it is late: %+v", q.Items)
	}
	w.must("dewi", Complete{Task: ref(id, "write")})
	w.pass(2 * time.Hour)
	w.wake()
	w.refused("dewi", Take{Task: ref(id, "check")}, FourEyes)
	w.must("sari", Complete{Task: ref(id, "check")})
	w.pass(2 * time.Hour)
	w.wake()
	// Who was to sign does not hold the role: whoever does may.
	w.must("budi", Complete{Task: ref(id, "sign")})
	if w.cases[id].State != Finished {
		t.Errorf("the case is %s", w.cases[id].State)
	}
}
