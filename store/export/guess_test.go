package export

import (
	"bytes"
	"encoding/csv"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// guesses is how Apromore finds the columns of a CSV by their names: each
// column takes the first part that its name fits and that no column before it
// has (ANALYTICS.md, section 8).
func guesses(header []string) map[string]string {
	rules := []struct{ part, pattern string }{
		{"case id", `^((case)|(.*(case|service|event)(\s|-|_)?(id)).*)$`},
		{"activity", `^((activity|operation)(.*)|event)$`},
		{"end", `^((.*(end|complete|completion).*)|(time:)?timestamp|date & time)$`},
		{"start", `^(.*start.*)$`},
		{"resource", `^(resource|agent|employee|group)$`},
		{"role", `^role$`},
	}
	found := map[string]string{}
	for _, name := range header {
		for _, r := range rules {
			if found[r.part] == "" && regexp.MustCompile(r.pattern).MatchString(strings.ToLower(name)) {
				found[r.part] = name
				break
			}
		}
	}
	return found
}

// Plain names are found by a tool that guesses, every one of them at its first
// hit; names of XES are not, which is why there are both.
func TestAToolThatGuessesFindsThePlainNames(t *testing.T) {
	for names, want := range map[Header]map[string]string{
		PlainNames: {
			"case id": "case_id", "activity": "activity", "start": "start_timestamp", "end": "end_timestamp",
			"resource": "resource", "role": "role",
		},
		XESNames: {"start": "start_timestamp", "end": "time:timestamp"},
	} {
		var out bytes.Buffer
		if _, err := Write(t.Context(), &out, repairs(t), Request{What: Tasks, Form: Programs, Header: names}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := guesses(rows[0]); !maps.Equal(got, want) {
			t.Errorf("under the names of %s are found %v, want %v", names, got, want)
		}
	}
}

// What no tool of process mining does without stands in every row: a case, an
// activity, the time of its end; and a number that tells rows of one time
// apart, in the order in which they happened.
func TestEveryTaskHasWhatToolsNeed(t *testing.T) {
	for names, columns := range map[Header][]string{
		PlainNames: {"case_id", "activity", "end_timestamp", "sorting"},
		XESNames:   {"case:concept:name", "concept:name", "time:timestamp", "alur:seq"},
	} {
		var out bytes.Buffer
		if _, err := Write(t.Context(), &out, repairs(t), Request{What: Tasks, Form: Programs, Header: names}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(rows) < 3 {
			t.Fatal(len(rows), err)
		}
		sequence := map[string]bool{}
		for _, row := range rows[1:] {
			for _, column := range columns {
				if row[slices.Index(rows[0], column)] == "" {
					t.Errorf("no %s in %q", column, row)
				}
			}
			if _, err := time.Parse(moment, row[slices.Index(rows[0], columns[2])]); err != nil {
				t.Error(err)
			}
			number := row[slices.Index(rows[0], columns[3])]
			if sequence[number] {
				t.Errorf("two rows have the number %s", number)
			}
			sequence[number] = true
		}
	}
}
