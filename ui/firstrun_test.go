package ui

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"alur/model"
)

// asked answers the questions of the first run but the last button.
func asked(d *desk, pin string) *desk {
	return d.press("enter", "enter").text("Toko Maju").press("enter").text("Hendra").press("enter").text(pin).press("enter")
}

// From an empty database to the first case under way: four questions, the
// processes, one order.
func TestFromNothingToTheFirstCase(t *testing.T) {
	s := newMem(monday)
	d := sit(t, s, "", "")
	d.sees("How would you like to begin?", "► My own shop", "A look round the demo")
	asked(d, "2468").sees("Enter makes Toko Maju.")
	if s.count != 0 {
		t.Fatalf("%d acts before the last question was answered", s.count)
	}
	d.press("enter").sees("√ Toko Maju is ready, and you own it.", "[x] Online order", "[x] Return of goods", "Put 5 in force", "Hendra   14:32")
	if p := s.shop.People["hendra"]; p == nil || !p.Owner || !model.CheckPIN(p.PIN, "2468") || s.shop.Zone != "Asia/Jakarta" {
		t.Errorf("the owner is %+v in %s", p, s.shop.Zone)
	}
	d.press("home", "down", "space").sees("[ ] Return of goods", "Put 4 in force").press("up").sees("Warning: the step take_back runs the process", "put it in force too")
	d.press("space", "space").sees("[x] Return of goods", "Put 5 in force")
	d.press("home", "down", "down", "down", "down", "space").sees("[ ] Monthly evaluation", "Put 4 in force").press("end", "enter")
	d.sees("My next task", "Add your first colleague", "Press F10 and choose People", "√  4 processes are in force.")
	if s.shop.Processes["monthly-evaluation"] != nil || s.shop.Processes["open-shop"] == nil {
		t.Error("other processes were published than those marked")
	}
	d.press("n").sees("What is to be started?", "Online order", "a paid or COD order").press("enter")
	d.sees("Still needed: order no, customer, items, total, payment")
	d.text("1042").press("enter").text("Bu Rina").press("enter", "enter", "enter").text("Tea set, Cups").press("enter").text("185000").press("enter", "right", "right", "enter")
	d.sees("COD", "√ All there. Enter starts it.").press("enter")
	d.sees("The case", "Order 1042 - Bu Rina", "√  online-order-1 is started. First: Pick the goods (warehouse).")
	d.press("esc").sees("My next task", "Add your first colleague", "1 Pick the goods")
	d.press("f9").sees("Pick the goods", "Order 1042 - Bu Rina")
	if left := s.drafts["hendrastart/online-order"]; len(left) > 0 && strings.Join(values(left), "") != "" {
		t.Errorf("what was started is still a draft: %v", left)
	}
}

