package ui

import (
	"context"
	"errors"
	"strings"

	"alur/model"
)

// task is everything a screen shows of one task.
type task struct {
	item model.QueueItem
	c    *model.Case
	flow *model.Flow
	t    *model.Task
	step *model.Step
	// items are the lines of its checklist, draft what was typed and not yet
	// recorded.
	items []model.Item
	draft map[string]string
}

// ref names the task, with its version for acts.
func (t *task) ref() model.TaskRef { return t.item.TaskRef }

// errGone says that a task is no longer open.
var errGone = errors.New("the task is no longer open")

// readTask reads one open task of a case with its draft.
func readTask(ctx context.Context, s Store, person string, item model.QueueItem) (*task, error) {
	c, flow, err := s.Case(ctx, item.Case)
	if err != nil {
		return nil, err
	}
	t, step := c.Task(item.Step), flow.Step(item.Step)
	if t == nil || step == nil || !t.State.Open() {
		return nil, errGone
	}
	if item.By == person && t.By == "" && t.Seq == item.Seq {
		// It came back at closing time after the list was read.
		item.CameBackFrom, item.InHandTill, item.Band = person, item.State == model.Doing, model.CameBack
	}
	draft, err := s.Draft(ctx, person, item.TaskRef)
	if err != nil {
		return nil, err
	}
	return &task{item: item, c: c, flow: flow, t: t, step: step, items: flow.Items(item.Step, c.Fields), draft: draft}, nil
}

// begun reports whether ticks and fields are open: the task is being done, it
// was until closing time and the next act goes on with it, or it waits for the
// world and somebody reports it.
func (t *task) begun() bool {
	return t.t.State == model.Doing || t.t.State == model.Waiting || t.t.State == model.Ready && t.item.InHandTill
}

// looksAfter reports whether the task is in the list of who looks after it:
// somebody else parked it, and it stands still.
func (t *task) looksAfter(e *env) bool {
	return t.item.Still && t.t.By != "" && t.t.By != e.me.ID
}

// beginVerb is what Enter does with a task that is not being done.
func (t *task) beginVerb(e *env) model.Say {
	if t.looksAfter(e) {
		return model.Say{EN: "Show case", ID: "Lihat kasus"}
	}
	if t.waitsToGoOn() {
		return model.Say{EN: "Go on", ID: "Lanjutkan"}
	}
	return model.Say{EN: "Begin", ID: "Mulai"}
}

// waitsToGoOn reports whether a task was begun, and parked or set aside.
func (t *task) waitsToGoOn() bool { return t.t.State == model.Parked || !t.t.Begun.IsZero() }

// outcomeLabel is what a person reads on the button of an outcome of a step.
func outcomeLabel(e *env, s *model.Step, o model.Outcome) string {
	if o.Name == model.DoneOutcome {
		return e.say(model.Say{EN: "Done", ID: "Selesai"})
	}
	return clean(e.say(model.OutcomeLabel(s, o.Name)))
}

// leadsTo says where an outcome goes, in the words of the process.
func (t *task) leadsTo(e *env, o model.Outcome) string {
	var parts []string
	for _, to := range o.To {
		switch to {
		case model.ToNext:
			for _, id := range t.flow.Next(t.item.Step) {
				parts = append(parts, clean(t.flow.Step(id).Text))
			}
			if len(t.flow.Next(t.item.Step)) == 0 {
				parts = append(parts, e.say(model.Say{EN: "the end", ID: "akhir"}))
			}
		case model.ToEnd:
			parts = append(parts, e.say(model.Say{EN: "the end", ID: "akhir"}))
		case model.ToStop:
			parts = append(parts, e.say(model.Say{EN: "the case stops", ID: "kasus berhenti"}))
		default:
			if s := t.flow.Step(to); s != nil {
				parts = append(parts, clean(s.Text))
			}
		}
	}
	arrow := e.theme.glyph.right
	if t.flow.IsBack(t.item.Step, o.Name) {
		arrow = e.theme.glyph.left
	}
	return arrow + " " + strings.Join(parts, ", ")
}

