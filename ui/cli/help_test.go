package cli

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
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
	if en.Short == "" || id.Short == "" || en.Long == "" && en.Runnable() {
		t.Errorf("%s does not say what it is for", path)
	}
	if en.Short == id.Short {
		t.Errorf("%s says the same in both languages: %s", path, en.Short)
	}
	other := id.Flags()
	en.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
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

// TestTheColumnsOfTheHelpStandInLine: putting fang's words into Indonesian
// must not move what each command is for.
func TestTheColumnsOfTheHelpStandInLine(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		var out bytes.Buffer
		Run(t.Context(), Env{
			Args: []string{"--help", "--lang", string(lang)}, Stdin: &bytes.Buffer{}, Stdout: &out, Stderr: &out,
			Getenv:     func(name string) string { return map[string]string{"ALUR_HOME": t.TempDir()}[name] },
			IsTerminal: func(any) bool { return false }, Clock: time.Now,
		})
		column := map[int]int{}
		for _, cmd := range treeIn(lang).Commands() {
			for line := range strings.Lines(out.String()) {
				if at := strings.LastIndex(line, cmd.Short); at > 0 && strings.HasPrefix(line, "    "+cmd.Name()) {
					column[at]++
				}
			}
		}
		if len(column) != 1 {
			t.Errorf("%s: what commands are for begins in the columns %v:\n%s", lang, column, out.String())
		}
	}
}

// TestTheManualPageWritesFlagsAsTheyAreTyped: one dash before one letter.
func TestTheManualPageWritesFlagsAsTheyAreTyped(t *testing.T) {
	var out bytes.Buffer
	Run(t.Context(), Env{
		Args: []string{"man"}, Stdin: &bytes.Buffer{}, Stdout: &out, Stderr: &out,
		Getenv:     func(name string) string { return map[string]string{"ALUR_HOME": t.TempDir()}[name] },
		IsTerminal: func(any) bool { return false }, Clock: time.Now,
	})
	if page := out.String(); !strings.Contains(page, `\fB-h, --help\fP`) || strings.Contains(page, "--h --help") {
		t.Errorf("the manual page begins:\n%.600s", page)
	}
}

// TestTheHelpBreaksBetweenWords: at 80 columns no word of the help runs into
// the edge, and what goes on stands under its beginning.
func TestTheHelpBreaksBetweenWords(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		for _, cmd := range treeIn(lang).Commands() {
			var out bytes.Buffer
			w := helpWords{Writer: &out, lang: lang, width: 80}
			line := "    \x1b[1mback TASK --as NAME --to STEP\x1b[m\x1b[2m [--flags]\x1b[m  \x1b[3m" + cmd.Short + "\x1b[m\n"
			if _, err := io.WriteString(w, line); err != nil {
				t.Fatal(err)
			}
			text := ansi.Strip(out.String())
			for i, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
				if len(row) > 79 || i > 0 && (!strings.HasPrefix(row, strings.Repeat(" ", 35)) || row[35] == ' ') {
					t.Errorf("%s: row %d is %q", cmd.Name(), i+1, row)
				}
			}
			if got := strings.Join(strings.Fields(text), " "); got != "back TASK --as NAME --to STEP "+cmd.Short {
				t.Errorf("%s: it reads %q", cmd.Name(), got)
			}
		}
	}
}

// TestExamplesAreNotCut: fang cuts an example that is wider than the window,
// and half a command is no example.
func TestExamplesAreNotCut(t *testing.T) {
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		for line := range strings.Lines(cmd.Example) {
			if line = strings.TrimSpace(line); ansi.StringWidth(line) > 72 {
				t.Errorf("%s: this example is %d wide: %s", cmd.CommandPath(), ansi.StringWidth(line), line)
			}
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(treeIn(model.English))
}
