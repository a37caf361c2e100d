package ui

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/model/procfile"
)

// kasirShop is a shop whose one process is short, so that all of it is seen.
func kasirShop(t testing.TB, lang model.Lang) *memStore {
	t.Helper()
	s := tokoMaju(t, lang)
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{Name: "Tutup kasir", ID: "kasir", Role: "kasir", Steps: []model.Step{
		{ID: "hitung", Text: "Hitung laci", Due: "1h"}, {ID: "setor", Text: "Setor uang"},
	}}})
	return s
}

// editing opens the editor of the small process.
func editing(t testing.TB, s *memStore, lang model.Lang) *desk {
	t.Helper()
	d := sit(t, s, "hendra", lang)
	d.open(pageProcess, "kasir")
	return d.press("ctrl+e")
}

// draftOf is what is kept of Hendra's text.
func draftOf(s *memStore) string { return s.drafts["hendra"+editRef("kasir").String()][draftText] }

// TestTheOwnerEditsAProcess makes a fault, is led to it, mends it, and
// publishes what then stands there.
func TestTheOwnerEditsAProcess(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := kasirShop(t, lang)
			d := editing(t, s, lang)
			d.golden(name("edit"))
			before := s.count
			d.press("f9").press("pgdown", "end", "enter").text("due: 2 jm").press("enter").text("rle: gudang")
			d.golden(name("edit-fault"))
			d.press("f9", "enter")
			if s.count != before {
				t.Fatalf("%d acts with faults:\n%s", s.count-before, d.screen())
			}
			ed := d.root.front().screen.(*editor)
			if got := ed.text.line().text(); !strings.Contains(got, "due: 2 jm") || ed.focus != onText {
				t.Fatalf("Enter on the fault leads to %q", got)
			}
			d.press("end").press("backspace", "backspace", "backspace").text("h").press("tab", "enter", "end")
			if got := ed.text.line().text(); !strings.Contains(got, "rle") {
				t.Fatalf("the second fault is at %q\n%s", got, d.screen())
			}
			d.press("ctrl+u").text("    role: gudang").press("f9")
			d.golden(name("edit-publish"))
			d.press("tab", "shift+tab", "enter")
			f := s.flows["kasir-2"]
			if f == nil || f.Step("setor").Due != "2h" || f.Step("setor").Role != "gudang" {
				t.Fatalf("in force is %+v\n%s", f, d.screen())
			}
			if d.root.front().page.id != pageProcess || draftOf(s) != "" {
				t.Errorf("on %s, kept is %q", d.root.front().page.id, draftOf(s))
			}
		})
	}
}

func TestTheEditorAtOtherSizes(t *testing.T) {
	d := editing(t, kasirShop(t, model.English), model.English)
	d.resize(120, 40).golden("edit-wide.en")
	d.resize(60, 18).golden("edit-small.en")
}

// TestAnEditedTextIsKept: left, locked, closed, it is there again, key by key.
func TestAnEditedTextIsKept(t *testing.T) {
	s := kasirShop(t, model.English)
	d := editing(t, s, model.English)
	d.press("pgdown", "end").text("x")
	kept := d.root.front().screen.(*editor).text.text()
	if draftOf(s) != kept || !strings.Contains(kept, "Setor uangx") {
		t.Fatalf("kept is %q", draftOf(s))
	}
	d.press("esc").sees("Your text is kept")
	d.press("ctrl+e").sees("Setor uangx", "changed, not published")
	d.press("f12")
	d = editing(t, s, model.English)
	d.sees("Setor uangx")
	// Somebody publishes meanwhile: the text stays, and it is said.
	p := s.flows["kasir-1"].Process
	p.Output = "uang di bank"
	gives(t, s, "hendra", model.PublishProcess{Process: p})
	d.refresh().sees("Setor uangx", "from version 1; now there is 2")
	d.press("f9").sees("You began from version 1")
	// Thrown away, the newest stands there.
	d.press("esc", "tab", "tab", "right", "right", "enter", "enter").sees("Setor uangx")
	d.press("enter", "right", "enter").sees("uang di bank", "as version 2")
	if draftOf(s) != "" {
		t.Errorf("kept is %q", draftOf(s))
	}
}

// TestFastKeysAndPastesTypeOnly: a scanner or a paste types, and publishes
// nothing.
func TestFastKeysAndPastesTypeOnly(t *testing.T) {
	s := kasirShop(t, model.English)
	d := editing(t, s, model.English)
	before := s.count
	d.press("pgdown", "end").scan("4711\r")
	d.send(tea.PasteMsg{Content: "\r\n  - do: Kunci\r\n    how: Dua kali\x1b[2J"})
	text := d.root.front().screen.(*editor).text.text()
	if s.count != before || !strings.Contains(text, "uang4711\n  - do: Kunci\n    how: Dua kali") || strings.Contains(text, "\x1b") {
		t.Errorf("%d acts, the text is %q", s.count-before, text)
	}
}

// outsider stands for the person's own editor: it is given the file, and ends
// as said.
func outsider(d *desk, end error, write func(path string)) {
	d.root.opts.Editor, d.root.env.ownEditor = []string{"vi", "-n"}, true
	d.root.exec = func(c *exec.Cmd, then func(error) tea.Msg) tea.Cmd {
		return func() tea.Msg {
			write(c.Args[len(c.Args)-1])
			return then(end)
		}
	}
}

