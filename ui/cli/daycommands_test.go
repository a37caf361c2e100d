//go:build linux && !race

package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/ui/cli/daytest"
)

// locally runs a command on the PC of the file. One of twenty is killed in the
// middle.
func (d *day) locally(args ...string) (string, error) {
	if args[0] == "case" { // It asks for nobody's right.
		args = args[:len(args)-2]
	}
	ctx, end := context.WithTimeout(context.Background(), daytest.Patience)
	defer end()
	cmd := exec.CommandContext(ctx, "alur", args...)
	cmd.Env = d.env
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if err := cmd.Start(); err != nil {
		return "", err
	}
	if d.Counted(func(t *daytest.Tally) int { return len(t.History) })%20 == 19 {
		killed := time.AfterFunc(100*time.Millisecond, end)
		defer killed.Stop()
	}
	err := cmd.Wait()
	switch {
	case err == nil:
		return out.String(), nil
	case ctx.Err() != nil:
		return "", daytest.ErrNoAnswer
	}
	return "", errors.New(strings.TrimSpace(talk.String()))
}

// remotely runs a command over SSH; the PIN is the first line it reads.
func (d *day) remotely(args ...string) (string, error) {
	c := d.dial(pcCommands)
	if c == nil {
		return "", daytest.ErrNoAnswer
	}
	defer func() { _ = c.Close() }()
	return daytest.Command(c, args...)
}

// orders brings parcels, with commands on the PC of the file, as fast as they
// are posted.
func (d *day) orders() {
	every := 12 * time.Second / time.Duration(d.staff.post+d.staff.windows)
	for n := 1; d.GoesOn(); n++ {
		cmd := exec.Command("alur", "start", "parcel", "--set", fmt.Sprint("no=", n), "--as", "Eko")
		cmd.Env = d.env
		if talk, err := cmd.CombinedOutput(); err != nil && !daytest.Busy(errors.New(string(talk))) {
			d.t.Errorf("parcel %d: %v: %s", n, err, talk)
			return
		}
		select {
		case <-d.Over.Done():
		case <-time.After(every):
		}
	}
}

// sleeps has a large window drawn again and again, and reads nothing of it,
// until the server is tired of it.
func (d *day) sleeps(c *gossh.Client) {
	sess, err := c.NewSession()
	if err != nil {
		return
	}
	_, _ = sess.StdoutPipe() // It is never read.
	keys, err := sess.StdinPipe()
	if err != nil || sess.RequestPty("xterm", 60, 200, gossh.TerminalModes{}) != nil || sess.Shell() != nil {
		return
	}
	for d.GoesOn() {
		if _, err := io.WriteString(keys, "\x1bOP\x1b"); err != nil {
			return
		}
		time.Sleep(300 * time.Millisecond)
	}
}
