package cli_test

import (
	"bufio"
	"io"
	"net"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// line is the network between two PCs: it can be cut, and is put up again for
// whoever calls next.
type line struct {
	addr string
	mu   sync.Mutex
	ends []net.Conn
}

func newLine(t *testing.T, to string) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{addr: listener.Addr().String()}
	t.Cleanup(func() { _ = listener.Close(); l.cut() })
	go func() {
		for {
			here, err := listener.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("tcp", to)
			if err != nil {
				_ = here.Close()
				continue
			}
			l.mu.Lock()
			l.ends = append(l.ends, here, there)
			l.mu.Unlock()
			go carry(here, there)
			go carry(there, here)
		}
	}()
	return l
}

func carry(to io.WriteCloser, from io.Reader) {
	_, _ = io.Copy(to, from)
	_ = to.Close()
}

func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, end := range l.ends {
		_ = end.Close()
	}
	l.ends = nil
}

// serves starts alur serve on the PC of the shop, by another command where one
// is given, and waits until it listens.
func (h *house) serves(addr string, by ...string) (kill func()) {
	h.t.Helper()
	words := append(slices.Clone(by), "alur", "serve", "--ssh", addr)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Env = h.env
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		h.t.Fatal(err)
	}
	kill = sync.OnceFunc(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	h.t.Cleanup(kill)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "the screens are at") {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return kill
		}
	}
	h.t.Fatal("the server does not listen")
	return nil
}

// freePort is an address at which nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// Two windows on the shop's PC and one on another, whose line is cut, and whose
// server is killed and comes back: everyone is on the same screen, with what
// they were typing.
func TestThreeWindowsAndALineThatIsCut(t *testing.T) {
	t.Parallel()
	say, h := languages()[0], newHouse(t)
	furnish(h, say, "2468")
	order(h, "A-1")
	at := freePort(t)
	kill := h.serves(at)
	cable := newLine(t, at)

	// Dewi is at the other PC, which the owner lets in; she types a number.
	h.fed("1357\n", "person", "pin", "Dewi")
	dewi := h.open("ALUR_HOME=" + t.TempDir() + " alur join " + cable.addr)
	dewi.sees("for the first time", "SHA256:").press("Enter").sees("not let in yet")
	code, _, _ := strings.Cut(h.alur("station", "list"), " ")
	h.alur("station", "approve", code, "KASIR-2")
	dewi.enters(say, "Dewi", "1357").sees(say.invoice, "A-1").press("Enter").sees("► ").writes("INV-7").sees("INV-7")

	// Sari and the owner sit at the shop's own.
	sari, hendra := h.open("alur"), h.open("alur")
	sari.enters(say, "Sari", "2468").sees(say.pick, "A-1").press("Enter").sees("► [ ] lamp").press("Space").sees("[x] lamp")
	hendra.enters(say, "Hendra", "").press("F6").sees("Team board")

	// The line is cut: for the others nothing changes, and Dewi is back at once.
	cable.cut()
	dewi.sees("Not connected since", "Nothing is lost", "INV-7")
	dewi.lacks("Not connected").sees(say.invoice, "INV-7").lacks(say.who)

	// The server is killed, and comes back after a while.
	kill()
	dewi.sees("Not connected since", "Trying again", "What you type now is not written", "INV-7")
	sari.press("Down").sees("► [ ] " + say.counted).press("Space").sees("[x] " + say.counted)
	hendra.sees("Team board")
	h.serves(at)
	dewi.lacks("Not connected").lacks("What you type").sees(say.invoice, "INV-7").lacks(say.who)

	// And each goes on where they were.
	dewi.press("F9").sees(say.done + say.invoice)
	sari.press("F9").sees(say.done + say.pick)
	dewi.press("C-q").sees(ended)
	sari.press("C-q").sees(ended)
	hendra.sees("Team board").press("C-q").sees(ended)
	h.sound()
	recorded(h, map[string]int{
		"dewi signed_in": 1, "sari signed_in": 1, "sari pick task.completed done": 1, "dewi invoice task.completed done": 1,
	})
}

// A question stands open on another PC when the server is killed: what was typed
// into it is there when it is asked again, on the task and in the language in
// which it was.
func TestAQuestionIsOpenWhenTheServerIsKilled(t *testing.T) {
	t.Parallel()
	en, id, h := languages()[0], languages()[1], newHouse(t)
	furnish(h, en, "2468")
	order(h, "A-1")
	at := freePort(t)
	kill := h.serves(at)
	sari := h.open("ALUR_HOME=" + t.TempDir() + " alur join " + at)
	sari.sees("for the first time", "SHA256:").press("Enter").sees("not let in yet")
	code, _, _ := strings.Cut(h.alur("station", "list"), " ")
	h.alur("station", "approve", code, "KASIR-2")
	sari.sees(en.who).press("F4").sees(id.who).enters(id, "Sari", "2468").sees(id.begin, "A-1")
	sari.press("F8").sees("► Tunggu sesuatu").press("Enter").sees("Menunggu apa").writes("kaca dari pemasok").sees("kaca dari pemasok", "Tersimpan")
	kill()
	sari.sees("Not connected since", "What you type now is not written")
	h.serves(at)
	sari.lacks("Not connected").sees(id.begin, "A-1").lacks("kaca dari pemasok")
	sari.press("F8").sees("► Tunggu sesuatu").press("Enter").sees("Menunggu apa", "kaca dari pemasok")
	sari.press("F9").sees("Ditunda")
	sari.press("C-q").sees(ended)
	h.sound()
}

// Why alur join ends is folded between its words, as wide as the terminal is.
func TestWhyJoinEndsIsReadWhole(t *testing.T) {
	t.Parallel()
	newHouse(t).open("alur join toko.lantai-dua.gedung-barat/pc").sees(`"toko.lantai-dua.gedung-barat/pc" is no PC: name it as in pc-toko or`, "\n192.168.1.10:2222.", "alur ended with 2")
}