// TestTheOwnEditorIsLentTheTerminal: what it saved is there, also where it
// ends oddly; its file is removed once the text is kept.
func TestTheOwnEditorIsLentTheTerminal(t *testing.T) {
	for _, end := range []error{nil, errors.New("exit status 139")} {
		s := kasirShop(t, model.English)
		d := editing(t, s, model.English)
		path := ""
		outsider(d, end, func(p string) {
			path = p
			text, err := os.ReadFile(p)
			if err != nil || !strings.Contains(string(text), "Setor uang") {
				t.Fatalf("%v: the file says %q", err, text)
			}
			if got := s.drafts["hendra"+editRef("kasir").String()][draftFile]; got != p {
				t.Errorf("the draft knows %q", got)
			}
			if err := os.WriteFile(p, []byte(strings.ReplaceAll(string(text), "Setor", "Antar")), 0o600); err != nil {
				t.Fatal(err)
			}
		})
		d.press("ctrl+e").sees("Antar uang", "changed, not published")
		if end != nil {
			d.sees("exit status 139")
		}
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the file is left: %v", err)
		}
		if !strings.Contains(draftOf(s), "Antar uang") || s.drafts["hendra"+editRef("kasir").String()][draftFile] != "" {
			t.Errorf("kept is %q", s.drafts)
		}
		if n := len(s.shop.Processes["kasir"].Versions); n != 1 {
			t.Errorf("%d versions", n)
		}
	}
}

func TestAnEditorThatIsNotThereTakesNothingAway(t *testing.T) {
	s := kasirShop(t, model.English)
	d := editing(t, s, model.English)
	d.press("ctrl+e").sees("names no editor")
	outsider(d, errors.New("gone"), func(path string) { _ = os.Remove(path) })
	d.press("pgdown", "end").text("x").press("ctrl+e").sees("could not be used", "Setor uangx")
	if !strings.Contains(draftOf(s), "Setor uangx") {
		t.Errorf("kept is %q", draftOf(s))
	}
}

// TestATextIsRescuedFromTheFileOfAnEditor: alur was closed while the editor
// was open; what it saved afterwards is found.
func TestATextIsRescuedFromTheFileOfAnEditor(t *testing.T) {
	s := kasirShop(t, model.English)
	d := editing(t, s, model.English)
	path := ""
	d.root.opts.Editor, d.root.env.ownEditor = []string{"vi"}, true
	d.root.exec = func(c *exec.Cmd, _ func(error) tea.Msg) tea.Cmd {
		path = c.Args[1]
		return nil
	}
	d.press("ctrl+e")
	if err := os.WriteFile(path, []byte("process: Tutup kasir\nid: kasir\nrole: kasir\nsteps:\n  - Selamat\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(time.Hour)
	editing(t, s, model.English).sees("Selamat")
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) || !strings.Contains(draftOf(s), "Selamat") {
		t.Errorf("%v, kept is %q", err, draftOf(s))
	}
}

// TestATextWithAnotherProcessesId is told whose version it would become; an id
// that came of a name alone makes no version of a process of another name.
func TestATextWithAnotherProcessesId(t *testing.T) {
	s := kasirShop(t, model.English)
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{Name: "Buka kasir", ID: "kasir-pagi", Role: "kasir", Steps: []model.Step{{Text: "Buka laci"}}}})
	d := editing(t, s, model.English)
	d.press("ctrl+home", "end", "ctrl+u").text("process: Kasir pagi").press("down", "end", "ctrl+u").press("f9")
	d.sees("this becomes a version of that", "process, and kasir stays as it is").press("tab", "shift+tab", "enter")
	d.sees(`"Kasir pagi" would become a version of "Buka kasir"`)
	if s.flows["kasir-pagi-2"] != nil {
		t.Error("it was published")
	}
}

func TestOnlyTheOwnerEdits(t *testing.T) {
	s := kasirShop(t, model.English)
	d := sit(t, s, "sari", "")
	d.open(pageProcess, "kasir")
	d.press("ctrl+e").sees("only the owner may")
	if d.root.front().page.id != pageProcess {
		t.Errorf("on %s", d.root.front().page.id)
	}
}

// A role that nobody holds may be a slip of the pen: the editor says so at its
// line, and it stops nothing.
func TestTheEditorNamesARoleThatNobodyHolds(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		text := "process: Tea\nrole: " + s.shop.People["budi"].Roles[0] + "\nsteps:\n  - Make tea\n  - {do: Pour it, role: warehose}\n  - Drink it @guest\n"
		_, flow, faults := procfile.Read("tea.yaml", []byte(text))
		got := lookedAt{text: text, flow: flow, faults: faults}.withRoles(&env{lang: lang, shop: s.shop})
		var said []string
		for _, f := range got.faults {
			said = append(said, fmt.Sprint(f.Line, " ", f.Fault.In(lang)))
		}
		want := model.Say{
			EN: `5 nobody holds the role "warehose" yet, so its tasks wait for the owner|6 nobody holds the role "guest" yet, so its tasks wait for the owner`,
			ID: `5 belum ada yang memegang peran "warehose", jadi tugasnya menunggu pemilik|6 belum ada yang memegang peran "guest", jadi tugasnya menunggu pemilik`,
		}.In(lang)
		if strings.Join(said, "|") != want || got.bad() != 0 {
			t.Errorf("%s: it says %q", lang, said)
		}
	}
}
