package store

import "time"

// rowTime is a point in time.
type rowTime struct{ to *time.Time }

func (v *rowTime) clear() { *v.to = time.Time{} }

func (v *rowTime) read(raw []byte) int {
	t, n := plainTime(raw)
	if n == 0 {
		v.clear()
		return readValue(raw, v.to)
	}
	*v.to = t
	return n
}

// plainTime reads a time in UTC as it is written, "2026-11-23T07:32:00.25Z"
// with its quotes, and returns how long it is; 0 for one that is written
// otherwise.
func plainTime(raw []byte) (t time.Time, n int) {
	const clock = len(`"2026-11-23T`)
	if len(raw) < clock || raw[0] != '"' || raw[5] != '-' || raw[8] != '-' || raw[11] != 'T' {
		return t, 0
	}
	century, year, month, day := pair(raw[1:]), pair(raw[3:]), pair(raw[6:]), pair(raw[9:])
	since, n := plainClock(raw[clock:])
	if n == 0 || century == noPair || year == noPair {
		return t, 0
	}
	t = time.Date(century*100+year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || t.Month() != time.Month(month) {
		return t, 0 // There is no such day.
	}
	return t.Add(since), clock + n
}

// plainClock reads a time of day with the end of a time behind it, as in
// 07:32:00.25Z", and returns how long that is.
func plainClock(raw []byte) (since time.Duration, n int) {
	if n = len(`07:32:00`); len(raw) < n+2 || raw[2] != ':' || raw[5] != ':' {
		return 0, 0
	}
	hour, minute, second := pair(raw), pair(raw[3:]), pair(raw[6:])
	if hour > 23 || minute > 59 || second > 59 {
		return 0, 0
	}
	since = time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second
	if raw[n] == '.' && isDigit(raw[n+1]) {
		unit := time.Second
		for n++; n < len(raw) && isDigit(raw[n]) && unit > 1; n++ {
			unit /= 10
			since += unit * time.Duration(raw[n]-'0')
		}
	}
	if len(raw) < n+2 || raw[n] != 'Z' || raw[n+1] != '"' {
		return 0, 0
	}
	return since, n + 2
}

func isDigit(c byte) bool { return c-'0' <= 9 }

// pair is the number that two digits write, or noPair.
func pair(raw []byte) int {
	if !isDigit(raw[0]) || !isDigit(raw[1]) {
		return noPair
	}
	return int(raw[0]-'0')*10 + int(raw[1]-'0')
}

// noPair is more than two digits write.
const noPair = 100
