package ui

import (
	"strings"
	"testing"
	"time"

	"alur/model"
)

// TestAboutACase: the owner promises another time, pins the case, takes a task
// over and comments; everything is a key or a sheet away.
func TestAboutACase(t *testing.T) {
	for _, lang := range model.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			name := func(screen string) string { return screen + "." + string(lang) }
			s := tokoMaju(t, lang)
			gives(t, s, "sari", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}})
			d := sit(t, s, "hendra", lang)
			d.scan("online-order-1\r").press("f8")
			d.golden(name("case-about"))
			d.press("down", "enter").text("5d").press("tab").text("x").press("tab", "enter")
			if c := s.cases["online-order-1"]; c.Promise.Equal(c.FirstPromise) || !c.Promise.After(s.now) {
				t.Errorf("promised for %s, first %s", c.Promise, c.FirstPromise)
			}
			d.press("f8", "home", "down", "down", "enter").text("17:00").press("tab", "enter")
			d.press("f8", "home", "down", "down", "down", "enter").text("Sari sakit").press("tab", "enter")
			if got := s.cases["online-order-1"].Task("pick"); got.By != "hendra" || got.HandedWhy != "Sari sakit" {
				t.Errorf("pick is %+v", got)
			}
			d.press("c").text("bel dua kali").press("tab", "enter")
			d.golden(name("case-after"))
			d.press("end")
			d.golden(name("case-history"))
			d.press("enter")
			d.golden(name("next-taken-over"))
		})
	}
}

// TestARefusedAnswerAboutACaseIsAskedAgain: what was typed is still there.
func TestARefusedAnswerAboutACaseIsAskedAgain(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "hendra", model.English)
	d.scan("online-order-1\r").press("f8", "down", "enter").text("2026-01-01").press("tab", "tab", "enter")
	d.sees("Promise anew", "2026-01-01", "passed already")
	d.press("esc", "c", "tab", "enter")
	d.sees("Please write what you want to say")
	d.press("esc")
	if n := len(s.cases["online-order-1"].Comments); n != 0 {
		t.Errorf("%d comments were written", n)
	}
}

// TestAClaimThatCameBackIsOfferedAsItIs: Sari began it yesterday; Budi sees
// her ticks and begins it himself.
func TestAClaimThatCameBackIsOfferedAsItIs(t *testing.T) {
	s := tokoMaju(t, model.English)
	pick := model.TaskRef{Case: "online-order-1", Step: "pick"}
	gives(t, s, "sari", model.Begin{Task: pick})
	s.now = s.now.Add(20 * time.Hour)
	d := sit(t, s, "budi", model.English)
	d.press("f5")
	d.sees("Pick the goods")
	d = sit(t, s, "budi", model.English)
	d.run(d.root.perform(d.root.front(), []effect{goTo{to: pageNext, arg: pick, home: true}}))
	d.refresh()
	d.sees("Sari had it until closing time", "Begin  Enter")
	h := sit(t, s, "sari", model.English)
	h.sees("Pick the goods", "Yours until closing time", "Done  F9", "Space = tick")
	h.open(pageCase, "online-order-1")
	if strings.Contains(h.screen(), "doing") {
		t.Errorf("the case still is in her hand:\n%s", h.screen())
	}
	d.press("enter")
	if got := s.cases["online-order-1"].Task("pick"); got.By != "budi" || got.State != model.Doing {
		t.Errorf("pick is %+v", got)
	}
}

// TestWorkBeyondClosingTimeGoesOn: what is in hand changes nothing under the
// hands when the shop closes, but says that others may take it; the next act
// makes it one's own again.
func TestWorkBeyondClosingTimeGoesOn(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	gives(t, s, "budi", model.Complete{Task: model.TaskRef{Case: "online-order-1", Step: "quality"}, Ticks: []string{"1", "2"}, Outcome: "pass"})
	gives(t, s, "sari", model.Begin{Task: model.TaskRef{Case: "online-order-1", Step: "pack"}})
	s.now = time.Date(2026, 11, 23, 9, 59, 0, 0, time.UTC)
	d := sit(t, s, "sari", model.English)
	d.press("tab", "tab").text("2")
	s.now = time.Date(2026, 11, 23, 10, 1, 0, 0, time.UTC)
	d.refresh().sees("Yours until closing time", "► Weight (kg)   2 ...")
	d.text("1").sees("► Weight (kg)   21 ...").press("enter")
	got := s.cases["online-order-1"].Task("pack")
	if got.By != "sari" || got.Values["weight"].Text != "21" || !got.Touched.Equal(s.now) {
		t.Errorf("she goes on with %+v", got)
	}
	d.refresh()
	if strings.Contains(d.screen(), "Yours until closing time") {
		t.Errorf("it is hers again:\n%s", d.screen())
	}
}

// TestTheOwnerWaivesFourEyesByF8, and anybody proposes other words.
func TestTheOwnerWaivesFourEyesByF8(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	d := sit(t, s, "hendra", model.English)
	d.run(d.root.perform(d.root.front(), []effect{goTo{to: pageNext, arg: model.TaskRef{Case: "online-order-1", Step: "quality"}, home: true}}))
	d.refresh().press("f8")
	d.golden("problem-waive.en")
	d.press("down", "down", "down", "down", "down", "enter").text("alone").press("tab", "enter")
	d.sees("Four eyes waived")
	if s.cases["online-order-1"].Task("quality").Waived() == nil {
		t.Error("nothing was waived")
	}
	d.press("f8", "down", "down", "down", "down", "down", "enter")
	d.golden("propose.en")
	d.press("tab").text("Twice.").press("tab", "enter")
	if p := s.shop.Proposals; len(p) != 1 || p[0].How != "Twice." || p[0].Step != "quality" {
		t.Errorf("proposed is %+v", p)
	}
}

// A day that the customer is promised is its closing time, however the day is
// written.
func TestAPromisedDayIsItsClosingTime(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	d := sit(t, s, "hendra", model.Indonesian)
	for _, text := range []string{"2026-11-30", "30/11/2026", " 30/11/2026 "} {
		got, err := d.root.env.parsePromise(text)
		if err != nil || d.root.env.when(got) != "Sen 30 Nov 17:00" {
			t.Errorf("%q is %s, %v", text, d.root.env.when(got), err)
		}
	}
	if got, err := d.root.env.parsePromise("besok"); err != nil || d.root.env.when(got) != "Sel 24 Nov 17:00" {
		t.Errorf("besok is %s, %v", d.root.env.when(got), err)
	}
}

// A step that is just ready is so for the same time on the case and on the
// board.
func TestTheCaseAndTheBoardSayTheSameTime(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "")
	d.run(d.root.goTo(goTo{to: pageCase, arg: "online-order-2"}))
	d.sees("ready for <1 min").press("f6").sees("<1 min")
}
