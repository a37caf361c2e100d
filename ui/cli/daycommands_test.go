//go:build linux && !race

package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/store/storetest"
)

// errNoAnswer says that nobody knows how a command went.
var errNoAnswer = errors.New("no answer")

// sander works at a board with commands. Two windows may be one person's, and a
// command whose answer does not come was done, or never.
func (d *day) sander(n int, window string, run func(args ...string) (string, error)) {
	dice := diceOf(window)
	board := n % dayBoards
	for d.goesOn() {
		name := sander(board + dayBoards*dice.IntN(3))
		deed := storetest.Deed{Case: fmt.Sprintf("bench-%d", board+1), Person: strings.ToLower(name), Window: window}
		deed.Step = []string{"sand", "look"}[dice.IntN(2)]
		task := deed.Case + "/" + deed.Step
		var args []string
		switch dice.IntN(9) {
		case 0, 1:
			deed.What, args = storetest.Took, []string{"take", task}
		case 2, 3, 4:
			deed.What, args = storetest.Did, []string{"done", task}
			if deed.Step == "look" {
				args = append(args, "--outcome", "rough", "--reason", "a scratch")
			}
		case 5:
			deed.What, args = storetest.Gave, []string{"give", task}
		case 6, 7:
			deed.What, deed.Step, args = storetest.Undid, "", []string{"undo"}
		default:
			deed.What, deed.Step, args = storetest.Looked, "", []string{"case", "show", deed.Case, "--json"}
		}
		deed.Called = time.Now().UnixNano()
		out, err := run(append(args, "--as", name)...)
		deed.Returned = time.Now().UnixNano()
		switch {
		case errors.Is(err, errNoAnswer):
			deed.Unknown = true
		case busy(err):
			deed.Unknown = true
		case err != nil:
			deed.Refused = err.Error()
		case deed.What == storetest.Looked:
			deed.Seen = sightOf(out)
		}
		if deed.What != storetest.Looked || !deed.Unknown {
			d.note(func(t *tally) { t.history = append(t.history, deed) })
		}
		d.think(dice)
	}
}

// busy: so much is under way on this PC that the shop's file could not be had.
// It is no refusal by the rules.
func busy(err error) bool {
	return err != nil && strings.Contains(err.Error(), "in use by another program")
}

// sightOf is what case show tells of a board.
func sightOf(doc string) string {
	var c struct {
		Tasks []struct{ Step, State, By string }
	}
	if err := json.Unmarshal([]byte(doc), &c); err != nil {
		return err.Error()
	}
	for _, t := range c.Tasks {
		if t.State == "ready" || t.State == "taken" || t.State == "doing" {
			return storetest.Sight(t.Step, t.By)
		}
	}
	return doc
}

// locally runs a command on the PC of the file. One of twenty is killed in the
// middle.
func (d *day) locally(args ...string) (string, error) {
	if args[0] == "case" { // It asks for nobody's right.
		args = args[:len(args)-2]
	}
	ctx, end := context.WithTimeout(context.Background(), dayPatience)
	defer end()
	cmd := exec.CommandContext(ctx, "alur", args...)
	cmd.Env = d.env
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if err := cmd.Start(); err != nil {
		return "", err
	}
	if d.counted(func(t *tally) int { return len(t.history) })%20 == 19 {
		killed := time.AfterFunc(100*time.Millisecond, end)
		defer killed.Stop()
	}
	err := cmd.Wait()
	switch {
	case err == nil:
		return out.String(), nil
	case ctx.Err() != nil:
		return "", errNoAnswer
	}
	return "", errors.New(strings.TrimSpace(talk.String()))
}

// remotely runs a command over SSH; the PIN is the first line it reads.
func (d *day) remotely(args ...string) (string, error) {
	c := d.dial(pcCommands)
	if c == nil {
		return "", errNoAnswer
	}
	defer func() { _ = c.Close() }()
	sess, err := c.NewSession()
	if err != nil {
		return "", errNoAnswer
	}
	var out, talk bytes.Buffer
	sess.Stdin, sess.Stdout, sess.Stderr = strings.NewReader(dayPIN+"\n"), &out, &talk
	err = sess.Run("alur '" + strings.Join(args, "' '") + "'")
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return out.String(), nil
	case errors.As(err, &exit):
		return "", errors.New(strings.TrimSpace(talk.String()))
	}
	return "", errNoAnswer // The line was cut.
}

// orders brings parcels, with commands on the PC of the file, as fast as they
// are posted.
func (d *day) orders() {
	every := 12 * time.Second / time.Duration(d.staff.post+d.staff.windows)
	for n := 1; d.goesOn(); n++ {
		cmd := exec.Command("alur", "start", "parcel", "--set", fmt.Sprint("no=", n), "--as", "Eko")
		cmd.Env = d.env
		if talk, err := cmd.CombinedOutput(); err != nil && !busy(errors.New(string(talk))) {
			d.t.Errorf("parcel %d: %v: %s", n, err, talk)
			return
		}
		select {
		case <-d.over.Done():
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
	for d.goesOn() {
		if _, err := io.WriteString(keys, "\x1bOP\x1b"); err != nil {
			return
		}
		time.Sleep(300 * time.Millisecond)
	}
}
