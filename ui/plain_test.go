package ui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alur/model"
)

// answers are the lines a person types, one after the other; each is shown in
// what is said, as a terminal does, and before a line something may happen.
type answers struct {
	lines  []string
	said   *bytes.Buffer
	before map[string]func()
}

func (a *answers) Read(to []byte) (int, error) {
	if len(a.lines) == 0 {
		return 0, io.EOF
	}
	line := a.lines[0]
	a.lines = a.lines[1:]
	if f := a.before[line]; f != nil {
		f()
	}
	a.said.WriteString("[" + line + "]\n")
	return copy(to, line+"\n"), nil
}

// talked is what is said to a person who answers with lines.
func talked(t *testing.T, s *memStore, person string, lang model.Lang, before map[string]func(), lines ...string) string {
	t.Helper()
	var said bytes.Buffer
	o := Options{Store: s, Person: person, Lang: lang, Clock: s.Now, Station: "KASIR-2"}
	if err := Plain(o, &answers{lines: lines, said: &said, before: before}, &said, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range said.String() {
		if c == 0x1b || strings.ContainsRune("►▲▼●│─┌▌", c) {
			t.Fatalf("a sign that is for eyes only, %q, in what is said:\n%s", c, said.String())
		}
	}
	return said.String()
}

// TestPlainDay is a day by numbered questions, in both languages: Sari picks
// an order, asks for the next, looks at a case and locks; Budi types a wrong
// PIN, finds the goods damaged and sends them back; the owner reads the record.
func TestPlainDay(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			s := tokoMaju(t, lang)
			hash, err := model.HashPIN("2468", []byte("0123456789abcdef"))
			if err != nil {
				t.Fatal(err)
			}
			gives(t, s, "hendra", model.SetPIN{Person: "budi", Hash: hash})
			said := talked(t, s, "", lang, map[string]func(){"Glass broken": func() { s.now = s.now.Add(20 * time.Minute) }},
				"?", "0", // how it is answered; there is no line 0
				"Wati",        // nobody
				"sar",         // Sari
				"?",           // how it is answered
				"1",           // begin
				"1", "2", "3", // the three lines
				"5",      // done is not possible yet
				"4", "5", // the last tick, done
				"2",                       // a problem with the next one
				"2", "dus habis", "", "1", // wait for boxes
				"0", "8", // lock
				"1", "1111", "Budi", "2468", // Budi, a wrong PIN first
				"1", "1", // begin, tick
				"5", "2", "2", // sent back: damaged
				"1042",   // a code: the case
				"0", "8", // lock
				"4",            // the owner
				"0", "4", "11", // the record, its earlier lines
				"3", // the case of a line
				"0", "12",
			)
			goldenText(t, "plain-day."+string(lang), said)
			if s.cases["online-order-1"].Task("pick").Round != 2 {
				t.Error("the goods were not sent back")
			}
		})
	}
}

// TestPlainStart starts a case by the questions that are needed, finds it, and
// undoes it.
func TestPlainStart(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			s := tokoMaju(t, lang)
			said := talked(t, s, "sari", lang, nil,
				"0", "4", "1", "1044", "Ibu Ani", "buku, pena", "85rb", "85000", "2", "8", "0", "5", "1044", "0", "6", "0", "9")
			goldenText(t, "plain-start."+string(lang), said)
			if c := s.cases["online-order-3"]; c == nil || c.State != model.Cancelled {
				t.Errorf("the case was not started and undone: %+v", c)
			}
		})
	}
}

// TestPlainEnds: whose input ends is signed out, whose answer comes too late
// is locked, and both are on record; a broken pipe is an error.
func TestPlainEnds(t *testing.T) {
	s := tokoMaju(t, model.English)
	outs := func() (n int) {
		for _, ev := range s.events {
			if _, ok := ev.Body.(model.SignedOut); ok {
				n++
			}
		}
		return n
	}
	talked(t, s, "sari", model.English, nil)
	if outs() != 1 {
		t.Errorf("%d sign-outs on record, want 1", outs())
	}
	gives(t, s, "hendra", model.ChangeSettings{Settings: settingsWith(s.shop.Settings, "10m")})
	late := map[string]func(){"1": func() { s.now = s.now.Add(11 * time.Minute) }}
	said := talked(t, s, "sari", model.English, late, "1")
	if !contains(said, "the screen was locked") || s.cases["online-order-1"].Task("pick").State != model.Ready {
		t.Errorf("an answer after eleven minutes was taken:\n%s", said)
	}
	if outs() != 2 {
		t.Errorf("%d sign-outs on record, want 2", outs())
	}
	broken := errors.New("the pipe is broken")
	if err := Plain(Options{Store: s, Clock: s.Now}, strings.NewReader(""), failing{broken}, nil); !errors.Is(err, broken) {
		t.Errorf("a broken pipe: %v", err)
	}
}

// TestPlainStops: a session that is ended from outside ends while a question
// stands.
func TestPlainStops(t *testing.T) {
	s := tokoMaju(t, model.English)
	ctx, cancel := context.WithCancel(context.Background())
	asked, never := io.Pipe()
	defer never.Close()
	cancel()
	if err := Plain(Options{Store: s, Clock: s.Now, Context: ctx}, asked, io.Discard, nil); err != nil {
		t.Error(err)
	}
}

func settingsWith(s model.Settings, idle string) model.Settings {
	s.IdleLock = idle
	return s
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// goldenText compares a text with its golden file.
func goldenText(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run the test with -update and look at it.\n%s", path, got)
	}
}

// A question mark inside a question says how that is answered, and asks it
// again.
func TestAQuestionMarkIsHelpInsideAQuestion(t *testing.T) {
	for lang, want := range map[model.Lang][]string{
		model.English:    {"Type the number of a line, then Enter. 0 goes back", "Type the answer, then Enter. Enter alone leaves it as it is."},
		model.Indonesian: {"Ketik nomor sebuah baris, lalu Enter. 0 kembali", "Ketik jawabannya, lalu Enter. Enter saja membiarkannya."},
	} {
		s := tokoMaju(t, lang)
		said := strings.Join(strings.Fields(talked(t, s, "sari", lang, nil, "2", "?", "2", "?", "x", "", "1")), " ")
		for _, text := range want {
			if !strings.Contains(said, text) {
				t.Errorf("%s: it does not say %q:\n%s", lang, text, said)
			}
		}
		if got := s.cases["online-order-1"].Task("pick"); got.State != model.Parked || got.ParkedFor == "?" {
			t.Errorf("%s: it is %s for %q:\n%s", lang, got.State, got.ParkedFor, said)
		}
	}
}
