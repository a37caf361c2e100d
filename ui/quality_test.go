package ui

import (
	"math/rand/v2"
	"slices"
	"testing"

	"alur/model"
)

// qualityOf is the check of the first order, as the record has it.
func qualityOf(s *memStore) *model.Task { return s.cases["online-order-1"].Task("quality") }

// passes are the places in the record where a check was passed.
func passes(s *memStore) []int {
	var at []int
	for i, e := range s.events {
		if b, ok := e.Body.(model.TaskCompleted); ok && e.Step == "quality" && b.Outcome == "pass" {
			at = append(at, i)
		}
	}
	return at
}

// Nobody passes the check on the screen without its ticks: F9 says what is
// missing, and the button for it does nothing.
func TestQualityIsNotPassedWithoutItsTicks(t *testing.T) {
	for _, lang := range []model.Lang{model.English, model.Indonesian} {
		t.Run(string(lang), func(t *testing.T) {
			s := tokoMaju(t, lang)
			picked(t, s)
			say := func(en, id string) string { return model.Say{EN: en, ID: id}.In(lang) }
			d := sit(t, s, "budi", lang)
			d.sees(say("Check the goods by hand and eye", "Periksa barang dengan tangan dan mata"))
			d.press("enter").sees(say("Still to do: 2 ticks", "Masih kurang: 2 centang"))

			d.press("f9").sees(say("How did it end?", "Bagaimana hasilnya?"), say("still to do: 2 ticks", "masih kurang: 2 centang"))
			d.press("enter", "up", "enter", "home", "enter", "f9")
			unpassed(t, s, d)

			// One of two is not enough, and neither is the optional one.
			d.press("esc", "esc", "f5", "enter", "space").sees("[x]")
			d.press("down", "down", "space", "f9").sees(say("still to do: 1 tick", "masih kurang: 1 centang"))
			d.press("home", "enter")
			unpassed(t, s, d)

			d.press("esc", "up", "space", "f9", "enter").sees(say("Done: Check the goods", "Selesai: Periksa barang"))
			if got := len(passes(s)); got != 1 {
				t.Errorf("it was passed %d times:\n%s", got, d.screen())
			}
		})
	}
}

// unpassed fails where the check is passed or out of Budi's hands.
func unpassed(t *testing.T, s *memStore, d *desk) {
	t.Helper()
	if q := qualityOf(s); len(passes(s)) > 0 || q.State != model.Doing || q.By != "budi" {
		t.Fatalf("the check is %s by %q, passed %d times:\n%s", q.State, q.By, len(passes(s)), d.screen())
	}
}

// Who picked an order never sees its check to do, and no key on the page of
// the case gets at it.
func TestThePickerNeverGetsAtTheCheck(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	d := sit(t, s, "sari", "")
	d.sees("Pick the goods", "Order 1043 - Pak Joko")
	d.press("f5").sees("1 to do")
	if contains(d.screen(), "Check the goods") {
		t.Fatalf("the check is in the picker's list:\n%s", d.screen())
	}
	for _, key := range []string{"enter", "space", "f9", "f8", "tab", "down", "up", "n", "e", "x", "f5"} {
		// From anywhere: a scan of the order opens its case.
		d.press("esc", "esc", "esc").scan("1042\r").sees("The case", "Order 1042 - Bu Rina", "Check the goods by hand and eye")
		d.press(key, "enter", "space", "f9", "enter")
		if q := qualityOf(s); q.State != model.Ready || len(passes(s)) > 0 {
			t.Fatalf("%s on the case got at the check: %s by %q\n%s", key, q.State, q.By, d.screen())
		}
	}
}

// Whatever keys two people press, whoever sits there: a check that is passed
// has its ticks, and was passed by other eyes than those that picked.
func TestNoKeysGoRoundTheCheck(t *testing.T) {
	// Some keys come in the order in which people work: back to the first task,
	// begin it, tick, finish. Else hardly a walk would leave its first question.
	first := []string{"esc", "esc", "f5", "home", "enter", "enter"}
	ticks := []string{"space", "down", "space", "down"}
	strokes := [][]string{
		{"enter"}, {"space"}, {"down"}, {"up"}, {"f9"}, {"tab"}, {"shift+tab"}, {"left"}, {"right"}, {"f8"}, {"f5"}, {"esc"}, {"ctrl+z"}, {"j"}, {"n"},
		first, first, first, ticks, ticks, ticks, {"space", "down"}, {"f9", "enter"}, {"f9", "enter"}, {"f9", "down", "enter"},
	}
	passed, walks := 0, 24
	for seed := range walks {
		s := tokoMaju(t, model.English)
		picked(t, s)
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		for _, who := range []string{"budi", "sari", "hendra"} {
			d := sit(t, s, who, "")
			var pressed []string
			for range 60 {
				next := strokes[r.IntN(len(strokes))]
				pressed = append(pressed, next...)
				d.press(next...)
			}
			for _, at := range passes(s) {
				if fault := unfair(s, at); fault != "" {
					t.Fatalf("%s, after %q by %s:\n%s", fault, pressed, who, d.screen())
				}
			}
		}
		passed += len(passes(s))
	}
	if passed == 0 {
		t.Error("no walk passed a check: this test proves nothing")
	}
	t.Logf("%d checks passed in %d walks", passed, walks)
}

// unfair says what is wrong with a check that was passed at a place in the
// record, or nothing.
func unfair(s *memStore, at int) string {
	var events []model.Event
	for _, e := range s.events[:at] {
		if e.Case == s.events[at].Case {
			events = append(events, e)
		}
	}
	flow := memView{s}.Flow("online-order", 1)
	c, err := model.Replay(flow, events)
	if err != nil {
		return err.Error()
	}
	for _, item := range []string{"1", "2"} {
		if _, ok := c.Task("quality").Ticks[item]; !ok {
			return "passed without tick " + item
		}
	}
	picks := slices.DeleteFunc(slices.Clone(events), func(e model.Event) bool {
		_, done := e.Body.(model.TaskCompleted)
		return !done || e.Step != "pick"
	})
	if len(picks) > 0 && picks[len(picks)-1].By == s.events[at].By {
		return "passed by who picked"
	}
	return ""
}
