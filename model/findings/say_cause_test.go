package findings

import (
	"slices"
	"testing"

	"alur/model"
)

// TestWhatIsDoneOverHasACause: where the work came back from, how often, and an
// edit at that place.
func TestWhatIsDoneOverHasACause(t *testing.T) {
	for _, c := range []struct {
		name          string
		play          func(h *hand, n int)
		kind          Kind
		cause, change string
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
			}, Convoluted, "20 of 20 times the work came back from iron.",
			"Ask for a reason there, or close that way back.",
		},
		{
			"it is done twice running", func(h *hand, _ int) {
				h.job(h.round("sew", "sari", 1, "0 08:00", "0 08:00", "0 09:00", ""), h.round("sew", "budi", 2, "0 09:00", "0 09:00", "0 10:00", ""))
			}, Convoluted, "30 of 30 times right after itself.",
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
			if cause, change := found[at].Cause(model.English), found[at].Change(model.English); cause != c.cause || change != c.change {
				t.Errorf("%s\n%s\n%s", found[at].Problem(model.English), cause, change)
			}
		})
	}
}
