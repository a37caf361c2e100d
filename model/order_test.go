package model

import (
	"fmt"
	"testing"
)

// pickIt, passQuality ... do one step of an order as its people would.
func (w *world) pickIt(by, id string) {
	w.t.Helper()
	w.must(by, Complete{Task: ref(id, "pick"), Ticks: []string{"1/1", "1/2", "2"}})
}

func (w *world) check(by, id string) {
	w.t.Helper()
	w.must(by, Complete{Task: ref(id, "quality"), Ticks: []string{"1", "2"}, Outcome: "pass"})
}

func (w *world) packIt(by, id, no string) {
	w.t.Helper()
	w.must(by, Complete{Task: ref(id, "pack"), Ticks: []string{"1"}, Values: Values{"weight": one("2.4"), "label": one(no)}})
}

func (w *world) wants(id string, steps ...string) {
	w.t.Helper()
	if got := w.opens(id); fmt.Sprint(got) != fmt.Sprint(steps) {
		w.t.Fatalf("%s is open at %v, want %v", id, got, steps)
	}
}

func TestOnlineOrderThroughEveryWay(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())

	t.Run("prepaid, quality fails once, delivered", func(t *testing.T) {
		w.t = t
		id := w.order("1042", "prepaid")
		w.wants(id, "paid")
		w.must("dewi", Complete{Task: ref(id, "paid"), Outcome: "paid"})
		w.wants(id, "pick", "invoice")
		w.pickIt("sari", id)
		w.must("dewi", Complete{Task: ref(id, "invoice"), Values: Values{"invoice_no": one("F-1")}})
		w.wants(id, "quality")
		w.must("budi", Complete{Task: ref(id, "quality"), Outcome: "fail", Reason: "damaged"})
		w.wants(id, "pick")
		again := w.cases[id].Task("pick")
		if again.Round != 2 || again.CameBack == nil || again.CameBack.Reason != "damaged" || len(again.Ticks) != 0 {
			t.Errorf("the second round of pick is %+v", again)
		}
		w.pickIt("sari", id)
		w.check("budi", id)
		w.packIt("sari", id, "1042")
		w.wants(id, "collect")
		w.must("sari", Complete{Task: ref(id, "collect"), Values: Values{"courier": one("JNE")}})
		w.wants(id, "deliver")
		w.must("dewi", Complete{Task: ref(id, "deliver"), Outcome: "delivered"})
		w.wants(id, "confirm")
		w.must("dewi", Complete{Task: ref(id, "confirm"), Values: Values{"well": one("yes")}})
		if got := w.cases[id].State; got != Finished {
			t.Errorf("the case is %s", got)
		}
	})

	t.Run("cash on delivery passes the payment by", func(t *testing.T) {
		w.t = t
		id := w.order("1043", "cod")
		w.wants(id, "pick", "invoice")
		w.must("dewi", Complete{Task: ref(id, "invoice"), Values: Values{"invoice_no": one("F-2")}})
		w.pickIt("budi", id)
		w.check("sari", id)
		w.packIt("budi", id, "1043")
		w.must("budi", Complete{Task: ref(id, "collect"), Values: Values{"courier": one("JNE")}})
		w.must("dewi", Complete{Task: ref(id, "deliver")})
		w.wants(id, "cash", "confirm")
		w.must("dewi", Complete{Task: ref(id, "confirm"), Values: Values{"well": one("yes")}})
		w.wants(id, "cash")
		w.must("dewi", Complete{Task: ref(id, "cash"), Values: Values{"cash": one("185000")}})
		if got := w.cases[id].State; got != Finished {
			t.Errorf("the case is %s", got)
		}
	})

	t.Run("not paid ends as cancelled", func(t *testing.T) {
		w.t = t
		id := w.order("1044", "prepaid")
		w.refused("dewi", Complete{Task: ref(id, "paid"), Outcome: "not_paid"}, "reason")
		w.must("dewi", Complete{Task: ref(id, "paid"), Outcome: "not_paid", Reason: "no money after 3 days"})
		w.wants(id, "cancel")
		w.must("dewi", Complete{Task: ref(id, "cancel"), Values: Values{"why": one("not paid")}})
		if got := w.cases[id].State; got != Cancelled {
			t.Errorf("the case is %s", got)
		}
	})

	t.Run("came back ends as cancelled", func(t *testing.T) {
		w.t = t
		id := w.order("1045", "cod")
		w.pickIt("sari", id)
		w.check("budi", id)
		w.packIt("sari", id, "1045")
		w.wants(id, "invoice")
		w.must("dewi", Complete{Task: ref(id, "invoice"), Values: Values{"invoice_no": one("F-3")}})
		w.must("sari", Complete{Task: ref(id, "collect"), Values: Values{"courier": one("J&T")}})
		w.must("dewi", Complete{Task: ref(id, "deliver"), Outcome: "came_back", Reason: "nobody at home"})
		w.wants(id, "cancel")
	})
}

