//go:build linux && !race

package etcdtest

import (
	"fmt"
	"net"
	"os/exec"
	"sync"
	"testing"
)

// proxies is a town on loopback: between every two machines is a proxy, which
// keeps what it is given while one of them is cut off.
type proxies struct {
	t   testing.TB
	mu  sync.Mutex
	all map[string]*proxy
	own map[string]string
}

type proxy struct {
	from, to string
	port     int
	l        net.Listener
	mu       sync.Mutex
	open     *sync.Cond
	cut      bool
	conns    []net.Conn
}

func newProxies(t testing.TB) *proxies {
	return &proxies{t: t, all: map[string]*proxy{}, own: map[string]string{}}
}

func (p *proxies) adds(string, bool) {}

func (p *proxies) listens(machine string, port int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := fmt.Sprint(machine, port)
	if p.own[key] == "" {
		p.own[key] = freePorts(p.t, 1)[0]
	}
	return p.own[key]
}

// knows says where a program listens that was begun before.
func (p *proxies) knows(machine string, port int, at string) { p.own[fmt.Sprint(machine, port)] = at }

func (p *proxies) reached(from, machine string, port int) string {
	to := p.listens(machine, port)
	p.mu.Lock()
	defer p.mu.Unlock()
	key := fmt.Sprint(from, " ", machine, port)
	if p.all[key] == nil {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			p.t.Fatal(err)
		}
		p.t.Cleanup(func() { _ = l.Close() })
		x := &proxy{from: from, to: machine, port: port, l: l}
		x.open = sync.NewCond(&x.mu)
		p.all[key] = x
		go x.serve(to)
	}
	return p.all[key].l.Addr().String()
}

func (x *proxy) serve(to string) {
	for {
		in, err := x.l.Accept()
		if err != nil {
			return
		}
		go func() {
			x.passes()
			out, err := net.Dial("tcp", to)
			if err != nil {
				_ = in.Close()
				return
			}
			x.mu.Lock()
			x.conns = append(x.conns, in, out)
			x.mu.Unlock()
			go x.copies(out, in)
			x.copies(in, out)
		}()
	}
}

// passes waits while the line is cut.
func (x *proxy) passes() {
	x.mu.Lock()
	defer x.mu.Unlock()
	for x.cut {
		x.open.Wait()
	}
}

func (x *proxy) copies(to, from net.Conn) {
	defer func() { _ = to.Close(); _ = from.Close() }()
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		x.passes()
		if n > 0 {
			if _, werr := to.Write(piece[:n]); werr != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (p *proxies) runs(_ string, args ...string) *exec.Cmd { return exec.Command(args[0], args[1:]...) }

func (p *proxies) cut(machine string, l line)  { p.set(machine, l, true) }
func (p *proxies) mend(machine string, l line) { p.set(machine, l, false) }

func (p *proxies) set(machine string, l line, cut bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, x := range p.all {
		if (x.from == machine || x.to == machine) && (x.port == portSSH) == (l == ofPeople) {
			x.mu.Lock()
			x.cut = cut
			x.open.Broadcast()
			x.mu.Unlock()
		}
	}
}

// drop closes what is open from a machine.
func (p *proxies) drop(machine string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, x := range p.all {
		if x.from != machine {
			continue
		}
		x.mu.Lock()
		for _, c := range x.conns {
			_ = c.Close()
		}
		x.conns = nil
		x.mu.Unlock()
	}
}
