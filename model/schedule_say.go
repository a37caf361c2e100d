package model

import "time"

// Words says when a schedule starts cases: "every month on the last workday at
// 09:00; on a closed day the open day before". Nothing for one that never
// does.
func (s Schedule) Words() Reason {
	every := map[Every]Say{
		EveryDay: {EN: "every day", ID: "setiap hari"}, EveryWeekday: {EN: "Monday to Friday", ID: "Senin sampai Jumat"},
		EveryWeek: {EN: "every week", ID: "setiap minggu"}, EveryMonth: {EN: "every month", ID: "setiap bulan"},
		EveryQuarter: {EN: "every quarter", ID: "setiap triwulan"}, EveryYear: {EN: "every year", ID: "setiap tahun"},
	}[s.Every]
	if every == (Say{}) {
		return Reason{}
	}
	at := because(Say{EN: "when the shop opens", ID: "saat toko buka"})
	if s.At != "" {
		at = because(Say{EN: "at %s", ID: "pukul %s"}, s.At)
	}
	words := because(Say{EN: "%s %s", ID: "%s %s"}, because(every), at)
	if on, ok := s.onWords(); ok {
		words = because(Say{EN: "%s on %s %s", ID: "%s %s %s"}, because(every), on, at)
	}
	closed := map[string]Say{
		BeforeIfClosed: {EN: "; on a closed day the open day before", ID: "; bila tutup, hari buka sebelumnya"},
		SkipIfClosed:   {EN: "; not on a closed day", ID: "; tidak pada hari tutup"},
	}[s.IfClosed]
	if closed == (Say{}) {
		return words
	}
	return because(Say{EN: "%s%s", ID: "%s%s"}, words, closed)
}

// onWords says the day in the period, where a period has several.
func (s Schedule) onWords() (Say, bool) {
	switch s.Every {
	case EveryDay, EveryWeekday:
		return Say{}, false
	case EveryWeek:
		days := map[string]time.Weekday{"": time.Monday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday}
		return WeekdayName(days[s.On]), true
	}
	switch s.On {
	case lastDay:
		return Say{EN: "the last day", ID: "hari terakhir"}, true
	case firstWorkday:
		return Say{EN: "the first workday", ID: "hari kerja pertama"}, true
	case lastWorkday:
		return Say{EN: "the last workday", ID: "hari kerja terakhir"}, true
	case "":
		return Say{EN: "day 1", ID: "tanggal 1"}, true
	}
	return Say{EN: "day " + s.On, ID: "tanggal " + s.On}, true
}
