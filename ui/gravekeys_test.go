package ui

import (
	"testing"

	"alur/model"
)

// An act takes long, and the person presses Enter again and again: whatever
// comes onto the screen with its answer, they have not seen it yet.
func TestEnterDuringAnActIsNotForWhatComes(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := sit(t, s, "sari", "").sees("[►Begin")
	begins := d.root.given(waitingInput{in: keyPress{name: "enter"}})
	if d.root.busy != 1 {
		t.Fatal("nothing is begun")
	}
	for range 3 {
		d.root.given(waitingInput{in: keyPress{name: "enter"}})
		d.root.given(waitingInput{in: keyPress{name: "f9"}})
	}
	d.root.given(waitingInput{in: keyPress{name: "down"}})
	d.run(begins)
	d.lacks("Begin", "Still to do in").sees("► [ ]")
	if d.root.grave != 0 || d.root.busy != 0 {
		t.Errorf("%d and %d acts are under way", d.root.grave, d.root.busy)
	}
}
