package ui

import (
	"slices"
	"testing"
	"time"

	"alur/model"
	"alur/model/templates"
)

// secondVersion publishes the online order with a step more and other words.
func secondVersion(t testing.TB, s *memStore, lang model.Lang, divisions ...string) {
	t.Helper()
	p := orders(t, "online-order", lang)
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		switch p.Steps[i].ID {
		case "pick":
			p.Steps[i].Due = "3h"
		case "pack":
			p.Steps[i].How = "Gelas dibungkus dua kali."
		}
	}
	gives(t, s, "hendra", model.PublishProcess{Process: p, Divisions: divisions})
}

// readyMadeShop is Toko Maju with all ready-made processes, one retired.
func readyMadeShop(t testing.TB, lang model.Lang) *memStore {
	t.Helper()
	s := tokoMaju(t, lang)
	for _, tmpl := range templates.All(lang) {
		if tmpl.ID != "online-order" {
			gives(t, s, "hendra", model.PublishProcess{Process: orders(t, tmpl.ID, lang)})
		}
	}
	gives(t, s, "hendra", model.RetireProcess{Process: "stock-count"})
	return s
}

func TestGoldenProcesses(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := readyMadeShop(t, lang)
			gives(t, s, "sari", model.ProposeText{Process: "online-order", Step: "pack", How: "Wrap glass three times."})
			d := sit(t, s, "hendra", lang)
			d.golden(name("next-proposal"))
			d.press("f3")
			d.golden(name("processes"))
			d.press("end")
			d.golden(name("processes-end"))
			d.press("home", "down", "enter", "down", "down")
			d.golden(name("process"))
			d.resize(120, 40)
			d.golden(name("process-wide"))
			d.resize(60, 18)
			d.golden(name("process-small"))
			d.resize(80, 24).press("enter")
			d.golden(name("process-step"))
			d.press("esc", "f8")
			d.golden(name("process-about"))
		})
	}
}

func TestGoldenNoProcess(t *testing.T) {
	for _, lang := range model.Langs() {
		s := newMem(monday)
		gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: lang, Zone: "Asia/Jakarta"}})
		d := sit(t, s, "hendra", lang).press("f3")
		d.golden("processes-none." + string(lang))
		d.press("enter")
		if d.root.front().page.id != pageReady {
			t.Errorf("Enter leads to %s", d.root.front().page.id)
		}
	}
}

func TestGoldenProcessASCII(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.wears(newTheme(NoColour, true))
	d.press("f3", "enter", "down", "down")
	d.golden("process-ascii.en")
	for _, r := range d.screen() {
		if r > '~' {
			t.Errorf("%q is not ASCII", r)
		}
	}
}

// TestGoldenVersions: the owner reads what changed, puts an old version in
// force in a division, and moves running cases.
func TestGoldenVersions(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := tokoMaju(t, lang)
			gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Ani", Division: "Depok", Roles: []string{"kasir"}}})
			s.now = s.now.Add(time.Hour)
			secondVersion(t, s, lang)
			d := sit(t, s, "hendra", lang).press("f3", "enter", "v")
			d.golden(name("versions"))
			d.press("down", "enter")
			d.golden(name("process-old"))
			d.press("esc", "down", "f8", "down", "enter", "right", "down", "right")
			d.golden(name("process-publish"))
			d.press("down", "down", "enter")
			head := s.shop.Processes["online-order"]
			if head.InForce("Depok") != 3 || head.InForce("") != 2 || s.flows["online-order-3"].Hash() != s.flows["online-order-1"].Hash() {
				t.Errorf("in force are %d in Depok, %d elsewhere", head.InForce("Depok"), head.InForce(""))
			}
			d.refresh().golden(name("versions-divisions"))

			// A part of the new cases tries version 2 again.
			d.press("down", "down", "f8", "down", "enter", "down", "down", "right", "right", "down", "enter")
			if pilot, on := head.Pilot(""); !on || pilot.Share != 20 || head.InForce("") != 2 {
				t.Errorf("on trial is %+v, in force %d", pilot, head.InForce(""))
			}
			d.refresh().golden(name("versions-trial"))
		})
	}
}

// TestTheOwnerEndsATrial: what is in force can be put in force again while
// another version is tried beside it, and then the trial is over.
func TestTheOwnerEndsATrial(t *testing.T) {
	s := tokoMaju(t, model.English)
	secondVersion(t, s, model.English)
	gives(t, s, "hendra", model.PublishProcess{Process: s.flows["online-order-1"].Process, Share: 20})
	head := s.shop.Processes["online-order"]
	if _, on := head.Pilot(""); !on {
		t.Fatal("nothing is tried")
	}
	d := sit(t, s, "hendra", model.English).press("f3", "enter").press("f8").sees("version 2; version 3 is tried no longer")
	d.press("down", "down", "enter").sees("Put version 2 in force").press("enter")
	if pilot, on := head.Pilot(""); on || head.InForce("") != 4 || s.flows["online-order-4"].Hash() != s.flows["online-order-2"].Hash() {
		t.Errorf("on trial is still %+v, in force is %d\n%s", pilot, head.InForce(""), d.screen())
	}
}

