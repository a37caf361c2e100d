//go:build !race

// See serve_test.go.

package remote

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"alur/model"
	"alur/ui/remote/join"
)

// sitting is a terminal where somebody sits.
type sitting struct {
	keys    *io.PipeReader
	typed   *io.PipeWriter
	changes chan struct{}

	mu         sync.Mutex
	drawn      string
	more       chan struct{}
	wide, high int
	raw        bool
}

func (s *sitting) Read(p []byte) (int, error) { return s.keys.Read(p) }

func (s *sitting) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drawn += string(p)
	close(s.more)
	s.more = make(chan struct{})
	return len(p), nil
}

func (s *sitting) Raw() (func(), error) {
	s.raw = true
	return func() { s.raw = false }, nil
}

func (s *sitting) Size() (int, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wide, s.high
}

func (s *sitting) Resized(context.Context) <-chan struct{} { return s.changes }

func (s *sitting) resize(wide, high int) {
	s.mu.Lock()
	s.wide, s.high = wide, high
	s.mu.Unlock()
	s.changes <- struct{}{}
}

// cut is what was drawn up to a text and with it, which is drawn no more.
func (s *sitting) cut(text string) (drawn string, more <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before, after, there := strings.Cut(s.drawn, text)
	if there {
		s.drawn = after
		return before + text, nil
	}
	return "", s.more
}

// wire is a line between two PCs that can be cut, and put to another end.
type wire struct {
	t    *testing.T
	addr string
	mu   sync.Mutex
	to   string
	ends []net.Conn
	deaf bool
}

func aWire(t *testing.T, to string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{t: t, addr: l.Addr().String(), to: to}
	t.Cleanup(func() { _ = l.Close(); w.cut() })
	go func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			w.mu.Lock()
			there, err := net.Dial("tcp", w.to)
			if err != nil {
				_ = here.Close()
			} else {
				w.ends = append(w.ends, here, there)
				go w.carry(here, there)
				go w.carry(there, here)
			}
			w.mu.Unlock()
		}
	}()
	return w
}

func (w *wire) carry(to io.WriteCloser, from io.Reader) {
	defer to.Close()
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		if err != nil {
			return
		}
		w.mu.Lock()
		deaf := w.deaf
		w.mu.Unlock()
		if deaf {
			continue
		}
		if _, err := to.Write(piece[:n]); err != nil {
			return
		}
	}
}

// cut cuts what is connected; new calls get through.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, end := range w.ends {
		_ = end.Close()
	}
	w.ends, w.deaf = nil, false
}

// swallow carries nothing any more, and tells neither end.
func (w *wire) swallow() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.deaf = true
}

// hears carries again what comes from now on, over new calls.
func (w *wire) hears() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ends, w.deaf = nil, false
}

func (w *wire) leadsTo(addr string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.to = addr
}

// guest is a PC on which alur join runs.
type guest struct {
	*sitting
	t      *testing.T
	folder string
	left   chan error
}

func joins(t *testing.T, folder string, hosts ...string) *guest {
	t.Helper()
	keys, typed := io.Pipe()
	g := &guest{t: t, folder: folder, left: make(chan error, 1), sitting: &sitting{
		keys: keys, typed: typed, changes: make(chan struct{}), more: make(chan struct{}), wide: 80, high: 24,
	}}
	t.Cleanup(func() { _ = typed.Close() })
	go func() {
		g.left <- join.Run(context.Background(), join.Options{
			Hosts: hosts, Folder: folder, Terminal: g.sitting, Term: "xterm-256color", Lang: model.English,
			Clock: func() time.Time { return time.Date(2026, 11, 24, 14, 31, 0, 0, time.Local) },
		})
	}()
	return g
}

// sees waits until all texts were drawn, one after the other.
func (g *guest) sees(texts ...string) (drawn string) {
	g.t.Helper()
	until := time.After(patience)
	for _, text := range texts {
		for {
			part, more := g.cut(text)
			if more == nil {
				drawn += part
				break
			}
			select {
			case <-more:
			case err := <-g.left:
				g.t.Fatalf("left with %v before %q came; there is %q", err, text, g.drawn)
			case <-until:
				g.t.Fatalf("%q does not come; there is %q", text, g.drawn)
			}
		}
	}
	return drawn
}

