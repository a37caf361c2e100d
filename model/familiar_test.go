package model

import (
	"testing"
	"time"
)

// TestTheNextStepIsOfferedFirstToWhoKnowsTheCase: Budi checked the goods, so
// for five minutes packing them is his.
func TestTheNextStepIsOfferedFirstToWhoKnowsTheCase(t *testing.T) {
	for _, c := range []struct {
		name   string
		before func(w *world)
		wait   time.Duration
		// offered is whether Sari is offered it.
		offered bool
	}{
		{"he is here", func(w *world) { w.must("budi", SignIn{}) }, 4 * time.Minute, false},
		{"he did not come on", func(w *world) { w.must("budi", SignIn{}) }, 5 * time.Minute, true},
		{"he is not here", func(*world) {}, 0, true},
		{"he left", func(w *world) { w.must("budi", SignIn{}); w.must("budi", SignOut{}) }, 0, true},
		{"he was here yesterday", func(w *world) {
			w.now = w.now.AddDate(0, 0, -1)
			w.must("budi", SignIn{})
			w.now = w.now.AddDate(0, 0, 1)
		}, 0, true},
		{"the owner pinned it", func(w *world) {
			w.must("budi", SignIn{})
			w.must("hendra", Pin{Task: TaskRef{Case: "online-order-1"}, Until: w.now.Add(time.Hour)})
		}, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.publish(onlineOrder())
			id := w.order("1042", "cod")
			c.before(w)
			w.pickIt("sari", id)
			w.check("budi", id)
			w.pass(c.wait)
			q := w.queue("sari")
			if offered := len(q.Items) == 1; offered != c.offered {
				t.Errorf("Sari is offered %+v, asleep %+v", q.Items, q.Asleep)
			}
			if !c.offered && q.Asleep[0].Why.In(English) != "offered to Budi first, until 08:05" {
				t.Errorf("Sari reads %q", q.Asleep[0].Why.In(English))
			}
			if q := w.queue("budi"); len(q.Items) != 1 {
				t.Errorf("Budi is offered %+v", q.Items)
			}
			w.must("sari", Begin{Task: ref(id, "pack")})
		})
	}
}

func TestFourEyesAreNobodysFamiliarWork(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.must("sari", SignIn{})
	w.pickIt("sari", id)
	if q := w.queue("budi"); len(q.Items) != 1 || q.Items[0].Familiar != "sari" {
		t.Errorf("Budi is offered %+v", q.Items)
	}
}
