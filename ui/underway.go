package ui

import (
	"context"

	"alur/model"
)

// underWay counts the running cases of a process by the version they follow.
type underWay map[int]int

// all are those of every version.
func (u underWay) all() int {
	n := 0
	for _, cases := range u {
		n += cases
	}
	return n
}

// older are those on a version that no new case follows, and the version if
// it is one alone.
func (u underWay) older(e *env, h *model.ProcessHead) (cases, version int) {
	current := map[int]bool{}
	for _, v := range e.shop.VersionsInForce(h) {
		current[v.Version] = true
	}
	for v, n := range u {
		if current[v] || n == 0 {
			continue
		}
		if version = v; cases > 0 {
			version = 0
		}
		cases += n
	}
	return cases, version
}

// words say how many cases run, and of how many the version is not that of
// new cases.
func (u underWay) words(e *env, h *model.ProcessHead) string {
	all := u.all()
	older, version := u.older(e, h)
	switch {
	case all == 0:
		return ""
	case h.Retired || older == 0:
		return e.say(model.Say{EN: "%d running", ID: "%d berjalan"}, all)
	case older == all && version > 0:
		return e.say(model.Say{EN: "%d on version %d", ID: "%d di versi %d"}, all, version)
	}
	return e.say(model.Say{EN: "%d running, %d older", ID: "%d berjalan, %d lama"}, all, older)
}

// runningCases counts the cases under way by process: each asks something of
// somebody.
func runningCases(ctx context.Context, s Store) (map[string]underWay, error) {
	open, err := s.OpenTasks(ctx)
	if err != nil {
		return nil, err
	}
	seen, count := map[string]bool{}, map[string]underWay{}
	for _, t := range open {
		if seen[t.Case] {
			continue
		}
		if seen[t.Case] = true; count[t.Process] == nil {
			count[t.Process] = underWay{}
		}
		count[t.Process][t.Version]++
	}
	return count, nil
}
