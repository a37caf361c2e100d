package ui

import (
	"slices"
	"testing"

	"alur/model"
)

// The roles say who holds them, what asks for them and which nobody holds;
// one is given and taken on the spot.
func TestRolesAreGivenAndTaken(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("roles").press("enter")
	d.sees("√ Every role that is asked for is held.", "► accounts", "Dewi", "warehouse", "Budi, Sari", "asked by 4 steps", "Check that the payment has arrived")
	d.press("enter").sees("Who does: accounts", "Give it to Budi", "Take it from Dewi", "an owner may do everything").press("down", "enter")
	d.sees("√  Dewi does not do accounts any more.", "1 of 3 roles is held by nobody but the owner", "► accounts", "nobody yet")
	if s.shop.People["dewi"].Holds("accounts") {
		t.Fatal("she does")
	}
	d.press("enter", "enter").sees("√  Budi does accounts now.", "√ Every role that is asked for is held.")
	if got := s.shop.People["budi"].Roles; !slices.Equal(got, []string{"accounts", "warehouse"}) {
		t.Errorf("he does %v", got)
	}
}

// A division is added and renamed; people are put in it, it has hours of its
// own, and cases stay with it. Once nobody is in it, it can be removed.
func TestDivisions(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f10").text("divisions").press("enter").sees("The shop is one", "+ Add a division").press("enter").text("Bandung").press("tab", "enter")
	d.sees("√  Saved: Bandung.", "1 division", "► Bandung", "0 people", "Online order, version 1 (as the whole shop)")
	d.press("home", "enter").text("bandung").press("tab", "enter").sees("There is a division called Bandung already.")
	d.run(d.root.goTo(goTo{to: pagePeople}))
	d.press("down", "enter").sees("Budi", "(→ Bandung)").tabTo("► Division").press("right").sees("► Division    Bandung").press("f9").sees("Saved: Budi.", "Bandung: warehouse")
	d.run(d.root.goTo(goTo{to: pageDivisions}))
	d.press("end").sees("1 person", "People", "Budi").press("enter", "ctrl+u").text("Bandung Kota").press("tab", "enter").sees("► Bandung Kota", "Budi")
	d.press("enter", "tab", "tab", "enter").sees("When Bandung Kota is open")
	p := s.shop.People["budi"]
	if p.Division != "Bandung" || s.shop.DivisionID("Bandung Kota") != "Bandung" {
		t.Errorf("he works in %q", p.Division)
	}
	d.run(d.root.goTo(goTo{to: pageDivisions}))
	d.press("end", "enter").tabTo("[►Remove ]").press("enter").sees("Bandung Kota can't be removed: there works Budi.")
	moved := *p
	moved.Division = ""
	gives(t, s, "hendra", model.ChangePerson{Person: moved})
	d.press("end", "enter").tabTo("[►Remove ]").press("enter").sees("√  Removed: Bandung Kota.", "The shop is one")
}

// What is not listed is typed: a role of one's own, a language.
func TestTheWholePersonIsAsked(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := openAt(t, s, model.English, pagePeople, nil)
	d.press("down", "enter").sees("Budi").tabTo("► Other role").text("driver, guard").tabTo("► Language").press("right", "right").sees("← Bahasa Indonesia →").press("f9").sees("Saved: Budi.")
	p := s.shop.People["budi"]
	if !slices.Equal(p.Roles, []string{"driver", "guard", "warehouse"}) || p.Lang != model.Indonesian {
		t.Errorf("he is %+v", p)
	}
	// Hours that were given meanwhile stay.
	d.press("enter").sees("[ Hours ]").tabTo("[►Hours ]").press("enter").sees("When Budi works").press("right", "down", "ctrl+u").text("closed").press("f9").sees("Saved. Open 45 h")
	d.press("esc").sees("[►Hours ]").press("f9").sees("Nothing was changed.")
	if week, _ := s.shop.People["budi"].Hours.OpenWeek(); week.Hours() != 45 {
		t.Errorf("he works %v", week)
	}
}

// Before somebody leaves it is said what becomes of their tasks.
func TestTasksOfWhoLeaves(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "dewi", model.SignIn{})
	gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}})
	d := openAt(t, s, model.English, pagePeople, nil)
	d.press("down", "enter").tabTo("[►Has left ]").press("enter").sees("Budi can't sign in any more.", "One task goes back to everybody of its role", "· Pick the goods, online-order-1", "[►Back ]").press("left", "enter")
	if task := s.cases["online-order-1"].Task("pick"); task.By != "" || !s.shop.People["budi"].Gone {
		t.Errorf("%q has it", task.By)
	}
	d = openAt(t, s, model.English, pagePeople, nil)
	gives(t, s, "sari", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}})
	d.press("end", "up").sees("► Sari").press("enter").tabTo("[►Has left ]").press("enter").sees("(nobody else does warehouse:", "One task")
}

// A PIN is reset: the name is enough until there is a new one.
func TestAPINIsReset(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := openAt(t, s, model.English, pagePeople, nil)
	d.press("down", "enter", "tab").text("1357").press("f9").sees("Saved: Budi.").press("enter").sees("[ Reset PIN ]", "as it is")
	d.tabTo("[►Reset PIN ]").press("enter").sees("alone is enough to sign in", "[►Back ]").press("left", "enter").sees("√  No PIN any more: Budi.")
	if contains(d.screen(), "Reset PIN") || s.shop.People["budi"].PIN != "" {
		t.Errorf("the PIN is still there:\n%s", d.screen())
	}
}

func TestGoldenRolesAndDivisions(t *testing.T) {
	for _, lang := range model.Langs() {
		name := func(screen string) string { return screen + "." + string(lang) }
		s := tokoMaju(t, lang)
		settings := s.shop.Settings
		settings.Divisions = map[string]string{"Bandung": "Bandung Kota", "Solo": "Solo"}
		gives(t, s, "hendra", model.ChangeSettings{Settings: settings})
		gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Roles: s.shop.People["budi"].Roles, Division: "Bandung"}})
		d := openAt(t, s, lang, pageRoles, nil)
		d.press("end")
		d.golden(name("roles"))
		d.press("enter")
		d.golden(name("roles-give"))
		d.press("esc").resize(60, 18)
		d.golden(name("roles-small"))
		d.resize(120, 40)
		d.golden(name("roles-wide"))
		d = openAt(t, s, lang, pageDivisions, nil)
		d.golden(name("divisions"))
		d.press("down")
		d.golden(name("division"))
		d.press("enter")
		d.golden(name("division-sheet"))
		d.press("esc").resize(60, 18)
		d.golden(name("division-small"))
		d = openAt(t, s, lang, pagePeople, nil)
		d.press("down", "down", "enter", "end", "tab").resize(120, 40)
		d.golden(name("person-wide"))
		d.resize(60, 18)
		d.golden(name("person-small"))
	}
}
