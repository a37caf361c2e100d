package model

import "testing"

func TestTimesAreReadAsPeopleSayThem(t *testing.T) {
	for _, tt := range []struct{ said, file string }{
		{"1 jam", "1h"}, {"1jam", "1h"}, {"30 menit", "30m"}, {"30 mnt", "30m"}, {"1 jam 30 menit", "1h30m"}, {"2 hari", "2d"}, {"2 minggu", "2w"}, {"2 J", "2h"},
		{"1 hour", "1h"}, {"90 minutes", "90m"}, {"1 h 30 min", "1h30m"}, {"3 Days", "3d"}, {"1 week", "1w"},
		{"15m", "15m"}, {"1h30m", "1h30m"}, {" 2d ", "2d"},
		{"16:00", "16:00"}, {"16.00", "16:00"}, {"9.30", "09:30"}, {"jam 16.00", "16:00"}, {"jam 16", "16:00"}, {"pukul 9", "09:00"}, {"at 16:30", "16:30"},
		// What is neither stays as it was typed, for the refusal to name it.
		{"", ""}, {"soon", "soon"}, {"1 hr", "1 hr"}, {"jam", "jam"}, {"1,5 jam", "1,5 jam"}, {"16.5", "16.5"}, {"25.00", "25.00"}, {"9999999 jam", "9999999 jam"},
		{"next workday 10:00", "next workday 10:00"}, {"delivery - 1d", "delivery - 1d"},
	} {
		if got := PlainDue(tt.said); got != tt.file {
			t.Errorf("%q is %q, not %q", tt.said, got, tt.file)
		}
	}
}

// What alur says itself it also reads: a person copies what the screen shows.
func TestALengthOfTimeThatIsSaidIsRead(t *testing.T) {
	for _, text := range []string{"5m", "2h", "1h30m", "1d", "6d", "2d4h", "1d2h5m"} {
		want, err := ParseSpan(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []Lang{English, Indonesian} {
			if got, err := ParseSpan(PlainSpan(want.In(lang))); err != nil || got != want {
				t.Errorf("%s: %q is read as %v, %v", text, want.In(lang), got, err)
			}
		}
	}
}

func TestOpeningHoursAreReadAsPeopleWriteThem(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"8-17", "08:00-17:00"}, {"08.00-16.30", "08:00-16:30"}, {"8.00 - 12.00, 13 - 17", "08:00-12:00, 13:00-17:00"}, {"0-24", "00:00-24:00"}, {"08:00–17:00", "08:00-17:00"}, {"tutup", ""},
	} {
		slots, err := ParseOpening(tt.text)
		if err != nil || FormatSlots(slots) != tt.want {
			t.Errorf("%q is %q, %v", tt.text, FormatSlots(slots), err)
		}
	}
	for _, bad := range []string{"8", "8-25", "8-12-17", "delapan-17", "8.5-17"} {
		if slots, err := ParseOpening(bad); err == nil {
			t.Errorf("%q is %v", bad, slots)
		}
	}
}
