package drawing

import (
	"slices"
	"sort"

	"alur/model"
)

// Arrow is one connection between two steps, known by their places in the
// list, from 0.
type Arrow struct {
	From, To int
	// Outcomes are the names of those that take it; All is true where every
	// outcome of the step does.
	Outcomes []string
	All      bool
	// Late is true where it is taken once the step is overdue.
	Late bool
}

// Back reports whether the arrow leads to the step itself or one above:
// rework.
func (a Arrow) Back() bool { return a.To <= a.From }

// End is where work ends after a step: of its branch, or with Stop of the
// whole case.
type End struct {
	From     int
	Outcomes []string
	All      bool
	Stop     bool
}

// Arrows lists every arrow of a process once, sorted by its two ends.
func Arrows(f *model.Flow) []Arrow {
	var all []Arrow
	for i, s := range f.Process.Steps {
		outcomes := f.Outcomes(s.ID)
		ways := map[int]*Arrow{}
		to := func(t int) *Arrow {
			if ways[t] == nil {
				ways[t] = &Arrow{From: i, To: t}
			}
			return ways[t]
		}
		for _, o := range outcomes {
			for _, t := range targets(f, s, o) {
				a := to(t)
				a.Outcomes = append(a.Outcomes, o.Name)
			}
		}
		if late, ok := model.ParseLate(s.Late); ok && f.Index(late.Step) >= 0 {
			to(f.Index(late.Step)).Late = true
		}
		for _, a := range ways {
			a.All = len(a.Outcomes) == len(outcomes)
			all = append(all, *a)
		}
	}
	sort.Slice(all, func(i, j int) bool {
		return all[i].From < all[j].From || all[i].From == all[j].From && all[i].To < all[j].To
	})
	return all
}

// targets are the places an outcome leads to, each once.
func targets(f *model.Flow, s model.Step, o model.Outcome) []int {
	if stops(s, o) {
		return nil
	}
	var all []int
	add := func(id string) {
		if t := f.Index(id); t >= 0 && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	for _, to := range o.To {
		if to != model.ToNext {
			add(to)
			continue
		}
		for _, id := range f.Next(s.ID) {
			add(id)
		}
	}
	return all
}

// stops reports whether an outcome ends the whole case.
func stops(s model.Step, o model.Outcome) bool {
	return slices.Contains(o.To, model.ToStop) || o.GoesOn() && slices.Contains(s.Then, model.ToStop)
}

// Ends lists where work ends, by step: outcomes that lead to no other step.
func Ends(f *model.Flow) []End {
	var all []End
	for i, s := range f.Process.Steps {
		outcomes := f.Outcomes(s.ID)
		branch, whole := End{From: i}, End{From: i, Stop: true}
		for _, o := range outcomes {
			switch {
			case stops(s, o):
				whole.Outcomes = append(whole.Outcomes, o.Name)
			case len(targets(f, s, o)) == 0:
				branch.Outcomes = append(branch.Outcomes, o.Name)
			}
		}
		for _, e := range []End{branch, whole} {
			if len(e.Outcomes) > 0 {
				e.All = len(e.Outcomes) == len(outcomes)
				all = append(all, e)
			}
		}
	}
	return all
}
