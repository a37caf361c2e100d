package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"alur/model"
)

// treeIn builds all commands in a language.
func treeIn(lang model.Lang) *cobra.Command {
	a := &app{lang: lang, env: Env{Getenv: func(string) string { return "" }, Stdout: &bytes.Buffer{}}}
	return a.root()
}

// TestHelpIsInEveryLanguage: every command and every flag of ours says what
// it is for in both languages, and not the same thing twice.
func TestHelpIsInEveryLanguage(t *testing.T) {
	compareHelp(t, treeIn(model.English), treeIn(model.Indonesian))
}

func compareHelp(t *testing.T, en, id *cobra.Command) {
	t.Helper()
	path := en.CommandPath()
	if en.Short == "" || id.Short == "" || en.Long == "" && en.Runnable() && !strings.Contains(path, "completion") {
		t.Errorf("%s does not say what it is for", path)
	}
	if en.Short == id.Short {
		t.Errorf("%s says the same in both languages: %s", path, en.Short)
	}
	other := id.Flags()
	en.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || strings.Contains(path, "completion") {
			return
		}
		same := other.Lookup(f.Name)
		if same == nil {
			same = id.PersistentFlags().Lookup(f.Name)
		}
		if f.Usage == "" || same == nil || f.Usage == same.Usage {
			t.Errorf("%s --%s: %q", path, f.Name, f.Usage)
		}
	})
	for i, sub := range en.Commands() {
		compareHelp(t, sub, id.Commands()[i])
	}
}

// TestHelpIsGroupedAndWritesNothingElse asks every command for its help.
func TestHelpIsGroupedAndWritesNothingElse(t *testing.T) {
	var walk func(cmd *cobra.Command, path []string)
	walk = func(cmd *cobra.Command, path []string) {
		var out, talk bytes.Buffer
		status := Run(t.Context(), Env{
			Args: append(append([]string{}, path...), "--help"), Stdin: &bytes.Buffer{}, Stdout: &out, Stderr: &talk,
			Getenv:     func(name string) string { return map[string]string{"ALUR_HOME": t.TempDir()}[name] },
			IsTerminal: func(any) bool { return false }, Clock: time.Now,
		})
		if status != 0 || talk.Len() > 0 || !strings.Contains(out.String(), "USAGE") {
			t.Errorf("%v --help: status %d\n%s%s", path, status, out.String(), talk.String())
		}
		for _, sub := range cmd.Commands() {
			walk(sub, append(append([]string{}, path...), sub.Name()))
		}
	}
	root := treeIn(model.English)
	walk(root, nil)
	for _, cmd := range root.Commands() {
		if cmd.GroupID == "" {
			t.Errorf("%s is in no group of the help", cmd.Name())
		}
	}
}
