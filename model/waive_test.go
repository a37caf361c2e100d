package model

import (
	"strings"
	"testing"
	"time"
)

func TestAloneInTheShopTheOwnerWaivesFourEyes(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	quality := ref(id, "quality")
	w.pickIt("sari", id)
	if q := w.queue("sari"); len(q.Items) != 0 || q.Barred != 1 {
		t.Fatalf("before, Sari's queue is %+v", q)
	}
	w.refused("sari", Waive{Task: quality, Reason: "alone"}, "owner_role_only")
	w.refused("hendra", Waive{Task: quality}, "reason")
	w.refused("hendra", Waive{Task: ref(id, "invoice"), Reason: "alone"}, "no_four_eyes")
	w.must("hendra", Waive{Task: quality, Reason: "Budi is ill"})
	w.refused("hendra", Waive{Task: quality, Reason: "Budi is ill"}, "waived")
	if q := w.queue("sari"); len(q.Items) != 1 || q.Barred != 0 {
		t.Fatalf("after, Sari's queue is %+v", q)
	}
	w.must("sari", Begin{Task: quality})
	w.must("sari", Complete{Task: quality, Outcome: "fail", Reason: "damaged"})
	w.pickIt("sari", id)
	w.refused("sari", Take{Task: quality}, "four_eyes")
}

func TestAWaiverEndsWithTheDay(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	w.must("hendra", Waive{Task: ref(id, "quality"), Reason: "Budi is ill"})
	w.must("sari", Take{Task: ref(id, "quality")})
	w.pass(15*time.Hour + 59*time.Minute)
	w.must("sari", Begin{Task: ref(id, "quality")})
	w.pass(time.Minute)
	w.refused("sari", Complete{Task: ref(id, "quality"), Ticks: []string{"1", "2"}}, "four_eyes")
	if q := w.queue("sari"); len(q.Items) != 0 || q.Barred != 1 {
		t.Errorf("on the next day Sari's queue is %+v", q)
	}
	w.must("hendra", Waive{Task: ref(id, "quality"), Reason: "still ill"})
	w.must("sari", Complete{Task: ref(id, "quality"), Ticks: []string{"1", "2"}})
	var waived []string
	for _, a := range Attempts(w.Flow("online-order", 1), w.cases[id]) {
		for _, by := range a.Waivers {
			waived = append(waived, a.Step+" "+by.By+" "+by.Reason)
		}
	}
	if got := strings.Join(waived, ", "); got != "quality hendra Budi is ill, quality hendra still ill" {
		t.Errorf("of the finished tasks were waived: %s", got)
	}
}

// TestWhoHadAHandInTheWorkDoesNotCheckIt: whoever ticked or recorded part of
// what is checked is kept from the check, however the work went on to the one
// who completed it; who only took it is not.
func TestWhoHadAHandInTheWorkDoesNotCheckIt(t *testing.T) {
	pick := func(id string) TaskRef { return ref(id, "pick") }
	ticked := func(w *world, id string) {
		w.must("sari", Begin{Task: pick(id)})
		w.must("sari", SetTick{Task: pick(id), Item: "2", On: true})
	}
	for _, c := range []struct {
		name   string
		before func(w *world, id string)
		kept   bool
	}{
		{"she handed it over", func(w *world, id string) { ticked(w, id); w.must("sari", HandOver{Task: pick(id), To: "budi"}) }, true},
		{"she gave it back", func(w *world, id string) { ticked(w, id); w.must("sari", GiveBack{Task: pick(id)}) }, true},
		{"it was taken over", func(w *world, id string) {
			ticked(w, id)
			w.must("budi", TakeOver{Task: pick(id), Reason: "she is out"})
		}, true},
		{"she took her tick away again", func(w *world, id string) {
			ticked(w, id)
			w.must("sari", SetTick{Task: pick(id), Item: "2"})
			w.must("sari", GiveBack{Task: pick(id)})
		}, true},
		{"she took it all back", func(w *world, id string) {
			ticked(w, id)
			w.must("sari", Undo{})
			w.must("sari", GiveBack{Task: pick(id)})
		}, false},
		{"she only had it", func(w *world, id string) {
			w.must("sari", Begin{Task: pick(id)})
			w.must("sari", GiveBack{Task: pick(id)})
		}, false},
	} {
		w := newWorld(t)
		w.publish(onlineOrder())
		id := w.order("1042", "cod")
		quality := ref(id, "quality")
		c.before(w, id)
		w.pickIt("budi", id)
		w.refused("budi", Take{Task: quality}, "four_eyes")
		q := w.queue("sari")
		if kept := q.Barred == 1 && len(q.Items) == 0; kept != c.kept {
			t.Errorf("%s: Sari's queue is %+v", c.name, q)
		}
		if !c.kept {
			w.must("sari", Take{Task: quality})
			continue
		}
		r := w.refused("sari", Take{Task: quality}, "four_eyes")
		if !strings.Contains(r.In(English), `Sari ticked or recorded part of "Pick the goods" for this case before Budi completed it`) {
			t.Errorf("%s: she reads %q", c.name, r.In(English))
		}
		w.refused("hendra", HandOver{Task: quality, To: "sari"}, "four_eyes")
		w.must("hendra", Waive{Task: quality, Reason: "nobody else is here"})
		w.must("sari", Complete{Task: quality, Outcome: "fail", Reason: "damaged"})
		// In the next round it is Budi's work alone.
		w.pickIt("budi", id)
		w.must("sari", Take{Task: quality})
	}
}

// TestWhoRecordedAFieldDoesNotCheckIt: a value is a hand in the work as a tick
// is, while same_as goes by who completed it.
func TestWhoRecordedAFieldDoesNotCheckIt(t *testing.T) {
	w := newWorld(t)
	w.publish(Process{Name: "Pay", Steps: []Step{
		{ID: "count", Kind: Do, Text: "Count the till", Role: "warehouse", Record: []Field{{Name: "cash", Type: MoneyField}}},
		{ID: "check", Kind: Do, Text: "Check the till", Role: "warehouse", NotSameAs: "count"},
		{ID: "sign", Kind: Do, Text: "Sign", Role: "warehouse", SameAs: "count"},
	}})
	id := w.must("hendra", StartCase{Process: "pay"}).Case
	w.must("sari", SetField{Task: ref(id, "count"), Field: "cash", Value: one("500")})
	w.must("sari", GiveBack{Task: ref(id, "count")})
	w.must("budi", Complete{Task: ref(id, "count")})
	w.refused("sari", Complete{Task: ref(id, "check")}, "four_eyes")
	w.must("hendra", Complete{Task: ref(id, "check")})
	w.refused("sari", Complete{Task: ref(id, "sign")}, "same_person")
	w.must("budi", Complete{Task: ref(id, "sign")})
}
