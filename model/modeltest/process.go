// Package modeltest draws processes that use the whole format, and random
// acts on their cases: what the laws of model and store are held on. Only
// tests import it.
package modeltest

import (
	"fmt"
	"slices"
	"strings"

	"alur/model"
	"alur/model/modeltest/dice"
)

// StepID is the id of the step that is drawn as number i from 0.
func StepID(i int) string { return fmt.Sprintf("s%d", i) }

// Process draws a process of two to seven steps that uses anything the format
// has. Not every one passes the checks; Sound draws one that does.
func Process(d dice.Dice) model.Process {
	p := model.Process{ID: "drawn-work", Name: "Drawn work", Role: "warehouse", Start: start(d)}
	p.Kind = dice.Pick(d, "kind", "", model.Support, model.Management)
	p.Owner = dice.Pick(d, "owner", "warehouse", "", "service")
	if dice.OneIn(d, 4, "head?") {
		p.Input, p.Output = "what comes in", "what goes out"
		p.Title, p.Hours = "Work {order_no}", "mon-fri 08:00-17:00 sat 08:00-12:00"
		p.Promise, p.Key = dice.Pick(d, "promise", "2d", "4h"), "order_no"
	}
	n := d.Num("steps", 2, 7)
	for i := range n {
		p.Steps = append(p.Steps, (&stepDrawing{d: d, p: &p, i: i, n: n}).draw())
	}
	return withEnds(p)
}

// Shape draws a process of two to six steps with the arrows that Process
// draws and nothing that leaves them alone, which is quicker to check.
func Shape(d dice.Dice) model.Process {
	p := model.Process{Name: "Shape", ID: "shape", Role: "warehouse", Owner: "warehouse", Steps: make([]model.Step, 0, 6)}
	n := d.Num("steps", 2, 6)
	for i := range n {
		x := &stepDrawing{d: d, p: &p, i: i, n: n}
		s := model.Step{ID: StepID(i), Text: "Do " + StepID(i)}
		x.placement(&s)
		x.outcomes(&s)
		if dice.OneIn(d, 10, "run?") {
			s.Kind, s.Text = model.Run, "errand"
			s.Outcomes = []model.Outcome{{Name: model.RunCancelled, To: x.targets()}}
		}
		if dice.OneIn(d, 12, "late?") {
			s.Due, s.Late = "1h", "start "+StepID(d.Num("late start", 0, n-1))
		}
		p.Steps = append(p.Steps, s)
	}
	return withEnds(p)
}

// Sound draws until a process passes the checks.
func Sound(d dice.Dice) *model.Flow {
	for {
		if f := Checked(Process(d)); f != nil {
			return f
		}
	}
}

// Checked is a process compiled, or nil where a check keeps it from being
// published.
func Checked(p model.Process) *model.Flow {
	f, _ := model.Compile(p)
	if f == nil || slices.ContainsFunc(f.Examine(), func(f model.Fault) bool { return !f.Warning }) {
		return nil
	}
	return f
}

// withEnds writes then: end where nothing follows a step.
func withEnds(p model.Process) model.Process {
	for range p.Steps {
		f, faults := model.Compile(p)
		if f != nil {
			break
		}
		for _, fault := range faults {
			var i int
			if _, err := fmt.Sscanf(fault.Path, "steps[%d]", &i); err == nil && strings.HasPrefix(fault.What.EN, "nothing follows") {
				p.Steps[i].Then = []string{model.ToEnd}
			}
		}
	}
	return p
}

// start always asks for what conditions are about.
func start(d dice.Dice) model.Start {
	s := model.Start{Ask: []model.Field{
		{Name: "payment", Type: model.ChoiceField, Choices: []string{"prepaid", "cod"}},
		{Name: "items", Type: model.ListField, Optional: true},
		{Name: "order_no", Type: model.TextField},
		{Name: "total", Type: model.MoneyField},
	}}
	for range d.Num("questions", 0, 3) {
		if f := field(d, "ask_"); !has(s.Ask, f.Name) {
			s.Ask = append(s.Ask, f)
		}
	}
	switch d.Num("start", 0, 9) {
	case 8:
		s.On, s.Map = "checkout", []model.Mapping{{Field: "order_no", Path: "order.lines.0.no"}}
	case 9:
		s.Schedule = schedule(d)
		for i := range s.Ask {
			s.Ask[i].Optional = true
		}
	}
	return s
}

func schedule(d dice.Dice) model.Schedule {
	s := model.Schedule{
		Every: dice.Pick(d, "every", model.EveryDay, model.EveryWeekday, model.EveryWeek, model.EveryMonth, model.EveryQuarter, model.EveryYear),
		At:    "09:00", IfClosed: dice.Pick(d, "if closed", model.NextIfClosed, model.BeforeIfClosed, model.SkipIfClosed),
		Missed: dice.Pick(d, "missed", model.RunOnce, model.RunAll, model.SkipMissed),
	}
	switch s.Every {
	case model.EveryDay, model.EveryWeekday:
	case model.EveryWeek:
		s.On = dice.Pick(d, "on", "mon", "sat")
	default:
		s.On = dice.Pick(d, "on", "1", "last", "first workday", "last workday")
	}
	return s
}

// field draws a field of any type; its name tells its type, so that one name
// has one type.
func field(d dice.Dice, prefix string) model.Field {
	f := dice.Pick(d, "type",
		model.Field{Name: "note", Type: model.TextField}, model.Field{Name: "weight", Type: model.NumberField, Unit: "kg", Min: "0.1", Max: "30"},
		model.Field{Name: "sum", Type: model.MoneyField}, model.Field{Name: "day", Type: model.DateField}, model.Field{Name: "hour", Type: model.TimeField},
		model.Field{Name: "urgent", Type: model.YesNoField}, model.Field{Name: "size", Type: model.ChoiceField, Choices: []string{"small", "large"}},
		model.Field{Name: "parts", Type: model.ListField}, model.Field{Name: "helper", Type: model.PersonField}, model.Field{Name: "phone", Type: model.PhoneField},
		model.Field{Name: "paper", Type: model.FileField}, model.Field{Name: "label", Type: model.ScanField, Equals: "order_no"})
	f.Name = prefix + f.Name
	f.Optional = dice.OneIn(d, 3, "optional?")
	return f
}

func has(fields []model.Field, name string) bool {
	return slices.ContainsFunc(fields, func(f model.Field) bool { return f.Name == name })
}

// Helpers are the processes that drawn ones run: one that people do, one that
// ends at once, and one that can end either way.
func Helpers() []model.Process {
	return []model.Process{
		{Name: "Errand", Role: "warehouse", Owner: "warehouse", Steps: []model.Step{{ID: "s0", Text: "Run the errand"}}},
		{Name: "Note", Role: "warehouse", Steps: []model.Step{{ID: "s0", Kind: model.Auto, Text: "Note it"}}},
		{Name: "Claim", Role: "service", Owner: "service", Start: model.Start{Ask: []model.Field{{Name: "total", Type: model.MoneyField}}}, Steps: []model.Step{
			{ID: "s0", Text: "Look at the claim", Outcomes: []model.Outcome{{Name: "ok", To: []string{model.ToEnd}}, {Name: "bad", To: []string{"s1"}}}},
			{ID: "s1", Text: "Turn it down", Ends: string(model.Cancelled)},
		}},
	}
}
