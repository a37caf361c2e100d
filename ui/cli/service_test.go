package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kardianos/service"

	"alur/ui/cli"
)

// keeper is a system that starts programs by itself.
type keeper struct {
	installed []string
	runs      bool
	// sour is what it says to whoever may not.
	sour error
	// none is true where there are no services at all.
	none bool
}

func (k *keeper) of(c *service.Config) (cli.Service, error) {
	if k.none {
		return nil, service.ErrNoServiceSystemDetected
	}
	return &keptService{k, c.Arguments}, nil
}

// keptService is one service of it.
type keptService struct {
	*keeper
	args []string
}

func (k *keptService) Install() error {
	switch {
	case k.sour != nil:
		return k.sour
	case k.installed != nil:
		return errors.New("Init already exists: /etc/systemd/system/alur.service") //nolint:staticcheck // So it says.
	}
	k.installed = k.args
	return nil
}

func (k *keptService) Uninstall() error { k.installed = nil; return k.sour }
func (k *keptService) Start() error     { k.runs = true; return k.sour }
func (k *keptService) Stop() error      { k.runs = false; return k.sour }

func (k *keptService) Status() (service.Status, error) {
	switch {
	case k.installed == nil:
		return service.StatusUnknown, service.ErrNotInstalled
	case k.runs:
		return service.StatusRunning, nil
	}
	return service.StatusStopped, nil
}

// TestTheSystemStartsTheServer tells the story of a service from its first day
// to its last, with what is said when somebody may not, or did it before.
func TestTheSystemStartsTheServer(t *testing.T) {
	k, home := &keeper{}, t.TempDir()
	alur := func(want int, words string, args ...string) {
		t.Helper()
		var out bytes.Buffer
		status := cli.Run(context.Background(), cli.Env{
			Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out, Clock: time.Now, Service: k.of,
			Getenv:     func(name string) string { return map[string]string{"ALUR_HOME": home, "ALUR_LANG": "en"}[name] },
			IsTerminal: func(any) bool { return false },
		})
		if status != want || !strings.Contains(out.String(), words) {
			t.Errorf("%v ended with %d: %s", args, status, out.String())
		}
	}
	alur(1, "", "serve", "install", "--ssh", ":2222") // No shop yet.
	alur(0, "", "init", "--shop", "Toko Maju", "--owner", "Hendra")
	alur(2, "Say where to listen", "serve", "install")
	alur(0, "Not installed", "serve", "status")
	alur(1, "not installed", "serve", "start")
	k.sour = errors.New("open /etc/systemd/system/alur.service: permission denied")
	alur(1, "You may not do that on this PC. Nothing was changed", "serve", "install", "--ssh", ":2222")
	k.sour = nil
	alur(0, "Now: alur serve start", "serve", "install", "--ssh", ":2222")
	if want := []string{"serve", "--ssh", ":2222", "--db", filepath.Join(home, "shop.db")}; !slices.Equal(k.installed, want) {
		t.Errorf("installed with %v", k.installed)
	}
	alur(1, "installed already", "serve", "install", "--ssh", ":2222")
	alur(0, "It is stopped", "serve", "status")
	alur(0, "runs", "serve", "start")
	alur(0, "It runs", "serve", "status")
	alur(0, "kept", "serve", "stop")
	alur(0, "runs", "serve", "start")
	alur(0, "removed", "serve", "remove")
	alur(2, "--idle-end is a length of time", "serve", "install", "--ssh", ":2222", "--idle-end", "0m")
	alur(0, "Now: alur serve start", "serve", "install", "--ssh", ":2222", "--idle-end", "30m")
	if !slices.Contains(k.installed, "--idle-end") || !slices.Contains(k.installed, "30m") {
		t.Errorf("installed with %v", k.installed)
	}
	alur(0, "removed", "serve", "remove")
	if k.runs || k.installed != nil {
		t.Error("it was not removed")
	}
	k.installed, k.sour = []string{"serve"}, fmt.Errorf("\"systemctl\" failed: %w", errors.New("exit status 3"))
	alur(1, "The system did not do it (\"systemctl\" failed: exit status 3)", "serve", "start")
	k.none = true
	for _, args := range [][]string{{"serve", "status"}, {"serve", "remove"}, {"serve", "install", "--ssh", ":2222"}} {
		alur(1, "no services that alur knows", args...)
	}
}
