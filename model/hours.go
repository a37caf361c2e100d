package model

import (
	"maps"
	"slices"
)

// Hours are the opening hours of the shop, of a division or of a person, in
// the time zone of the shop.
type Hours struct {
	// Week holds the opening slots of each day, Monday first; empty is
	// closed.
	Week [7][]Slot `json:"week"`
	// Closed are days without opening: holidays and closures, as 2006-01-02.
	Closed []string `json:"closed,omitempty"`
	// Names are what closed days are called, by date: "Christmas".
	Names map[string]string `json:"names,omitempty"`
}

// Slot is one opening, from Open to Close, as "15:04"; a Close of "24:00" is
// midnight. A slot whose Close is not after its Open crosses midnight.
type Slot struct {
	Open  string `json:"open"`
	Close string `json:"close"`
}

// DefaultHours are Monday to Saturday, eight to five.
func DefaultHours() Hours {
	var h Hours
	for day := range 6 {
		h.Week[day] = []Slot{{Open: "08:00", Close: "17:00"}}
	}
	return h
}

// within are the hours of a part of what h are the hours of: its own week
// where it has one, and the closed days of both.
func (h Hours) within(whole Hours) Hours {
	if h.noWeek() {
		h.Week = whole.Week
	}
	h.Closed = slices.Concat(whole.Closed, h.Closed)
	slices.Sort(h.Closed)
	h.Closed = slices.Compact(h.Closed)
	if len(whole.Names) > 0 {
		names := maps.Clone(whole.Names)
		maps.Copy(names, h.Names)
		h.Names = names
	}
	return h
}

// noWeek reports whether no day has an opening.
func (h Hours) noWeek() bool {
	return !slices.ContainsFunc(h.Week[:], func(day []Slot) bool { return len(day) > 0 })
}

// HoursFor are the hours that count for a division and a person: the person's
// own, else the division's, else the shop's. Either may be empty or unknown;
// a person without a division named works by that of the person. Closed days
// add up: a holiday of the shop is one for all.
func (s *Shop) HoursFor(division, person string) Hours {
	hours := s.Hours
	p := s.People[person]
	if p != nil && division == "" {
		division = p.Division
	}
	if own, ok := s.DivisionHours[division]; ok {
		hours = own.within(hours)
	}
	if p != nil && !p.Hours.empty() {
		hours = p.Hours.within(hours)
	}
	return hours
}

// CalendarFor reckons in the hours that count for a division and a person
// (see HoursFor). Due times, promises and slack of a case go by that of its
// division; the owner's figures by that of the shop, so that divisions can be
// compared.
func (s *Shop) CalendarFor(division, person string) (*Calendar, error) {
	return NewCalendar(s.HoursFor(division, person), s.Zone)
}

func (h Hours) empty() bool {
	for _, day := range h.Week {
		if len(day) > 0 {
			return false
		}
	}
	return len(h.Closed) == 0
}

// tidy is hours whose closed days are called as texts are kept; a name of no
// closed day is none.
func (h Hours) tidy() Hours {
	if len(h.Names) == 0 {
		return h
	}
	names := map[string]string{}
	for day, name := range h.Names {
		if name = tidyReason(name); name != "" && slices.Contains(h.Closed, day) {
			names[day] = name
		}
	}
	h.Names = names
	if len(names) == 0 {
		h.Names = nil
	}
	return h
}

// tidyHours are the hours of divisions without those that say nothing.
func tidyHours(of map[string]Hours) map[string]Hours {
	if len(of) == 0 {
		return nil
	}
	of = maps.Clone(of)
	maps.DeleteFunc(of, func(name string, h Hours) bool { return name == "" || h.empty() })
	for name, h := range of {
		of[name] = h.tidy()
	}
	if len(of) == 0 {
		return nil
	}
	return of
}
