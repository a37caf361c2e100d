//go:build !race

// The library of the server writes and reads the deadline of a handshake at the
// same time (charm.land/ssh 0.4.2, handleConn and updateDeadline), which the
// race detector reports in every connection.

package remote

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/ui"
)

// shopOnAir is a shop whose screens are served, and what was told of it.
type shopOnAir struct {
	t     *testing.T
	store *store.Store
	addr  string
	// folder holds the key of the server.
	folder string
	stop   func()
	mu     sync.Mutex
	told   []string
	// command runs commands, tighten the limits.
	command func(context.Context, Command) int
	tighten func(*limits)
	idleEnd time.Duration
}

// newOp numbers operations.
func newOp() func() string {
	var n atomic.Uint64
	return func() string { return fmt.Sprintf("op-%d", n.Add(1)) }
}

func aStore(t *testing.T) *store.Store { return storeAt(t, time.Now) }

// storeAt is a store with a clock of its own.
func storeAt(t *testing.T, clock func() time.Time) *store.Store {
	t.Helper()
	engine, err := bolt.Create(t.Context(), filepath.Join(t.TempDir(), "shop.db"), bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), engine, store.Options{Clock: clock, NewOp: newOp()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func onAir(t *testing.T) *shopOnAir {
	t.Helper()
	s := &shopOnAir{t: t, store: aStore(t)}
	s.do("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju"}, Owner: "Hendra"})
	s.do("hendra", model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"warehouse"}}})
	s.folder = t.TempDir()
	s.command = func(context.Context, Command) int { return 2 }
	s.serve()
	return s
}

// serve serves the shop until stop.
func (s *shopOnAir) serve() {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan net.Addr, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Store: s.store, Addr: "127.0.0.1:0", Folder: s.folder,
			Screens: func(o ui.Options) ui.Options { o.NeedPIN, o.Lang = true, model.English; return o },
			Command: s.command, tighten: s.tighten, IdleEnd: s.idleEnd,
			Tell: func(what model.Reason) {
				s.mu.Lock()
				defer s.mu.Unlock()
				s.told = append(s.told, what.In(model.English))
			},
			Ready: func(addr net.Addr) { ready <- addr },
		})
	}()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			s.t.Errorf("stopped with %v", err)
		}
	})
	s.t.Cleanup(s.stop)
	select {
	case addr := <-ready:
		s.addr = addr.String()
	case err := <-ended:
		s.t.Fatal(err)
	}
}

// heard is what the server told so far.
func (s *shopOnAir) heard() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.told)
}

func (s *shopOnAir) do(by string, act model.Act) {
	s.t.Helper()
	if _, err := s.store.Do(s.t.Context(), model.Command{By: by, Station: "KASIR-1", Act: act}); err != nil {
		s.t.Fatal(err)
	}
}

// pc is another PC with a key of its own.
func pc(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func (s *shopOnAir) call(auth ...gossh.AuthMethod) (*gossh.Client, error) {
	return gossh.Dial("tcp", s.addr, &gossh.ClientConfig{User: "kasir", Auth: auth, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: 10 * time.Second})
}

func (s *shopOnAir) connect(key gossh.Signer) *gossh.Client {
	s.t.Helper()
	c, err := s.call(gossh.PublicKeys(key))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}

// window is a session with a terminal on a PC; what it shows is gathered.
type window struct {
	t     *testing.T
	sess  *gossh.Session
	in    io.Writer
	shown *gathered
	ended chan error
}

// gathered is everything that came over the wire, and wakes who waits for it.
type gathered struct {
	mu   sync.Mutex
	all  bytes.Buffer
	more chan struct{}
}

func (g *gathered) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	close(g.more)
	g.more = make(chan struct{})
	return g.all.Write(p)
}

func (g *gathered) has(text string) (bool, <-chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return strings.Contains(g.all.String(), text), g.more
}

func (s *shopOnAir) open(c *gossh.Client, wide, high int) *window {
	s.t.Helper()
	sess, err := c.NewSession()
	if err != nil {
		s.t.Fatal(err)
	}
	w := &window{t: s.t, sess: sess, shown: &gathered{more: make(chan struct{})}, ended: make(chan error, 1)}
	sess.Stdout, sess.Stderr = w.shown, w.shown
	if w.in, err = sess.StdinPipe(); err != nil {
		s.t.Fatal(err)
	}
	if err := sess.RequestPty("xterm-256color", high, wide, gossh.TerminalModes{}); err != nil {
		s.t.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		s.t.Fatal(err)
	}
	go func() { w.ended <- sess.Wait() }()
	return w
}

// patience is how long a test waits for what has to come.
const patience = time.Minute

func (w *window) sees(text string) {
	w.t.Helper()
	until := time.After(patience)
	for {
		there, more := w.shown.has(text)
		if there {
			return
		}
		select {
		case <-more:
		case <-until:
			w.t.Fatalf("%q does not come; there is %q", text, w.shown.all.String())
		}
	}
}

// insists types a text again and again until something shows: a key that comes
// as the screen opens is taken for one held down.
func (w *window) insists(text, shows string) {
	w.t.Helper()
	until := time.Now().Add(patience)
	for there, more := w.shown.has(shows); !there; there, more = w.shown.has(shows) {
		if _, err := io.WriteString(w.in, text); err != nil {
			w.t.Fatal(err)
		}
		select {
		case <-more:
		case <-time.After(2 * time.Second):
		}
		if time.Now().After(until) {
			w.t.Fatal(w.shown.all.String())
		}
	}
}

