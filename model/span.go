package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Span is a length of time as shops say it: opening days and opening time.
// The same text is read in every language: 15m, 4h, 1h30m, 6d, 2w.
type Span struct {
	// Days are opening days: the same clock time that many open days later.
	Days int
	// Time is opening time.
	Time time.Duration
}

// ParseSpan reads "15m", "4h", "1h30m", "6d" and "2w" (a week has seven
// days). It returns a *Refusal with the code "bad_span" for anything else,
// nothing and negative lengths among it.
func ParseSpan(text string) (Span, error) {
	bad := refuse("bad_span", Say{
		EN: "%q is no length of time: write 15m, 4h or 2d.",
		ID: "%q bukan lama waktu: tulis 15m, 4h atau 2d.",
	}, text)
	var s Span
	rest := strings.TrimSpace(text)
	if rest == "" {
		return s, bad
	}
	for rest != "" {
		digits := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if digits <= 0 || digits > 6 {
			return Span{}, bad
		}
		n, err := strconv.Atoi(rest[:digits])
		if err != nil {
			return Span{}, bad
		}
		switch rest[digits] {
		case 'm':
			s.Time += time.Duration(n) * time.Minute
		case 'h':
			s.Time += time.Duration(n) * time.Hour
		case 'd':
			s.Days += n
		case 'w':
			s.Days += 7 * n
		default:
			return Span{}, bad
		}
		rest = rest[digits+1:]
	}
	return s, nil
}

// In is the span as people read it: "2 h 10 min", "2 j 10 mnt", "6 days". Of
// a length of more than a day of hours, minutes are not said.
func (s Span) In(l Lang) string {
	var parts []string
	if s.Days > 0 {
		say := Say{EN: "%d days", ID: "%d hari"}
		if s.Days == 1 {
			say.EN = "%d day"
		}
		parts = append(parts, say.In(l, s.Days))
	}
	minutes := int(s.Time.Round(time.Minute) / time.Minute)
	hours := minutes / 60
	if minutes %= 60; hours >= 24 {
		minutes = 0
	}
	if hours > 0 {
		parts = append(parts, Say{EN: "%d h", ID: "%d j"}.In(l, hours))
	}
	if minutes > 0 || len(parts) == 0 {
		parts = append(parts, Say{EN: "%d min", ID: "%d mnt"}.In(l, minutes))
	}
	return strings.Join(parts, " ")
}

// String is the span as files write it: "1h30m", "6d".
func (s Span) String() string {
	var b strings.Builder
	if s.Days > 0 {
		fmt.Fprintf(&b, "%dd", s.Days)
	}
	minutes := int(s.Time / time.Minute)
	if minutes/60 > 0 {
		fmt.Fprintf(&b, "%dh", minutes/60)
	}
	if minutes%60 > 0 || b.Len() == 0 {
		fmt.Fprintf(&b, "%dm", minutes%60)
	}
	return b.String()
}
