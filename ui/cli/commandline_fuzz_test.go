package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"alur/ui/cli"
)

// fuzzed is a shop in a folder of its own in which commands are run.
type fuzzed struct {
	home string
	made []byte
}

// newFuzzed makes a shop with work in it.
func newFuzzed(f *testing.F) *fuzzed {
	f.Helper()
	z := &fuzzed{home: f.TempDir()}
	f.Chdir(z.home)
	for _, line := range []string{
		"init --shop Toko --owner Hendra", "process new online-order", "person add Sari --role warehouse,check,post,cashier",
		"start online-order --set order_no=7,customer=Rina,items=Cup",
	} {
		if out, status := z.run(strings.Fields(line), ""); status > 3 {
			f.Fatalf("%s: %d: %s", line, status, out)
		}
	}
	made, err := os.ReadFile(z.db())
	if err != nil {
		f.Fatal(err)
	}
	z.made = made
	return z
}

func (z *fuzzed) db() string { return filepath.Join(z.home, "shop.db") }

// run runs a command line, as long as it takes up to some seconds, and returns
// all it said and its status.
func (z *fuzzed) run(args []string, input string) (string, int) {
	ctx, end := context.WithTimeout(context.Background(), 10*time.Second)
	defer end()
	var out bytes.Buffer
	status := cli.Run(ctx, cli.Env{
		Args: args, Stdin: strings.NewReader(input), Stdout: &out, Stderr: &out,
		Getenv: func(name string) string {
			return map[string]string{"ALUR_HOME": z.home, "ALUR_DB": z.db(), "HOME": z.home, "ALUR_LANG": "en"}[name]
		},
		IsTerminal: func(any) bool { return false },
		Clock:      func() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) },
	})
	return out.String(), status
}

// outOfReach are commands that go on until they are stopped, reach out of the folder,
// or ask the system for a service: they have tests of their own.
func outOfReach(args []string) bool {
	for _, a := range args {
		if a == "serve" || a == "join" || a == "demo" || a == "edit" || strings.ContainsAny(a, "/\\~") {
			return true
		}
	}
	return false
}

// FuzzCommandLine holds that any command line ends by itself with a status that
// the help names, and says nothing that a terminal would obey; and that after it
// the shop is sound. Arguments are parted by lines.
func FuzzCommandLine(f *testing.F) {
	for _, line := range []string{
		"next", "next --as Sari --json", "board", "take online-order-1/pick --as Sari", "done x --as Sari --set a=b", "start online-order --set order_no=\x1b[31m",
		"case show online-order-1", "case comment online-order-1 --as Sari --text \u202e", "audit --json", "audit verify --head 00", "export events -o x.csv",
		"bottlenecks --since -1", "settings set name=\x9b", "hours set mon", "person add \x00", "process check -", "import - --process online-order", "undo --as Hendra",
		"deliver x --key y", "help nowhere", "--db", "--lang xx", "digest --as Hendra", "outbox list", "backup b.db", "restore b.db", "info", "man", "completion bash", "%!s(MISSING)", "-\x1c", "--\x9b", "next -\u202e",
	} {
		f.Add(strings.ReplaceAll(line, " ", "\n"), "order_no,customer\n1,\x1b]0;x\a\n")
	}
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, line, input string) {
		args := strings.Split(line, "\n")
		if outOfReach(args) || len(line) > 4000 {
			return
		}
		out, status := z.run(args, input)
		if status < 0 || status > 7 {
			t.Errorf("%q ends with %d: %s", args, status, out)
		}
		if !utf8.ValidString(out) {
			t.Errorf("%q says broken letters: %q", args, out)
		}
		for _, r := range out {
			if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' && args[0] != "man" || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("%q says %U: %q", args, r, out)
			}
		}
		if report, status := z.run([]string{"check"}, ""); status != 0 {
			if !bytes.Contains([]byte(line), []byte("restore")) {
				t.Errorf("after %q the shop is not sound: %s", args, report)
			}
			if err := os.WriteFile(z.db(), z.made, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	})
}
