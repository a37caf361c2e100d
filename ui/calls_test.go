package ui

import (
	"strings"
	"testing"
	"time"

	"alur/model"
)

// What can't wait is told on the owner's screen by a line that stays until a
// key is pressed, by the bell and before the title; to each owner once, and to
// nobody else.
func TestTheOwnerIsToldAtOnce(t *testing.T) {
	s := tokoMaju(t, model.English)
	owner := sit(t, s, "hendra", "")
	other := sit(t, s, "budi", "")
	call := func(seq uint64) {
		t.Helper()
		s.now = s.now.Add(time.Hour)
		_, err := s.Do(t.Context(), model.Command{Act: model.CallOwner{
			Since: s.now.Add(-time.Minute), Calls: []model.Call{{Kind: model.CallMessage, Own: true, Number: seq, Why: "nobody"}, {Kind: model.CallMessage, Own: true, Number: seq + 1, Why: "nobody"}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		owner.refresh()
		other.refresh()
	}
	call(7)
	line := "!  2 things need you. The first: a message to you could not be sent: the"
	owner.sees(line)
	if owner.bells != 1 || !strings.HasPrefix(owner.root.title(), "! ") {
		t.Errorf("the bell rang %d times, the title is %q", owner.bells, owner.root.title())
	}
	other.lacks("things need you")
	owner.wait(time.Hour)
	owner.refresh().sees(line)
	owner.press("down").lacks("things need you").refresh().lacks("things need you")
	if owner.bells != 1 || strings.HasPrefix(owner.root.title(), "! ") {
		t.Errorf("the bell rang %d times, the title is %q", owner.bells, owner.root.title())
	}
	sit(t, s, "hendra", "").lacks("things need you")
	// What comes while no owner is here is told at the next sign-in.
	owner.press("f12")
	call(9)
	owner.lacks("things need you")
	sit(t, s, "hendra", "").sees(line)
	sit(t, s, "hendra", "").lacks("things need you")
}

// What may wake the owner is set on the screen, one kind in a row.
func TestWhatWakesTheOwnerIsSet(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := openAt(t, s, "", pageSettings, nil)
	for d.focused() != "wake_refused" {
		d.press("down")
	}
	d.sees("Orders that misfit", "with the day", "What another program sent did not fit").press("right").sees("tell me at once", "1 changed").press("f9").sees("√  Saved: orders that misfit.")
	if s.shop.WakeOwner != "held, message, refused" {
		t.Errorf("it is %q", s.shop.WakeOwner)
	}
	for range 3 {
		d.press("left", "f9", "up")
	}
	if s.shop.WakeOwner != model.WakeNothing || s.shop.Wakes(model.CallHeld) {
		t.Errorf("it is %q", s.shop.WakeOwner)
	}
	d.press("f9").sees("Nothing was changed.")
}

func (d *desk) focused() string {
	f := &d.root.front().screen.(*shopSettings).form
	return f.items[f.focus].name
}
