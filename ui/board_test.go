package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alur/model"
)

// busyShop is a shop with five processes and a hundred cases, in a language:
// some late, some parked, some in hands, some waiting for news.
func busyShop(t testing.TB, lang model.Lang) *memStore {
	t.Helper()
	s := newMem(monday.Add(-6 * time.Hour))
	must := func(by string, act model.Act) Receipt { return gives(t, s, by, act) }
	must("", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta", Currency: "Rp", Decimal: ","}})
	say := func(en, id string) string { return model.Say{EN: en, ID: id}.In(lang) }
	order := orders(t, "online-order", lang)
	stock, books, clean := say("warehouse", "gudang"), say("accounts", "keuangan"), say("shop", "toko")
	must("hendra", model.PublishProcess{Process: order})
	step := func(id, text, role string) model.Step {
		return model.Step{ID: id, Text: text, Role: role, Due: "3h"}
	}
	for _, p := range []model.Process{
		{ID: "return", Name: say("Return of goods", "Retur barang"), Role: stock, Steps: []model.Step{
			step("look", say("Look at the goods", "Periksa barang"), stock), step("pay", say("Pay back", "Kembalikan uang"), books)}},
		{ID: "repair", Name: say("Repair", "Servis"), Role: stock, Steps: []model.Step{
			step("see", say("Find the fault", "Cari kerusakan"), stock), step("mend", say("Mend it", "Perbaiki"), stock), step("test", say("Test it", "Uji"), stock)}},
		{ID: "buying", Name: say("Office supplies", "Alat kantor"), Kind: model.Support, Role: books, Steps: []model.Step{
			step("order", say("Order it", "Pesan"), books)}},
		{ID: "rounds", Name: say("Cleaning", "Kebersihan"), Kind: model.Support, Role: clean, Steps: []model.Step{
			step("floor", say("Wash the floor", "Pel lantai"), clean)}},
	} {
		must("hendra", model.PublishProcess{Process: p})
	}
	must("hendra", model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{order.Steps[2].Role}}})
	must("hendra", model.AddPerson{Person: model.Person{Name: "Budi", Roles: []string{order.Steps[2].Role, stock}}})
	must("hendra", model.AddPerson{Person: model.Person{Name: "Dewi", Roles: []string{books}}})
	must("hendra", model.AddPerson{Person: model.Person{Name: "Rini", Auditor: true}})
	must("budi", model.SignIn{Match: true})
	for i := range 60 {
		s.now = monday.Add(time.Duration(i-60) * 3 * time.Minute)
		fields := rina()
		fields["order_no"], fields["customer"] = model.Value{Text: fmt.Sprint(1042 + i)}, model.Value{Text: []string{"Bu Rina", "Pak Joko", "Bu Kartika Wulandari", "Pak Lim"}[i%4]}
		id := must("hendra", model.StartCase{Process: "online-order", Fields: fields}).Case
		pick := model.TaskRef{Case: id, Step: "pick"}
		if i%3 == 0 {
			must("sari", model.Complete{Task: pick, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
		}
		if i == 7 || i == 20 {
			must("sari", model.Park{Task: pick, Reason: say("no boxes", "dus habis"), Until: monday.Add(90 * time.Minute)})
		}
	}
	s.now = monday.Add(-10 * time.Minute)
	must("sari", model.Begin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}})
	for i := range 40 {
		s.now = monday.Add(time.Duration(i-40) * 5 * time.Minute)
		process := []string{"return", "repair", "repair", "buying", "rounds"}[i%5]
		id := must("hendra", model.StartCase{Process: process}).Case
		if i == 11 {
			must("budi", model.Park{Task: model.TaskRef{Case: id, Step: "see"}, Reason: say("a part from the supplier", "suku cadang dari pemasok")})
		}
	}
	s.now = monday
	return s
}

