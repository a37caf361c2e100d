package model

import (
	"strings"
	"time"
)

// Due is a rule for when a step should be done, reckoned from its becoming
// ready. One of Span, Clock and Field is what it says.
type Due struct {
	// Span is opening time since ready.
	Span Span
	// Clock is a time of day, "16:00": today, or the next open day where it
	// has passed. With NextDay it is always the next open day.
	Clock   string
	NextDay bool
	// Field is a date field; the end of that day, Before opening days
	// earlier.
	Field  string
	Before int
}

// ParseDue reads "4h", "1d", "16:00", "next workday 10:00", "delivery" and
// "delivery - 1d". It returns a *Refusal with the code "bad_due" for anything
// else.
func ParseDue(text string) (Due, error) {
	bad := refuse("bad_due", Say{
		EN: `%q is no due time: write 4h, 1d, "16:00", next workday 10:00, or delivery - 1d.`,
		ID: `%q bukan batas waktu: tulis 4h, 1d, "16:00", next workday 10:00, atau delivery - 1d.`,
	}, text)
	text = strings.TrimSpace(text)
	if span, err := ParseSpan(text); err == nil {
		return Due{Span: span}, nil
	}
	if clock, ok := strings.CutPrefix(text, "next workday "); ok {
		if clock, ok = clockTime(clock); ok {
			return Due{Clock: clock, NextDay: true}, nil
		}
		return Due{}, bad
	}
	if clock, ok := clockTime(text); ok {
		return Due{Clock: clock}, nil
	}
	field, before, minus := strings.Cut(text, "-")
	due := Due{Field: strings.TrimSpace(field)}
	if !isFieldName(due.Field) {
		return Due{}, bad
	}
	if minus {
		span, err := ParseSpan(strings.TrimSpace(before))
		if err != nil || span.Time != 0 {
			return Due{}, bad
		}
		due.Before = span.Days
	}
	return due, nil
}

// clockTime reads a time of day in its canonical form.
func clockTime(text string) (string, bool) {
	t, err := time.Parse("15:04", strings.TrimSpace(text))
	if err != nil {
		return "", false
	}
	return t.Format("15:04"), true
}

// At is when a task that became ready then is due; zero where the field that
// it reckons from is empty.
func (d Due) At(ready time.Time, fieldValue string, cal *Calendar) time.Time {
	switch {
	case d.Field != "":
		return d.atField(fieldValue, cal)
	case d.Clock != "":
		return d.atClock(ready, cal)
	}
	return cal.After(ready, d.Span)
}

// atClock is the clock time today if the shop is open today and it lies
// ahead, else on the next open day.
func (d Due) atClock(ready time.Time, cal *Calendar) time.Time {
	local := ready.In(cal.Location())
	today := onDay(local, d.Clock, cal)
	if !d.NextDay && today.After(ready) && cal.openDay(local) {
		return today
	}
	return onDay(cal.AddDays(ready, 1).In(cal.Location()), d.Clock, cal)
}

func onDay(day time.Time, clock string, cal *Calendar) time.Time {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return time.Time{}
	}
	return time.Date(day.Year(), day.Month(), day.Day(), t.Hour(), t.Minute(), 0, 0, cal.Location()).UTC()
}

func (d Due) atField(value string, cal *Calendar) time.Time {
	day, err := time.ParseInLocation(time.DateOnly, value, cal.Location())
	if err != nil {
		return time.Time{}
	}
	for range d.Before {
		day = day.AddDate(0, 0, -1)
		for i := 0; i < 366 && !cal.openDay(day); i++ {
			day = day.AddDate(0, 0, -1)
		}
	}
	return cal.Closing(day.Add(12 * time.Hour))
}

// DueAt is when the task should be done; zero for no due time.
func (t OpenTask) DueAt(cal *Calendar) time.Time {
	if t.Due == "" {
		return time.Time{}
	}
	due, err := ParseDue(t.Due)
	if err != nil {
		return time.Time{}
	}
	return due.At(t.Ready, t.DueField, cal)
}
