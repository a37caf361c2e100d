package model

import (
	"slices"
	"testing"
)

func TestFieldsThatAreNeverReadAgain(t *testing.T) {
	p := Process{
		Name: "Repair", Title: "Repair {thing}", Key: "slip",
		Start: Start{
			Ask: []Field{{Name: "thing"}, {Name: "slip"}, {Name: "colour"}, {Name: "parts", Type: ListField}, {Name: "code"}},
			Map: []Mapping{{Field: "colour"}},
		},
		Steps: []Step{
			{ID: "look", Record: []Field{{Name: "price"}, {Name: "mood"}, {Name: "pricey"}}},
			{ID: "fix", When: "price > 10", Check: []Check{{Each: "parts"}}, Record: []Field{{Name: "scan", Equals: "code"}}},
		},
	}
	if got, want := p.UnreadFields(), []string{"colour", "mood", "pricey", "scan"}; !slices.Equal(got, want) {
		t.Errorf("%v are never read, want %v", got, want)
	}
	if len(p.Start.Ask) != 5 || len(p.Steps[0].Record) != 3 {
		t.Error("asking changed the process")
	}
}
