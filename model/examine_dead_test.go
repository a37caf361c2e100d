package model

import (
	"slices"
	"testing"
)

// TestStepsThatNeverComeUpAreTold is the table of what keeps a step from ever
// coming up, and of what does not.
func TestStepsThatNeverComeUpAreTold(t *testing.T) {
	ask := []Field{
		{Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}},
		{Name: "total", Type: MoneyField}, {Name: "weight", Type: NumberField, Min: "0.1", Max: "30"},
		{Name: "day", Type: DateField}, {Name: "items", Type: ListField, Optional: true}, {Name: "note", Type: TextField, Optional: true},
	}
	to := func(id string) []string { return []string{id} }
	branch := func(when, id string) Outcome { return Outcome{Name: when, When: when, To: to(id)} }
	last := Step{ID: "last", Text: "Put it away"}
	for _, tt := range []struct {
		name  string
		steps []Step
		want  []int
	}{
		{"else after every answer", []Step{
			{ID: "way", Kind: Choose, Outcomes: []Outcome{branch(`payment == "cod"`, "cash"), branch(`payment == "prepaid"`, "last"), {Name: ElseOutcome, To: to("odd")}}},
			{ID: "cash", Text: "Count the cash", Then: to("last")}, {ID: "odd", Text: "Ask what it is", Then: to("last")}, last,
		}, []int{2}},
		{"a branch below a wider one", []Step{
			{ID: "way", Kind: Choose, Outcomes: []Outcome{branch(`total > 100`, "large"), branch(`total > 1000`, "huge"), {Name: ElseOutcome, To: to("last")}}},
			{ID: "large", Text: "Ask", Then: to("last")}, {ID: "huge", Text: "Ask the owner", Then: to("last")}, last,
		}, []int{2}},
		{"conditions that are never true together", []Step{
			{ID: "a", Text: "Look"},
			{ID: "way", Kind: Choose, Outcomes: []Outcome{branch(`total > 100`, "large"), {Name: ElseOutcome, To: to("last")}}},
			{ID: "large", Text: "Ask", When: "total <= 50", Then: to("last")}, last,
		}, []int{2}},
		{"an answer that is given once more", []Step{
			{ID: "a", Text: "Look"},
			{ID: "way", Kind: Choose, Outcomes: []Outcome{branch(`total > 100`, "large"), {Name: ElseOutcome, To: to("last")}}},
			{ID: "large", Text: "Ask", Record: []Field{{Name: "total", Type: MoneyField}}},
			{ID: "small", Text: "Send it by bike", When: "total <= 50", Then: to("last")}, last,
		}, nil},
		{"two numbers close together", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Weigh", When: "weight > 1 and weight < 1.5"}, last}, nil},
		{"beside the bounds of a field", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Weigh", When: "weight > 30"}, {ID: "c", Text: "Weigh again", When: "weight < 0.5"}, last}, []int{1}},
		{"a text that may be empty", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Ask", When: `note == ""`}, {ID: "c", Text: "Read", When: `not (note == "")`}, last}, nil},
		{"a list without and with entries", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Ask", When: `len(items) == 0`}, {ID: "c", Text: "Count", When: `len(items) > 3`}, last}, nil},
		{"what is not plain", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Hurry", When: `day < "2026-01-01" and day > "2025-12-30"`}, {ID: "c", Text: "Ask", When: "total * 3 > 1000 and total * 3 < 1001"}, last}, nil},
		{"a stop that alur comes to first", []Step{
			{ID: "a", Text: "Look"}, {ID: "note", Kind: Auto, Text: "Note it", Then: to(ToStop)}, {ID: "last", Text: "Put it away", After: to("a")},
		}, []int{2}},
		{"what a stop takes along in the same act", []Step{
			{ID: "a", Text: "Look"}, {ID: "b", Text: "Pack it"}, {ID: "note", Kind: Auto, Text: "Note it", After: []string{"a"}, Then: to(ToStop)},
			{ID: "last", Text: "Put it away", After: []string{"b"}},
		}, []int{1, 3}},
		{"lateness leads there", []Step{
			{ID: "a", Text: "Look", Due: "1h", Late: "start odd"},
			{ID: "way", Kind: Choose, Outcomes: []Outcome{branch(`payment == "cod"`, "last"), branch(`payment == "prepaid"`, "last"), {Name: ElseOutcome, To: to("odd")}}},
			{ID: "odd", Text: "Ask what it is", Then: to("last")}, last,
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, faults := Compile(Process{Name: "p", Role: "warehouse", Start: Start{Ask: ask}, Steps: tt.steps})
			if f == nil {
				t.Fatal(faults)
			}
			if got := neverUp(f); !slices.Equal(got, tt.want) {
				t.Errorf("said never to come up: %v, want %v; %v", got, tt.want, f.Examine())
			}
		})
	}
}

// TestWhatOnlyStartsEachOtherNeverStarts: a step that lateness starts comes up
// where the one that is late can, and not otherwise.
func TestWhatOnlyStartsEachOtherNeverStarts(t *testing.T) {
	steps := []Step{
		{ID: "a", Text: "Look", Then: []string{ToEnd}},
		{ID: "b", Text: "Ask", Due: "1h", Late: "start c", Then: []string{ToEnd}},
		{ID: "c", Text: "Remind", Due: "1h", Late: "start b", Then: []string{ToEnd}},
	}
	f, faults := Compile(Process{Name: "p", Role: "warehouse", Steps: steps})
	if f != nil || len(faults) != 2 || faults[0].Path != "steps[1]" || faults[1].Path != "steps[2]" {
		t.Errorf("got %v", faults)
	}
	steps[0].Due, steps[0].Late = "1h", "start b"
	if f, faults := Compile(Process{Name: "p", Role: "warehouse", Steps: steps}); f == nil {
		t.Errorf("got %v", faults)
	}
}

// TestAConditionBelowWhatLatenessStartsIsLookedAt: there its field may still be
// empty.
func TestAConditionBelowWhatLatenessStartsIsLookedAt(t *testing.T) {
	steps := []Step{
		{ID: "a", Text: "Ask the price", Record: []Field{{Name: "price", Type: MoneyField}}, Due: "1h", Late: "start b"},
		{ID: "grant", Text: "Grant it", Then: []string{ToEnd}},
		{ID: "b", Text: "Ask the owner", When: "price > 100"},
	}
	f, faults := Compile(Process{Name: "p", Role: "warehouse", Steps: steps})
	if f == nil {
		t.Fatal(faults)
	}
	found := f.Examine()
	if len(found) != 1 || found[0].Path != "steps[2].when" || found[0].Warning {
		t.Errorf("got %v", found)
	}
}
