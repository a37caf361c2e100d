package ui

import (
	"math/rand/v2"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/model/compare"
)

// repairs is a process of two steps; with the tool its first step is quick.
func repairs(lang model.Lang, tool bool) model.Process {
	p := model.Process{ID: "repair", Name: "Repair", Kind: model.Core, Promise: "2d", Steps: []model.Step{
		{ID: "mend", Kind: model.Do, Text: "Mend it", Role: "shop"},
		{ID: "test", Kind: model.Do, Text: "Test it", Role: "shop", Outcomes: []model.Outcome{
			{Name: "good", To: []string{model.ToNext}}, {Name: "bad", To: []string{"mend"}, Reasons: []string{"still broken", "scratched"}},
		}},
	}}
	if lang == model.Indonesian {
		p.Name, p.Steps[0].Text, p.Steps[1].Text = "Servis", "Perbaiki", "Uji"
		p.Steps[1].Outcomes[0].Name, p.Steps[1].Outcomes[1].Name = "baik", "buruk"
		p.Steps[1].Outcomes[1].Reasons = []string{"masih rusak", "tergores"}
	}
	if tool {
		p.Steps[0].How = "Kit 7"
	}
	return p
}

// triedShop has a version on trial with half of the new cases, days days long
// with three cases a day, of which those of the trial take half as long.
func triedShop(days int) func(t testing.TB, lang model.Lang) *memStore {
	return func(t testing.TB, lang model.Lang) *memStore {
		t.Helper()
		s := tokoMaju(t, lang)
		rng := rand.New(rand.NewPCG(7, 7))
		begin := monday.AddDate(0, 0, -days-1).Add(-6 * time.Hour)
		s.now = begin
		gives(t, s, "hendra", model.PublishProcess{Process: repairs(lang, false)})
		gives(t, s, "hendra", model.PublishProcess{Process: repairs(lang, true), Share: 50})
		gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Tono", Roles: []string{"shop"}}})
		after := func(wait time.Duration, act model.Complete) {
			s.now = s.now.Add(wait / 2)
			gives(t, s, "tono", model.Begin{Task: act.Task})
			s.now = s.now.Add(wait - wait/2)
			gives(t, s, "tono", act)
		}
		for d := range days {
			for i := range 3 {
				s.now = begin.AddDate(0, 0, d).Add(time.Duration(1+2*i) * time.Hour)
				r := gives(t, s, "hendra", model.StartCase{Process: "repair"})
				takes := time.Duration(20+rng.IntN(90)) * time.Minute
				if s.cases[r.Case].Version == 2 {
					takes /= 3
				}
				good := s.flows["repair-1"].Outcomes("test")
				mend, test := model.TaskRef{Case: r.Case, Step: "mend"}, model.TaskRef{Case: r.Case, Step: "test"}
				after(takes, model.Complete{Task: mend})
				if rng.IntN(4) == 0 {
					after(takes/4, model.Complete{Task: test, Outcome: good[1].Name, Reason: good[1].Reasons[rng.IntN(2)]})
					after(takes/4, model.Complete{Task: mend})
				}
				after(takes/2, model.Complete{Task: test, Outcome: good[0].Name})
			}
		}
		s.now = monday
		return s
	}
}

// workedKinds has done work of two kinds.
func workedKinds(t testing.TB, lang model.Lang) *memStore {
	s := triedShop(10)(t, lang)
	p := repairs(lang, false)
	p.ID, p.Kind, p.Promise = "sweep", model.Support, "5m"
	p.Name = map[model.Lang]string{model.English: "Clean", model.Indonesian: "Kebersihan"}[lang]
	gives(t, s, "hendra", model.PublishProcess{Process: p})
	s.now = s.now.Add(-30 * time.Minute)
	r := gives(t, s, "hendra", model.StartCase{Process: "sweep"})
	gives(t, s, "tono", model.Begin{Task: model.TaskRef{Case: r.Case, Step: "mend"}})
	s.now = monday
	return s
}

// changedLater has a second version for all that was published ten days after
// the first and four days ago.
func changedLater(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	s.now = s.now.AddDate(0, 0, 10)
	secondVersion(t, s, lang)
	s.now = s.now.AddDate(0, 0, 4)
	return s
}

