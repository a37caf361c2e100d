package model

import (
	"strings"
	"testing"
)

// The ways round the rules that people would find, each closed.

func TestWorkNeverGoesForwardByGoingBack(t *testing.T) {
	w := newWorld(t)
	p := onlineOrder()
	p.Owner = "warehouse"
	w.publish(p)
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	w.check("budi", id)
	w.packIt("budi", id, "1042")
	w.must("dewi", Complete{Task: ref(id, "invoice"), Values: Values{"invoice_no": one("F-1")}})
	w.must("budi", SendBack{Task: ref(id, "collect"), To: "pick", Reason: "one is missing"})
	w.wants(id, "pick")
	w.refused("budi", SendBack{Task: ref(id, "pick"), To: "pack", Reason: "it is all right"}, "not_above")
	w.refused("budi", SendBack{Task: ref(id, "pick"), To: "pick", Reason: "it is all right"}, "not_above")
}

func TestWhatRestsOnWorkDoneAgainIsTakenBackFromEverybody(t *testing.T) {
	w := newWorld(t)
	p := onlineOrder()
	p.Owner = "warehouse"
	w.publish(p)
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	w.check("budi", id)
	w.packIt("budi", id, "1042")
	w.must("dewi", Complete{Task: ref(id, "invoice"), Values: Values{"invoice_no": one("F-1")}})
	w.must("budi", Begin{Task: ref(id, "collect")})
	w.must("budi", SendBack{Task: ref(id, "collect"), To: "pick", Reason: "one is missing"})
	w.wants(id, "pick")
	w.refused("budi", Complete{Task: ref(id, "collect"), Values: Values{"courier": one("JNE")}}, "not_ready")
}

func TestOtherEyesNeedAStepThatComesBefore(t *testing.T) {
	p := Process{Name: "Two hands", Role: "warehouse", Steps: []Step{
		{ID: "s", Text: "Begin"},
		{ID: "a", Text: "Count", Then: []string{ToEnd}},
		{ID: "b", Text: "Count again", After: []string{"s"}, NotSameAs: "a"},
	}}
	f, faults := Compile(p)
	if f != nil || len(faults) != 1 || !strings.Contains(faults[0].In(English), "need not be done before") {
		t.Errorf("got %v", faults)
	}
}

func TestWhoLeavesLeavesNothingBehind(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	first, second := w.order("1", "cod"), w.order("2", "cod")
	w.must("sari", HandOver{Task: ref(first, "pick"), To: "budi"})
	w.must("budi", Begin{Task: ref(second, "pick")})
	w.must("hendra", ChangePerson{Person: Person{ID: "budi", Name: "Budi", Roles: []string{"shop"}}})
	if q := w.queue("sari"); len(q.Items) != 2 {
		t.Errorf("Sari is offered %d of 2 tasks", len(q.Items))
	}
	w.pickIt("sari", first)
	w.pickIt("sari", second)
}

func TestAnUndoneStartFreesItsKey(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.must("dewi", Undo{})
	if c := w.cases[id]; c.State != Cancelled || !c.Undone {
		t.Errorf("the case is %s, undone %v", c.State, c.Undone)
	}
	long := orderFields(strings.Repeat("é", 200), "cod")
	w.refused("dewi", StartCase{Process: "online-order", Fields: long}, "long_key")
}

func TestAnEndingThatIsReopenedIsForgotten(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Repair", Role: "warehouse", Steps: []Step{
		{ID: "look", Text: "Look at it", Outcomes: []Outcome{{Name: "mend", To: []string{ToNext}}, {Name: "hopeless", To: []string{"drop"}}}},
		{ID: "mend", Text: "Mend it", Then: []string{ToEnd}},
		{ID: "drop", Text: "Give it back unmended", Ends: "cancelled",
			Outcomes: []Outcome{{Name: "given", To: []string{ToEnd}}, {Name: "changed_mind", To: []string{"look"}}}},
	}})
	id := w.must("sari", StartCase{Process: "repair"}).Case
	w.must("sari", Complete{Task: ref(id, "look"), Outcome: "hopeless", Reason: "rust"})
	w.must("sari", Complete{Task: ref(id, "drop"), Outcome: "changed_mind", Reason: "it is an heirloom"})
	w.must("sari", Complete{Task: ref(id, "look"), Outcome: "mend"})
	w.must("sari", Complete{Task: ref(id, "mend")})
	if got := w.cases[id].State; got != Finished {
		t.Errorf("the case is %s", got)
	}
}