func TestTheOwnerMovesRunningCases(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			s := tokoMaju(t, lang)
			picked(t, s)
			p := orders(t, "online-order", lang)
			p.Steps = slices.Clone(p.Steps)
			p.Steps[2].When = `customer != "Bu Rina"`
			gives(t, s, "hendra", model.PublishProcess{Process: p})
			d := sit(t, s, "hendra", lang).press("f3", "enter", "f8", "down", "down", "down", "enter")
			d.golden("process-moves." + string(lang))
			d.press("f9")
			d.golden("process-move." + string(lang))
			before := s.count
			d.press("esc")
			if s.count != before {
				t.Fatal("Esc moved something")
			}
			d.press("f9", "enter")
			if one, two := s.cases["online-order-1"].Version, s.cases["online-order-2"].Version; one != 1 || two != 2 {
				t.Errorf("the cases follow %d and %d:\n%s", one, two, d.screen())
			}
		})
	}
}

func TestAProcessIsRetiredAndPutInForceAgain(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", "").press("f3", "enter", "f8", "down", "down", "down", "down", "enter")
	d.golden("process-retire.en")
	d.press("enter")
	if s.shop.Processes["online-order"].Retired {
		t.Fatal("the safe button retired it")
	}
	d.press("f8", "down", "down", "down", "down", "enter", "right", "enter").sees("Retired: Online order")
	if !s.shop.Processes["online-order"].Retired {
		t.Fatal("it is not retired")
	}
	d.refresh().press("f8", "down", "down", "enter", "enter").sees("is in force")
	if head := s.shop.Processes["online-order"]; head.Retired || head.Latest() != 2 {
		t.Errorf("it is %+v", head)
	}
}

// TestStaffLookAndPropose: who is no owner changes nothing but asks for other
// words, and the owner answers.
func TestStaffLookAndPropose(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := tokoMaju(t, lang)
			before := s.count
			d := sit(t, s, "sari", lang).press("f3", "enter", "down", "down", "down", "down", "f8", "down", "enter", "down", "enter", "esc", "ctrl+e")
			if s.count != before || d.root.front().page.id != pageProcess {
				t.Fatalf("%d acts, on %s", s.count-before, d.root.front().page.id)
			}
			d.press("f8", "enter").text("Kemas rapi").press("tab").text("Kaca dua kali.").press("tab", "enter")
			if p := s.shop.Proposals; len(p) != 1 || p[0].Step != "pack" || p[0].Text != "Kemas rapi" {
				t.Fatalf("proposed is %+v\n%s", p, d.screen())
			}
			o := sit(t, s, "hendra", lang).press("f3", "home", "enter")
			o.golden(name("proposals"))
			o.resize(120, 40)
			o.golden(name("proposals-wide"))
			o.resize(80, 24).press("enter")
			o.golden(name("proposal-answer"))
			o.press("down", "enter")
			o.press("tab", "enter")
			if len(s.shop.Proposals) != 1 {
				t.Fatal("declined without a word")
			}
			o.press("esc", "enter", "enter")
			f := s.flows["online-order-2"]
			if len(s.shop.Proposals) != 0 || f == nil || f.Step("pack").Text != "Kemas rapi" || f.Step("pack").How != "Kaca dua kali." {
				t.Errorf("in force is %+v\n%s", f, o.screen())
			}
			o.refresh().golden(name("proposals-none"))
		})
	}
}

func TestAProposalIsDeclinedWithAWord(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "sari", model.ProposeText{Process: "online-order", Step: "pack", Text: "Pack"})
	d := sit(t, s, "hendra", "").press("f3", "home", "enter", "enter", "down", "enter").text("too short").press("tab", "enter")
	last, ok := s.events[len(s.events)-1].Body.(model.TextDeclined)
	if !ok || last.Reason != "too short" || len(s.shop.Proposals) != 0 {
		t.Errorf("on record is %+v\n%s", s.events[len(s.events)-1].Body, d.screen())
	}
}

