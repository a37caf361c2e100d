package ui

import (
	"testing"

	"alur/model"
)

// A case that waits for the courier, and for nothing else of Sari's: the code
// of the parcel opens what she reports, and Enter says that it has come.
func TestAScanOfAWaitingParcelReportsIt(t *testing.T) {
	s := tokoMaju(t, model.English)
	at := func(step string) model.TaskRef { return model.TaskRef{Case: "online-order-1", Step: step} }
	for _, done := range []struct {
		by  string
		act model.Complete
	}{
		{"sari", model.Complete{Task: at("pick"), Ticks: []string{"1/1", "1/2", "1/3", "2"}}},
		{"budi", model.Complete{Task: at("quality"), Ticks: []string{"1", "2"}}},
		{"sari", model.Complete{Task: at("pack"), Ticks: []string{"1", "2"}, Values: model.Values{"weight": {Text: "2"}, "label": {Text: "1042"}}}},
		{"dewi", model.Complete{Task: at("invoice"), Values: model.Values{"invoice_no": {Text: "F-1"}}}},
	} {
		gives(t, s, done.by, done.act)
	}
	d := sit(t, s, "sari", "")
	// Its work is still hers: the code opens the case.
	d.scan("1042\r").sees("The case", "Order 1042 - Bu Rina")
	gives(t, s, "budi", model.Complete{Task: at("collect"), Values: model.Values{"courier": {Text: "JNE"}, "tracking": {Text: "1"}}})
	d.refresh().press("esc").scan("1042\r").sees("the courier's delivery notice", "Order 1042 - Bu Rina")
	if c := s.cases["online-order-1"]; c.Task("deliver").State != model.Waiting {
		t.Errorf("the scan alone reported it: %s", c.Task("deliver").State)
	}
	d.press("enter")
	if c := s.cases["online-order-1"]; c.Task("deliver").State != model.Done {
		t.Errorf("it is still %s:\n%s", c.Task("deliver").State, d.screen())
	}
	// Who has nothing to do with it sees the case.
	sit(t, s, "dewi", "").scan("1042\r").sees("The case", "Order 1042 - Bu Rina")
}

// A code is looked up while the shop's file is slow, and who scanned it locks
// and goes: what is found then is shown to nobody, nor to who signs in next.
func TestWhatWasScannedIsNotShownToAnother(t *testing.T) {
	for _, next := range []string{"", "bud"} {
		s := tokoMaju(t, model.English)
		d := sit(t, s, "sari", "")
		h := hold(d)
		d.scan("1042\r")
		found := h.messages()
		d.hold = nil
		d.press("f12").sees("Who are you?")
		if next != "" {
			d.text(next).press("enter").sees("Budi")
		}
		before := d.screen()
		h.send(found)
		if after := d.screen(); after != before {
			t.Errorf("%q sees what another scanned:\n%s", next, after)
		}
	}
}
