//go:build !race

// The library of the server has a race of its own in every handshake; see
// ui/remote.

package cli

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// served is a shop that is served over SSH, with a PC elsewhere.
type served struct {
	t    *testing.T
	home string
	addr string
	key  gossh.Signer
}

// heard is what a server says, and who waits for a line of it.
type heard struct {
	mu   sync.Mutex
	all  bytes.Buffer
	addr chan string
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if m := regexp.MustCompile(`screens are at ([0-9.:]+);`).FindSubmatch(p); m != nil {
		h.addr <- string(m[1])
	}
	return h.all.Write(p)
}

func serve(t *testing.T) *served {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := &served{t: t, home: t.TempDir()}
	if s.key, err = gossh.NewSignerFromKey(private); err != nil {
		t.Fatal(err)
	}
	s.alur("", "init", "--shop", "Toko Maju", "--owner", "Hendra")
	s.alur("", "person", "add", "Sari", "--role", "warehouse")
	s.alur("", "process", "publish", "online-order")
	ctx, stop := context.WithCancel(context.Background())
	said, ended := &heard{addr: make(chan string, 1)}, make(chan int, 1)
	go func() {
		ended <- Run(ctx, s.env("", said, said, "serve", "--ssh", "127.0.0.1:0"))
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	select {
	case s.addr = <-said.addr:
	case <-ended:
		t.Fatal(said.all.String())
	}
	return s
}

func (s *served) env(in string, out, talk interface{ Write([]byte) (int, error) }, args ...string) Env {
	return Env{
		Args: args, Stdin: strings.NewReader(in), Stdout: out, Stderr: talk, Clock: time.Now,
		IsTerminal: func(any) bool { return false },
		Getenv: func(name string) string {
			return map[string]string{"ALUR_HOME": s.home, "ALUR_LANG": "en"}[name]
		},
	}
}

// alur runs a command on the shop's own PC.
func (s *served) alur(in string, args ...string) string {
	s.t.Helper()
	var out, talk bytes.Buffer
	if status := Run(s.t.Context(), s.env(in, &out, &talk, args...)); status != 0 {
		s.t.Fatalf("alur %s: %s", strings.Join(args, " "), talk.String())
	}
	return out.String()
}

// ssh runs a command from the other PC: ssh HOST command.
func (s *served) ssh(in, command string) (status int, out, talk string) {
	s.t.Helper()
	sess := s.session()
	var o, e bytes.Buffer
	sess.Stdin, sess.Stdout, sess.Stderr = strings.NewReader(in), &o, &e
	_ = sess.Setenv("ALUR_DB", "/etc/passwd")
	err := sess.Run(command)
	var exit *gossh.ExitError
	switch {
	case errors.As(err, &exit):
		status = exit.ExitStatus()
	case err != nil:
		s.t.Fatalf("%s: %v", command, err)
	}
	return status, o.String(), e.String()
}

func (s *served) session() *gossh.Session {
	s.t.Helper()
	c, err := gossh.Dial("tcp", s.addr, &gossh.ClientConfig{
		User: "kasir", Auth: []gossh.AuthMethod{gossh.PublicKeys(s.key)}, Timeout: 10 * time.Second,
		HostKeyCallback: func(string, net.Addr, gossh.PublicKey) error { return nil },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	sess, err := c.NewSession()
	if err != nil {
		s.t.Fatal(err)
	}
	return sess
}

// says runs a command from the other PC that ends so, with that in what it
// says.
func (s *served) says(status int, in, command, text string) string {
	s.t.Helper()
	got, out, talk := s.ssh(in, command)
	if got != status || !strings.Contains(out+talk, text) {
		s.t.Errorf("ssh HOST %s ends with %d and says\n%s%s\nand not with %d and %q", command, got, out, talk, status, text)
	}
	return out
}

// letIn approves the other PC by the code that it is told.
func (s *served) letIn(name string) {
	s.t.Helper()
	_, _, talk := s.ssh("", "alur next")
	code := regexp.MustCompile(`[A-Z2-7]{5}-[A-Z2-7]{5}`).FindString(talk)
	if code == "" {
		s.t.Fatal(talk)
	}
	s.alur("", "station", "approve", code, name)
}

// Sari works from another PC by the same words, once the PC is let in and she
// has a PIN; the record says who and where.
func TestTheSameWordsOverSSH(t *testing.T) {
	s := serve(t)
	s.says(1, "", "alur next --as Sari", "This PC is not let in yet. Its code is")
	s.letIn("KASIR-2")
	s.says(1, "", "alur next --as Sari", "Sari has no PIN yet")
	s.alur("1234\n", "person", "pin", "Sari")
	s.alur("2468\n", "person", "pin", "Hendra")

	s.says(1, "", "alur next --as Sari", "Over SSH a PIN is asked, always")
	s.says(1, "9999\n", "next --as Sari", "Wrong PIN. 4 tries left.")
	s.says(0, "1234\n", "next --as Sari", "Nothing to do now.")
	order := `start online-order --as Sari --set order_no=A-1 --set 'customer=Bu Rina' --set items=lamp --set total=90000 --set payment=cod`
	if out := s.says(0, "1234\n", "alur "+order, ""); out != "online-order-1\n" {
		t.Errorf("a case is begun as %q", out)
	}
	s.says(0, "1234\n", "alur next --as Sari", "online-order-1/pick")
	s.says(0, "1234\n", "alur begin online-order-1/pick --as Sari", "online-order-1/pick: doing")
	s.says(0, "order_no,customer,items,total,payment\n", "help import", "USAGE")
	s.says(0, "1234\norder_no,customer,items,total,payment\nA-2,Pak Joko,cup,5000,cod\n", "alur import - --process online-order --as Sari", "1 row: 1 started")

	s.says(0, "1234\n", "alur --as Sari", "Toko Maju")

	home := s.alur("", "export", "cases")
	if away := s.says(0, "2468\n", "alur export cases", ""); away != home {
		t.Errorf("an export over SSH differs:\n%s\n%s", away, home)
	}
	audit := s.alur("", "audit", "--json")
	for _, want := range []string{`"KASIR-2"`, "sign_in.failed", "task.begun"} {
		if !strings.Contains(audit, want) {
			t.Errorf("the record lacks %s:\n%s", want, audit)
		}
	}
}

// What is not of the shop is refused from elsewhere, with the way.
func TestTheShopsPCIsNotReachedOverSSH(t *testing.T) {
	s := serve(t)
	s.letIn("KASIR-2")
	s.alur("1234\n", "person", "pin", "Sari")
	s.alur("2468\n", "person", "pin", "Hendra")
	file := filepath.Join(s.home, "new.csv")
	for _, row := range []struct {
		in, command, says string
		status            int
	}{
		{"", "serve --ssh :0", "is done on the shop's own PC", 1},
		{"", "init --shop X", "is done on the shop's own PC", 1},
		{"", "backup " + file, "is done on the shop's own PC", 1},
		{"", "restore " + file, "is done on the shop's own PC", 1},
		{"1357\n", "person pin Hendra --forgotten", "is done on the shop's own PC", 1},
		{"", "info", "is done on the shop's own PC", 1},
		{"", "demo --keep " + file, "with the alur of your own PC", 1},
		{"", "bottlenecks --log /etc/passwd", "with the alur of your own PC", 1},
		{"", "demo --plain", "with the alur of your own PC", 1},
		{"", "next --db /etc/passwd", "Leave --db and --store away", 1},
		{"", "export tasks -o " + file, "Leave -o away", 1},
		{"", "process handbook -o " + file, "Leave -o away", 1},
		{"2468\n", "import /etc/passwd --process online-order", "no file of the shop's PC is read", 1},
		{"2468\n", "process check /etc/passwd", "no file of the shop's PC is read", 1},
		{"2468\n", "process publish /etc/passwd", "no file of the shop's PC is read", 1},
		{"2468\n", "process publish passwd", `no file or template "passwd"`, 1},
		{"1234\n", "audit --as Sari", "Only an owner or an auditor", 1},
		{"1234\n", "export tasks --as Sari", "Only an owner or an auditor", 1},
		{"1234\n", "station approve ABCDE-FGHIJ X --as Sari", "No PC with the code", 1},
		{"1234\n", "case comment A-1 two words --as Sari", "Over SSH a text with spaces goes into two sorts of quotes", 2},
		{"", "sh -c id", "There is no flag -c", 2},
		{"", "cat /etc/passwd", "There is no command", 2},
		{"", "next --elsewhere", "There is no flag --elsewhere", 2},
		{"", "next 'open", "an open quote", 1},
		{"2468\nprocess: Sweep\nrole: shop\nsteps: [Sweep]\n", "process check -", "-: good; sweep", 0},
		{"", "version", "alur ", 0},
	} {
		got, out, talk := s.ssh(row.in, row.command)
		if got != row.status || !strings.Contains(out+talk, row.says) {
			t.Errorf("ssh HOST %s ends with %d and says\n%s%s\nand not with %d and %q", row.command, got, out, talk, row.status, row.says)
		}
		if strings.Contains(out+talk, s.home) || strings.Contains(out+talk, "root:") {
			t.Errorf("ssh HOST %s tells of the shop's PC: %s%s", row.command, out, talk)
		}
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was written on the shop's PC")
	}
}

// At a terminal the PIN is asked for and not shown.
func TestAPINIsTypedUnseen(t *testing.T) {
	s := serve(t)
	s.letIn("KASIR-2")
	s.alur("2468\n", "person", "pin", "Hendra")
	sess := s.session()
	var out, talk bytes.Buffer
	sess.Stdin, sess.Stdout, sess.Stderr = strings.NewReader("246\x7f68\r"), &out, &talk
	if err := sess.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := sess.Run("alur next"); err != nil {
		t.Fatal(err, talk.String())
	}
	if out.String() != "Nothing to do now.\r\n" || talk.String() != "PIN of Hendra: \r\n" {
		t.Errorf("%q, %q", out.String(), talk.String())
	}
}

// A talk in plain lines goes over SSH too: line by line from standard input, or
// at a terminal, where what is typed is seen and the PIN is not. Nobody is let
// in without one.
func TestATalkInPlainLinesFromAnotherPC(t *testing.T) {
	s := serve(t)
	s.letIn("KASIR-2")
	s.alur("1234\n", "person", "pin", "Sari")
	s.alur("", "start", "online-order", "--set", "order_no=A-1", "--set", "customer=Ana", "--set", "items=lamp", "--set", "total=90000", "--set", "payment=cod")
	status, out, talk := s.ssh("Sari\n9999\nSari\n1234\n", "--plain")
	for _, text := range []string{"Who are you?", "Wrong PIN", "Pick the goods"} {
		if status != 0 || !strings.Contains(out, text) {
			t.Errorf("it ends with %d without %q:\n%s%s", status, text, out, talk)
		}
	}
	if _, out, _ := s.ssh("Hendra\n", "--plain"); !strings.Contains(out, "has no PIN yet") || strings.Contains(out, "My next task") {
		t.Errorf("the owner is let in without a PIN:\n%s", out)
	}
	sess := s.session()
	seen := &heard{}
	other := &heard{}
	sess.Stdin, sess.Stdout, sess.Stderr = strings.NewReader("Sarx\x7f\x1b[Di\r1234\r\x04"), seen, other
	if err := sess.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	_ = sess.Run("alur --plain") // Ctrl+D ends it.
	if all := seen.all.String(); !strings.Contains(all, "Sarx\b \bi\r\n") || strings.Contains(all, "1234") || !strings.Contains(all, "Pick the goods") {
		t.Errorf("at a terminal is seen %q", all)
	}
	if all := other.all.String(); all != "" {
		t.Errorf("the other stream, which comes in any order, has %q", all)
	}
}
