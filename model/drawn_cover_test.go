package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"alur/model/modeltest/dice"
)

// TestTheGeneratorDrawsTheWholeFormat counts what sound drawn processes are
// made of: every key that the format has, by the fields of its types, and
// every form that the more telling ones take. A key that is added to the
// format and not to the generator fails here.
func TestTheGeneratorDrawsTheWholeFormat(t *testing.T) {
	seen := map[string]int{}
	drawn, passed := 1500, 0
	for seed := range drawn {
		p := Drawn.Process(dice.Plain(uint64(seed)))
		if f, err := sound(p); err == nil {
			passed++
			countKeys(seen, reflect.ValueOf(p))
			countForms(seen, f)
		}
	}
	for _, key := range append(keysOf(reflect.TypeFor[Process]()), forms()...) {
		if seen[key] == 0 {
			t.Errorf("of %d processes none has %s", passed, key)
		}
	}
	t.Logf("%d of %d drawn processes pass the checks; in them: %s", passed, drawn, tally(seen))
	if passed < drawn/4 {
		t.Errorf("only %d of %d drawn processes pass the checks", passed, drawn)
	}
}

// keysOf lists Type.Field of a struct and of the structs in it.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		f := t.Field(i)
		keys = append(keys, t.Name()+"."+f.Name)
		of := f.Type
		if of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() == reflect.Struct {
			keys = append(keys, keysOf(of)...)
		}
	}
	return keys
}

func countKeys(seen map[string]int, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Field(i)
		if field.IsZero() {
			continue
		}
		seen[v.Type().Name()+"."+v.Type().Field(i).Name]++
		switch {
		case field.Kind() == reflect.Struct:
			countKeys(seen, field)
		case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Struct:
			for j := range field.Len() {
				countKeys(seen, field.Index(j))
			}
		}
	}
}

// forms are the ways in which the keys that shape a run can be written.
func forms() []string {
	return []string{
		"kind core", "kind support", "kind management",
		"do", "auto", "wait", "choose", "run", "run of what is there", "run of nothing",
		"text", "number", "money", "date", "time", "yes/no", "choice", "list", "person", "phone", "file", "scan",
		"to next", "to end", "to stop", "to a step above", "to itself", "to a step below", "to several",
		"then end", "then stop", "then a step", "after several", "each of a list", "each person of a role", "tick for each",
		"late tell", "late take", "late start", "due span", "due clock", "due next workday", "due by a field",
		"start on", "start every", "when on a record", "way back", "join", "no outcome goes to next",
		"every day", "every weekday", "every week", "every month", "every quarter", "every year",
		"do never skipped", "wait never skipped", "auto never skipped", "choose never skipped",
		"never skipped with outcomes", "never skipped with when", "never skipped, each of a list", "never skipped, each person of a role",
		"never skipped, then a choose", "choose, then never skipped", "late wait", "wait that records",
		"each with outcomes", "each that goes back", "list recorded for each",
	}
}

func countForms(seen map[string]int, f *Flow) {
	p := f.Process
	seen["kind "+string(p.Kind)]++
	mark(seen, "start on", p.Start.On != "")
	mark(seen, "start every", p.Start.Schedule.Every != "")
	mark(seen, "every "+string(p.Start.Schedule.Every), p.Start.Schedule.Every != "")
	for i := range p.Steps {
		s := &p.Steps[i]
		seen[string(s.Kind)]++
		mark(seen, "run of nothing", s.Kind == Run && s.Text == "nothing")
		mark(seen, "run of what is there", s.Kind == Run && s.Text != "nothing")
		for _, field := range slices.Concat(s.Record, p.Start.Ask) {
			seen[string(field.Type)]++
		}
		mark(seen, "list recorded for each", slices.ContainsFunc(p.Steps, func(e Step) bool { return e.Each != "" && hasField(s.Record, e.Each) }))
		for _, c := range s.Check {
			mark(seen, "tick for each", c.Each != "")
		}
		mark(seen, "after several", len(s.After) > 1)
		mark(seen, "each of a list", s.Each != "" && s.EachRole() == "")
		mark(seen, "each person of a role", s.EachRole() != "")
		mark(seen, "when on a record", strings.Contains(s.When, "rec_"))
		mark(seen, "join", len(f.into[i]) > 1)
		mark(seen, "no outcome goes to next", !goesOn(*s))
		mark(seen, "wait that records", s.Kind == Wait && len(s.Record) > 0)
		mark(seen, "each with outcomes", s.Each != "" && len(s.Outcomes) > 1)
		countNeverSkipped(seen, f, s)
		countTargets(seen, f, i)
		countTimes(seen, s)
	}
}

// countNeverSkipped looks at a step with skip: never, and at what stands
// beside it.
func countNeverSkipped(seen map[string]int, f *Flow, s *Step) {
	if !s.NeverSkip {
		return
	}
	seen[string(s.Kind)+" never skipped"]++
	mark(seen, "never skipped with outcomes", len(s.Outcomes) > 1)
	mark(seen, "never skipped with when", s.When != "")
	mark(seen, "never skipped, each of a list", s.Each != "" && s.EachRole() == "")
	mark(seen, "never skipped, each person of a role", s.EachRole() != "")
	for i, other := range f.Process.Steps {
		mark(seen, "never skipped, then a choose", other.Kind == Choose && slices.Contains(f.Next(s.ID), other.ID))
		mark(seen, "choose, then never skipped", other.Kind == Choose && slices.Contains(f.forward(i), f.Index(s.ID)))
	}
}

func countTargets(seen map[string]int, f *Flow, i int) {
	for _, o := range f.Process.Steps[i].Outcomes {
		mark(seen, "each that goes back", f.Process.Steps[i].Each != "" && f.IsBack(stepID(i), o.Name))
		mark(seen, "to several", len(o.To) > 1)
		mark(seen, "way back", f.IsBack(stepID(i), o.Name))
		for _, to := range o.To {
			t := f.Index(to)
			mark(seen, "to "+to, t < 0)
			mark(seen, "to a step above", t >= 0 && t < i)
			mark(seen, "to itself", t == i)
			mark(seen, "to a step below", t > i)
		}
	}
	for _, to := range f.Process.Steps[i].Then {
		mark(seen, "then "+to, f.Index(to) < 0)
		mark(seen, "then a step", f.Index(to) >= 0)
	}
}

func countTimes(seen map[string]int, s *Step) {
	if late, ok := ParseLate(s.Late); ok && s.Late != "" {
		mark(seen, "late tell", late.TellOwner)
		mark(seen, "late take", late.Outcome != "")
		mark(seen, "late start", late.Step != "")
		mark(seen, "late wait", s.Kind == Wait)
	}
	if due, err := ParseDue(s.Due); err == nil && s.Due != "" {
		mark(seen, "due span", due.Span != Span{})
		mark(seen, "due clock", due.Clock != "" && !due.NextDay)
		mark(seen, "due next workday", due.NextDay)
		mark(seen, "due by a field", due.Field != "")
	}
}

func mark(seen map[string]int, what string, is bool) {
	if is {
		seen[what]++
	}
}

func tally(seen map[string]int) string {
	var parts []string
	for what, n := range seen {
		parts = append(parts, fmt.Sprintf("%s %d", what, n))
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}
