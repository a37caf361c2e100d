package demo_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/export"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The whole story of an order that came back from the check, as a customer or
// an auditor is handed it.
func TestTheStoryOfAnOrder(t *testing.T) {
	for _, lang := range model.Langs() {
		s := build(t, lang, now)
		id := eventful(t, s)
		var text strings.Builder
		report, err := export.Write(t.Context(), &text, s, export.Request{What: export.Story, Form: export.Markdown, Case: id, Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		// The head moves with everything that the demo does after.
		got := strings.ReplaceAll(text.String(), report.Head.String(), "N:HASH")
		golden := "testdata/story." + string(lang) + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs; run the test with -update and read it:\n%s", golden, got)
		}
		history, err := s.History(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if told := strings.Count(text.String(), "\n- **") - strings.Count(text.String(), ":** "); told != len(history) || report.Rows != told {
			t.Errorf("%d of %d events are told, %d are reported", told, len(history), report.Rows)
		}
	}
}

// eventful is the first finished case that was parked, sent back and done again.
func eventful(t *testing.T, s *store.Store) string {
	t.Helper()
	id := ""
	err := s.EachCase(t.Context(), func(c *model.Case, _ *model.Flow) error {
		parked, again := false, false
		for _, task := range c.Tasks {
			parked = parked || len(task.Pauses) > 0
			again = again || task.Round > 1
		}
		if id == "" && parked && again && c.State == model.Finished {
			id = c.ID
		}
		return nil
	})
	if err != nil || id == "" {
		t.Fatalf("no case was parked and sent back: %v", err)
	}
	return id
}
