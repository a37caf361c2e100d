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

// Enter pressed just before the answer waits in the gate while the screen
// changes: it is not for the new one. Nor is it once a page that an act opens is
// there, but not yet what stands on it.
func TestEnterJustBeforeWhatComes(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "").sees("[►Begin")
	h := hold(d)
	late := func() []tea.Msg {
		came := h.messages()
		d.keys = d.keys.Add(10 * time.Second)
		d.send(keyMsg("enter"))
		d.keys = d.keys.Add(burstGap / 2)
		return came
	}
	d.press("enter")
	h.send(late())
	h.send(late())
	d.wait(burstGap)
	h.send(h.messages())
	d.lacks("[►Begin").sees("► [ ]", "Still to do: 4 ticks")

	d.hold = nil
	d.press("f12").text("bud").sees("► Budi")
	d.hold = h.hold
	d.press("enter")
	for d.root.env.me == nil {
		h.send(late())
	}
	d.lacks("Begin")
	if !d.root.grave || d.root.busy == 0 {
		t.Error("keys count for a page on which nothing stands yet")
	}
	h.send(late())
	d.wait(burstGap)
	h.send(h.messages())
	d.hold = nil
	d.sees("[►Begin").press("f5").sees("My list")
	if d.root.brings || d.root.busy != 0 {
		t.Error("keys wait for what no act brought")
	}
	d.press("esc", "enter").lacks("[►Begin")
}

// A colleague takes the task that is shown: Enter pressed as the screen turns to
// another begins nothing, whether it waited for a tick, waited in the gate or came
// just after.
func TestEnterAsTheScreenTurns(t *testing.T) {
	for _, tick := range []bool{false, true} {
		s := tokoMaju(t, model.English)
		d := sit(t, s, "sari", "").sees("[►Begin", "Order 1042")
		if tick {
			d.press("enter").sees("► [ ]")
			gives(t, s, "sari", model.HandOver{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}, To: "budi"})
		} else {
			gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}})
		}
		before, h := s.count, hold(d)
		d.refresh()
		came := h.messages()
		if tick {
			d.wait(2 * actPause)
			d.send(keyMsg("space"))
			d.wait(2 * burstGap)
			before++ // The tick is asked for, and refused.
		}
		d.wait(repeatGap)
		d.send(keyMsg("enter"))
		if d.keys = d.keys.Add(burstGap / 2); tick {
			d.wait(burstGap)
		}
		h.send(came)
		d.wait(burstGap)
		d.wait(repeatGap)
		d.send(keyMsg("enter"))
		d.wait(burstGap)
		for d.hold = nil; len(h.cmds) > 0; {
			h.send(h.messages())
		}
		if d.sees("[►Begin", "Order 1043"); s.count > before {
			t.Errorf("after a tick %v: %d acts", tick, s.count-before)
		}
		d.press("enter").lacks("[►Begin")
	}
}

// An act that ends just before its pause leaves as long to look as any.
func TestALookAtWhatAnActBrought(t *testing.T) {
	for _, took := range []time.Duration{0, actPause - newPause, actPause - time.Millisecond, actPause, time.Minute} {
		var g gate
		now := monday
		g.acted(now)
		now = now.Add(took)
		g.shown(now)
		soon, then := max(actPause-took, newPause)-time.Millisecond, time.Millisecond
		for _, key := range []string{"f9", "enter"} {
			g.enter, g.done = time.Time{}, time.Time{}
			if out := fingers(&g, new(now), soon, false, key); len(out) != 0 {
				t.Errorf("%s after %s and %s: got %v", key, took, soon, out)
			}
			g.enter, g.done = time.Time{}, time.Time{}
			if out := fingers(&g, new(now), soon+then, false, key); len(out) != 1 {
				t.Errorf("%s after %s and %s: got %v", key, took, soon+then, out)
			}
		}
	}
}

// An Enter that the gate itself ignores, in the pause of an act, parts texts as
// well; one that ends a scan does not, nor one that only repeats.
func TestEnterInThePauseOfAnAct(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "").sees("[►Begin")
	h := hold(d)
	d.press("enter") // Begin: it is under way.
	texts := func() (texts []string) {
		for _, g := range d.root.pending {
			switch in := g.in.(type) {
			case keyPress:
				texts = append(texts, in.name)
			case scanned:
				texts = append(texts, "scan "+in.text)
			}
		}
		return texts
	}
	typed := func(gap time.Duration, keys ...string) {
		for _, key := range keys {
			d.wait(gap)
			d.send(keyMsg(key))
		}
		d.wait(2 * burstGap)
	}
	typed(repeatGap/5, "enter")
	d.wait(repeatGap)
	typed(4*time.Millisecond, "4", "2", "enter")
	typed(repeatGap, "2")
	if got, want := texts(), []string{"scan 42", "2"}; !slices.Equal(got, want) || d.root.deaf {
		t.Errorf("%q wait, want %q", got, want)
	}
	d.send(keyMsg("3")) // It is still in the gate as Enter comes.
	d.keys = d.keys.Add(repeatGap)
	d.send(keyMsg("enter"))
	typed(repeatGap, "7", "f12")
	if got, want := texts(), []string{"scan 42", "2", "3", "f12"}; !slices.Equal(got, want) {
		t.Errorf("%q wait, want %q", got, want)
	}
	for d.hold = nil; len(h.cmds) > 0; {
		h.send(h.messages())
	}
	d.sees("Who are you?")
}

// Of several acts one after the other the next hears what the one before did
// not, nor loses what that heard.
func TestKeysDuringSeveralActs(t *testing.T) {
	r := &root{busy: 1}
	r.opts.KeyClock = time.Now
	for _, act := range [][]string{{"2", "enter", "7"}, {"8"}} {
		r.weigh()
		for _, name := range act {
			r.waits(waitingInput{in: keyPress{name: name}})
		}
	}
	if len(r.pending) != 1 || r.pending[0].in != (keyPress{name: "2"}) {
		t.Errorf("%v wait, want only 2", r.pending)
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
