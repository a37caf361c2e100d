package ui

import (
	"math/rand/v2"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// stream sends some of the keys that do something somewhere, faster than
// fingers, and a paste; it says which keys.
func (d *desk) stream(r *rand.Rand) []string {
	some := []string{"1", "0", "4", "2", "n", "e", "o", "j", "?", "/", "space", "enter", "ctrl+j", "tab", "ctrl+m"}
	gaps := []time.Duration{0, 1, 8, 16, 25}
	pastes := []string{"1042\r\n", "\x1b[20~", "y\ny\n", " \t \t\r"}
	keys := make([]string, 2+r.IntN(38))
	d.wait(2 * time.Second)
	for i := range keys {
		keys[i] = some[r.IntN(len(some))]
		d.wait(gaps[r.IntN(len(gaps))] * time.Millisecond)
		d.send(keyMsg(keys[i]))
	}
	d.wait(time.Second)
	d.wait(time.Second)
	d.send(tea.PasteMsg{Content: pastes[r.IntN(len(pastes))]})
	return keys
}

// Nothing that comes faster than fingers changes data, whatever the screen: a
// scanner, a cat on the keyboard, a text pasted into the window.
func TestFastStreamsChangeNothing(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	for n, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			for round := range rounds {
				r := rand.New(rand.NewPCG(uint64(n), uint64(round)))
				d := place.look(t, tourForms()[0])
				s := d.store.(*memStore)
				before := s.count
				for range 4 {
					if keys := d.stream(r); s.count != before {
						t.Fatalf("%d acts after %q:\n%s", s.count-before, keys, d.screen())
					}
				}
			}
		})
	}
}

// In the first moment of a screen no key changes data: it was meant for the
// screen before.
func TestNoScreenTakesAnActAtFirst(t *testing.T) {
	for _, place := range tour() {
		d := place.look(t, tourForms()[0])
		s := d.store.(*memStore)
		before := s.count
		d.root.gate.opened(d.keys)
		for _, key := range []string{"space", "enter", "f9", "ctrl+z", "tab", "enter", "f9"} {
			d.wait(20 * time.Millisecond)
			d.send(keyMsg(key))
			d.wait(20 * time.Millisecond)
		}
		if s.count != before {
			t.Errorf("%s: %d acts in the first 300 ms:\n%s", place.name, s.count-before, d.screen())
		}
	}
}

// Enter or F9 held for four seconds does what one press does, on any screen.
func TestAHeldKeyActsOnce(t *testing.T) {
	for _, place := range tour() {
		for _, key := range []string{"enter", "f9"} {
			acts := func(repeats int) int {
				d := place.look(t, tourForms()[0])
				s := d.store.(*memStore)
				before := s.count
				d.wait(2 * time.Second)
				d.send(keyMsg(key))
				d.wait(500 * time.Millisecond)
				for range repeats {
					d.send(keyMsg(key))
					d.wait(27 * time.Millisecond)
				}
				return s.count - before
			}
			if once, held := acts(0), acts(130); held != once {
				t.Errorf("%s: %s does %d acts, held for 4 s %d", place.name, key, once, held)
			}
		}
	}
}

func TestAHeldF9FinishesOneTask(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", model.English)
	d.press("enter", "space", "down", "space", "down", "space", "down", "space")
	before := s.count
	d.wait(2 * time.Second)
	d.send(keyMsg("f9"))
	d.wait(500 * time.Millisecond)
	for range 120 {
		d.send(keyMsg("f9"))
		d.wait(30 * time.Millisecond)
	}
	if s.count != before+1 {
		t.Fatalf("%d acts:\n%s", s.count-before, d.screen())
	}
	d.sees("Undo: Ctrl+Z")
}
