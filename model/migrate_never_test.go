package model

import (
	"strings"
	"testing"
)

// TestNoMoveMakesACheckDoneThatNobodyDid: a case stays where another step of
// its own would become the check that is never skipped.
func TestNoMoveMakesACheckDoneThatNobodyDid(t *testing.T) {
	a, b, pack := Step{ID: "a", Text: "A"}, Step{ID: "b", Text: "B"}, Step{ID: "pack", Text: "Pack"}
	check := Step{ID: "chk", Text: "Check", NeverSkip: true, Check: []Check{{Text: "Looked well"}}}
	wasA, eyes := check, check
	wasA.Was, eyes.NotSameAs = "a", "a"
	for _, tt := range []struct {
		name     string
		versions [][]Step
		steps    map[string]string
		// stays is why the case stays; empty where it moves.
		stays string
	}{
		{"by the word of the owner", [][]Step{{a, b, eyes, pack}, {check, b, pack}}, map[string]string{"a": "chk"}, `"a" and "chk" are two steps of version 1, and would be one there`},
		{"by was, over a version without the check", [][]Step{{a, b, eyes, pack}, {a, b}, {wasA, b, pack}}, nil, `"a" and "chk" are two steps of version 1, and would be one there`},
		{"by the word of the owner, where there was no check", [][]Step{{a, b, pack}, {check, b, pack}}, map[string]string{"a": "chk"}, `"chk" is never skipped there, and what was done is "a"`},
		{"two steps as one", [][]Step{{a, b, pack}, {wasA, pack}}, map[string]string{"b": "chk"}, `"a" and "b" are two steps of version 1, and would be one there`},
		{"by was, which says that it is that step", [][]Step{{a, b, pack}, {wasA, b, pack}}, nil, ""},
		{"the same, and the owner says it too", [][]Step{{a, b, pack}, {wasA, b, pack}}, map[string]string{"a": "chk"}, ""},
		{"a step that nobody has done yet", [][]Step{{a, b, pack}, {a, check, pack}}, map[string]string{"b": "chk"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			publish := func(steps []Step) { w.publish(Process{Name: "Wax", Role: "warehouse", Steps: steps}) }
			publish(tt.versions[0])
			id := w.must("sari", StartCase{Process: "wax"}).Case
			w.must("sari", Complete{Task: ref(id, "a")})
			for _, steps := range tt.versions[1:] {
				publish(steps)
			}
			move := MigrateCase{Case: id, Version: len(tt.versions), Steps: tt.steps}
			if tt.stays == "" {
				w.must("hendra", move)
				return
			}
			if r := w.refused("hendra", move, "does_not_replay"); !strings.Contains(r.In(English), tt.stays) {
				t.Errorf("it stays because %q, want %q", r.In(English), tt.stays)
			}
		})
	}
}
