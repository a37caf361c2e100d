package model

import (
	"strings"
	"testing"
)

// TestWorkCanEndWhateverWasAsked is the table of what drawn processes found:
// definitions in which work ended for some answers and never for others.
func TestWorkCanEndWhateverWasAsked(t *testing.T) {
	next, end := []string{ToNext}, []string{ToEnd}
	okOr := func(name string, to ...string) []Outcome {
		return []Outcome{{Name: "ok", To: next}, {Name: name, To: to}}
	}
	choose := func(when string, yes, no []string) []Outcome {
		return []Outcome{{Name: when, When: when, To: yes}, {Name: ElseOutcome, To: no}}
	}
	for _, c := range []struct {
		name  string
		steps []Step
		want  string // The fault, in part; empty for none.
	}{
		{"the only way out is in a step that is passed by", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Text: "b", When: `kind == "x"`, Outcomes: okOr("out", ToEnd), Then: []string{"a"}},
		}, "work in \"a\" can never end where kind is y"},
		{"there is another way out", []Step{
			{ID: "a", Text: "a", Outcomes: okOr("out", ToEnd)}, {ID: "b", Text: "b", When: `kind == "x"`, Outcomes: okOr("out", ToEnd), Then: []string{"a"}},
		}, ""},
		{"one of the two is always done", []Step{
			{ID: "a", Text: "a", When: `kind == "x"`, Outcomes: okOr("out", ToEnd)}, {ID: "b", Text: "b", When: `kind != "x"`, Outcomes: okOr("out", ToEnd)},
			{ID: "c", Text: "c", Outcomes: []Outcome{{Name: "again", To: []string{"a"}}}},
		}, ""},
		{"a list that may be empty", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Text: "b", Each: "items", Outcomes: okOr("out", ToEnd), Then: []string{"a"}},
		}, "where items is empty"},
		{"a choice by what stays as it is", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Kind: Choose, Outcomes: choose("sum > 100", next, []string{"a"})}, {ID: "c", Text: "c"},
		}, "where sum is "},
		{"a choice by what is recorded on the way round", []Step{
			{ID: "a", Text: "a", Record: []Field{{Name: "sum", Type: MoneyField}}}, {ID: "b", Kind: Choose, Outcomes: choose("sum > 100", next, []string{"a"})}, {ID: "c", Text: "c"},
		}, ""},
		{"a choice by what is recorded where nobody comes", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Kind: Choose, Outcomes: choose("sum > 100", next, []string{"a"})}, {ID: "c", Text: "c", Record: []Field{{Name: "sum", Type: MoneyField}}},
		}, "where sum is "},
		{"a choice by what is recorded in a step that waits for the way out", []Step{
			{ID: "a", Text: "a", Outcomes: okOr("bad", "b")}, {ID: "b", Kind: Choose, After: []string{"a"}, Outcomes: choose("sum <= 100", []string{"a"}, next)},
			{ID: "c", Text: "c", After: []string{"b", "a"}, Record: []Field{{Name: "sum", Type: MoneyField}}},
		}, "where sum is "},
		{"a choice by what is recorded in a step that the choice keeps waiting", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Text: "b", When: `kind == "x"`, Outcomes: okOr("bad", "d")},
			{ID: "c", Kind: Choose, Outcomes: choose(`kind == "x" or sum > 100`, []string{ToStop}, []string{"d", "a"})},
			{ID: "d", Text: "d", Record: []Field{{Name: "sum", Type: MoneyField}}},
		}, "work in \"a\" can never end where "},
		{"a step that is never late starts another", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Kind: Choose, Due: "1d", Late: "start c", Then: end, Outcomes: choose("sum > 100", next, []string{"a"})},
			{ID: "c", Text: "c", Record: []Field{{Name: "sum", Type: MoneyField}}},
		}, "so it is never late"},
		{"a run that nobody may skip", []Step{{ID: "a", Kind: Run, Text: "other", NeverSkip: true}}, "put skip: never on steps of that process"},
		{"a check gone round to where it leads anyway", []Step{
			{ID: "a", Text: "a", NeverSkip: true, Check: []Check{{Text: "Good"}}, Outcomes: okOr("other", "b")}, {ID: "b", Text: "b", After: []string{"a"}},
		}, "write next in place of b"},
		{"what else the condition uses turns nothing", []Step{
			{ID: "a", Text: "a", Record: []Field{{Name: "sum", Type: MoneyField}}}, {ID: "b", Kind: Choose, Outcomes: choose(`kind == "x" and sum > 100`, next, []string{"a"})}, {ID: "c", Text: "c"},
		}, "where kind is y"},
		{"a run that ends only where somebody cancels it", []Step{
			{ID: "a", Kind: Run, Text: "other", Outcomes: []Outcome{{Name: RunFinished, To: []string{"a"}}, {Name: RunCancelled, To: end}}},
		}, "every way from it leads round"},
		{"stop beside a step", []Step{{ID: "a", Text: "a", Outcomes: okOr("bad", ToStop, "b")}, {ID: "b", Text: "b"}}, "stop ends the whole case"},
		{"after a step that stops", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Text: "b", Then: []string{ToStop}}, {ID: "c", Text: "c", After: []string{"a", "b"}},
		}, "nothing comes after it"},
		{"a scan of what may be empty", []Step{{ID: "a", Text: "a", Record: []Field{{Name: "label", Type: ScanField, Equals: "code"}}}}, "no scan is equal to it"},
		{"a scan of what was recorded before", []Step{
			{ID: "z", Text: "z", Record: []Field{{Name: "code", Type: TextField}}}, {ID: "a", Text: "a", Record: []Field{{Name: "label", Type: ScanField, Equals: "code"}}}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Process{Name: "p", Role: "r", Steps: c.steps, Start: Start{Ask: []Field{
				{Name: "kind", Type: ChoiceField, Choices: []string{"x", "y"}}, {Name: "items", Type: ListField, Optional: true},
				{Name: "sum", Type: MoneyField}, {Name: "code", Type: TextField, Optional: true},
			}}}
			f, faults := Compile(p)
			if f != nil {
				faults = f.Examine()
			}
			var got []string
			for _, fault := range faults {
				if !fault.Warning {
					got = append(got, fault.In(English))
				}
				if strings.Contains(fault.In(Indonesian)+fault.In(English), "%!") {
					t.Error(fault.In(English))
				}
			}
			all := strings.Join(got, "\n")
			if !strings.Contains(all, c.want) || (c.want == "") != (all == "") {
				t.Errorf("found %q, want %q", all, c.want)
			}
		})
	}
}

