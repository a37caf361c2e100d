package cli

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"alur/ui/remote/join"
)

// runThere runs a command at the shop's PC, and keeps what it says in a file
// where one is named: that is there only once the command has been done. Where
// a person types, the first line that it asks for is not shown; in a talk every
// key goes over.
func (a *app) runThere(o join.Options, flags joinFlags) (err error) {
	words := strings.TrimSpace("alur " + o.Look + " " + flags.run)
	cmd := join.Command{Words: words, In: a.env.Stdin, Out: a.env.Stdout, Err: a.env.Stderr}
	switch keyboard, ok := a.env.Stdin.(*os.File); {
	case !ok || !a.env.IsTerminal(keyboard):
	case a.global.plain:
		cmd.Talk, cmd.In = true, o.Terminal
	default:
		state, err := term.GetState(keyboard.Fd())
		if err != nil {
			return err
		}
		defer func() { _ = term.Restore(keyboard.Fd(), state) }()
		cmd.In = &unseen{keyboard: keyboard}
	}
	if flags.file != "" {
		var file *os.File
		file, err = os.OpenFile(flags.file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // The person names the file.
		if errors.Is(err, fs.ErrExist) {
			return alreadyThere(flags.file)
		}
		if err != nil {
			return err
		}
		defer func() {
			if err = errors.Join(err, file.Close()); err != nil {
				_ = os.Remove(flags.file) // Half a file helps nobody.
			}
		}()
		cmd.Out = file
	}
	status, err := join.Do(a.ctx, o, cmd)
	if err == nil && status != statusDone {
		err = endedWith(status)
	}
	return err
}

// unseen is a keyboard whose first line, a PIN, is not shown; the lines after it
// are.
type unseen struct {
	keyboard *os.File
	typed    bool
	rest     []byte
}

// Read is that of io.Reader.
func (u *unseen) Read(p []byte) (int, error) {
	if u.typed && len(u.rest) == 0 {
		return u.keyboard.Read(p)
	}
	if !u.typed {
		line, err := term.ReadPassword(u.keyboard.Fd())
		if err != nil {
			return 0, err
		}
		u.typed, u.rest = true, []byte(string(line)+"\n")
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}
