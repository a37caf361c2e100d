package store_test

import (
	"context"
	"testing"

	"alur/model"
	"alur/store"
)

// A PC that was removed asks for nothing until it calls again, and then by
// another code: who was shown the old one can't let it in.
func TestARemovedPCAsksAnew(t *testing.T) {
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKlqV9kM4c3mXhY8tP0v4O2u0b1f6m3pQ7sTn5xRzWyE"
	x, ctx := tokoMaju(t), context.Background()
	asks := func() store.StationRequest {
		t.Helper()
		r, err := x.RequestStation(ctx, key, "192.168.1.20")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	listed := func(want int) {
		t.Helper()
		if all, err := x.StationRequests(ctx); err != nil || len(all) != want {
			t.Fatalf("%d are to ask, and there are %+v, %v", want, all, err)
		}
	}
	first := asks()
	if first.Code != model.StationCode(key) || !first.Removed.IsZero() {
		t.Errorf("at first it asks as %+v", first)
	}
	x.must("hendra", model.ApproveStation{Key: key, Name: "KASIR-2"})
	x.must("hendra", model.RemoveStation{Name: "KASIR-2"})
	listed(0)
	if _, err := x.StationRequestOf(ctx, first.Code); model.Refused(err) == nil {
		t.Errorf("the old code means a PC: %v", err)
	}
	again := asks()
	listed(1)
	if again.Code == first.Code || again.Removed.IsZero() || again.Code != asks().Code {
		t.Errorf("it asks anew as %+v", again)
	}
	if _, err := x.StationRequestOf(ctx, first.Code); model.Refused(err) == nil {
		t.Errorf("the old code means a PC: %v", err)
	}
	r, err := x.StationRequestOf(ctx, again.Code)
	if err != nil || r.Key != key {
		t.Errorf("%+v, %v", r, err)
	}
	x.must("hendra", model.ApproveStation{Key: key, Name: "KASIR-2"})
	listed(0)
	refused := func(want model.Code) {
		t.Helper()
		if _, err := x.StationRequestOf(ctx, first.Code); model.Refused(err) == nil || model.Refused(err).Code != want {
			t.Errorf("the first code is answered %v", err)
		}
	}
	refused("station_exists")
	x.must("hendra", model.RemoveStation{Name: "KASIR-2"})
	refused("removed_station")
	if was, err := x.StationRemoved(ctx, key); !was || err != nil {
		t.Errorf("it was removed: %v, %v", was, err)
	}
}
