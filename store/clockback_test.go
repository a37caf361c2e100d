package store_test

import (
	"errors"
	"slices"
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

// TestAMessageOfAClockThatWasAheadGoesOut: one that was queued, tried in vain or
// in somebody's hands while the clock was a year ahead is due once the clock is
// right; it is then tried like any other, and waits no longer than those.
func TestAMessageOfAClockThatWasAheadGoesOut(t *testing.T) {
	const year = 364 * 24 * 60 * 60
	ctx := t.Context()
	for name, ahead := range map[string]func(x *fixture){
		"queued": func(*fixture) {},
		"tried": func(x *fixture) {
			m, _, err := x.ClaimMessage(ctx)
			if err != nil || x.MessageMissed(ctx, m, "slow") != nil {
				t.Fatal(err)
			}
		},
		"in hand": func(x *fixture) {
			if _, _, err := x.ClaimMessage(ctx); err != nil {
				t.Fatal(err)
			}
		},
	} {
		x := tokoMaju(t)
		settings := x.theShop().Settings
		settings.Tell = model.Tell{File: "messages.txt"}
		x.must("hendra", model.ChangeSettings{Settings: settings})
		x.seconds.Add(year)
		x.must("hendra", model.TestMessage{})
		ahead(x)
		x.seconds.Add(-year)
		x.must("hendra", model.TestMessage{})
		for range 2 {
			if next, err := x.NextMessage(ctx); err != nil || next.After(x.now()) {
				t.Errorf("%s: the next is tried at %v, %v", name, next, err)
			}
			m, _, err := x.ClaimMessage(ctx)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := x.MessageMissed(ctx, m, "slow"); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := x.ClaimMessage(ctx); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: it is tried again at once: %v", name, err)
		}
		if next, err := x.NextMessage(ctx); err != nil || next.Sub(x.now()) > 2*time.Minute {
			t.Errorf("%s: tried again at %v, %v", name, next, err)
		}
		for range 4 * 24 {
			x.seconds.Add(60 * 60)
			for m, _, err := x.ClaimMessage(ctx); err == nil; m, _, err = x.ClaimMessage(ctx) {
				if err := x.MessageMissed(ctx, m, "slow"); err != nil {
					t.Fatal(err)
				}
			}
		}
		all, err := x.Outbox(ctx)
		if err != nil || len(all) < 2 || slices.ContainsFunc(all, func(m store.Outgoing) bool { return !m.Dead }) {
			t.Errorf("%s: after four days it is tried still: %+v, %v", name, all, err)
		}
	}
}

// TestAShopThatWasMadeAheadHasItsPages: what was made while the clock was a year
// ahead has the page of each day once the clock is right.
func TestAShopThatWasMadeAheadHasItsPages(t *testing.T) {
	x := emptyShop(t)
	const day, year = 24 * 60 * 60, 364 * 24 * 60 * 60
	x.seconds.Add(year)
	x.must("", model.CreateShop{Settings: model.Settings{Name: "Toko Maju", Lang: model.Indonesian}, Owner: "Hendra"})
	x.seconds.Add(-year)
	for n := range 3 {
		x.seconds.Add(day)
		if made, err := x.MakeDigest(t.Context(), "KASIR-1"); err != nil || !made {
			t.Errorf("day %d has no page: %v", n+1, err)
		}
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
