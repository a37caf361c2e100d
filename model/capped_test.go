package model

import (
	"fmt"
	"strings"
	"testing"
)

// sideBySide is a process of n steps side by side, from below a first one, with
// more of its head and a last step behind all.
func sideBySide(n int, change func(p *Process)) Process {
	p := Process{Name: "Wide", Role: "shop", Steps: []Step{{ID: "first", Text: "Begin"}}}
	last := Step{ID: "last", Text: "Close", Then: []string{ToEnd}}
	for i := range n {
		id := fmt.Sprintf("s%d", i)
		p.Steps = append(p.Steps, Step{ID: id, Text: "Do " + id, After: []string{"first"}})
		last.After = append(last.After, id)
	}
	p.Steps = append(p.Steps, last)
	if change != nil {
		change(&p)
	}
	return p
}

// TestWhatWasNotLookedAtIsSaidTruly: the number of states is that of those
// that were looked at, and where all were, what gave up is said.
func TestWhatWasNotLookedAtIsSaidTruly(t *testing.T) {
	for _, tt := range []struct {
		name   string
		p      Process
		states bool
		says   string
	}{
		{"few states", sideBySide(8, nil), false, ""},
		{"too many states", sideBySide(17, nil), true, "only the first "},
		{"many courses past two checks", sideBySide(13, func(p *Process) {
			p.Start.Ask = []Field{{Name: "big", Type: YesNoField}}
			for i := 1; i < 5; i++ {
				p.Steps[i].NeverSkip, p.Steps[i].When = true, `big`
			}
		}), false, "a case has more courses than can be looked at"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, faults := Compile(tt.p)
			if f == nil {
				t.Fatal(faults)
			}
			x := f.explored()
			x.checks()
			x.neverUp()
			if x.capped != tt.states {
				t.Errorf("capped is %v", x.capped)
			}
			var said string
			for _, w := range x.found() {
				if strings.Contains(w.In(English), "looked at") {
					said = w.In(English)
				}
			}
			if !strings.HasPrefix(said, tt.says) || tt.says == "" && said != "" {
				t.Errorf("said: %q", said)
			}
			if tt.states && !strings.Contains(said, fmt.Sprintf(" %d ways", len(x.seen)-len(x.todo))) {
				t.Errorf("%d seen, %d still to do: %q", len(x.seen), len(x.todo), said)
			}
		})
	}
}
