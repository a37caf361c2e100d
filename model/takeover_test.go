package model

import (
	"strings"
	"testing"
	"time"
)

func TestTakingOverNeedsAReasonAndKeepsTheWork(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.refused("budi", TakeOver{Task: pick, Reason: "mine"}, "not_taken")
	w.must("sari", Begin{Task: pick})
	w.must("sari", SetTick{Task: pick, Item: "2", On: true})
	begun := w.cases[id].Task("pick").Begun
	w.refused("sari", TakeOver{Task: pick, Reason: "mine"}, "yours")
	w.refused("dewi", TakeOver{Task: pick, Reason: "she is out"}, "not_your_role")
	if r := w.refused("budi", TakeOver{Task: pick}, "reason"); !strings.Contains(r.In(Indonesian), "agar Sari tahu") {
		t.Errorf("got %q", r.In(Indonesian))
	}
	w.pass(10 * time.Minute)
	w.must("budi", TakeOver{Task: pick, Reason: "she went to the bank"})
	got := w.cases[id].Task("pick")
	if got.By != "budi" || got.State != Taken || len(got.Ticks) != 1 || !got.Begun.Equal(begun) || len(got.Pauses) != 1 {
		t.Errorf("taken over it is %+v", got)
	}
	q := w.queue("budi")
	if q.Items[0].Band != InHand || q.Items[0].Why.In(English) != "taken over from Sari: she went to the bank" {
		t.Errorf("Budi's queue begins with %v %s", q.Items[0].Band, q.Items[0].Why.In(English))
	}
	if q := w.queue("sari"); len(q.Items) != 0 {
		t.Errorf("Sari still has %+v", q.Items)
	}
	w.refused("sari", Take{Task: pick}, "taken")
	w.must("budi", Undo{})
	if got := w.cases[id].Task("pick"); got.By != "sari" || got.State != Doing {
		t.Errorf("after undo it is %+v", got)
	}
}

func TestTakingOverHonoursFourEyes(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	quality := ref(id, "quality")
	w.must("budi", Take{Task: quality})
	w.refused("sari", TakeOver{Task: quality, Reason: "he is out"}, "four_eyes")
	w.must("hendra", TakeOver{Task: quality, Reason: "he is out"})
	if got := w.cases[id].Task("quality").By; got != "hendra" {
		t.Errorf("%s has it", got)
	}
}

func TestAHandOverCanBeTakenOverBeforeItIsTaken(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.must("hendra", HandOver{Task: pick, To: "budi"})
	w.must("sari", TakeOver{Task: pick, Reason: "Budi is at lunch"})
	if got := w.cases[id].Task("pick"); got.By != "sari" || got.For != "" || got.HandedBy != "budi" {
		t.Errorf("got %+v", got)
	}
}

func TestAHandOverKeepsTicksValuesAndWhereAskedTheStart(t *testing.T) {
	for _, asBegun := range []bool{false, true} {
		w := newWorld(t)
		w.publish(onlineOrder())
		id := w.order("1042", "cod")
		w.pickIt("sari", id)
		w.check("budi", id)
		pack := ref(id, "pack")
		w.must("sari", Begin{Task: pack})
		begun := w.now
		w.must("sari", SetTick{Task: pack, Item: "1", On: true})
		w.must("sari", SetField{Task: pack, Field: "weight", Value: one("2.4")})
		w.pass(10 * time.Minute)
		w.must("sari", HandOver{Task: pack, To: "budi", Reason: "only the tape is left", AsBegun: asBegun})
		got := w.cases[id].Task("pack")
		if len(got.Ticks) != 1 || got.Values["weight"].Text != "2.4" {
			t.Errorf("as begun %t: the work was lost: %+v", asBegun, got)
		}
		if q := w.queue("budi"); q.Items[0].Why.In(Indonesian) != "dari Sari: only the tape is left" {
			t.Errorf("Budi reads %q", q.Items[0].Why.In(Indonesian))
		}
		w.pass(5 * time.Minute)
		w.must("budi", Begin{Task: pack})
		w.must("budi", SetField{Task: pack, Field: "label", Value: one("1042")})
		w.must("budi", Complete{Task: pack})
		rows := Attempts(w.Flow("online-order", 1), w.cases[id])
		a := rows[len(rows)-1]
		if a.By != "budi" || a.Begun.Equal(begun) != asBegun {
			t.Errorf("as begun %t: the attempt is %+v", asBegun, a)
		}
		if asBegun && (len(a.Pauses) != 1 || a.Pauses[0].End.Sub(a.Pauses[0].Begin) != 5*time.Minute) {
			t.Errorf("the time between them is %+v", a.Pauses)
		}
	}
}
