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
	if q := w.queue("sari"); len(q.Items) != 1 || q.Items[0].Band != CameBack || q.Items[0].State != Ready || q.Items[0].Why.In(English) != "you had it until closing time" {
		t.Errorf("on Tuesday Sari sees %+v", q.Items)
	}
	now := w.cases[id].At(w.shop, w.now).Task("pick")
	if now.By != "" || now.State != Ready || len(now.Ticks) != 1 {
		t.Errorf("on Tuesday everybody reads %+v", now)
	}
	if got := w.cases[id].Task("pick"); got.By != "sari" {
		t.Errorf("reading it changed it: %+v", got)
	}
	if b := FindBottlenecks(BottleneckInput{Now: w.now, Shop: w.shop, Open: w.open(), Flow: w.Flow, Process: "online-order"}); b.Steps[1].Step != "pick" || b.Steps[1].Waiting != 1 || b.Steps[1].Working != 0 {
		t.Errorf("on Tuesday it waits for %+v", b.Steps)
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

// TestWhoHadItUntilClosingGoesOn: Sari had two tasks, one begun, and takes up
// either; what she did yesterday stays her work. What she leaves lying while
// she begins another stays open to others.
func TestWhoHadItUntilClosingGoesOn(t *testing.T) {
	day := func(t *testing.T) (w *world, begun, taken TaskRef) {
		t.Helper()
		w = newWorld(t)
		w.publish(onlineOrder())
		begun, taken = ref(w.order("1042", "cod"), "pick"), ref(w.order("1043", "cod"), "pick")
		w.must("sari", Begin{Task: begun})
		w.must("sari", Take{Task: taken})
		w.pass(24 * time.Hour)
		return w, begun, taken
	}
	for _, again := range []func(TaskRef) Act{
		func(r TaskRef) Act { return Begin{Task: r} },
		func(r TaskRef) Act { return Take{Task: r} },
		func(r TaskRef) Act { return Resume{Task: r} },
	} {
		w, begun, _ := day(t)
		monday := w.cases[begun.Case].Task("pick").Begun
		w.must("sari", again(begun))
		if got := w.cases[begun.Case].Task("pick"); got.State != Doing || got.By != "sari" || !got.Begun.Equal(monday) || !got.Touched.Equal(w.now) {
			t.Errorf("%T: she has %+v", again(begun), got)
		}
		w.refused("sari", Begin{Task: begun}, "yours")
		w.refused("budi", Take{Task: begun}, "taken")
	}
	w, begun, taken := day(t)
	w.must("sari", Take{Task: taken})
	if got := w.cases[taken.Case].Task("pick"); got.State != Taken || !got.Taken.Equal(w.now) {
		t.Errorf("she has taken %+v", got)
	}
	w.refused("budi", GiveBack{Task: begun}, "not_taken")
	w.must("sari", Begin{Task: taken})
	if got := w.cases[begun.Case].Task("pick"); got.State != Taken || len(got.Pauses) != 1 || got.Touched.Equal(w.now) {
		t.Errorf("what she left lying is %+v", got)
	}
	w.must("budi", Begin{Task: begun})
	w.refused("budi", Take{Task: taken}, "taken")
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

// TestTheLastClosing is when the shop closed last, and from when on its day is
// told.
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
		name           string
		hours          Hours
		at, want, told string
	}{
		{"in the day", usual, "2026-11-23 16:59", "2026-11-21 17:00", "2026-11-21 17:00"},
		{"at closing", usual, "2026-11-23 17:00", "2026-11-23 17:00", "2026-11-21 17:00"},
		{"in the evening", usual, "2026-11-25 20:00", "2026-11-25 17:00", "2026-11-23 17:00"},
		{"before it opens", usual, "2026-11-26 07:59", "2026-11-25 17:00", "2026-11-23 17:00"},
		{"as it opens", usual, "2026-11-26 08:00", "2026-11-25 17:00", "2026-11-25 17:00"},
		{"on a holiday", usual, "2026-11-24 12:00", "2026-11-23 17:00", "2026-11-21 17:00"},
		{"after a holiday", usual, "2026-11-25 09:00", "2026-11-23 17:00", "2026-11-23 17:00"},
		{"at lunch", noon, "2026-11-23 12:30", "2026-11-21 17:00", "2026-11-21 17:00"},
		{"after lunch", noon, "2026-11-23 14:00", "2026-11-21 17:00", "2026-11-21 17:00"},
		{"past midnight", night, "2026-11-24 01:00", "2026-11-23 02:00", "2026-11-23 02:00"},
		{"at noon, by night", night, "2026-11-24 12:00", "2026-11-24 02:00", "2026-11-23 02:00"},
		{"never", always, "2026-11-24 01:00", "", ""},
	} {
		cal, err := NewCalendar(c.hours, "Asia/Jakarta")
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, cal.Location())
		if err != nil {
			t.Fatal(err)
		}
		said := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.In(cal.Location()).Format("2006-01-02 15:04")
		}
		if got := said(cal.LastClosing(at)); got != c.want {
			t.Errorf("%s: the last closing is %q, want %q", c.name, got, c.want)
		}
		if got := said(cal.DayTold(at)); got != c.told {
			t.Errorf("%s: the day is told from %q, want %q", c.name, got, c.told)
		}
	}
}
