package join

import (
	"context"
	"errors"
	"io"

	"golang.org/x/crypto/ssh"

	"alur/model"
)

// Command is one command line for the shop's PC.
type Command struct {
	Words string
	// Talk is true where a person types at the terminal of the options: every
	// key goes over as it is pressed.
	Talk     bool
	In       io.Reader
	Out, Err io.Writer
}

// Do runs a command at the shop's PC with the key of this one, and answers its
// exit status. An error is a *model.Refusal: nothing is tried a second time, for
// it may have been done.
func Do(ctx context.Context, o Options, cmd Command) (status int, err error) {
	key, err := stationKey(o.Folder)
	if err != nil {
		return 0, err
	}
	c := &client{Options: o, key: key}
	var l *line
	for _, host := range o.Hosts {
		var first *firstMeeting
		switch l, err = c.call(ctx, host); {
		case err == nil:
			return c.do(ctx, host, l, cmd)
		case errors.As(err, &first):
			return 0, &model.Refusal{Code: "first_meeting", Why: model.Say{
				EN: "This PC has not met %s yet. Open its screens first: alur join %[1]s",
				ID: "PC ini belum pernah bertemu %s. Buka layarnya dulu: alur join %[1]s",
			}, Args: []any{host}}
		case !comesAgain(err):
			return 0, err
		}
	}
	why := reason(o.Hosts, err)
	return 0, &model.Refusal{Code: "no_line", Why: why.Say, Args: why.Args}
}

// do runs a command over a line.
func (c *client) do(ctx context.Context, host string, l *line, cmd Command) (status int, err error) {
	defer l.close()
	ctx, done := context.WithCancel(ctx)
	defer done()
	defer context.AfterFunc(ctx, l.close)()
	go l.watch(ctx)
	sess, err := l.ssh.NewSession()
	if err != nil {
		return 0, cutShort(host)
	}
	in, err := sess.StdinPipe()
	if err != nil {
		return 0, cutShort(host)
	}
	if cmd.Talk {
		restore, err := c.Terminal.Raw()
		if err != nil {
			return 0, err
		}
		defer restore()
		wide, high := c.Terminal.Size()
		if err := sess.RequestPty(c.Term, high, wide, ssh.TerminalModes{}); err != nil {
			return 0, cutShort(host)
		}
	}
	sess.Stdout, sess.Stderr = cmd.Out, cmd.Err
	if err := sess.Start(cmd.Words); err != nil {
		return 0, cutShort(host)
	}
	go func() {
		_, _ = io.Copy(in, cmd.In) // What does not go over any more is read by nobody.
		_ = in.Close()
	}()
	var exit *ssh.ExitError
	switch err := sess.Wait(); {
	case err == nil:
		return 0, nil
	case errors.As(err, &exit):
		return exit.ExitStatus(), nil
	}
	return 0, cutShort(host)
}

// cutShort says that a line was cut before a command had ended.
func cutShort(host string) error {
	return &model.Refusal{Code: "cut_short", Why: model.Say{
		EN: "The line to %s was cut before the end. Whether it was done is not known: look before you call again.",
		ID: "Sambungan ke %s putus sebelum selesai. Belum diketahui apakah sudah dilakukan: lihat dulu sebelum memanggil lagi.",
	}, Args: []any{host}}
}
