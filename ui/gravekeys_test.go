package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// An act takes long, and the person presses Enter and F9 again and again: what
// comes onto the screen with its answer, they have not seen yet. Neither while
// the act is under way, nor while its answer is read, nor just after; once it is
// seen, keys count again.
func TestEnterDuringAnActIsNotForWhatComes(t *testing.T) {
	for _, key := range []string{"enter", "f9"} {
		t.Run(key, func(t *testing.T) {
			s := tokoMaju(t, model.English)
			d := sit(t, s, "sari", "").sees("[►Begin")
			again := func() {
				d.keys = d.keys.Add(newPause / 2)
				d.send(keyMsg(key))
			}
			h := hold(d)
			d.press("enter")
			d.keys = d.keys.Add(10 * time.Second)
			again()
			acted := h.messages()
			again()
			h.send(acted) // Now it is read what the screen shows next.
			again()
			read := h.messages()
			again()
			h.send(read)
			again()
			h.send(h.messages())
			d.hold = nil
			d.lacks("[►Begin").sees("► [ ]", "Still to do: 4 ticks")
			if !strings.Contains(d.screen(), "F9 Done") || d.root.grave || d.root.deaf || d.root.busy != 0 || len(d.root.pending) != 0 {
				t.Errorf("%d acts are under way, %d keys wait", d.root.busy, len(d.root.pending))
			}
			d.press("space").sees("[x]")
		})
	}
}

// Text that was to be parted by an Enter does not run together, and what was
// typed before it is not lost; a scan counts, whatever was pressed.
func TestWhatWaitsForAnAct(t *testing.T) {
	r := &root{busy: 1}
	r.opts.KeyClock = time.Now
	r.weigh()
	given := func(in ...input) (texts []string) {
		for _, i := range in {
			r.waits(waitingInput{in: i})
		}
		for _, g := range r.pending {
			switch in := g.in.(type) {
			case keyPress:
				texts = append(texts, in.name)
			case scanned:
				texts = append(texts, "scan "+in.text)
			}
		}
		return texts
	}
	got := given(keyPress{name: "2"}, keyPress{name: "enter"}, keyPress{name: "7"}, scanned{text: "JNE1"}, keyPress{name: "down"})
	if want := []string{"2", "scan JNE1"}; !slices.Equal(got, want) {
		t.Errorf("%q wait, want %q", got, want)
	}
}

// A tick takes long; what is pressed meanwhile waits, and of that the first F9
// finishes the task, but what is behind it is not for the task that comes then.
func TestKeysThatWaitBehindF9(t *testing.T) {
	r := &root{busy: 1, pending: []waitingInput{{in: keyPress{name: "enter"}}, {in: keyPress{name: "space"}}, {in: scanned{text: "JNE1"}}}}
	r.opts.KeyClock = time.Now
	r.weigh() // As the F9 before them was given.
	if len(r.pending) != 1 {
		t.Errorf("%d inputs wait", len(r.pending))
	}
}

// An act that has no task, as an export or a PIN, leaves the next one as it is.
func TestEveryGraveActEnds(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "").sees("[►Begin")
	for _, m := range []tea.Msg{doneMsg{done: done{act: model.RecordExport{}}}, doneMsg{done: done{act: model.SetPIN{}}}} {
		d.root.weigh()
		d.root.busy++
		d.send(m)
		if d.root.grave || d.root.busy != 0 {
			t.Errorf("after %T acts are under way: %d", m.(doneMsg).act, d.root.busy)
		}
	}
}
