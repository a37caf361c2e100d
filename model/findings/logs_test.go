package findings_test

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/model/findings"
)

// logOf reads one of the published logs.
func logOf(t testing.TB, name string) *eventlog.Log {
	t.Helper()
	folder := os.Getenv("ALUR_TESTDATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	file, err := os.Open(filepath.Join(folder, "eventlogs", name+".csv.gz"))
	if err != nil {
		t.Skipf("%s is not here", name)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	log, _, err := eventlog.ReadCSV(plain, eventlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// TestWhatIsSaidOfPublishedLogs holds what is named first of logs whose story
// is known: the offers of a bank that are called about for weeks (ANALYTICS
// counts 61 % of all waiting there), a factory whose parts stand in front of
// the lapping machines, an office where one step in four is done over, and a
// handful of cases that say nothing.
func TestWhatIsSaidOfPublishedLogs(t *testing.T) {
	for _, c := range []struct {
		log  string
		kind findings.Kind
		step string
	}{
		{"bpic2012_a", findings.Slow, "W_Nabellen offertes"},
		{"production", findings.Slow, "Lapping"},
		{"callcenter", findings.Slow, "Inbound Call"},
		{"bpic2013_closed", findings.Slow, "Accepted/In Progress"},
		{"running-example", "", ""},
	} {
		t.Run(c.log, func(t *testing.T) {
			r := findings.Of(findings.Look{Log: logOf(t, c.log), Options: figures.Everything()})
			for _, f := range r.Findings {
				t.Log(f.Kind, f.Sentence(model.English))
			}
			switch {
			case c.kind == "":
				if len(r.Findings) > 0 {
					t.Errorf("%d cases say %q", r.Cases, r.Findings[0].Sentence(model.English))
				}
			case len(r.Findings) == 0:
				t.Error("nothing is named")
			case r.Findings[0].Kind != c.kind || r.Findings[0].Step != c.step:
				t.Errorf("%s of %s comes first, want %s of %s", r.Findings[0].Kind, r.Findings[0].Step, c.kind, c.step)
			}
		})
	}
}
