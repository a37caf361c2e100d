package store_test

import (
	"testing"
	"time"

	"alur/model"
)

// TestWhatWasTypedGoesWithTheTask: by a hand-over, a take-over, and a claim
// that came back at closing time.
func TestWhatWasTypedGoesWithTheTask(t *testing.T) {
	x := tokoMaju(t)
	id := x.order("A-1042")
	task := ref(id, "pick")
	typed := func(person, want string) {
		t.Helper()
		d, err := x.Draft(t.Context(), person, task)
		if err != nil || d["note"] != want {
			t.Errorf("%s reads %q, want %q (%v)", person, d["note"], want, err)
		}
	}
	types := func(person, text string) {
		t.Helper()
		if err := x.SetDraft(t.Context(), person, task, "note", text); err != nil {
			t.Fatal(err)
		}
	}
	x.must("sari", model.Begin{Task: task})
	types("sari", "one is chipp")
	x.must("sari", model.HandOver{Task: task, To: "budi"})
	typed("budi", "one is chipp")
	x.must("budi", model.Begin{Task: task})
	types("budi", "one is chipped")
	x.must("sari", model.TakeOver{Task: task, Reason: "back again"})
	typed("sari", "one is chipped")
	types("sari", "two are chipped")
	x.seconds.Add(int64(24 * time.Hour / time.Second))
	x.must("budi", model.Begin{Task: task})
	typed("budi", "two are chipped")
}
