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
