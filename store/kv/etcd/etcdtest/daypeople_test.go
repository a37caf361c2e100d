//go:build linux && !race

package etcdtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/crypto/ssh"

	"alur/ui/cli/daytest"
)

// tired is after what time somebody gives up on a command.
const tired = 30 * time.Second

// does runs a command line that has to succeed.
func (d *day) does(args ...string) string {
	d.t.Helper()
	cmd := d.alur(nobody, d.home, append(args, "--store", d.url(nobody))...)
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if err := cmd.Run(); err != nil {
		d.t.Fatalf("alur %v: %v\n%s", args, err, talk.String())
	}
	return out.String()
}

// locally runs a command line on a PC that speaks to the servers itself. One of
// twenty is killed in the middle.
func (d *day) locally(args ...string) (string, error) {
	if args[0] == "case" { // It asks for nobody's right.
		args = args[:len(args)-2]
	}
	cmd := d.alur(nobody, d.home, append(args, "--store", d.url(nobody))...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if err := cmd.Start(); err != nil {
		return "", err
	}
	patience := tired
	if d.Counted(func(t *daytest.Tally) int { return len(t.History) })%20 == 19 {
		patience = 150 * time.Millisecond
	}
	killed := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	switch {
	case err == nil:
		return out.String(), nil
	case !killed.Stop():
		return "", daytest.ErrNoAnswer
	}
	return "", errors.New(strings.TrimSpace(talk.String()))
}

// calls opens a line to a host, nil where it does not come about.
func (d *day) calls(i int) *ssh.Client {
	wire, err := d.dials(i)
	if err != nil {
		return nil
	}
	late := time.AfterFunc(5*time.Second, func() { _ = wire.Close() })
	defer late.Stop()
	c, err := d.key.Calls(wire)
	if err != nil {
		return nil
	}
	return c
}

// remotely runs a command over SSH at one of the hosts.
func (d *day) remotely(args ...string) (string, error) {
	c := d.calls(rand.IntN(len(d.hosts)))
	if c == nil {
		return "", daytest.ErrNoAnswer
	}
	late := time.AfterFunc(tired, func() { _ = c.Close() })
	defer late.Stop()
	defer func() { _ = c.Close() }()
	return daytest.Command(c, args...)
}

// joins opens a window of alur join on a PC; the hosts are named in another order
// on each.
func (d *day) joins(pc string, n int) *daytest.Terminal {
	home := filepath.Join(d.home, pc)
	err := os.MkdirAll(filepath.Join(home, "join"), 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(home, "join", "station_ed25519"), d.key.File, 0o600)
	}
	var hosts []string
	for i := range d.hosts {
		hosts = append(hosts, d.town.reached(nobody, d.hosts[(i+n)%len(d.hosts)].name, portSSH))
	}
	var w *daytest.Terminal
	if err == nil {
		w, err = daytest.Window(d.alur(nobody, home, "join", strings.Join(hosts, ",")))
	}
	if err != nil {
		d.t.Error(err)
		return nil
	}
	w.Joins = true
	return w
}

// orders brings parcels as fast as they are posted, and now and then a chair to
// glue, with command lines.
func (d *day) orders() {
	every := 12 * time.Second / time.Duration(max(1, d.People*2/5))
	for n := 1; d.GoesOn(); n++ {
		what := "parcel"
		if n%5 == 0 {
			what = "chair"
		}
		_, err := d.locally("start", what, "--set", fmt.Sprint("no=", n), "--as", "Eko")
		if err != nil && !errors.Is(err, daytest.ErrNoAnswer) && !daytest.Busy(err) {
			d.t.Errorf("%s %d: %v", what, n, err)
			return
		}
		if !pause(d.Over, every) {
			return
		}
	}
}

// pause reports whether the day goes on after a while.
func pause(over context.Context, long time.Duration) bool {
	select {
	case <-over.Done():
		return false
	case <-time.After(long):
		return true
	}
}
