package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// everyoneIn begins an each that names a role.
const everyoneIn = "everyone in "

// EachRole is the role of an `each: everyone in ROLE`, or empty.
func (s *Step) EachRole() string {
	if role, ok := strings.CutPrefix(s.Each, everyoneIn); ok {
		return strings.TrimSpace(role)
	}
	return ""
}

// BaseStep is the id of the step of which a task is one of several: "count"
// of the task "count.2". An id of a step never has a point.
func BaseStep(id string) string {
	base, _, _ := strings.Cut(id, ".")
	return base
}

// part is one of the several tasks of a step with each: an entry of the list,
// or a person.
type part struct{ entry, whose string }

// parts are the tasks that a step with each opens now.
func (w *casework) parts(s *Step) []part {
	var all []part
	role := s.EachRole()
	if role == "" {
		for _, entry := range w.c.Fields[s.Each].Items {
			all = append(all, part{entry: entry})
		}
		return all
	}
	for _, id := range w.v.Shop().holders(role, w.c.Division) {
		all = append(all, part{whose: id})
	}
	return all
}

// holders are the ids of those who hold a role in a division, by name; the
// owners where nobody else does.
func (s *Shop) holders(role, division string) []string {
	var named, owners []*Person
	for _, p := range s.People {
		switch {
		case !p.Holds(role):
		case p.Owner && !slices.Contains(p.Roles, role):
			owners = append(owners, p)
		case division == "" || p.Division == "" || p.Division == division || p.Owner:
			named = append(named, p)
		}
	}
	if len(named) == 0 {
		named = owners
	}
	slices.SortFunc(named, func(a, b *Person) int { return strings.Compare(a.Name+"\x00"+a.ID, b.Name+"\x00"+b.ID) })
	ids := make([]string, len(named))
	for i, p := range named {
		ids[i] = p.ID
	}
	return ids
}

// openEach opens all tasks of a step with each at once. Nothing to do is
// passed by, and stands in the record.
func (w *casework) openEach(s *Step, round int) (moved bool, err error) {
	parts := w.parts(s)
	if len(parts) == 0 {
		return true, w.follow(s.ID, TaskSkipped{Round: round, None: s.Each, Values: Values{s.Each: w.c.Fields[s.Each]}})
	}
	back := w.comeback(s.ID)
	for i, p := range parts {
		ready := TaskReady{Round: round, CameBack: back, For: p.whose, Whose: p.whose, Entry: p.entry}
		ready.Values = w.lastOf(s.ID, round-1, p).Values
		if err := w.follow(fmt.Sprintf("%s.%d", s.ID, i+1), ready); err != nil {
			return false, err
		}
	}
	return false, nil
}

// lastOf is the task of the round before for the same entry or person; an
// empty one where there was none.
func (w *casework) lastOf(step string, round int, p part) *Task {
	for _, t := range w.c.Tasks {
		if BaseStep(t.Step) == step && t.Round == round && t.Entry == p.entry && t.Whose == p.whose {
			return t
		}
	}
	return &Task{}
}

// PartNamed is the id of one of the several tasks of a step with each, by what
// people call it: its number, the person whose part it is, the entry it is
// for; as it is written where there are none yet. An open one comes before one of an earlier round. It returns a *Refusal
// with the code "unknown_part" for anything else.
func (c *Case) PartNamed(shop *Shop, step, name string) (string, error) {
	parts := c.partsOf(step)
	if len(parts) == 0 {
		return step + "." + name, nil // It is not ready, or has no parts: an act says so.
	}
	number := func(t *Task) string { return strings.TrimPrefix(t.Step, step+".") }
	called := func(t *Task) string { return cmp.Or(shop.Name(t.Whose), t.Entry) }
	for _, word := range []func(*Task) string{number, func(t *Task) string { return t.Whose }, called} {
		for _, t := range parts {
			if strings.EqualFold(word(t), name) {
				return t.Step, nil
			}
		}
	}
	var known []string
	for _, t := range parts {
		if text := number(t) + " " + called(t); !slices.Contains(known, text) {
			known = append(known, text)
		}
	}
	return "", refuse("unknown_part", Say{
		EN: "%s has no part %q. Its parts: %s.",
		ID: "%s tidak punya bagian %q. Bagiannya: %s.",
	}, TaskRef{Case: c.ID, Step: step}.String(), name, strings.Join(known, "; "))
}

