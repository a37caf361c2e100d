package store_test

import (
	"testing"
	"time"

	"alur/model"
	"alur/store"
)

// TestAClockThatWasAYearAheadHoldsNothingBack: a PC ran for a minute with its
// clock a year ahead, made a page of the day and called the owner. Once its
// clock is right, each day has its page again, and the owner is called of what
// waits since then, and of what comes.
func TestAClockThatWasAYearAheadHoldsNothingBack(t *testing.T) {
	x := callShop(t)
	const day, year = 24 * 60 * 60, 364 * 24 * 60 * 60
	awake := func(seconds int64) (pages, calls int) {
		t.Helper()
		x.seconds.Add(seconds)
		for range 2 {
			if _, err := x.Wake(t.Context(), "KASIR-1"); err != nil {
				t.Fatal(err)
			}
			if _, err := x.MakeDigest(t.Context(), "KASIR-1"); err != nil {
				t.Fatal(err)
			}
		}
		events, err := x.Audit(t.Context(), store.AuditQuery{Names: []string{"digest.made", "owner.called"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if _, page := e.Body.(model.DigestMade); page {
				pages++
			} else {
				calls++
			}
		}
		return pages, calls
	}
	x.must("sari", model.StartCase{Process: "outer"})
	if pages, calls := awake(year + 10*60*60); pages != 1 || calls != 1 {
		t.Fatalf("a year ahead: %d pages, %d calls", pages, calls)
	}
	x.must("sari", model.StartCase{Process: "outer"}) // It waits to be told when the clock is put right.
	if pages, calls := awake(day - year); pages != 2 || calls != 2 {
		t.Errorf("on the first day: %d pages, %d calls", pages, calls)
	}
	for n := range 3 {
		x.must("sari", model.StartCase{Process: "outer"})
		if pages, calls := awake(day); pages != 3+n || calls != 3+n {
			t.Errorf("day %d: %d pages, %d calls", n+2, pages, calls)
		}
	}
	if next, err := x.NextWake(t.Context()); err != nil || !next.IsZero() && next.Sub(x.now()) > 31*24*time.Hour {
		t.Errorf("a program that is open looks again at %v, %v", next, err)
	}
}

// TestTwoClocksThatDifferALittleMakeOnePage: a PC whose clock is some minutes
// behind takes the page of the one that is ahead for a page.
func TestTwoClocksThatDifferALittleMakeOnePage(t *testing.T) {
	x := tokoMaju(t)
	x.seconds.Add(int64(9*time.Hour/time.Second) + 60)
	for _, after := range []int64{0, -10 * 60, 10 * 60} {
		x.seconds.Add(after)
		if made, err := x.MakeDigest(t.Context(), "KASIR-1"); err != nil || made != (after == 0) {
			t.Errorf("at %v: %v %v", x.now(), made, err)
		}
	}
}
