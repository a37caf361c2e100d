package join

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"alur/model"
)

// A line that is cut is noticed within beat and patience together.
const (
	beat      = 3 * time.Second
	patience  = 6 * time.Second
	callTime  = 5 * time.Second
	greetTime = 10 * time.Second
)

// Again is the exit status by which a server says that it closes the line, not
// the person: the client comes again.
const Again = 75

// Asking is the question after the language of the shop. It is asked again and
// again, for the answer says that the line stands.
const Asking = "lang@alur"

// line is a connection to the shop's PC.
type line struct {
	ssh *ssh.Client
	// lang is what the shop speaks, empty where it did not say.
	lang model.Lang
}

func (l *line) close() { _ = l.ssh.Close() }

// lost says that there is no line, and that it may come back.
type lost struct{ why error }

func (l *lost) Error() string { return "not connected: " + l.why.Error() }
func (l *lost) Unwrap() error { return l.why }

// strange says that something answered which did not speak as alur does.
type strange struct{ why error }

func (s *strange) Error() string { return "no greeting: " + s.why.Error() }
func (s *strange) Unwrap() error { return s.why }

func comesAgain(err error) bool {
	var l *lost
	return errors.As(err, &l)
}

// call opens a line. The error is a *lost where another try may help, a
// *firstMeeting where the host is not known yet, else a *model.Refusal.
func (c *client) call(ctx context.Context, host string) (*line, error) {
	conn, err := (&net.Dialer{Timeout: callTime}).DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, &lost{err}
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	_ = conn.SetDeadline(time.Now().Add(greetTime))
	var stranger error
	config := &ssh.ClientConfig{
		User: "alur", Auth: []ssh.AuthMethod{ssh.PublicKeys(c.key)}, ClientVersion: "SSH-2.0-alur",
		// One kind of key, so that no host shows now this one, now that one.
		HostKeyAlgorithms: []string{ssh.KeyAlgoED25519},
		HostKeyCallback: func(_ string, _ net.Addr, key ssh.PublicKey) error {
			stranger = known(c.Folder, host, key)
			return stranger
		},
	}
	sshConn, channels, requests, err := ssh.NewClientConn(conn, host, config)
	switch {
	case stranger != nil:
		_ = conn.Close()
		return nil, stranger
	case err != nil && strings.Contains(err.Error(), "unable to authenticate"):
		_ = conn.Close()
		return nil, &model.Refusal{Code: "not_alur", Why: model.Say{
			EN: "What answers at %s is not alur. Nothing was sent. On the shop's PC: alur serve --ssh :2222, and here the port that it says.",
			ID: "Yang menjawab di %s bukan alur. Tidak ada yang terkirim. Di PC toko: alur serve --ssh :2222, dan di sini port yang disebutnya.",
		}, Args: []any{host}}
	case err != nil:
		_ = conn.Close()
		return nil, &lost{&strange{err}}
	}
	_ = conn.SetDeadline(time.Time{})
	l := &line{ssh: ssh.NewClient(sshConn, channels, requests)}
	if l.lang, err = l.ask(); err != nil {
		l.close()
		return nil, &lost{err}
	}
	return l, nil
}

// ask asks what the shop speaks; without an answer the line is closed.
func (l *line) ask() (model.Lang, error) {
	late := time.AfterFunc(patience, l.close)
	defer late.Stop()
	_, answer, err := l.ssh.SendRequest(Asking, true, nil)
	if lang := model.Lang(answer); lang == model.English || lang == model.Indonesian {
		return lang, err
	}
	return "", err
}

// watch closes a line that does not answer any more.
func (l *line) watch(ctx context.Context) {
	ticks := time.NewTicker(beat)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
			if _, err := l.ask(); err != nil {
				l.close()
				return
			}
		}
	}
}

// show shows the screens of the other side until they end. The error is a *lost
// where that was not what the person wanted.
func (c *client) show(ctx context.Context, l *line) error {
	ctx, done := context.WithCancel(ctx)
	defer done()
	go l.watch(ctx)
	sess, err := l.ssh.NewSession()
	if err != nil {
		return &lost{err}
	}
	defer func() { _ = sess.Close() }()
	talk := &words{}
	sess.Stdout, sess.Stderr = c.Terminal, talk
	in, err := sess.StdinPipe()
	if err == nil {
		err = c.furnish(sess)
	}
	if err != nil {
		return &lost{err}
	}
	ended := make(chan error, 1)
	go func() { ended <- sess.Wait() }()
	keys := c.keys
	for {
		select {
		case piece, open := <-keys:
			if !open {
				return nil // The terminal is gone.
			}
			if _, err := in.Write(piece); err != nil {
				keys = nil // The session is ending.
			}
		case <-c.resized:
			wide, high := c.Terminal.Size()
			_ = sess.WindowChange(high, wide)
		case err := <-ended:
			return c.parted(err, talk.text())
		case <-ctx.Done():
			return nil
		}
	}
}

// furnish asks for the screens, in a terminal like the person's.
func (c *client) furnish(sess *ssh.Session) error {
	for name, value := range c.Environment {
		if err := sess.Setenv(name, value); err != nil {
			return err
		}
	}
	// By its name the server knows this window again when the line was cut.
	if err := sess.Setenv(Window, c.window); err != nil {
		return err
	}
	// A server that does not know what it is called shows its address.
	_ = sess.Setenv(Host, c.host)
	wide, high := c.Terminal.Size()
	if err := sess.RequestPty(c.Term, high, wide, ssh.TerminalModes{}); err != nil {
		return err
	}
	if c.Look != "" {
		return sess.Start("alur " + c.Look)
	}
	return sess.Shell()
}

// Window is the variable in which a window says its name. It is made at random
// and known to nobody else.
const Window = "ALUR_WINDOW"

// Host is the variable in which a window says how it called the shop's PC.
const Host = "ALUR_HOST"

// parted says what the end of a session means.
func (c *client) parted(err error, said string) error {
	var status *ssh.ExitError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &status):
		return &lost{err}
	case status.ExitStatus() == Again:
		c.told = said
		return &lost{err}
	case said == "":
		return fmt.Errorf("the session ended: %w", err)
	}
	return &model.Refusal{Code: "refused", Why: model.Say{EN: "%s", ID: "%s"}, Args: []any{said}}
}

// mostWords bounds what a server may say beside its screens.
const mostWords = 2 << 10

// words gathers what a server says beside its screens.
type words struct{ all []byte }

// Write is that of io.Writer.
func (w *words) Write(p []byte) (int, error) {
	w.all = append(w.all, p[:min(len(p), mostWords-len(w.all))]...)
	return len(p), nil
}

func (w *words) text() string { return strings.TrimSpace(model.CleanText(string(w.all))) }
