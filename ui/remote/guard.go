package remote

import (
	"net"
	"sync"
)

// The most connections at once: of all addresses, and of one.
const (
	mostConns       = 400
	mostConnsOfHost = 40
)

// guard takes no more connections than a shop can have, in all and from one
// address: before a handshake nobody is known. One too many is closed unheard.
type guard struct {
	net.Listener
	mu  sync.Mutex
	all int
	of  map[string]int
}

func newGuard(l net.Listener) *guard { return &guard{Listener: l, of: map[string]int{}} }

// Accept is that of net.Listener.
func (g *guard) Accept() (net.Conn, error) {
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		host := hostOf(conn.RemoteAddr().String())
		if g.take(host) {
			return &guarded{Conn: conn, gone: sync.OnceFunc(func() { g.give(host) })}, nil
		}
		_ = conn.Close()
	}
}

func (g *guard) take(host string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.all >= mostConns || g.of[host] >= mostConnsOfHost {
		return false
	}
	g.all++
	g.of[host]++
	return true
}

func (g *guard) give(host string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all--
	if g.of[host]--; g.of[host] == 0 {
		delete(g.of, host)
	}
}

// guarded is a connection that is counted until it is closed.
type guarded struct {
	net.Conn
	gone func()
}

// Close is that of net.Conn.
func (c *guarded) Close() error {
	c.gone()
	return c.Conn.Close()
}
