package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/findings"
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

// fromText is a log that is looked at on the screen.
func fromText(t testing.TB, lang model.Lang, text string) *desk {
	t.Helper()
	log, _, err := eventlog.Read(strings.NewReader(text), eventlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sitAs(t, OverLog(log, "told.csv", time.UTC, Options{Lang: lang}))
}

// TestNoReasonIsClaimedThatNobodyWrote: where too little is done over to stand
// out, the sentence over the table says what the table says.
func TestNoReasonIsClaimedThatNobodyWrote(t *testing.T) {
	for _, tt := range []struct {
		twice  int
		en, id string
	}{
		{2, "No step stands out. Done again with no reason on record: 2.", "Diulang tanpa alasan di catatan: 2."},
		{0, "No step stands out: nothing is done over.", "tidak ada yang diulang."},
	} {
		var text strings.Builder
		text.WriteString("case,activity,timestamp\n")
		for n := range 30 {
			for k := range 2 + min(1, max(0, tt.twice-n)) {
				fmt.Fprintf(&text, "c%d,Step %d,2026-03-%02dT0%d:00:00Z\n", n, min(1, k), n+1, k)
			}
		}
		fromText(t, model.English, text.String()).press("tab").sees("[Convoluted]", tt.en)
		fromText(t, model.Indonesian, text.String()).press("tab").sees(tt.id)
	}
	e := &env{lang: model.English, shop: &model.Shop{}, theme: newTheme(NoColour, false)}
	sentBack := &bottlenecks{review: findings.Review{Detours: []findings.Detour{{AgainSent: 9}}}}
	if got, want := sentBack.nothingAgain(e), "No step stands out: what is done over has a reason on record."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// TestCountsOfAHundredStandApart: a hundred that wait at the end of a day and a
// hundred at that of the next are two figures.
func TestCountsOfAHundredStandApart(t *testing.T) {
	var text strings.Builder
	text.WriteString("case,activity,start,end\n")
	begun := time.Date(2026, 3, 20, 8, 0, 0, 0, time.UTC)
	for n := range 120 {
		came := time.Date(2026, 3, 1+n/100, 8, 0, 0, 0, time.UTC)
		fmt.Fprintf(&text, "c%d,Take it in,%[2]s,%[2]s\n", n, came.Format(time.RFC3339))
		fmt.Fprintf(&text, "c%d,Mend it,%s,%s\n", n, begun.Format(time.RFC3339), begun.Add(time.Hour).Format(time.RFC3339))
	}
	d := fromText(t, model.English, text.String())
	d.sees("Waiting at the end of each day", " 120 120 120 ")
	d.resize(120, 30).sees(" 120 120 120 120 120 120 ", "  14  15  16  17  18  19  20")
}

// TestWhatNobodyRecordedIsNotNothing: a log that says only when work was done
// says of no role how long it worked and how long it was waited for.
func TestWhatNobodyRecordedIsNotNothing(t *testing.T) {
	text := "case,activity,timestamp,resource,role\n"
	for n := range 30 {
		text += fmt.Sprintf("c%d,Take it in,2026-03-%02dT08:00:00Z,Ani,Counter\nc%[1]d,Mend it,2026-03-%02[2]dT12:00:00Z,Budi,Workshop\n", n, n+1)
	}
	d := fromText(t, model.English, text).press("shift+tab")
	d.sees("[People]", "Counter", "not known", "Done by, for how long is not known: Ani")
	if contains(d.screen(), "<1 min") {
		t.Errorf("what nobody recorded is told as nothing:\n%s", d.screen())
	}
	fromText(t, model.Indonesian, text).press("shift+tab").sees("tak jelas", "berapa lamanya tidak diketahui: Ani")
}

// TestALogHasThePersonsByName: a log tells of each who did the work how much it
// was, by name, under its roles or where it knows none in their place; a role
// says how many more there are than fit in its line.
func TestALogHasThePersonsByName(t *testing.T) {
	names := []string{"Zaki", "Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gita", "Hadi", "Indra"}
	for _, role := range []string{"", ",role"} {
		text := "case,activity,start,end,resource" + role + "\n"
		for n := range 30 {
			row := fmt.Sprintf("c%d,Mend it,2026-03-%02dT08:00:00Z,2026-03-%02[2]dT09:00:00Z,%s", n, n+1, names[n%len(names)])
			if role != "" {
				row += ",Workshop"
			}
			text += row + "\n"
		}
		d := fromText(t, model.English, text).press("shift+tab").sees("[People]", "Ani", "3:00 h")
		if role != "" {
			d.sees("► Workshop", "Ani 3:00 h, Budi 3:00 h, ", " more").press("down")
		}
		d.sees("► Ani", "Cases with Ani: 3. Rounds: 3, of them begun at a known time: 3.")
		if screen := d.screen(); strings.Index(screen, "► Ani") > strings.Index(screen, "  Budi  ") {
			t.Errorf("they do not stand by name:\n%s", screen)
		}
		d.press("enter").sees("The cases behind a figure", "Ani", "c1", "c11", "c21", "Mend it")
		fromText(t, model.Indonesian, text).press("shift+tab").sees("Ani", "3:00 j")
	}
}

// TestTooFewComeAfterTheRanked: a step done four times is not ranked, however
// long it waited; it stands dim under those that are.
func TestTooFewComeAfterTheRanked(t *testing.T) {
	var text strings.Builder
	text.WriteString("case,activity,start,end\n")
	row := func(c int, step string, from, to time.Time) {
		fmt.Fprintf(&text, "c%d,%s,%s,%s\n", c, step, from.Format(time.RFC3339), to.Format(time.RFC3339))
	}
	for n := range 30 {
		at := time.Date(2026, 3, n+1, 8, 0, 0, 0, time.UTC)
		row(n, "Take it in", at, at.Add(time.Hour))
		row(n, "Mend it", at.Add(2*time.Hour), at.Add(3*time.Hour))
		if n < 4 {
			row(n, "Return it", at.AddDate(0, 0, 20), at.AddDate(0, 0, 20).Add(time.Hour))
		}
	}
	d := fromText(t, model.English, text.String()).sees("Return it", "few: 4")
	if s := d.screen(); strings.Index(s, "  Return it ") < strings.Index(s, "Mend it    ") {
		t.Errorf("the one with too few is ranked:\n%s", s)
	}
	th := newTheme(TrueColour, false)
	e := &env{lang: model.English, width: 80, shop: &model.Shop{}, theme: th}
	table := slowTable{heads: []string{"Step", "Done", "Of all"}, wide: []int{6}, last: 8, rows: []slowRow{{name: "Return it", cells: []string{"4"}, end: "9 %", dim: true}}}
	l := table.layout(e)
	line := table.line(e, l, 0, false)
	if text := plain(line); line != "    "+th.dim(text[4:4+l.names])+th.dim(text[4+l.names:]) {
		t.Errorf("the row of too few is not dim: %q", line)
	}
}

// TestALogWithoutFailuresSaysSo: that a log has no failure on record is not
// that nothing was sent back.
func TestALogWithoutFailuresSaysSo(t *testing.T) {
	ends(t, model.English).press("tab", "tab").sees("Whether anything was sent back this log does not record.").lacks("Nothing was sent back", "No step sends")
	ends(t, model.Indonesian).press("tab", "tab").sees("Apakah ada yang dikembalikan tidak dicatat di log ini.")
}
