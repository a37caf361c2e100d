package model

import (
	"fmt"
	"slices"
	"testing"

	"alur/model/modeltest/dice"
)

// TestStepsThatNeverComeUpAreTold is the table of what keeps a step from ever
// coming up, and of what does not.
func TestStepsThatNeverComeUpAreTold(t *testing.T) {
	ask := []Field{
		{Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}},
		{Name: "total", Type: MoneyField}, {Name: "weight", Type: NumberField, Min: "0.1", Max: "30"},
		{Name: "day", Type: DateField}, {Name: "items", Type: ListField, Optional: true}, {Name: "note", Type: TextField, Optional: true},
		{Name: "order", Type: TextField},
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
		{"amounts with few decimals between", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Count", When: "total > 0.01 and total < 0.04"}, {ID: "c", Text: "Count again", When: "total > 0.0001 and total < 0.0002"}, last}, []int{2}},
		{"numbers too large to be counted on by one", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Weigh", When: "total > 100000000000000000"}, {ID: "c", Text: "Weigh again", When: "total < -100000000000000000"}, last}, []int{2}},
		{"every text but one", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Read", When: `order != "x" and order != "xx"`}, last}, nil},
		{"a text that nobody can write", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Read", When: `order == " a"`}, last}, []int{1}},
		{"bounds that differ from place to place", []Step{
			{ID: "a", Text: "Weigh", Record: []Field{{Name: "weight", Type: NumberField, Max: "50"}}}, {ID: "b", Text: "Call a van", When: "weight > 40"}, {ID: "c", Text: "Call two", When: "weight > 50"}, last,
		}, []int{2}},
		{"beside what is not plain", []Step{{ID: "a", Text: "Look"}, {ID: "b", Text: "Read", When: `order contains "a"`}, {ID: "c", Text: "Count", When: "total > 5 and total < 3"}, last}, []int{2}},
		{"what is not plain says anything", []Step{
			{ID: "way", Kind: Choose, Outcomes: []Outcome{branch(`order contains "a"`, "b"), branch(`not (order contains "a")`, "c"), {Name: ElseOutcome, To: to("last")}}},
			{ID: "b", Text: "Read", Then: to("last")}, {ID: "c", Text: "Ask", Then: to("last")}, last,
		}, nil},
		{"what is not plain passes a step by", []Step{
			{ID: "a", Text: "Look"}, {ID: "b", Text: "Read", When: `order contains "a"`, Record: []Field{{Name: "total", Type: MoneyField, Max: "50"}}},
			{ID: "c", Text: "Ask", When: "total > 60"}, last,
		}, nil},
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

// TestManyQuestionsAreNotAskedInEveryWay: there are more ways to answer thirty
// questions than a computer can look at.
func TestManyQuestionsAreNotAskedInEveryWay(t *testing.T) {
	p := Process{Name: "p", Role: "warehouse", Steps: []Step{{ID: "a", Text: "Look"}}}
	for i := range 60 {
		name := fmt.Sprintf("q%d", i)
		p.Start.Ask = append(p.Start.Ask, Field{Name: name, Type: YesNoField})
		p.Steps = append(p.Steps, Step{ID: "s" + name, Text: "Do " + name, When: name})
	}
	f, faults := Compile(p)
	if f == nil {
		t.Fatal(faults)
	}
	if got := neverUp(f); len(got) > 0 {
		t.Errorf("said never to come up: %v", got)
	}
}

// TestMoreAnswersThanAreTried: where a question has too many, nothing is said
// of steps that were not come to.
func TestMoreAnswersThanAreTried(t *testing.T) {
	p := Process{Name: "p", Role: "warehouse", Start: Start{Ask: []Field{{Name: "size", Type: ChoiceField}}}, Steps: []Step{{ID: "a", Text: "Look"}}}
	for i := range mostTried + 10 {
		size := fmt.Sprintf("size %d", i)
		p.Start.Ask[0].Choices = append(p.Start.Ask[0].Choices, size)
		p.Steps = append(p.Steps, Step{ID: fmt.Sprintf("s%d", i), Text: "Do " + size, When: fmt.Sprintf("size == %q", size)})
	}
	f, faults := Compile(p)
	if f == nil {
		t.Fatal(faults)
	}
	if got := neverUp(f); len(got) > 0 {
		t.Errorf("said never to come up: %v", got)
	}
}

// TestWhatIsNotPlainBringsNoWarning: a condition said in a way that is not
// plain, but means the same, keeps the checks from seeing some steps that never
// come up, and never makes them see more.
func TestWhatIsNotPlainBringsNoWarning(t *testing.T) {
	obscured := 0
	for seed := range uint64(300) {
		d := dice.Plain(seed)
		f := Drawn.Sound(d)
		p := f.Process
		p.Steps = slices.Clone(p.Steps)
		var whens []int
		for i, s := range p.Steps {
			if s.When != "" {
				whens = append(whens, i)
			}
		}
		if len(whens) == 0 {
			continue
		}
		s := &p.Steps[dice.Pick(d, "which", whens...)]
		s.When = "(" + s.When + ") == true"
		if f.plain(s.When) {
			t.Fatalf("%s is plain", s.When)
		}
		g, faults := Compile(p)
		if g == nil {
			t.Fatal(faults)
		}
		obscured++
		plainly := neverUp(f)
		for _, i := range neverUp(g) {
			if !slices.Contains(plainly, i) {
				t.Errorf("seed %d: %s is said never to come up once a condition is not plain\n%s", seed, stepID(i), asJSON(t, p))
			}
		}
	}
	if obscured < 100 {
		t.Errorf("only %d were looked at", obscured)
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
