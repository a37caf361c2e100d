package cli_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"alur/ui/cli/daytest"
)

// patience is how long a test waits for a screen before it gives up; it is
// generous, because only a broken program should reach it.
const patience = time.Minute

// house is a shop on this PC, whose programs are real processes: TestMain has
// put this test binary on the path under the name alur.
type house struct {
	t   *testing.T
	env []string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	if testing.Short() {
		t.Skip("a real terminal takes its time")
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not here, so there is no terminal to sit at")
	}
	env := []string{"ALUR_HOME=" + t.TempDir(), "ALUR_LANG=en", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "NO_COLOR=", "TMUX="}
	return &house{t: t, env: append(os.Environ(), env...)}
}

// alur runs one command to its end and answers what it printed.
func (h *house) alur(args ...string) string {
	h.t.Helper()
	return h.fed("", args...)
}

// fed runs a command that reads its standard input.
func (h *house) fed(input string, args ...string) string {
	h.t.Helper()
	cmd := exec.CommandContext(h.t.Context(), "alur", args...)
	cmd.Env, cmd.Stdin = h.env, strings.NewReader(input)
	var talk strings.Builder
	cmd.Stderr = &talk
	out, err := cmd.Output()
	if err != nil {
		h.t.Fatalf("alur %s: %v\n%s", strings.Join(args, " "), err, talk.String())
	}
	return string(out)
}

// acts counts the events of the record: "budi quality task.completed fail
// damaged" is who, where, what, how and why, each where there is one.
func (h *house) acts() map[string]int {
	h.t.Helper()
	count := map[string]int{}
	for _, e := range h.events() {
		words := []string{e.By, e.Step, e.Event, e.Data.Outcome, e.Data.Reason}
		count[strings.Join(strings.Fields(strings.Join(words, " ")), " ")]++
	}
	return count
}

// events is the record.
func (h *house) events() []daytest.Line {
	h.t.Helper()
	var doc struct{ Events []daytest.Line }
	if err := json.Unmarshal([]byte(h.alur("audit", "--json")), &doc); err != nil {
		h.t.Fatal(err)
	}
	return doc.Events
}

// sound says that nothing of the record was lost.
func (h *house) sound() {
	h.t.Helper()
	h.alur("check")
	h.alur("audit", "verify")
}

// window is a terminal of 80 by 24 in which alur runs, kept by a tmux server
// of its own.
type window struct {
	house *house
	// args reach the server and no other.
	args []string
	env  []string
	// seen is the screen as it was last, since when it has been so.
	seen  string
	since time.Time
	// before is the screen on which the last key was pressed, and keyed true
	// until something was waited for since.
	before string
	keyed  bool
}

// ended is what the window shows once alur has closed with status 0.
const ended = "alur ended with 0"

// open opens a window and runs a command line of alur in it.
func (h *house) open(command string) *window {
	h.t.Helper()
	// A socket has a short name at most, and the folders of tests do not.
	folder, err := os.MkdirTemp("", "alur-tmux")
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = os.RemoveAll(folder) })
	conf := filepath.Join(folder, "conf")
	if err := os.WriteFile(conf, []byte("set -g status off\n"), 0o600); err != nil {
		h.t.Fatal(err)
	}
	w := &window{house: h, args: []string{"-u", "-L", "alur", "-f", conf}, env: append(h.env[:len(h.env):len(h.env)], "TMUX_TMPDIR="+folder)}
	h.t.Cleanup(func() { _ = w.command("kill-server").Run() })
	w.tmux("new-session", "-d", "-x", "80", "-y", "24", command+`; echo "alur ended with $?"; cat`)
	return w
}

func (w *window) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tmux", append(append([]string{}, w.args...), args...)...)
	cmd.Env = w.env
	return cmd
}

func (w *window) tmux(args ...string) string {
	w.house.t.Helper()
	out, err := w.command(args...).CombinedOutput()
	if err != nil {
		w.house.t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// until looks at the screen again and again until it is as wanted.
func (w *window) until(what string, wanted func() bool) *window {
	w.house.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for deadline := time.Now().Add(patience); ; <-look.C {
		if screen := w.tmux("capture-pane", "-p"); screen != w.seen || w.since.IsZero() {
			w.seen, w.since = screen, time.Now()
		}
		switch {
		case wanted():
			return w
		case time.Now().After(deadline):
			w.house.t.Fatalf("the screen never showed %s:\n%s", what, w.seen)
		}
	}
}

// sees waits until all texts stand on the screen. What stood there before the
// last key is not worth waiting for: the program may not have read the key yet.
func (w *window) sees(texts ...string) *window {
	w.house.t.Helper()
	if w.keyed && !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(w.before, text) }) {
		w.house.t.Errorf("%q was there before the key:\n%s", texts, w.before)
	}
	w.keyed = false
	return w.until(strings.Join(texts, " and "), func() bool {
		for _, text := range texts {
			if !strings.Contains(w.seen, text) {
				return false
			}
		}
		return true
	})
}

// focuses waits until the line with the focus has a text.
func (w *window) focuses(text string) *window {
	w.house.t.Helper()
	w.keyed = false
	return w.until("the focus on "+text, func() bool { return strings.Contains(w.focused(), text) })
}

// focused are the lines with the focus.
func (w *window) focused() string {
	var lines []string
	for line := range strings.SplitSeq(w.seen, "\n") {
		if strings.Contains(line, "►") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// lacks waits until a text has left the screen.
func (w *window) lacks(text string) *window {
	w.house.t.Helper()
	if w.keyed && !strings.Contains(w.before, text) {
		w.house.t.Errorf("%q was not there before the key:\n%s", text, w.before)
	}
	w.keyed = false
	return w.until("itself without "+text, func() bool { return !strings.Contains(w.seen, text) })
}

// press presses one key by tmux's name for it. A key that could change data
// waits until the screen has stood still for as long as the input gate wants:
// pressed again and again instead, it might be done twice.
func (w *window) press(key string) *window {
	w.house.t.Helper()
	pause := time.Duration(0)
	switch key {
	case "Enter", "F9":
		pause = daytest.PauseAct
	case "Space", "C-z":
		pause = daytest.PauseTick
	}
	if pause > 0 {
		w.until("itself standing still", func() bool { return time.Since(w.since) > pause })
	}
	w.keys(key)
	return w
}

// writes types a text.
func (w *window) writes(text string) *window {
	w.house.t.Helper()
	w.keys("-l", text)
	return w
}

func (w *window) keys(args ...string) {
	w.house.t.Helper()
	w.before, w.keyed = w.tmux("capture-pane", "-p"), true
	w.tmux(append([]string{"send-keys"}, args...)...)
}
