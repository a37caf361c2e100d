package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// publishedLog is one of the published logs, where it is at hand.
func publishedLog(t *testing.T, name string) string {
	t.Helper()
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	file := filepath.Join(folder, "eventlogs", name)
	if _, err := os.Stat(file); err != nil {
		t.Skipf("%s is not here", file)
	}
	return file
}

// TestAnyLogIsLookedAt: a shop that has nothing of alur yet looks at a log of
// another program. The names of --json are stable, and the figures those that
// pm4py and edeaR have of a factory's log.
func TestAnyLogIsLookedAt(t *testing.T) {
	c := &counter{t: t, home: t.TempDir()}
	file := publishedLog(t, "production.csv.gz")
	var doc map[string]any
	if err := json.Unmarshal([]byte(c.must("bottlenecks", "--log", file, "--json")), &doc); err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Fields(`cases variants lead_time touch_time waiting_time flow_efficiency repeat_cases hand_offs wip_average
		throughput_per_day first_pass_share steps people findings`) {
		if _, ok := doc[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	for _, of := range []string{"lead_time", "touch_time", "waiting_time", "hand_offs"} {
		for _, name := range []string{"n", "mean", "min", "max", "sum", "p50", "p75", "p85", "p90", "p95"} {
			if _, ok := doc[of].(map[string]any)[name].(float64); !ok {
				t.Errorf("%s.%s is missing", of, name)
			}
		}
	}
	first := func(name string) map[string]any { return doc[name].([]any)[0].(map[string]any) }
	for list, names := range map[string]string{
		"steps":    "step executions cases repeat_cases processing waiting waiting_share queue_average",
		"people":   "person executions busy_sum busy_union",
		"findings": "kind step process size sentence n",
	} {
		for _, name := range strings.Fields(names) {
			if _, ok := first(list)[name]; !ok {
				t.Errorf("%s[].%s is missing", list, name)
			}
		}
	}
	lead := doc["lead_time"].(map[string]any)
	for _, want := range []struct {
		name     string
		is, want float64
	}{
		{"cases", doc["cases"].(float64), 225},
		{"variants", doc["variants"].(float64), 217},
		{"repeat_cases", doc["repeat_cases"].(float64), 209},
		{"lead_time.mean", lead["mean"].(float64), 1781565.066666667},
		{"lead_time.p95", lead["p95"].(float64), 6217200},
	} {
		if math.Abs(want.is-want.want) > 1e-9*want.want {
			t.Errorf("%s is %v, want %v", want.name, want.is, want.want)
		}
	}
	if first("findings")["kind"] != "slow" || first("findings")["step"] != "Lapping" {
		t.Errorf("first comes %v", first("findings"))
	}

	text := c.must("bottlenecks", "--log", file)
	for _, part := range []string{"Read as: case = case:concept:name", "225 cases closed", "- Lapping waits"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not said:\n%s", part, text)
		}
	}
	if said := c.must("bottlenecks", "--log", file, "--lang", "id"); !strings.Contains(said, "Lapping menunggu") {
		t.Errorf("in Indonesian it says:\n%s", said)
	}
	corrected := c.must("bottlenecks", "--log", file, "--map", "step=org:resource")
	if !strings.Contains(corrected, "step = org:resource") {
		t.Errorf("--map is not followed:\n%s", corrected)
	}
	c.refused("no column", "bottlenecks", "--log", file, "--map", "step=nowhere")
	c.refused("There is no file", "bottlenecks", "--log", filepath.Join(c.home, "none.csv"))
}

// TestALogWithoutBegins: a log that tells only when steps were done has a table
// all the same, by the time since each came, and says what that is.
func TestALogWithoutBegins(t *testing.T) {
	c := &counter{t: t, home: t.TempDir()}
	var text strings.Builder
	text.WriteString("case,activity,timestamp\n")
	for n := 1; n <= 25; n++ {
		fmt.Fprintf(&text, "c%d,Take it in,2026-03-%02dT08:00:00Z\nc%d,Mend it,2026-03-%02dT12:00:00Z\n", n, n, n, n+3)
	}
	file := filepath.Join(c.home, "mended.csv")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	told := c.must("bottlenecks", "--log", file)
	rows := regexp.MustCompile(`(?m)^(Mend it +25 +≤ 3 days +≤ 3 days +- +-|Take it in +25 +- +- +- +-).*$`).FindAllString(told, -1)
	if len(rows) != 2 || !strings.HasPrefix(rows[0], "Mend it") || !strings.Contains(told, "≤: when it was begun is not known") {
		t.Errorf("it says:\n%s", told)
	}
}

// TestDatesThatLeaveAChoiceAreToldAndTurned: what a log of dates such as
// 03/01/2024 was read as stands there, and one word turns it.
func TestDatesThatLeaveAChoiceAreToldAndTurned(t *testing.T) {
	c := &counter{t: t, home: t.TempDir()}
	var text strings.Builder
	text.WriteString("case,activity,timestamp\n,A,03/01/2024 08:00\n")
	for n := 1; n <= 30; n++ {
		fmt.Fprintf(&text, "n%d,A,03/%02d/2024 08:00\nn%d,B,03/%02d/2024 08:00\n", n, n%10+1, n, n%10+2)
	}
	file := filepath.Join(c.home, "american.csv")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		args  []string
		parts []string
	}{
		{nil, []string{
			"dates = day/month.", "No date shows whether the day or the month comes first. If it is not day/month: --dates month/day\n",
			`1 row left out: column "case": there is nothing (line 2)`, "From 2024-01-03", "B is done 31 days",
		}},
		{[]string{"--lang", "id"}, []string{"tanggal = hari/bulan.", "Kalau bukan hari/bulan: --dates month/day\n", `1 baris dilewati: kolom "case": tidak ada isinya (baris 2)`}},
		{[]string{"--dates", "month/day"}, []string{"dates = month/day.", "From 2024-03-01", "B is done 24 h"}},
		{[]string{"--json"}, []string{`"dates": "day/month"`, `column \"case\": there is nothing`}},
		{[]string{"--dates", "month/day", "--json"}, []string{`"dates": "month/day"`, `"dates_sure": true`}},
	} {
		said := c.must(append([]string{"bottlenecks", "--log", file}, want.args...)...)
		for _, part := range want.parts {
			if !strings.Contains(said, part) {
				t.Errorf("%q: %q is not said:\n%s", want.args, part, said[:min(len(said), 1500)])
			}
		}
		if len(want.args) > 0 && want.args[0] == "--dates" && strings.Contains(said, "No date shows") {
			t.Errorf("who says it is asked again:\n%s", said)
		}
	}
	c.refused("--dates is day/month or month/day", "bottlenecks", "--log", file, "--dates", "us")
}

