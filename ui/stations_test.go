package ui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// A PC asks while the owner looks: it stands there with its code, is let in
// under a name, and is kept out again.
func TestTheOwnerLetsAPCIn(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("other").press("enter").sees("No other PC shows these screens", "alur serve --ssh :2222")
	key := askedShop(t, model.English).asks[1].Key
	s.asks = askedShop(t, model.English).asks[1:]
	code := model.StationCode(key)
	d.run(d.root.beat())
	d.sees("1 PC asks to be let in; 0 PCs are let in", code, "Called from", "192.168.1.21")
	d.press("enter").sees("Let this PC in?", code).press("tab", "enter").sees("Let this PC in?")
	if len(s.shop.Stations) > 0 {
		t.Fatal("it is let in without a name")
	}
	d.text("KASIR-2").press("tab", "enter").sees("√  KASIR-2 is let in now.", "► KASIR-2", "1 PC is let in", "let in by Hendra")
	d.press("enter").sees("Keep KASIR-2 out?", "Its screens close at once", "[►Back ]").press("enter")
	if s.shop.StationNamed("KASIR-2") == nil {
		t.Fatal("Enter on the safe button kept it out")
	}
	d.press("enter", "left", "enter").sees("√  KASIR-2 is kept out now.")
	if len(s.shop.Stations) > 0 {
		t.Fatal("it is let in still")
	}
}

// Nobody but an owner lets PCs in.
func TestOthersDoNotLetPCsIn(t *testing.T) {
	s := askedShop(t, model.English)
	d := sit(t, s, "sari", "")
	if d.press("f10").text("other pcs"); contains(d.screen(), s.asks[0].Code) {
		t.Error("Sari sees which PCs ask")
	}
	if p, _ := pageOf(pageStations); d.root.env.mayOpen(p) {
		t.Error("Sari opens the page of the owner")
	}
}

func TestGoldenStations(t *testing.T) {
	for _, lang := range model.Langs() {
		name := func(of string) string { return "stations-" + of + "." + string(lang) }
		openAt(t, tokoMaju(t, lang), lang, pageStations, nil).golden(name("none"))
		d := openAt(t, askedShop(t, lang), lang, pageStations, nil)
		d.golden(name("asked"))
		d.press("enter")
		d.golden(name("approve"))
		d.press("esc", "end")
		d.golden(name("let-in"))
		d.resize(120, 40)
		d.golden(name("wide"))
		d.resize(60, 18)
		d.golden(name("small"))
	}
}

// At a PC elsewhere screens that nobody uses lock, say so and when they close,
// and then do, with what was typed kept; who comes in between signs in as ever.
func TestAnIdleScreenElsewhereLocksAndThenCloses(t *testing.T) {
	for _, lang := range model.Langs() {
		say := func(en, id string) string { return model.Say{EN: en, ID: id}.In(lang) }
		s := tokoMaju(t, lang)
		settings := s.shop.Settings
		settings.IdleLock = "10m"
		gives(t, s, "hendra", model.ChangeSettings{Settings: settings})
		d := sitAs(t, Options{Store: s, Person: "dewi", Lang: lang, Zone: "Asia/Jakarta", Clock: s.Now, IdleEnd: 8 * time.Hour})
		waits := func(long time.Duration) {
			s.now = s.now.Add(long)
			d.send(beatMsg{})
		}
		at := func(after time.Duration) string { return s.now.Add(after).In(d.root.env.zone()).Format("15:04") }
		d.press("enter").text("INV-78").sees("INV-78")
		since, closes := at(0), at(8*time.Hour)
		waits(10 * time.Minute)
		for _, size := range [][2]int{{80, 24}, {60, 18}} {
			d.resize(size[0], size[1])
			d.sees(say("Who are you?", "Siapa Anda?"), say("Locked: no key was pressed since "+since, "Terkunci: tidak ada tombol ditekan sejak "+since), closes, "► Budi")
		}
		waits(time.Hour)
		d.text("dewi").press("enter").sees("INV-78")
		if got := d.screen(); contains(got, say("Locked", "Terkunci")) || Unused(d.root) != "" {
			t.Errorf("it is locked still:\n%s", got)
		}
		since = at(0)
		waits(10 * time.Minute)
		waits(7*time.Hour + 49*time.Minute)
		if d.closed {
			t.Fatal("it closes too early")
		}
		if waits(time.Minute); !d.closed || !contains(Unused(d.root), since) {
			t.Errorf("closed is %v: %q", d.closed, Unused(d.root))
		}
		d = sitAs(t, Options{Store: s, Person: "dewi", Lang: lang, Zone: "Asia/Jakarta", Clock: s.Now})
		d.sees("INV-78")
		waits(9 * time.Hour)
		if d.sees(say("Locked", "Terkunci")); d.closed || contains(d.screen(), say("closes", "ditutup")) {
			t.Errorf("a window on the shop's own PC closes:\n%s", d.screen())
		}
	}
}

// At a PC elsewhere screens that nobody sits at end; those where somebody is
// signed in do not.
func TestScreensElsewhereEndWhenNobodyComes(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sitAs(t, Options{Store: s, Lang: model.English, Zone: "Asia/Jakarta", Clock: s.Now, IdleEnd: time.Hour})
	ends := func() bool {
		cmd := d.root.beat()
		if cmd == nil {
			return false
		}
		_, quits := cmd().(tea.QuitMsg)
		return quits
	}
	if ends() {
		t.Error("it ends at once")
	}
	d.root.lastKey = d.root.env.now.Add(-time.Hour)
	if !ends() {
		t.Error("it stands open for ever")
	}
	d.root.env.me = s.shop.People["sari"]
	if ends() {
		t.Error("it ends under the hands of Sari")
	}
}
