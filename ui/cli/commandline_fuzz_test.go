package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"alur/ui/cli"
)

// fuzzed is a shop in a folder of its own in which commands are run, each in the
// same shop with work in it: order 1 waits to be picked, 2 is being picked, 3 waits
// to be checked by other eyes, 4 is with the courier. Beside it lie a backup
// and a log of another program.
type fuzzed struct {
	home  string
	files map[string][]byte
}

// orderLine starts an order, the number to be put behind it.
const orderLine = "start online-order --set customer=Rina --set items=Cup,Pot --set total=185000 --set payment=cod --set order_no="

func newFuzzed(t testing.TB) *fuzzed {
	t.Helper()
	z := &fuzzed{home: t.TempDir()}
	t.Chdir(z.home)
	lines := []string{
		"init --shop Toko --owner Hendra --zone Asia/Jakarta", "person add Sari --role warehouse", "person add Budi --role warehouse",
		"person add Dewi --role accounts --role service", "process publish online-order",
		orderLine + "A-1", orderLine + "A-2", orderLine + "A-3", orderLine + "A-4",
		"begin online-order-2/pick --as Sari", "done online-order-3/pick --as Sari --tick all", "done online-order-4/pick --as Sari --tick all",
		"done online-order-4/quality --as Budi --tick all", "done online-order-4/pack --as Budi --tick all --set weight=2.4 --set label=A-4",
		"done online-order-4/invoice --as Dewi --set invoice_no=F-1", "done online-order-4/collect --as Budi --set courier=JNE --set tracking=J1",
		"case comment online-order-1 Fragile --as Sari", "backup b.db",
	}
	for _, line := range lines {
		if s := z.run(strings.Fields(line), ""); s.status != 0 {
			t.Fatalf("%s: %d: %s%s", line, s.status, s.out, s.talk)
		}
	}
	made, err := os.ReadFile(filepath.Join(z.home, "b.db"))
	if err != nil {
		t.Fatal(err)
	}
	z.files = map[string][]byte{"shop.db": made, "b.db": made, "log.csv": []byte("case,step,end\n1,pick,2026-11-02\n1,pack,2026-11-03\n")}
	return z
}

