package model

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// ClosedDays are days without opening that follow each other and have one
// name: a holiday, or a closure of some days.
type ClosedDays struct {
	// From and To are the first and the last day, as 2006-01-02.
	From, To string
	// Name is what people call it: "Christmas"; empty for none.
	Name string
}

// longestClosure is how many days a closure may have: more is a mistyped year.
const longestClosure = 366

// ParseClosed reads closed days as people write them: a day or a first and a
// last one, then a name: "2026-12-25 Christmas", "24/12/2026 - 31/12/2026
// Year's end". It returns a *Refusal with the code "bad_day" for anything
// else.
func ParseClosed(text string) (ClosedDays, error) {
	words := strings.Fields(strings.NewReplacer("..", " - ", "–", " - ").Replace(CleanText(text)))
	bad := func(got string) error {
		return refuse("bad_day", Say{
			EN: "%q is no day: write 2026-12-25 or 25/12/2026, or two days with - between, then a name.",
			ID: "%q bukan tanggal: tulis 2026-12-25 atau 25/12/2026, atau dua tanggal dengan - di antaranya, lalu namanya.",
		}, got)
	}
	if len(words) == 0 {
		return ClosedDays{}, bad(text)
	}
	from, ok := dayOf(words[0])
	if !ok {
		return ClosedDays{}, bad(words[0])
	}
	to, rest := from, words[1:]
	if len(rest) > 0 && slices.Contains([]string{"-", "to", "until", "sampai", "s/d", "sd"}, strings.ToLower(rest[0])) {
		if len(rest) == 1 {
			return ClosedDays{}, bad(rest[0])
		}
		if to, ok = dayOf(rest[1]); !ok {
			return ClosedDays{}, bad(rest[1])
		}
		rest = rest[2:]
	}
	if days := to.Sub(from) / (24 * time.Hour); days < 0 || days > longestClosure {
		return ClosedDays{}, refuse("bad_day", Say{
			EN: "From %s to %s is no closure: the second day has to come after the first, within a year.",
			ID: "Dari %s sampai %s bukan masa tutup: tanggal kedua harus sesudah yang pertama, dalam satu tahun.",
		}, words[0], to.Format(time.DateOnly))
	}
	return ClosedDays{From: from.Format(time.DateOnly), To: to.Format(time.DateOnly), Name: strings.Join(rest, " ")}, nil
}

