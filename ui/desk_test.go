package ui

import (
	"flag"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// TestMain lets the tests use memory rather than time: thousands of screens
// are drawn and thrown away.
func TestMain(m *testing.M) {
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}

// monday is when the stories begin: a Monday at 14:32 in Jakarta.
var monday = time.Date(2026, 11, 23, 7, 32, 0, 0, time.UTC)

// desk is one person's screen in a test: a root whose commands run at once,
// whose clock stands still until the test moves it, and whose timers wait for
// the test.
type desk struct {
	t     testing.TB
	root  *root
	store Store
	now   time.Time
	keys  time.Time
	// timers are the timers that were set and not yet run.
	timers []tea.Msg
	// hold takes commands that are to run later; nil runs them at once.
	hold func(tea.Cmd)
	// bells counts how often the bell rang.
	bells int
	// closed tells whether alur was closed.
	closed bool
}

// sit opens the screens for a person in a window of 80 by 24.
func sit(t testing.TB, s Store, person string, lang model.Lang) *desk {
	t.Helper()
	return sitAs(t, Options{Store: s, Person: person, Lang: lang, Zone: "Asia/Jakarta", OfferDemo: true, Clock: s.Now, Station: "KASIR-2"})
}

// sitAs opens the screens in a window of 80 by 24.
func sitAs(t testing.TB, o Options) *desk {
	t.Helper()
	d := &desk{t: t, store: o.Store, now: o.Store.Now(), keys: monday}
	o.KeyClock = func() time.Time { return d.keys }
	d.root = New(o).(*root)
	d.root.timer = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		d.timers = append(d.timers, msg)
		return nil
	}
	d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.run(d.root.readShop())
	d.wait(2 * time.Second)
	return d
}

// send gives a message to the root and runs what it answers.
func (d *desk) send(msg tea.Msg) {
	_, cmd := d.root.Update(msg)
	d.run(cmd)
}

func (d *desk) run(cmd tea.Cmd) {
	switch {
	case cmd == nil:
	case d.hold != nil:
		d.hold(cmd)
	default:
		d.runNow(cmd)
	}
}

func (d *desk) runNow(cmd tea.Cmd) {
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.closed = true
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case tea.RawMsg:
		if msg.Msg == "\a" {
			d.bells++
		}
	case shopMsg, loadMsg, doneMsg, enterMsg, outMsg, draftMsg, sheetMsg, foundMsg, arrivedMsg, coachMsg, callsMsg, outsideMsg, editedMsg:
		d.send(msg)
	default:
		d.sequence(msg)
	}
}

// sequence runs the commands of tea.Sequence, whose message has no name
// outside its package.
func (d *desk) sequence(msg tea.Msg) {
	if strings.Contains(strings.ToLower(typeName(msg)), "sequence") {
		for _, c := range commandsOf(msg) {
			d.run(c)
		}
	}
}

// press presses keys at a human pace, by their names; a text in quotes is
// typed letter by letter.
func (d *desk) press(names ...string) *desk {
	for _, name := range names {
		d.wait(1300 * time.Millisecond)
		d.send(keyMsg(name))
		d.wait(60 * time.Millisecond)
	}
	return d
}

// text types letter by letter.
func (d *desk) text(text string) *desk {
	for _, c := range characters(text) {
		d.wait(150 * time.Millisecond)
		d.send(keyMsg(c))
	}
	d.wait(60 * time.Millisecond)
	return d
}

// scan types a code as fast as a scanner; \r is its Enter.
func (d *desk) scan(code string) *desk {
	d.wait(2 * time.Second)
	for _, c := range code {
		name := string(c)
		if c == '\r' {
			name = "enter"
		}
		d.keys = d.keys.Add(4 * time.Millisecond)
		d.send(keyMsg(name))
	}
	d.wait(60 * time.Millisecond)
	return d
}

// resize makes the window as large as said.
func (d *desk) resize(w, h int) *desk {
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
	return d
}

// refresh tells the screens that the record has moved.
func (d *desk) refresh() *desk {
	d.run(d.root.moved())
	return d
}

// wait lets time pass for the gate, and runs the timers that were set.
func (d *desk) wait(span time.Duration) {
	d.keys = d.keys.Add(span)
	timers := d.timers
	d.timers = nil
	for _, msg := range timers {
		if _, ok := msg.(gateMsg); ok {
			d.send(msg)
		}
	}
}

// wears puts the window into other colours and signs.
func (d *desk) wears(t theme) { d.root.env.theme, d.root.stale = t, true }

// screen is the window as plain text. What is shown is what would be drawn
// anew, also where a message left the frame alone.
func (d *desk) screen() string {
	d.t.Helper()
	shown := d.root.View().Content
	if d.root.draw() != shown {
		d.t.Errorf("the window shows what was:\n%s", plain(shown))
	}
	lines := strings.Split(plain(shown), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// sees fails unless all texts stand on the screen.
func (d *desk) sees(texts ...string) *desk {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.t.Fatalf("the screen lacks %q:\n%s", text, screen)
		}
	}
	return d
}

// lacks fails if any of the texts stands on the screen.
func (d *desk) lacks(texts ...string) *desk {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Fatalf("the screen has %q:\n%s", text, screen)
		}
	}
	return d
}

// golden compares the screen with its golden file.
func (d *desk) golden(name string) {
	d.t.Helper()
	path := filepath.Join("testdata", name+".golden")
	got := d.screen()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	if got != string(want) {
		d.t.Errorf("%s differs; run the test with -update and look at it.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// keyMsg makes the message of a key by its name.
func keyMsg(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "delete": tea.KeyDelete,
		"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6, "f7": tea.KeyF7, "f8": tea.KeyF8,
		"f9": tea.KeyF9, "f10": tea.KeyF10, "f12": tea.KeyF12,
	}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if name == "space" || name == " " {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	if name == "shift+tab" {
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok && codes[letter] != 0 {
		return tea.KeyPressMsg{Code: codes[letter], Mod: tea.ModCtrl}
	} else if ok {
		return tea.KeyPressMsg{Code: rune(letter[0]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// readOrders are the processes of the templates that were read; reading one
// looks at every state its cases can come to.
var readOrders sync.Map

// orders is a process of the templates in a language.
func orders(t testing.TB, id string, lang model.Lang) model.Process {
	t.Helper()
	if p, ok := readOrders.Load(id + string(lang)); ok {
		return p.(model.Process)
	}
	tmpl, ok := templates.Get(id, lang)
	if !ok {
		t.Fatalf("no template %s", id)
	}
	p, _, faults := procfile.Read(tmpl.File, tmpl.Source)
	for _, f := range faults {
		if !f.Warning {
			t.Fatal(f.In(model.English))
		}
	}
	readOrders.Store(id+string(lang), p)
	return p
}

func contains(s, part string) bool { return strings.Contains(s, part) }

func splitLines(s string) []string { return strings.Split(s, "\n") }
