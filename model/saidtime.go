package model

import (
	"strings"
	"time"
)

// PlainSpan turns a length of time in the words of either language into the
// one form that files use and ParseSpan reads: "1 jam 30 menit" and "1 hour
// 30 min" are "1h30m", "2 hari" is "2d". Any other text is answered as it is.
func PlainSpan(text string) string {
	var b strings.Builder
	rest := strings.ToLower(strings.TrimSpace(text))
	for rest != "" {
		n := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		digits, after := rest[:n], strings.TrimLeft(rest[n:], " ")
		word := after[:len(after)-len(strings.TrimLeft(after, "abcdefghijklmnopqrstuvwxyz"))]
		unit := spanUnit(word)
		if digits == "" || unit == "" {
			return text
		}
		b.WriteString(digits + unit)
		rest = strings.TrimLeft(after[len(word):], " ")
	}
	if _, err := ParseSpan(b.String()); err != nil {
		return text
	}
	return b.String()
}

// spanUnit is the letter of a unit of time that a person wrote, or nothing.
// "hr" is a day in one language and an hour in the other: it is not read.
func spanUnit(word string) string {
	switch word {
	case "m", "min", "mins", "minute", "minutes", "menit", "mnt":
		return "m"
	case "h", "hour", "hours", "hrs", "jam", "j":
		return "h"
	case "d", "day", "days", "hari":
		return "d"
	case "w", "week", "weeks", "minggu", "mgg":
		return "w"
	}
	return ""
}

// PlainClock turns a time of day as people write it into "16:00": "16.00",
// "jam 16.00", "pukul 16" and "at 9:00" are read. Any other text is answered
// as it is.
func PlainClock(text string) string {
	rest := strings.ToLower(strings.TrimSpace(text))
	for _, word := range []string{"jam ", "pukul ", "at "} {
		if after, ok := strings.CutPrefix(rest, word); ok {
			rest = strings.TrimLeft(after, " ")
			if !strings.ContainsAny(rest, ".:") {
				rest += ":00"
			}
			break
		}
	}
	if clock, ok := clockTime(strings.Replace(rest, ".", ":", 1)); ok {
		return clock
	}
	return text
}

// PlainDue is a due time as a person says it, in the form that ParseDue
// reads.
func PlainDue(text string) string { return PlainClock(PlainSpan(text)) }

// PlainDay turns a day as people write it, 25/12/2026, 25-12-2026 and
// 25.12.2026, into 2026-12-25. Any other text is answered as it is.
func PlainDay(text string) string {
	if t, ok := dayOf(strings.TrimSpace(text)); ok {
		return t.Format(time.DateOnly)
	}
	return text
}

// plainEnd is one end of opening hours in the form of a Slot: "8" and "8.00"
// are "08:00".
func plainEnd(text string) string {
	if len(text) <= 2 && strings.Trim(text, "0123456789") == "" {
		text += ":00"
	}
	if text = strings.Replace(text, ".", ":", 1); text == "24:00" {
		return text
	}
	return PlainClock(text)
}
