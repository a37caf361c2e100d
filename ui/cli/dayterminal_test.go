//go:build linux && !race

package cli_test

import (
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	gossh "golang.org/x/crypto/ssh"
)

// dayPatience is how long a person of a day waits for words before something is
// wrong. The machine may do other work meanwhile.
const dayPatience = 2 * time.Minute

// Keys as a terminal sends them.
const (
	keyEnter, keySpace, keyEsc = "\r", " ", "\x1b"
	keyDown, keyUp             = "\x1b[B", "\x1b[A"
	keyF2, keyF5, keyF6, keyF9 = "\x1bOQ", "\x1b[15~", "\x1b[17~", "\x1b[20~"
	keyErase                   = "\x15"
)

var (
	errCut  = errors.New("the line was cut")
	errLate = errors.New("the words never came")
)

// terminal is a screen drawn as a terminal would, over SSH or of a program on
// this PC. One person looks at it and waits for one thing at a time.
type terminal struct {
	keys  io.Writer
	drawn *vt.SafeEmulator
	bytes atomic.Int64
	gone  chan struct{}
	drop  func()

	// joins is true in a window of alur join: waits end where it has no line.
	joins bool

	mu sync.Mutex
	// since is when something was last drawn.
	since time.Time
	want  func(screen string) bool
	met   chan string
	trace trace
}

// trace is what was pressed and shown lately, for who looks into a failure.
type trace struct {
	mu    sync.Mutex
	lines []string
	shown string
}

const traceLines = 24

func (t *trace) add(line string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, time.Now().Format("15:04:05.000 ")+line)
	if len(t.lines) > traceLines {
		t.lines = t.lines[1:]
	}
}

// shows notes the title, the task and the line that is said, once they change.
func (t *trace) shows(screen string) {
	lines := strings.Split(screen, "\n")
	if len(lines) < 24 {
		return
	}
	parts := []string{strings.Join(strings.Fields(lines[0]), " "), stepOf(screen) + " " + caseOf(screen), strings.TrimSpace(lines[21]), lines[23][max(0, len(lines[23])-12):]}
	for _, mark := range []string{"► [ ]", "► [x]", "[►Begin", "[►Posted ]", "F9 finishes it"} {
		if strings.Contains(screen, mark) {
			parts = append(parts, mark)
		}
	}
	if shown := strings.Join(parts, " | "); shown != t.shown {
		t.shown = shown
		t.add(shown)
	}
}

func (t *trace) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.lines, "\n")
}

func newTerminal() *terminal {
	return &terminal{drawn: vt.NewSafeEmulator(80, 24), gone: make(chan struct{}), since: time.Now()}
}

// runs begins to read what the program on the other side asks of a terminal;
// wait returns when the program or the line has ended.
func (w *terminal) runs(wait func()) {
	go func() { _, _ = io.Copy(w.keys, w.drawn) }()
	go func() {
		wait()
		close(w.gone)
		_ = w.drawn.Close()
	}()
}

// Write is that of io.Writer: a piece of what is drawn.
func (w *terminal) Write(p []byte) (int, error) {
	w.bytes.Add(int64(len(p)))
	n, err := w.drawn.Write(p)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.since = time.Now()
	screen := w.drawn.String()
	w.trace.shows(screen)
	if w.want != nil && w.want(screen) {
		w.want = nil
		w.met <- screen
	}
	return n, err
}

// look is the screen, and for how long nothing was drawn on it.
func (w *terminal) look() (string, time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.drawn.String(), time.Since(w.since)
}

// until waits until the screen is as wanted. The error is errCut or errLate.
func (w *terminal) until(want func(screen string) bool) (string, error) {
	return w.within(dayPatience, want)
}

func (w *terminal) within(patience time.Duration, want func(screen string) bool) (string, error) {
	if !w.joins {
		return w.waits(patience, want)
	}
	screen, err := w.waits(patience, func(screen string) bool { return want(screen) || away(screen) })
	if err == nil && !want(screen) {
		err = errAway
	}
	return screen, err
}

