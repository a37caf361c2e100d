package findings

import (
	"fmt"
	"slices"
	"testing"

	"alur/model"
)

// TestReasonsAsFrequentAreAllNamed: what was written down as often as the first
// stands beside it, and so do the steps that as much goes back to.
func TestReasonsAsFrequentAreAllNamed(t *testing.T) {
	for _, c := range []struct {
		name    string
		reasons []string
		back    []string
		en, id  string
		enBack  string
		idBack  string
	}{
		{
			name: "one is the first", reasons: []string{"broken", "broken", "wrong"}, back: []string{"sew"},
			en: "Most often because: broken (8).", id: "Paling sering karena: broken (8).",
			enBack: "Have it ticked off at sew, where the work goes back to.", idBack: "Buat centangnya di sew, tempat pekerjaan itu kembali.",
		},
		{
			name: "two are", reasons: []string{"broken", "wrong"}, back: []string{"sew", "cut"},
			en: "Most often because: broken, wrong (6 each).", id: "Paling sering karena: broken, wrong (masing-masing 6).",
			enBack: "Have it ticked off at cut and sew, where the work goes back to.", idBack: "Buat centangnya di cut dan sew, tempat pekerjaan itu kembali.",
		},
		{
			name: "each has its own", reasons: []string{"a", "b", "c", "d", "e", "f"}, back: []string{"sew", "cut", "iron"},
			en: "Most often because: a, b, c and 3 more (2 each).", id: "Paling sering karena: a, b, c dan 3 lagi (masing-masing 2).",
			enBack: "Have it ticked off at cut, iron and sew, where the work goes back to.", idBack: "Buat centangnya di cut, iron dan sew, tempat pekerjaan itu kembali.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := byHand(t, "8 17:00")
			for n := range 24 {
				day := fmt.Sprint(n / 8)
				why, at := "", n/2
				if n%2 == 0 {
					why = c.reasons[at%len(c.reasons)]
				}
				job := []model.TaskLog{h.round("check", "budi", 1, day+" 09:00", day+" 09:00", day+" 09:10", why)}
				if why != "" {
					job = append(job, h.round(c.back[at%len(c.back)], "sari", 1, day+" 09:10", day+" 09:10", day+" 10:00", ""),
						h.round("check", "budi", 2, day+" 10:00", day+" 10:00", day+" 10:10", ""))
				}
				h.job(job...)
			}
			found := h.review().Findings
			at := slices.IndexFunc(found, func(f Finding) bool { return f.Kind == Errors })
			if at < 0 {
				t.Fatalf("it is not named: %+v", found)
			}
			for _, one := range []struct{ got, want string }{
				{found[at].Cause(model.English), c.en},
				{found[at].Cause(model.Indonesian), c.id},
				{found[at].Change(model.English), c.enBack},
				{found[at].Change(model.Indonesian), c.idBack},
			} {
				if one.got != one.want {
					t.Errorf("%s, want %s", one.got, one.want)
				}
			}
		})
	}
}
