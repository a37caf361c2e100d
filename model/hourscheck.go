package model

import (
	"cmp"
	"slices"
)

// Check refuses a week that can't be meant, with a *Refusal: one without any
// opening ("never_open"), for a week that says nothing stands for the usual
// hours, or for those of the shop; and openings that overlap ("bad_hours").
func (h Hours) Check() error {
	if h.noWeek() {
		return refuse("never_open", Say{
			EN: "At least one day has to be open. To close for some days, write them as closed days, with their dates.",
			ID: "Paling sedikit satu hari harus buka. Untuk tutup beberapa hari, tulis sebagai hari tutup, dengan tanggalnya.",
		})
	}
	return h.overlapping(true)
}

// opening is a slot of a week, in minutes since its Monday began.
type opening struct {
	day, from, to int
	slot          Slot
}

// openings are the slots of a week in order; those that can't be read are
// left to NewCalendar.
func (h Hours) openings() []opening {
	var all []opening
	for day, slots := range h.Week {
		for _, s := range slots {
			from, okFrom := minuteOf(s.Open)
			to, okTo := minuteOf(s.Close)
			if !okFrom || !okTo || from == to {
				continue
			}
			if to < from {
				to += minutesADay
			}
			all = append(all, opening{day: day, from: day*minutesADay + from, to: day*minutesADay + to, slot: s})
		}
	}
	slices.SortStableFunc(all, func(a, b opening) int { return cmp.Compare(a.from, b.from) })
	return all
}

// overlapping refuses two openings that are open at the same time, across
// midnight and from Sunday to Monday too.
func (h Hours) overlapping(dayKnown bool) error {
	all := h.openings()
	for i, a := range all {
		b := all[(i+1)%len(all)]
		if i+1 == len(all) {
			b.from += 7 * minutesADay
		}
		if b.from >= a.to {
			continue
		}
		hours := [2]string{a.slot.Open + "-" + a.slot.Close, b.slot.Open + "-" + b.slot.Close}
		if !dayKnown {
			return refuse("bad_hours", Say{
				EN: "%s and %s overlap. Write one after the other, as in 08:00-12:00, 13:00-17:00.",
				ID: "%s dan %s bertumpuk. Tulis satu sesudah yang lain, seperti 08:00-12:00, 13:00-17:00.",
			}, hours[0], hours[1])
		}
		return refuse("bad_hours", Say{
			EN: "%s %s and %s %s overlap. Write one after the other, as in 08:00-12:00,13:00-17:00.",
			ID: "%s %s dan %s %s bertumpuk. Tulis satu sesudah yang lain, seperti 08:00-12:00,13:00-17:00.",
		}, Weekdays()[a.day], hours[0], Weekdays()[b.day], hours[1])
	}
	return nil
}
