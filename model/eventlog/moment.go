package eventlog

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"alur/model"
)

// DateOrder says how a date such as 02/03/2026 is read.
type DateOrder string

// The orders, by the names --dates knows them by. Dates that begin with the
// year need none.
const (
	DayFirst   DateOrder = "day/month"
	MonthFirst DateOrder = "month/day"
)

// DatesCalled is the order of a name; false for none.
func DatesCalled(name string) (DateOrder, bool) {
	for _, o := range []DateOrder{DayFirst, MonthFirst} {
		if strings.EqualFold(name, string(o)) || strings.EqualFold(name, o.Say().ID) {
			return o, true
		}
	}
	return "", false
}

// Other is the other order.
func (o DateOrder) Other() DateOrder {
	if o == MonthFirst {
		return DayFirst
	}
	return MonthFirst
}

// Say is the order in words.
func (o DateOrder) Say() model.Say {
	if o == MonthFirst {
		return model.Say{EN: string(MonthFirst), ID: "bulan/hari"}
	}
	return model.Say{EN: string(DayFirst), ID: "hari/bulan"}
}

const (
	secondNs = int64(time.Second)
	daySec   = int64(86400)
)

// clock reads moments. Those without a zone are wall-clock time in loc.
type clock struct {
	loc   *time.Location
	order DateOrder
	// date and its day since 1970, zone and its seconds east, as read last:
	// most rows of a file are of the day of the row before.
	date [10]byte
	day  int64
	zone [6]byte
	east int64
}

// read is a moment in Unix nanoseconds. It takes ISO 8601 with and without a
// zone, dates parted by - / or . with the year first or last, times of the day
// with or without seconds and AM or PM, and Unix time in seconds,
// milliseconds, microseconds or nanoseconds.
func (c *clock) read(text []byte) (int64, bool) {
	if t, ok := c.common(text); ok {
		return t, true
	}
	text = bytes.TrimSpace(text)
	year, month, day, rest, ok := c.readDate(text)
	if !ok {
		return unixTime(text)
	}
	if len(rest) == 0 {
		return c.at(year, month, day, 0, 0)
	}
	if rest[0] != ' ' && rest[0] != 'T' && rest[0] != 't' {
		return 0, false
	}
	sec, ns, rest, ok := timeOfDay(bytes.TrimLeft(rest[1:], " "))
	if !ok {
		return 0, false
	}
	if len(rest) == 0 {
		return c.at(year, month, day, sec, ns)
	}
	offset, ok := zone(rest)
	if !ok {
		return 0, false
	}
	return utc(year, month, day, sec-offset, ns)
}

// at is a wall-clock time in the zone for moments without one.
func (c *clock) at(year, month, day int, sec, ns int64) (int64, bool) {
	if c.loc == nil || c.loc == time.UTC {
		return utc(year, month, day, sec, ns)
	}
	if year < firstYear || year > lastYear {
		return 0, false
	}
	return time.Date(year, time.Month(month), day, 0, 0, int(sec), int(ns), c.loc).UnixNano(), true
}

// Nanoseconds in an int64 reach from 1677 to 2262. Times outside are slips,
// such as 0001-01-01 for none or 9999-12-31 for never.
const firstYear, lastYear = 1678, 2261

func utc(year, month, day int, sec, ns int64) (int64, bool) {
	if year < firstYear || year > lastYear {
		return 0, false
	}
	return (days(year, month, day)*daySec+sec)*secondNs + ns, true
}

// days is the number of days since 1970-01-01 in the Gregorian calendar, by
// the usual reckoning in years that begin in March.
func days(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := year / 400
	y := year - era*400
	d := (153*(month-3)+2)/5 + day - 1
	return int64(era*146097 + y*365 + y/4 - y/100 + d - 719468)
}

// readDate reads the date at the begin of a text.
func (c *clock) readDate(text []byte) (year, month, day int, rest []byte, ok bool) {
	parts, wide, mark, rest := threeNumbers(text)
	a, b, last := parts[0], parts[1], parts[2]
	switch {
	case mark == 0 || wide[1] > 2 || wide[0] > 4 || wide[0] == 3:
		return 0, 0, 0, nil, false
	case wide[0] == 4 && wide[2] <= 2:
		return a, b, last, rest, isDate(a, b, last)
	case wide[0] > 2 || wide[2] != 4 && wide[2] != 2:
		return 0, 0, 0, nil, false
	case wide[2] == 2:
		last += 2000
	}
	if c.order == MonthFirst && mark != '.' {
		a, b = b, a
	}
	return last, b, a, rest, isDate(last, b, a)
}

