package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
)

// factory is a published log of a factory on the screen.
func factory(t testing.TB, lang model.Lang) *desk {
	t.Helper()
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared", "data")
	}
	file, err := os.Open(filepath.Join(folder, "eventlogs", "production.csv.gz"))
	if err != nil {
		t.Skip("the log of the factory is not here")
	}
	defer file.Close()
	log, _, err := eventlog.Read(file, eventlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sitAs(t, OverLog(log, "production.csv.gz", time.UTC, Options{Lang: lang}))
}

// A log of another program is looked at like the shop's own past: the problem
// first, a table for every view, the work behind a row, and a case from its
// first step to its last.
func TestALogOnTheScreen(t *testing.T) {
	for _, lang := range model.Langs() {
		for _, place := range []struct {
			name string
			way  []string
		}{
			{"slow", nil}, {"convoluted", []string{"tab"}}, {"errors", []string{"tab*2"}}, {"people", []string{"tab*3"}},
			{"the work behind a row", []string{"enter"}}, {"a case", []string{"enter", "down", "enter"}},
			{"which work", []string{"o"}}, {"the menu", []string{"f10"}}, {"the last 30 days", []string{"left*2"}},
		} {
			d := factory(t, lang).steps(place.way...)
			d.golden("log/" + string(lang) + "-" + strings.ReplaceAll(place.name, " ", "-"))
			for _, size := range [][2]int{{60, 18}, {120, 30}} {
				d.resize(size[0], size[1])
				for i, line := range splitLines(d.screen()) {
					if width(line) > size[0] {
						t.Errorf("%s %v: line %d is too wide: %q", place.name, size, i, line)
					}
				}
			}
		}
	}
}

// What a log has not is not offered, and nothing can be done to it.
func TestALogIsOnlyLookedAt(t *testing.T) {
	d := factory(t, model.English)
	d.sees("Lapping waits", "[Slow] Convoluted Errors People", "A log of another program")
	if strings.Contains(d.screen(), "Promises") || strings.Contains(d.screen(), "Saved") {
		t.Error(d.screen())
	}
	for range 4 {
		d.press("tab")
	}
	d.sees("[Slow]")
	for _, key := range []string{"f3", "f4", "f5", "f6", "e", "n"} {
		d.press(key)
		d.sees("[Slow]")
	}
	d.press("f3").sees("Processes: a log of another program has none.")
	d.press("ctrl+z").sees("A log can only be looked at.")
	d.press("f12")
	if !d.closed {
		t.Error("F12 does not close a log, where nobody can sign in")
	}
}

// TestALogWritesNumbersAsItsLanguageDoes: the sentence and the table under it
// have one decimal sign, and thousands are parted by the other.
func TestALogWritesNumbersAsItsLanguageDoes(t *testing.T) {
	for lang, marks := range map[model.Lang][3]string{
		model.English:    {"7.2 times", " 7.8 ", "the first 1,000 of 1,269"},
		model.Indonesian: {"7,2 kali", " 7,8 ", "1.000 pertama dari 1.269"},
	} {
		d := factory(t, lang)
		d.press("tab").sees(marks[0], marks[1])
		d.press("shift+tab").press("down", "down", "down", "enter").sees(marks[2])
	}
}

// TestAPeriodShowsItsOwnDays: days that one chooses end with the last of them.
func TestAPeriodShowsItsOwnDays(t *testing.T) {
	d := factory(t, model.English)
	d.press("o").text("10/01/2012").press("tab").text("14/01/2012").press("f9").sees("10 Jan 2012 to Sat 14 Jan 2012", "10 11 12 13 14")
	if line := d.screen(); strings.Contains(line, "14 15") {
		t.Errorf("a day outside the period is shown:\n%s", line)
	}
}

// TestTheScreenSaysHowALogWasRead: what the columns were taken for stands in
// the question which work is looked at, and the page says that something was
// left out, where something was.
func TestTheScreenSaysHowALogWasRead(t *testing.T) {
	log, _, err := eventlog.Read(strings.NewReader("case,activity,timestamp\nc1,Mend it,2026-03-01T08:00:00Z\n"), eventlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[model.Lang]string{model.English: "O shows it.", model.Indonesian: "O menampilkannya."} {
		read := []string{"Read as: case = case, step = activity.", "2 rows left out: no time (the first in line 4)"}
		d := sitAs(t, OverLog(log, "told.csv", time.UTC, Options{Lang: lang, Read: read}))
		d.sees(want, "(1)").press("o").sees(read...)
		whole := sitAs(t, OverLog(log, "told.csv", time.UTC, Options{Lang: lang, Read: read[:1]}))
		if contains(whole.screen(), want) {
			t.Errorf("all was read, and it says:\n%s", whole.screen())
		}
		whole.press("o").sees(read[0])
	}
}
