package ui

import (
	"testing"

	"alur/model"
)

// The first time, a page says the one key that matters; once it was used the
// line is gone for that person, here and at the next sign-in, and the record
// says nothing of it.
func TestTheCoachLineGoesOnceItsKeyWasUsed(t *testing.T) {
	s := tokoMaju(t, model.English)
	s.drafts = map[string]map[string]string{}
	const begins, first, done = "First time here: Enter begins the task.", "First time here: Space ticks, F9 says done.", "First time here: F9 says done."
	const list, slow = "First time here: Enter shows the task", "First time here: Enter shows the cases"
	d := sit(t, s, "sari", "")
	d.sees(begins).press("enter").sees(first)
	acts := s.count
	d.press("f5").sees(list).press("down").sees(list).press("enter").sees(begins).press("f5")
	if contains(d.screen(), list) {
		t.Error("the list still says its key")
	}
	if s.count != acts {
		t.Errorf("%d acts for a line of help", s.count-acts)
	}
	d.press("f5", "space", "down", "space", "down", "space", "down", "space").sees(first).press("down").sees(done).press("f9").sees("√  Done")
	for _, again := range []*desk{d, sit(t, s, "sari", "")} {
		if contains(again.screen(), "First time here") {
			t.Error("the line is said again")
		}
	}
	d.press("f12").text("bud").press("enter").sees(begins)
	d = sit(t, s, "hendra", "")
	d.press("f7").sees(slow).press("down", "enter", "f7")
	if contains(d.screen(), slow) {
		t.Error("bottlenecks still say their key")
	}
}

// Nothing is said of a key that does nothing: an empty list has none.
func TestNoCoachLineWithoutItsKey(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Roles: []string{"kasir"}}})
	d := sit(t, s, "ani", "")
	if contains(d.sees("Nothing to do right now.").screen(), "First time here") {
		t.Error("it speaks of F9 where there is no task")
	}
}

func TestGoldenCoach(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		s.drafts = map[string]map[string]string{}
		d := sit(t, s, "sari", lang)
		d.golden("coach." + string(lang))
		d.press("f5")
		d.golden("coach-list." + string(lang))
		d.resize(60, 18)
		d.golden("coach-small." + string(lang))
	}
}
