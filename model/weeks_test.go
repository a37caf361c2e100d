package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestTheWeeksAboutNowAgreeWithTheCalendar, near and as far off as a time can
// be written.
func TestTheWeeksAboutNowAgreeWithTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal, err := NewCalendar(drawHours(t), "Asia/Jakarta")
		if err != nil {
			t.Fatal(err)
		}
		w := newQueuing(QueueInput{Now: monday, Calendar: cal}).weeksOf(cal)
		at := rapid.Custom(func(t *rapid.T) time.Time {
			near := monday.Add(time.Duration(rapid.Int64Range(-40*86400, 40*86400).Draw(t, "seconds")) * time.Second)
			return rapid.SampledFrom([]time.Time{near, near, near, {}, near.AddDate(7000, 0, 0)}).Draw(t, "time")
		})
		a, b := at.Draw(t, "a"), at.Draw(t, "b")
		if got, want := w.working(a, b), cal.Working(a, b); got != want {
			t.Fatalf("%s to %s: the weeks say %s, the calendar %s", a, b, got, want)
		}
	})
}
