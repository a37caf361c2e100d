package ui

import (
	"testing"
	"time"

	"alur/model"
)

// TestGoldenScreens draws every screen of the daily work in a window of 80 by
// 24, in both languages.
func TestGoldenScreens(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := tokoMaju(t, lang)
			d := sit(t, s, "", "")
			d.golden(name("signin"))
			d.text("sa")
			d.golden(name("signin-filter"))
			d.press("enter")
			d.golden(name("next-ready"))
			d.press("enter", "space", "down", "space", "down")
			d.golden(name("next-doing"))
			d.press("f9")
			d.golden(name("next-refused"))
			d.press("f8")
			d.golden(name("problem"))
			d.press("enter").text("dus habis")
			d.golden(name("park"))
			d.press("esc", "f5")
			d.golden(name("queue"))
			d.press("space")
			d.golden(name("case"))
			d.press("pgdown")
			d.golden(name("case-below"))
			d.press("f2").text("joko")
			d.golden(name("find"))
			d.press("ctrl+u").text("tea")
			d.golden(name("find-product"))
			d.press("ctrl+u").text("zzz")
			d.golden(name("find-nothing"))
			d.press("f5", "f12").resize(59, 17)
			d.golden(name("small"))
		})
	}
}

func TestGoldenQuality(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := tokoMaju(t, lang)
			picked(t, s)
			s.now = s.now.Add(85 * time.Minute)
			d := sit(t, s, "budi", "")
			d.press("enter")
			d.golden(name("next-late"))
			d.press("f9")
			d.golden(name("outcome"))
			d.press("down", "enter")
			d.golden(name("reason"))
			d.press("down", "enter")
			d.golden(name("next-sent-back"))
			d.press("right", "right", "enter")
			d.golden(name("hand-over"))
			d = sit(t, s, "dewi", "")
			d.press("f5").resize(120, 30)
			d.press("f5")
			d.golden(name("next-wide"))
			d = sit(t, s, "hendra", "")
			d.press("f8", "end", "down", "down", "down", "down", "down", "down", "enter")
			d.golden(name("cancel"))
		})
	}
}

func TestGoldenEmpty(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Roles: []string{"kasir"}}})
		d := sit(t, s, "ani", "")
		d.golden("next-empty." + string(lang))
		d.press("f5")
		d.sees(d.root.env.say(model.Say{EN: "Nothing to do right now.", ID: "Tidak ada tugas saat ini."}))
	}
}

func TestGoldenASCII(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.wears(newTheme(NoColour, true))
	d.press("enter", "f8")
	d.golden("ascii.en")
	for _, r := range d.screen() {
		if r > '~' {
			t.Errorf("%q is not ASCII", r)
		}
	}
}

// No line is wider than the window, and the window is always full, whatever
// its size.
func TestEveryLineFits(t *testing.T) {
	for _, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			for _, lang := range model.Langs() {
				d := place.look(t, tourForm{lang: lang, w: 80, h: 24})
				for _, size := range [][2]int{{60, 18}, {80, 24}, {99, 24}, {100, 30}, {120, 40}, {200, 60}, {40, 10}} {
					d.resize(size[0], size[1])
					checkSize(t, d, place.name, size)
				}
			}
		})
	}
}

func checkSize(t *testing.T, d *desk, name string, size [2]int) {
	t.Helper()
	lines := splitLines(d.root.draw())
	if len(lines) != size[1] {
		t.Errorf("%s at %v has %d lines", name, size, len(lines))
	}
	for _, l := range lines {
		if width(l) > size[0] {
			t.Errorf("%s at %v: a line of %d cells: %s", name, size, width(l), plain(l))
		}
	}
}

func TestColours(t *testing.T) {
	if got := ColourFromEnv([]string{"TERM=xterm", "NO_COLOR=yes"}); got != NoColour {
		t.Error("NO_COLOR=yes was ignored")
	}
	if got := ColourFromEnv([]string{"NO_COLOR="}); got != AutoColour {
		t.Error("an empty NO_COLOR counts as none")
	}
	for colour, want := range map[Colour]string{NoColour: "\x1b[1mx\x1b[m", SixteenColours: "\x1b[1;95mx\x1b[m", TrueColour: "\x1b[1;38;2;214;64;159mx\x1b[m"} {
		if got := newTheme(colour, false).late("x"); got != want {
			t.Errorf("late in %d is %q, want %q", colour, got, want)
		}
	}
}
