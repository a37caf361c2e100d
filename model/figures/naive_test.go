package figures

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alur/model"
	"alur/model/eventlog"
)

// days is how long drawn logs are; all their times are whole minutes, so that
// a minute is either open or not.
const (
	days   = 3
	moment = 24 * 60 * days
)

// monday is midnight of a Monday in Jakarta.
func monday(t fataler) time.Time {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2026, 11, 23, 0, 0, 0, 0, zone)
}

type fataler interface{ Fatal(args ...any) }

// calendarOf is one of opening hours; nil for none.
func calendarOf(t fataler, hours string) *model.Calendar {
	if hours == "" {
		return nil
	}
	h, err := model.ParseHours(hours, model.Hours{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := model.NewCalendar(h, "Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// drawnRow is a row in minutes since the begin; -1 is unknown.
type drawnRow struct {
	c, step, person, role int
	ready, start, end     int
	failed                bool
	pauses                [][2]int
}

// drawnLog is a log, what is asked of it, and the minutes that are open.
type drawnLog struct {
	rows            []drawnRow
	from, to, now   int
	skipped         int
	shop, sari, cut string
	open            map[string][]bool
}

func drawLog(t *rapid.T) drawnLog {
	num := func(what string, lo, hi int) int { return rapid.IntRange(lo, hi).Draw(t, what) }
	d := drawnLog{from: -1, to: -1, now: -1, skipped: num("skipped case", -1, 3)}
	if num("hours?", 0, 3) > 0 {
		d.shop = "mon-wed 08:00-17:00"
		d.sari = rapid.SampledFrom([]string{"", "mon-wed 06:00-12:00", "tue 22:00-02:00"}).Draw(t, "hours of sari")
		d.cut = rapid.SampledFrom([]string{"", "mon-wed 09:30-11:00"}).Draw(t, "hours of cutters")
	}
	for range num("rows", 1, 10) {
		d.rows = append(d.rows, drawRow(num))
	}
	if num("window?", 0, 2) > 0 {
		d.from = num("from", 0, moment)
		d.to = num("to", d.from, moment)
	}
	if num("now?", 0, 1) == 1 {
		d.now = moment
	}
	d.open = map[string][]bool{}
	begin := monday(t)
	for _, hours := range []string{d.shop, d.sari, d.cut} {
		cal, minutes := calendarOf(t, hours), make([]bool, moment)
		for m := range minutes {
			at := begin.Add(time.Duration(m) * time.Minute)
			minutes[m] = cal == nil || cal.Working(at, at.Add(time.Minute)) > 0
		}
		d.open[hours] = minutes
	}
	return d
}

func drawRow(num func(string, int, int) int) drawnRow {
	r := drawnRow{c: num("case", 0, 3), step: num("step", 0, 2), person: num("person", 0, 2), role: num("role", 0, 1), failed: num("failed?", 0, 4) == 4}
	r.ready = num("ready", 0, moment)
	r.start = num("start", r.ready, moment)
	r.end = num("end", r.start, moment)
	if num("paused?", 0, 2) == 2 {
		at := []int{num("pause", r.start, r.end), num("pause", r.start, r.end), num("pause", r.start, r.end), num("pause", r.start, r.end)}
		slices.Sort(at)
		r.pauses = [][2]int{{at[0], at[1]}, {at[2], at[3]}}
	}
	switch num("kind", 0, 9) {
	case 6:
		r.ready = -1
	case 7:
		r.end, r.pauses = -1, nil // In work.
	case 8:
		r.start, r.end, r.pauses, r.failed = -1, -1, nil, false // Waiting.
	case 9:
		r.start, r.pauses = -1, nil // Only its end was entered.
	}
	return r
}

// log makes the log as the builder takes it.
func (d drawnLog) log(t fataler) *eventlog.Log {
	b := eventlog.NewBuilder()
	at := func(m int) int64 { return d.nanos(t, m) }
	for _, r := range d.rows {
		row := eventlog.Row{
			Case: fmt.Append(nil, "c", r.c), Step: fmt.Append(nil, "s", r.step), Role: []byte([]string{"cut", "sew"}[r.role]),
			Person: []byte([]string{"", "sari", "budi"}[r.person]), Ready: at(r.ready), Claimed: eventlog.Unknown, Start: at(r.start), End: at(r.end), Failed: r.failed,
		}
		for _, p := range r.pauses {
			row.Pauses = append(row.Pauses, eventlog.Pause{From: at(p[0]), To: at(p[1])})
		}
		if !b.Add(row) {
			t.Fatal("a row was not taken")
		}
	}
	return b.Log()
}

func (d drawnLog) nanos(t fataler, m int) int64 {
	if m < 0 {
		return eventlog.Unknown
	}
	return monday(t).Add(time.Duration(m) * time.Minute).UnixNano()
}

func (d drawnLog) options(t fataler, l *eventlog.Log) Options {
	own := func(id, hours string) func(string) *model.Calendar {
		cal := calendarOf(t, hours)
		return func(name string) *model.Calendar {
			if name == id {
				return cal
			}
			return nil
		}
	}
	return Options{
		Calendar: calendarOf(t, d.shop), Person: own("sari", d.sari), Role: own("cut", d.cut),
		From: d.nanos(t, d.from), To: d.nanos(t, d.to), Now: d.nanos(t, d.now), Ready: ReadyAlways,
		Only: func(c int32) bool { return l.Cases[c] != fmt.Sprint("c", d.skipped) },
	}
}

// naive are figures reckoned minute by minute.
type naive struct {
	drawnLog
	first, last, end int
	cases            map[int][]drawnRow
}

func newNaive(d drawnLog) naive {
	n := naive{drawnLog: d, first: moment + 1, last: -1, cases: map[int][]drawnRow{}}
	for _, r := range d.rows {
		if r.c == d.skipped {
			continue
		}
		n.cases[r.c] = append(n.cases[r.c], r)
		for _, at := range []int{r.ready, r.start, r.end} {
			if n.last = max(n.last, at); at >= 0 {
				n.first = min(n.first, at)
			}
		}
	}
	if n.now < 0 {
		n.now = n.last
	}
	if n.end = n.to; n.to < 0 {
		n.from, n.to, n.end = n.first, max(n.last, n.now), moment+1
	}
	return n
}

// length counts the open minutes of which something is true.
func (n naive) length(hours string, is func(m int) bool) float64 {
	sum := 0
	for m, open := range n.open[hours] {
		if open && is(m) {
			sum++
		}
	}
	return float64(60 * sum)
}

func in(m, from, to int) bool { return from <= m && m < to }

// bounds are the begin of a case and its end, -1 while it goes on.
func (n naive) bounds(rows []drawnRow) (from, to int) {
	from = moment + 1
	open := false
	for _, r := range rows {
		for _, at := range []int{r.ready, r.start, r.end} {
			if at >= 0 {
				from = min(from, at)
			}
		}
		to = max(to, r.end)
		open = open || r.end < 0
	}
	if open {
		to = -1
	}
	return from, to
}

// worked is true in the minutes in which a row was worked on.
func (r drawnRow) worked(m int) bool { return r.start >= 0 && in(m, r.start, r.end) && !r.rested(m) }

func (r drawnRow) rested(m int) bool {
	return slices.ContainsFunc(r.pauses, func(p [2]int) bool { return in(m, p[0], p[1]) })
}

func (n naive) counts(r drawnRow) bool { return r.end >= 0 && in(r.end, n.from, n.end) }

func (n naive) person(r drawnRow) string {
	if r.person == 1 && n.sari != "" {
		return n.sari
	}
	return n.shop
}

func (n naive) role(r drawnRow) string {
	if r.role == 0 && n.cut != "" {
		return n.cut
	}
	return n.shop
}

// figures are all those that are compared, by name.
func (n naive) figures() map[string]float64 {
	f := map[string]float64{}
	window := n.length(n.shop, func(m int) bool { return in(m, n.from, n.to) })
	for _, rows := range n.cases {
		n.ofCase(f, rows)
		n.ofSteps(f, rows)
		from, to := n.bounds(rows)
		if to < 0 {
			to = n.now
		}
		if window > 0 {
			f["wip average"] += n.length(n.shop, func(m int) bool { return in(m, max(from, n.from), min(to, n.to)) }) / window
		}
		for _, r := range rows {
			until := r.start
			if until < 0 && r.end < 0 {
				until = n.now
			}
			if until >= 0 && r.ready >= 0 && window > 0 {
				f[fmt.Sprint("queue of s", r.step)] += n.length(n.shop, func(m int) bool { return in(m, max(r.ready, n.from), min(until, n.to)) }) / window
			}
		}
	}
	for p, name := range []string{"", "sari", "budi"} {
		if !slices.ContainsFunc(n.rows, func(r drawnRow) bool { return r.person > 0 }) {
			break // Where nobody has a name there are no people.
		}
		var mine []drawnRow
		for _, rows := range n.cases {
			for _, r := range rows {
				if r.person == p && n.counts(r) {
					mine = append(mine, r)
				}
			}
		}
		for _, r := range mine {
			f["work of "+name]++
			f["busy sum of "+name] += n.length(n.person(r), r.worked)
		}
		if len(mine) > 0 {
			f["busy union of "+name] = n.length(n.person(mine[0]), func(m int) bool {
				return slices.ContainsFunc(mine, func(r drawnRow) bool { return r.worked(m) })
			})
		}
	}
	return f
}

func (n naive) ofCase(f map[string]float64, rows []drawnRow) {
	from, to := n.bounds(rows)
	if from <= n.to && (to < 0 || to > n.to) {
		f["open cases"]++
	}
	if !in(to, n.from, n.end) {
		return
	}
	f["cases"]++
	lead := n.length(n.shop, func(m int) bool { return in(m, from, to) })
	f["lead"] += lead
	f["elapsed"] += float64(60 * (to - from))
	f["parked"] += n.length(n.shop, func(m int) bool {
		return slices.ContainsFunc(rows, func(r drawnRow) bool { return r.rested(m) })
	})
	if slices.ContainsFunc(rows, func(r drawnRow) bool { return r.start < 0 }) {
		return
	}
	touch := n.length(n.shop, func(m int) bool {
		return slices.ContainsFunc(rows, func(r drawnRow) bool { return r.worked(m) })
	})
	f["touch"] += touch
	f["waiting"] += lead - touch
}

func (n naive) ofSteps(f map[string]float64, rows []drawnRow) {
	times, failed := map[int]float64{}, map[int]float64{}
	for _, r := range rows {
		of := fmt.Sprint(" of s", r.step)
		came := r.ready
		for _, at := range []int{r.start, r.end} {
			if came < 0 {
				came = at
			}
		}
		if came <= n.to && (r.end < 0 || r.end > n.to) {
			f["open"+of]++
		}
		if !n.counts(r) {
			continue
		}
		times[r.step]++
		f["executions"+of]++
		if r.failed {
			failed[r.step]++
			f["failed"+of]++
		}
		if r.start < 0 {
			continue
		}
		f["processing"+of] += n.length(n.person(r), r.worked)
		if r.ready >= 0 {
			f["waiting"+of] += n.length(n.role(r), func(m int) bool { return in(m, r.ready, r.start) })
		}
	}
	for s, k := range times {
		of := fmt.Sprint(" of s", s)
		f["cases"+of]++
		switch {
		case k > 1:
			f["repeating cases"+of]++
		case failed[s] == 0:
			f["first pass"+of]++
		}
	}
}

// compared are the same figures as Of makes them.
func compared(f Figures) map[string]float64 {
	m := map[string]float64{
		"open cases": float64(f.Open), "cases": float64(f.Cases), "lead": f.LeadTime.Sum, "elapsed": f.LeadElapsed.Sum,
		"parked": f.ParkedTime.Sum, "touch": f.TouchTime.Sum, "waiting": f.WaitingTime.Sum, "wip average": f.Work.Average,
	}
	for _, s := range f.Steps {
		of := " of " + s.Step
		m["open"+of], m["executions"+of], m["failed"+of], m["cases"+of] = float64(s.Open), float64(s.Executions), float64(s.Failed), float64(s.Cases)
		m["processing"+of], m["waiting"+of], m["queue"+of] = s.Processing.Sum, s.Waiting.Sum, 0
		if s.QueueAverage != nil {
			m["queue"+of] = *s.QueueAverage
		}
		m["repeating cases"+of], m["first pass"+of] = float64(s.RepeatCases), float64(s.FirstPass)
	}
	for _, p := range f.People {
		m["work of "+p.Person], m["busy sum of "+p.Person], m["busy union of "+p.Person] = float64(p.Executions), p.BusySum, p.BusyUnion
	}
	if f.Nobody.Executions > 0 {
		m["work of "], m["busy sum of "], m["busy union of "] = float64(f.Unnamed), f.Nobody.BusySum, f.Nobody.BusyUnion
	}
	return m
}

// Whatever happened, and whoever counts which hours: the figures are those of
// a reckoning that looks at every minute.
func TestFiguresAreThoseOfEveryMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawLog(t)
		l := d.log(t)
		got, want := compared(Of(l, d.options(t, l))), newNaive(d).figures()
		for _, names := range []map[string]float64{got, want} {
			for name := range names {
				if math.Abs(got[name]-want[name]) > 1e-9 {
					t.Errorf("%s is %v, minute by minute %v", name, got[name], want[name])
				}
			}
		}
	})
}