// TestACircleOfStepsNobodyDoesIsParked: what leads round at once is asked of
// the owner, in place of refusing the act that came there.
func TestACircleOfStepsNobodyDoesIsParked(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{
		ID: "round", Name: "Round", Role: "warehouse", Start: Start{Ask: []Field{{Name: "urgent", Type: YesNoField}}},
		Steps: []Step{
			{ID: "ask", Text: "Ask", Record: []Field{{Name: "sure", Type: YesNoField}}},
			{ID: "look", Text: "Look", When: "sure", Outcomes: []Outcome{{Name: "ok", To: []string{ToNext}}, {Name: "out", To: []string{ToEnd}}}},
			{ID: "note", Kind: Auto, Text: "Note it", Then: []string{"look"}},
		},
	})
	id := w.must("sari", StartCase{Process: "round", Fields: Values{"urgent": one("no")}}).Case
	w.must("sari", Complete{Task: ref(id, "ask"), Values: Values{"sure": one("no")}})
	w.wants(id, "look")
	look := w.cases[id].Task("look")
	if look.State != Parked || look.For != "hendra" || look.Held == nil || look.Held.Code != HeldCircle {
		t.Errorf("%+v", look)
	}
	w.must("hendra", Complete{Task: ref(id, "look"), Outcome: "out", Reason: "nobody is sure"})
	if c := w.cases[id]; c.State != Finished {
		t.Errorf("the case is %s", c.State)
	}
}

// TestARunOfWhichNobodyKnowsWhetherItIsNeededCanBeResumed: its condition can't
// be said, and the owner says that it is done.
func TestARunOfWhichNobodyKnowsWhetherItIsNeededCanBeResumed(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Errand", Role: "warehouse", Steps: []Step{{ID: "go", Text: "Go"}}})
	w.publish(Process{
		Name: "Work", Role: "warehouse",
		Steps: []Step{{ID: "price", Text: "Ask for the price", Record: []Field{{Name: "sum", Type: MoneyField}}}, {ID: "run", Kind: Run, Text: "errand", When: "sum > 5"}, {ID: "do", Text: "Do it"}},
	})
	id := w.must("sari", StartCase{Process: "work"}).Case
	w.must("hendra", Skip{Task: ref(id, "price"), Reason: "nobody answers"})
	w.wants(id, "run")
	w.must("hendra", Resume{Task: ref(id, "run")})
	if child := w.cases[id].Task("run").Child; child != "errand-1" {
		t.Fatalf("it runs %q", child)
	}
	w.must("sari", Complete{Task: ref("errand-1", "go")})
	w.wants(id, "do")
}