func TestNobodyGoesRoundTheQualityCheck(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	quality := ref(id, "quality")
	w.refused("budi", Complete{Task: quality}, "not_ready")
	w.pickIt("sari", id)
	w.refused("budi", Complete{Task: quality, Outcome: "pass"}, "still_to_do")
	w.refused("budi", Complete{Task: quality, Ticks: []string{"1"}, Outcome: "pass"}, "still_to_do")
	w.refused("sari", Complete{Task: quality, Ticks: []string{"1", "2"}, Outcome: "pass"}, "four_eyes")
	w.refused("sari", Take{Task: quality}, "four_eyes")
	w.refused("budi", HandOver{Task: quality, To: "sari"}, "four_eyes")
	w.refused("dewi", Take{Task: quality}, "not_your_role")
	w.refused("hendra", Skip{Task: quality, Reason: "in a hurry"}, "never_skip")
	w.refused("", Complete{Task: quality, Ticks: []string{"1", "2"}}, "unknown_person")
	w.refused("budi", Complete{Task: quality, Ticks: []string{"1", "2"}, Outcome: "passed"}, "unknown_outcome")
	w.must("hendra", Complete{Task: quality, Ticks: []string{"1", "2"}, Outcome: "pass"})
	w.refused("budi", Complete{Task: quality, Ticks: []string{"1", "2"}}, "not_open")

	t.Run("an owner who picked it himself is refused as well", func(t *testing.T) {
		w.t = t
		id := w.order("1043", "cod")
		w.pickIt("hendra", id)
		w.refused("hendra", Complete{Task: ref(id, "quality"), Ticks: []string{"1", "2"}, Outcome: "pass"}, "four_eyes")
	})
}

func TestPackRefusesWhatDoesNotFit(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.pickIt("sari", id)
	w.check("budi", id)
	pack := ref(id, "pack")
	w.refused("sari", SetField{Task: pack, Field: "weight", Value: one("44")}, "out_of_range")
	r := w.refused("sari", Complete{Task: pack, Values: Values{"weight": one("2.4")}}, "still_to_do")
	if got, want := r.In(English), `Still to do in "Pack safely": 1 tick (Filled and sealed), label.`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := r.In(Indonesian), `Yang belum di "Pack safely": 1 centang (Filled and sealed), label.`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	_, err := w.do("sari", SetField{Task: pack, Field: "label", Value: one("9999")})
	if Refused(err) == nil {
		t.Errorf("a wrong label was taken: %v", err)
	}
	w.packIt("sari", id, "1042")
}

func TestTheSameKeyIsTheSameCase(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	d := w.must("dewi", StartCase{Process: "online-order", Fields: orderFields("1042", "cod")})
	if d.Case != id || !d.Existing || len(d.Events) != 0 {
		t.Errorf("got %+v", d)
	}
	w.refused("dewi", StartCase{Process: "online-order", Fields: Values{"order_no": one("7")}}, "missing_field")
	w.refused("dewi", StartCase{Process: "nothing"}, "unknown_process")
}