// partsOf are the several tasks of a step over its rounds, the open ones
// first.
func (c *Case) partsOf(step string) []*Task {
	var open, ended []*Task
	for _, t := range c.Tasks {
		switch {
		case !strings.HasPrefix(t.Step, step+"."):
		case t.State.Open():
			open = append(open, t)
		default:
			ended = append(ended, t)
		}
	}
	return append(open, ended...)
}

// PartOf is the id of the open part of a step that is a person's own, empty
// for none or several.
func (c *Case) PartOf(step, person string) string {
	own := ""
	for _, t := range c.OpenTasks() {
		if BaseStep(t.Step) != step || t.Whose != person {
			continue
		}
		if own != "" {
			return ""
		}
		own = t.Step
	}
	return own
}

// Alone is who alone may do an open task: it is their part, or they did the
// step that same_as names, and they still do what the role does.
func (s *Shop) Alone(t OpenTask) string {
	if one := s.People[t.Only]; one != nil && one.Holds(t.Role) {
		return t.Only
	}
	return ""
}

// goesOn reports whether the step of a task that has just ended is finished,
// and with which outcome. Of several tasks the step is finished when all are,
// with the first of its outcomes that does not go on and that one of them
// ended with, else with the usual one.
func (c *Case) goesOn(f *Flow, t *Task, o Outcome) (Outcome, bool) {
	s := f.Step(t.Step)
	if s.Each == "" || t.Step == s.ID {
		return o, true
	}
	ended := map[string]bool{}
	for _, other := range c.Tasks {
		if BaseStep(other.Step) != s.ID || other.Round != t.Round {
			continue
		}
		if other.State.Open() {
			return o, false
		}
		ended[other.Outcome] = true
	}
	for _, o := range s.outcomes() {
		if !o.GoesOn() && ended[o.Name] {
			return o, true
		}
	}
	return f.Usual(s.ID), true
}

// whichTask refuses an act on a step that has several open tasks, where it
// does not say on which.
func (w *casework) whichTask(step string) error {
	var open []string
	for _, t := range w.c.OpenTasks() {
		if BaseStep(t.Step) == step {
			open = append(open, TaskRef{Case: w.c.ID, Step: t.Step}.String())
		}
	}
	if len(open) < 2 {
		return nil
	}
	return refuse("which_task", Say{
		EN: "%q is several tasks. Say which: %s.",
		ID: "%q terdiri dari beberapa tugas. Sebut yang mana: %s.",
	}, w.flow.Step(step).Text, strings.Join(open, ", "))
}

// checkEach checks what a step is done for each of.
func (c *compiler) checkEach(i int, s Step) {
	if s.Each == "" {
		return
	}
	path := stepPath(i, "each")
	if s.Kind != Do {
		c.fault(path, Say{
			EN: "each is for steps that a person does: write do:, or leave each: out",
			ID: "each untuk langkah yang dikerjakan orang: tulis do:, atau hapus each:",
		})
	}
	role := s.EachRole()
	if f, ok := c.flow.fields[s.Each]; role == "" && (!ok || f.Type != ListField) {
		c.fault(path, Say{
			EN: "each: %s has to name a field of type list, or everyone in a role, as in each: everyone in cashier",
			ID: "each: %s harus menyebut isian berjenis list, atau semua orang dalam satu peran, misalnya each: everyone in kasir",
		}, s.Each)
	}
	if role == "" {
		return
	}
	if s.Role != role {
		c.fault(path, Say{
			EN: "each is everyone in %s, and role is %s: leave role: out",
			ID: "each adalah semua orang dalam %s, sedangkan role adalah %s: hapus role:",
		}, role, s.Role)
	}
	if s.SameAs+s.NotSameAs != "" {
		c.fault(path, Say{
			EN: "everyone does their own part, so same_as and not_same_as can't hold: leave them out",
			ID: "setiap orang mengerjakan bagiannya sendiri, jadi same_as dan not_same_as tidak berlaku: hapus",
		})
	}
}
