// Package intake takes what other programs send over HTTP: the orders of web
// shops, the notices of couriers. What is signed with the secret of a process
// becomes a case of it, or finishes a step that waits.
package intake

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"alur/model"
	"alur/store"
)

// Options are what a server needs.
type Options struct {
	Store *store.Store
	// Addr is where it listens, as in ":8080".
	Addr string
	// Tell is told what happens, a line each.
	Tell func(what model.Reason)
	// Ready is told where it listens, once it does.
	Ready func(addr net.Addr)
	// Clock is what rates are reckoned by.
	Clock func() time.Time
	// tighten changes the limits, for tests.
	tighten func(*limits)
}

// limits are those of a server.
type limits struct {
	// mostBody is how long a body may be, mostHeader the head before it.
	mostBody   int64
	mostHeader int
	// headTime is how long a sender may take for the head, readTime for all it
	// sends, writeTime for reading the answer; idleTime closes a connection
	// over which nothing comes.
	headTime, readTime, writeTime, idleTime time.Duration
	// doTime is how long the shop may take, stopTime the end of the server.
	doTime, stopTime time.Duration
	// rate is how many deliveries a second one address may send, burst how
	// many at once, and so many again that nobody signed; a wrong signature
	// counts there as many as wrongCost.
	rate, burst, wrongCost float64
	// mostConns are the connections at once, mostOfOne those of one address.
	mostConns, mostOfOne int
}

func usualLimits() limits {
	return limits{
		mostBody: 1 << 20, mostHeader: 16 << 10,
		headTime: 5 * time.Second, readTime: 15 * time.Second, writeTime: 30 * time.Second, idleTime: 30 * time.Second,
		doTime: 10 * time.Second, stopTime: 5 * time.Second,
		rate: 50, burst: 400, wrongCost: 20,
		mostConns: 256, mostOfOne: 64,
	}
}

// server is one server of webhooks.
type server struct {
	Options
	limits
	mu      sync.Mutex
	buckets map[string]*bucket
	untold  map[tallied]*untold
}

// Serve takes deliveries until ctx is done; what is under way then is finished.
// The error is that of listening, or nil.
func Serve(ctx context.Context, o Options) error {
	s := &server{Options: o, limits: usualLimits(), buckets: map[string]*bucket{}, untold: map[tallied]*untold{}}
	if o.tighten != nil {
		o.tighten(&s.limits)
	}
	if s.Clock == nil {
		s.Clock = time.Now
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return err
	}
	srv := &http.Server{
		Handler: s, ReadHeaderTimeout: s.headTime, ReadTimeout: s.readTime, WriteTimeout: s.writeTime, IdleTimeout: s.idleTime,
		MaxHeaderBytes: s.mostHeader, ErrorLog: log.New(io.Discard, "", 0),
	}
	if o.Ready != nil {
		o.Ready(listener.Addr())
	}
	stopped := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(stopped)
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.stopTime)
		defer cancel()
		if srv.Shutdown(end) != nil {
			_ = srv.Close() // Who is too slow is cut.
		}
		s.countAll(end)
	})
	err = srv.Serve(&capped{Listener: listener, all: s.mostConns, of: s.mostOfOne, open: map[string]int{}})
	if ctx.Err() == nil {
		return err
	}
	<-stopped
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

func (s *server) tell(say model.Say, args ...any) {
	if s.Tell != nil {
		s.Tell(model.Reason{Say: say, Args: args})
	}
}

// capped takes no more connections than a shop needs, and of one address no
// more than would still leave room for others.
type capped struct {
	net.Listener
	all, of int
	mu      sync.Mutex
	total   int
	open    map[string]int
}

// Accept is that of net.Listener.
func (c *capped) Accept() (net.Conn, error) {
	for {
		conn, err := c.Listener.Accept()
		if err != nil {
			return nil, err
		}
		host := hostOf(conn.RemoteAddr().String())
		c.mu.Lock()
		room := c.total < c.all && c.open[host] < c.of
		if room {
			c.total++
			c.open[host]++
		}
		c.mu.Unlock()
		if room {
			return &counted{Conn: conn, leave: sync.OnceFunc(func() { c.left(host) })}, nil
		}
		_ = conn.Close()
	}
}

func (c *capped) left(host string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total--
	if c.open[host]--; c.open[host] == 0 {
		delete(c.open, host)
	}
}

// counted is a connection that is counted until it is closed.
type counted struct {
	net.Conn
	leave func()
}

// Close is that of net.Conn.
func (c *counted) Close() error {
	c.leave()
	return c.Conn.Close()
}

// hostOf is an address without its port.
func hostOf(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	return host
}
