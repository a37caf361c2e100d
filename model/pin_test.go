package model

import (
	"testing"
	"time"
)

func TestAPinStandsFirstUntilItsTime(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	for _, no := range []string{"1", "2", "3", "4", "5"} {
		w.order(no, "cod")
	}
	last := ref("online-order-5", "pick")
	w.refused("sari", Pin{Task: last, Until: w.now.Add(time.Hour)}, "owner_role_only")
	w.refused("hendra", Pin{Task: last}, "until")
	w.refused("hendra", Pin{Task: last, Until: w.now}, "past")
	w.refused("hendra", Pin{Task: ref("online-order-5", "pack"), Until: w.now.Add(time.Hour)}, "not_ready")
	w.refused("hendra", Unpin{Task: last}, "not_pinned")
	w.must("hendra", Pin{Task: last, Until: w.now.Add(8 * time.Hour)})
	q := w.queue("sari")
	if q.Items[0].TaskRef != last || q.Items[0].Band != Pinned || q.Items[0].Why.In(English) != "pinned by Hendra until 16:00" {
		t.Errorf("Sari's queue begins with %s: %s", q.Items[0].TaskRef, q.Items[0].Why.In(English))
	}
	w.must("hendra", Pin{Task: TaskRef{Case: "online-order-4"}, Until: w.now.Add(time.Hour)})
	w.must("hendra", Pin{Task: ref("online-order-3", "pick"), Until: w.now.Add(time.Hour)})
	w.refused("hendra", Pin{Task: ref("online-order-2", "pick"), Until: w.now.Add(time.Hour)}, "too_many_pins")
	w.must("hendra", Pin{Task: last, Until: w.now.Add(2 * time.Hour)})
	w.must("hendra", Unpin{Task: ref("online-order-3", "pick")})
	w.must("hendra", Pin{Task: ref("online-order-2", "pick"), Until: w.now.Add(time.Hour)})
	w.pass(time.Hour)
	for i, item := range w.queue("sari").Items {
		if pinned := item.Band == Pinned; pinned != (item.TaskRef == last) {
			t.Errorf("an hour later place %d is %s, pinned %t", i, item.TaskRef, pinned)
		}
	}
	w.must("hendra", Undo{})
}

func TestAPinnedCaseStaysAtTheTopFromStepToStep(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.order("1", "cod")
	id := w.order("2", "cod")
	w.must("hendra", Pin{Task: TaskRef{Case: id}, Until: w.now.Add(8 * time.Hour)})
	w.pickIt("sari", id)
	if q := w.queue("budi"); q.Items[0].TaskRef != ref(id, "quality") || q.Items[0].Band != Pinned {
		t.Errorf("Budi's queue begins with %+v", q.Items[0])
	}
	w.must("hendra", Unpin{Task: TaskRef{Case: id}})
	if q := w.queue("budi"); q.Items[0].Band == Pinned {
		t.Errorf("unpinned, Budi's queue begins with %+v", q.Items[0])
	}
}
