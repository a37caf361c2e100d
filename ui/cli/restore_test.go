package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alur/store/kv/bolt"
)

// app is a run of alur that was not told anything yet.
func (c *counter) app(ctx context.Context) *app {
	return &app{ctx: ctx, lang: "en", env: Env{
		Getenv: func(name string) string { return map[string]string{"ALUR_HOME": c.home}[name] }, Clock: func() time.Time { return c.now },
	}}
}

// TestNobodyComesWhileABackupIsPutInPlace: screens and servers that open
// meanwhile would show a day that is gone, so they say so and end.
func TestNobodyComesWhileABackupIsPutInPlace(t *testing.T) {
	c := newCounter(t)
	end, err := bolt.Alone(filepath.Join(c.home, "shop.db"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, impatient := context.WithCancel(t.Context())
	impatient()
	a := c.app(ctx)
	if _, err := a.stay(); err == nil || !strings.Contains(a.sentence(err), "Another alur is putting a file in the place of") {
		t.Errorf("%v", err)
	}
	end()
	leave, err := c.app(t.Context()).stay()
	if err != nil {
		t.Fatal(err)
	}
	leave()
}

// TestWhatIsDoneWhileABackupIsProvenIsNotRunOver: an act from the command line,
// promised while the backup was read, does not vanish with the file it is in.
func TestWhatIsDoneWhileABackupIsProvenIsNotRunOver(t *testing.T) {
	c := newCounter(t)
	path, monday := filepath.Join(c.home, "shop.db"), filepath.Join(c.home, "monday.db")
	c.must("backup", monday)
	a := c.app(t.Context())
	still := a.stillNow(path)
	c.must("person", "add", "Wati", "--role", "warehouse")
	err := a.exchange(monday, path, path+".before", still)
	if err == nil || !strings.Contains(a.sentence(err), "nothing was changed") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path + ".before"); err == nil {
		t.Error("another file was put in its place")
	}
	if err := a.exchange(monday, path, path+".before", a.stillNow(path)); err != nil {
		t.Error(err)
	}
	if strings.Contains(c.must("person", "list"), "Wati") {
		t.Error("it is not the backup that is in place")
	}
}