func TestGoldenBoard(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			d := sit(t, busyShop(t, lang), "budi", "")
			d.press("f6")
			d.golden(name("board"))
			d.press("right", "right", "right")
			d.golden(name("board-one"))
			d.press("f8")
			d.golden(name("board-verbs"))
			d.press("esc", "left", "left", "tab").resize(120, 40)
			d.golden(name("board-wide"))
			d.press("tab", "pgdown", "pgdown", "f8")
			d.golden(name("board-wide-verbs"))
			d.press("esc").resize(60, 18)
			d.golden(name("board-small"))
			d = sit(t, busyShop(t, lang), "rini", "")
			d.press("f6", "end", "f8")
			d.golden(name("board-auditor"))
			s := newMem(monday)
			gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta"}})
			d = sit(t, s, "hendra", "")
			d.press("f6")
			d.golden(name("board-no-process"))
			gives(t, s, "hendra", model.PublishProcess{Process: orders(t, "online-order", lang)})
			d.refresh()
			d.golden(name("board-empty"))
			d = sit(t, tokoMaju(t, lang), "hendra", "")
			d.press("f6")
			d.golden(name("board-one-process"))
		})
	}
}

// Names with control characters and wide ones are drawn harmlessly, and with
// ASCII alone the board draws nothing else.
func TestTheBoardIsHarmlessToDraw(t *testing.T) {
	s := busyShop(t, model.English)
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}} {
		d := sit(t, s, "hendra", "")
		d.wears(newTheme(NoColour, true))
		d.resize(size[0], size[1]).press("f6")
		for _, r := range d.screen() {
			if r > '~' {
				t.Fatalf("at %v %q is not ASCII:\n%s", size, r, d.screen())
			}
		}
	}
	// No act lets such a title in; an older file might hold one all the same.
	s.cases["online-order-2"].Title = "田中\x1b[31m さん\u202e"
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}} {
		d := sit(t, s, "hendra", "")
		d.resize(size[0], size[1]).press("f6", "home").sees("田中")
		checkSize(t, d, "board", size)
		if screen := d.root.draw(); contains(screen, "\x1b[31m") || contains(screen, "\u202e") {
			t.Errorf("at %v:\n%q", size, screen)
		}
	}
}

// boardOf is the board on a desk.
func boardOf(d *desk) *board { return d.root.front().screen.(*board) }

// With a hundred cases the arrows reach every one of them, in a list and in
// columns, and the marked one is always seen.
func TestTheArrowsReachEveryCaseOnTheBoard(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 40}} {
		d := sit(t, busyShop(t, model.English), "hendra", "")
		d.resize(size[0], size[1]).press("f6")
		seen := map[string]bool{}
		turns := 1
		if size[0] >= besideWidth {
			turns = 5
		}
		for range turns {
			d.press("home")
			for range boardOf(d).list.ids {
				i, _ := boardOf(d).chosen()
				seen[i.TaskRef.String()] = true
				d.sees(d.root.env.theme.glyph.point, clean(i.Case))
				d.send(keyMsg("down"))
				d.wait(60 * time.Millisecond)
			}
			d.press("right")
		}
		// Orders whose goods are picked or not, each with its invoice; and one
		// task of each of the forty others.
		if len(seen) != 160 {
			t.Errorf("at %v %d tasks were reached", size, len(seen))
		}
	}
}

// What comes meanwhile is counted and moves nothing; the next key takes it as
// seen.
func TestTheBoardDoesNotMoveUnderTheHands(t *testing.T) {
	s := busyShop(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f6", "pgdown", "down")
	was, _ := boardOf(d).chosen()
	gives(t, s, "hendra", model.StartCase{Process: "return"})
	gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: rina()})
	gives(t, s, "budi", model.Complete{Task: model.TaskRef{Case: "repair-1", Step: "see"}})
	d.refresh()
	if is, _ := boardOf(d).chosen(); is.TaskRef != was.TaskRef {
		t.Errorf("%s is marked instead of %s", is.TaskRef, was.TaskRef)
	}
	// Three came: a return, a repair at its next step; the order is there.
	d.sees("2 new")
	d.press("down")
	if contains(d.screen(), "new ") {
		t.Errorf("it is new still:\n%s", d.screen())
	}
	d.press("up", "enter").sees("The case", was.CaseTitle)
	d.press("esc").sees("Team board")
	if is, _ := boardOf(d).chosen(); is.TaskRef != was.TaskRef {
		t.Errorf("back from the case %s is marked instead of %s", is.TaskRef, was.TaskRef)
	}
	// The marked task is done elsewhere: the mark stays at its place.
	at := boardOf(d).list.at()
	gives(t, s, "hendra", model.CancelCase{Case: was.Case, Reason: "twice"})
	d.refresh()
	if got := boardOf(d).list.at(); got != at && got != at-1 {
		t.Errorf("the mark went from %d to %d", at, got)
	}
}

