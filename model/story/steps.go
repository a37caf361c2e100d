package story

import (
	"strings"
	"time"

	"alur/model"
)

// steps is each task of the case that people did or have to do: who, when, how
// long it waited, was worked on and paused, and how it ended.
func (t *teller) steps() {
	t.add(Section, "", t.say(model.Say{EN: "Step by step", ID: "Langkah demi langkah"}))
	t.add(Text, "", t.say(model.Say{
		EN: "Lengths of time are opening time: hours in which the shop was closed don't count.",
		ID: "Lamanya dihitung dalam jam buka: saat toko tutup tidak dihitung.",
	}))
	for _, task := range t.Case.Case.Tasks {
		s, label := t.Flow.Step(task.Step), task.Step
		switch {
		case s == nil && task.By == "", s != nil && s.Kind.ByItself():
			continue
		case s != nil: // The version that the case follows now may lack it.
			label = task.Title(s)
		}
		if task.Round > 1 {
			label += t.say(model.Say{EN: " (round %d)", ID: " (putaran %d)"}, task.Round)
		}
		t.add(Fact, label, t.task(s, task))
	}
}

// task says one round of a step.
func (t *teller) task(s *model.Step, task *model.Task) string {
	var parts []string
	say := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if task.By == "" && task.For != "" && task.State.Open() {
		say(t.say(model.Say{EN: "for %s", ID: "untuk %s"}, t.Shop.Name(task.For)))
	}
	if task.By != "" {
		say(t.Shop.Name(task.By))
	}
	say(t.state(s, task))
	if w := task.Waived(); w != nil {
		say(t.say(model.Say{EN: "four eyes waived by %s", ID: "empat mata dibebaskan %s"}, t.Shop.Name(w.By)))
	}
	if task.State != model.Skipped {
		say(t.times(task))
	}
	return strings.Join(parts, "; ")
}

// state says how it ended and when, or where it stands.
func (t *teller) state(s *model.Step, task *model.Task) string {
	text := t.say(task.State.Words())
	switch {
	case task.State.Open():
		if why := task.WaitsFor(); !why.Empty() {
			text += ": " + why.In(t.lang)
		}
		return text
	case task.State == model.Done && task.Outcome != "" && task.Outcome != model.DoneOutcome:
		text = t.say(model.OutcomeLabel(s, task.Outcome))
	}
	if task.Reason != "" {
		text += ` ("` + task.Reason + `")`
	}
	return text + ", " + t.when(task.Ended)
}

// times are how long it waited, was worked on and paused. Where the begin was
// not written down there is one length for all of it.
func (t *teller) times(task *model.Task) string {
	if task.Begun.IsZero() {
		if task.Ended.IsZero() {
			return t.say(model.Say{EN: "since %s", ID: "sejak %s"}, t.when(task.Ready))
		}
		return t.say(model.Say{EN: "%s after it was ready", ID: "%s setelah siap"}, t.span(task.Ready, task.Ended))
	}
	text := t.say(model.Say{EN: "waited %s", ID: "menunggu %s"}, t.span(task.Ready, task.Begun))
	if task.Ended.IsZero() {
		return text + ", " + t.say(model.Say{EN: "begun %s", ID: "dimulai %s"}, t.when(task.Begun))
	}
	rest := time.Duration(0)
	for _, p := range task.Pauses {
		rest += t.cal.Working(p.Begin, p.End)
	}
	text += ", " + t.say(model.Say{EN: "worked on for %s", ID: "dikerjakan %s"}, t.length(max(0, t.cal.Working(task.Begun, task.Ended)-rest)))
	if len(task.Pauses) > 0 {
		text += ", " + t.say(model.Say{EN: "paused %s", ID: "jeda %s"}, t.length(rest))
	}
	return text
}
