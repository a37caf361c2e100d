package export

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestWhatAnEndedExportLeftIsClearedAway: a program that is killed can't tidy
// up; the next export into the folder does, of whatever name it was. One that
// still writes keeps its file, and so does whatever is not alur's.
func TestWhatAnEndedExportLeftIsClearedAway(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	others := []string{"a.csv.tmp-123", "b.xlsx.alur.tmp-", "c.alur.tmp-12x", "notes.txt"}
	for _, name := range append([]string{"old.xlsx.alur.tmp-4711", "a.csv.alur.tmp-12"}, others...) {
		if err := os.WriteFile(at(name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	writing, err := newDraft(at("busy.csv"))
	if err != nil {
		t.Fatal(err)
	}
	yes := func(Report) error { return nil }
	if _, err := ToFile(t.Context(), at("a.csv"), repairs(t), Request{What: Cases, Form: Programs}, yes); err != nil {
		t.Fatal(err)
	}
	want := append([]string{"a.csv", filepath.Base(writing.name())}, others...)
	slices.Sort(want)
	if got := names(t, folder); !slices.Equal(got, want) {
		t.Errorf("the folder has %q, want %q", got, want)
	}
	writing.drop()
	if slices.Contains(names(t, folder), filepath.Base(writing.name())) {
		t.Error("a draft that was dropped is still there")
	}
}

// TestAnExportThatIsStoppedLeavesNothing: Ctrl+C in the middle of a long one
// ends it at the next row, and nothing is left or noted.
func TestAnExportThatIsStoppedLeavesNothing(t *testing.T) {
	for _, what := range []Request{{What: Cases, Form: Programs}, {What: Tasks, Form: XES}, {What: Tasks, Form: Workbook}} {
		folder := t.TempDir()
		ctx, stop := context.WithCancel(t.Context())
		what.Progress = func(done, _ uint64) {
			if done == 1 {
				stop()
			}
		}
		never := func(Report) error {
			t.Error("it is on record")
			return nil
		}
		if _, err := ToFile(ctx, filepath.Join(folder, "a"), repairs(t), what, never); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: it ends with %v", what.Form, err)
		}
		if got := names(t, folder); len(got) != 0 {
			t.Errorf("%s: the folder has %q", what.Form, got)
		}
	}
}
