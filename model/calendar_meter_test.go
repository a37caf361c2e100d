package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawHours draws opening hours: days with none, one or two slots, some
// across midnight, and closed days.
func drawHours(t *rapid.T) Hours {
	var h Hours
	for day := range h.Week {
		for range rapid.IntRange(0, 2).Draw(t, "slots") {
			open, hours := rapid.IntRange(0, 23).Draw(t, "open"), rapid.IntRange(1, 11).Draw(t, "hours")
			clock := func(hour int) string { return time.Date(2026, 1, 1, hour%24, 30, 0, 0, time.UTC).Format("15:04") }
			h.Week[day] = append(h.Week[day], Slot{Open: clock(open), Close: clock(open + hours)})
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "holidays") {
		day := rapid.IntRange(0, 400).Draw(t, "holiday")
		h.Closed = append(h.Closed, time.Date(2026, 1, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	return h
}

// TestTheMeterAgreesWithTheCalendar: over the changes of the clocks, holidays,
// slots across midnight, and outside the range it was made for.
func TestTheMeterAgreesWithTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom([]string{"Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"}).Draw(t, "zone")
		cal, err := NewCalendar(drawHours(t), zone)
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		moment := rapid.Int64Range(-40*86400, 440*86400)
		at := func(label string) time.Time {
			return begin.Add(time.Duration(moment.Draw(t, label)) * time.Second)
		}
		from, to := at("from"), at("to")
		m := cal.Meter(from, to)
		for range 10 {
			a, b := at("a"), at("b")
			if got, want := m.Working(a.UnixNano(), b.UnixNano()), cal.Working(a, b); got != want {
				t.Fatalf("%s to %s: the meter says %s, the calendar %s", a, b, got, want)
			}
		}
	})
}

func BenchmarkMeter(b *testing.B) {
	cal, err := NewCalendar(DefaultHours(), "Asia/Jakarta")
	if err != nil {
		b.Fatal(err)
	}
	from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	m := cal.Meter(from, from.AddDate(3, 0, 0))
	b.Run("meter", func(b *testing.B) {
		var i int64
		for b.Loop() {
			a := from.UnixNano() + i*int64(time.Hour)
			m.Working(a, a+int64(50*time.Hour))
			i = (i + 7) % 20000
		}
	})
	b.Run("calendar", func(b *testing.B) {
		var i int64
		for b.Loop() {
			a := from.Add(time.Duration(i) * time.Hour)
			cal.Working(a, a.Add(50*time.Hour))
			i = (i + 7) % 20000
		}
	})
}
