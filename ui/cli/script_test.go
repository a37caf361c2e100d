package cli_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/testscript"

	"alur/store/kv/bolt"
	"alur/ui/cli"
)

// TestMain makes the program a command of the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"alur": func() { os.Exit(cli.Main()) },
	})
}

// TestScript runs the stories of testdata/script: one for each command and
// each sort of day in a shop.
func TestScript(t *testing.T) {
	data, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition:           condition,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ALUR_HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("ALUR_TEST_CLOCK", "1")
			env.Setenv("ALUR_LANG", "en")
			env.Setenv("TZ", "Asia/Jakarta")
			env.Setenv("DATA", data)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":      status,
			"oneline":     oneLineOfTalk,
			"notehead":    noteHead,
			"nameshead":   namesHead,
			"put":         put,
			"forge":       forge,
			"half":        half,
			"kept":        kept,
			"nothingleft": nothingLeft,
			"stays":       stays,
			"compact":     compact,
			"tear":        tear,
			"oldshop":     oldShop,
			"has":         hasValue,
		},
	})
}

// status runs a command that has to end with an exit status:
// status 2 alur nxt
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, not %d", got, want)
	}
}

// stays lets this program stay open on a database to the end of the script, as
// screens and servers do.
func stays(ts *testscript.TestScript, _ bool, args []string) {
	leave, err := bolt.Stay(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(leave)
}

// noteHead keeps the head of the record that the last command wrote, as three
// variables: whole, as short as the audit shows it, and its hash alone:
// notehead HEAD SHORT HASH
func noteHead(ts *testscript.TestScript, _ bool, args []string) {
	head := regexp.MustCompile(`([0-9]+):([0-9a-f]{64})`).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(args) != 3 || head == nil {
		ts.Fatalf("usage: notehead HEAD SHORT HASH, after a head was written")
	}
	ts.Setenv(args[0], head[0])
	ts.Setenv(args[1], head[1]+":"+head[2][:8])
	ts.Setenv(args[2], head[2])
}

// namesHead keeps the head that the name of a backup says, which the last
// command wrote: nameshead HEAD
func namesHead(ts *testscript.TestScript, _ bool, args []string) {
	head := regexp.MustCompile(`-([0-9]+)-([0-9a-f]{8,64})\.db`).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(args) != 1 || head == nil {
		ts.Fatalf("usage: nameshead HEAD, after the name of a backup was written")
	}
	ts.Setenv(args[0], head[1]+":"+head[2])
}

// oneLineOfTalk says that the last command wrote exactly one line to
// standard error.
func oneLineOfTalk(ts *testscript.TestScript, _ bool, _ []string) {
	text := ts.ReadFile("stderr")
	lines := 0
	for _, r := range text {
		if r == '\n' {
			lines++
		}
	}
	if lines != 1 {
		ts.Fatalf("standard error has %d lines:\n%s", lines, text)
	}
}

// condition knows whether the scripts run as root, whom no right of a file
// keeps out.
func condition(name string) (bool, error) {
	if name == "root" {
		return os.Getuid() == 0, nil
	}
	return false, errors.New("unknown condition " + name)
}
