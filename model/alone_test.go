package model

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWhoIsAloneAsksForAWaiver: who is kept from a step by what they did, with
// nobody else here who may do it, sees the step with the reason and asks; the
// owner sees who asks at the top and grants it, and it is theirs to do.
func TestWhoIsAloneAsksForAWaiver(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	quality := ref(id, "quality")
	alone := func(person string) string {
		var says []string
		for _, i := range w.queue(person).Alone {
			says = append(says, i.TaskRef.String()+" "+i.Why.In(English))
		}
		return strings.Join(says, "\n")
	}
	w.refused("sari", AskWaiver{Task: ref(id, "pick")}, "no_four_eyes")
	w.pickIt("sari", id)
	w.must("budi", SignIn{})
	if got := alone("sari"); got != "" {
		t.Errorf("while Budi is here: %s", got)
	}
	w.refused("sari", AskWaiver{Task: quality}, "not_alone")
	w.refused("budi", AskWaiver{Task: quality}, "no_four_eyes")
	w.refused("dewi", AskWaiver{Task: quality}, "not_your_role")
	w.must("budi", SignOut{})
	if got := alone("sari"); got != id+"/quality it needs other eyes than yours, and nobody else is here who may do it" {
		t.Errorf("Sari reads %q", got)
	}
	w.must("sari", AskWaiver{Task: quality})
	w.refused("sari", AskWaiver{Task: quality}, "asked")
	if got := alone("sari"); !strings.Contains(got, "Sari asked the owner at") {
		t.Errorf("afterwards Sari reads %q", got)
	}
	first := w.queue("hendra").Items[0]
	if first.TaskRef != quality || first.Why.In(English) != "Sari did what it checks, is here alone, and asks to do it too" {
		t.Errorf("the owner's first is %s: %s", first.TaskRef, first.Why.In(English))
	}
	if c, ok := CallOf(w.history[id][len(w.history[id])-1]); !ok || c.Kind != CallHeld {
		t.Errorf("it calls the owner as %+v, %v", c, ok)
	}
	w.must("hendra", Waive{Task: quality, Reason: GrantWords(w.shop, first.OpenTask, English)})
	if got := w.cases[id].Task("quality"); got.Asked != nil || got.Waived().Reason != "Sari asked: nobody else is here" {
		t.Errorf("it is granted as %+v", got)
	}
	w.must("sari", Complete{Task: quality, Ticks: []string{"1", "2"}, Outcome: "pass"})
}

// TestARequestEndsWithItsRound: another round of a step begins without it.
func TestARequestEndsWithItsRound(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	w.must("sari", AskWaiver{Task: ref(id, "quality")})
	w.pass(time.Minute)
	w.must("budi", Complete{Task: ref(id, "quality"), Outcome: "fail", Reason: "damaged"})
	w.pickIt("sari", id)
	if got := w.cases[id].Task("quality"); got.Asked != nil {
		t.Errorf("the next round begins with %+v", got.Asked)
	}
	w.must("sari", AskWaiver{Task: ref(id, "quality")})
}

func TestWhatWakesTheOwnerIsRead(t *testing.T) {
	for _, c := range []struct {
		text, kept string
		wakes      []CallKind
	}{
		{"", "", []CallKind{CallHeld, CallMessage}},
		{"message held", "held, message", []CallKind{CallHeld, CallMessage}},
		{"Refused,overdue", "overdue, refused", []CallKind{CallOverdue, CallRefused}},
		{"none", "none", nil},
		{"soon", "soon", nil},
	} {
		s := Settings{WakeOwner: tidyWake(c.text)}
		var wakes []CallKind
		for _, kind := range Callable() {
			if s.Wakes(kind) {
				wakes = append(wakes, kind)
			}
		}
		if s.WakeOwner != c.kept || len(wakes) != len(c.wakes) || len(wakes) > 0 && wakes[0] != c.wakes[0] {
			t.Errorf("%q is kept as %q and wakes for %v", c.text, s.WakeOwner, wakes)
		}
		if err := s.checkWake(); (err != nil) != (c.text == "soon") {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

// TestWhatWaitsForOtherEyesStandsInOrder, however the rows come.
func TestWhatWaitsForOtherEyesStandsInOrder(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	for _, no := range []string{"1", "2", "3"} {
		w.pickIt("sari", w.order(no, "cod"))
	}
	open := w.open()
	in := QueueInput{Now: w.now, Shop: w.shop, Person: w.shop.People["sari"], Open: slices.Values(open), Flow: w.Flow}
	first := NextTasks(in).Alone
	slices.Reverse(open)
	again := NextTasks(in).Alone
	for i := range first {
		if len(again) != 3 || first[i].TaskRef != again[i].TaskRef {
			t.Fatalf("place %d is %s, and %s the other way round", i, first[i].TaskRef, again[i].TaskRef)
		}
	}
}
