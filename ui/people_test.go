package ui

import (
	"slices"
	"strings"
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

// A new person that was begun stands there after a restart, all but the PIN;
// once added, nothing is kept of them.
func TestANewPersonIsKeptOverARestart(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		kept := func() string {
			var all []string
			for field, text := range s.drafts["hendra"+personRef(newPerson).String()] {
				if text != "" {
					all = append(all, field+"="+text)
				}
			}
			slices.Sort(all)
			return strings.Join(all, " ")
		}
		role := s.shop.People["budi"].Roles[0]
		d := sit(t, s, "hendra", lang)
		d.steps(":people", "enter", `"Rini"`, "tab", `"1357"`, "tab")
		for !contains(d.screen(), "► [ ] "+role) {
			d.press("down")
		}
		d.press("space")
		for d.root.front().screen.(*people).form.row().kind != rowOther {
			d.press("down")
		}
		d.text("kurir")
		if got, want := kept(), "name=Rini other=kurir roles="+role; got != want {
			t.Fatalf("kept is %q, want %q", got, want)
		}
		d = sit(t, s, "hendra", lang)
		d.step(":people")
		d.sees(model.Say{EN: "begun: Rini", ID: "sudah diisi: Rini"}.In(lang))
		d.press("home", "enter").sees("Rini", "[x] "+role, "kurir")
		if f := d.root.front().screen.(*people).form; f.pin.text() != "" {
			t.Errorf("a PIN was kept: %q", f.pin.text())
		}
		d.press("f9")
		rini := s.shop.People["rini"]
		if rini == nil || !rini.Holds(role) || !rini.Holds("kurir") || rini.PIN != "" {
			t.Fatalf("she is %+v", rini)
		}
		if kept() != "" {
			t.Errorf("kept is still %q", kept())
		}
		d = sit(t, s, "hendra", lang)
		d.steps(":people", "home", "enter")
		if f := d.root.front().screen.(*people).form; f.name.text() != "" {
			t.Errorf("the next new person is called %q", f.name.text())
		}
	}
}

// What is changed of somebody and not saved is there again after a line that was
// cut, a text that was taken away too; left by Esc or saved it is not.
func TestAChangedPersonIsKeptOverACut(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		budi := *s.shop.People["budi"]
		budi.Address = "budi@toko.example"
		s.shop.People["budi"] = &budi
		role := budi.Roles[0]
		open := func() *desk { return sit(t, s, "hendra", lang).steps(":people", "down", "enter") }
		d := open().sees("budi@toko.example").text("man")
		for !contains(d.screen(), "► [x] "+role) {
			d.press("tab")
		}
		d.press("space")
		for d.root.front().screen.(*people).form.row().kind != rowAddress {
			d.press("tab")
		}
		d.press("ctrl+u")
		again := func() *desk {
			d := sit(t, s, "hendra", lang).steps(":people")
			d.sees(model.Say{EN: "changed, not saved yet", ID: "diubah, belum disimpan"}.In(lang))
			return d.press("down", "enter").sees("Budiman", "[ ] "+role).lacks("budi@toko.example")
		}
		again()
		again().press("f9")
		if is := s.shop.People["budi"]; is.Name != "Budiman" || is.Address != "" || is.Holds(role) {
			t.Errorf("he is %+v", is)
		}
		open().text(" Jaya").press("esc")
		open().lacks("Jaya")
	}
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

// What is saved of a person is said: the PIN too, one's own by that name, and
// that nothing was changed.
func TestSavingAPersonSaysWhat(t *testing.T) {
	for _, lang := range model.Langs() {
		say := func(en, id string) string { return model.Say{EN: en, ID: id}.In(lang) }
		s := tokoMaju(t, lang)
		d := openAt(t, s, lang, pagePeople, nil)
		open := func(name string) *desk {
			d.press("home")
			for range 20 {
				if contains(d.screen(), "► "+name) {
					return d.press("enter")
				}
				d.press("down")
			}
			t.Fatalf("%s is not there:\n%s", name, d.screen())
			return d
		}
		open("Hendra").press("tab").text("2468").press("f9").sees(say("Saved: Hendra. Your PIN is new.", "Tersimpan: Hendra. PIN Anda baru."))
		open("Budi").press("tab").text("1357").press("f9").sees(say("Saved: Budi. The PIN is new.", "Tersimpan: Budi. PIN-nya baru."))
		open("Budi").press("f9").sees(say("Nothing was changed.", "Tidak ada yang diubah."))
		open("Budi").text(" S").press("f9").sees(say("Saved: Budi S. Name: Budi → Budi S.", "Tersimpan: Budi S. Nama: Budi → Budi S."))
	}
}
