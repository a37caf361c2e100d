package ui

import (
	"testing"
	"time"
)

// fingers plays keys into a gate: each entry is a key after a gap.
func fingers(g *gate, now *time.Time, gap time.Duration, typing bool, names ...string) []input {
	var out []input
	for _, name := range names {
		*now = now.Add(gap)
		more, _ := g.release(*now)
		out = append(out, more...)
		passed, _ := g.press(*now, keyOf(keyMsg(name)), typing)
		out = append(out, passed...)
	}
	*now = now.Add(60 * time.Millisecond)
	more, _ := g.release(*now)
	return append(out, more...)
}

func TestFingersPressKeys(t *testing.T) {
	var g gate
	now := monday
	out := fingers(&g, &now, 200*time.Millisecond, false, "n", "space", "enter", "tab", "down")
	want := []string{"n", "space", "enter", "tab", "down"}
	if len(out) != len(want) {
		t.Fatalf("got %v", out)
	}
	for i, in := range out {
		if k, ok := in.(keyPress); !ok || k.name != want[i] {
			t.Errorf("key %d: got %v, want %s", i, in, want[i])
		}
	}
}

func TestAScannerIsOneScanAndItsEnterIsSwallowed(t *testing.T) {
	for _, gap := range []time.Duration{0, 1, 8, 16, 25} {
		for _, end := range []string{"enter", "tab", "ctrl+j"} {
			var g gate
			now := monday
			out := fingers(&g, &now, gap*time.Millisecond, false, "8", "9", "9", "1", "0", "4", "2", end)
			if len(out) != 1 || out[0] != (scanned{text: "8991042", ended: true}) {
				t.Errorf("%d ms, %s: got %v", gap, end, out)
			}
		}
	}
}

func TestACarriageReturnWithALineFeedIsNoEnter(t *testing.T) {
	var g gate
	now := monday
	out := fingers(&g, &now, time.Millisecond, false, "enter", "ctrl+j", "4", "2", "enter", "ctrl+j", "7", "enter")
	want := []input{scanned{text: "42", ended: true}, scanned{text: "7", ended: true}}
	if len(out) != len(want) || out[0] != want[0] || out[1] != want[1] {
		t.Errorf("got %v", out)
	}
}

func TestAHeldKeyIsPressedOnce(t *testing.T) {
	for _, key := range []string{"enter", "f9", "ctrl+z"} {
		var g gate
		now := monday
		out := fingers(&g, &now, 0, false, key)
		g.acted(now)
		out = append(out, fingers(&g, &now, 500*time.Millisecond, false, key)...)
		for range 130 {
			out = append(out, fingers(&g, &now, -30*time.Millisecond, false, key)...)
		}
		if len(out) != 1 {
			t.Errorf("%s held for 4 s came %d times", key, len(out))
		}
		now = now.Add(2 * time.Second)
		if out := fingers(&g, &now, 0, false, key); len(out) != 1 {
			t.Errorf("%s pressed again came %d times", key, len(out))
		}
	}
}

func TestANewScreenTakesNoMutatingKeyAtFirst(t *testing.T) {
	var g gate
	now := monday
	g.opened(now)
	if out := fingers(&g, &now, 60*time.Millisecond, false, "space", "f9", "ctrl+z"); len(out) != 0 {
		t.Errorf("too early, yet got %v", out)
	}
	g.opened(now)
	if out := fingers(&g, &now, 60*time.Millisecond, false, "down", "f10"); len(out) != 2 {
		t.Errorf("keys that change nothing were lost: %v", out)
	}
	g.opened(now)
	if out := fingers(&g, &now, 60*time.Millisecond, true, "B", "u", "space"); len(out) != 3 {
		t.Errorf("text was lost: %v", out)
	}
	now = now.Add(newPause)
	if out := fingers(&g, &now, 0, false, "space"); len(out) != 1 {
		t.Errorf("later it works again: %v", out)
	}
}

// What came too early is known, until the next key comes.
func TestWhatCameTooEarly(t *testing.T) {
	for key, want := range map[string]bool{"enter": true, "f9": true, "space": false, "down": false, "2": false} {
		for name, pause := range map[string]func(*gate){
			"an act":       func(g *gate) { g.acted(monday) },
			"a new screen": func(g *gate) { g.opened(monday) },
		} {
			var g gate
			pause(&g)
			if g.press(monday.Add(newPause/2), keyOf(keyMsg(key)), false); g.early != want {
				t.Errorf("%s in the pause of %s: too early is %v", key, name, g.early)
			}
			if g.press(monday.Add(time.Minute), keyOf(keyMsg(key)), false); g.early {
				t.Errorf("%s a minute after %s is too early", key, name)
			}
		}
	}
}
