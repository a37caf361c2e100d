package model

import (
	"strings"
	"testing"
)

// TestProcessesThatRunEachOtherAreWarnedOf: whichever of them is looked at, in
// the same words, and only where the circle leads back to it.
func TestProcessesThatRunEachOtherAreWarnedOf(t *testing.T) {
	for _, c := range []struct {
		name string
		// runs is what each process runs; looked is the one that is looked at.
		runs   map[string]string
		looked string
		want   string
	}{
		{"two", map[string]string{"sale": "return", "return": "sale"}, "sale", "return runs sale, sale runs return:"},
		{"two, from the other", map[string]string{"sale": "return", "return": "sale"}, "return", "return runs sale, sale runs return:"},
		{"three", map[string]string{"a": "b", "b": "c", "c": "a"}, "b", "a runs b, b runs c, c runs a:"},
		{"a short way and a long one", map[string]string{"a": "c b", "b": "c", "c": "a"}, "a", "a runs c, c runs a:"},
		{"a chain", map[string]string{"a": "b", "b": "c", "c": ""}, "a", ""},
		{"a circle of others", map[string]string{"a": "b", "b": "c", "c": "b"}, "a", ""},
		{"one that is not there", map[string]string{"a": "gone"}, "a", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			flows := map[string]*Flow{}
			for id, others := range c.runs {
				p := Process{ID: id, Name: id, Role: "shop", Steps: []Step{{ID: "look", Text: "Look"}}}
				for _, other := range strings.Fields(others) {
					p.Steps = append(p.Steps, Step{ID: "run-" + other, Kind: Run, Text: other})
				}
				flows[id] = &Flow{Process: p}
			}
			got := (&Shop{}).WantsCircles(flows[c.looked].Process, nil, func(id string, _ int) *Flow { return flows[id] })
			if c.want == "" {
				if len(got) > 0 {
					t.Errorf("%v", got)
				}
				return
			}
			if len(got) != 1 || !strings.HasPrefix(got[0].In(English), c.want) || strings.Contains(got[0].In(Indonesian), " runs ") {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}
