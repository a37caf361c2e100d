package ui

import (
	"strings"

	"alur/model"
	"alur/model/findings"
	"alur/model/stats"
)

// waitTable shows where work waited: how many, how long, and its part of all
// the waiting.
func (b *bottlenecks) waitTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Step", ID: "Langkah"}), e.say(model.Say{EN: "Done", ID: "Selesai"}), e.say(model.Say{EN: "Waits", ID: "Tunggu"}),
			e.say(model.Say{EN: "85 %", ID: "85 %"}), e.say(model.Say{EN: "Works", ID: "Kerja"}), e.say(model.Say{EN: "Of all waiting", ID: "Bagian menunggu"}),
		},
		wide: []int{7, 8, 8, 8}, last: 16, bars: true,
	}
	for _, s := range b.slowest {
		t.rows = append(t.rows, e.slowRow(s, b.review.Title(s.Process, s.Step.Step)))
	}
	return t
}

// slowRow is a step in that table. Where nobody knows when it was begun, the
// time it took is the most that it can have waited.
func (e *env) slowRow(s findings.Slowness, title string) slowRow {
	row := slowRow{name: title, none: e.theme.glyph.middle, dim: s.Few}
	half, most := e.figure(s.Waiting, s.Waiting.P50, stats.EnoughFor(0.5)), e.figure(s.Waiting, s.Waiting.P85, stats.EnoughFor(0.85))
	if s.Untold {
		row.none = e.say(model.Say{EN: "begin unknown", ID: "mulai tak jelas"})
		half = e.atMost(s.Sojourn, s.Sojourn.P50, stats.EnoughFor(0.5))
		most = e.atMost(s.Sojourn, s.Sojourn.P85, stats.EnoughFor(0.85))
	} else if s.Queue != nil {
		row.none, row.bar, row.end = "", s.Queue.Share, percentText(s.Queue.Share)
	}
	row.cells = []string{itoa(s.Executions), half, most, e.worked(s.Processing)}
	return row
}

// atMost is a length of time that holds one of which no more is known.
func (e *env) atMost(d stats.Distribution, value float64, enough int) string {
	text := e.figure(d, value, enough)
	if d.N < enough || strings.HasPrefix(text, "<") {
		return text
	}
	return e.theme.glyph.atMost + text
}

// worked is how long work took; a wait for the world is none.
func (e *env) worked(d stats.Distribution) string {
	if d.Max == 0 {
		return e.theme.glyph.middle
	}
	return e.figure(d, d.P50, stats.EnoughFor(0.5))
}

// underSlow is how the queue of a step stood at the end of each of the last
// days, and how its waiting parts; or why neither is known.
func (b *bottlenecks) underSlow(e *env, s findings.Slowness) (first, second string) {
	switch {
	case s.Untold && s.Sojourn.N == 0:
		return e.say(model.Say{EN: "When it came and when it was begun is not known.", ID: "Kapan datang dan kapan dimulai tidak diketahui."}), ""
	case s.Untold:
		return e.say(model.Say{
				EN: "When it was begun is not known: %s is all the time since it came,",
				ID: "Kapan dimulai tidak diketahui: %s adalah semua waktu sejak datang,",
			}, e.theme.glyph.atMost),
			e.say(model.Say{EN: "waiting and work in one.", ID: "menunggu dan bekerja jadi satu."})
	case s.Queue == nil:
		return e.say(model.Say{EN: "Since when it waited is not known.", ID: "Sejak kapan menunggu tidak diketahui."}), ""
	}
	return b.underQueue(e, *s.Queue, s)
}

// underQueue is how a queue stood, and how its waiting parts.
func (b *bottlenecks) underQueue(e *env, q findings.Queue, s findings.Slowness) (first, second string) {
	t := e.theme
	days, cell := e.daysOf(q)
	last := b.review.Until.In(e.zone()).Add(-1) // A midnight ends the day before it.
	var dates, counts strings.Builder
	for i, n := range days {
		day := last.AddDate(0, 0, i-len(days)+1)
		dates.WriteString(t.padLeft(itoa(day.Day()), cell))
		counts.WriteString(t.padLeft(e.some(n), cell))
	}
	sign := ""
	if q.Chance < 0.05 && q.End > q.Begin {
		sign = "  " + t.late(t.glyph.up+" "+e.say(model.Say{EN: "growing", ID: "bertambah"}))
	}
	left := e.width - 6 - cell*len(days) - width(sign)
	first = t.pad(e.say(model.Say{EN: "Waiting at the end of each day", ID: "Menunggu di akhir tiap hari"}), left) + "  " + t.dim(dates.String())
	parts := e.say(model.Say{EN: "Until taken %s, until begun %s", ID: "Sampai diambil %s, sampai dimulai %s"},
		e.figure(s.ClaimDelay, s.ClaimDelay.P50, stats.EnoughFor(0.5)), e.figure(s.StartDelay, s.StartDelay.P50, stats.EnoughFor(0.5)))
	return first, t.dim(t.pad(parts, left)+"  "+counts.String()) + sign
}

// daysOf are as many of the last days of a queue as there is room for, and how
// wide each stands: no count touches the one beside it.
func (e *env) daysOf(q findings.Queue) (days []int, cell int) {
	cell = 3
	for _, n := range q.Days {
		cell = max(cell, width(itoa(n))+1)
	}
	return q.Days[max(0, len(q.Days)-max(1, min(14, (e.width-50)/cell))):], cell
}
