package join

import (
	"errors"
	"strings"
	"testing"
	"time"

	"alur/model"
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

// TestWhatStandsWhileThereIsNoLine: in both languages it says which keys do
// something, and before the first line nothing of what was typed.
func TestWhatStandsWhileThereIsNoLine(t *testing.T) {
	for lang, keys := range map[model.Lang]string{
		model.English:    "Not connected since 14:31. Nothing is lost. Trying again in 8 s.|What you type now is not written. Enter tries at once, Ctrl+Q leaves.",
		model.Indonesian: "Tidak terhubung sejak 14:31. Tidak ada yang hilang. Mencoba lagi dalam 8 dtk.|Yang diketik sekarang tidak tertulis. Enter langsung mencoba, Ctrl+Q keluar.",
	} {
		c := &client{Options: Options{Lang: lang, Hosts: []string{"pc-toko:2222"}}}
		said := func(seconds int) string {
			var all []string
			for _, line := range c.lines(errors.New("no route"), seconds) {
				all = append(all, line.In(lang))
			}
			return strings.Join(all, "|")
		}
		if first := said(8); strings.Count(first, "|") != 2 || strings.Contains(first, "type") || strings.Contains(first, "ketik") {
			t.Errorf("at first: %s", first)
		}
		c.since = time.Date(2026, 11, 24, 14, 31, 0, 0, time.UTC)
		if is := said(8); is != keys {
			t.Errorf("it says %s", is)
		}
		if now := said(0); strings.Contains(now, "0 ") {
			t.Errorf("it says %s", now)
		}
	}
}
