package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// The drawing of a process says until when a step is due wherever it says who
// does it: a wider window never says less than a narrow one.
func TestTheDrawingSaysWhenStepsAreDueAtEveryWidth(t *testing.T) {
	for _, lang := range model.Langs() {
		for _, size := range [][2]int{{60, 40}, {69, 40}, {80, 40}, {99, 40}, {100, 40}, {120, 40}, {160, 50}} {
			d := sit(t, tokoMaju(t, lang), "hendra", lang)
			d.resize(size[0], size[1]).press("f3", "enter")
			p := d.root.front().screen.(*processView)
			drawn := d.root.env.drawn(p.data.flow, size[0]-4, false)
			seen := 0
			for i := range p.data.flow.Process.Steps {
				who, due := drawn.words.Who(drawn.flow, i), drawn.words.Due(drawn.flow, i)
				if due == "" || len(due) > 11 {
					continue
				}
				for _, l := range splitLines(d.screen()) {
					at := strings.Index(l, "○")
					if at < 0 || !contains(l, " "+itoa(i+1)+"  ") {
						continue
					}
					seen++
					if words := strings.Join(strings.Fields(l), " "); !contains(words, who+" "+due) {
						t.Errorf("%s %v: no %q of %s in %q", lang, size, due, who, l)
					}
				}
			}
			if seen < 5 {
				t.Errorf("%s %v: only %d steps with a due time:\n%s", lang, size, seen, d.screen())
			}
		}
	}
}