// dayOf reads 2026-12-25, 25/12/2026 and 25.12.2026.
func dayOf(text string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2.1.2006", "2-1-2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// String is how ParseClosed reads it.
func (c ClosedDays) String() string {
	text := c.From
	if c.To != c.From {
		text += " - " + c.To
	}
	return strings.TrimSpace(text + " " + c.Name)
}

// ClosedDays are the closed days in order, those that belong together as one.
func (h Hours) ClosedDays() []ClosedDays {
	days := slices.Clone(h.Closed)
	slices.Sort(days)
	var all []ClosedDays
	for _, day := range slices.Compact(days) {
		if n := len(all) - 1; n >= 0 && all[n].Name == h.Names[day] && nextDay(all[n].To) == day {
			all[n].To = day
			continue
		}
		all = append(all, ClosedDays{From: day, To: day, Name: h.Names[day]})
	}
	return all
}

func nextDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// Close adds closed days.
func (h Hours) Close(c ClosedDays) Hours {
	h.Closed, h.Names = slices.Clone(h.Closed), maps.Clone(h.Names)
	for day := c.From; day != "" && day <= c.To; day = nextDay(day) {
		if !slices.Contains(h.Closed, day) {
			h.Closed = append(h.Closed, day)
		}
		if c.Name != "" {
			if h.Names == nil {
				h.Names = map[string]string{}
			}
			h.Names[day] = c.Name
		}
	}
	slices.Sort(h.Closed)
	return h
}

// Reopen takes closed days away.
func (h Hours) Reopen(c ClosedDays) Hours {
	gone := func(day string) bool { return day >= c.From && day <= c.To }
	h.Closed, h.Names = slices.DeleteFunc(slices.Clone(h.Closed), gone), maps.Clone(h.Names)
	maps.DeleteFunc(h.Names, func(day, _ string) bool { return gone(day) })
	return h
}

// NextClosed is the first closed day from a day on that would be open by the
// week; ok is false where there is none.
func (h Hours) NextClosed(from string) (day ClosedDays, ok bool) {
	for _, c := range h.ClosedDays() {
		for d := max(c.From, from); d != "" && d <= c.To; d = nextDay(d) {
			t, err := time.Parse(time.DateOnly, d)
			if err == nil && len(h.Week[weekday(dayNumber(t))]) > 0 {
				return ClosedDays{From: d, To: c.To, Name: c.Name}, true
			}
		}
	}
	return ClosedDays{}, false
}

// OpenWeek is the opening time of a week without closed days. It returns a
// *Refusal with the code "bad_hours" for hours that can't be understood.
func (h Hours) OpenWeek() (time.Duration, error) {
	h.Closed = nil
	c, err := NewCalendar(h, time.UTC.String())
	if err != nil || h.noWeek() {
		return 0, err
	}
	var sum time.Duration
	for _, day := range c.nominal {
		sum += day
	}
	return sum, nil
}

// ParseOpening reads the hours of one day: "08:00-17:00", "8-17",
// "08.00-12.00, 13.00-17.00", "closed", "tutup". It returns a *Refusal with
// the code "bad_hours" for anything else.
func ParseOpening(text string) ([]Slot, error) {
	text = strings.Join(strings.Fields(strings.NewReplacer("–", "-", " - ", "-").Replace(text)), "")
	if text == "" {
		return nil, nil
	}
	slots, err := parseSlots(text)
	if err != nil {
		return nil, err
	}
	for i, s := range slots {
		slots[i] = Slot{Open: plainEnd(s.Open), Close: plainEnd(s.Close)}
	}
	day := Hours{Week: [7][]Slot{slots}}
	if _, err = day.OpenWeek(); err == nil {
		err = day.overlapping(false)
	}
	return slots, err
}

// FormatSlots is how ParseOpening reads the hours of a day; nothing for a day
// that is closed.
func FormatSlots(slots []Slot) string {
	var parts []string
	for _, s := range slots {
		parts = append(parts, s.Open+"-"+s.Close)
	}
	return strings.Join(parts, ", ")
}

// Words are the opening hours in one line: days of the same hours together,
// then the closed days.
func (h Hours) Words() Say { return said(h.parts(English), h.parts(Indonesian)) }

// said joins parts into a sentence without arguments.
func said(en, id []string) Say {
	one := func(parts []string) string { return strings.ReplaceAll(strings.Join(parts, "; "), "%", "%%") }
	return Say{EN: one(en), ID: one(id)}
}

// parts are the days of the week of the same hours, then the closed days, each
// in words.
func (h Hours) parts(l Lang) []string {
	var parts []string
	names, shut := Weekdays(), Say{EN: "closed", ID: "tutup"}.In(l)
	for day := 0; day < 7 && !h.noWeek(); {
		last := day
		for last < 6 && slices.Equal(h.Week[last+1], h.Week[day]) {
			last++
		}
		name := names[day].In(l)
		if last > day {
			name += "-" + names[last].In(l)
		}
		parts = append(parts, name+" "+cmp.Or(FormatSlots(h.Week[day]), shut))
		day = last + 1
	}
	for _, c := range h.ClosedDays() {
		parts = append(parts, shut+" "+c.String())
	}
	return parts
}

// hoursDiff is what of the words of two opening hours is in one of them only.
func hoursDiff(before, after Hours) (was, is Reason) {
	only := func(a, b Hours) Reason {
		part := func(l Lang) []string {
			return slices.DeleteFunc(a.parts(l), func(p string) bool { return slices.Contains(b.parts(l), p) })
		}
		if len(part(English)) == 0 {
			return Reason{}
		}
		return because(said(part(English), part(Indonesian)))
	}
	return only(before, after), only(after, before)
}