// TestALongListOfProcessesKeepsItsSelection: hundreds of them scroll, and a
// live refresh does not move the focus.
func TestALongListOfProcessesKeepsItsSelection(t *testing.T) {
	s := tokoMaju(t, model.English)
	p := orders(t, "open-shop", model.English)
	for i := range 200 {
		p.ID, p.Name = "p"+itoa(1000+i), "Process "+itoa(1000+i)
		gives(t, s, "hendra", model.PublishProcess{Process: p})
	}
	d := sit(t, s, "hendra", "").press("f3")
	for range 9 {
		d.press("pgdown")
	}
	sel := d.root.front().screen.(*processes).list.sel
	p.ID, p.Name = "aaa", "Aaa"
	gives(t, s, "hendra", model.PublishProcess{Process: p})
	d.refresh()
	if got := d.root.front().screen.(*processes).list.sel; got != sel {
		t.Errorf("the focus went from %s to %s", sel, got)
	}
	d.sees("► " + s.shop.Processes[sel].Name)
}

// TestADivisionJustAddedCanBePublishedFor: a division that only the settings
// name is offered where a version is put in force, by what it is called.
func TestADivisionJustAddedCanBePublishedFor(t *testing.T) {
	s := tokoMaju(t, model.English)
	settings := s.shop.Settings
	settings.Divisions = map[string]string{"bdg": "Bandung"}
	gives(t, s, "hendra", model.ChangeSettings{Settings: settings})
	sit(t, s, "hendra", "").press("f3", "enter", "f8", "down", "down", "enter").sees("Bandung")
}

// Whoever publishes a process from its text hears which of its steps could not
// begin the process they run.
func TestPublishingTellsWhichStepsCanNotBegin(t *testing.T) {
	for _, lang := range model.Langs() {
		s := kasirShop(t, lang)
		gives(t, s, "hendra", model.PublishProcess{Process: model.Process{Name: "Ganti kaca", ID: "kaca", Role: "kasir",
			Start: model.Start{Ask: []model.Field{{Name: "customer", Type: model.TextField}}}, Steps: []model.Step{{ID: "lepas", Text: "Lepas kaca"}}}})
		d := editing(t, s, lang)
		d.press("ctrl+end", "end", "enter", "backspace", "backspace").text("- run: kaca").press("f9")
		d.sees(model.Say{EN: "runs Ganti kaca", ID: "menjalankan Ganti kaca"}.In(lang))
	}
}

// Who puts a version in force hears what its cases would stand still for: a
// field that a process it runs begins with, and a role that nobody holds; and by
// which secret a receiver knows what it sends.
func TestPuttingInForceSaysWhatIsStillWanted(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		gives(t, s, "hendra", model.PublishProcess{Process: model.Process{
			ID: "back", Name: "Goods back", Role: "warehouse", Start: model.Start{Ask: []model.Field{{Name: "shelf", Type: model.TextField}}},
			Steps: []model.Step{{ID: "lay", Text: "Lay it back"}},
		}})
		gives(t, s, "hendra", model.PublishProcess{Process: model.Process{
			ID: "swap", Name: "Swap", Role: "juggler", Steps: []model.Step{{ID: "take", Text: "Take it in"}, {ID: "return", Kind: model.Run, Text: "back"},
				{ID: "books", Kind: model.Auto, Text: "Tell the books", Send: "https://books.example/in"}},
		}})
		gives(t, s, "hendra", model.RetireProcess{Process: "swap"})
		d := openAt(t, s, lang, pageProcess, "swap")
		d.press("f8")
		d.choose(verbPublish)
		d.sees(
			model.Say{EN: "Nobody holds the role juggler yet.", ID: "Belum ada yang memegang peran juggler."}.In(lang),
			model.Say{EN: "the step return runs Goods back, which begins", ID: "langkah return menjalankan Goods back, yang"}.In(lang), "shelf",
			model.Say{EN: "What swap sends is signed.", ID: "Yang dikirim swap ditandatangani."}.In(lang), "alur secret show")
	}
}

// The list says of the running cases that they follow another version than
// new ones, and the page of a version how many follow that one, also where
// some have begun on the new version.
func TestRunningCasesSayTheirVersion(t *testing.T) {
	for _, lang := range model.Langs() {
		s := changedShop(t, lang)
		d := sit(t, s, "hendra", lang)
		e := &d.root.env
		for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 30}} {
			d.resize(size[0], size[1]).press("f3")
			d.sees(e.say(model.Say{EN: "version 2", ID: "versi 2"}), e.say(model.Say{EN: "2 on version 1", ID: "2 di versi 1"}))
		}
		d.press("enter").sees(e.say(model.Say{EN: "2 cases running, 0 on this version", ID: "2 kasus berjalan, 0 di versi ini"}))
		more := rina()
		more["order_no"] = model.Value{Text: "1044"}
		gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: more})
		d.refresh().press("esc").sees(e.say(model.Say{EN: "3 running, 2 older", ID: "3 berjalan, 2 lama"}))
	}
}
