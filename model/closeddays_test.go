package model

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestClosedDaysAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]ClosedDays{
		"2026-12-25":                          {From: "2026-12-25", To: "2026-12-25"},
		"25/12/2026  Christmas day":           {From: "2026-12-25", To: "2026-12-25", Name: "Christmas day"},
		"24.12.2026 - 31.12.2026 Libur akhir": {From: "2026-12-24", To: "2026-12-31", Name: "Libur akhir"},
		"2026-12-24..2026-12-26":              {From: "2026-12-24", To: "2026-12-26"},
		"9/3/2027 sampai 2027-03-12 Lebaran":  {From: "2027-03-09", To: "2027-03-12", Name: "Lebaran"},
	} {
		if got, err := ParseClosed(text); err != nil || got != want {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "Christmas", "2026-13-01", "2026-12-25 -", "2026-12-25 - soon", "2026-12-25 - 2026-12-24", "2026-12-25 - 2036-12-25"} {
		if _, err := ParseClosed(text); Refused(err) == nil || Refused(err).Code != "bad_day" {
			t.Errorf("%q is read: %v", text, err)
		}
	}
}

// Closing days and opening them again leaves what was there; what is shown is
// read back as it was.
func TestClosingAndReopening(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := DefaultHours()
		days := func(label string) ClosedDays {
			from := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 40).Draw(t, label))
			to := from.AddDate(0, 0, rapid.IntRange(0, 5).Draw(t, "length"))
			return ClosedDays{From: from.Format(time.DateOnly), To: to.Format(time.DateOnly), Name: rapid.SampledFrom([]string{"", "Lebaran", "Natal"}).Draw(t, "name")}
		}
		for range rapid.IntRange(0, 4).Draw(t, "closures") {
			h = h.Close(days("from"))
		}
		again := DefaultHours()
		for _, c := range h.ClosedDays() {
			read, err := ParseClosed(c.String())
			if err != nil {
				t.Fatal(err)
			}
			again = again.Close(read)
		}
		if !slices.Equal(again.Closed, h.Closed) || !slices.Equal(again.ClosedDays(), h.ClosedDays()) {
			t.Fatalf("%v is read back as %v", h.ClosedDays(), again.ClosedDays())
		}
		c := days("reopened")
		h = h.Reopen(c)
		for _, day := range h.Closed {
			if day >= c.From && day <= c.To {
				t.Fatalf("%s is still closed", day)
			}
		}
	})
}

func TestHoursInWords(t *testing.T) {
	h := DefaultHours().Close(ClosedDays{From: "2026-12-24", To: "2026-12-27", Name: "Natal"})
	h.Week[4] = []Slot{{"08:00", "11:30"}, {"13:00", "17:00"}}
	if got := h.Words().In(Indonesian); got != "sen-kam 08:00-17:00; jum 08:00-11:30, 13:00-17:00; sab 08:00-17:00; min tutup; tutup 2026-12-24 - 2026-12-27 Natal" {
		t.Error(got)
	}
	if week, err := h.OpenWeek(); err != nil || week != 52*time.Hour+30*time.Minute {
		t.Error(week, err)
	}
	// 27 December 2026 is a Sunday, closed anyway.
	for from, want := range map[string]string{"2026-11-01": "2026-12-24", "2026-12-26": "2026-12-26", "2026-12-27": ""} {
		if got, ok := h.NextClosed(from); got.From != want || ok != (want != "") {
			t.Errorf("from %s the next closed day is %q, %v", from, got.From, ok)
		}
	}
	for _, text := range []string{"8", "08:00-08:00", "08:00", "25:00-26:00"} {
		if _, err := ParseOpening(text); Refused(err) == nil {
			t.Errorf("%q is read", text)
		}
	}
	if slots, err := ParseOpening("08:00 - 12:00, 13:00-17:00"); err != nil || FormatSlots(slots) != "08:00-12:00, 13:00-17:00" {
		t.Error(slots, err)
	}
}
