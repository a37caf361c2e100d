package model

import "testing"

// TestTwoProcessesOfOneEventAreWarnedOf: the second would never begin.
func TestTwoProcessesOfOneEventAreWarnedOf(t *testing.T) {
	for _, c := range []struct {
		name, event, other string
		retired            bool
		want               string
	}{
		{name: "the same", event: "checkout", other: "checkout", want: "the event checkout is that of sale too, and only one of them begins by it: give shipping an event of its own, or retire the other"},
		{name: "another", event: "checkout", other: "returned"},
		{name: "none", event: "", other: ""},
		{name: "one that is retired", event: "checkout", other: "checkout", retired: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &Shop{Processes: map[string]*ProcessHead{"sale": {ID: "sale", Retired: c.retired}, "shipping": {ID: "shipping"}}}
			p := Process{ID: "shipping", Start: Start{On: c.event}}
			got := s.WantsEvent(p, func(id string, _ int) *Flow {
				if id == "sale" {
					return &Flow{Process: Process{ID: id, Start: Start{On: c.other}}}
				}
				return &Flow{Process: p}
			})
			text := ""
			if len(got) > 0 {
				text = got[0].In(English)
			}
			if text != c.want {
				t.Errorf("it says %q, not %q", text, c.want)
			}
		})
	}
}
