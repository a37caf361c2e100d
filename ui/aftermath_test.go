package ui

import (
	"testing"
	"time"

	"alur/model"
)

// Hendra cancels a return before its check: at the foot of the screen he reads
// that the sale now waits for him.
func TestWhoCancelsHearsWhatItDidToOtherCases(t *testing.T) {
	s := tokoMaju(t, model.English)
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{Name: "Return", Role: "service", Steps: []model.Step{{ID: "smell", Text: "Smell it", NeverSkip: true}}}})
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{Name: "Sale", Role: "service", Steps: []model.Step{{ID: "back", Kind: model.Run, Text: "return"}}}})
	gives(t, s, "hendra", model.StartCase{Process: "sale"})
	d := sit(t, s, "hendra", "")
	d.open(pageCase, "return-1")
	d.resize(140, 30).press("f8", "end", "enter", "up", "up").text("return-1").press("tab").text("no time").press("tab", "tab", "enter")
	d.wait(2 * time.Second)
	d.sees(`sale-1/back now waits for Hendra`)
}
