package findings

import (
	"testing"

	"alur/model"
)

// TestTheSlowestStandInOneTable: a step of which no begin is known stands by
// all the time it took, one whose waiting is known by that, and each has its
// queue where there is one.
func TestTheSlowestStandInOneTable(t *testing.T) {
	h := byHand(t, "4 17:00")
	late := func(step, ready, ended string) model.TaskLog {
		r := h.round(step, "sari", 1, ready, "", ended, "")
		r.State, r.By = model.Done, "sari"
		return r
	}
	for range 3 {
		h.job(h.round("look", "sari", 1, "0 09:00", "0 11:00", "0 12:00", ""), late("mend", "0 12:00", "1 12:00"), late("pay", "1 12:00", "1 13:00"))
	}
	h.job(h.round("look", "", 1, "4 16:00", "", "", ""))
	h.job(late("mend", "4 15:00", "4 16:00"), h.round("pay", "", 1, "4 16:00", "", "", ""))
	type row struct {
		step   string
		untold bool
		queue  bool
		waits  int
	}
	var got []row
	for _, s := range h.review().Slowest() {
		got = append(got, row{s.Step.Step, s.Untold, s.Queue != nil, s.Waiting.N})
	}
	want := []row{{"mend", true, false, 0}, {"look", false, true, 3}, {"pay", true, true, 0}}
	if len(got) != len(want) {
		t.Fatalf("the table is %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("row %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}