func values(m map[string]string) []string {
	var all []string
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

// The last button says only what is still missing.
func TestFirstRunSaysWhatIsMissing(t *testing.T) {
	d := sit(t, newMem(monday), "", "").press("enter", "enter").text("Toko Maju")
	d.press("enter", "enter", "enter").sees("Still needed: your name.")
	d = sit(t, newMem(monday), "", "").press("enter", "enter", "enter").text("Hendra")
	d.press("enter", "enter").sees("Still needed: the name of the shop.")
	d = sit(t, newMem(monday), "", "").press("enter", "enter", "enter", "enter", "enter")
	d.sees("Still needed: the name of the shop and your name.")
}

// Going back loses nothing that was typed, and a bad PIN or a missing name is
// said at its place.
func TestFirstRunIsForgiving(t *testing.T) {
	s := newMem(monday)
	d := sit(t, s, "", "")
	d.press("enter", "right").sees("Nama toko", "← Bahasa Indonesia →").press("f4").sees("Name of the shop")
	d.press("enter").text("Toko Maju").press("esc").sees("How would you like to begin?").press("enter").sees("Toko Maju")
	d.press("end", "tab", "tab", "tab", "tab", "enter").sees("Please write a name.", "question 3 of 4")
	d.text("Hendra").press("enter").text("12a").press("enter").sees("A PIN is 4 to 12 digits, or nothing.")
	d.press("enter").sees("question 4 of 4")
	d.press("ctrl+u", "enter", "enter").sees("Toko Maju is ready")
	if p := s.shop.People["hendra"]; p == nil || p.PIN != "" {
		t.Errorf("the owner is %+v", p)
	}
	d.press("esc").sees("Add your first colleague", "set-up-shop-1").press("f9").sees("√  Done: Add your first colleague.", "No process is in force yet", "F10, then Ready-made processes or New process")
	d.press("f10").text("ready").press("enter").sees("Which work should alur guide?")
}

func TestTheDemoClosesAlur(t *testing.T) {
	s := newMem(monday)
	d := sit(t, s, "", "")
	if _, wants := WantsDemo(d.root); wants {
		t.Fatal("it was not asked for")
	}
	d.press("f4", "down", "enter")
	if lang, wants := WantsDemo(d.root); !d.closed || !wants || lang != model.Indonesian || s.count > 0 {
		t.Errorf("closed %v, wants the demo %v in %s, %d acts", d.closed, wants, lang, s.count)
	}
	d = sit(t, newMem(monday), "", "")
	d.root.env.offerDemo = false
	d.press("down", "enter").sees("question 1 of 4")
}

// Where the shop was made in another window meanwhile, nothing is made twice.
func TestTwoWindowsMakeOneShop(t *testing.T) {
	s := newMem(monday)
	d := sit(t, s, "", "")
	asked(d, "")
	gives(t, s, "", model.CreateShop{Owner: "Sari", Settings: model.Settings{Name: "Toko Lain", Zone: "Asia/Jakarta"}})
	d.press("enter").sees("The shop has been made in another window.", "Sari")
	if len(s.shop.People) != 1 {
		t.Errorf("%d people", len(s.shop.People))
	}
}

func TestZones(t *testing.T) {
	for offset, want := range map[int]string{7: "Asia/Jakarta", 8: "Asia/Makassar", 9: "Asia/Jayapura", 0: "", -5: ""} {
		if got := ZoneOf(monday.In(time.FixedZone("", offset*3600))); got != want {
			t.Errorf("%d hours is %q", offset, got)
		}
	}
	if got := ZoneOf(monday.In(time.FixedZone("Asia/Singapore", 8*3600))); got != "Asia/Singapore" {
		t.Errorf("a zone with a name is %q", got)
	}
}

// What is typed for a case outlives Esc, locking and another person.
func TestAStartIsKept(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("n").sees("Start a case", "Online order").text("1050").press("tab").text("Bu Tini")
	d.press("esc").sees("Pick the goods").press("n").sees("1050", "Bu Tini")
	d.press("f12").text("bud").press("enter", "n")
	if strings.Contains(d.screen(), "Bu Tini") {
		t.Error("Budi sees what Sari types")
	}
	d.press("f12").text("sar").press("enter", "n").sees("1050", "Bu Tini")
}

// A case that is there already is opened, not begun again.
func TestAnExistingKeyOpensItsCase(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	before := len(s.cases)
	d.press("n").text("1042").press("enter").text("Bu Rina").press("enter", "enter", "enter").text("Tea set").press("enter").text("1").press("enter").text("c").press("enter", "enter")
	d.sees("there is a case with this order no already", "online-order-1", "The case")
	if len(s.cases) != before {
		t.Error("a second case was begun")
	}
}

func TestStartSaysWhatDoesNotFit(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := sit(t, s, "sari", "")
	before := s.count
	d.press("n").text("1050").press("tab", "tab").text("12").press("tab").sees("tidak cocok", "0812-")
	d.press("shift+tab", "shift+tab", "shift+tab", "shift+tab").sees("Masih perlu:").press("enter").sees("Ini wajib diisi.")
	if s.count != before {
		t.Error("it was started")
	}
}

func TestMenuDoesWhatTheKeysDo(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("f10").sees("Here: My next task", "Enter   Begin", "Start: Online order", "My list").press("enter").sees("Space = tick")
	d.press("ctrl+p").text("problem").press("enter").sees("What is the problem?").press("esc")
	d.press("f10").text("done").sees("not now: 4 ticks").press("enter").sees("!  Not now: 4 ticks").press("esc")
	for range 4 {
		d.press("f10").text("tick").press("enter").press("down")
	}
	d.press("f10").text("done").press("enter").sees("√  Done: Pick the goods.")
	d.press("f10").text("undo").press("enter").sees("Undone")
	d.press("f10").text("list").press("down", "enter").sees("My list").press("esc").sees("My next task")
	d.press("f10").text("bahasa").press("enter").sees("Tugas berikutnya")
	d.press("f10").text("mulai: pes").press("backspace", "backspace", "backspace").text("onl").press("enter").sees("Mulai kasus", "Nomor pesanan")
	d.press("f10").text("kunci").press("enter").sees("Who are you?")
	d.press("f10").text("close").press("enter")
	if !d.closed {
		t.Error("the menu does not close alur")
	}
}

// F1 and F10 speak of the screen below, also one from the other.
func TestHelpSpeaksOfTheScreenBelow(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter", "f1").sees("Help", "This is what to do now.", "Glass bowl 20 cm: Space ticks it", "Keys here", "not now: 4 ticks")
	d.press("f10").sees("Here: My next task").press("f1").sees("This is what to do now.").press("f1").sees("My next task", "Space = tick")
	d.press("f12", "f1").sees("Type the first letters of your name").press("esc").sees("Who are you?")
}

// F1 speaks of the question that is asked; what was typed is still there.
func TestHelpOnAQuestion(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.press("enter", "f8", "enter").text("no boxes").press("f1").sees("Help", "Wait for something", "It leaves your list", "Esc leaves it")
	d.press("esc").sees("Wait for something", "no boxes").press("tab", "tab", "enter").sees("√  Parked: Pick the goods.")
	d = sit(t, s, "budi", "")
	d.press("f8", "f1", "f10").sees("Help", "Pick the goods").press("esc").sees("What is the problem?")
}

// A case can't be started by who may only look.
func TestAnAuditorStartsNothing(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ibu Audit", Auditor: true}})
	d := sit(t, s, "ibu-audit", "")
	d.press("n").sees("Start a case: an auditor only looks.")
	s.now = s.now.Add(time.Minute)
	d.send(beatMsg{})
	if d.press("f10"); strings.Contains(d.screen(), "Start") {
		t.Errorf("the menu offers it:\n%s", d.screen())
	}
}

// newPlaces are ways to the screens around the daily work, by the person who
// goes there; nobody is the first run.
func newPlaces() map[string][]string {
	return map[string][]string{
		" begin": {}, " the demo": {"down"}, " questions": {"enter"}, " the last button": {"enter", "shift+tab"},
		" menu": {"f10"}, " help": {"f1"}, "sari menu": {"f10"}, "sari help": {"f1"}, "sari start": {"n"},
		"sari start button":     {"n", "shift+tab"},
		"hendra ready-made own": {"page ready-made", "end", "tab"},
		"hendra new process":    {"page new process"}, "hendra a step": {"page new process", "down", "down", "down"},
		"hendra a step's role": {"page new process", "down", "down", "down", "tab"}, "hendra publish": {"page new process", "shift+tab", "left"},
		"hendra ready-made": {"page ready-made"}, "hendra ready-made button": {"page ready-made", "end"},
		"hendra people": {"page people"}, "hendra new person": {"page people", "enter"},
		"hendra a person": {"page people", "down", "enter", "tab", "tab", "tab"}, "hendra save": {"page people", "enter", "tab", "tab", "tab", "tab", "tab", "tab", "tab"},
	}
}

func sitAt(t testing.TB, place string, way []string) (*desk, *memStore) {
	t.Helper()
	who, _, _ := strings.Cut(place, " ")
	s := newMem(monday)
	if who != "" {
		s = tokoMaju(t, model.English)
	}
	d := sit(t, s, who, model.English)
	for _, key := range way {
		if id, ok := strings.CutPrefix(key, "page "); ok {
			d.run(d.root.goTo(goTo{to: screenID(id)}))
			continue
		}
		d.press(key)
	}
	return d, s
}

// Streams faster than fingers change nothing on the new screens either.
func TestFastStreamsChangeNothingAroundTheWork(t *testing.T) {
	for place, way := range newPlaces() {
		t.Run(place, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				d, s := sitAt(t, place, way)
				before := s.count
				keys := d.stream(rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0)))
				if s.count != before || d.closed {
					rt.Fatalf("%d acts after %q on %s:\n%s", s.count-before, keys, place, d.screen())
				}
			})
		})
	}
}

