package model

import "slices"

// unlooked reports a way from a turn to a follower of the check on which nobody
// has to look at anything: the follower follows the check by placement or after
// alone, however far, and no step between is a check itself.
func (r *rounding) unlooked(t turn, follower int) bool {
	f := r.x.f
	behind := wayLeads(f.next[r.check], follower, func(at int) []int { return f.next[at] })
	return behind && wayLeads(f.targets(t.step, t.outcome), follower, func(at int) (on []int) {
		if f.Process.Steps[at].looks() {
			return nil
		}
		for _, o := range f.Process.Steps[at].outcomes() {
			on = append(on, f.targets(at, o)...)
		}
		return on
	})
}

// looks reports a step at which somebody looks at the work in every case that
// comes to it.
func (s *Step) looks() bool {
	always := s.When == "" && s.Each == ""
	return always && (s.NeverSkip || slices.ContainsFunc(s.Check, func(c Check) bool { return !c.Optional }))
}

// wayLeads reports whether one of some steps is another, or leads to it.
func wayLeads(from []int, to int, onward func(int) []int) bool {
	seen := map[int]bool{}
	for todo := slices.Clone(from); len(todo) > 0; todo = todo[1:] {
		switch at := todo[0]; {
		case at == to:
			return true
		case !seen[at]:
			seen[at] = true
			todo = append(todo, onward(at)...)
		}
	}
	return false
}
