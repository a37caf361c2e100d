package findings

import "time"

const hourNS = int64(time.Hour)

// emptyHours adds up the waiting in which nobody was there, by hours of the
// day. Whole hours are counted first and multiplied once: there are far fewer
// of them than of rows that wait through them.
type emptyHours struct {
	r     *reviewing
	first int64
	// away is the time in which nobody was there up to the begin of each hour
	// of the period; through is by how many more rows wait through an hour than
	// through the one before.
	away    []int64
	through []int32
	clock   [24]float64
}

// mostHours is the longest period of which hours are told apart: a log with a
// year that somebody mistyped is no matter of hours of the day.
const mostHours = 2 << 20

// emptyHours walks the hours of the period.
func (r *reviewing) emptyHours(line []stretch) *emptyHours {
	h := &emptyHours{r: r, first: floorHour(r.rows.From)}
	n := (r.rows.To-h.first)/hourNS + 2
	if n < 2 || n > mostHours {
		return h
	}
	h.away, h.through = make([]int64, n), make([]int32, n+1)
	for i := range h.away {
		at, _ := r.upTo(line, h.first+int64(i)*hourNS)
		h.away[i] = at[nobodyThere]
	}
	return h
}

func floorHour(at int64) int64 {
	if rest := at % hourNS; rest < 0 {
		return at - rest - hourNS
	}
	return at - at%hourNS
}

// add counts one wait: away is the time in which nobody was there up to its
// begin and up to its end.
func (h *emptyHours) add(from, to, awayFrom, awayTo int64) {
	const longest = 40 * 24 * hourNS
	if len(h.away) == 0 || to-from > longest {
		return // It says nothing of an hour of the day.
	}
	begin, end := h.at(from), h.at(to)
	if begin == end {
		h.hour(from, awayTo-awayFrom)
		return
	}
	h.hour(from, h.away[begin+1]-awayFrom)
	h.hour(h.first+end*hourNS, awayTo-h.away[end])
	h.through[begin+1]++
	h.through[end]--
}

// at is the number of the hour that a time lies in.
func (h *emptyHours) at(t int64) int64 { return (t - h.first) / hourNS }

func (h *emptyHours) hour(at, away int64) {
	if away > 0 {
		h.clock[h.r.local(at).Hour()] += seconds(away)
	}
}

// byClock is all of it by hour of the day.
func (h *emptyHours) byClock() []float64 {
	rows := int32(0)
	for i := range len(h.away) - 1 {
		if rows += h.through[i]; rows > 0 {
			if away := h.away[i+1] - h.away[i]; away > 0 {
				h.clock[h.r.local(h.first+int64(i)*hourNS).Hour()] += float64(rows) * seconds(away)
			}
		}
	}
	return h.clock[:]
}