// threeNumbers reads three numbers parted by one mark, and says how wide each
// is; no mark where there are none.
func threeNumbers(text []byte) (parts, wide [3]int, mark byte, rest []byte) {
	rest = text
	for i := range parts {
		if i > 0 {
			if len(rest) == 0 || rest[0] != '-' && rest[0] != '/' && rest[0] != '.' || mark != 0 && rest[0] != mark {
				return parts, wide, 0, nil
			}
			mark, rest = rest[0], rest[1:]
		}
		parts[i], rest, wide[i] = digits(rest)
		if wide[i] == 0 {
			return parts, wide, 0, nil
		}
	}
	return parts, wide, mark, rest
}

func isDate(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// digits reads a number at the begin of a text, and says how wide it is; one
// of more than nine digits is none.
func digits(text []byte) (n int, rest []byte, wide int) {
	for wide < len(text) && text[wide]-'0' <= 9 {
		n = n*10 + int(text[wide]-'0')
		if wide++; wide > 9 {
			return 0, text, 0
		}
	}
	return n, text[wide:], wide
}

// timeOfDay reads 15:04, 15:04:05, 15:04:05.678 and those with AM or PM, in
// seconds since midnight.
func timeOfDay(text []byte) (sec, ns int64, rest []byte, ok bool) {
	h, rest, wide := digits(text)
	if wide == 0 || wide > 2 || len(rest) == 0 || rest[0] != ':' {
		return 0, 0, nil, false
	}
	m, rest, wide := digits(rest[1:])
	if wide != 2 {
		return 0, 0, nil, false
	}
	s := 0
	if len(rest) > 0 && rest[0] == ':' {
		if s, rest, wide = digits(rest[1:]); wide != 2 {
			return 0, 0, nil, false
		}
		ns, rest, ok = fraction(rest)
		if !ok {
			return 0, 0, nil, false
		}
	}
	if half, after := halfDay(rest); half != 0 {
		h, rest = ofTwentyFour(h, half), after
	}
	// 24:00 is the end of a day, and a leap second the second after.
	ok = h <= 23 && m <= 59 && s <= 60 || h == 24 && m == 0 && s == 0
	return int64(h*3600 + m*60 + s), ns, rest, ok
}

// fraction reads the parts of a second, to the nanosecond.
func fraction(text []byte) (ns int64, rest []byte, ok bool) {
	if len(text) == 0 || text[0] != '.' && text[0] != ',' {
		return 0, text, true
	}
	i, scale := 1, secondNs
	for i < len(text) && text[i]-'0' <= 9 {
		if scale > 1 {
			scale /= 10
			ns += int64(text[i]-'0') * scale
		}
		i++
	}
	return ns, text[i:], i > 1
}

// ofTwentyFour is an hour before or after noon as one of 24, one too large if
// it is none of 12.
func ofTwentyFour(h int, half byte) int {
	switch {
	case h < 1 || h > 12:
		return 25
	case half == 'p':
		return h%12 + 12
	}
	return h % 12
}

// halfDay reads AM or PM: 'a', 'p', or 0 for none.
func halfDay(text []byte) (half byte, rest []byte) {
	t := bytes.TrimLeft(text, " ")
	if len(t) < 2 || t[1]|0x20 != 'm' {
		return 0, text
	}
	if half = t[0] | 0x20; half != 'a' && half != 'p' {
		return 0, text
	}
	return half, t[2:]
}

// zone reads Z, UTC, +07:00, +0700 and +07, in seconds east.
func zone(text []byte) (int64, bool) {
	text = bytes.TrimLeft(text, " ")
	switch string(text) {
	case "Z", "z", "UTC", "GMT":
		return 0, true
	}
	if len(text) < 3 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	east := int64(1)
	if text[0] == '-' {
		east = -1
	}
	var h, m int
	n, rest, wide := digits(text[1:])
	switch {
	case wide == 4 && len(rest) == 0:
		h, m = n/100, n%100
	case wide == 2 && len(rest) == 0:
		h = n
	case wide == 2 && rest[0] == ':':
		h = n
		if m, rest, wide = digits(rest[1:]); wide != 2 || len(rest) > 0 {
			return 0, false
		}
	default:
		return 0, false
	}
	return east * int64(h*3600+m*60), h <= 18 && m <= 59
}

// unixTime reads a number of seconds, or of parts of them, since 1970; which
// it is shows in how many digits a moment between 2001 and 2286 has.
func unixTime(text []byte) (int64, bool) {
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return 0, false
	}
	switch len(text) {
	case 10:
		return n * secondNs, n <= lastUnix
	case 13:
		return n * 1_000_000, n <= lastUnix*1000
	case 16:
		return n * 1000, n <= lastUnix*1_000_000
	case 19:
		return n, true
	}
	return 0, false
}

// lastUnix is the begin of 2262.
const lastUnix = 9214646400
