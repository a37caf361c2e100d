package model

import (
	"reflect"
	"slices"
	"testing"
)

// parcel is a process in which two notices from outside are waited for, one
// after the other, beside work.
func parcel() Process {
	return Process{
		ID: "parcel", Name: "Parcel", Role: "warehouse", Owner: "shop", Key: "no",
		Start: Start{On: "order", Ask: []Field{{Name: "no", Type: TextField}}},
		Steps: []Step{
			{ID: "pack", Text: "Pack it"},
			{ID: "picked_up", Kind: Wait, Text: "the courier picks it up"},
			{ID: "arrived", Kind: Wait, Text: "the courier's notice", Record: []Field{{Name: "weight", Type: NumberField, Min: "0.1"}},
				Outcomes: []Outcome{{Name: "delivered", To: []string{ToNext}}, {Name: "back", To: []string{"pack"}, Reasons: []string{"nobody home"}}}},
			{ID: "thank", Text: "Thank the customer"},
		},
	}
}

// names are the names of the events since a number, with their steps.
func (w *world) since(n int) (names []string) {
	for _, e := range w.events[n:] {
		names = append(names, e.Name()+" "+e.Step+" "+e.By)
	}
	return names
}

func TestAnOrderFromOutsideIsNobodysAct(t *testing.T) {
	w := newWorld(t)
	w.publish(parcel())
	got := w.must("", Receive{Process: "parcel", Fields: Values{"no": one("P-1")}})
	again := w.must("", Receive{Process: "parcel", Fields: Values{"no": one("P-1")}})
	if got.Case != "parcel-1" || again.Case != "parcel-1" || !again.Existing || len(again.Events) > 0 {
		t.Errorf("%+v, then %+v", got, again)
	}
	started := w.events[len(w.events)-2]
	started.Station = Webhook
	if words := line(English, Describe(started, nil, w.shop)); words != "started | Parcel 1 | P-1, by webhook" {
		t.Error(words)
	}
	if c := w.cases["parcel-1"]; c.StartedBy != "" || c.State != Running {
		t.Errorf("%+v", c)
	}
	w.refused("", Receive{Process: "parcel", Fields: Values{}}, "missing_field")
	w.refused("", Receive{Process: "nothing"}, "unknown_process")
	w.refused("nobody", Receive{Process: "parcel"}, "unknown_person")
	w.refused("", StartCase{Process: "parcel", Fields: Values{"no": one("P-2")}}, "unknown_person")
}