// From a list to columns and back the same case stays marked, and ←→ show the
// processes one by one.
func TestTheBoardTurnsThroughItsProcesses(t *testing.T) {
	d := sit(t, busyShop(t, model.English), "hendra", "")
	d.press("f6", "end").sees("[ All 100 ]")
	was, _ := boardOf(d).chosen()
	d.resize(120, 40).sees("[ Office supplies 8")
	d.press("down").resize(80, 24).sees("[ Office supplies 8")
	if is, _ := boardOf(d).chosen(); is.TaskRef != was.TaskRef {
		t.Errorf("%s is marked instead of %s", is.TaskRef, was.TaskRef)
	}
	order := boardOf(d).data.Processes
	for i := len(order) - 2; i >= 0; i-- {
		d.press("left").sees("[ " + order[i].Name)
	}
	d.press("left").sees("[ All 100 ]").press("left").sees("[ All 100 ]")
	d.press("right").sees("[ Online order 60").press("tab", "tab")
	if i, _ := boardOf(d).chosen(); i.Step != "invoice" {
		t.Errorf("two steps on it is at %s", i.Step)
	}
	d.press("tab")
	if i, _ := boardOf(d).chosen(); i.Step != "pick" {
		t.Errorf("after the last step it is at %s", i.Step)
	}
	d.press("shift+tab")
	if i, _ := boardOf(d).chosen(); i.Step != "invoice" {
		t.Errorf("before the first step it is at %s", i.Step)
	}
}

// What the owner can do from the board: each is done by the keys alone, and
// Ctrl+Z takes it back.
func TestTheOwnerActsFromTheBoard(t *testing.T) {
	task := func(s *memStore) *model.Task { return s.cases["online-order-2"].Task("pick") }
	for _, tt := range []struct {
		name string
		do   func(d *desk)
		said string
		was  func(s *memStore) bool
	}{
		{"hand over", func(d *desk) { d.press("enter", "tab").text("you are faster").press("tab", "tab", "enter") },
			"Handed over to Budi.", func(s *memStore) bool { return task(s).For == "budi" && task(s).HandedWhy == "you are faster" }},
		{"take over", func(d *desk) { d.press("down", "enter").text("she is ill").press("tab", "enter") },
			"Taken over", func(s *memStore) bool { return task(s).By == "hendra" }},
		{"promise anew", func(d *desk) {
			d.press("down", "down", "enter").text("2d").press("tab").text("supplier").press("tab").sees("Customer told").press("enter")
		},
			"Promised for", func(s *memStore) bool { c := s.cases["online-order-2"]; return !c.Promise.Equal(c.FirstPromise) }},
		{"pin", func(d *desk) { d.press("down", "down", "down", "enter").text("17:00").press("tab", "enter") },
			"Pinned:", func(s *memStore) bool { return s.cases["online-order-2"].Pin != nil }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := busyShop(t, model.English)
			d := sit(t, s, "hendra", "")
			d.press("f6", "f8").sees("What is to be done?", "Order 1043 - Pak Joko")
			if tt.was(s) {
				t.Fatal("it is so before")
			}
			tt.do(d)
			d.sees(tt.said, "Undo: Ctrl+Z", "Team board")
			if !tt.was(s) {
				t.Fatalf("it is not done:\n%s", d.screen())
			}
			if tt.name == "pin" {
				d.press("f8").sees("Unpin").press("end", "down", "down", "down", "enter").sees("Unpinned")
				d.press("ctrl+z")
			}
			d.press("ctrl+z")
			if tt.was(s) {
				t.Errorf("it was not taken back:\n%s", d.screen())
			}
		})
	}
}

