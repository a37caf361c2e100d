package findings

import (
	"slices"
	"testing"

	"alur/model"
)

// TestEveryProblemHasAProposedEdit: also where the log says little: work is
// sent back and goes nowhere, and promises are broken by cases of which too few
// have ended to say what is usual.
func TestEveryProblemHasAProposedEdit(t *testing.T) {
	for _, c := range []struct {
		name string
		kind Kind
		play func(h *hand)
		want string
	}{
		{"sent back to nowhere", Errors, func(h *hand) {
			for n := range 30 {
				why := []string{"", "torn"}[n%2]
				h.job(h.round("check", "sari", 1, "0 08:00", "0 08:00", "0 09:00", why))
			}
		}, "Write down when the work is good, and have it ticked off before it comes here."},
		{"promised, and few are done", Promises, func(h *hand) {
			for n := range 30 {
				job := h.job(h.round("make", "sari", 1, "0 08:00", "0 08:00", "0 09:00", ""), h.round("send", "", 1, "0 09:00", "", "", ""))
				if n < 3 {
					job.State, job.Tasks, job.Ended = model.Finished, job.Tasks[:1], at(h.t, "0 09:00")
				}
				job.Promise = at(h.t, "1 09:00")
				job.FirstPromise = job.Promise
			}
		}, "Mend what is slow, or promise more time: too few are done yet to say how much."},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := byHand(t, "4 17:00")
			c.play(h)
			found := h.review().Findings
			at := slices.IndexFunc(found, func(f Finding) bool { return f.Kind == c.kind })
			if at < 0 {
				t.Fatalf("it is not named: %+v", found)
			}
			if got := found[at].Change(model.English); got != c.want {
				t.Errorf("%s: it proposes %q", found[at].Problem(model.English), got)
			}
		})
	}
}
