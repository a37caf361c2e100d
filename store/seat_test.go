package store_test

import (
	"context"
	"testing"

	"alur/model"
	"alur/store"
)

func shopOf(x *fixture) *model.Shop {
	x.t.Helper()
	shop, err := x.Shop(context.Background())
	if err != nil {
		x.t.Fatal(err)
	}
	return shop
}

// A window comes back to its seat for a while, and only as long as who sat
// there may go on without signing in.
func TestWhoMayGoBackToASeat(t *testing.T) {
	sits := func(x *fixture) store.Seat {
		return store.Seat{Key: "ssh-ed25519 AAAA", Person: "sari", PIN: store.PINMark(shopOf(x).People["sari"]), Active: x.Now(), Place: []byte(`{}`)}
	}
	for name, c := range map[string]struct {
		between func(x *fixture)
		window  string
		key     string
		nobody  bool
		want    bool
	}{
		"at once":        {want: true},
		"in nine":        {between: func(x *fixture) { x.seconds.Add(9 * 60) }, want: true},
		"in eleven":      {between: func(x *fixture) { x.seconds.Add(11 * 60) }},
		"another window": {window: "w2"},
		"nobody":         {nobody: true, want: true},
		"nobody, late":   {nobody: true, between: func(x *fixture) { x.seconds.Add(11 * 60) }},
		"another PC":     {key: "ssh-ed25519 BBBB"},
		"with a new PIN": {between: func(x *fixture) { x.must("hendra", model.SetPIN{Person: "sari", Hash: "h2"}) }},
		"gone": {between: func(x *fixture) {
			p := *shopOf(x).People["sari"]
			p.Gone = true
			x.must("hendra", model.ChangePerson{Person: p})
		}},
		"screens lock sooner": {between: func(x *fixture) {
			set := shopOf(x).Settings
			set.IdleLock = "2m"
			x.must("hendra", model.ChangeSettings{Settings: set})
			x.seconds.Add(3 * 60)
		}},
		"left": {between: func(x *fixture) {
			if err := x.LeaveSeat(context.Background(), "w1"); err != nil {
				t.Error(err)
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			x, ctx := tokoMaju(t), context.Background()
			seat := sits(x)
			if c.nobody {
				seat.Person, seat.PIN = "", store.PINMark(nil)
			}
			if err := x.KeepSeat(ctx, "w1", seat); err != nil {
				t.Fatal(err)
			}
			if c.between != nil {
				c.between(x)
			}
			window, key := "w1", seat.Key
			if c.window != "" {
				window = c.window
			}
			if c.key != "" {
				key = c.key
			}
			if _, ok, err := x.SeatOf(ctx, window, key); err != nil || ok != c.want {
				t.Errorf("got %v, %v", ok, err)
			}
			x.sound()
		})
	}
}
