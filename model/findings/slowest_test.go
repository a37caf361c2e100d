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

// TestTooFewAreNotRanked: a step of which the waiting is known of four rounds
// comes after one of five, however long it waited; what waits counts as well.
func TestTooFewAreNotRanked(t *testing.T) {
	h := byHand(t, "4 17:00")
	for n := range 5 {
		tasks := []model.TaskLog{h.round("look", "sari", 1, "0 09:00", "0 10:00", "0 11:00", "")}
		if n < 4 {
			tasks = append(tasks, h.round("back", "sari", 1, "0 11:00", "3 11:00", "3 12:00", ""))
		}
		h.job(tasks...)
	}
	got := h.review().Slowest()
	if len(got) != 2 || got[0].Step.Step != "look" || got[0].Few || !got[1].Few {
		t.Errorf("they stand as %+v", got)
	}
	h.job(h.round("back", "", 1, "4 16:00", "", "", ""))
	if got := h.review().Slowest(); got[0].Step.Step != "back" || got[0].Few {
		t.Errorf("with one that waits they stand as %+v", got)
	}
}
