package model

import (
	"fmt"
	"time"
)

// moment is a time, or only its day, as people write it: "Mon 30 Nov 2026
// 12:32", "Sen 30 Nov 2026 12:32". It is said in the zone it carries.
type moment struct {
	at  time.Time
	day bool
}

// In is the time in a language.
func (m moment) In(l Lang) string {
	day := fmt.Sprintf("%s %d %s %d", ShortWeekday(m.at.Weekday(), l), m.at.Day(), ShortMonth(m.at.Month(), l), m.at.Year())
	if m.day {
		return day
	}
	return day + " " + m.at.Format("15:04")
}

// ShortWeekday is the first three letters of a weekday, which is how both
// languages shorten it: "Mon", "Sen".
func ShortWeekday(d time.Weekday, l Lang) string { return WeekdayName(d).In(l)[:3] }

// ShortMonth is a month in three letters: "Aug", "Agt".
func ShortMonth(m time.Month, l Lang) string {
	if m == time.August && l == Indonesian {
		return "Agt"
	}
	return MonthName(m).In(l)[:3]
}

// WeekdayName is a weekday in full: "Monday", "Senin".
func WeekdayName(d time.Weekday) Say {
	names := [...]Say{
		{EN: "Sunday", ID: "Minggu"}, {EN: "Monday", ID: "Senin"}, {EN: "Tuesday", ID: "Selasa"},
		{EN: "Wednesday", ID: "Rabu"}, {EN: "Thursday", ID: "Kamis"}, {EN: "Friday", ID: "Jumat"},
		{EN: "Saturday", ID: "Sabtu"},
	}
	return names[d%7]
}

// MonthName is a month in full: "January", "Januari".
func MonthName(m time.Month) Say {
	names := [...]Say{
		{EN: "January", ID: "Januari"}, {EN: "February", ID: "Februari"}, {EN: "March", ID: "Maret"},
		{EN: "April", ID: "April"}, {EN: "May", ID: "Mei"}, {EN: "June", ID: "Juni"},
		{EN: "July", ID: "Juli"}, {EN: "August", ID: "Agustus"}, {EN: "September", ID: "September"},
		{EN: "October", ID: "Oktober"}, {EN: "November", ID: "November"}, {EN: "December", ID: "Desember"},
	}
	return names[(m+11)%12]
}

// DayWords is a day as people write it, in the zone that the time carries:
// "Mon 30 Nov 2026".
func DayWords(t time.Time) Reason { return because(Say{EN: "%s", ID: "%s"}, moment{at: t, day: true}) }

// dayClock is a time of the days around: "Mon 09:12".
type dayClock struct{ at time.Time }

// In is the time in a language.
func (d dayClock) In(l Lang) string {
	return ShortWeekday(d.at.Weekday(), l) + " " + d.at.Format("15:04")
}

// ClockWords is a time of the days around as people say it, in the zone that the
// time carries: "Mon 09:12".
func ClockWords(t time.Time) Reason { return because(Say{EN: "%s", ID: "%s"}, dayClock{t}) }
