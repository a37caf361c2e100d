package daytest

import (
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/crypto/ssh"
)

// Patience is how long a person of a day waits for words before something is
// wrong. The machine may do other work meanwhile.
const Patience = 2 * time.Minute

// The pauses of the input gate, with some room: how long a screen has to
// stand still before a key that could change data is pressed. People pause
// like that by themselves.
const (
	PauseAct  = 1300 * time.Millisecond
	PauseTick = 450 * time.Millisecond
)

// Keys as a terminal sends them.
const (
	KeyEnter = "\r"
	KeySpace = " "
	KeyEsc   = "\x1b"
	KeyDown  = "\x1b[B"
	KeyUp    = "\x1b[A"
	KeyF2    = "\x1bOQ"
	KeyF5    = "\x1b[15~"
	KeyF6    = "\x1b[17~"
	KeyF9    = "\x1b[20~"
	KeyErase = "\x15"
)

// What a wait at a terminal ends with.
var (
	ErrCut  = errors.New("the line was cut")
	ErrLate = errors.New("the words never came")
	// ErrAway says that alur join has no line just now.
	ErrAway = errors.New("not connected")
)

// Terminal is a screen drawn as a terminal would, over SSH or of a program on
// this PC. One person looks at it and waits for one thing at a time.
type Terminal struct {
	// Joins is true in a window of alur join: waits end where it has no line.
	Joins bool
	// Gone is closed once the program or the line has ended, and Drop ends it.
	Gone chan struct{}
	Drop func()

	keys  io.Writer
	drawn *vt.SafeEmulator
	bytes atomic.Int64

	mu sync.Mutex
	// since is when something was last drawn.
	since time.Time
	// away is true once alur join had no line, however short, since the person
	// last signed in.
	away  bool
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

func newTerminal() *Terminal {
	return &Terminal{drawn: vt.NewSafeEmulator(80, 24), Gone: make(chan struct{}), since: time.Now()}
}

// OverSSH opens the screens on a line.
func OverSSH(c *ssh.Client) (*Terminal, error) {
	w := newTerminal()
	w.Drop = func() { _ = c.Close() }
	sess, err := c.NewSession()
	if err == nil {
		sess.Stdout, sess.Stderr = w, w
		w.keys, err = sess.StdinPipe()
	}
	if err == nil {
		err = sess.RequestPty("xterm-256color", 24, 80, ssh.TerminalModes{})
	}
	if err == nil {
		err = sess.Shell()
	}
	if err != nil {
		_ = c.Close()
		return nil, ErrCut
	}
	w.runs(func() { _ = sess.Wait() })
	return w, nil
}

// Window opens a window on this PC and runs a program in it.
func Window(cmd *exec.Cmd) (*Terminal, error) {
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		return nil, err
	}
	w := newTerminal()
	w.keys, w.Drop = tty, func() { _ = cmd.Process.Kill() }
	w.runs(func() {
		_, _ = io.Copy(w, tty)
		_ = cmd.Wait()
		_ = tty.Close()
	})
	return w, nil
}

// runs begins to read what the program on the other side asks of a terminal;
// wait returns when the program or the line has ended.
func (w *Terminal) runs(wait func()) {
	go func() { _, _ = io.Copy(w.keys, w.drawn) }()
	go func() {
		wait()
		close(w.Gone)
		_ = w.drawn.Close()
	}()
}

// Write is that of io.Writer: a piece of what is drawn.
func (w *Terminal) Write(p []byte) (int, error) {
	w.bytes.Add(int64(len(p)))
	n, err := w.drawn.Write(p)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.since = time.Now()
	screen := w.drawn.String()
	w.trace.shows(screen)
	w.away = w.away || w.Joins && Away(screen)
	if w.want != nil && w.want(screen) {
		w.want = nil
		w.met <- screen
	}
	return n, err
}

// look is the screen, and for how long nothing was drawn on it.
func (w *Terminal) look() (string, time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.drawn.String(), time.Since(w.since)
}

// Until waits until the screen is as wanted. The error is ErrCut or ErrLate.
func (w *Terminal) Until(want func(screen string) bool) (string, error) {
	return w.Within(Patience, want)
}

// Within is Until, less patient.
func (w *Terminal) Within(patience time.Duration, want func(screen string) bool) (string, error) {
	if !w.Joins {
		return w.Waits(patience, want)
	}
	screen, err := w.Waits(patience, func(screen string) bool { return want(screen) || w.away })
	if err == nil && !want(screen) {
		err = ErrAway
	}
	return screen, err
}

// Waits is Within that goes on where alur join has no line.
func (w *Terminal) Waits(patience time.Duration, want func(screen string) bool) (string, error) {
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
	err := ErrLate
	select {
	case screen = <-met:
		return screen, nil
	case <-w.Gone:
		err = ErrCut
	case <-late.C:
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.want = nil
	return w.drawn.String(), err
}

// shows waits until a text stands on the screen.
func (w *Terminal) shows(text string) (string, error) {
	return w.Until(func(screen string) bool { return strings.Contains(screen, text) })
}

// wasAway reports whether alur join had no line, and forgets it where that is
// said.
func (w *Terminal) wasAway(forget bool) (away bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	away = w.away
	w.away = w.away && !forget
	return away
}

// Still is the screen once it has stood for a moment, and not half of a frame.
func (w *Terminal) Still() (string, error) {
	const moment, most = 150 * time.Millisecond, 3 * time.Second
	for begun := time.Now(); ; {
		screen, stood := w.look()
		if w.wasAway(false) {
			return screen, ErrAway
		}
		if strings.TrimSpace(screen) != "" && (stood >= moment || time.Since(begun) > most) {
			return screen, nil
		}
		select {
		case <-w.Gone:
			return screen, ErrCut
		case <-time.After(moment / 3):
		}
		if time.Since(begun) > Patience {
			return screen, ErrLate
		}
	}
}

// Press presses a key, or types a text.
func (w *Terminal) Press(key string) error {
	if _, err := io.WriteString(w.keys, key); err != nil {
		return ErrCut
	}
	return nil
}

// Away reports whether alur join says that it has no line.
func Away(screen string) bool { return strings.Contains(screen, "Not connected since") }
