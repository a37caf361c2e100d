package ui

import (
	"context"

	"alur/model"
)

// gone is what became of a task that is no longer in a person's list.
type gone struct {
	task  model.TaskRef
	title string
	by    string
}

// whereIs looks what became of a task.
func whereIs(ctx context.Context, s Store, ref model.TaskRef) (*gone, error) {
	c, flow, err := s.Case(ctx, ref.Case)
	if err != nil {
		return nil, err
	}
	g := &gone{task: ref, title: ref.String()}
	if step := flow.Step(ref.Step); step != nil {
		g.title = step.Text
	}
	if t := c.Task(ref.Step); t != nil {
		g.by = t.By
		if g.by == "" {
			g.by = t.For
		}
	}
	return g, nil
}

// say is the sentence for the person it was taken from.
func (g *gone) say(e *env) string {
	if g.by != "" && (e.me == nil || g.by != e.me.ID) {
		return e.say(model.Say{
			EN: "%s has \"%s\" now. Here is your next task.",
			ID: "\"%[2]s\" sekarang pada %[1]s. Ini tugas Anda berikutnya.",
		}, e.name(g.by), clean(g.title))
	}
	return e.say(model.Say{
		EN: "\"%s\" is not to be done any more. Here is your next task.",
		ID: "\"%s\" tidak perlu dikerjakan lagi. Ini tugas Anda berikutnya.",
	}, clean(g.title))
}
