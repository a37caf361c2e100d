package ui

import (
	"regexp"
	"strings"
	"testing"

	"alur/model"
)

// In the smallest window all of a task can be read: what is not seen has a
// sign, and PgDn leads to it. That holds before it is begun and while it is
// done, in both languages and at every size.
func TestAllOfATaskIsReadInALowWindow(t *testing.T) {
	for _, lang := range model.Langs() {
		for _, size := range [][2]int{{60, 18}, {72, 20}, {80, 24}, {120, 18}} {
			for _, way := range []string{"", "enter"} {
				place := sight{"", "hendra", checkedShop, nil}
				if way != "" {
					place.way = []string{way}
				}
				d := place.look(t, tourForm{lang: lang, w: size[0], h: size[1], colour: NoColour})
				n := d.root.front().screen.(*next)
				read := words(d.screen())
				for range 20 {
					above, below := n.seen.first > 0, n.seen.first+n.seen.high < n.seen.of
					if said := contains(d.screen(), "PgUp"); said != above {
						t.Fatalf("%s %v: lines above %t, a sign of it %t:\n%s", lang, size, above, said, d.screen())
					}
					if said := contains(d.screen(), "PgDn"); said != below {
						t.Fatalf("%s %v: lines below %t, a sign of it %t:\n%s", lang, size, below, said, d.screen())
					}
					d.press("pgdown")
					read += words(d.screen())
				}
				for range 20 {
					d.press("pgup")
					read += words(d.screen())
				}
				want := []string{n.task.item.Title, n.task.afterYou(&d.root.env)}
				want = append(want, strings.Fields(n.task.step.How)...)
				for _, item := range n.task.items {
					want = append(want, item.Text)
				}
				for _, f := range n.task.step.Record {
					want = append(want, d.root.env.label(f))
				}
				for _, text := range want {
					if !strings.Contains(read, words(text)) {
						t.Errorf("%s %v %q: %q is nowhere to be read:\n%s", lang, size, way, text, d.screen())
					}
				}
			}
		}
	}
}

// words is a text without what only arranges it.
func words(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \n▌│.", r) }), " "))
}

// Before the task is begun the arrows read on; then the focus leads, and what
// was turned away comes back to it. A tick that is out of sight is not ticked.
func TestTheArrowsReadOnBeforeATaskIsBegun(t *testing.T) {
	s := checkedShop(t, model.English)
	d := sit(t, s, "budi", model.English)
	d.resize(60, 18).sees("Wrap glass twice", "PgDn shows them")
	d.press("down", "down", "down", "down", "down", "down", "down", "down")
	if contains(d.screen(), "Wrap glass twice") {
		t.Errorf("nothing moved:\n%s", d.screen())
	}
	d.press("enter").sees("► [ ] Filled and sealed")
	acts := s.count
	d.press("pgdown", "pgdown", "pgdown").sees("PgUp shows them").press("space").sees("► [ ] Filled and sealed")
	if s.count != acts {
		t.Fatal("a tick out of sight was ticked")
	}
	d.press("space").sees("► [x] Filled and sealed")
}

// Five ways to end a step stand in two rows of buttons, each to be read.
func TestButtonsThatDoNotFitStandInTwoRows(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := sit(t, s, "sari", model.Indonesian)
	d.resize(60, 24)
	n := d.root.front().screen.(*next)
	for _, row := range n.buttonRows(&d.root.env, 44) {
		if width(row) > 44 || strings.Contains(row, "…") {
			t.Errorf("a row of buttons is %q", row)
		}
	}
	if rows := n.buttonRows(&d.root.env, 44); len(rows) != 2 {
		t.Errorf("the buttons stand in %d rows: %q", len(rows), rows)
	}
}

// Where there is nothing to do, what it says is read whole in the smallest
// window too.
func TestNothingToDoIsReadWhole(t *testing.T) {
	seen := 0
	for _, lang := range model.Langs() {
		for _, place := range tour() {
			if !strings.HasPrefix(place.name, "nothing to do") {
				continue
			}
			d := place.look(t, tourForm{lang: lang, w: 60, h: 18, colour: NoColour})
			if seen++; contains(d.screen(), "…") {
				t.Errorf("%s %s:\n%s", place.name, lang, d.screen())
			}
		}
	}
	if seen < 6 {
		t.Errorf("only %d places", seen)
	}
}

// No button of any place is cut in the smallest window.
func TestNoButtonIsCut(t *testing.T) {
	cut := regexp.MustCompile(`\[[ ►]( ?[^\] │]+)*…`)
	for _, lang := range model.Langs() {
		for _, place := range tour() {
			d := place.look(t, tourForm{lang: lang, w: 60, h: 18, colour: NoColour})
			for _, l := range splitLines(d.screen()) {
				if cut.MatchString(l) && !strings.Contains(l, "[ ] ") {
					t.Errorf("%s %s: %s", place.name, lang, l)
				}
			}
		}
	}
}
