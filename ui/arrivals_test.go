package ui

import (
	"testing"
	"time"

	"alur/model"
)

// TestBellAndTitle: what comes for a person rings once and is counted in the
// window's title; what follows from their own act, and what comes for others,
// does not ring.
func TestBellAndTitle(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "", "")
	title := func(want string) {
		t.Helper()
		if got := d.root.title(); got != want {
			t.Errorf("the window is called %q, want %q", got, want)
		}
	}
	rings := func(want int, why string) {
		t.Helper()
		if d.bells != want {
			t.Errorf("%s: the bell rang %d times, want %d", why, d.bells, want)
		}
	}
	title("alur · Toko Maju · Sign in")
	d.text("budi").press("enter")
	title("(2) alur · Toko Maju · My next task")
	rings(0, "signing in")

	checked1043 := func() {
		ref := model.TaskRef{Case: "online-order-2", Step: "pick"}
		gives(t, s, "sari", model.Begin{Task: ref})
		gives(t, s, "sari", model.Complete{Task: ref, Ticks: []string{"1/1", "1/2", "1/3", "2"}})
	}
	picked(t, s)
	d.refresh()
	rings(1, "a check came for Budi")
	checked1043()
	d.refresh()
	rings(1, "another one, seconds later")
	title("(2) alur · Toko Maju · My next task")

	s.now = s.now.Add(time.Minute)
	other := rina()
	other["order_no"] = model.Value{Text: "1044"}
	gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: other})
	d.refresh()
	rings(2, "an order came, a minute later")

	s.now = s.now.Add(time.Minute)
	d.press("enter", "space", "down", "space", "f9", "enter").refresh()
	if s.cases["online-order-1"].Task("pack") == nil {
		t.Error("the packing is not ready: this tells nothing")
	}
	rings(2, "Budi's own check made the packing ready")

	d.press("f12")
	gives(t, s, "hendra", model.StartCase{Process: "online-order", Fields: model.Values{
		"order_no": {Text: "1045"}, "customer": {Text: "Bu Ani"}, "items": {Items: []string{"Lamp"}}, "total": {Text: "1"}, "payment": {Text: "cod"}}})
	d.refresh()
	rings(2, "nobody is signed in")
	title("alur · Toko Maju · Sign in")
}
