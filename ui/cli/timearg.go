package cli

import (
	"strings"
	"time"

	"alur/model"
)

// laterTime reads a time to come: a length of opening time from now (4h, 2d),
// a time of today, a day, or both. A day alone is its last moment.
func laterTime(text string, now time.Time, cal *model.Calendar) (time.Time, error) {
	text = model.PlainDue(strings.TrimSpace(text))
	if text == "" {
		return time.Time{}, nil
	}
	if span, err := model.ParseSpan(text); err == nil {
		return cal.After(now, span), nil
	}
	t, day, ok := exactTime(text, now, cal)
	if !ok {
		return t, badTime(text)
	}
	if day {
		return t.AddDate(0, 0, 1).Add(-time.Second), nil
	}
	return t, nil
}

// pastTime reads a time of history: hours back from now (12h), days back (30d:
// where the last 30 days begin, today among them), a time of today, a day, or
// both. A day alone is its first moment, or with end its last.
func pastTime(text string, end bool, now time.Time, cal *model.Calendar) (time.Time, error) {
	text = model.PlainDue(strings.TrimSpace(text))
	if text == "" {
		return time.Time{}, nil
	}
	if span, err := model.ParseSpan(text); err == nil {
		if span.Time == 0 {
			return model.LastDays(now, cal.Location(), span.Days), nil
		}
		return now.AddDate(0, 0, -span.Days).Add(-span.Time), nil
	}
	t, day, ok := exactTime(text, now, cal)
	if !ok {
		return t, badTime(text)
	}
	if day && end {
		return t.AddDate(0, 0, 1), nil
	}
	return t, nil
}

// inOrder refuses a period that begins after the last moment there is, or after
// its own end. A zero end is none.
func inOrder(from, to, now time.Time, cal *model.Calendar) error {
	switch {
	case from.After(now):
		return fail(model.Say{
			EN: "--since %s is later than the last moment there is, %s.",
			ID: "--since %s lebih lambat dari saat terakhir yang ada, %s.",
		}, when(from, cal), when(now, cal))
	case !to.IsZero() && !from.Before(to):
		return fail(model.Say{
			EN: "The period ends before it begins: --since %s, --until %s.",
			ID: "Masanya berakhir sebelum dimulai: --since %s, --until %s.",
		}, when(from, cal), when(to, cal))
	}
	return nil
}

// exactTime reads a time that names itself; day is true for a day alone.
func exactTime(text string, now time.Time, cal *model.Calendar) (t time.Time, day, ok bool) {
	loc := cal.Location()
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, text, loc); err == nil {
			return t, layout == time.DateOnly, true
		}
	}
	if t, err := time.ParseInLocation("15:04", text, loc); err == nil {
		y, m, d := now.In(loc).Date()
		return time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, loc), false, true
	}
	return time.Time{}, false, false
}

func badTime(text string) error {
	return fail(model.Say{
		EN: "%q is no time: write 2026-11-24, 2026-11-24 16:00, 16:00, 4h or 2d.",
		ID: "%q bukan waktu: tulis 2026-11-24, 2026-11-24 16:00, 16:00, 4h atau 2d.",
	}, text)
}