// anew has nothing in the folder but the shop as it was made.
func (z *fuzzed) anew(t testing.TB) {
	t.Helper()
	entries, err := os.ReadDir(z.home)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(z.home, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	for name, made := range z.files {
		if err := os.WriteFile(filepath.Join(z.home, name), made, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// said is what a command wrote, as data and to the person, and its status.
type said struct {
	out, talk string
	status    int
}

// run runs a command line, as long as it takes up to some seconds.
func (z *fuzzed) run(args []string, input string) said {
	ctx, end := context.WithTimeout(context.Background(), 10*time.Second)
	defer end()
	var out, talk bytes.Buffer
	status := cli.Run(ctx, cli.Env{
		Args: args, Stdin: strings.NewReader(input), Stdout: &out, Stderr: &talk,
		Getenv: func(name string) string {
			return map[string]string{"ALUR_HOME": z.home, "ALUR_DB": filepath.Join(z.home, "shop.db"), "HOME": z.home, "ALUR_LANG": "en"}[name]
		},
		IsTerminal: func(any) bool { return false },
		Clock:      func() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) },
	})
	return said{out.String(), talk.String(), status}
}

// outOfReach are commands that go on until they are stopped, reach out of the folder,
// or ask the system for a service: they have tests of their own.
func outOfReach(args []string) bool {
	for _, a := range args {
		if a == "serve" || a == "join" || a == "demo" || a == "edit" || isPath(a) {
			return true
		}
	}
	return false
}

// isPath reports what may lead out of the folder; CASE/STEP does not.
func isPath(arg string) bool {
	if strings.ContainsAny(arg, "\\~") || strings.Contains(arg, "..") {
		return true
	}
	id, step, parted := strings.Cut(arg, "/")
	return parted && (id == "" || id[0] == '-' || step == "" || strings.ContainsRune(step, '/'))
}

// seed is a command line, its arguments parted by spaces, and what it reads.
type seed struct{ line, input string }

// working are command lines that do what they say in the shop of newFuzzed.
func working() []seed {
	orders := "order_no,customer,items,total,payment\nB-1,Rina,Cup,5000,cod\nB-2,\x1b]0;x\a,\"Cup\nPot\",7000,prepaid\n"
	process := "process: Sand\nid: sand\nkind: core\nowner: sand\nrole: warehouse\nsteps:\n  - {id: sand, do: Sand the board}\n"
	return []seed{
		{line: "next"}, {line: "next --as Sari --json"}, {line: "board"}, {line: "take online-order-1/pick --as Sari"}, {line: "begin online-order-1/pick --as Budi"},
		{line: "tick online-order-2/pick --as Sari --tick all"}, {line: "done online-order-2/pick --as Sari --tick all"}, {line: "give online-order-2/pick --as Sari"},
		{line: "park online-order-2/pick --as Sari --reason boxes --until 2h"}, {line: "handover online-order-2/pick --as Sari --to Budi"},
		{line: "takeover online-order-2/pick --as Budi --reason ill"}, {line: "skip online-order-1/pick --as Hendra --reason hurry"},
		{line: "done online-order-3/quality --as Budi --tick all --set defect=\u202e\u200b"}, {line: "back online-order-3/quality --as Budi --to pick --reason damaged"},
		{line: "waive online-order-3/quality --as Hendra --reason ill"}, {line: "undo --as Sari"}, {line: "deliver deliver --key A-4 --outcome delivered"},
		{line: "deliver online-order-4/deliver --as Dewi"}, {line: orderLine + "\x1b[31m"}, {line: orderLine + "A\u200b9"},
		{line: "import - --process online-order", input: orders}, {line: "import - --process online-order --dry-run", input: orders},
		{line: "case list"}, {line: "case show online-order-4"}, {line: "case show online-order-2 --json"}, {line: "case comment online-order-1 glass\u202e\ufeff --as Sari"},
		{line: "case pin online-order-1 --until 16:00"}, {line: "case repromise online-order-1 --promise 2d"}, {line: "case cancel online-order-1 --reason gone"},
		{line: "case story online-order-4"}, {line: "audit"}, {line: "audit --json"}, {line: "audit verify"}, {line: "export events -o x.csv"}, {line: "export tasks --format xes"},
		{line: "export cases --excel"}, {line: "export cases --format xlsx"}, {line: "bottlenecks"}, {line: "bottlenecks --log log.csv"}, {line: "digest"},
		{line: "person add Ayu\u200b --role \u202ewarehouse"}, {line: "person set Sari --role check"}, {line: "settings set name \x9b[2JToko"}, {line: "settings get"}, {line: "hours set mon 08:00-16:00"}, {line: "hours show"},
		{line: "process show online-order"}, {line: "process check -", input: process}, {line: "process publish -", input: process}, {line: "process export online-order"}, {line: "process versions online-order"},
		{line: "process propose online-order/pick --as Budi --how Slowly"}, {line: "backup c.db"}, {line: "restore b.db"}, {line: "check"}, {line: "info"}, {line: "outbox list"}, {line: "help done"}, {line: "man"}, {line: "completion bash"},
	}
}

// TestTheSeedsOfTheCommandLineWork: what the fuzz target begins with are commands
// that are done, each in the shop as it was made.
func TestTheSeedsOfTheCommandLineWork(t *testing.T) {
	z := newFuzzed(t)
	for _, s := range working() {
		z.anew(t)
		if outOfReach(strings.Fields(s.line)) {
			t.Errorf("%q is passed over", s.line)
		}
		if got := z.run(strings.Fields(s.line), s.input); got.status != 0 {
			t.Errorf("%q ends with %d: %s%s", s.line, got.status, got.out, got.talk)
		}
	}
}

// FuzzCommandLine holds that any command line ends by itself with a status that
// README names, says what keeps it where there is something, and says nothing that a
// terminal would obey or that nobody would see; and that after it the shop is sound.
// Arguments are parted by lines.
func FuzzCommandLine(f *testing.F) {
	for _, s := range working() {
		f.Add(strings.Join(strings.Fields(s.line), "\n"), s.input)
	}
	for _, line := range []string{
		"done x --as Sari --set a=b", "done online-order-1/quality --as Dewi", "take online-order-1/\u200b --as Sari", "start online-order --set order_no=\x1b[31m", "case show \u202e",
		"audit verify --head 00", "export events -o x\u202e.csv", "backup \u200b.db", "bottlenecks --since -1", "settings set name=\x9b", "hours set mon", "person add \x00", "import - --process online-order",
		"undo --as Hendra", "deliver x --key y", "help nowhere", "--db", "--lang xx", "--plain", "restore shop.db", "%!s(MISSING)", "-\x1c", "--\x9b", "next -\u202e",
	} {
		f.Add(strings.ReplaceAll(line, " ", "\n"), "order_no,customer\n1,\x1b]0;x\a\n")
	}
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, line, input string) {
		args := strings.Split(line, "\n")
		if outOfReach(args) || len(line) > 4000 {
			return
		}
		z.anew(t)
		s := z.run(args, input)
		if s.status < 0 || s.status > 2 {
			t.Errorf("%q ends with %d: %s%s", args, s.status, s.out, s.talk)
		}
		if s.status != 0 && s.talk == "" {
			t.Errorf("%q ends with %d and does not say why: %s", args, s.status, s.out)
		}
		if workbook := strings.HasPrefix(s.out, "PK"); !workbook {
			harmless(t, args, strings.TrimPrefix(s.out, "\ufeff")) // The mark of a table for Excel.
		}
		harmless(t, args, s.talk)
		if report := z.run([]string{"check"}, ""); report.status != 0 {
			t.Errorf("after %q the shop is not sound: %s%s", args, report.out, report.talk)
		}
	})
}

// harmless holds that a text moves nothing in a terminal, turns no writing round and
// hides nothing.
func harmless(t *testing.T, args []string, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%q says broken letters: %q", args, text)
	}
	for i, r := range text {
		control := unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' && !slices.Contains(args, "man")
		if control || unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) || strings.ContainsRune("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0", r) {
			t.Fatalf("%q says %U: %q", args, r, text[max(0, i-100):min(len(text), i+100)])
		}
	}
}
