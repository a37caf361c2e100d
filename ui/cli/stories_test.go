package cli_test

import (
	"fmt"
	"strings"
	"testing"
)

// resize makes the window as large as said.
func (w *window) resize(columns, lines int) *window {
	w.house.t.Helper()
	w.keyed = false
	w.tmux("resize-window", "-x", fmt.Sprint(columns), "-y", fmt.Sprint(lines))
	return w
}

// asWide waits until the screen is drawn for a width.
func (w *window) asWide(columns int) *window {
	w.house.t.Helper()
	rule := strings.Repeat("─", columns)
	return w.until(fmt.Sprintf("%d columns", columns), func() bool {
		return strings.Contains(w.seen, rule) && !strings.Contains(w.seen, rule+"─")
	})
}

// scans sends a code as a scanner does: all at once, with Enter behind it.
func (w *window) scans(code string) *window {
	w.house.t.Helper()
	w.keys("-l", code+"\r")
	return w
}

// TestAWindowMadeTinyAndLargeAgain: in the middle of a task the window becomes
// too small for anything, and large: nothing is done meanwhile, and what was
// typed and had the focus is there as before.
func TestAWindowMadeTinyAndLargeAgain(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, say spoken) {
		h := newHouse(t)
		furnish(h, say, "")
		order(h, "A-1")
		h.alur("done", "online-order-1/pick", "--as", "Sari", "--tick", "all")
		h.alur("done", "online-order-1/quality", "--as", "Budi", "--tick", "all")
		w := h.open("alur")
		w.enters(say, "Budi", "").sees("A-1", say.begin).press("Enter").sees("► [ ]")
		w.press("Space").press("Down").press("Space").press("Down").writes("2")
		w.sees("► ", " 2 ..").resize(40, 10).sees("60 x 18")
		w.press("F9").press("Space").press("Enter").resize(120, 40).asWide(120).sees("A-1", "[x]")
		w.press("F9").sees(" !  ")
		if acts := h.acts(); acts["budi pack task.completed done"] != 0 {
			t.Errorf("a task without its fields was finished:\n%s", w.seen)
		}
		w.resize(80, 24).asWide(80).sees("[x]").until("the weight", func() bool {
			_, typed, _ := strings.Cut(w.seen, "(kg)")
			return strings.HasPrefix(strings.TrimSpace(typed), "2 ")
		})
		w.press("C-q").sees(ended)
		h.sound()
		recorded(h, map[string]int{"budi pack task.ticked": 2, "budi pack task.begun": 1})
	})
}

// title is the name of the page, between the shop's and the person's.
func (w *window) title() string {
	header, _, _ := strings.Cut(strings.TrimSpace(w.seen), "\n")
	_, rest, _ := strings.Cut(header, "  ")
	title, _, _ := strings.Cut(strings.TrimSpace(rest), "  ")
	return title
}

// TestAScanOpensItsCase: from every screen a scanned order number opens its
// case, and nothing else happens.
func TestAScanOpensItsCase(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, say spoken) {
		h := newHouse(t)
		furnish(h, say, "")
		order(h, "A-1")
		order(h, "8991042")
		before := len(h.acts())
		w := h.open("alur")
		w.enters(say, "Hendra", "").sees("A-1")
		first := w.title()
		for _, key := range []string{"F5", "F6", "F7", "F2", "F10", "F1"} {
			w.press(key).until("another page", func() bool { return w.title() != first })
			w.scans("8991042").sees("online-order-2", "8991042", ", vers")
			w.press("F5").lacks(", vers").sees(say.pick)
		}
		w.scans("4711").sees("4711")
		w.press("C-q").sees(ended)
		h.sound()
		if got := len(h.acts()); got != before+2 {
			t.Errorf("besides signing in and out %d acts are on record", got-before-2)
		}
	})
}

// TestThreePeopleShareOnePC: an afternoon at one window, one after the other,
// until the parcel is with the courier.
func TestThreePeopleShareOnePC(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, say spoken) {
		h := newHouse(t)
		furnish(h, say, "")
		order(h, "A-1")
		w := h.open("alur")
		w.enters(say, "Sari", "").sees(say.pick).press("Enter").sees("► [ ] lamp")
		pickAgain(w, say)
		w.press("F12")

		w.enters(say, "Budi", "").sees(say.quality).press("Enter").sees("► [ ]")
		w.press("Space").press("Down").press("Space").press("F9").sees("→").press("Enter").sees(say.done + say.quality)
		w.press("F12")

		w.enters(say, "Dewi", "").sees(say.invoice, "A-1").press("Enter").sees("► ").writes("INV-7").press("F9").sees(say.done + say.invoice)
		w.press("F12")

		w.enters(say, "Budi", "").sees("A-1", say.begin).press("Enter").sees("► [ ]")
		w.press("Space").press("Down").press("Space").press("Down").writes("2").press("Down").scans("A-1").press("F9")
		w.until("the parcel for the courier", func() bool {
			return h.acts()["budi pack task.completed done"] == 1
		})
		w.press("C-q").sees(ended)
		h.sound()
		recorded(h, map[string]int{
			"sari pick task.completed done": 1, "budi quality task.completed pass": 1,
			"dewi invoice task.completed done": 1, "budi pack task.completed done": 1,
		})
	})
}
