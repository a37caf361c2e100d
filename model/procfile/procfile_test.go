package procfile_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"
)

var update = flag.Bool("update", false, "write the golden files")

// told lists the faults of a file as people see them, in every language.
func told(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, flow, faults := procfile.Read(filepath.Base(file), data)
	var out strings.Builder
	stops := false
	for _, l := range model.Langs() {
		for _, f := range faults {
			out.WriteString(f.In(l) + "\n")
			stops = stops || !f.Warning
		}
	}
	if stops == (flow != nil) {
		t.Errorf("%s: a fault that is no warning and a flow go together", file)
	}
	return out.String()
}

func TestFaultsAreToldAllAtOnceWithTheirPlace(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			golden := strings.TrimSuffix(file, ".yaml") + ".golden"
			got := told(t, file)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) || got == "" {
				t.Errorf("told:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func TestTooLargeAFileIsRefusedUnread(t *testing.T) {
	_, _, faults := procfile.Read("orders.csv", make([]byte, procfile.MaxSize+1))
	if len(faults) != 1 || !strings.Contains(faults[0].In(model.English), "larger than 1 MiB") {
		t.Fatalf("%v", faults)
	}
}

func TestThousandsOfFaultsAreToldInABoundedTime(t *testing.T) {
	_, flow, faults := procfile.Read("orders.csv", []byte("steps:\n"+strings.Repeat("- a: b\n", 100_000)))
	if flow != nil || len(faults) != 200 {
		t.Errorf("%d faults", len(faults))
	}
	_, flow, faults = procfile.Read("long.yaml", []byte("process: Sale\nrole: shop\nsteps:\n"+strings.Repeat("- Sell\n", 100_000)))
	if flow != nil || len(faults) != 1 || !strings.HasPrefix(faults[0].In(model.English), "long.yaml:304:3: a process has at most 300 steps") {
		t.Errorf("%v", faults)
	}
}

// TestDepthAndLengthDoNoHarm: what nobody writes by hand is refused, or read,
// in a bounded time.
func TestDepthAndLengthDoNoHarm(t *testing.T) {
	const head = "process: A\nrole: x\nsteps:\n  - do: B\n"
	for name, text := range map[string]string{
		"nested lists":    head + "    check: " + strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000),
		"nested dashes":   head + "  " + strings.Repeat("- ", 9_000) + "C",
		"nested keys":     head + "    check:\n" + deep(1_200),
		"one long line":   head + "    how: " + strings.Repeat("word ", 200_000),
		"one long key":    head + "  - choose: {\"" + strings.Repeat("(", 500_000) + "\": end, else: next}\n",
		"one long word":   head + "    how: " + strings.Repeat("x", 1_000_000),
		"a long block":    head + "    how: |\n" + strings.Repeat("      x\n", 120_000),
		"a long text":     head + "    how: x\n" + strings.Repeat("      x\n", 120_000),
		"a long quote":    head + "    how: \"" + strings.Repeat("x\n      ", 120_000),
		"many long words": "process: A\n" + strings.Repeat("x: "+strings.Repeat("y", 300)+"\n", 3_000),
		"many colons":     "process: A\n" + strings.Repeat("a\n", 300_000) + "b: c",
		"many comments":   "process: A\n" + strings.Repeat("#1\n", 300_000) + " b: c",
	} {
		begun := time.Now()
		_, flow, faults := procfile.Read("deep.yaml", []byte(text[:min(len(text), procfile.MaxSize)]))
		if flow != nil || len(faults) == 0 {
			t.Errorf("%s: accepted", name)
		}
		if took := time.Since(begun); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// deep is keys inside each other.
func deep(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat(" ", 6+i) + "a:\n")
	}
	return b.String()
}

func TestBracketsWithoutEndDoNoHarm(t *testing.T) {
	_, flow, faults := procfile.Read("deep.yaml", bytes.Repeat([]byte("["), 20_000))
	if flow != nil || len(faults) != 1 {
		t.Fatalf("%d faults", len(faults))
	}
}

func TestFiveLinesAreAProcess(t *testing.T) {
	p, flow, faults := procfile.Read("open.yaml", []byte(`process: Open the shop          # five lines are a process
role: shop
steps:
  - Unlock and switch on the lights
  - Count the till @accounts
`))
	if flow == nil || len(faults) > 0 {
		t.Fatalf("faults: %v", faults)
	}
	if p.ID != "open-shop" && p.ID != "open-the-shop" || p.Kind != model.Core {
		t.Errorf("head: %+v", p)
	}
	first, second := p.Steps[0], p.Steps[1]
	if first.ID != "unlock-and-switch-on-the-lights" || first.Role != "shop" || first.Kind != model.Do {
		t.Errorf("first step: %+v", first)
	}
	if second.Text != "Count the till" || second.Role != "accounts" {
		t.Errorf("second step: %+v", second)
	}
}

// TestWhatYAMLTakesForNumbersIsText: what looks like a number, an answer, a
// date or nothing to other readers of YAML is a text like any other here.
func TestWhatYAMLTakesForNumbersIsText(t *testing.T) {
	for _, text := range []string{
		"0123", "1e3", "0x10", "0o17", "0b11", "1_000", ".5", "+1", "12:30", "12:30:45", "yes", "no", "on", "off", "y", "True", "null", "NULL", "~",
		"2026-01-02", "2026-01-02T12:30:00Z", ".inf", ".nan", "1.50", "007", "08123456789", "=",
	} {
		p, flow, faults := procfile.Read("odd.yaml", []byte("process: A\nrole: "+text+"\nsteps:\n  - do: B\n    check: ["+text+"]\n    outcomes: {"+text+": next}\n"))
		if flow == nil || len(faults) > 0 {
			t.Errorf("%s: %v", text, faults)
			continue
		}
		s := p.Steps[0]
		if p.Role != text || s.Role != text || s.Check[0].Text != text || s.Outcomes[0].Name != text {
			t.Errorf("%s is read as %+v", text, p)
		}
		again, _, _ := procfile.Read("written.yaml", procfile.Write(p))
		if !reflect.DeepEqual(again, p) {
			t.Errorf("%s is written as\n%s", text, procfile.Write(p))
		}
	}
}

func TestTextsAreTakenAsTheyWereTyped(t *testing.T) {
	p, flow, faults := procfile.Read("odd.yaml", []byte(`process: 0123
role: yes
title: null
key: no
start: {ask: {no: text}}
steps:
  - 2026-01-02
  - do: true
    how: |
      First line.
        Indented.
    check: [1.50, Bell rings (Optional), Rem pakem (boleh kosong)]
    reasons: {bad: ~}
    outcomes: {good: next, bad: end}
    due: 16:00
`))
	if flow == nil {
		t.Fatalf("faults: %v", faults)
	}
	s := p.Steps[1]
	want := []model.Check{{Text: "1.50"}, {Text: "Bell rings", Optional: true}, {Text: "Rem pakem", Optional: true}}
	if p.Name != "0123" || p.Role != "yes" || p.Title != "null" || p.Steps[0].Text != "2026-01-02" || s.Text != "true" {
		t.Errorf("%+v", p)
	}
	for i, c := range want {
		if s.Check[i] != c {
			t.Errorf("check %d: %+v", i, s.Check[i])
		}
	}
	if s.How != "First line.\n  Indented." || s.Due != "16:00" || s.Outcomes[1].Reasons[0] != "~" {
		t.Errorf("%+v", s)
	}
}