// afterYou says what follows on the usual way, and who does it.
func (t *task) afterYou(e *env) string {
	var parts []string
	for _, id := range t.flow.Next(t.item.Step) {
		s := t.flow.Step(id)
		part := clean(s.Text)
		if who := holders(e, s.Role); who != "" {
			part += " (" + who + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// holders names who does a role: the person where it is one, else the role.
func holders(e *env, role string) string {
	if role == "" {
		return ""
	}
	var names []string
	for _, p := range e.shop.People {
		if !p.Gone && !p.Owner && p.Holds(role) {
			names = append(names, p.Name)
		}
	}
	if len(names) == 1 {
		return clean(names[0])
	}
	return clean(role)
}

// fieldsLine is what is known of the case in one line, leaving out what its
// title says already.
func (t *task) fieldsLine(e *env) string {
	var parts []string
	for _, f := range t.flow.Process.Start.Ask {
		v := t.c.Fields[f.Name]
		if v.Empty() || f.Type == model.ListField || strings.Contains(t.c.Title, v.Text) {
			continue
		}
		parts = append(parts, e.label(model.Field{Name: f.Name})+" "+e.value(f, v))
	}
	return strings.Join(parts, " "+e.theme.glyph.middle+" ")
}

// promise says when the customer was told it would be finished.
func (t *task) promise(e *env) string {
	if t.c.Promise.IsZero() {
		return ""
	}
	return e.say(model.Say{EN: "promised for %s", ID: "janji %s"}, e.when(t.c.Promise))
}

// status is the place of a task in the queue as a sign and words: late, came
// back, tight, or when it is due.
func status(e *env, i model.QueueItem) string {
	sign, due := statusParts(e, i)
	switch {
	case sign == "":
		return due
	case due == "":
		return sign
	case i.Band == model.AtRisk:
		return sign + e.theme.dim("   "+due)
	}
	return sign + e.theme.dim("   ("+due+")")
}

// statusParts are the two parts of a status; either may be empty.
func statusParts(e *env, i model.QueueItem) (sign, due string) {
	t := e.theme
	if !i.DueAt.IsZero() {
		due = e.say(model.Say{EN: "due %s", ID: "batas %s"}, e.when(i.DueAt))
	}
	switch {
	case i.Still:
		return t.late(t.glyph.up + " " + clean(i.Why.In(e.lang))), due
	case !i.DueAt.IsZero() && e.now.After(i.DueAt):
		return t.late(e.say(model.Say{EN: "%s LATE %s", ID: "%s TERLAMBAT %s"}, t.glyph.up, e.span(i.DueAt, e.now))), due
	case i.Band == model.Late:
		return t.late(t.glyph.up + " " + clean(i.Why.In(e.lang))), ""
	case i.Band == model.AtRisk:
		return t.warn("! " + clean(i.Why.In(e.lang))), due
	}
	return "", due
}

// why is the reason of a place in the queue, in the role of its band.
func why(e *env, i model.QueueItem) string {
	t := e.theme
	text := clean(i.Why.In(e.lang))
	if i.Band == model.Normal && !i.DueAt.IsZero() && (i.State == model.Ready || i.State == model.Taken) {
		text = e.say(model.Say{EN: "due %s", ID: "batas %s"}, e.when(i.DueAt))
	}
	switch i.Band {
	case model.Late:
		return t.late(t.glyph.up + " " + text)
	case model.CameBack, model.Pinned:
		return t.warn(t.glyph.left + " " + text)
	case model.AtRisk:
		return t.warn("! " + text)
	case model.InHand:
		return t.good(t.glyph.dot + " " + text)
	}
	return t.dim("  " + text)
}

// number is a case number as people say it, short where the process is plain.
func number(t model.OpenTask) string { return clean(t.Case) }
