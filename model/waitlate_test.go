package model

import (
	"testing"
	"time"
)

// TestASleepingTimerIsNotLate: a case that waits for the glue to dry is behind
// nothing while it does, whatever is done before and after; it is once the wait
// is over and nobody goes on.
func TestASleepingTimerIsNotLate(t *testing.T) {
	glue := Step{ID: "glue", Kind: Wait, Text: "1d, glue"}
	long := Step{ID: "long", Kind: Wait, Text: "2d"}
	thing := Step{ID: "thing", Kind: Do, Text: "Do the thing", Due: "1h"}
	saw := Step{ID: "saw", Kind: Do, Text: "Saw", Due: "1h"}
	for name, c := range map[string]struct {
		steps []Step
		after time.Duration
		late  int
	}{
		"glue, after 3 h":         {[]Step{glue, thing}, 3 * time.Hour, 0},
		"glue, the next morning":  {[]Step{glue, thing}, 24*time.Hour - time.Minute, 0},
		"saw, not begun for 3 h":  {[]Step{saw, glue, thing}, 3 * time.Hour, 1},
		"two days, on the second": {[]Step{long, thing}, 27 * time.Hour, 0},
	} {
		w := newWorld(t)
		w.publish(Process{ID: "table", Name: "Table", Role: "warehouse", Steps: c.steps})
		w.must("sari", StartCase{Process: "table"})
		w.pass(c.after)
		if b := w.board(""); b.Tally.Late != c.late {
			t.Errorf("%s: %d late: %+v", name, b.Tally.Late, b.Processes[0].Steps[0].Tasks[0].Why.In(English))
		}
	}
}
