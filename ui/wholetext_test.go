package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// What explains a screen is read whole in the smallest window too: the line
// for who is there the first time, what a field of the menu wants, and why or
// for what the choice with the focus of a question is.
func TestWhatExplainsIsNeverCut(t *testing.T) {
	for _, place := range tour() {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			for _, lang := range model.Langs() {
				d := place.look(t, tourForm{lang: lang, w: leastWidth, h: leastHeight, colour: NoColour})
				r, e := d.root, &d.root.env
				var want []string
				if r.sheet != nil {
					it := r.sheet.form.items[r.sheet.form.focus]
					if it.kind == itemVerbs && it.at < len(it.options) {
						want = append(want, it.options[it.at].said())
					}
				} else if words := r.front().page.coach.words; words != (model.Say{}) {
					if text := e.theme.glyph.middle + " " + e.say(words); width(text) > leastWidth-4 {
						t.Errorf("%s: %q is longer than the line for it", lang, text)
					}
				}
				if r.front().page.id == pageMenu && strings.Contains(d.screen(), "…") {
					for _, l := range splitLines(d.screen())[:5] {
						if strings.Contains(l, "…") {
							t.Errorf("%s: it is cut: %s", lang, l)
						}
					}
				}
				shown := boxWords(d.screen())
				for _, text := range want {
					for _, word := range strings.Fields(text) {
						if !strings.Contains(shown, word) {
							t.Errorf("%s: %q of %q is not to be read:\n%s", lang, word, text, d.screen())
						}
					}
				}
			}
		})
	}
}

// boxWords is a screen in one line.
func boxWords(screen string) string { return strings.Join(strings.Fields(screen), " ") }
