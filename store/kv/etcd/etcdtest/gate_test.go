package etcdtest

import (
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"alur/store/kv/etcd"
)

// gate is a line to a server on which so many bytes pass, there and back
// together, and then nothing any more: who speaks over it stands still at the
// same place at every speed.
type gate struct {
	at   string
	left atomic.Int64
	// shut is closed when nothing passes any more, over when the test is.
	shut, over chan struct{}
	once       sync.Once
}

func gated(t testing.TB, server string, bytes int64) *gate {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{at: l.Addr().String(), shut: make(chan struct{}), over: make(chan struct{})}
	g.left.Store(bytes)
	t.Cleanup(func() { close(g.over); _ = l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", server)
			if err != nil {
				_ = in.Close()
				continue
			}
			go g.passes(in, out)
			go g.passes(out, in)
		}
	}()
	return g
}

// url is the address of a shop behind it.
func (g *gate) url(shop string) string { return etcd.Scheme + g.at + "/" + shop }

func (g *gate) passes(from, to net.Conn) {
	defer func() { _ = from.Close(); _ = to.Close() }()
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		if g.left.Add(-int64(n)) < 0 {
			g.once.Do(func() { close(g.shut) })
			<-g.over
			return
		}
		if _, werr := to.Write(piece[:n]); err != nil || werr != nil {
			return
		}
	}
}
