package model

import (
	"fmt"
	"strings"
	"testing"
)

func TestExamineSaysWhatIsWrongInSomeState(t *testing.T) {
	next, back := []string{ToNext}, []string{"a"}
	text := func(name string) []Field { return []Field{{Name: name, Type: TextField}} }
	money := func(optional bool) []Field { return []Field{{Name: "sum", Type: MoneyField, Optional: optional}} }
	day := func(optional bool) []Field { return []Field{{Name: "day", Type: DateField, Optional: optional}} }
	for _, c := range []struct {
		name  string
		steps []Step
		want  string // The place of the only fault; empty for none.
	}{
		{"a field that every way fills", []Step{{Text: "a", Record: money(false)}, {Text: "b", When: "sum > 5"}}, ""},
		{"one that may be left empty", []Step{{Text: "a", Record: money(true)}, {Text: "b", When: "sum > 5"}}, "steps[1].when"},
		{"a text may be left empty on purpose", []Step{{Text: "a", Record: []Field{{Name: "note", Type: TextField, Optional: true}}}, {Text: "b", When: `note != ""`}}, ""},
		{"one that is filled below", []Step{{Text: "a", When: `note == "x"`}, {Text: "b", Record: text("note")}}, "steps[0].when"},
		{"one of a step that may be passed by", []Step{{Text: "a", When: `kind == "x"`, Record: text("note")}, {Text: "b", When: `note == "x"`}}, "steps[1].when"},
		{"one of a branch beside, where both arrive", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Text: "b"}, {ID: "c", Text: "c", After: back, Record: money(false)}, {Text: "d", After: []string{"b", "c"}, When: "sum > 5"}}, ""},
		{"one of a branch that is not taken", []Step{
			{ID: "a", Text: "a", Outcomes: []Outcome{{Name: "ok", To: next}, {Name: "no", To: []string{"c"}}}},
			{ID: "b", Text: "b", Record: money(false)}, {ID: "c", Text: "c", Then: []string{ToEnd}}, {ID: "d", Text: "d", After: []string{"b", "c"}, When: "sum > 5"}}, "steps[3].when"},
		{"a day that may be left empty, compared", []Step{{Text: "a", Record: day(true)}, {Text: "b", When: `day > "2026-01-05"`}}, "steps[1].when"},
		{"a day that the condition asks for first", []Step{{Text: "a", Record: day(true)}, {Text: "b", When: `day != "" and day > "2026-01-05"`}}, ""},
		{"a day that is only asked whether it is there", []Step{{Text: "a", Record: day(true)}, {Text: "b", When: `day == ""`}}, ""},
		{"a day that every way fills", []Step{{Text: "a", Record: day(false)}, {Text: "b", When: `day > "2026-01-05"`}, {Text: "c", When: `day < "2026-02-05"`}}, ""},
		{"due by a day that every way fills", []Step{{Text: "a", Record: day(false)}, {Text: "b", Due: "day - 1d"}}, ""},
		{"due by a day that may be left empty", []Step{{Text: "a", Record: day(true)}, {Text: "b", Due: "day"}}, "steps[1].due"},
		{"due by a day of a step that may be passed by", []Step{{Text: "a", When: `kind == "x"`, Record: day(false)}, {Text: "b", Due: "day"}}, "steps[1].due"},
		{"due by a day that comes later", []Step{{Text: "a", Due: "day"}, {Text: "b", Record: day(false)}}, "steps[0].due"},
		{"due by a day that the step itself notes", []Step{{Text: "a"}, {Text: "b", Due: "day", Record: day(false)}}, "steps[1].due"},
		{"a choice", []Step{{Text: "a"}, {ID: "b", Kind: Choose, Outcomes: []Outcome{{Name: "sum > 5", When: "sum > 5", To: next}, {Name: ElseOutcome, To: next}}}, {Text: "c", Record: money(false)}}, "steps[1].choose.sum > 5"},
		{"rework that repeats work beside it", []Step{
			{ID: "a", Text: "a"}, {ID: "b", Text: "b", Outcomes: []Outcome{{Name: "ok", To: next}, {Name: "no", To: back}}},
			{ID: "c", Text: "c", After: back}, {ID: "d", Text: "d", After: []string{"b", "c"}}}, "steps[1].outcomes.no"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Process{Name: "p", Role: "r", Steps: c.steps, Start: Start{Ask: []Field{{Name: "kind", Type: TextField}}}}
			f, faults := Compile(p)
			if f == nil {
				t.Fatal(faults)
			}
			var got []string
			for _, fault := range f.Examine() {
				got = append(got, fault.Path)
				if strings.Contains(fault.In(Indonesian)+fault.In(English), "%!") {
					t.Error(fault.In(English))
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

func TestExamineGivesUpAndSaysSo(t *testing.T) {
	p := Process{Name: "p", Role: "r", Steps: []Step{{ID: "a", Text: "a"}}}
	for i := range 16 {
		p.Steps = append(p.Steps, Step{ID: fmt.Sprintf("b%d", i), Text: "b", After: []string{"a"}})
	}
	for i := range 15 {
		p.Steps[i+1].Then = []string{ToEnd}
	}
	f, faults := Compile(p)
	if f == nil {
		t.Fatal(faults)
	}
	got := f.Examine()
	if len(got) != 1 || !got[0].Warning || got[0].Path != "steps" {
		t.Errorf("%v", got)
	}
	if o, _ := Compile(onlineOrder()); len(o.Examine()) != 0 {
		t.Errorf("the online order: %v", o.Examine())
	}
}

// TestAFieldThatDecidesIsRecordedOnce: whoever fills it in a second time, above
// the step it decides on or below, changes what is decided on.
func TestAFieldThatDecidesIsRecordedOnce(t *testing.T) {
	total := []Field{{Name: "total", Type: MoneyField}}
	maybe := []Field{{Name: "total", Type: MoneyField, Optional: true}}
	approve := Step{ID: "approve", Text: "Approve", When: "total > 100"}
	split := Step{ID: "split", Kind: Choose, Outcomes: []Outcome{{Name: "total > 100", When: "total > 100", To: []string{ToNext}}, {Name: ElseOutcome, To: []string{ToEnd}}}}
	for _, c := range []struct {
		name  string
		ask   []Field
		steps []Step
		want  string // The place of the only warning; empty for none.
	}{
		{"asked at the start, and never again", total, []Step{{Text: "a"}, approve, {Text: "b"}}, ""},
		{"recorded once, by a step above", nil, []Step{{Text: "a", Record: total}, approve}, ""},
		{"filled in again before it is decided", total, []Step{{Text: "a", Record: maybe}, approve}, "steps[0].record.total"},
		{"filled in again behind what it decided on", total, []Step{{Text: "a"}, approve, {Text: "b", Record: total}}, "steps[2].record.total"},
		{"by the step itself, which is done already", total, []Step{{Text: "a"}, {ID: "approve", Text: "Approve", When: "total > 100", Record: total}}, ""},
		{"before a branch", total, []Step{{Text: "a", Record: total}, split, {Text: "b"}}, "steps[0].record.total"},
		{"recorded twice, deciding on nothing", nil, []Step{{Text: "a", Record: total}, {Text: "b", Record: total}}, ""},
		{"on a way beside it, which it does not meet", total, []Step{
			{ID: "a", Text: "a"}, {ID: "b", Text: "b", Record: total, Then: []string{ToEnd}},
			{ID: "approve", Text: "Approve", When: "total > 100", After: []string{"a"}}}, ""},
	} {
		f, _ := Compile(Process{Name: "Buy", Role: "desk", Start: Start{Ask: c.ask}, Steps: c.steps})
		var got []string
		for _, fault := range f.Examine() {
			if !fault.Warning {
				t.Errorf("%s: %s: %s", c.name, fault.Path, fault.In(English))
			}
			got = append(got, fault.Path)
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s: warned at %q, want %q", c.name, all, c.want)
		}
	}
}
