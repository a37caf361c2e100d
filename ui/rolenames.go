package ui

import (
	"context"
	"slices"

	"alur/model"
)

// askedRoles prepares reading which roles the processes in force give work
// to, each once and in order.
func askedRoles(e *env) func(context.Context, Store) ([]string, error) {
	flows := flowsInForce(e)
	return func(ctx context.Context, s Store) ([]string, error) {
		all, err := flows(ctx, s)
		if err != nil {
			return nil, err
		}
		var roles []string
		for _, f := range all {
			roles = append(roles, f.Process.Roles()...)
		}
		slices.Sort(roles)
		return slices.Compact(roles), nil
	}
}

// flowsInForce prepares reading the latest versions of all processes in force,
// by name.
func flowsInForce(e *env) func(context.Context, Store) ([]*model.Flow, error) {
	var heads []model.ProcessHead
	for _, h := range e.shop.Processes {
		if !h.Retired && h.Latest() > 0 {
			heads = append(heads, *h)
		}
	}
	slices.SortFunc(heads, func(a, b model.ProcessHead) int { return compareText(a.Name+" "+a.ID, b.Name+" "+b.ID) })
	return func(ctx context.Context, s Store) ([]*model.Flow, error) {
		var flows []*model.Flow
		for _, h := range heads {
			f, err := s.Flow(ctx, h.ID, h.Latest())
			if err != nil {
				return nil, err
			}
			flows = append(flows, f)
		}
		return flows, nil
	}
}

// roleNames are the roles that processes ask for and those that people hold,
// each once and in order.
func roleNames(e *env, asked []string) []string {
	roles := slices.Clone(asked)
	for _, p := range e.shop.People {
		roles = append(roles, p.Roles...)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// holderNames are the people who hold a role without being owners, by name.
func holderNames(e *env, role string) []string {
	var names []string
	for _, p := range e.shop.People {
		if !p.Owner && p.Holds(role) {
			names = append(names, clean(p.Name))
		}
	}
	slices.SortFunc(names, compareText)
	return names
}

// divisionName is how a division is called, harmless to draw.
func divisionName(e *env, id string) string { return clean(e.shop.DivisionName(id)) }

// divisionNames are what all divisions are called, in order.
func divisionNames(e *env) []string {
	var names []string
	for _, id := range e.shop.DivisionIDs() {
		names = append(names, divisionName(e, id))
	}
	return names
}