// Letters, digits and signs pressed at leisure change nothing either.
func TestSlowLettersChangeNothingAroundTheWork(t *testing.T) {
	for place, way := range newPlaces() {
		d, s := sitAt(t, place, way)
		before := s.count
		for c := '!'; c <= '~'; c++ {
			d.text(string(c))
		}
		if s.count != before || d.closed {
			t.Errorf("%d acts on %s:\n%s", s.count-before, place, d.screen())
		}
	}
}

func TestEveryLineFitsAroundTheWork(t *testing.T) {
	for place, way := range newPlaces() {
		d, _ := sitAt(t, place, way)
		for _, lang := range model.Langs() {
			d.root.env.lang = lang
			for _, size := range [][2]int{{60, 18}, {80, 24}, {99, 24}, {120, 40}, {40, 10}} {
				d.resize(size[0], size[1])
				checkSize(t, d, place, size)
			}
		}
	}
}

func TestGoldenAroundTheWork(t *testing.T) {
	for _, lang := range model.Langs() {
		name := func(screen string) string { return screen + "." + string(lang) }
		s := newMem(monday)
		d := sit(t, s, "", lang)
		d.golden(name("first-choice"))
		d.press("enter")
		d.golden(name("first-questions"))
		d.press("enter").text("Toko Maju").press("enter").text("Hendra").press("enter").text("12").press("enter", "enter")
		d.golden(name("first-pin"))
		d.press("ctrl+u", "enter", "enter")
		d.golden(name("ready-made"))
		d.press("home", "down", "down", "space")
		d.golden(name("ready-made-row"))
		d.press("end", "enter")
		d.golden(name("first-landing"))
		d.press("n")
		d.golden(name("start-choose"))
		d.press("enter").text("1042").press("enter", "enter").text("12").press("enter")
		d.golden(name("start-form"))
		d.press("esc", "end", "up", "up", "enter")
		d.golden(name("start-other"))

		d = sit(t, tokoMaju(t, lang), "sari", lang)
		d.press("enter", "f10")
		d.golden(name("menu"))
		d.text("ku")
		d.golden(name("menu-filter"))
		d.press("f1")
		d.golden(name("help"))
		d.press("end")
		d.golden(name("help-below"))
	}
}

