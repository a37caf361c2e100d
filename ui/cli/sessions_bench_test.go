//go:build linux

package cli

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// The sessions that idle at once, for how long they are looked at - every
// screen reads anew when a minute is full -, and the keys that one of them
// presses then.
const (
	idlers   = 100
	idleLong = time.Minute
	presses  = 300
	idlerPIN = "4321"
)

// BenchmarkSessions is what the screens of other PCs cost the program that
// serves them: a key press until something of the frame comes back and how many
// bytes that is, the memory of a session of a person who has signed in, and what
// a hundred of those take of a core while nobody presses anything. Run it with
// -benchtime 1x.
func BenchmarkSessions(b *testing.B) {
	alur := filepath.Join(b.TempDir(), "alur")
	if out, err := exec.Command("go", "build", "-o", alur, "../..").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	path, key := elsewhereShop(b)
	addr := freeAddress(b)
	cmd := exec.Command(alur, "serve", "--ssh", addr)
	cmd.Env = append(os.Environ(), "ALUR_HOME="+b.TempDir(), "ALUR_DB="+path, "ALUR_LANG=en")
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	first := signedIn(b, addr, key)
	before := resident(b, cmd.Process.Pid)
	for range idlers {
		signedIn(b, addr, key)
	}
	used := cpu(b, cmd.Process.Pid)
	time.Sleep(idleLong)
	used = cpu(b, cmd.Process.Pid) - used
	memory := resident(b, cmd.Process.Pid) - before
	first.press("\x1b[15~") // F5, the list.
	time.Sleep(time.Second)
	var took []time.Duration
	bytes := 0
	b.ResetTimer()
	for i := range presses * b.N {
		at, n := first.press([]string{"\x1b[B", "\x1b[A"}[i%2])
		took, bytes = append(took, at), bytes+n
	}
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(0, "ns/op") // The pauses are no measure.
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
	b.ReportMetric(float64(bytes)/float64(len(took)), "B/key")
	b.ReportMetric(float64(memory)/idlers/(1<<20), "MiB/session")
	b.ReportMetric(100*used.Seconds()/idleLong.Seconds(), "%-of-a-core-idle")
}

// elsewhereShop is a shop with open work, and the key of a PC that is let in.
func elsewhereShop(b *testing.B) (path string, key gossh.Signer) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "shop.db")
	s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
	defer func() { _ = s.Close() }()
	if err := storetest.Shop(b.Context(), s); err != nil {
		b.Fatal(err)
	}
	if err := storetest.Fill(b.Context(), s, 0, 50); err != nil {
		b.Fatal(err)
	}
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	if key, err = gossh.NewSignerFromKey(private); err != nil {
		b.Fatal(err)
	}
	hash, err := model.HashPIN(idlerPIN, []byte("0123456789abcdef"))
	if err != nil {
		b.Fatal(err)
	}
	known := strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey())))
	for _, act := range []model.Act{model.SetPIN{Person: "sari", Hash: hash}, model.ApproveStation{Key: known, Name: "PC-1"}} {
		if _, err := s.Do(context.Background(), model.Command{By: "hendra", Act: act}); err != nil {
			b.Fatal(err)
		}
	}
	return path, key
}

func freeAddress(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// elsewhere is a screen on another PC.
type elsewhere struct {
	b    *testing.B
	keys io.Writer
	mu   sync.Mutex
	text strings.Builder
	came chan int
}

// Write is that of io.Writer: a piece of what is drawn.
func (e *elsewhere) Write(p []byte) (int, error) {
	e.mu.Lock()
	e.text.Write(p)
	e.mu.Unlock()
	select {
	case e.came <- len(p):
	default:
	}
	return len(p), nil
}

// press presses a key and answers how long it took until something came, and
// how many bytes did in the moment after.
func (e *elsewhere) press(key string) (time.Duration, int) {
	for len(e.came) > 0 {
		<-e.came
	}
	begun := time.Now()
	if _, err := io.WriteString(e.keys, key); err != nil {
		e.b.Fatal(err)
	}
	n := <-e.came
	took := time.Since(begun)
	for quiet := time.After(50 * time.Millisecond); ; {
		select {
		case more := <-e.came:
			n += more
		case <-quiet:
			return took, n
		}
	}
}

// awaits waits until a text was drawn.
func (e *elsewhere) awaits(text string) {
	e.b.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		e.mu.Lock()
		there := strings.Contains(e.text.String(), text)
		e.mu.Unlock()
		if there {
			return
		}
	}
	e.b.Fatalf("%q does not come:\n%s", text, e.text.String())
}

// signedIn is the screen of a person who has signed in on another PC.
func signedIn(b *testing.B, addr string, key gossh.Signer) *elsewhere {
	b.Helper()
	var c *gossh.Client
	var err error
	for until := time.Now().Add(time.Minute); c == nil && time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		c, err = gossh.Dial("tcp", addr, &gossh.ClientConfig{User: "alur", Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	}
	if c == nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Close() })
	sess, err := c.NewSession()
	if err != nil {
		b.Fatal(err)
	}
	e := &elsewhere{b: b, came: make(chan int, 1000)}
	sess.Stdout = e
	if e.keys, err = sess.StdinPipe(); err != nil {
		b.Fatal(err)
	}
	if err := sess.RequestPty("xterm-256color", 24, 80, gossh.TerminalModes{}); err != nil {
		b.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		b.Fatal(err)
	}
	e.awaits("Who are you?")
	time.Sleep(300 * time.Millisecond)
	for _, typed := range []string{"Sari", idlerPIN, "\r"} {
		e.press(typed)
		time.Sleep(100 * time.Millisecond)
	}
	e.awaits("My next task")
	return e
}

// resident is the memory of a program, in bytes.
func resident(b *testing.B, pid int) int64 {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		b.Fatal(err)
	}
	pages, err := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

// cpu is what a program has taken of the processors; the system counts in
// hundredths of a second.
func cpu(b *testing.B, pid int) time.Duration {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	var ticks int64
	for _, field := range fields[11:13] {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}
