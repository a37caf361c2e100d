package ui

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestATextIsWhatWasTyped compares the editor with the simplest one there is:
// a list of characters with a cursor in it.
func TestATextIsWhatWasTyped(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var e textEdit
		e.set(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"", "abc", "  - do: x", "日本", "e\u0301a"}), 0, 4).Draw(rt, "lines"), "\n"))
		chars, at := plainly(&e)
		for range rapid.IntRange(0, 60).Draw(rt, "keys") {
			key := rapid.SampledFrom([]string{"a", "字", "\u0301", " ", "enter", "backspace", "delete", "left", "right", "up", "down", "home", "end", "pgup", "pgdown"}).Draw(rt, "key")
			k := keyPress{name: key}
			if len([]rune(key)) == 1 {
				k.text = key
			}
			indent := leading(e.line())
			e.update(k, 5)
			switch key {
			case "backspace":
				if at > 0 {
					chars = append(chars[:at-1:at-1], chars[at:]...)
				}
			case "delete":
				if at < len(chars) {
					chars = append(chars[:at:at], chars[at+1:]...)
				}
			case "enter":
				chars = characters(strings.Join(chars[:at], "") + "\n" + indent + strings.Join(chars[at:], ""))
			default:
				if k.text != "" {
					chars = characters(strings.Join(chars[:at], "") + k.text + strings.Join(chars[at:], ""))
				}
			}
			got, place := plainly(&e)
			if strings.Join(got, "") != strings.Join(chars, "") {
				rt.Fatalf("after %q: %q, want %q", key, strings.Join(got, ""), strings.Join(chars, ""))
			}
			if key == "left" && place != max(0, at-1) || key == "right" && place != min(len(chars), at+1) {
				rt.Fatalf("%s went from %d to %d of %q", key, at, place, strings.Join(chars, ""))
			}
			// Joining may make one character of two.
			chars, at = got, place
			if e.row < 0 || e.row >= len(e.lines) || e.line().at > len(e.line().chars) {
				rt.Fatalf("the cursor is nowhere: line %d", e.row)
			}
			for i := range e.lines {
				if w := width(e.drawLine(newTheme(NoColour, false), i, 12, true)); w > 12 {
					rt.Fatalf("a line of %d cells", w)
				}
			}
		}
	})
}

// plainly is the text as one list of characters, and the place in it.
func plainly(e *textEdit) (chars []string, at int) {
	for i := range e.lines {
		if i > 0 {
			chars = append(chars, "\n")
		}
		if i == e.row {
			at = len(chars) + e.lines[i].at
		}
		chars = append(chars, e.lines[i].chars...)
	}
	return chars, at
}

func TestACursorIsPutWhereAFaultIs(t *testing.T) {
	var e textEdit
	e.set("ab\ne\u0301x日z\n")
	for _, c := range []struct{ line, col, row, at int }{{1, 2, 0, 1}, {2, 3, 1, 1}, {2, 5, 1, 3}, {9, 9, 1, 4}, {0, 0, 0, 0}} {
		e.moveTo(c.line, c.col)
		if e.row != c.row || e.line().at != c.at {
			t.Errorf("%d:%d is %d, %d", c.line, c.col, e.row, e.line().at)
		}
	}
}

func TestSeveralLinesArePastedAsSuch(t *testing.T) {
	var e textEdit
	e.set("steps:\n")
	e.moveTo(1, 99)
	e.insert("\r\n  - One\n  - Two")
	if got := e.text(); got != "steps:\n  - One\n  - Two\n" {
		t.Errorf("%q", got)
	}
}
