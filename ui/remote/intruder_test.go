//go:build !race

package remote

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/model"
)

func keyLine(key gossh.Signer) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey())))
}

// Strangers make room: of one address the oldest, of all the oldest, and never
// a station.
func TestTheGuardMakesRoom(t *testing.T) {
	g := newGuard(nil)
	var closed []string
	conn := func(host, name string) *guarded {
		return &guarded{Conn: closing{func() { closed = append(closed, name) }}, guard: g, host: host}
	}
	station := conn("192.168.1.7", "station")
	first := conn("192.168.1.7", "first")
	for _, c := range []*guarded{station, first} {
		if !g.take(c) {
			t.Fatal("refused too early")
		}
	}
	station.known()
	for range mostStrangers {
		if !g.take(conn("192.168.1.7", "another")) {
			t.Fatal("a new one finds no room")
		}
	}
	if len(closed) != 1 || closed[0] != "first" {
		t.Errorf("closed are %v, not the oldest stranger", closed)
	}
	if closed = nil; !g.take(conn("192.168.1.8", "other")) || len(closed) != 0 {
		t.Errorf("another address has to go, or others for it: %v", closed)
	}
}

// Whoever calls again and again is kept out before anything is worked out for
// them, which the shop is told once; slower they come in, and others meanwhile.
// From where a station has spoken more may call, and its own calls don't count.
func TestWhoCallsTooOftenIsKeptOut(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	g, told := newGuard(nil), []string{}
	g.clock, g.tooOften = func() time.Time { return now }, func(host string) { told = append(told, host) }
	call := func(host string) (*guarded, bool) {
		c := &guarded{Conn: closing{func() {}}, guard: g, host: host}
		ok := g.take(c)
		if ok {
			_ = c.Close()
		}
		return c, ok
	}
	calls := func(host string, times int) (in int) {
		for range times {
			if _, ok := call(host); ok {
				in++
			}
		}
		return in
	}
	if in := calls("10.0.0.66", 1000); in != mostCalls || len(told) != 1 {
		t.Errorf("%d of a thousand calls come in, and told is %v", in, told)
	}
	if in := calls("10.0.0.7", 1); in != 1 {
		t.Error("another address is kept out for it")
	}
	now = now.Add(5 * time.Second)
	if in := calls("10.0.0.66", 100); in != 5 {
		t.Errorf("%d calls come in after five seconds", in)
	}
	for range 3 * mostCalls { // A station that runs one command after the other.
		c, ok := call("10.0.0.8")
		if !ok {
			t.Fatal("a station is kept out")
		}
		c.known()
	}
	if in := calls("10.0.0.8", 10*mostKnownCalls); in != mostKnownCalls {
		t.Errorf("%d calls come in from where a station is", in)
	}
	for n := range 3 * mostAddresses {
		now = now.Add(time.Second)
		calls(fmt.Sprint("10.1.", n/250, ".", n%250), 1)
	}
	if len(g.callers) > mostAddresses+1 {
		t.Errorf("%d addresses are kept", len(g.callers))
	}
}

type closing struct{ close func() }

func (c closing) Read([]byte) (int, error)         { return 0, io.EOF }
func (c closing) Write(b []byte) (int, error)      { return len(b), nil }
func (c closing) Close() error                     { c.close(); return nil }
func (c closing) LocalAddr() net.Addr              { return nil }
func (c closing) RemoteAddr() net.Addr             { return nil }
func (c closing) SetDeadline(time.Time) error      { return nil }
func (c closing) SetReadDeadline(time.Time) error  { return nil }
func (c closing) SetWriteDeadline(time.Time) error { return nil }

// Two thousand connections that say nothing keep no station out, neither one
// that is there nor one that comes.
func TestWhoSaysNothingKeepsNobodyOut(t *testing.T) {
	s, key := onAir(t), pc(t)
	s.do("hendra", model.ApproveStation{Key: keyLine(key), Name: "KASIR-2"})
	before := s.open(s.connect(key), 80, 24)
	before.sees("Who are you?")
	for n := range 2000 {
		conn, err := net.Dial("tcp", s.addr)
		if err != nil {
			if n < 200 {
				t.Fatal(err)
			}
			break // This PC has no more of them.
		}
		defer conn.Close()
	}
	s.open(s.connect(key), 80, 24).sees("Who are you?")
	if err := before.sess.WindowChange(30, 100); err != nil {
		t.Errorf("a station that was there was closed: %v", err)
	}
}

