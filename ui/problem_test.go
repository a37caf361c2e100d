package ui

import (
	"context"
	"testing"
	"time"

	"alur/model"
)

// The verbs of F8 offer only what the model does: nobody of another division,
// and no step below.
func TestNobodyOfAnotherDivisionIsOffered(t *testing.T) {
	s := tokoMaju(t, model.English)
	role := s.shop.People["sari"].Roles
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Joko", Roles: role, Division: "Bandung"}})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Lina", Roles: role, Division: "Jakarta"}})
	made := gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: third(), Division: "Jakarta"})
	d := sit(t, s, "sari", "")
	d.open(pageNext, model.TaskRef{Case: made.Case, Step: "pick"})
	d.sees("Bu Tuti").press("right", "right", "enter").sees("Hand over to whom?", "Lina", "Budi")
	if contains(d.screen(), "Joko") {
		t.Errorf("Joko works elsewhere:\n%s", d.screen())
	}
}

func third() model.Values {
	v := rina()
	v["order_no"], v["customer"] = model.Value{Text: "1044"}, model.Value{Text: "Bu Tuti"}
	return v
}

func TestWorkGoesBackOnlyUp(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	d := sit(t, s, "budi", "")
	d.press("enter", "f9", "down", "enter", "down", "enter").sees("Sent back")
	// The check was done once, but it comes after the picking.
	boss := sit(t, s, "hendra", "")
	boss.open(pageNext, model.TaskRef{Case: "online-order-1", Step: "pick"})
	boss.sees("Order 1042").press("f8").sees("no earlier step that you may choose")
}

// Whoever is offered is somebody the model lets do it, and nobody else is.
func TestTheModelTakesWhomTheScreenOffers(t *testing.T) {
	s := tokoMaju(t, model.English)
	picked(t, s)
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Rudi", Auditor: true}})
	gives(t, s, "hendra", model.HandOver{Task: model.TaskRef{Case: "online-order-1", Step: "quality"}, To: "budi"})
	d := sit(t, s, "hendra", "")
	q, err := s.Queue(context.Background(), "budi", s.Now())
	if err != nil {
		t.Fatal(err)
	}
	task, err := readTask(context.Background(), s, "hendra", q.Items[0])
	if err != nil {
		t.Fatal(err)
	}
	offered := map[string]bool{}
	for _, o := range (&problem{task: task}).colleagues(&d.root.env) {
		offered[o.id] = true
	}
	for id := range s.shop.People {
		_, err := model.Decide(memView{s}, model.Command{Op: "x", By: "hendra", Act: model.HandOver{Task: task.ref(), To: id}}, s.Now())
		if err == nil != offered[id] && id != "hendra" {
			t.Errorf("%s is offered: %v, and the model says %v", id, offered[id], err)
		}
	}
}

// TestTheOwnerLooksAfterParkedWorkThatStandsStill: it is in the owner's list,
// and Enter takes it from nobody: it shows the case, where F8 takes it over.
func TestTheOwnerLooksAfterParkedWorkThatStandsStill(t *testing.T) {
	for _, lang := range model.Langs() {
		s := tokoMaju(t, lang)
		pick := model.TaskRef{Case: "online-order-1", Step: "pick"}
		gives(t, s, "sari", model.Begin{Task: pick})
		gives(t, s, "sari", model.Park{Task: pick, Reason: "dus habis"})
		s.now = s.now.Add(3 * time.Hour)
		d := sit(t, s, "hendra", lang)
		why, show, over := "stands still, parked by Sari since 14:32: dus habis", "Show case  Enter", "Take over"
		if lang == model.Indonesian {
			why, show, over = "terhenti, ditunda Sari sejak 14:32: dus habis", "Lihat kasus  Enter", "Ambil alih"
		}
		d.resize(120, 30).open(pageNext, pick)
		d.sees(why, show, "F8")
		d.press("enter")
		if got := s.cases["online-order-1"].Task("pick"); got.State != model.Parked || got.By != "sari" {
			t.Errorf("Enter made it %s, of %q", got.State, got.By)
		}
		d.press("f8").sees(over)
	}
}
