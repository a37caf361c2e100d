package ui

import (
	"testing"

	"alur/model"
)

// The owner adds a colleague with a role and a PIN; she sees her task at once.
func TestTheOwnerAddsAColleague(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("people").press("enter").sees("4 people work here", "+ Add a person", "owner: may do everything")
	d.press("enter").sees("A new colleague").text("Rin")
	d.press("esc").sees("4 people work here").press("enter").sees("A new colleague", "Rin")
	d.text("i").press("tab").text("13").press("tab", "tab", "tab", "tab")
	for !contains(d.screen(), "► [ ] warehouse") {
		d.press("up")
	}
	d.press("space").sees("[x] warehouse")
	for !contains(d.screen(), "[►Save ]") {
		d.press("tab")
	}
	d.press("enter").sees("A PIN is 4 to 12 digits").text("57")
	for !contains(d.screen(), "[►Save ]") {
		d.press("tab")
	}
	d.press("enter").sees("5 people work here", "√  Saved: Rini.", "► Rini", "PIN")
	rini := s.shop.People["rini"]
	if rini == nil || !rini.Holds("warehouse") || !model.CheckPIN(rini.PIN, "1357") {
		t.Fatalf("she is %+v", rini)
	}
	d.press("f12").text("rin").press("enter").text("1357").press("enter").sees("Pick the goods")
}

func TestSomebodyLeavesAndComesBack(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("people").press("enter", "down", "enter").sees("Budi", "[ Has left ]")
	for !contains(d.screen(), "[►Has left ]") {
		d.press("tab")
	}
	d.press("enter").sees("Budi can't sign in any more.", "[►Back ]").press("enter")
	if s.shop.People["budi"].Gone {
		t.Fatal("Enter on the safe button took Budi away")
	}
	d.press("enter", "left", "enter").sees("3 people work here", "has left")
	d.press("enter")
	for !contains(d.screen(), "[►Works here again ]") {
		d.press("tab")
	}
	d.press("enter", "left", "enter").sees("4 people work here")
}

// Taking the only owner away is refused, in words.
func TestTheLastOwnerStays(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("people").press("enter", "down", "down", "down", "enter").sees("Hendra")
	for !contains(d.screen(), "► [x] Owns the shop") {
		d.press("tab")
	}
	d.press("space")
	for !contains(d.screen(), "[►Save ]") {
		d.press("tab")
	}
	d.press("enter").sees("Hendra is the only owner.")
}

func TestGoldenPeople(t *testing.T) {
	for _, lang := range model.Langs() {
		name := func(screen string) string { return screen + "." + string(lang) }
		d := sit(t, tokoMaju(t, lang), "hendra", lang)
		d.press("f10").text(map[model.Lang]string{model.English: "people", model.Indonesian: "orang"}[lang])
		d.golden(name("menu-people"))
		d.press("enter")
		d.golden(name("people"))
		d.press("enter").text("Rini").press("tab", "tab", "space")
		d.golden(name("person-new"))
		d.press("esc", "down", "enter", "tab")
		d.golden(name("person"))
	}
}
