package model

import (
	"strings"
	"time"
)

// ParseHours reads opening hours as people write them: "mon-fri 08:00-17:00
// sat 08:00-12:00,13:00-15:00". Days that are not named stay as they are in
// base. The days of both languages are read. It returns a *Refusal with the
// code "bad_hours" for anything else, and those of Hours.Check.
func ParseHours(text string, base Hours) (Hours, error) {
	h, err := parseHours(text, base)
	if err != nil {
		return base, err
	}
	return h, h.Check()
}

// parseHours is ParseHours of what was checked before it was kept.
func parseHours(text string, base Hours) (Hours, error) {
	words := strings.Fields(strings.ReplaceAll(text, ", ", ","))
	if len(words) == 0 || len(words)%2 == 1 {
		return base, refuse("bad_hours", Say{
			EN: "%q are no opening hours: write days and their hours: mon-fri 08:00-17:00 sat 08:00-12:00.",
			ID: "%q bukan jam buka: tulis hari dan jamnya: sen-jum 08:00-17:00 sab 08:00-12:00.",
		}, text)
	}
	for i := 0; i < len(words); i += 2 {
		from, to, ok := dayRange(words[i])
		if !ok {
			return base, refuse("bad_hours", Say{
				EN: "%q names no days: write mon, mon-fri, sat or sun.",
				ID: "%q bukan nama hari: tulis sen, sen-jum, sab atau min.",
			}, words[i])
		}
		slots, err := parseSlots(words[i+1])
		if err != nil {
			return base, err
		}
		for day := from; ; day = (day + 1) % 7 {
			base.Week[day] = slots
			if day == to {
				break
			}
		}
	}
	return base, nil
}

// Weekdays are the short names of the days, Monday first, as ParseHours reads
// them.
func Weekdays() [7]Say {
	return [7]Say{
		{EN: "mon", ID: "sen"}, {EN: "tue", ID: "sel"}, {EN: "wed", ID: "rab"}, {EN: "thu", ID: "kam"},
		{EN: "fri", ID: "jum"}, {EN: "sat", ID: "sab"}, {EN: "sun", ID: "min"},
	}
}

func dayRange(text string) (from, to int, ok bool) {
	first, last, ranged := strings.Cut(strings.ToLower(text), "-")
	if !ranged {
		last = first
	}
	from, to = dayIndex(first), dayIndex(last)
	return from, to, from >= 0 && to >= 0
}

// dayIndex is 0 for Monday, -1 for a word that names no day.
func dayIndex(text string) int {
	for i, name := range Weekdays() {
		if len(text) >= 3 && (strings.HasPrefix(text, name.EN) || strings.HasPrefix(text, name.ID)) {
			return i
		}
	}
	return -1
}

func parseSlots(text string) ([]Slot, error) {
	if strings.EqualFold(text, "closed") || strings.EqualFold(text, "tutup") {
		return nil, nil
	}
	var slots []Slot
	for _, part := range strings.Split(text, ",") {
		opens, closes, ok := strings.Cut(strings.TrimSpace(part), "-")
		if !ok {
			return nil, refuse("bad_hours", Say{
				EN: "%q are no hours: write 08:00-17:00, 08:00-12:00,13:00-17:00 or closed.",
				ID: "%q bukan jam buka: tulis 08:00-17:00, 08:00-12:00,13:00-17:00 atau tutup.",
			}, text)
		}
		slots = append(slots, Slot{Open: opens, Close: closes})
	}
	return slots, nil
}

// CalendarOf reckons in the hours of a process where it has its own, else in
// those of the division of a case, else of the shop; closed days and the time
// zone hold for all of them.
func (s *Shop) CalendarOf(f *Flow, division string) (*Calendar, error) {
	if f == nil || f.Process.Hours == "" {
		return s.CalendarFor(division, "")
	}
	hours, err := parseHours(f.Process.Hours, Hours{Closed: s.HoursFor(division, "").Closed})
	if err == nil {
		var cal *Calendar
		if cal, err = NewCalendar(hours, s.Zone); err == nil {
			return cal, nil
		}
	}
	if len(f.refused) > 0 { // As earlier versions of alur published it.
		return s.CalendarFor(division, "")
	}
	return nil, err
}

// checkHours checks the opening hours of a process.
func (c *compiler) checkHours(text string) {
	hours, err := ParseHours(text, Hours{})
	if err == nil {
		_, err = NewCalendar(hours, time.UTC.String())
	}
	if r := Refused(err); r != nil {
		c.fault("hours", r.Why, r.Args...)
	}
}
