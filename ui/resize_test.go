package ui

import (
	"fmt"
	"testing"

	"alur/model"
)

// dances are windows that one is made, one after the other, in the middle of
// work: too small for anything, as small as may be, and very large.
func dances() [][2]int {
	return [][2]int{{60, 18}, {20, 5}, {200, 60}, {100, 30}, {59, 17}, {120, 40}, {80, 24}}
}

// TestAWindowMadeSmallAndLargeAgain: on every place of the tour, focus, scroll,
// selection and what was typed are as before once the window is as before, to
// the cell; and the keys pressed then do what they would have done.
func TestAWindowMadeSmallAndLargeAgain(t *testing.T) {
	for _, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			for _, size := range [][2]int{{80, 24}, {120, 40}} {
				f := tourForm{lang: model.English, w: size[0], h: size[1], colour: TrueColour}
				still, d := place.look(t, f), place.look(t, f)
				for _, key := range []string{"", "down", "x", "tab", "pgdown"} {
					if key != "" {
						still.press(key)
						d.press(key)
					}
					if what := disturbed(still, d, size); what != "" {
						t.Fatalf("%v, after %q: %s", size, key, what)
					}
				}
			}
		})
	}
}

// disturbed makes the window of a desk small and large, and says what is
// other than on the one whose window stayed.
func disturbed(still, d *desk, size [2]int) string {
	for _, other := range append(dances(), size) {
		d.resize(other[0], other[1])
		d.root.draw()
	}
	if want, got := still.root.draw(), d.root.draw(); got != want {
		return fmt.Sprintf("it shows\n%s\nand not\n%s", d.screen(), still.screen())
	}
	return ""
}
