package findings

import (
	"slices"
	"testing"

	"alur/model"
)

// TestWhatIsDoneOverHasACause: how often in the cases that did it over, where the work came back from, how often, and an
// edit at that place.
func TestWhatIsDoneOverHasACause(t *testing.T) {
	for _, c := range []struct {
		name                   string
		play                   func(h *hand, n int)
		kind                   Kind
		problem, cause, change string
	}{
		{
			"it comes back from a later step", func(h *hand, n int) {
				if n%3 == 0 {
					h.job(h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 08:10", ""))
					return
				}
				h.job(
					h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 09:00", ""), h.round("iron", "budi", 1, "0 09:00", "0 09:00", "0 10:00", ""),
					h.round("sew", "sari", 2, "0 10:00", "0 10:00", "0 11:00", ""),
				)
			}, Convoluted, "sew is done again in 67 % of its cases (20 of 30), once in each.", "20 of 20 times the work came back from iron.",
			"Ask for a reason there, or close that way back.",
		},
		{
			"it is done twice running", func(h *hand, _ int) {
				h.job(h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 09:00", ""), h.round("sew", "budi", 2, "0 09:00", "0 09:00", "0 10:00", ""))
			}, Convoluted, "sew is done again in 100 % of its cases (30 of 30), once in each.", "30 of 30 times right after itself.",
			"Write down when it is good, or part the step.",
		},
		{
			"some do it two times more", func(h *hand, n int) {
				job := []model.TaskLog{h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 09:00", "")}
				if n%3 > 0 {
					job = append(job, h.round("sew", "sari", 2, "0 09:00", "0 09:00", "0 10:00", ""), h.round("sew", "sari", 3, "0 10:00", "0 10:00", "0 11:00", ""))
				}
				h.job(job...)
			}, Convoluted, "sew is done again in 67 % of its cases (20 of 30), 2.0 times in each.", "40 of 40 times right after itself.",
			"Write down when it is good, or part the step.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := byHand(t, "4 17:00")
			for n := range 30 {
				c.play(h, n)
			}
			found := h.review().Findings
			at := slices.IndexFunc(found, func(f Finding) bool { return f.Kind == c.kind })
			if at < 0 {
				t.Fatalf("it is not named: %+v", found)
			}
			problem, cause, change := found[at].Problem(model.English), found[at].Cause(model.English), found[at].Change(model.English)
			if problem != c.problem || cause != c.cause || change != c.change {
				t.Errorf("%s\n%s\n%s", problem, cause, change)
			}
		})
	}
}
