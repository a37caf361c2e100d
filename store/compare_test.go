package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"alur/model"
	"alur/model/compare"
)

// TestCompareFollowsTheDraw: every case of a trial stands on the side that the
// draw gave it, in a division as well, and one that was moved since on none.
func TestCompareFollowsTheDraw(t *testing.T) {
	ctx := context.Background()
	x := tokoMaju(t)
	x.seconds.Add(60)
	x.must("hendra", model.PublishProcess{Process: promised(t, "5d", "3h"), Share: 50})
	x.seconds.Add(60)
	drawn, moved := map[int]int{}, ""
	for i := range 40 {
		division := []string{"", "Bandung"}[i%2]
		id := x.must("dewi", model.StartCase{Process: "online-order", Division: division, Fields: orderFields(fmt.Sprint("B-", i))}).Case
		x.seconds.Add(60)
		c, _, err := x.Case(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		drawn[c.Version]++
		if c.Version == 1 && moved == "" {
			moved = id
		}
	}
	see := func() compare.Comparison {
		t.Helper()
		c, err := x.Compare(ctx, compare.Ask{Process: "online-order"})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := see()
	if c.Before.Cases != drawn[1] || c.After.Cases != drawn[2] || c.Before.Moved+c.After.Moved != 0 || !c.Drawn || drawn[1] == 0 || drawn[2] == 0 {
		t.Errorf("drawn were %v: %+v %+v", drawn, c.Before, c.After)
	}
	if c.Before.WIP != c.After.WIP || c.Before.WIP <= 0 {
		t.Errorf("under way %v and %v", c.Before.WIP, c.After.WIP)
	}
	x.must("hendra", model.MigrateCase{Case: moved, Version: 2})
	if c = see(); c.Before.Cases != drawn[1]-1 || c.After.Cases != drawn[2] || c.After.Moved != 1 {
		t.Errorf("after one was moved: %+v %+v", c.Before, c.After)
	}
	if _, err := x.Compare(ctx, compare.Ask{Process: "online-order", Before: 1, After: 7}); model.Refused(err) == nil {
		t.Errorf("version 7: %v", err)
	}
}

// TestBalanceOfTheStore: the kinds of the shop's own processes.
func TestBalanceOfTheStore(t *testing.T) {
	x := tokoMaju(t)
	id := x.order("A-1")
	x.seconds.Add(600)
	x.must("sari", model.Begin{Task: ref(id, "pick")})
	x.seconds.Add(1200)
	b, err := x.Balance(context.Background(), x.now().Add(-30*24*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	// The clock moves on by some seconds by itself; the other task of the order
	// waits all the time.
	core := b.Kinds[0]
	if core.Kind != model.Core || core.Cases != 1 || core.Rounds != 1 || core.Work < 1200 || core.Work > 1210 || core.Waiting < 2400 || core.Waiting > 2420 {
		t.Errorf("%+v", core)
	}
}
