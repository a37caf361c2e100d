package cli

import (
	"strings"

	"alur/model"
	"alur/store"
)

// taskOf finds what TASK means: CASE/STEP, or the case where only one open
// task of it is one the person may do.
func (a *app) taskOf(s *store.Store, p *model.Person, text string) (*target, error) {
	caseName, stepName, named := cutLast(text, "/")
	c, f, err := a.findCase(s, caseName)
	if first, rest, _ := strings.Cut(text, "/"); err != nil && strings.Contains(rest, "/") {
		// An entry that a part is for may have a / in it.
		if other, flow, found := a.findCase(s, first); found == nil {
			c, f, err, stepName = other, flow, nil, rest
		}
	}
	if err != nil {
		return nil, err
	}
	t := &target{c: c, flow: f}
	if named {
		return t, a.named(s, p, t, stepName)
	}
	if c.State != model.Running {
		return nil, fail(model.Say{
			EN: "%s is %s: nothing is open in it.",
			ID: "%s sudah %s: tidak ada tugas terbuka di dalamnya.",
		}, c.ID, c.State.Words())
	}
	var mine, open []string
	shop, err := s.Shop(a.ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range model.OpenRows(f, c) {
		open = append(open, row.TaskRef.String())
		if p.MayTake(row, s.Now()) && shop.MayBe(p, row) {
			mine = append(mine, row.TaskRef.String())
			t.step, t.id = f.Step(row.Step), row.Step
		}
	}
	switch len(mine) {
	case 1:
		return t, nil
	case 0:
		return nil, fail(model.Say{
			EN: "Nothing in %s is for %s now. Open: %s.",
			ID: "Tidak ada tugas di %s untuk %s sekarang. Yang terbuka: %s.",
		}, c.ID, p.Name, strings.Join(open, ", "))
	}
	return nil, fail(model.Say{
		EN: "Which task of %s? Say one of: %s.",
		ID: "Tugas %s yang mana? Sebut salah satu: %s.",
	}, c.ID, strings.Join(mine, ", "))
}

// named finds the step that a word means, or one of its several tasks:
// STEP.2, STEP.budi, "STEP.Shelf B"; of a step that everyone does, STEP alone
// is one's own part.
func (a *app) named(s *store.Store, p *model.Person, t *target, word string) error {
	base, part, parted := strings.Cut(word, ".")
	step, err := findStep(t.flow, t.c, word)
	if err != nil {
		return err
	}
	t.step, t.id = step, step.ID
	switch {
	case parted && base == step.ID:
		shop, err := s.Shop(a.ctx)
		if err != nil {
			return err
		}
		t.id, err = t.c.PartNamed(shop, step.ID, part)
		return err
	case t.c.PartOf(step.ID, p.ID) != "":
		t.id = t.c.PartOf(step.ID, p.ID)
	}
	return nil
}

// target is a task a command is about.
type target struct {
	c    *model.Case
	flow *model.Flow
	step *model.Step
	// id is that of the step, or of one of its tasks.
	id string
}

func (t *target) ref() model.TaskRef { return model.TaskRef{Case: t.c.ID, Step: t.id} }

func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}

// ticks reads what --tick says: all, or lines by number, key or the begin of
// their text.
func (t *target) ticks(words []string) ([]string, error) {
	items := t.flow.Items(t.step.ID, t.c.Fields)
	var keys []string
	for _, word := range words {
		if isAll(word) {
			for _, item := range items {
				keys = append(keys, item.Key)
			}
			continue
		}
		key, err := t.tick(items, word)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func isAll(word string) bool {
	return strings.EqualFold(word, "all") || strings.EqualFold(word, "semua")
}
