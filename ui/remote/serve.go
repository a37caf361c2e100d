// Package remote shows the screens on other PCs over SSH. A PC is a station,
// known by its key and let in once by the owner; a person signs in on it as on
// any screen of the shop.
package remote

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"github.com/charmbracelet/colorprofile"

	"alur/model"
	"alur/store"
	"alur/ui"
)

// Options are what a server needs.
type Options struct {
	Store *store.Store
	// Addr is where it listens, as in ":2222".
	Addr string
	// Folder is where the key of this host is kept; it is made at first.
	Folder string
	// Screens completes the options of a session on a station.
	Screens func(o ui.Options) ui.Options
	// Tell is told what happens at the door, a line each.
	Tell func(what model.Reason)
	// Ready is told where it listens, once it does.
	Ready func(addr net.Addr)
}

// The limits of a server. A shop has some dozen PCs.
const (
	mostSessions  = 200
	mostAtDoor    = 20
	handshakeTime = 10 * time.Second
	idleTime      = 12 * time.Hour
	stopTime      = 5 * time.Second
)

// Serve shows the screens to the stations of the shop until ctx is done; then
// every session is told, and what was being typed is kept. The error is that of
// listening, or nil.
func Serve(ctx context.Context, o Options) error {
	s := &server{Options: o, sessions: map[*session]bool{}, calls: map[ssh.Session]call{}}
	srv, err := wish.NewServer(
		wish.WithHostKeyPath(filepath.Join(o.Folder, "ssh_host_ed25519")),
		// Any key may come as far as the door; it is the station's approval that
		// opens it. There is no other way to sign in to the server.
		wish.WithPublicKeyAuth(func(ssh.Context, ssh.PublicKey) bool { return true }),
		wish.WithIdleTimeout(idleTime),
		func(srv *ssh.Server) error {
			srv.HandshakeTimeout = handshakeTime
			srv.SessionRequestCallback = s.called
			srv.Handler = func(sess ssh.Session) { s.serve(ctx, sess, s.asked(sess)) }
			srv.Version = "alur"
			return nil
		},
	)
	if err != nil {
		return fmt.Errorf("the key of this host: %w", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return err
	}
	if o.Ready != nil {
		o.Ready(listener.Addr())
	}
	go s.watch(ctx)
	stopped := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(stopped)
		s.stop(srv)
	})
	if err = srv.Serve(newGuard(listener)); ctx.Err() == nil {
		return err
	}
	<-stopped
	return nil
}

// server is one run of Serve.
type server struct {
	Options
	mu       sync.Mutex
	sessions map[*session]bool
	calls    map[ssh.Session]call
}

// session is one window on a station, or one PC at the door.
type session struct {
	key     string
	ssh     ssh.Session
	changes <-chan ssh.Window
	program *tea.Program
	// letIn is false at the door.
	letIn bool
}

// stop tells every session to end, and waits a moment for them.
func (s *server) stop(srv *ssh.Server) {
	s.mu.Lock()
	for sess := range s.sessions {
		sess.program.Quit()
	}
	s.mu.Unlock()
	ctx, done := context.WithTimeout(context.Background(), stopTime)
	defer done()
	if srv.Shutdown(ctx) != nil {
		_ = srv.Close() // Whoever does not hang up is cut off.
	}
}

// watch ends the sessions of stations that are removed, and opens the door to
// those that are let in.
func (s *server) watch(ctx context.Context) {
	for range s.Store.Watch(ctx) {
		shop, err := s.Store.Shop(ctx)
		if err != nil {
			continue // The next act brings another look.
		}
		s.mu.Lock()
		for sess := range s.sessions {
			if (shop.StationOf(sess.key) != nil) != sess.letIn {
				sess.program.Quit()
			}
		}
		s.mu.Unlock()
	}
}

// run keeps a session as long as its program runs; false where there are too
// many.
func (s *server) run(sess *session) bool {
	s.mu.Lock()
	n := 0
	for other := range s.sessions {
		if other.letIn == sess.letIn {
			n++
		}
	}
	if sess.letIn && n >= mostSessions || !sess.letIn && n >= mostAtDoor {
		s.mu.Unlock()
		return false
	}
	s.sessions[sess] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.sessions, sess)
		s.mu.Unlock()
	}()
	ctx, done := context.WithCancel(sess.ssh.Context())
	defer done()
	go follow(ctx, sess)
	_, _ = sess.program.Run() // Whether it ended well or the line broke, the session is over.
	sess.program.Kill()
	return true
}

// follow gives the window's changes of size to the program.
func follow(ctx context.Context, sess *session) {
	for {
		select {
		case w, open := <-sess.changes:
			if !open {
				return
			}
			sess.program.Send(sized(w))
		case <-ctx.Done():
			sess.program.Quit()
			return
		}
	}
}

// The largest window that is drawn: a program on the other side may say
// anything.
const mostWide, mostHigh = 500, 200

func sized(w ssh.Window) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: max(1, min(w.Width, mostWide)), Height: max(1, min(w.Height, mostHigh))}
}

// programOf is a program that reads and draws over SSH.
func programOf(sess ssh.Session, c call, m tea.Model) *tea.Program {
	environment := []string{"TERM=" + c.pty.Term}
	for _, line := range c.environment {
		// Nothing else that the other side says is believed.
		if line == "COLORTERM=truecolor" || line == "COLORTERM=24bit" || line == "NO_COLOR=1" {
			environment = append(environment, line)
		}
	}
	size := sized(c.pty.Window)
	return tea.NewProgram(m,
		tea.WithInput(sess), tea.WithOutput(sess), tea.WithEnvironment(environment),
		tea.WithColorProfile(colorprofile.Env(environment)), tea.WithWindowSize(size.Width, size.Height),
		tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
			if _, suspends := msg.(tea.SuspendMsg); suspends {
				return tea.ResumeMsg{}
			}
			return msg
		}),
	)
}
