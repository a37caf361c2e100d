package ui

import (
	"strconv"
	"strings"
	"time"

	"alur/model"
	"alur/model/figures"
	"alur/model/findings"
	"alur/model/stats"
)

// slowTable is a table of a look: names that take the room there is, figures
// in columns, and a bar or words at the end.
type slowTable struct {
	heads []string
	// wide are the widths of the figures, last what the end takes.
	wide []int
	last int
	rows []slowRow
}

// slowRow is one row: the name, its figures, and the end.
type slowRow struct {
	name  string
	cells []string
	end   string
}

// subjects are what the rows of the look that is open are about, in their
// order: steps, processes without a step, or for people roles in place of a
// step.
func (b *bottlenecks) subjects() []stepRef {
	var all []stepRef
	add := func(process, step string) { all = append(all, stepRef{process: process, step: step}) }
	switch b.look {
	case lookNow:
		for _, s := range b.data.Steps {
			add(s.Process, s.Step)
		}
	case lookSlow:
		for _, q := range b.review.Queues {
			add(q.Process, q.Step)
		}
	case lookConvoluted:
		for _, d := range b.review.Detours {
			add(d.Process, d.Step)
		}
	case lookErrors:
		for _, x := range b.review.Errors {
			add(x.Process, x.Step)
		}
	case lookPeople:
		for _, l := range b.review.Loads {
			add("", l.Role)
		}
	case lookPromises:
		for _, p := range b.review.Promises {
			add(p.Process, "")
		}
	}
	return all
}

// table is that of the look that is open.
func (b *bottlenecks) table(e *env) slowTable {
	switch b.look {
	case lookConvoluted:
		return b.detourTable(e)
	case lookErrors:
		return b.errorTable(e)
	case lookPeople:
		return b.loadTable(e)
	case lookPromises:
		return b.promiseTable(e)
	}
	return b.waitTable(e)
}

// behind says which rounds stand behind the marked row.
func (b *bottlenecks) behind() (casesOf, bool) {
	all, at := b.subjects(), b.list.at()
	if at < 0 || at >= len(all) {
		return casesOf{}, false
	}
	ref := all[at]
	of := casesOf{of: findings.Subject{Process: ref.process, Step: ref.step}, title: ref.process, choice: b.choice, look: b.look}
	switch {
	case b.look == lookPeople:
		of.of, of.title = findings.Subject{Role: ref.step}, ref.step
	case ref.step != "":
		of.title = b.review.Title(ref.process, ref.step)
	}
	return of, true
}

// stepOf are the figures of a step.
func stepOf(r findings.Review, process, step string) figures.Step {
	for _, s := range r.Steps {
		if s.Process == process && s.Step == step {
			return s
		}
	}
	return figures.Step{}
}

// figure is a length of time in few cells, or that there are too few to say.
func (e *env) figure(d stats.Distribution, value float64, enough int) string {
	switch {
	case d.N == 0:
		return e.theme.glyph.middle
	case d.N < enough:
		return e.say(model.Say{EN: "few: %d", ID: "baru %d"}, d.N)
	}
	return e.shortSpan(time.Duration(value * float64(time.Second)))
}

func (e *env) seconds(s float64) string { return e.shortSpan(time.Duration(s * float64(time.Second))) }

func percentText(share float64) string { return strconv.Itoa(int(100*share+0.5)) + " %" }

func (e *env) decimal(x float64) string {
	return model.FormatNumber(strconv.FormatFloat(x, 'f', 1, 64), e.shop.Decimal)
}