func TestNewsFinishesTheStepThatWaits(t *testing.T) {
	w := newWorld(t)
	w.publish(parcel())
	w.must("sari", StartCase{Process: "parcel", Fields: Values{"no": one("P-1")}})
	w.must("sari", Complete{Task: ref("parcel-1", "pack")})
	n := len(w.events)
	w.must("", Deliver{Task: ref("parcel-1", "picked_up")})
	if got, want := w.since(n), []string{"task.completed picked_up ", "task.ready arrived "}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	w.refused("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "lost"}, "unknown_outcome")
	w.refused("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "delivered"}, "still_to_do")
	w.refused("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "back", Reason: "no mood"}, "reason")
	w.refused("", Deliver{Task: ref("parcel-1", "arrived"), Values: Values{"weight": one("0")}}, CodeOutOfRange)
	w.refused("", Deliver{Task: ref("parcel-1", "arrived"), Values: Values{"height": one("1")}}, "unknown_field")
	w.refused("", Deliver{Task: ref("parcel-1", "pack")}, "no_wait")
	w.refused("", Deliver{Task: ref("parcel-9", "arrived")}, "unknown_case")
	w.refused("dewi", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "back", Reason: "nobody home"}, OtherRole)
	w.must("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "delivered", Values: Values{"weight": one("2")}})
	// A sender that sends twice does no harm.
	for _, step := range []string{"picked_up", "arrived"} {
		if d := w.must("", Deliver{Task: ref("parcel-1", step), Outcome: "anything"}); !d.Existing || len(d.Events) > 0 {
			t.Errorf("%s again: %+v", step, d)
		}
	}
	w.must("sari", Complete{Task: ref("parcel-1", "thank")})
	if c := w.cases["parcel-1"]; c.State != Finished || c.Fields["weight"].Text != "2" {
		t.Errorf("%s, %v", c.State, c.Fields)
	}
}

func TestNewsThatComesBeforeItsStepIsKeptForIt(t *testing.T) {
	w := newWorld(t)
	w.publish(parcel())
	w.must("sari", StartCase{Process: "parcel", Fields: Values{"no": one("P-1")}})
	delivered := Deliver{Task: ref("parcel-1", "arrived"), Outcome: "delivered", Values: Values{"weight": one("2")}}
	w.refused("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "delivered"}, "still_to_do")
	w.refused("dewi", delivered, OtherRole)
	w.must("", delivered)
	if d := w.must("", delivered); !d.Existing || len(d.Events) > 0 {
		t.Errorf("the same again: %+v", d)
	}
	w.must("budi", Deliver{Task: ref("parcel-1", "picked_up")})
	if c := w.cases["parcel-1"]; len(c.Kept) != 2 {
		t.Fatalf("kept: %+v", c.Kept)
	}
	n := len(w.events)
	w.must("sari", Complete{Task: ref("parcel-1", "pack")})
	want := []string{
		"task.taken pack sari", "task.completed pack sari", "task.ready picked_up ", "task.completed picked_up ", "task.ready arrived ",
		"field.set arrived ", "task.completed arrived ", "task.ready thank ",
	}
	if got := w.since(n); !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	if words := line(English, Describe(w.events[n+6], nil, w.shop)); words != "done | arrived | delivered, the news had come before" {
		t.Error(words)
	}
	if words := line(Indonesian, Describe(w.events[n-2], nil, w.shop)); words != "menyimpan kabar untuk | arrived | sampai, berat: 2" {
		t.Error(words)
	}
	if c := w.cases["parcel-1"]; len(c.Kept) != 0 || c.Fields["weight"].Text != "2" {
		t.Errorf("%+v", c)
	}
	// What is undone is kept again, and used again.
	w.must("sari", Undo{})
	if c := w.cases["parcel-1"]; len(c.Kept) != 2 || c.Task("arrived") != nil {
		t.Fatalf("after the undo: %+v", c.Kept)
	}
	w.must("sari", Complete{Task: ref("parcel-1", "pack")})
	if c := w.cases["parcel-1"]; c.Task("thank") == nil || len(c.Kept) != 0 {
		t.Errorf("%+v", c.Kept)
	}
	replayed, err := Replay(w.Flow("parcel", 1), w.history["parcel-1"])
	if err != nil || !reflect.DeepEqual(replayed, w.cases["parcel-1"]) {
		t.Errorf("replayed: %v", err)
	}
}

func TestLaterNewsTakesThePlaceOfEarlier(t *testing.T) {
	w := newWorld(t)
	w.publish(parcel())
	w.must("sari", StartCase{Process: "parcel", Fields: Values{"no": one("P-1")}})
	w.must("", Deliver{Task: ref("parcel-1", "picked_up")})
	w.must("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "delivered", Values: Values{"weight": one("2")}})
	w.must("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "back", Reason: "NOBODY home"})
	w.must("sari", Complete{Task: ref("parcel-1", "pack")})
	c := w.cases["parcel-1"]
	if task := c.Task("pack"); task.Round != 2 || task.CameBack == nil || task.CameBack.Reason != "nobody home" || len(c.Kept) != 0 {
		t.Errorf("%+v, kept %v", task, c.Kept)
	}
	if d := w.must("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "back", Reason: "nobody home"}); !d.Existing {
		t.Error("the notice that sent it back was kept for the next round")
	}
	// The notice of the second round comes early as well.
	if d := w.must("", Deliver{Task: ref("parcel-1", "arrived"), Outcome: "delivered", Values: Values{"weight": one("2")}}); d.Existing {
		t.Error("the news of the second round was taken for that of the first")
	}
	w.must("hendra", CancelCase{Case: "parcel-1", Reason: "lost"})
	w.refused("", Deliver{Task: ref("parcel-1", "arrived")}, "case_closed")
}

func TestASecretIsMadeByTheOwnerAndStaysOutOfTheRecord(t *testing.T) {
	w := newWorld(t)
	w.publish(parcel())
	w.refused("sari", MakeSecret{Process: "parcel", Print: "abcd"}, "owner_only")
	w.refused("hendra", MakeSecret{Process: "nothing"}, "unknown_process")
	w.refused("sari", DropDelivery{Number: 1}, "owner_only")
	w.must("hendra", MakeSecret{Process: "parcel", Print: "abcd"})
	if got := line(English, Describe(w.events[len(w.events)-1], nil, w.shop)); got != "made a secret for | Parcel | abcd" {
		t.Error(got)
	}
	w.must("hendra", DropDelivery{Number: 7, Process: "parcel", Reason: "a test"})
	if got := line(English, Describe(w.events[len(w.events)-1], nil, w.shop)); got != `gave up a delivery for | Parcel | number 7, "a test"` {
		t.Error(got)
	}
	if r := w.refused("hendra", Undo{}, "lasting_act"); !slices.Contains([]string{"Your last act can't be undone: you gave up a delivery. The sender can send it again."}, r.In(English)) {
		t.Error(r)
	}
}