func (g *guest) types(keys string) {
	g.t.Helper()
	if _, err := io.WriteString(g.typed, keys); err != nil {
		g.t.Fatal(err)
	}
}

func (g *guest) leaves() error {
	g.t.Helper()
	select {
	case err := <-g.left:
		if !strings.HasSuffix(g.drawn, "\x1b[?1049l") || g.raw {
			g.t.Errorf("the terminal is not as it was: %v, %q", g.raw, g.drawn)
		}
		return err
	case <-time.After(patience):
		g.t.Fatalf("join does not end; there is %q", g.drawn)
	}
	return nil
}

func (s *shopOnAir) approve(g *guest, name string) {
	s.t.Helper()
	requests, err := s.store.StationRequests(s.t.Context())
	if err != nil || len(requests) != 1 {
		s.t.Fatalf("%v, %v", requests, err)
	}
	s.do("hendra", model.ApproveStation{Key: requests[0].Key, Name: name})
	g.sees("Who are you?")
}

// A PC joins: the person compares the key of the host, the owner the code of
// the PC, and then the screens are there, in the size of the window. The next
// time nothing is asked.
func TestAPCJoins(t *testing.T) {
	s, folder := onAir(t), t.TempDir()
	g := joins(t, folder, s.addr)
	drawn := g.sees("for the first time", "SHA256:", "\x1b[")
	print := strings.TrimSpace(drawn[strings.LastIndex(drawn, "SHA256:") : len(drawn)-2])
	if said := strings.Join(s.heard(), "\n"); !strings.Contains(said, print) {
		t.Errorf("the server says %q, the PC %q", said, print)
	}
	g.types("\r")
	g.sees("not let in yet")
	s.approve(g, "KASIR-2")
	g.resize(40, 10)
	g.sees("make the window bigger")
	g.resize(80, 24)
	g.sees("Who are you?")
	g.types("\x11")
	if err := g.leaves(); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(filepath.Join(folder, "station_ed25519")); err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("the key of this PC: %v, %v", info, err)
	}
	again := joins(t, folder, s.addr)
	if drawn := again.sees("Who are you?"); strings.Contains(drawn, "for the first time") {
		t.Error("a host is met for the first time twice")
	}
	again.types("\x11")
	_ = again.leaves()
}

// The line is cut, by the one end or in the middle without a word: the person
// is told, and alur comes back by itself.
func TestALineThatIsCutComesBack(t *testing.T) {
	s := onAir(t)
	w := aWire(t, s.addr)
	g := joins(t, t.TempDir(), "127.0.0.1:1", w.addr)
	g.sees("for the first time")
	g.types("\r")
	g.sees("not let in yet")
	s.approve(g, "KASIR-2")
	w.cut()
	g.sees("Not connected since 14:31. Nothing is lost. Trying again in 1 s.", "Who are you?")
	w.swallow()
	g.sees("Not connected since 14:31. Nothing is lost.")
	w.cut()
	g.sees("Who are you?")
	w.leadsTo("127.0.0.1:1") // Nobody is there.
	w.cut()
	g.sees("Not connected since 14:31")
	g.types("\x11")
	if err := g.leaves(); err != nil {
		t.Error(err)
	}
}

// While there is no line the person is told that nothing is written of what
// they type, and Enter tries again at once, however long the pause has become.
func TestEnterTriesAgainAtOnce(t *testing.T) {
	s := onAir(t)
	w := aWire(t, s.addr)
	g := joins(t, t.TempDir(), w.addr)
	g.sees("for the first time")
	g.types("\r")
	g.sees("not let in yet")
	s.approve(g, "KASIR-2")
	w.leadsTo("127.0.0.1:1") // Nobody is there.
	w.cut()
	g.sees("Not connected since 14:31", "What you type now is not written. Enter tries at once, Ctrl+Q leaves.")
	g.sees("Trying again now.", "Trying again now.", "Trying again now.", "Trying again in ") // The fourth pause is four seconds at least.
	w.leadsTo(s.addr)
	began := time.Now()
	g.types("typed \r")
	g.sees("Trying again now.", "Who are you?")
	if waited := time.Since(began); waited > 3*time.Second {
		t.Errorf("it tried after %s", waited)
	}
	g.types("\x11")
	_ = g.leaves()
}

