package modeltest

import (
	"time"

	"alur/model"
	"alur/model/modeltest/dice"
)

// Cases is what acts are drawn from: where a case stands.
type Cases interface {
	Case(id string) *model.Case
	Flow(process string, version int) *model.Flow
}

// Asked are random answers with which a case can begin.
func Asked(d dice.Dice, f *model.Flow) model.Values {
	fields := model.Values{}
	for _, field := range f.Process.Start.Ask {
		if !field.Optional || dice.OneIn(d, 2, "answered?") {
			fields[field.Name] = Answer(d, field, fields)
		}
	}
	return fields
}

// Answer is a random value that fits a field, where known are the fields of
// the case so far.
func Answer(d dice.Dice, f model.Field, known model.Values) model.Value {
	text := ""
	switch f.Type {
	case model.ListField:
		return model.Value{Items: []string{"A", "B", "C"}[:d.Num("entries", 1, 3)]}
	case model.ScanField:
		return known[f.Equals]
	case model.ChoiceField:
		text = dice.Pick(d, "choice", f.Choices...)
	case model.TextField:
		text = dice.Pick(d, "text", "A-1", "A-2")
	case model.YesNoField:
		text = dice.Pick(d, "yes or no", "yes", "no")
	case model.MoneyField:
		text = dice.Pick(d, "money", "50", "200")
	case model.NumberField:
		text = "2.5"
	case model.DateField:
		text = dice.Pick(d, "day", "2026-05-01", "2026-12-01")
	case model.TimeField:
		text = "09:30"
	case model.PersonField:
		text = "budi"
	case model.PhoneField:
		text = "+6281234567890"
	case model.FileField:
		text = "photo.jpg"
	}
	return model.Value{Text: text}
}

// Done is a task completed with an outcome and all that it can demand.
func Done(d dice.Dice, v Cases, row model.OpenTask, o model.Outcome) model.Complete {
	f, c := v.Flow(row.Process, row.Version), v.Case(row.Case)
	a := model.Complete{Task: row.TaskRef, Outcome: o.Name, Ticks: ticks(f, c, row), Values: model.Values{}, Reason: "does not fit"}
	for _, field := range f.Step(row.Step).Record {
		if !field.Optional || dice.OneIn(d, 2, "recorded?") {
			if value := Answer(d, field, c.Fields); !value.Empty() {
				a.Values[field.Name] = value
			}
		}
	}
	return a
}

func ticks(f *model.Flow, c *model.Case, row model.OpenTask) []string {
	var keys []string
	for _, item := range f.Items(row.Step, c.Fields) {
		keys = append(keys, item.Key)
	}
	return keys
}

// Act draws an act on an open task beside the usual way to do it. People are
// "sari", "budi" and others; what they may not do is refused.
func Act(d dice.Dice, v Cases, row model.OpenTask, now time.Time) model.Act {
	f, c := v.Flow(row.Process, row.Version), v.Case(row.Case)
	task := row.TaskRef
	if f.Step(row.Step).NotSameAs != "" && dice.OneIn(d, 3, "waived?") {
		return model.Waive{Task: task, Reason: "alone"} // Few steps ask for other eyes.
	}
	item := model.SetTick{Task: task, Item: "1", On: true}
	if keys := ticks(f, c, row); len(keys) > 0 {
		item = model.SetTick{Task: task, Item: dice.Pick(d, "line", keys...), On: d.Num("on", 0, 1) == 1}
	}
	field := model.SetField{Task: task, Field: "rec_note"}
	if record := f.Step(row.Step).Record; len(record) > 0 {
		of := dice.Pick(d, "field", record...)
		field.Field = of.Name
		if dice.OneIn(d, 2, "filled?") {
			field.Value = Answer(d, of, c.Fields)
		}
	}
	return dice.Pick[model.Act](d, "act",
		model.Take{Task: task}, model.Begin{Task: task}, model.Undo{}, item, field,
		model.Park{Task: task, Reason: "no boxes"}, model.Park{Task: task, Reason: "out", Until: now.Add(time.Hour)}, model.Resume{Task: task},
		model.GiveBack{Task: task}, model.HandOver{Task: task, To: "budi"}, model.HandOver{Task: task, To: "sari", AsBegun: true},
		model.TakeOver{Task: task, Reason: "out"}, model.Waive{Task: task, Reason: "alone"}, model.ReportUnclear{Task: task, Text: "which box?"},
		model.Pin{Task: task, Until: now.Add(time.Hour)}, model.Unpin{Task: task}, model.Comment{Case: row.Case, Text: "ring twice"},
		model.Skip{Task: task, Reason: "not needed"}, model.Undo{},
		model.SendBack{Task: task, To: StepID(d.Num("back to", 0, 2)), Reason: "again"},
		model.Repromise{Case: row.Case, Promise: now.Add(48 * time.Hour)},
	)
}