// The store of the tests answers as the real one where nothing was kept.
func TestNoDraftIsNoError(t *testing.T) {
	s := newMem(monday)
	if m, err := s.Draft(context.Background(), "sari", startRef("online-order")); err != nil || len(m) > 0 {
		t.Error(m, err)
	}
}

// On the page of processes, whose name stands over all that can be done there,
// a word of another page leads to that page all the same.
func TestTheMenuMeansWhatWasTyped(t *testing.T) {
	for lang, said := range map[model.Lang][2]string{
		model.English: {"processes r", "Ready-made processes"}, model.Indonesian: {"proses b", "Proses baru"},
	} {
		d := sit(t, tokoMaju(t, lang), "hendra", lang)
		d.press("f3", "f10").text(said[0])
		marked := ""
		for _, line := range strings.Split(d.screen(), "\n") {
			if strings.Contains(line, "►") {
				marked = line
			}
		}
		if !strings.Contains(marked, said[1]) {
			t.Errorf("%q marks %q, want %q", said[0], marked, said[1])
		}
	}
}

// The first run speaks the language of the PC and its clock is that of the
// shop to be: neither changes once the shop is made.
func TestTheFirstRunBeginsAsThePCDoes(t *testing.T) {
	for _, lang := range model.Langs() {
		s := newMem(monday)
		d := &desk{t: t, store: s, now: s.Now(), keys: monday}
		d.root = New(Options{
			Store: s, FirstLang: lang, Zone: "Asia/Jayapura", Clock: s.Now,
			KeyClock: func() time.Time { return d.keys },
		}).(*root)
		d.root.timer = func(_ time.Duration, msg tea.Msg) tea.Cmd {
			d.timers = append(d.timers, msg)
			return nil
		}
		d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		d.run(d.root.readShop())
		d.sees(ownShop().In(lang), "16:32")
		asked(d, "").press("enter").sees("16:32")
		if s.shop.Lang != lang || s.shop.Zone != "Asia/Jayapura" {
			t.Errorf("%s: the shop is %+v", lang, s.shop.Settings)
		}
	}
}

// The first case of an Indonesian shop has an Indonesian number.
func TestTheFirstCaseIsNumberedInTheLanguageOfTheShop(t *testing.T) {
	for lang, want := range map[model.Lang]string{model.English: "set-up-shop-1", model.Indonesian: "menyiapkan-toko-1"} {
		s := newMem(monday)
		gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta"}})
		if err := FirstTask(t.Context(), s, "hendra", "", lang); err != nil || s.cases[want] == nil {
			t.Errorf("%s: there is no %s: %v", lang, want, err)
		}
	}
}
