// Package remote shows the screens on other PCs over SSH. A PC is a station,
// known by its key and let in once by the owner; a person signs in on it as on
// any screen of the shop.
package remote

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"alur/model"
	"alur/store"
	"alur/ui"
	"alur/ui/remote/join"
)

// Options are what a server needs.
type Options struct {
	Store *store.Store
	// Addr is where it listens, as in ":2222".
	Addr string
	// Folder is where the key of this host is kept; it is made at first.
	Folder string
	// IdleEnd ends a session at which nobody is signed in and has pressed a key
	// for so long; 0 is never.
	IdleEnd time.Duration
	// Screens completes the options of a session on a station.
	Screens func(o ui.Options) ui.Options
	// Command runs one command line of a station and returns its exit status.
	Command func(ctx context.Context, c Command) int
	// Tell is told what happens at the door, a line each.
	Tell func(what model.Reason)
	// Ready is told where it listens, once it does.
	Ready func(addr net.Addr)
	// tighten changes the limits, where a test can't wait for them.
	tighten func(*limits)
}

// Serve shows the screens to the stations of the shop until ctx is done; then
// every session is told, and what was being typed is kept. The error is that of
// listening, or nil.
func Serve(ctx context.Context, o Options) error {
	s := newServer(o)
	srv, err := wish.NewServer(
		wish.WithHostKeyPath(filepath.Join(o.Folder, "ssh_host_ed25519")),
		// Any key may come as far as the door; it is the station's approval that
		// opens it. There is no other way to sign in to the server.
		wish.WithPublicKeyAuth(func(ssh.Context, ssh.PublicKey) bool { return true }),
		wish.WithIdleTimeout(s.idleTime),
		func(srv *ssh.Server) error {
			srv.HandshakeTimeout = s.handshakeTime
			srv.SessionRequestCallback = s.called
			srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.narrow}
			srv.ConnCallback = func(ctx ssh.Context, conn net.Conn) net.Conn {
				ctx.SetValue(guardOf{}, conn)
				return conn
			}
			srv.Handler = func(sess ssh.Session) { s.serve(ctx, sess, s.asked(sess)) }
			srv.Version = "alur"
			srv.RequestHandlers = map[string]ssh.RequestHandler{join.Asking: s.spoken}
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
	for _, key := range srv.HostSigners {
		s.tell(model.Say{EN: "the key of this PC is %s", ID: "kunci PC ini %s"}, gossh.FingerprintSHA256(key.PublicKey()))
	}
	go s.watch(ctx)
	stopped := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(stopped)
		s.stop(srv)
	})
	g := newGuard(listener)
	g.tooOften = func(host string) {
		s.tell(model.Say{EN: "a PC at %s calls too often: it is kept out until it calls less", ID: "PC di %s terlalu sering memanggil: tidak dilayani sampai lebih jarang"}, host)
	}
	if err = srv.Serve(g); ctx.Err() == nil {
		return err
	}
	<-stopped
	return nil
}
