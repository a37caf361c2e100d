package model

import (
	"testing"
	"time"
)

// TestClaimsComeBackAtClosingTime: Sari takes an order on Monday afternoon and
// is ill on Tuesday.
func TestClaimsComeBackAtClosingTime(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.pass(8*time.Hour + 30*time.Minute)
	w.must("sari", Begin{Task: pick})
	w.must("sari", SetTick{Task: pick, Item: "2", On: true})
	w.pass(29 * time.Minute)
	w.refused("budi", Take{Task: pick}, "taken")
	if q := w.queue("budi"); len(q.Items) != 0 {
		t.Fatalf("before closing Budi is offered %+v", q.Items)
	}
	w.pass(16 * time.Hour)
	q := w.queue("budi")
	if len(q.Items) != 1 || q.Items[0].State != Ready || q.Items[0].By != "" || q.Items[0].CameBackFrom != "sari" {
		t.Fatalf("on Tuesday Budi is offered %+v", q.Items)
	}
	if q := w.queue("sari"); len(q.Items) != 1 || q.Items[0].Band != InHand {
		t.Errorf("on Tuesday Sari sees %+v", q.Items)
	}
	d := w.must("budi", Begin{Task: pick})
	if d.Events[0].Name() != "task.given_back" || d.Events[0].By != "" {
		t.Errorf("the record begins with %s by %q", d.Events[0].Name(), d.Events[0].By)
	}
	if got := w.cases[id].Task("pick"); got.By != "budi" || len(got.Ticks) != 1 || !got.Begun.Equal(w.now) {
		t.Errorf("Budi has %+v", got)
	}
	w.refused("sari", SetTick{Task: pick, Item: "1/1", On: true}, "taken")
	w.must("budi", Undo{})
	if got := w.cases[id].Task("pick"); got.By != "sari" || got.State != Doing {
		t.Errorf("after undo it is %+v", got)
	}
}

func TestAfterClosingTheFormerHolderSimplyGoesOn(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	pick := ref(id, "pick")
	w.must("sari", Begin{Task: pick})
	w.pass(24 * time.Hour)
	w.must("sari", SetTick{Task: pick, Item: "2", On: true})
	w.refused("budi", Take{Task: pick}, "taken")
	w.pickIt("sari", id)
	w.must("budi", Take{Task: ref(id, "quality")})
	w.must("budi", Park{Task: ref(id, "quality"), Reason: "no lamp"})
	w.pass(24 * time.Hour)
	w.refused("hendra", Take{Task: ref(id, "quality")}, "taken")
}

func TestADivisionClosesAtItsOwnTime(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	s := w.shop.Settings
	noon := Hours{}
	for day := range 6 {
		noon.Week[day] = []Slot{{Open: "08:00", Close: "12:00"}}
	}
	s.DivisionHours = map[string]Hours{"north": noon}
	w.must("hendra", ChangeSettings{Settings: s})
	here := w.order("1042", "cod")
	north := w.must("dewi", StartCase{Process: "online-order", Fields: orderFields("1043", "cod"), Division: "north"}).Case
	w.must("sari", Take{Task: ref(here, "pick")})
	w.must("sari", Take{Task: ref(north, "pick")})
	w.pass(4 * time.Hour)
	if q := w.queue("budi"); len(q.Items) != 1 || q.Items[0].Case != north {
		t.Errorf("at noon Budi is offered %+v", q.Items)
	}
	w.refused("budi", Take{Task: ref(here, "pick")}, "taken")
	w.must("budi", Take{Task: ref(north, "pick")})
}

func TestAShopCanKeepClaims(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	s := w.shop.Settings
	s.ClaimsBack = "sometimes"
	w.refused("hendra", ChangeSettings{Settings: s}, "bad_setting")
	s.ClaimsBack = BackNever
	w.must("hendra", ChangeSettings{Settings: s})
	w.must("sari", Take{Task: ref(id, "pick")})
	w.pass(48 * time.Hour)
	w.refused("budi", Take{Task: ref(id, "pick")}, "taken")
}

func TestTheLastClosing(t *testing.T) {
	usual := DefaultHours()
	usual.Closed = []string{"2026-11-24"}
	noon := usual
	noon.Week[0] = []Slot{{Open: "08:00", Close: "12:00"}, {Open: "13:00", Close: "17:00"}}
	var night, always Hours
	for day := range 7 {
		night.Week[day] = []Slot{{Open: "18:00", Close: "02:00"}}
		always.Week[day] = []Slot{{Open: "00:00", Close: "24:00"}}
	}
	for _, c := range []struct {
		name     string
		hours    Hours
		at, want string
	}{
		{"in the day", usual, "2026-11-23 16:59", "2026-11-21 17:00"},
		{"at closing", usual, "2026-11-23 17:00", "2026-11-23 17:00"},
		{"after a holiday", usual, "2026-11-25 09:00", "2026-11-23 17:00"},
		{"after lunch", noon, "2026-11-23 14:00", "2026-11-21 17:00"},
		{"past midnight", night, "2026-11-24 01:00", "2026-11-23 02:00"},
		{"never", always, "2026-11-24 01:00", ""},
	} {
		cal, err := NewCalendar(c.hours, "Asia/Jakarta")
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, cal.Location())
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if last := cal.LastClosing(at); !last.IsZero() {
			got = last.In(cal.Location()).Format("2006-01-02 15:04")
		}
		if got != c.want {
			t.Errorf("%s: the last closing is %q, want %q", c.name, got, c.want)
		}
	}
}
