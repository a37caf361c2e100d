package ui

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"alur/model"
)

// names are what people and imports bring: wide letters, marks, signs.
func names() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"Bu Rina", "王小明", "José", "Zoe\u0308", "Toko 👍 Maju", "", "نور", "a\tb", "x\x1b[31my"}),
		rapid.StringOf(rapid.RuneFrom([]rune(" .-/#\x1b\n"), unicode.Latin, unicode.Han, unicode.Cyrillic, unicode.Hangul)),
	)
}

func TestTextsTakeTheCellsTheyAreGiven(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		th := newTheme(TrueColour, rapid.Bool().Draw(rt, "ascii"))
		a, b := clean(names().Draw(rt, "a")), clean(names().Draw(rt, "b"))
		w := rapid.IntRange(0, 60).Draw(rt, "w")
		if got := width(th.cut(a, w)); got > w {
			rt.Fatalf("cut: %d cells of %d", got, w)
		}
		for name, s := range map[string]string{"pad": th.pad(a, w), "padLeft": th.padLeft(a, w), "center": th.center(a, w), "ends": th.ends(th.late(a), b, w)} {
			if width(s) != w {
				rt.Fatalf("%s: %d cells of %d: %q", name, width(s), w, s)
			}
		}
		for _, l := range th.wrapTo(a+" "+b, w+1, 3) {
			if width(l) > max(w+1, 2) {
				rt.Fatalf("wrap: %d cells of %d: %q", width(l), w+1, l)
			}
		}
	})
}

func TestTyping(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newEdit(clean(names().Draw(rt, "text")))
		th := newTheme(NoColour, false)
		for range rapid.IntRange(1, 20).Draw(rt, "keys") {
			key := rapid.SampledFrom([]string{"left", "right", "home", "end", "backspace", "delete", "a", "é", "space"}).Draw(rt, "key")
			before := l.text()
			_, changed := l.update(keyOf(keyMsg(key)))
			if changed == (before == l.text()) {
				rt.Fatalf("%s: changed is %v, %q became %q", key, changed, before, l.text())
			}
			if l.at < 0 || l.at > len(l.chars) || strings.Join(l.chars, "") != l.text() {
				rt.Fatalf("the cursor is at %d of %d", l.at, len(l.chars))
			}
			if got := width(l.view(th, 24, true, "hint")); got != 24 {
				rt.Fatalf("drawn in %d cells of 24: %q", got, l.view(th, 24, true, "hint"))
			}
		}
	})
}

func TestAListKeepsItsSelection(t *testing.T) {
	var l list
	l.set([]string{"paid", "pick", "pack"})
	l.sel = "pick"
	l.set([]string{"call", "paid", "pick", "pack"})
	if l.sel != "pick" || l.at() != 2 {
		t.Errorf("new rows moved the selection to %q", l.sel)
	}
	l.set([]string{"call", "paid", "pack"})
	if l.sel != "pack" {
		t.Errorf("a row that left moved the selection to %q", l.sel)
	}
	l.set(nil)
	if l.sel != "" || l.at() != -1 {
		t.Error("an empty list has a selection")
	}
}

func TestWindowShowsWhatHasTheFocus(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 50).Draw(rt, "n")
		at := rapid.IntRange(0, max(0, n-1)).Draw(rt, "at")
		h := rapid.IntRange(1, 20).Draw(rt, "h")
		first, last := window(at, n, h)
		if first < 0 || last > n || last-first > h || n > 0 && (at < first || at >= last) {
			rt.Fatalf("window(%d, %d, %d) is %d to %d", at, n, h, first, last)
		}
	})
}

func TestTimesAreSaidInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		lang              model.Lang
		date, long, later string
	}{
		{model.English, "Mon 23 Nov 2026", "Monday, 23 November 2026", "Tue 24 Nov 14:32"},
		{model.Indonesian, "Sen 23 Nov 2026", "Senin, 23 November 2026", "Sel 24 Nov 14:32"},
	} {
		s := tokoMaju(t, c.lang)
		e := &sit(t, s, "sari", c.lang).root.env
		if e.date(monday) != c.date || e.longDate(monday) != c.long {
			t.Errorf("%s: %s, %s", c.lang, e.date(monday), e.longDate(monday))
		}
		if got := e.when(monday.AddDate(0, 0, 1)); got != c.later {
			t.Errorf("tomorrow is %q", got)
		}
		if got := e.when(monday); got != "14:32" {
			t.Errorf("now is %q", got)
		}
	}
}

func TestUntilIsReadAsPeopleSayIt(t *testing.T) {
	s := tokoMaju(t, model.English)
	e := &sit(t, s, "sari", "").root.env
	for text, want := range map[string]string{
		"": "", "16:00": "16:00", "16.30": "16:30", "9:00": "Tue 24 Nov 09:00", "besok": "Tue 24 Nov 08:00",
		"2026-11-30": "Mon 30 Nov 08:00", "1h": "15:32", "1d": "Tue 24 Nov 14:32",
		"1 jam": "15:32", "2 hours": "16:32", "1 hari": "Tue 24 Nov 14:32", "jam 16": "16:00", "30/11/2026": "Mon 30 Nov 08:00",
	} {
		got, err := e.parseUntil(text)
		if err != nil || e.when(got) != want {
			t.Errorf("%q is %q (%v), want %q", text, e.when(got), err, want)
		}
	}
	if _, err := e.parseUntil("soon"); model.Refused(err) == nil {
		t.Error("soon was taken for a time")
	}
}
