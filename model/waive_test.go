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
