package storetest

import (
	"testing"
	"time"
)

// Whoever got no answer may have done it at any time since, or never; and what
// others saw afterwards has to fit one of the two.
func TestADeedWithoutAnAnswer(t *testing.T) {
	sanded := Deed{What: Did, Step: "sand", Person: "sari", Window: "1", Called: 1, Returned: 2, Unknown: true}
	looks := func(at int64, step string) Deed {
		return Deed{What: Looked, Person: "budi", Window: "2", Called: at, Returned: at + 1, Seen: Sight(step, "")}
	}
	for _, row := range []struct {
		name    string
		history []Deed
		fits    bool
	}{
		{"it was done", []Deed{sanded, looks(3, "look")}, true},
		{"it was never done", []Deed{sanded, looks(3, "sand")}, true},
		{"it was done late", []Deed{sanded, looks(3, "sand"), looks(5, "look")}, true},
		{"it was done, and then not", []Deed{sanded, looks(3, "look"), looks(5, "sand")}, false},
		{"it was done before it was asked for", []Deed{looks(-2, "look"), sanded}, false},
	} {
		if err := Linear(row.history, time.Minute); (err == nil) != row.fits {
			t.Errorf("%s: %v", row.name, err)
		}
	}
}
