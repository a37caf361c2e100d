package cli

import (
	"errors"
	"sort"
	"strings"

	"alur/model"
	"alur/store"
)

// findProcess finds a process by id or by name.
func findProcess(shop *model.Shop, name string) (*model.ProcessHead, error) {
	if h := shop.Processes[name]; h != nil {
		return h, nil
	}
	var ids []string
	for id, h := range shop.Processes {
		if strings.EqualFold(id, name) || strings.EqualFold(h.Name, name) {
			return h, nil
		}
		ids = append(ids, id)
	}
	sort.Strings(ids)
	if len(ids) == 0 {
		return nil, fail(model.Say{
			EN: "There is no process yet. Publish one: alur process publish online-order",
			ID: "Belum ada proses. Terbitkan satu: alur process publish online-order",
		})
	}
	return nil, unknown(model.Say{EN: "There is no process %q", ID: "Tidak ada proses %q"}, name, ids)
}

// latest finds a process by id or name, in its latest version.
func (a *app) latest(name string) (*model.ProcessHead, *model.Flow, error) {
	s, shop, err := a.shop()
	if err != nil {
		return nil, nil, err
	}
	head, err := findProcess(shop, name)
	if err != nil {
		return nil, nil, err
	}
	flow, err := s.Flow(a.ctx, head.ID, head.Latest())
	return head, flow, err
}

// findCase finds a case by its number, or by its key where only one has it.
func (a *app) findCase(s *store.Store, name string) (*model.Case, *model.Flow, error) {
	c, f, err := s.Case(a.ctx, name)
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return c, f, err
	}
	lines, err := s.FindCases(a.ctx, store.CaseQuery{Text: name, Limit: 5})
	if err != nil {
		return nil, nil, err
	}
	var near, same []string
	for _, l := range lines {
		near = append(near, l.ID)
		if strings.EqualFold(l.Key, name) || strings.EqualFold(l.ID, name) {
			same = append(same, l.ID)
		}
	}
	if len(same) == 1 {
		return s.Case(a.ctx, same[0])
	}
	if len(near) == 0 {
		near, err = a.nearCases(s, name)
		if err != nil {
			return nil, nil, err
		}
	}
	return nil, nil, unknownCase(name, near)
}

// nearCases are the cases of a process that a mistyped number may mean.
func (a *app) nearCases(s *store.Store, name string) ([]string, error) {
	lines, err := s.FindCases(a.ctx, store.CaseQuery{Limit: 200})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	return nearest(name, ids), nil
}

func unknownCase(name string, near []string) error {
	if len(near) == 0 {
		return fail(model.Say{
			EN: "There is no case %q. alur case list shows them.",
			ID: "Tidak ada kasus %q. alur case list menampilkannya.",
		}, name)
	}
	return fail(model.Say{
		EN: "There is no case %q. Did you mean %s?",
		ID: "Tidak ada kasus %q. Maksudnya %s?",
	}, name, strings.Join(near, ", "))
}

// findStep finds a step of a case by its id.
func findStep(f *model.Flow, c *model.Case, name string) (*model.Step, error) {
	if s := f.Step(name); s != nil {
		return s, nil
	}
	var ids []string
	for _, s := range f.Process.Steps {
		if strings.EqualFold(s.Text, name) || strings.EqualFold(s.ID, name) {
			return f.Step(s.ID), nil
		}
		ids = append(ids, s.ID)
	}
	return nil, unknown(model.Say{
		EN: c.ID + " has no step %q",
		ID: c.ID + " tidak punya langkah %q",
	}, name, ids)
}
