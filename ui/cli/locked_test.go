package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// TestALockedDatabaseIsSaidInOneLine: another program has the file and does
// not let go of it.
func TestALockedDatabaseIsSaidInOneLine(t *testing.T) {
	c := newCounter(t)
	other, err := bbolt.Open(filepath.Join(c.home, "shop.db"), 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	var out, talk bytes.Buffer
	status := Run(t.Context(), Env{
		Args: []string{"next", "--lang", "en"}, Stdin: &bytes.Buffer{}, Stdout: &out, Stderr: &talk,
		Getenv:     func(name string) string { return map[string]string{"ALUR_HOME": c.home}[name] },
		IsTerminal: func(any) bool { return false }, Clock: time.Now, Patience: 50 * time.Millisecond,
	})
	if status != 1 || !strings.Contains(talk.String(), "is in use by another program") || strings.Count(talk.String(), "\n") != 1 {
		t.Errorf("status %d: %q", status, talk.String())
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	c.must("next")
}
