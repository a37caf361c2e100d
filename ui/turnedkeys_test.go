package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// Who is asked how a task ended, or why, and meanwhile it is not theirs any more:
// the question goes with it, and no answer is for the task that has come in its
// place.
func TestAQuestionGoesWithItsTask(t *testing.T) {
	for _, reason := range []bool{false, true} {
		s := tokoMaju(t, model.English)
		for _, c := range []string{"online-order-1", "online-order-2"} {
			task := model.TaskRef{Case: c, Step: "pick"}
			gives(t, s, "sari", model.Begin{Task: task})
			gives(t, s, "sari", model.Complete{Task: task, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
		}
		gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "quality"}})
		d := sit(t, s, "budi", "").sees("Order 1042").press("f9").sees("How did it end?", "Fail")
		if reason {
			d.press("end", "enter").sees("Why?")
		}
		gives(t, s, "hendra", model.CancelCase{Case: "online-order-1", Reason: "the customer"})
		before := s.count
		d.refresh().sees("Order 1043", "is not to be done any more. Here is your").lacks("How did it end?", "Why?")
		d.send(keyMsg("enter"))
		d.wait(burstGap)
		if got := s.cases["online-order-2"].Task("quality").State; got != model.Ready || s.count != before {
			t.Errorf("asked why %v: the other is %s, after %d acts", reason, got, s.count-before)
		}
		d.press("enter", "f9").sees("How did it end?").press("end", "enter").sees("Why?").press("enter").sees("Sent back")
	}
}

// What was typed into a question whose task went to a colleague is there again
// where it comes back.
func TestAQuestionThatWentKeepsItsText(t *testing.T) {
	s := tokoMaju(t, model.English)
	task := model.TaskRef{Case: "online-order-1", Step: "pick"}
	d := sit(t, s, "sari", "").press("f8").sees("► Wait for something").press("enter").text("glue").sees("glue")
	gives(t, s, "hendra", model.HandOver{Task: task, To: "budi"})
	d.refresh().sees("Order 1043", "Budi has").lacks("glue")
	gives(t, s, "budi", model.HandOver{Task: task, To: "sari"})
	d.refresh().press("f5", "home").sees("Order 1042")
	for !strings.Contains(d.screen(), "► Pick the goods          #1") {
		d.press("down")
	}
	d.press("enter").sees("Order 1042").press("f8", "enter").sees("glue")
}

// A tick takes long, and Space is pressed again on what still looks unticked: it is
// not unticked by that. What is ticked ahead, line by line, counts.
func TestSpaceAgainDoesNotUntick(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want []string
	}{
		{keys: []string{"space", "space"}, want: []string{"[x] Glass bowl", "[ ] Tea set"}},
		{keys: []string{"space", "space", "space"}, want: []string{"[x] Glass bowl", "[ ] Tea set"}},
		{keys: []string{"space", "down", "space"}, want: []string{"[x] Glass bowl", "[x] Tea set"}},
	} {
		d := sit(t, tokoMaju(t, model.English), "sari", "").press("enter").sees("► [ ] Glass bowl")
		h := hold(d)
		for _, key := range c.keys {
			d.wait(repeatGap)
			d.send(keyMsg(key))
		}
		for d.wait(repeatGap); len(h.cmds) > 0; {
			h.send(h.messages())
		}
		if d.hold = nil; d.root.busy != 0 || len(d.root.pending) != 0 {
			t.Errorf("%q: %d acts under way", c.keys, d.root.busy)
		}
		d.sees(c.want...)
		for !strings.Contains(d.screen(), "► [x] Glass bowl") {
			d.press("up")
		}
		d.press("space").sees("[ ] Glass bowl") // Pressed on what is seen it does untick.
	}
}
