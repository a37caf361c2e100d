package cli_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"alur/model"
	"alur/store"
	"alur/store/export"
	"alur/store/kv/bolt"
	"alur/ui/demo"
)

// furnished is the shop of the demo.
func furnished(t *testing.T) *store.Store {
	t.Helper()
	engine, err := bolt.Create(t.Context(), filepath.Join(t.TempDir(), "demo.db"), bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	n, at := 0, time.Date(2026, 11, 23, 7, 32, 0, 0, time.UTC)
	s, err := store.Open(t.Context(), engine, store.Options{
		Clock: func() time.Time { return at }, NewOp: func() string { n++; return fmt.Sprint("test-", n) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := demo.Build(t.Context(), s, demo.Options{Lang: model.Indonesian, Now: at}); err != nil {
		t.Fatal(err)
	}
	return s
}

// attempt is one attempt of a step as an export tells it; its times by the
// names of the columns.
type attempt struct{ caseID, activity, outcome, transition, resource, ready, claimed, start, end string }

// tableAttempts reads the rows of the tasks table, by instance.
func tableAttempts(t *testing.T, rows [][]string) map[string]attempt {
	t.Helper()
	at := func(name string) int { return slices.Index(rows[0], name) }
	all := map[string]attempt{}
	for _, r := range rows[1:] {
		all[r[at("concept:instance")]] = attempt{
			r[at("case:concept:name")], r[at("concept:name")], r[at("alur:outcome")], r[at("lifecycle:transition")], r[at("org:resource")],
			r[at("alur:ready")], r[at("alur:claimed")], r[at("start_timestamp")], r[at("time:timestamp")],
		}
	}
	if len(all) != len(rows)-1 {
		t.Fatalf("%d instances in %d rows", len(all), len(rows)-1)
	}
	return all
}

// logAttempts puts the events of a log together, as tools of process mining
// do.
func logAttempts(t *testing.T, data []byte) map[string]attempt {
	t.Helper()
	type values struct {
		Attrs []struct {
			Key   string `xml:"key,attr"`
			Value string `xml:"value,attr"`
		} `xml:",any"`
	}
	var log struct {
		Traces []struct {
			Names []struct {
				Key   string `xml:"key,attr"`
				Value string `xml:"value,attr"`
			} `xml:"string"`
			Events []values `xml:"event"`
		} `xml:"trace"`
	}
	if err := xml.Unmarshal(data, &log); err != nil {
		t.Fatal(err)
	}
	all := map[string]attempt{}
	for _, trace := range log.Traces {
		for _, event := range trace.Events {
			v := map[string]string{}
			for _, a := range event.Attrs {
				v[a.Key] = a.Value
			}
			a := all[v["concept:instance"]]
			a.caseID, a.activity = trace.Names[0].Value, v["concept:name"]
			switch step := v["lifecycle:transition"]; step {
			case "schedule":
				a.ready = v["time:timestamp"]
			case "assign":
				a.claimed = v["time:timestamp"]
			case "start":
				a.start = v["time:timestamp"]
			case "complete", "ate_abort":
				a.end, a.transition, a.outcome, a.resource = v["time:timestamp"], step, v["alur:outcome"], v["org:resource"]
			}
			all[v["concept:instance"]] = a
		}
	}
	return all
}

// What leaves as CSV and what leaves as XES are the same attempts, to the
// millisecond, and a workbook has the same rows.
func TestEveryFormHoldsTheSameTasks(t *testing.T) {
	s := furnished(t)
	write := func(r export.Request) []byte {
		var out bytes.Buffer
		if _, err := export.Write(t.Context(), &out, s, r); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	rows, err := csv.NewReader(bytes.NewReader(write(export.Request{What: export.Tasks, Form: export.Programs}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	table, log := tableAttempts(t, rows), logAttempts(t, write(export.Request{What: export.Tasks, Form: export.XES}))
	if len(table) < 1000 {
		t.Fatalf("only %d attempts", len(table))
	}
	if !maps.Equal(table, log) {
		for id, a := range table {
			if log[id] != a {
				t.Errorf("%s: %+v in CSV, %+v in XES", id, a, log[id])
				break
			}
		}
		t.Errorf("%d attempts in CSV, %d in XES", len(table), len(log))
	}
	f, err := excelize.OpenReader(bytes.NewReader(write(export.Request{What: export.Tasks, Form: export.Workbook})))
	if err != nil {
		t.Fatal(err)
	}
	book, err := f.GetRows("tasks", excelize.Options{RawCellValue: true})
	if err != nil || len(book) != len(rows) {
		t.Fatalf("%d rows in CSV, %d in the workbook: %v", len(rows), len(book), err)
	}
	for i := range rows {
		for _, column := range []int{0, 1, 2, 6, 12} {
			if rows[i][column] != book[i][column] {
				t.Fatalf("row %d, %s: %q in CSV, %q in the workbook", i, rows[0][column], rows[i][column], book[i][column])
			}
		}
	}
	sorted(t, rows)
}

// sorted reports rows whose sequence would put them into another order where
// two of a case began and ended together.
func sorted(t *testing.T, rows [][]string) {
	t.Helper()
	at := func(name string) int { return slices.Index(rows[0], name) }
	seen := map[string]bool{}
	for i, r := range rows[1:] {
		if seq := r[at("alur:seq")]; seen[seq] {
			t.Errorf("the sequence %s stands twice", seq)
		} else {
			seen[seq] = true
		}
		if i == 0 {
			continue
		}
		last := rows[i]
		same := func(name string) bool { return r[at(name)] == last[at(name)] }
		if same("case:concept:name") && same("start_timestamp") && same("time:timestamp") && len(r[at("alur:seq")]) < len(last[at("alur:seq")]) {
			t.Errorf("%s comes after %s", r[at("concept:instance")], last[at("concept:instance")])
		}
	}
}

// guesses are the expressions by which Apromore takes a column for what it is;
// the first that fits wins.
func guesses() map[string]*regexp.Regexp {
	return map[string]*regexp.Regexp{
		"case":     regexp.MustCompile(`(?i)^(case|.*(case|service|event)[ _-]?id.*)$`),
		"activity": regexp.MustCompile(`(?i)^((activity|operation).*|event)$`),
		"start":    regexp.MustCompile(`(?i)^.*start.*$`),
		"end":      regexp.MustCompile(`(?i)^(.*(end|complete|completion).*|(time:)?timestamp)$`),
		"resource": regexp.MustCompile(`(?i)^(resource|agent|employee|group)$`),
		"role":     regexp.MustCompile(`(?i)^role$`),
	}
}

// The plain header is understood by a tool that guesses: each of its guesses
// falls on the right column, and on no other.
func TestThePlainHeaderIsGuessedRight(t *testing.T) {
	var out bytes.Buffer
	s := furnished(t)
	if _, err := export.Write(t.Context(), &out, s, export.Request{What: export.Tasks, Form: export.Programs, Header: export.PlainNames}); err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(out.String(), "\n")
	names := strings.Split(header, ",")
	want := map[string]string{
		"case": "case_id", "activity": "activity", "start": "start_timestamp", "end": "end_timestamp", "resource": "resource", "role": "role",
	}
	for what, guess := range guesses() {
		var found []string
		for _, name := range names {
			if guess.MatchString(name) {
				found = append(found, name)
			}
		}
		if len(found) != 1 || found[0] != want[what] {
			t.Errorf("%s is guessed to be %q, want %s", what, found, want[what])
		}
	}
	for _, name := range names {
		if name == "event_id" || name == "activity_instance" {
			t.Errorf("%s would be taken for something else", name)
		}
	}
}
