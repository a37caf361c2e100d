package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestTheReadmeWorksAsWritten follows the first page of the README with
// nothing there: its five lines in a file, and its commands one by one.
func TestTheReadmeWorksAsWritten(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ := strings.Cut(string(data), "## Five lines are a process\n")
	blocks := regexp.MustCompile("(?s)```[a-z]*\n(.*?)```").FindAllStringSubmatch(page, 2)
	if len(blocks) != 2 {
		t.Fatal("the README has no process and no commands to follow")
	}
	var script strings.Builder
	for line := range strings.Lines(blocks[1][1]) {
		command, _, _ := strings.Cut(strings.TrimSpace(line), "  ")
		script.WriteString("exec " + strings.ReplaceAll(command, `"`, "'") + "\n")
	}
	script.WriteString("stdout '^open-the-shop-1/unlock-and-switch-on-the-lights '\n")
	script.WriteString("exec alur process export online-order\nstdout 'id: online-order'\n")
	script.WriteString("-- open.yaml --\n" + blocks[0][1])
	path := filepath.Join(t.TempDir(), "readme.txtar")
	if err := os.WriteFile(path, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files: []string{path},
		Setup: func(env *testscript.Env) error {
			env.Setenv("ALUR_HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("ALUR_LANG", "en")
			return nil
		},
	})
}
