//go:build linux && !race

package cli_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/ui/cli/daytest"
)

// dial calls the server from a PC that is let in, again and again until it
// answers; nil once the day is over. PCs have addresses of their own, or their
// number would be a flood.
func (d *day) dial(pc int) *gossh.Client {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(pc))}, Timeout: patience}
	for ; d.GoesOn(); time.Sleep(200 * time.Millisecond) {
		wire, err := dialer.DialContext(d.Over, "tcp", d.addr)
		if err != nil {
			continue
		}
		if c, err := d.pcs[pc].Calls(wire); err == nil {
			return c
		}
	}
	return nil
}

// terminal opens the screens over SSH; nil where the line is cut, or the day is
// over.
func (d *day) terminal(pc int) *daytest.Terminal {
	c := d.dial(pc)
	if c == nil {
		return nil
	}
	w, err := daytest.OverSSH(c)
	if err != nil {
		return nil
	}
	return w
}

// window opens a window on this PC and runs a command line of alur in it.
func (d *day) window(command string, env ...string) *daytest.Terminal {
	args := strings.Fields(command)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(append(d.env[:len(d.env):len(d.env)], "TERM=xterm-256color"), env...)
	w, err := daytest.Window(cmd)
	if err != nil {
		d.t.Error(err)
		return nil
	}
	return w
}

// joins opens a window of alur join on another PC.
func (d *day) joins(pc int) *daytest.Terminal {
	home := filepath.Join(d.t.TempDir(), strconv.Itoa(pc))
	err := os.MkdirAll(filepath.Join(home, "join"), 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(home, "join", "station_ed25519"), d.pcs[pc].File, 0o600)
	}
	if err != nil {
		d.t.Error(err)
		return nil
	}
	return d.window("alur join "+d.addr, "ALUR_HOME="+home, "ALUR_DB=")
}