// A server that is stopped says so, and is found again once it runs.
func TestAServerThatWasStoppedIsFoundAgain(t *testing.T) {
	s := onAir(t)
	w := aWire(t, s.addr)
	g := joins(t, t.TempDir(), w.addr)
	g.sees("for the first time")
	g.types("\r")
	g.sees("not let in yet")
	s.approve(g, "KASIR-2")
	s.stop()
	g.sees("alur was stopped on the shop's PC. Nothing is lost", "Not connected since 14:31")
	s.serve()
	w.leadsTo(s.addr)
	g.sees("Who are you?")
	g.types("\x11")
	_ = g.leaves()
}

// Another key at the same address is refused, until the person forgets the old
// one.
func TestAnotherKeyIsRefused(t *testing.T) {
	s, other, folder := onAir(t), onAir(t), t.TempDir()
	w := aWire(t, s.addr)
	g := joins(t, folder, w.addr)
	g.sees("for the first time")
	g.types("\r")
	g.sees("not let in yet")
	w.leadsTo(other.addr)
	w.cut()
	var refusal *model.Refusal
	if err := g.leaves(); !errors.As(err, &refusal) || refusal.Code != "other_key" {
		t.Fatal(err)
	}
	if err := join.Forget(folder, w.addr); err != nil {
		t.Fatal(err)
	}
	if err := join.Forget(folder, w.addr); model.Refused(err) == nil {
		t.Errorf("forgotten twice: %v", err)
	}
	again := joins(t, folder, w.addr)
	again.sees("for the first time")
	again.types("\x11")
	if err := again.leaves(); err != nil {
		t.Error(err)
	}
}

// signsIn types a name and a PIN. A key that comes as the screen opens is taken
// for one held down, so Enter is pressed until it counts.
func (g *guest) signsIn(name, pin, sees string) {
	g.t.Helper()
	g.types(name)
	g.sees(" " + name + " ")
	g.types(pin)
	until := time.After(patience)
	for {
		_, more := g.cut(sees)
		if more == nil {
			return
		}
		select {
		case <-more:
		case <-time.After(2 * time.Second):
			g.types("\r")
		case <-until:
			g.t.Fatalf("%q does not come; there is %q", sees, g.drawn)
		}
	}
}

// After a cut of the line the window is where it was, with who was at it, in
// the language that was chosen there, on the same line of the page; another
// window of the same PC is not, nor is it once the person has left.
func TestAWindowComesBackToItsPlace(t *testing.T) {
	s, folder := onAir(t), t.TempDir()
	hash, err := model.HashPIN("1234", []byte("0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	s.do("hendra", model.SetPIN{Person: "sari", Hash: hash})
	w := aWire(t, s.addr)
	g := joins(t, folder, w.addr)
	g.sees("for the first time")
	g.types("\r")
	g.sees("not let in yet")
	s.approve(g, "KASIR-2")
	g.types("\x1bOS") // F4, before anybody has signed in.
	g.sees("Siapa Anda?")
	w.cut()
	g.sees("Not connected since 14:31", "Siapa Anda?")
	g.signsIn("sari", "1234", "Tidak ada tugas saat ini")
	g.types("\x06Bu R") // Ctrl+F.
	g.sees("Cari", "R")
	w.cut()
	if drawn := g.sees("Not connected since 14:31", "Sari", "Cari", "Bu R"); strings.Contains(drawn, "Siapa Anda?") {
		t.Error("a window that comes back asks who is there")
	}
	w.swallow() // The server does not notice; the window comes back nevertheless.
	g.sees("Not connected since 14:31")
	w.leadsTo(s.addr)
	w.hears()
	if drawn := g.sees("Sari", "Cari", "Bu R"); strings.Contains(drawn, "Siapa Anda?") {
		t.Error("a window whose line stood still asks who is there")
	}
	other := joins(t, folder, w.addr)
	other.sees("Who are you?")
	other.types("\x11")
	_ = other.leaves()
	g.types("\x11")
	if err := g.leaves(); err != nil {
		t.Error(err)
	}
}
