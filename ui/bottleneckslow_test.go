package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
)

// ends is a log that tells of each step only when it was done: it comes in the
// morning, is looked at an hour later, and mended some days after that.
func ends(t testing.TB, lang model.Lang) *desk {
	t.Helper()
	var text strings.Builder
	text.WriteString("case,activity,timestamp,resource\n")
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	for n := range 30 {
		came := day.AddDate(0, 0, n)
		for _, done := range []struct {
			step  string
			after time.Duration
		}{{"Take it in", 0}, {"Look at it", time.Hour}, {"Mend it", time.Duration(2+n%5) * 24 * time.Hour}} {
			fmt.Fprintf(&text, "c%d,%s,%s,Ani\n", n, done.step, came.Add(done.after).Format(time.RFC3339))
		}
	}
	log, _, err := eventlog.Read(strings.NewReader(text.String()), eventlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sitAs(t, OverLog(log, "mended.csv", time.UTC, Options{Lang: lang}))
}

// TestWithoutBeginsTheTableHasTheStepsAllTheSame: the sentence names a step,
// so the table under it has that step too, with all the time there is and the
// word that its begin is not known; behind it are its cases, the longest first,
// and the steps of each.
func TestWithoutBeginsTheTableHasTheStepsAllTheSame(t *testing.T) {
	d := ends(t, model.English)
	d.sees("Mend it is done 4 days after the step before it", "► Mend it", "30 ≤4 days", "begin unknown", "Look at it", "30 ≤1:00 h",
		"Take it in", "When it was begun is not known")
	d.press("enter").sees("The cases behind a figure", "► c4", "≤6 days").press("enter").sees("A case of the log", "Take it in", "≤1:00 h", "≤6 days")
	d.press("esc", "esc", "down", "down").sees("When it came and when it was begun is not known.").press("enter").sees("Take it in", "► c0")
	ends(t, model.Indonesian).sees("► Mend it", "mulai tak jelas", "Kapan dimulai tidak diketahui").press("enter").sees("≤6 hari")
}
