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
	rounds := 5
	if testing.Short() {
		rounds = 2
	}
	for n, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
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

// codes are what scanners send, with what they are set to put behind it.
func codes() (all []string) {
	for _, code := range []string{"8991002101234", "1042", "online-order-1", "0012345600012", "zz"} {
		for _, end := range []string{"", "\r", "\n", "\r\n", "\t"} {
			all = append(all, code+end)
		}
	}
	return all
}

// A scanner changes nothing on any screen, whatever it is set to and however
// fast it sends: one code, or two at once.
func TestScannersChangeNothing(t *testing.T) {
	names := map[rune]string{'\r': "enter", '\n': "ctrl+j", '\t': "tab"}
	for _, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			d := place.look(t, tourForms()[0])
			s := d.store.(*memStore)
			before := s.count
			for _, gap := range []time.Duration{0, 1, 8, 16, 25} {
				for _, code := range codes() {
					d.wait(2 * time.Second)
					for _, c := range code + code {
						name := names[c]
						if name == "" {
							name = string(c)
						}
						d.keys = d.keys.Add(gap * time.Millisecond)
						d.send(keyMsg(name))
					}
					d.wait(time.Second)
					if s.count != before {
						t.Fatalf("%d acts after %q twice, %d ms apart:\n%s", s.count-before, code, gap, d.screen())
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
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
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
		})
	}
}

// Enter or F9 held for four seconds does what one press does, on any screen.
func TestAHeldKeyActsOnce(t *testing.T) {
	for _, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			for _, key := range []string{"enter", "f9"} {
				d := place.look(t, tourForms()[0])
				s := d.store.(*memStore)
				d.wait(2 * time.Second)
				d.send(keyMsg(key))
				d.wait(500 * time.Millisecond)
				once := s.count
				for range 130 {
					d.send(keyMsg(key))
					d.wait(27 * time.Millisecond)
				}
				if s.count != once {
					t.Errorf("%s held for 4 s does %d acts more:\n%s", key, s.count-once, d.screen())
				}
			}
		})
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
