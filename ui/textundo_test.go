package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
)

// TestUndoLeadsBackThroughWhatWasTyped: undoing passes only through texts that
// stood there, in their order, to the one it began with; doing again passes
// through the same ones back to the last.
func TestUndoLeadsBackThroughWhatWasTyped(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var e textEdit
		e.set("do: satu\n  role: x")
		stood := []string{e.text()}
		for range rapid.IntRange(0, 60).Draw(rt, "keys") {
			key := rapid.SampledFrom([]string{"a", "b", "字", "space", "enter", "backspace", "backspace", "delete", "ctrl+u", "left", "right", "up", "down", "home", "end", "paste", "all"}).Draw(rt, "key")
			switch key {
			case "paste":
				e.insert("due: 2h\nx")
			case "all":
				e.replace("do: dua\n")
			default:
				k := keyPress{name: key}
				if len([]rune(key)) == 1 {
					k.text = key
				} else if key == "space" {
					k.text = " "
				}
				e.update(k, 5)
			}
			stood = append(stood, e.text())
		}
		var back []string
		for at := len(stood) - 1; e.undo(); {
			back = append(back, e.text())
			for at >= 0 && stood[at] != e.text() {
				at--
			}
			if at < 0 {
				rt.Fatalf("undo leads to %q, which never stood there, or not then: %q", e.text(), stood)
			}
		}
		if e.text() != stood[0] {
			rt.Fatalf("all undone is %q, it began with %q", e.text(), stood[0])
		}
		forth := []string{e.text()}
		for e.redo() {
			forth = append(forth, e.text())
		}
		if e.text() != stood[len(stood)-1] {
			rt.Fatalf("all done again is %q, and it was %q", e.text(), stood[len(stood)-1])
		}
		slices.Reverse(back)
		if !slices.Equal(append(back, stood[len(stood)-1]), forth) && len(back) > 0 {
			rt.Fatalf("back through %q, forth through %q", back, forth)
		}
	})
}

// TestAWordIsUndoneAtOnce: what one undo takes back is what a person would
// call one thing.
func TestAWordIsUndoneAtOnce(t *testing.T) {
	for _, c := range []struct {
		keys []string
		back []string
	}{
		{strings.Split("ikat tali", ""), []string{"ikat ", ""}},
		{[]string{"a", "b", "backspace", "backspace"}, []string{"ab", ""}},
		{[]string{"a", "b", "left", "c"}, []string{"ab", ""}},
		{[]string{"a", "enter", "b"}, []string{"a\n", "a", ""}},
		{[]string{"a", "enter", "b", "left", "backspace"}, []string{"a\nb", "a\n", "a", ""}},
	} {
		var e textEdit
		e.set("")
		for _, key := range c.keys {
			k := keyPress{name: key}
			if len(key) == 1 {
				k.text = key
			}
			e.update(k, 5)
		}
		for _, want := range c.back {
			if !e.undo() {
				t.Fatalf("%q: nothing to undo, want %q", c.keys, want)
			}
			var lines []string
			for i := range e.lines {
				lines = append(lines, e.lines[i].text())
			}
			if got := strings.Join(lines, "\n"); got != want {
				t.Errorf("%q: undone to %q, want %q", c.keys, got, want)
			}
		}
		if e.undo() {
			t.Errorf("%q: one more to undo", c.keys)
		}
	}
}

// TestCtrlZInTheEditorIsAboutTheText: it takes back what was typed as fast as
// it is pressed, and never an act; what was thrown away comes back by it; and
// what then stands there is what is kept.
func TestCtrlZInTheEditorIsAboutTheText(t *testing.T) {
	for _, lang := range model.Langs() {
		s := kasirShop(t, lang)
		d := editing(t, s, lang)
		ed := d.root.front().screen.(*editor)
		before, count := ed.text.text(), s.count
		d.press("end").text(" satu dua tiga")
		typed := ed.text.text()
		for range 4 {
			d.wait(90 * time.Millisecond)
			d.send(keyMsg("ctrl+z"))
		}
		if got := ed.text.text(); got != before || draftOf(s) != before {
			t.Fatalf("undone is\n%s\nkept is\n%s", got, draftOf(s))
		}
		d.press("ctrl+z")
		if s.count != count {
			t.Fatalf("Ctrl+Z in the editor did an act:\n%s", d.screen())
		}
		d.sees(model.Say{EN: "All you typed here is undone.", ID: "Semua ketikan Anda di sini sudah diurungkan."}.In(lang))
		for range 4 {
			d.press("ctrl+y")
		}
		if got := ed.text.text(); got != typed || draftOf(s) != typed {
			t.Fatalf("done again is\n%s\nkept is\n%s", got, draftOf(s))
		}
		d.press("shift+tab", "right", "right", "enter", "tab", "enter")
		if got := ed.text.text(); got != before || draftOf(s) != "" {
			t.Fatalf("thrown away is\n%s\nkept is\n%s\n%s", got, draftOf(s), d.screen())
		}
		d.press("ctrl+z")
		if got := ed.text.text(); got != typed || draftOf(s) != typed {
			t.Fatalf("brought back is\n%s\nkept is\n%s", got, draftOf(s))
		}
	}
}