func (w *terminal) waits(patience time.Duration, want func(screen string) bool) (string, error) {
	w.mu.Lock()
	screen := w.drawn.String()
	if want(screen) {
		w.mu.Unlock()
		return screen, nil
	}
	met := make(chan string, 1)
	w.want, w.met = want, met
	w.mu.Unlock()
	late := time.NewTimer(patience)
	defer late.Stop()
	err := errLate
	select {
	case screen = <-met:
		return screen, nil
	case <-w.gone:
		err = errCut
	case <-late.C:
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.want = nil
	return w.drawn.String(), err
}

// shows waits until a text stands on the screen.
func (w *terminal) shows(text string) (string, error) {
	return w.until(func(screen string) bool { return strings.Contains(screen, text) })
}

// still is the screen once it has stood for a moment, and not half of a frame.
func (w *terminal) still() (string, error) {
	const moment, most = 150 * time.Millisecond, 3 * time.Second
	for begun := time.Now(); ; {
		screen, stood := w.look()
		if strings.TrimSpace(screen) != "" && (stood >= moment || time.Since(begun) > most) {
			return screen, nil
		}
		select {
		case <-w.gone:
			return screen, errCut
		case <-time.After(moment / 3):
		}
		if time.Since(begun) > dayPatience {
			return screen, errLate
		}
	}
}

// press presses a key, or types a text.
func (w *terminal) press(key string) error {
	if _, err := io.WriteString(w.keys, key); err != nil {
		return errCut
	}
	return nil
}

// dial calls the server from a PC that is let in, again and again until it
// answers; nil once the day is over. PCs have addresses of their own, or their
// number would be a flood.
func (d *day) dial(pc int) *gossh.Client {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(pc))}, Timeout: patience}
	for ; d.goesOn(); time.Sleep(200 * time.Millisecond) {
		wire, err := dialer.DialContext(d.over, "tcp", d.addr)
		if err != nil {
			continue
		}
		conn, channels, requests, err := gossh.NewClientConn(wire, d.addr, &gossh.ClientConfig{
			User: "alur", Auth: []gossh.AuthMethod{gossh.PublicKeys(d.pcs[pc].signer)}, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
		})
		if err == nil {
			return gossh.NewClient(conn, channels, requests)
		}
		_ = wire.Close()
	}
	return nil
}

// terminal opens the screens over SSH; nil where the line is cut, or the day is
// over.
func (d *day) terminal(pc int) *terminal {
	c := d.dial(pc)
	if c == nil {
		return nil
	}
	w := newTerminal()
	w.drop = func() { _ = c.Close() }
	sess, err := c.NewSession()
	if err == nil {
		sess.Stdout, sess.Stderr = w, w
		w.keys, err = sess.StdinPipe()
	}
	if err == nil {
		err = sess.RequestPty("xterm-256color", 24, 80, gossh.TerminalModes{})
	}
	if err == nil {
		err = sess.Shell()
	}
	if err != nil {
		_ = c.Close()
		return nil
	}
	w.runs(func() { _ = sess.Wait() })
	return w
}

// window opens a window on this PC and runs a command line of alur in it.
func (d *day) window(command string, env ...string) *terminal {
	args := strings.Fields(command)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(append(d.env[:len(d.env):len(d.env)], "TERM=xterm-256color"), env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		d.t.Error(err)
		return nil
	}
	w := newTerminal()
	w.keys, w.drop = tty, func() { _ = cmd.Process.Kill() }
	w.runs(func() {
		_, _ = io.Copy(w, tty)
		_ = cmd.Wait()
		_ = tty.Close()
	})
	return w
}

// joins opens a window of alur join on another PC.
func (d *day) joins(pc int) *terminal {
	home := filepath.Join(d.t.TempDir(), strconv.Itoa(pc))
	err := os.MkdirAll(filepath.Join(home, "join"), 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(home, "join", "station_ed25519"), d.pcs[pc].file, 0o600)
	}
	if err != nil {
		d.t.Error(err)
		return nil
	}
	return d.window("alur join "+d.addr, "ALUR_HOME="+home, "ALUR_DB=")
}
