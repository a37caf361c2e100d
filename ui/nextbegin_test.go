package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// Before a task is begun the footer says what Enter does: it begins only
// where the button that begins has the focus.
func TestTheFooterSaysWhatEnterDoesBeforeATaskIsBegun(t *testing.T) {
	for _, lang := range model.Langs() {
		d := sit(t, tokoMaju(t, lang), "sari", lang)
		e := &d.root.env
		enter := func(words model.Say) string { return "Enter " + e.say(words) + "   " }
		begin, problem, hand := enter(model.Say{EN: "Begin", ID: "Mulai"}), enter(model.Say{EN: "Problem", ID: "Kendala"}), enter(model.Say{EN: "Hand over", ID: "Serahkan"})
		for _, size := range [][2]int{{80, 24}, {120, 30}} {
			d.resize(size[0], size[1]).sees(begin, e.say(model.Say{EN: "►Begin  Enter", ID: "►Mulai  Enter"}))
			d.press("tab").sees(problem, e.say(model.Say{EN: "[ Begin ]", ID: "[ Mulai ]"}))
			d.press("tab").sees(hand)
			if strings.Contains(d.screen(), begin) {
				t.Errorf("%s: Enter does not begin here:\n%s", lang, d.screen())
			}
			d.press("tab")
		}
	}
}

// A task in which nothing has to be ticked or filled in is done by one F9,
// begun or not; the screen says so before, whatever its size.
func TestATaskWithoutTicksIsDoneByF9AndSaysSo(t *testing.T) {
	for _, lang := range model.Langs() {
		s := plainCleaning(t, lang)
		d := sit(t, s, "sari", lang)
		e := &d.root.env
		for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 30}} {
			d.resize(size[0], size[1]).sees("F9 "+e.say(model.Say{EN: "Done", ID: "Selesai"}),
				e.say(model.Say{EN: "Enter begins it. If it is done already, F9 says so.", ID: "Enter memulai. Kalau ternyata sudah selesai, tekan F9."}))
		}
		d.press("f9")
		if got := s.cases["clean-1"].Task("sweep"); got.State != model.Done {
			t.Fatalf("%s: it is %s:\n%s", lang, got.State, d.screen())
		}
	}
}

// Of a task that was set aside the screen says that Enter goes on with it.
func TestATaskSetAsideSaysThatEnterGoesOn(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		pick := model.TaskRef{Case: "online-order-1", Step: "pick"}
		gives(t, s, "sari", model.Begin{Task: pick})
		gives(t, s, "sari", model.Begin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}})
		d := sit(t, s, "sari", lang)
		d.open(pageNext, pick)
		e := &d.root.env
		d.sees("Enter "+e.say(model.Say{EN: "Go on", ID: "Lanjutkan"}),
			e.say(model.Say{EN: "Enter goes on with it: then you can tick and fill in.", ID: "Enter melanjutkan: lalu Anda bisa mencentang dan mengisi."}))
	}
}

// plainCleaning is a shop whose one process is one step without ticks or
// fields, with a case of it that waits for Sari.
func plainCleaning(t *testing.T, lang model.Lang) *memStore {
	t.Helper()
	s := newMem(monday)
	gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta", Currency: "Rp", Decimal: ","}})
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{ID: "clean", Name: "Kebersihan", Role: "kru",
		Steps: []model.Step{{ID: "sweep", Text: "Sapu lantai", Role: "kru"}}}})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"kru"}}})
	gives(t, s, "hendra", model.StartCase{Process: "clean"})
	return s
}

// Before a task is begun its fields stand as they do afterwards: their names
// begin large and their values under each other.
func TestFieldsStandAlikeBeforeATaskIsBegun(t *testing.T) {
	d := sit(t, checkedShop(t, model.English), "budi", "")
	d.sees("    Weight (kg)   ....", "    Label         ....").press("enter").sees("    Weight (kg)   ....", "    Label         ")
}
