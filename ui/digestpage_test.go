package ui

import (
	"testing"
	"time"

	"alur/model"
)

// After closing the page of the day tells the day that just ended, and from when
// to when it tells.
func TestThePageOfTheDayTellsTheDayThatEnded(t *testing.T) {
	s := tokoMaju(t, model.English)
	loc, err := s.shop.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	day := s.now.In(loc.Location())
	s.now = time.Date(day.Year(), day.Month(), day.Day(), 20, 0, 0, 0, loc.Location())
	opened := loc.DayTold(s.now).In(loc.Location())
	openAt(t, s, "", pageDigest, nil).sees("It tells " + model.ClockWords(opened).In(model.English) + " to " + model.ClockWords(s.now).In(model.English) + ".")
}