func TestAConditionThatFailsIsTheOwners(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Buy", Role: "warehouse", Steps: []Step{
		{ID: "ask", Text: "Ask for a price", Record: []Field{{Name: "price", Type: MoneyField}}},
		{ID: "approve", Text: "Approve it", When: "price > 1000000"},
	}})
	id := w.must("sari", StartCase{Process: "buy"}).Case
	w.must("hendra", Skip{Task: ref(id, "ask"), Reason: "nobody answers"})
	w.refused("sari", Resume{Task: ref(id, "approve")}, "offered")
	w.must("hendra", Complete{Task: ref(id, "approve")})
}

func TestAScreenThatIsStaleChangesNothing(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	seen := w.cases[id].Task("pick").Seq
	w.must("sari", Begin{Task: ref(id, "pick")})
	_, err := Decide(w, Command{Op: "late", By: "sari", Seq: seen, Act: GiveBack{Task: ref(id, "pick")}}, w.now)
	if r := Refused(err); r == nil || r.Code != "stale" {
		t.Errorf("got %v", err)
	}
}

func TestAnIdleLockThatNeverLocksIsRefused(t *testing.T) {
	w := newWorld(t)
	for _, span := range []string{"1d", "0m"} {
		s := w.shop.Settings
		s.IdleLock = span
		w.refused("hendra", ChangeSettings{Settings: s}, "bad_setting")
	}
}

// TestNobodyPublishesWhatCannotWork: not a file that procfile has read, but
// an act, as a script or another PC may send it.
func TestNobodyPublishesWhatCannotWork(t *testing.T) {
	w := newWorld(t)
	price := []Field{{Name: "price", Type: MoneyField}}
	for name, steps := range map[string][]Step{
		"never ends": {{ID: "a", Text: "Ask", Outcomes: []Outcome{{Name: "again", To: []string{"a"}}}}},
		"a condition on what comes later": {
			{ID: "a", Text: "Ask", When: "price > 5"}, {ID: "b", Text: "Note the price", Record: price},
		},
	} {
		if r := w.refused("hendra", PublishProcess{Process: Process{Name: name, Role: "warehouse", Steps: steps}}, "process_faults"); strings.Contains(r.In(English)+r.In(Indonesian), "%!") {
			t.Error(r)
		}
	}
	if len(w.shop.Processes) != 0 {
		t.Errorf("in force: %v", w.shop.Processes)
	}
}

func TestNobodyMayDoAStepThatSameAsAndNotSameAsBothRule(t *testing.T) {
	steps := []Step{
		{ID: "ask", Text: "Ask"}, {ID: "grant", Text: "Grant", NotSameAs: "ask"},
		{ID: "pay", Text: "Pay", SameAs: "grant"}, {ID: "book", Text: "Book", SameAs: "pay"},
	}
	for _, c := range []struct {
		same, other, want string
	}{
		{"pay", "ask", ""}, {"", "grant", ""},
		{"pay", "grant", "steps[4].not_same_as"}, {"book", "grant", "steps[4].not_same_as"}, {"grant", "book", "steps[4].not_same_as"},
		{"pay", "pay", "steps[4].same_as"}, {"last", "", "steps[4].same_as"},
	} {
		all := append(append([]Step{}, steps...), Step{ID: "check", Text: "Check", SameAs: c.same, NotSameAs: c.other}, Step{ID: "last", Text: "Hand over"})
		_, faults := Compile(Process{Name: "p", Role: "warehouse", Steps: all})
		got := ""
		for _, f := range faults {
			got += f.Path
		}
		if got != c.want {
			t.Errorf("same as %q, not same as %q: %v, want one at %q", c.same, c.other, faults, c.want)
		}
	}
}
