package store_test

import (
	"context"
	"slices"
	"testing"

	"alur/model"
	"alur/model/templates"
)

// TestWhatWouldMoveMoves: the plan says of each running case what its move
// then does, and changes nothing itself.
func TestWhatWouldMoveMoves(t *testing.T) {
	x := tokoMaju(t)
	cases := []string{x.order("A-1"), x.order("A-2"), x.order("A-3")}
	x.must("hendra", model.CancelCase{Case: cases[1], Reason: "gone"})
	tpl, _ := templates.Get("online-order", model.English)
	p := readTemplate(t, tpl)
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		if p.Steps[i].ID == "pick" {
			p.Steps[i].When = `order_no != "A-1"`
		}
	}
	version := x.must("hendra", model.PublishProcess{Process: p}).Events[0].Body.(model.ProcessPublished).Version
	before := x.kept(cases[0], cases[2])
	plan, err := x.WouldMove(context.Background(), "online-order", version, "hendra")
	if err != nil {
		t.Fatal(err)
	}
	if x.kept(cases[0], cases[2]) != before {
		t.Error("planning moved something")
	}
	if len(plan.Moves) != 1 || plan.Moves[0].Case != cases[2] || plan.Moves[0].Title == "" || len(plan.Stays) != 1 || plan.Stays[0].Case != cases[0] || plan.Stays[0].Why == nil {
		t.Fatalf("planned is %+v", plan)
	}
	x.must("hendra", model.MigrateCase{Case: cases[2], Version: version})
	again, err := x.WouldMove(context.Background(), "online-order", version, "hendra")
	if err != nil || len(again.Moves) != 0 || len(again.Stays) != 1 {
		t.Errorf("planned again is %+v (%v)", again, err)
	}
	others, err := x.WouldMove(context.Background(), "online-order", version, "sari")
	if err != nil || len(others.Moves) != 0 || others.Stays[0].Why.Code != "owner_only" {
		t.Errorf("for Sari %+v (%v)", others, err)
	}
}
