package model

// recordedAgain warns of a field that decides whether a step is done, or which
// way work goes, and that a second step fills in once more: whoever works
// there changes what is decided on, before it is decided so that an approval is
// passed by, or behind it so that nobody approved what stands there then.
func (x *exploring) recordedAgain() {
	steps := x.f.Process.Steps
	for i := range steps {
		for _, field := range steps[i].Record {
			if !x.knownBefore(i, field.Name) {
				continue
			}
			if d := x.decidedOn(i, field.Name); d >= 0 {
				x.c.warn(stepPath(i, "record."+field.Name), Say{
					EN: "%s decides on %q, and here it is filled in once more: whoever does this step changes what is decided on. Give it another name here, or leave it out",
					ID: "%s menentukan %q, dan di sini diisi sekali lagi: yang mengerjakan langkah ini mengubah dasar keputusannya. Beri nama lain di sini, atau hapus",
				}, field.Name, deciding(&steps[d]))
			}
		}
	}
}

// knownBefore reports whether a field is asked for at the start, or recorded
// by another step that leads to this one.
func (x *exploring) knownBefore(i int, name string) bool {
	if filledBy(x.f.Process.Start.Ask, name) {
		return true
	}
	for j := range x.f.Process.Steps {
		if j < i && x.f.reach[j][i] && filledBy(x.f.Process.Steps[j].Record, name) {
			return true
		}
	}
	return false
}

// decidedOn is the first step that goes by a field and on whose way, before or
// behind it, a step stands; -1 for none.
func (x *exploring) decidedOn(i int, name string) int {
	for d := range x.f.Process.Steps {
		if d == i || !x.f.reach[i][d] && !x.f.reach[d][i] {
			continue
		}
		for _, cond := range x.conditions(&x.f.Process.Steps[d]) {
			for _, used := range cond.uses {
				if used == name {
					return d
				}
			}
		}
	}
	return -1
}

// deciding is what a step is called where a field decides on it: a branch has
// no words of its own, so it is called by its id.
func deciding(s *Step) string {
	if s.Text == "" {
		return s.ID
	}
	return s.Text
}
