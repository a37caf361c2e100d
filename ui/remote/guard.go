package remote

import (
	"net"
	"slices"
	"sync"
	"time"
)

// The most connections at once: in all, and of strangers from one address.
const (
	mostConns     = 400
	mostStrangers = 40
)

// guard takes no more connections than a shop can have. Before a handshake
// nobody is known, and one that opens a thousand and says nothing must not keep
// the shop's own PCs out: it is the oldest stranger that has to go.
type guard struct {
	net.Listener
	mu sync.Mutex
	// strangers are the connections that no station has spoken over yet, the
	// oldest first; all counts those of stations too.
	strangers []*guarded
	all       int
	// callers are the addresses that called lately; tooOften is told of one that
	// calls too often.
	callers  map[string]*caller
	clock    func() time.Time
	tooOften func(host string)
}

func newGuard(l net.Listener) *guard {
	return &guard{Listener: l, callers: map[string]*caller{}, clock: time.Now}
}

// Accept is that of net.Listener.
func (g *guard) Accept() (net.Conn, error) {
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		c := &guarded{Conn: conn, guard: g, host: hostOf(conn.RemoteAddr().String())}
		if g.take(c) {
			return c, nil
		}
		_ = conn.Close()
	}
}

// take counts a new connection, and closes the one that has to go for it; false
// where there is none and no more room.
func (g *guard) take(c *guarded) bool {
	g.mu.Lock()
	if !g.mayCall(c.host) {
		g.mu.Unlock()
		return false
	}
	of := 0
	for _, other := range g.strangers {
		if other.host == c.host {
			of++
		}
	}
	leaves := -1
	if of >= mostStrangers {
		leaves = slices.IndexFunc(g.strangers, func(other *guarded) bool { return other.host == c.host })
	} else if g.all >= mostConns {
		if leaves = 0; len(g.strangers) == 0 {
			g.mu.Unlock()
			return false
		}
	}
	var gone *guarded
	if leaves >= 0 {
		gone = g.strangers[leaves]
	}
	g.strangers = append(g.strangers, c)
	g.all++
	g.mu.Unlock()
	if gone != nil {
		_ = gone.Close() // It is over either way.
	}
	return true
}

// guarded is a connection that is counted until it is closed.
type guarded struct {
	net.Conn
	guard *guard
	host  string
	// station is true once one has spoken over it.
	station bool
	once    sync.Once
}

// known says that a station speaks over the connection: it is no stranger's.
func (c *guarded) known() {
	c.guard.mu.Lock()
	defer c.guard.mu.Unlock()
	if !c.station {
		c.station = true
		c.guard.spoke(c.host)
	}
	c.forgotten()
}

// forgotten takes the connection out of the strangers, with mu held.
func (c *guarded) forgotten() {
	c.guard.strangers = slices.DeleteFunc(c.guard.strangers, func(other *guarded) bool { return other == c })
}

// guardOf is where the context of a session has its connection.
type guardOf struct{}

// Close is that of net.Conn.
func (c *guarded) Close() error {
	c.once.Do(func() {
		c.guard.mu.Lock()
		c.forgotten()
		c.guard.all--
		c.guard.mu.Unlock()
	})
	return c.Conn.Close()
}
