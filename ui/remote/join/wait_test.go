package join

import (
	"testing"
	"time"
)

// TestPauses: longer each time, never longer than half a minute, and never two
// PCs for sure at the same moment.
func TestPauses(t *testing.T) {
	for round, most := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second, 30 * time.Second, 30 * time.Second} {
		for _, chance := range []uint64{0, 1, 12345678901234567890} {
			if d := pause(round, chance); d < most/2 || d >= most {
				t.Errorf("round %d: %v", round, d)
			}
		}
	}
	if pause(1000, 0) != longest/2 {
		t.Error("after a long night")
	}
	if pause(5, 0) == pause(5, 1<<33) {
		t.Error("two PCs call at the same moment")
	}
}

// TestWhoLeaves: Ctrl+Q and Ctrl+C, among other keys as well.
func TestWhoLeaves(t *testing.T) {
	for piece, want := range map[string]bool{"\x11": true, "abc\x03": true, "q": false, "\x1b[A": false, "": false} {
		if leaves([]byte(piece)) != want {
			t.Errorf("%q", piece)
		}
	}
}
