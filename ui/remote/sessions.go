package remote

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"alur/model"
)

// server is one run of Serve.
type server struct {
	Options
	limits
	mu       sync.Mutex
	sessions map[*session]bool
	calls    map[ssh.Session]call
	// channels counts the sessions of each connection.
	channels map[*gossh.ServerConn]int
	// seats are those that somebody sits on, by their windows.
	seats map[string]*seat
	// lang is what the shop speaks, as it was last known: a model.Lang.
	lang atomic.Value
}

func newServer(o Options) *server {
	l := usualLimits()
	if o.tighten != nil {
		o.tighten(&l)
	}
	return &server{Options: o, limits: l, sessions: map[*session]bool{}, calls: map[ssh.Session]call{}, channels: map[*gossh.ServerConn]int{}, seats: map[string]*seat{}}
}

// kind is what a session is.
type kind int

const (
	atDoor kind = iota
	screens
	command
)

// session is a window on a station, a command of one, or a PC at the door.
type session struct {
	kind kind
	key  string
	// end asks it to end and does not wait; cut ends its connection.
	end, cut func()
}

// belongs reports whether a session is what its key may have now.
func (one *session) belongs(shop *model.Shop) bool {
	return (shop.StationOf(one.key) != nil) == (one.kind != atDoor)
}

// begin counts a session until leave is called; ok is false where there are
// too many.
func (s *server) begin(ctx context.Context, one *session) (leave func(), ok bool) {
	s.mu.Lock()
	n := 0
	for other := range s.sessions {
		if other.kind == one.kind {
			n++
		}
	}
	if n >= s.most[one.kind] {
		s.mu.Unlock()
		return nil, false
	}
	s.sessions[one] = true
	s.mu.Unlock()
	if conn, ok := ctx.Value(guardOf{}).(*guarded); ok && one.kind != atDoor {
		conn.known()
	}
	// The station may have been removed before it was counted.
	if shop, err := s.Store.Shop(ctx); err == nil && !one.belongs(shop) {
		s.sendAway(one)
	}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.sessions, one)
	}, true
}

// sendAway ends a session; one that does not go is cut off. It waits for
// nobody: a PC that reads nothing any more holds up no other.
func (s *server) sendAway(one *session) {
	one.end()
	time.AfterFunc(s.cutTime, func() {
		s.mu.Lock()
		there := s.sessions[one]
		s.mu.Unlock()
		if there {
			one.cut()
		}
	})
}

// sendAll ends the sessions that are meant.
func (s *server) sendAll(meant func(*session) bool) {
	s.mu.Lock()
	var list []*session
	for one := range s.sessions {
		if meant(one) {
			list = append(list, one)
		}
	}
	s.mu.Unlock()
	for _, one := range list {
		s.sendAway(one)
	}
}

// stop tells every session to end, and waits a moment for them.
func (s *server) stop(srv *ssh.Server) {
	s.sendAll(func(*session) bool { return true })
	ctx, done := context.WithTimeout(context.Background(), s.stopTime)
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
		s.lang.Store(shop.Lang)
		s.sendAll(func(one *session) bool { return !one.belongs(shop) })
	}
}

// cutter ends the connection of a session, with whatever runs over it.
func cutter(sess ssh.Session) func() {
	return func() {
		if conn, ok := sess.Context().Value(ssh.ContextKeyConn).(*gossh.ServerConn); ok {
			_ = conn.Close() // It is over either way.
		}
	}
}