func (w *window) ends() {
	w.t.Helper()
	select {
	case <-w.ended:
	case <-time.After(patience):
		w.t.Fatal("the session does not end")
	}
}

func codeOf(key gossh.Signer) string {
	return model.StationCode(strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))))
}

// A new PC shows a code and nothing else; let in, it shows the screens by
// itself; removed, it shows them no longer, at once, and asks again.
func TestAStationComesAndGoes(t *testing.T) {
	s, key := onAir(t), pc(t)
	w := s.open(s.connect(key), 80, 24)
	w.sees(codeOf(key))
	if there, _ := w.shown.has("Sari"); there {
		t.Error("an unknown PC is shown who works here")
	}
	r, err := s.store.StationRequestOf(t.Context(), strings.ToLower(codeOf(key)))
	if err != nil || r.From != "127.0.0.1" {
		t.Fatalf("%+v, %v", r, err)
	}
	s.do("hendra", model.ApproveStation{Key: r.Key, Name: "KASIR-2"})
	w.sees("Who are you?")
	w.sees("Sari")
	if all, err := s.store.StationRequests(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("who is let in asks still: %v, %v", all, err)
	}
	s.do("hendra", model.RemoveStation{Name: "KASIR-2"})
	w.sees("no longer let in")
	w.ends()
	again := s.open(s.connect(key), 80, 24)
	again.sees("This PC was removed on the shop's PC. It asks anew, by the code")
	all, err := s.store.StationRequests(t.Context())
	if err != nil || len(all) != 1 || all[0].Code == codeOf(key) {
		t.Fatalf("it asks anew as %+v, %v", all, err)
	}
	again.sees(all[0].Code)
}

// On a PC elsewhere nobody signs in without a PIN.
func TestNobodySignsInElsewhereWithoutAPIN(t *testing.T) {
	s, key := onAir(t), pc(t)
	s.do("hendra", model.ApproveStation{Key: strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))), Name: "KASIR-2"})
	w := s.open(s.connect(key), 80, 24)
	w.sees("Who are you?")
	w.insists("\r", "has no PIN yet")
}

// A server that is stopped tells every session, and each ends.
func TestWhoIsConnectedIsToldOfTheEnd(t *testing.T) {
	s, key := onAir(t), pc(t)
	s.do("hendra", model.ApproveStation{Key: strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))), Name: "KASIR-2"})
	w := s.open(s.connect(key), 80, 24)
	w.sees("Who are you?")
	s.stop()
	w.sees("Nothing is lost")
	w.ends()
}

// Whatever else SSH can do is refused, and the shop goes on.
func TestTheDoorIsNarrow(t *testing.T) {
	s, key := onAir(t), pc(t)
	for name, auth := range map[string]gossh.AuthMethod{
		"a password": gossh.Password("1234"),
		"questions":  gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil }),
	} {
		if c, err := s.call(auth); err == nil {
			_ = c.Close()
			t.Errorf("%s opens the door", name)
		}
	}
	if c, err := s.call(); err == nil {
		_ = c.Close()
		t.Error("no key opens the door")
	}
	s.do("hendra", model.ApproveStation{Key: strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))), Name: "KASIR-2"})
	for _, who := range []gossh.Signer{key, pc(t)} { // One that is let in, and one that is not.
		c := s.connect(who)
		run := func(what string, ask func(sess *gossh.Session) error) {
			sess, err := c.NewSession()
			if err != nil {
				t.Fatal(err)
			}
			defer sess.Close()
			out := &gathered{more: make(chan struct{})}
			sess.Stdout, sess.Stderr = out, out
			if err := ask(sess); err == nil {
				t.Errorf("%s is done: %s", what, out.all.String())
			}
		}
		run("a command", func(sess *gossh.Session) error { return sess.Run("cat /etc/passwd") })
		run("sftp", func(sess *gossh.Session) error { return sess.RequestSubsystem("sftp") })
		run("a shell without a terminal", func(sess *gossh.Session) error {
			if err := sess.Shell(); err != nil {
				return err
			}
			return sess.Wait()
		})
		if ch, _, err := c.OpenChannel("direct-tcpip", gossh.Marshal(struct {
			Host   string
			Port   uint32
			Origin string
			From   uint32
		}{"127.0.0.1", 22, "127.0.0.1", 1})); err == nil {
			_ = ch.Close()
			t.Error("a port is forwarded")
		}
		if l, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
			_ = l.Close()
			t.Error("a port is opened")
		}
	}
	for _, noise := range []string{"GET / HTTP/1.1\r\n\r\n", "\x00\xff\x00\xff", "SSH-2.0-x\r\n" + strings.Repeat("A", 70000)} {
		conn, err := net.Dial("tcp", s.addr)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, noise)
		_ = conn.Close()
	}
	w := s.open(s.connect(key), 80, 24)
	w.sees("Who are you?")
}

// Windows of any size are drawn, or said to be too small.
func TestWindowsOfAnySize(t *testing.T) {
	s, key := onAir(t), pc(t)
	s.do("hendra", model.ApproveStation{Key: strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))), Name: "KASIR-2"})
	c := s.connect(key)
	for _, size := range [][2]int{{0, 0}, {1, 1}, {10_000, 10_000}} {
		w := s.open(c, size[0], size[1])
		if err := w.sess.WindowChange(24, 80); err != nil {
			t.Fatal(err)
		}
		w.sees("Who are you?")
		_ = w.sess.Close()
	}
}