// waitTable shows where work waited: how many, how long, and its part of all
// the waiting.
func (b *bottlenecks) waitTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Step", ID: "Langkah"}), e.say(model.Say{EN: "Done", ID: "Selesai"}), e.say(model.Say{EN: "Waits", ID: "Tunggu"}),
			e.say(model.Say{EN: "85 %", ID: "85 %"}), e.say(model.Say{EN: "Works", ID: "Kerja"}), e.say(model.Say{EN: "Of all waiting", ID: "Bagian menunggu"}),
		},
		wide: []int{7, 8, 8, 8}, last: 16,
	}
	for _, q := range b.review.Queues {
		s := stepOf(b.review, q.Process, q.Step)
		t.rows = append(t.rows, slowRow{
			name: b.review.Title(q.Process, q.Step),
			cells: []string{
				itoa(s.Executions), e.figure(s.Waiting, s.Waiting.P50, stats.EnoughFor(0.5)),
				e.figure(s.Waiting, s.Waiting.P85, stats.EnoughFor(0.85)), e.worked(s.Processing),
			},
			end: e.barred(q.Share, t.last-6) + " " + e.theme.padLeft(percentText(q.Share), 5),
		})
	}
	return t
}

// worked is how long work took; a wait for the world is none.
func (e *env) worked(d stats.Distribution) string {
	if d.Max == 0 {
		return e.theme.glyph.middle
	}
	return e.figure(d, d.P50, stats.EnoughFor(0.5))
}

// barred is a bar of a share of a width.
func (e *env) barred(share float64, w int) string {
	if share <= 0 {
		return spaces(w)
	}
	return e.theme.accent(e.theme.pad(barOf(e.theme, min(share, 1), w), w))
}

// detourTable shows what left its straight way.
func (b *bottlenecks) detourTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Step", ID: "Langkah"}), e.say(model.Say{EN: "Cases", ID: "Kasus"}), e.say(model.Say{EN: "Times", ID: "Kali"}),
			e.say(model.Say{EN: "Again", ID: "Ulang"}), e.say(model.Say{EN: "Given back", ID: "Dilepas"}), e.say(model.Say{EN: "Unclear", ID: "Tak jelas"}),
		},
		wide: []int{6, 6, 7, 12, 10}, last: 8,
	}
	wide := e.width >= besideWidth
	if wide {
		t.heads, t.wide = append(t.heads, e.say(model.Say{EN: "Handed on", ID: "Dialihkan"})), append(t.wide, 11)
	}
	skipped := e.say(model.Say{EN: "Skipped", ID: "Dilewati"})
	t.heads = append(t.heads, skipped)
	for _, d := range b.review.Detours {
		row := slowRow{
			name:  b.review.Title(d.Process, d.Step),
			cells: []string{itoa(d.Cases), e.decimal(d.PerCase), e.some(d.Again), e.some(d.GivenBack), e.some(d.Unclear)},
			end:   e.theme.padLeft(e.some(d.Skipped), width(skipped)),
		}
		if wide {
			row.cells = append(row.cells, e.some(d.Handed))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// some is a number; none is a dot, so that what is there stands out.
func (e *env) some(n int) string {
	if n == 0 {
		return e.theme.glyph.middle
	}
	return itoa(n)
}

// errorTable shows what was sent back.
func (b *bottlenecks) errorTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Step", ID: "Langkah"}), e.say(model.Say{EN: "Ended", ID: "Selesai"}), e.say(model.Say{EN: "Sent back", ID: "Kembali"}),
			e.say(model.Say{EN: "Share", ID: "Bagian"}), e.say(model.Say{EN: "Lost", ID: "Hilang"}), e.say(model.Say{EN: "Most often", ID: "Paling sering"}),
		},
		wide: []int{6, 10, 14, 8}, last: max(16, e.width-84),
	}
	for _, x := range b.review.Errors {
		reason := ""
		if len(x.Reasons) > 0 {
			reason = e.theme.cut(clean(x.Reasons[0].Text), t.last-5) + " " + itoa(x.Reasons[0].N)
		}
		t.rows = append(t.rows, slowRow{
			name:  b.review.Title(x.Process, x.Step),
			cells: []string{itoa(x.Attempts), itoa(x.Failed), e.ranged(x.Share, x.Range, x.Attempts), e.seconds(x.Lost)},
			end:   reason,
		})
	}
	return t
}

