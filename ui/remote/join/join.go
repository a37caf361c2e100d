// Package join is the client on the other PCs: it shows the screens that the
// shop's PC serves over SSH, and comes back by itself when the line is cut.
package join

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"time"

	"golang.org/x/crypto/ssh"

	"alur/model"
)

// Terminal is where the person sits.
type Terminal interface {
	io.ReadWriter
	// Raw gives every key as it is pressed, until restore is called.
	Raw() (restore func(), err error)
	Size() (wide, high int)
	// Resized tells that the size may have changed, until ctx is done.
	Resized(ctx context.Context) <-chan struct{}
}

// Options are what a client needs.
type Options struct {
	// Hosts are the addresses of the shop's PC, host:port, tried in turn.
	Hosts []string
	// Folder is where the key of this PC is kept, and what is known of hosts.
	Folder   string
	Terminal Terminal
	// Term is the kind of the terminal, Environment what else the server may
	// know of it, as in COLORTERM=truecolor.
	Term        string
	Environment map[string]string
	// Look are the words that change how the screens are shown, as in
	// "--lang id"; empty for the shop's own.
	Look string
	// Lang is spoken while there is no line. Asked is true where somebody asked
	// for it; else the server is asked what the shop speaks.
	Lang  model.Lang
	Asked bool
	// Clock tells since when there is no line.
	Clock func() time.Time
}

// client is one run of Run.
type client struct {
	Options
	key    ssh.Signer
	window string
	// host is how the PC was called that shows the screens.
	host    string
	keys    <-chan []byte
	resized <-chan struct{}
	// since is when the line was lost, zero before the first.
	since time.Time
	// told is the server's last sentence, where it closed the line itself.
	told string
}

// Run shows the screens until the person leaves them. An error is a
// *model.Refusal where the person can do something about it.
func Run(ctx context.Context, o Options) error {
	key, err := stationKey(o.Folder)
	if err != nil {
		return err
	}
	restore, err := o.Terminal.Raw()
	if err != nil {
		return err
	}
	defer restore()
	_, _ = io.WriteString(o.Terminal, enter)
	defer func() { _, _ = io.WriteString(o.Terminal, plain+leave) }()
	ctx, done := context.WithCancel(ctx)
	defer done()
	c := &client{Options: o, key: key, window: rand.Text(), keys: reading(ctx, o.Terminal), resized: o.Terminal.Resized(ctx)}
	return c.run(ctx)
}

// run calls one host after the other, and pauses after each round.
func (c *client) run(ctx context.Context) error {
	for round := 0; ; round++ {
		var why error
		for _, host := range c.Hosts {
			began := time.Now()
			shown, err := c.visit(ctx, host)
			if err == nil || !comesAgain(err) {
				return err
			}
			why = err
			if shown {
				c.since = c.Clock()
				if time.Since(began) > steady {
					round = 0
				}
				break // The line was cut: the first host is called first again.
			}
		}
		//nolint:gosec // Whatever the number is, it is one of many.
		if stays := c.wait(ctx, pause(round, uint64(time.Now().UnixNano())), why); !stays {
			return nil
		}
	}
}

// steady is how long a line must have stood to be no failed try.
const steady = 10 * time.Second

// visit calls a host and shows its screens; shown is true where there were any.
// Without an error the person has left, or alur is being stopped.
func (c *client) visit(ctx context.Context, host string) (shown bool, err error) {
	l, err := c.calling(ctx, host)
	var first *firstMeeting
	if errors.As(err, &first) {
		if !c.trusts(ctx, first) {
			return false, nil
		}
		if err = remember(c.Folder, host, first.key); err != nil {
			return false, err
		}
		l, err = c.calling(ctx, host)
	}
	if l == nil || err != nil {
		return false, err
	}
	defer l.close()
	c.told, c.host = "", host
	return true, c.show(ctx, l)
}

// calling opens a line, and listens meanwhile whether the person leaves: then
// there is neither a line nor an error.
func (c *client) calling(ctx context.Context, host string) (*line, error) {
	if c.since.IsZero() {
		c.banner(model.Reason{Say: model.Say{EN: "Calling %s ... (Ctrl+Q leaves)", ID: "Memanggil %s ... (Ctrl+Q keluar)"}, Args: []any{host}})
	}
	ctx, done := context.WithCancel(ctx)
	defer done()
	type outcome struct {
		line *line
		err  error
	}
	came := make(chan outcome, 1)
	go func() {
		l, err := c.call(ctx, host)
		came <- outcome{l, err}
	}()
	for {
		select {
		case o := <-came:
			if o.err == nil && o.line.lang != "" && !c.Asked {
				c.Lang = o.line.lang
			}
			return o.line, o.err
		case piece, open := <-c.keys:
			if !open || leaves(piece) {
				done()
				if o := <-came; o.line != nil {
					o.line.close()
				}
				return nil, nil
			}
		case <-ctx.Done():
			if o := <-came; o.line != nil {
				o.line.close()
			}
			return nil, nil
		}
	}
}

// reading gives what is typed, piece by piece, as long as the terminal is there.
func reading(ctx context.Context, from io.Reader) <-chan []byte {
	keys := make(chan []byte)
	go func() {
		defer close(keys)
		for {
			piece := make([]byte, 4096)
			n, err := from.Read(piece)
			if n > 0 {
				select {
				case keys <- piece[:n]:
				case <-ctx.Done():
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return keys
}