// TestAWaitForTheWorldIsNoWork: what is only waited for outside took no work,
// which is not the same as less than a minute of it.
func TestAWaitForTheWorldIsNoWork(t *testing.T) {
	a := &app{lang: model.English}
	for want, d := range map[string]stats.Distribution{
		"-": {N: 9}, "too few: 2": {N: 2, Max: 60, P50: 60}, "2 min": {N: 9, Max: 180, P50: 120},
	} {
		if got := a.worked(d, nil); got != want {
			t.Errorf("%+v is told as %q, want %q", d, got, want)
		}
	}
}

// TestALongNameIsCutInTheTable: as on screens, with a sign that it goes on.
func TestALongNameIsCutInTheTable(t *testing.T) {
	c := &counter{t: t, home: t.TempDir()}
	file := filepath.Join(c.home, "long.csv")
	text := "case,activity,timestamp\nc1," + strings.Repeat("x", 5000) + ",2026-03-02T08:00:00Z\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := c.must("bottlenecks", "--log", file); !strings.Contains(said, strings.Repeat("x", 59)+"… ") || len(said) > 2000 {
		t.Errorf("it says:\n%s", said)
	}
}

// TestNothingTakesLessThanAMinuteOrMore: a log whose cases have one event each
// says that it does not tell how long they took, and what took seconds is no
// more than that.
func TestNothingTakesLessThanAMinuteOrMore(t *testing.T) {
	c := &counter{t: t, home: t.TempDir()}
	for said, ends := range map[string][]string{
		"25 cases closed, 0 open, each at one moment: how long they took is not recorded.":                     {"08:00:00"},
		"25 cases closed, 0 open, half of them took less than a minute; how much of it was work is not known.": {"08:00:00", "08:00:30"},
		"25 cases closed, 0 open, half of them took 2 h or more; how much of it was work is not known.":        {"08:00:00", "10:00:00"},
	} {
		var text strings.Builder
		text.WriteString("case,activity,timestamp\n")
		for n := 1; n <= 25; n++ {
			for k, at := range ends {
				fmt.Fprintf(&text, "c%d,Step %d,2026-03-%02dT%sZ\n", n, k, n, at)
			}
		}
		file := filepath.Join(c.home, "moments.csv")
		if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := c.must("bottlenecks", "--log", file); !strings.Contains(got, said) {
			t.Errorf("%q is not said:\n%s", said, got)
		}
	}
}

