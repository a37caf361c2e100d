package model

import "strings"

// What follows once a step is overdue.
const (
	// TellOwner lets the owner role know; the default.
	TellOwner = "tell owner"
	lateTake  = "take "
	lateStart = "start "
)

// WhenLate is what follows once a step is overdue: one of its fields is set.
type WhenLate struct {
	TellOwner bool
	// Outcome is taken for the step, Step is started beside it.
	Outcome string
	Step    string
}

// ParseLate reads "tell owner", "take OUTCOME" and "start STEP"; an empty
// text is to tell the owner. It answers false for anything else.
func ParseLate(text string) (WhenLate, bool) {
	outcome, take := strings.CutPrefix(text, lateTake)
	step, start := strings.CutPrefix(text, lateStart)
	switch {
	case text == "" || text == TellOwner:
		return WhenLate{TellOwner: true}, true
	case take && strings.TrimSpace(outcome) != "":
		return WhenLate{Outcome: strings.TrimSpace(outcome)}, true
	case start && strings.TrimSpace(step) != "":
		return WhenLate{Step: strings.TrimSpace(step)}, true
	}
	return WhenLate{}, false
}

// checkLate checks what late: says against the outcomes and steps there are.
func (c *compiler) checkLate(i int, s Step) {
	if s.Late == "" {
		return
	}
	path := stepPath(i, "late")
	late, ok := ParseLate(s.Late)
	if !ok {
		c.fault(path, Say{
			EN: "%q is not what can follow: write tell owner, take OUTCOME or start STEP",
			ID: "%q tidak bisa: tulis tell owner, take HASIL atau start LANGKAH",
		}, s.Late)
		return
	}
	if s.Kind.ByItself() {
		c.fault(path, Say{
			EN: "alur does this step at once, so it is never late: leave late: out",
			ID: "alur mengerjakan langkah ini seketika, jadi tidak pernah terlambat: hapus late:",
		})
	}
	if s.Due == "" {
		c.fault(path, Say{
			EN: "without due: the step is never late: add due:, or leave late: out",
			ID: "tanpa due: langkah ini tidak pernah terlambat: tambahkan due:, atau hapus late:",
		})
	}
	if late.Outcome != "" {
		c.lateOutcome(path, s, late.Outcome)
	}
	if late.Step == "" {
		return
	}
	switch t, ok := c.flow.index[late.Step]; {
	case !ok:
		c.fault(path, Say{
			EN: "late: start names %q, and no step has that id",
			ID: "late: start menyebut %q, dan tidak ada langkah dengan id itu",
		}, late.Step)
	case t == i:
		c.fault(path, Say{
			EN: "late: start names the step itself: name another step",
			ID: "late: start menyebut langkah itu sendiri: sebut langkah lain",
		})
	}
}

// lateChecks faults checks that lateness would end. It is asked of what is to
// be published alone: a process that is in force goes on.
func (x *exploring) lateChecks() {
	for i, s := range x.f.Process.Steps {
		if late, ok := ParseLate(s.Late); ok && late.Outcome != "" && s.NeverSkip {
			x.c.fault(stepPath(i, "late"), Say{
				EN: "%q is never to be skipped, and late: take %s would end it with nobody having done it: leave late: out, or write tell owner",
				ID: "%q tidak boleh dilewati, sedangkan late: take %s akan mengakhirinya tanpa ada yang mengerjakan: hapus late:, atau tulis tell owner",
			}, s.Text, late.Outcome)
		}
	}
}

func (c *compiler) lateOutcome(path string, s Step, name string) {
	var names []string
	for _, o := range s.outcomes() {
		if o.Name == name {
			return
		}
		names = append(names, o.Name)
	}
	c.fault(path, Say{
		EN: "late: take names the outcome %q, which the step does not have; it has: %s",
		ID: "late: take menyebut hasil %q, yang tidak dimiliki langkah ini; yang ada: %s",
	}, name, strings.Join(names, ", "))
}
