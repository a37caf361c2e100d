package torture_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// alurSays runs a command of the program, and returns what it says and its
// status.
func alurSays(t *testing.T, folder string, args ...string) (said string, status int) {
	t.Helper()
	return output(t, alurProgram(t, folder, args...))
}

func output(t *testing.T, cmd *exec.Cmd) (said string, status int) {
	t.Helper()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// TestMain keeps the program itself, built once for all tests that want it.
func TestMain(m *testing.M) {
	status := m.Run()
	if built {
		folder, _ := buildAlur()
		_ = os.RemoveAll(folder)
	}
	os.Exit(status)
}

var built bool

var buildAlur = sync.OnceValues(func() (folder string, err error) {
	built = true
	if folder, err = os.MkdirTemp("", "alur-built-"); err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-o", filepath.Join(folder, "alur"), "alur").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, out)
	}
	return folder, err
})

// alurProgram is the program itself, to be run on the shop of a folder.
func alurProgram(t testing.TB, folder string, args ...string) *exec.Cmd {
	t.Helper()
	built, err := buildAlur()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(built, "alur"), append([]string{"--db", filepath.Join(folder, database)}, args...)...)
	cmd.Env = append(os.Environ(), "ALUR_HOME="+t.TempDir(), "ALUR_LANG=en")
	return cmd
}
