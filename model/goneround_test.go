package model

import "testing"

// A check that is never skipped can't be gone round by what stands beside it.
func TestACheckIsNotGoneRound(t *testing.T) {
	check := Step{ID: "check", Text: "Check", NeverSkip: true, Check: []Check{{Text: "Looked well"}}}
	t.Run("by calling a step that was done its former self", func(t *testing.T) {
		w := newWorld(t)
		p := Process{ID: "wax", Name: "Wax", Role: "warehouse", Steps: []Step{{ID: "a", Text: "A"}, check, {ID: "pack", Text: "Pack"}}}
		w.publish(p)
		was := check
		was.Was = "a"
		p.Steps = []Step{was, {ID: "pack", Text: "Pack"}}
		w.refused("hendra", PublishProcess{Process: p}, "was_apart")
		renamed := check
		renamed.ID, renamed.Was = "look", "check"
		p.Steps = []Step{{ID: "a", Text: "A"}, renamed, {ID: "pack", Text: "Pack"}}
		w.publish(p)
		p.Name = "Waxing" // The next version says it still.
		w.publish(p)
	})
	t.Run("by skipping the process that it is a step of", func(t *testing.T) {
		w := newWorld(t)
		w.publish(Process{ID: "kid", Name: "Kid", Role: "warehouse", Steps: []Step{{ID: "a", Text: "A"}, check}})
		w.publish(Process{ID: "par", Name: "Parent", Role: "warehouse", Steps: []Step{{ID: "r", Kind: Run, Text: "kid"}, {ID: "z", Text: "Z"}}})
		id := w.must("hendra", StartCase{Process: "par"}).Case
		skip := Skip{Task: ref(id, "r"), Reason: "hurry"}
		w.refused("hendra", skip, "never_skip")
		child := w.cases[id].Task("r").Child
		w.must("sari", Complete{Task: ref(child, "a")})
		w.refused("hendra", skip, "never_skip")
		w.must("sari", Complete{Task: ref(child, "check"), Ticks: []string{"1"}})
		w.wants(id, "z")
	})
	t.Run("by skipping a step whose first outcome leads past it", func(t *testing.T) {
		w := newWorld(t)
		w.publish(Process{ID: "cho", Name: "Choice", Role: "warehouse", Start: Start{Ask: []Field{{Name: "l", Type: ListField}}}, Steps: []Step{
			{ID: "c", Kind: Choose, Text: "c", Outcomes: []Outcome{{Name: `l[3] == "x"`, When: `l[3] == "x"`, To: []string{ToEnd}}, {Name: ElseOutcome, To: []string{"check"}}}},
			check,
		}})
		id := w.must("hendra", StartCase{Process: "cho", Fields: Values{"l": {Items: []string{"one"}}}}).Case
		w.must("hendra", Skip{Task: ref(id, "c"), Reason: "go on"})
		w.wants(id, "check")
		w.publish(Process{ID: "two", Name: "Two", Role: "warehouse", Steps: []Step{
			{ID: "a", Text: "A", Outcomes: []Outcome{{Name: "short", To: []string{ToEnd}}, {Name: "long", To: []string{"check"}}}}, check,
		}})
		id = w.must("hendra", StartCase{Process: "two"}).Case
		w.refused("hendra", Skip{Task: ref(id, "a"), Reason: "go on"}, "no_way_past")
	})
}

// A text of characters that nobody sees is none.
func TestATextThatNobodySeesIsNone(t *testing.T) {
	for _, text := range []string{"\u200b", " \u200b\u200d ", "\ufeff", "\u202e"} {
		if v, err := ParseValue(Field{Name: "note", Type: TextField}, text); err != nil || !v.Empty() {
			t.Errorf("%q is %+v, %v", text, v, err)
		}
		if _, err := needReason(text, Say{EN: "why", ID: "mengapa"}); err == nil {
			t.Errorf("%q is a reason", text)
		}
		if _, err := needName(text, Say{EN: "a name", ID: "nama"}); err == nil {
			t.Errorf("%q is a name", text)
		}
	}
	if v, err := ParseValue(Field{Name: "note", Type: TextField}, "Ani\u200b"); err != nil || v.Text != "Ani\uFFFD" {
		t.Errorf("%+v, %v", v, err)
	}
}
