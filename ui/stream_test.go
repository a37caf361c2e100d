package ui

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
)

// places are ways to every screen and sheet of the daily work.
func places() map[string][]string {
	return map[string][]string{
		"a task to begin":   {},
		"a task in hand":    {"enter"},
		"the last button":   {"shift+tab"},
		"problem":           {"f8"},
		"park":              {"f8", "down", "enter"},
		"hand over":         {"right", "right", "enter"},
		"my list":           {"f5"},
		"the case":          {"f5", "space"},
		"find":              {"f2"},
		"a ticked task":     {"enter", "space"},
		"at the end":        {"enter", "up"},
		"locked":            {"f12"},
		"the second button": {"right"},
		"the board":         {"f6"},
		"a case's verbs":    {"f6", "f8"},
	}
}

// stream sends some of the keys that do something somewhere, faster than
// fingers, and says which.
func (d *desk) stream(rt *rapid.T) []string {
	some := rapid.SampledFrom([]string{"1", "0", "4", "2", "n", "e", "o", "j", "?", "/", "space", "enter", "ctrl+j", "tab", "ctrl+m"})
	keys := rapid.SliceOfN(some, 2, 40).Draw(rt, "keys")
	d.wait(2 * time.Second)
	for _, key := range keys {
		d.wait(time.Duration(rapid.SampledFrom([]int{0, 1, 8, 16, 25}).Draw(rt, "gap")) * time.Millisecond)
		d.send(keyMsg(key))
	}
	d.wait(time.Second)
	d.wait(time.Second)
	return keys
}

// Nothing that comes faster than fingers changes data, whatever the screen: a
// scanner, a cat on the keyboard, a text pasted into the window.
func TestFastStreamsChangeNothing(t *testing.T) {
	for name, way := range places() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				s := tokoMaju(t, model.English)
				d := sit(t, s, "sari", model.English)
				d.press(way...)
				before := s.count
				keys := d.stream(rt)
				if s.count != before {
					rt.Fatalf("%d acts after %q on %s:\n%s", s.count-before, keys, name, d.screen())
				}
			})
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