// TestWhatALogDoesNotRecordIsNotZero: of a log without a single failure, pause
// or begin nothing is told that it does not say; one that has a failure counts.
func TestWhatALogDoesNotRecordIsNotZero(t *testing.T) {
	c := &counter{t: t, home: t.TempDir()}
	write := func(ended string) string {
		var text strings.Builder
		text.WriteString("case,activity,timestamp,lifecycle:transition\n")
		for n := 1; n <= 25; n++ {
			fmt.Fprintf(&text, "c%d,Take it in,2026-03-%02dT08:00:00Z,complete\nc%d,Mend it,2026-03-%02dT12:00:00Z,%s\n", n, n, n, n+3, ended)
		}
		file := filepath.Join(c.home, ended+".csv")
		if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for ended, want := range map[string]string{"complete": `Mend it +25 .* - *\n`, "ate_abort": `Mend it +25 .* 25 *\n`} {
		if said := c.must("bottlenecks", "--log", write(ended)); !regexp.MustCompile(want).MatchString(said) {
			t.Errorf("%s is not said:\n%s", want, said)
		}
	}
	var doc struct {
		Parked   map[string]any   `json:"parked_time"`
		Steps    []map[string]any `json:"steps"`
		Detours  []map[string]any `json:"detours"`
		Involved []map[string]any `json:"involved"`
	}
	if err := json.Unmarshal([]byte(c.must("bottlenecks", "--log", write("complete"), "--json")), &doc); err != nil {
		t.Fatal(err)
	}
	for _, of := range []map[string]any{doc.Parked, doc.Steps[0]["processing"].(map[string]any)} {
		if of["n"] != 0.0 || of["mean"] != nil || of["sum"] != nil || of["p50"] != nil {
			t.Errorf("%v", of)
		}
	}
	for _, name := range []string{"given_back", "unclear", "skipped"} {
		for _, of := range []map[string]any{doc.Detours[0], doc.Involved[0]} {
			if n, ok := of[name]; !ok || n != nil {
				t.Errorf("%s is %v", name, n)
			}
		}
	}
}

// TestAlursOwnEventsSayWhichFileIsLookedAt: what alur writes of all events has
// many that are of no step; the file to be read back is another.
func TestAlursOwnEventsSayWhichFileIsLookedAt(t *testing.T) {
	for lang, want := range map[model.Lang]string{model.English: "To be looked at: alur export tasks --format xes.", model.Indonesian: "Untuk dilihat: alur export tasks --format xes."} {
		a := &app{lang: lang}
		for own, heading := range map[bool][]string{true: {"concept:name", "alur:event"}, false: {"concept:name"}} {
			if said := strings.Join(a.howRead(&eventlog.Report{Heading: heading}, &eventlog.Log{}), " "); strings.Contains(said, want) != own {
				t.Errorf("of alur %v: %s", own, said)
			}
		}
	}
}

// TestTheScreenTellsWhatTheTextTellsOfReading: of a log that says for a third of
// its rows when work was ready, text and screen say that waiting goes by the end
// of the step before; where most rows say it, there is nothing to say.
func TestTheScreenTellsWhatTheTextTellsOfReading(t *testing.T) {
	for name, want := range map[string]string{
		"bpic2012_a.csv.gz":   "When work was ready is known of 13409 of 35849 rows only",
		"bpic2020_rfp.csv.gz": "",
	} {
		file, err := os.Open(publishedLog(t, name))
		if err != nil {
			t.Fatal(err)
		}
		log, report, err := eventlog.Read(file, eventlog.Options{})
		if err := errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
		said := strings.Join((&app{lang: model.English}).howRead(report, log), "\n")
		if got := strings.Contains(said, "When work was ready is known of"); got != (want != "") || !strings.Contains(said, want) {
			t.Errorf("%s: %s", name, said)
		}
	}
}
