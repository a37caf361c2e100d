package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// Who is kept from a step and here alone sees it with the reason in place of a
// task, and asks by one key; the owner sees who asks, and grants it by one key.
func TestAloneOneAsksForOtherEyes(t *testing.T) {
	s := eyesShop(t, model.English)
	gives(t, s, "hendra", model.CancelCase{Case: "online-order-1", Reason: "not wanted"})
	quality := model.TaskRef{Case: "online-order-2", Step: "quality"}
	d := sit(t, s, "sari", model.English)
	d.sees("Check the goods by hand and eye", "It needs other eyes than yours, and nobody else is here who may do it.", "Ask Hendra  Enter")
	d.press("enter").sees("√  Asked: it comes to you once it is granted.", "Sari asked the owner at")
	d.lacks("Ask Hendra  Enter").press("enter")
	if got := s.cases[quality.Case].Task("quality").Asked; got == nil || got.By != "sari" {
		t.Fatalf("asked is %+v", got)
	}
	d.press("ctrl+z").sees("Ask Hendra  Enter").press("enter")
	owner := sit(t, s, "hendra", model.English)
	owner.sees("← Sari did what it checks, is here alone, and asks to do it too", "[►Let Sari do it  Enter ]", "[ Begin ]")
	owner.press("enter").sees("√  Four eyes waived: Check the goods by hand and eye.")
	if got := s.cases[quality.Case].Task("quality").Waived(); got == nil || got.Reason != "Sari asked: nobody else is here" {
		t.Fatalf("waived is %+v", got)
	}
	d.refresh().sees("Check the goods by hand and eye", "Begin  Enter")
}

// The owner who did the work alone waives four eyes for themself by one key;
// the numbered questions offer the same.
func TestTheOwnerAloneLetsOnePairOfEyesDo(t *testing.T) {
	s := tokoMaju(t, model.Indonesian)
	pick := model.TaskRef{Case: "online-order-1", Step: "pick"}
	gives(t, s, "hendra", model.Begin{Task: pick})
	gives(t, s, "hendra", model.Complete{Task: pick, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
	n := &next{}
	e := &sit(t, s, "hendra", model.Indonesian).root.env
	n.queue, _ = s.Queue(t.Context(), "hendra", s.now)
	a, err := readAlone(t.Context(), s, "hendra", n.queue)
	if err != nil || a == nil {
		t.Fatal(a, err)
	}
	n.alone = a
	card := n.plain(e)
	if text := strings.Join(card.say, " "); !strings.Contains(text, "perlu mata orang lain") || card.choices[0].label != "Cukup sepasang mata" {
		t.Errorf("it says %s and offers %q", text, card.choices[0].label)
	}
	act, _ := card.choices[0].does()[0].(do)
	gives(t, s, "hendra", act.act)
	if got := s.cases[pick.Case].Task("quality").Waived(); got == nil || got.Reason != "tidak ada orang lain di sini" {
		t.Errorf("waived is %+v", got)
	}
}

// waiverShop is a shop in which Sari asks to check what she picked.
func waiverShop(t testing.TB, lang model.Lang) *memStore {
	s := eyesShop(t, lang)
	gives(t, s, "sari", model.AskWaiver{Task: model.TaskRef{Case: "online-order-1", Step: "quality"}})
	return s
}