// A pin of the task alone, as the command line makes it, is taken away as
// well.
func TestATaskThatIsPinnedAloneIsUnpinned(t *testing.T) {
	s := busyShop(t, model.English)
	gives(t, s, "hendra", model.Pin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}, Until: monday.Add(time.Hour)})
	d := sit(t, s, "hendra", "")
	d.press("f6", "f8", "down", "down", "down").sees("Unpin").press("enter").sees("Unpinned: Pick the goods")
	if pin := s.cases["online-order-2"].Task("pick").Pin; pin != nil {
		t.Errorf("it is pinned still: %+v", pin)
	}
}

// Staff see what they may not do, why, and that it does nothing.
func TestStaffSeeWhyTheyMayNot(t *testing.T) {
	s := busyShop(t, model.English)
	d := sit(t, s, "dewi", "")
	d.press("f6", "f8").sees("only Sari or an owner may", "only the role warehouse may", "only the role shop may")
	before := s.count
	for range 4 {
		d.press("enter", "space", "down")
	}
	if s.count != before {
		t.Errorf("%d acts:\n%s", s.count-before, d.screen())
	}
	// Budi could do what Sari has: he may take it over, and say why.
	d = sit(t, s, "budi", "")
	d.press("f6", "f8").sees("only Sari or an owner may", "from Sari, with a reason")
	d = sit(t, s, "rini", "")
	d.press("f6", "f8").sees("An auditor only looks.")
	if d.root.sheet != nil || s.count != before {
		t.Errorf("an auditor gets at it:\n%s", d.screen())
	}
	d.press("enter").sees("The case")
}

// A task that moved on between the board and F8 is not acted on.
func TestWhatMovedOnIsSaid(t *testing.T) {
	s := busyShop(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f6")
	gives(t, s, "sari", model.Complete{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
	d.press("f8").sees("That has moved on meanwhile.")
	d.press("f8").sees("What is to be done?")
	// Under the open question somebody changes the task: the act is refused.
	marked := boardOf(d).talk.problem.task.item.TaskRef
	gives(t, s, "budi", model.Begin{Task: marked})
	d.press("enter", "tab", "tab", "enter")
	if got := s.cases[marked.Case].Task(marked.Step); got.By != "budi" {
		t.Errorf("%s is with %q:\n%s", marked, got.By, d.screen())
	}
}

// However narrow a column is, a case in it says its number, in whose hands it
// is, and in words how late it is.
func TestAColumnOfTheBoardSaysItInWords(t *testing.T) {
	for _, lang := range model.Langs() {
		d := sit(t, busyShop(t, lang), "hendra", "")
		d.resize(120, 40).press("f6")
		e := &d.root.env
		nobody, late := e.say(model.Say{EN: "nobody yet", ID: "belum ada"}), e.say(model.Say{EN: "LATE", ID: "TERLAMBAT"})
		for w := leastColumn; w <= mostColumn; w++ {
			for _, l := range boardOf(d).lines {
				if l.task == nil {
					continue
				}
				shown := strings.Join(card(e, l.task, false, w, 1), "\n")
				if want := shortNumber(l.task.OpenTask); !strings.Contains(shown, want) {
					t.Fatalf("%s in %d columns %s is not said:\n%s", lang, w, want, shown)
				}
				if l.task.State == model.Ready && l.task.For == "" && l.task.By == "" && !strings.Contains(shown, nobody) {
					t.Fatalf("%s in %d columns nothing says that nobody has it:\n%s", lang, w, shown)
				}
				if e.now.After(l.task.DueAt) && l.task.Band == model.Late && !strings.Contains(shown, late) {
					t.Fatalf("%s in %d columns nothing says that it is late:\n%s", lang, w, shown)
				}
			}
		}
	}
}