// ranged is a share with where the true one lies, or that there are too few to
// say.
func (e *env) ranged(share float64, r stats.Interval, n int) string {
	if n < stats.EnoughFor(0.5) {
		return e.say(model.Say{EN: "few: %d", ID: "baru %d"}, n)
	}
	return percentText(share) + " (" + strconv.Itoa(int(100*r.Low+0.5)) + "-" + strconv.Itoa(int(100*r.High+0.5)) + ")"
}

// loadTable shows how much of the time of its people each role took.
func (b *bottlenecks) loadTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Role", ID: "Peran"}), e.say(model.Say{EN: "People", ID: "Orang"}), e.say(model.Say{EN: "Done", ID: "Selesai"}),
			e.say(model.Say{EN: "Worked", ID: "Kerja"}), e.say(model.Say{EN: "Waited for", ID: "Ditunggu"}), e.say(model.Say{EN: "Of their time", ID: "Dari waktunya"}),
		},
		wide: []int{7, 9, 10, 12}, last: 20,
	}
	for _, l := range b.review.Loads {
		end := e.theme.dim(e.say(model.Say{EN: "nobody holds it", ID: "tidak dipegang siapa pun"}))
		switch {
		case e.log != "":
			end = e.theme.dim(e.say(model.Say{EN: "the log doesn't say", ID: "tidak ada di log"}))
		case l.Utilisation != nil:
			end = e.barred(*l.Utilisation, t.last-6) + " " + e.theme.padLeft(percentText(*l.Utilisation), 5)
		}
		t.rows = append(t.rows, slowRow{
			name:  l.Role,
			cells: []string{itoa(len(l.People)), itoa(l.Executions), e.seconds(l.Busy), e.seconds(l.Waited)}, end: end,
		})
	}
	return t
}

// promiseTable shows which promises were kept.
func (b *bottlenecks) promiseTable(e *env) slowTable {
	t := slowTable{
		heads: []string{
			e.say(model.Say{EN: "Process", ID: "Proses"}), e.say(model.Say{EN: "Cases", ID: "Kasus"}), e.say(model.Say{EN: "By first", ID: "Semula"}),
			e.say(model.Say{EN: "Late now", ID: "Telat"}), e.say(model.Say{EN: "Tight", ID: "Mepet"}), e.say(model.Say{EN: "Kept", ID: "Ditepati"}),
		},
		wide: []int{6, 9, 9, 6}, last: 24,
	}
	for _, p := range b.review.Promises {
		t.rows = append(t.rows, slowRow{
			name:  processName(e, p.Process),
			cells: []string{itoa(p.Cases), itoa(p.KeptFirst), e.some(p.Late), e.some(p.Tight)},
			end:   e.barred(p.Share, t.last-15) + " " + e.theme.padLeft(e.ranged(p.Share, p.Range, p.Cases), 14),
		})
	}
	return t
}

// names is the room of the names.
func (t slowTable) names(e *env) int {
	w := e.width - 4 - t.last - 2 - 2
	for _, n := range t.wide {
		w -= n
	}
	return max(8, w)
}

func (t slowTable) head(e *env) string {
	th := e.theme
	line := "    " + th.pad(t.heads[0], t.names(e))
	for i, w := range t.wide {
		line += th.padLeft(t.heads[i+1], w)
	}
	return line + "  " + th.cut(t.heads[len(t.heads)-1], t.last)
}

func (t slowTable) line(e *env, i int, chosen bool) string {
	th, row := e.theme, t.rows[i]
	mark, name := "    ", th.pad(clean(row.name), t.names(e))
	if chosen {
		mark, name = "  "+th.glyph.point+" ", th.focus(name)
	}
	var line strings.Builder
	line.WriteString(mark + name)
	for c, w := range t.wide {
		line.WriteString(th.padLeft(row.cells[c], w))
	}
	return line.String() + "  " + row.end
}