// TestTheOwnerRollsATrialOut: from the figures that speak for it.
func TestTheOwnerRollsATrialOut(t *testing.T) {
	s := triedShop(28)(t, model.English)
	d := sit(t, s, "hendra", model.English).press("f3", "down", "enter", "b").sees("Version 2 is better")
	d.steps("f8", "=roll out", "enter")
	head := s.shop.Processes["repair"]
	if _, on := head.Pilot(""); on || head.InForce("") != 2 || s.flows["repair-3"] != nil {
		t.Errorf("in force is %d", head.InForce(""))
	}
	// What was rolled out has the same definition: the trial is still shown.
	d.sees("Version 2 is better").press("f8").sees("it is in force everywhere already", "nothing is tried now")
}

// TestTheOwnerEndsATrialFromItsFigures: what was in force is so for all.
func TestTheOwnerEndsATrialFromItsFigures(t *testing.T) {
	s := triedShop(4)(t, model.English)
	d := sit(t, s, "hendra", model.English).press("f3", "down", "enter", "b").press("f8", "down", "enter").sees("End the trial of version 2")
	d.press("enter").sees("new cases follow version 1 in the whole shop")
	head := s.shop.Processes["repair"]
	if _, on := head.Pilot(""); on || s.flows["repair-3"].Hash() != s.flows["repair-1"].Hash() {
		t.Errorf("on trial is still something: %+v", head.Versions)
	}
	d.press("f8").sees("nothing is tried now")
}

// TestCompareOneVersion: why there is nothing to compare, and who may not look.
func TestCompareOneVersion(t *testing.T) {
	s := tokoMaju(t, model.English)
	owner := sit(t, s, "hendra", model.English).press("f3", "enter", "b").sees("has only one version")
	if screen := owner.screen(); contains(screen, "Intervals") || contains(screen, "Move") {
		t.Errorf("there is nothing to move through, and the keys for it are offered:\n%s", screen)
	}
	owner.press("f8").sees("nothing is compared")
	d := sit(t, s, "sari", model.English).press("f3", "enter", "b").sees("only owners and auditors see it")
	if d.root.front().page.id != pageProcess {
		t.Error("she came to", d.root.front().page.id)
	}
}

// TestCompareTwoChosenVersions: the one marked in the list and the one in focus.
func TestCompareTwoChosenVersions(t *testing.T) {
	s := tokoMaju(t, model.English)
	s.now = s.now.Add(time.Hour)
	secondVersion(t, s, model.English)
	s.now = s.now.Add(time.Hour)
	gives(t, s, "hendra", model.PublishProcess{Process: s.flows["online-order-1"].Process, Share: 20})
	s.now = s.now.Add(time.Hour)
	sit(t, s, "hendra", model.English).press("f3", "enter", "v", "end", "space", "home", "down", "b").sees("version 1", "version 2", "Too few cases")
}

// TestComparingDoesNotHoldTheKeys: while it is reckoned the screen says so, and
// what the record says meanwhile does not begin it anew.
func TestComparingDoesNotHoldTheKeys(t *testing.T) {
	s := triedShop(4)(t, model.English)
	d := sit(t, s, "hendra", model.English).press("f3", "down", "enter")
	var later []tea.Cmd
	d.hold = func(c tea.Cmd) { later = append(later, c) }
	d.press("b").sees("Reckoning ...").press("down", "f8")
	if d.root.sheet != nil {
		t.Error("F8 asks about nothing")
	}
	d.hold = nil
	for _, c := range later {
		d.run(c)
	}
	d.sees("Too few cases")
	if effects := d.root.front().screen.update(&d.root.env, refresh{}); len(effects) != 0 {
		t.Errorf("%v", effects)
	}
	if effects := d.root.front().screen.update(&d.root.env, refresh{minute: true}); len(effects) != 1 {
		t.Error("a minute later it is not")
	}
}

// At the usual size of a window, too, the intervals and every caution can be
// read: Tab shows them.
func TestTheIntervalsAreATabAway(t *testing.T) {
	d := sit(t, triedShop(20)(t, model.English), "hendra", "")
	d.open(pageCompare, compare.Ask{Process: "repair"})
	d.press("tab").sees("with 95 %", "Chance decided", "-94 to -25", "Both sides").press("tab").sees("version 1", "version 2", "Tab Intervals")
}
