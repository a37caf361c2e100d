package model

// A due time that reckons from a day is none while that day is not known: such
// a task is never late, and nobody hears of it.

// dueDay is the field for a day that a step's due time reckons from; empty for
// none.
func (f *Flow) dueDay(s *Step) string {
	if due, err := ParseDue(s.Due); err == nil && f.fields[due.Field].Type == DateField {
		return due.Field
	}
	return ""
}

// dueStand is what was seen of the day a step's due time reckons from: that it
// can be known where the step comes up, and that it may be missing.
type dueStand struct{ known, missing bool }

// dueDays looks at the day that the due time of a ready step reckons from.
func (x *exploring) dueDays(at stand, i int) {
	s := &x.f.Process.Steps[i]
	name := x.f.dueDay(s)
	if name == "" {
		return
	}
	seen := x.due[i]
	ask := x.f.Process.Start.Ask
	if hasField(ask, name) || hasField(s.Record, name) || at.filled&x.bits[name] != 0 {
		seen.known = true
	}
	if !filledBy(ask, filledMark(name)) && at.filled&x.bits[filledMark(name)] == 0 {
		seen.missing = true
	}
	x.due[i] = seen
}

// checkDueDays faults due times that can never be reckoned, and warns of those
// that sometimes can't.
func (x *exploring) checkDueDays() {
	for i := range x.f.Process.Steps {
		seen, looked := x.due[i]
		name := x.f.dueDay(&x.f.Process.Steps[i])
		switch {
		case !looked:
		case !seen.known && !x.capped:
			x.c.fault(stepPath(i, "due"), Say{
				EN: "%s is never known here, so this step is never due: ask for it at the start or in a step that comes before",
				ID: "%s tidak pernah diketahui di sini, jadi langkah ini tidak pernah punya batas waktu: tanyakan di awal atau di langkah sebelumnya",
			}, name)
		case seen.missing:
			x.c.warn(stepPath(i, "due"), Say{
				EN: "%s may still be empty here, and then this step has no due time: ask for it (without ?) at the start or in a step that every way to this one passes",
				ID: "%s mungkin masih kosong di sini, dan langkah ini lalu tidak punya batas waktu: tanyakan (tanpa ?) di awal atau di langkah yang dilewati semua jalan ke sini",
			}, name)
		}
	}
}
