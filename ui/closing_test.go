package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// A session that is closed from outside ends once what was typed last is
// written, and signs nobody out, for nobody left.
func TestClosingWaitsForTheDraft(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "dewi", "")
	d.press("enter")
	h := hold(d)
	d.text("INV-7")
	before := s.count
	if _, cmd := d.root.Update(Closing{}); cmd != nil {
		t.Error("it does not wait for what was typed")
	}
	ended := false
	for range 20 {
		for _, m := range h.messages() {
			_, ended = m.(tea.QuitMsg)
			if !ended {
				d.send(m)
			}
		}
	}
	if got := s.drafts["dewionline-order-1/invoice"]["invoice_no"]; got != "INV-7" || !ended {
		t.Errorf("the draft is %q, and the end has come: %v", got, ended)
	}
	if s.count != before {
		t.Error("somebody was signed out")
	}
}
