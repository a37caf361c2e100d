package eventlog

import "time"

// common reads 2006-01-02T15:04:05, with parts of a second or not, and with a
// zone such as +07:00 or Z: the form of XES and of most programs. False for
// any other, which read takes apart.
func (c *clock) common(text []byte) (int64, bool) {
	if len(text) < 19 || text[10] != 'T' && text[10] != ' ' || text[13] != ':' || text[16] != ':' || !c.commonDate(text) {
		return 0, false
	}
	h, m, s := pair(text[11:]), pair(text[14:]), pair(text[17:])
	if h > 23 || m > 59 || s > 59 {
		return 0, false
	}
	ns, rest, ok := fraction(text[19:])
	if !ok {
		return 0, false
	}
	east, ok := c.commonZone(rest)
	return (c.day*daySec+int64(h*3600+m*60+s)-east)*secondNs + ns, ok
}

// commonDate makes day that of 2006-01-02 at the begin of a text.
func (c *clock) commonDate(text []byte) bool {
	if c.date[0] != 0 && [10]byte(text) == c.date {
		return true
	}
	year, month, day, rest, ok := c.readDate(text[:10])
	if !ok || len(rest) > 0 || text[4] != '-' || year < firstYear || year > lastYear {
		return false
	}
	c.date, c.day = [10]byte(text), days(year, month, day)
	return true
}

// commonZone is how many seconds east a zone is; a time without one is in UTC
// unless the file has a zone of its own.
func (c *clock) commonZone(text []byte) (east int64, ok bool) {
	switch len(text) {
	case 0:
		return 0, c.loc == nil || c.loc == time.UTC
	case 1:
		return 0, text[0] == 'Z'
	case 6:
		if c.zone[0] == 0 || [6]byte(text) != c.zone {
			if c.east, ok = zone(text); !ok {
				c.zone[0] = 0
				return 0, false
			}
			c.zone = [6]byte(text)
		}
		return c.east, true
	}
	return 0, false
}

// pair is a number of two digits; one of more where they are none.
func pair(text []byte) uint {
	tens, ones := text[0]-'0', text[1]-'0'
	if tens > 9 || ones > 9 {
		return 100
	}
	return uint(tens)*10 + uint(ones)
}