// Agents, signals, subsystems and variables are refused, and so is one session
// too many over a connection.
func TestASessionIsNarrow(t *testing.T) {
	s, key := onAir(t), pc(t)
	s.do("hendra", model.ApproveStation{Key: keyLine(key), Name: "KASIR-2"})
	c := s.connect(key)
	sess, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"auth-agent-req@openssh.com", "x11-req", "break", "subsystem", "tun@openssh.com"} {
		if ok, err := sess.SendRequest(what, true, nil); ok || err != nil {
			t.Errorf("%s is given: %v, %v", what, ok, err)
		}
	}
	for _, name := range []string{"LD_PRELOAD", "ALUR_DB", "PATH", "TERM"} {
		if sess.Setenv(name, "/tmp/x") == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if sess.Setenv("COLORTERM", strings.Repeat("x", 10_000)) == nil || sess.Setenv("COLORTERM", "truecolor") != nil {
		t.Error("a variable is taken by its name alone, or not at all")
	}
	open := 1
	for ; open < 100; open++ {
		if _, err := c.NewSession(); err != nil {
			break
		}
	}
	if open > mostChannels {
		t.Errorf("%d sessions are open over one connection", open)
	}
}

// Whoever reads nothing is not waited for, and holds up nobody meanwhile; a
// command of a station that is removed ends at once.
func TestAStuckPCHoldsUpNobody(t *testing.T) {
	s := onAir(t)
	s.stop()
	poured, waits, ended := make(chan error, 1), make(chan struct{}, 1), make(chan struct{}, 1)
	s.command = func(ctx context.Context, c Command) int {
		if c.Args[0] == "wait" {
			waits <- struct{}{}
			<-ctx.Done()
			ended <- struct{}{}
			return 1
		}
		for block := make([]byte, 1<<16); ; {
			if _, err := c.Stdout.Write(block); err != nil {
				poured <- err
				return 1
			}
		}
	}
	s.tighten = func(l *limits) { l.stuckTime = 500 * time.Millisecond }
	s.serve()
	stuck, other := pc(t), pc(t)
	s.do("hendra", model.ApproveStation{Key: keyLine(stuck), Name: "KASIR-2"})
	s.do("hendra", model.ApproveStation{Key: keyLine(other), Name: "KASIR-3"})
	start := func(key gossh.Signer, command string) {
		sess, err := s.connect(key).NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sess.StdoutPipe(); err != nil { // Nobody reads it.
			t.Fatal(err)
		}
		if err := sess.Start(command); err != nil {
			t.Fatal(err)
		}
	}
	start(stuck, "pour")
	start(other, "wait")
	comes := func(what string, came func() bool) {
		t.Helper()
		if !came() {
			t.Fatalf("%s does not come", what)
		}
	}
	comes("the command", func() bool { return within(waits) })
	s.do("hendra", model.RemoveStation{Name: "KASIR-3"})
	comes("the end of a removed station's command", func() bool { return within(ended) })
	comes("the end of who reads nothing", func() bool { return within(poured) })
}

func within[T any](c <-chan T) bool {
	select {
	case <-c:
		return true
	case <-time.After(patience):
		return false
	}
}

// An approval that is sent once more lets nobody in who was removed since.
func TestAnApprovalIsNoTicket(t *testing.T) {
	s, key := onAir(t), pc(t)
	approval := model.Command{Op: "once", By: "hendra", Act: model.ApproveStation{Key: keyLine(key), Name: "KASIR-2"}}
	if _, err := s.store.Do(t.Context(), approval); err != nil {
		t.Fatal(err)
	}
	s.do("hendra", model.RemoveStation{Name: "KASIR-2"})
	if _, err := s.store.Do(t.Context(), approval); err != nil {
		t.Fatal(err)
	}
	w := s.open(s.connect(key), 80, 24)
	w.sees("It asks anew, by the code")
	if there, _ := w.shown.has("Sari"); there {
		t.Error("a replayed approval opens the door")
	}
}
