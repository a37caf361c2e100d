package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"alur/model"
)

func (b *bottlenecks) view(e *env) []string {
	if !b.ready {
		return nil
	}
	if b.look != lookNow {
		return b.past(e)
	}
	t := e.theme
	said := b.said(e, 6)
	if len(b.data.Steps) == 0 {
		return append(append([]string{""}, said...), b.empty(e)...)
	}
	foot := b.foot(e)
	const table, least, answer = 4, 3, 4
	if n := len(b.found()); b.reviewed && n > 0 && e.height < 24 {
		// The answer of now leaves room for a line for each problem.
		said = b.said(e, answer)
		foot = slices.DeleteFunc(foot, func(line string) bool { return line == "" })
	}
	lines := append([]string{""}, said...)
	if room := e.height - len(lines) - len(foot) - table - least; room > 0 {
		lines = append(lines, b.problems(e, room)...)
	}
	lines = append(lines, "", b.which(e))
	c := slowColumns(e)
	lines = append(lines, t.dim(c.head(e)), "  "+t.rule(e.width-2))
	room := max(1, e.height-len(lines)-len(foot))
	top := b.top()
	rows := scrolledBy(e, len(b.data.Steps), b.list.at(), room, func(i int) string {
		return c.row(e, b.data.Steps[i], i == b.list.at(), top)
	})
	lines = append(lines, rows...)
	for range room - len(rows) {
		lines = append(lines, "")
	}
	return append(lines, foot...)
}

// past draws a look at a period.
func (b *bottlenecks) past(e *env) []string {
	t := e.theme
	const table, least, foot = 4, 5, 2
	lines := append([]string{""}, b.told(e, e.height-1-table-least-foot)...)
	lines = append(lines, "", b.which(e))
	if !b.reviewed {
		return lines
	}
	all := b.table(e)
	if len(all.rows) == 0 {
		return append(append(lines, ""), indent(wrapPaint(t, roleDim, b.noRows(e), e.width-4), 2)...)
	}
	lines = append(lines, t.dim(all.head(e)), "  "+t.rule(e.width-2))
	under := b.under(e)
	room := max(1, e.height-len(lines)-len(under))
	rows := scrolledBy(e, len(all.rows), b.list.at(), room, func(i int) string { return all.line(e, i, i == b.list.at()) })
	lines = append(lines, rows...)
	for range room - len(rows) {
		lines = append(lines, "")
	}
	return append(lines, under...)
}

// said is the answer in sentences: the first strong, as many of the others
// under it as are whole in a number of lines.
func (b *bottlenecks) said(e *env, most int) []string {
	var texts []string
	for _, s := range b.data.Sentences() {
		texts = append(texts, clean(s.In(e.lang)))
	}
	if len(texts) == 0 {
		return nil
	}
	first := wrapPaint(e.theme, roleStrong, texts[0], e.width-4)
	rest := texts[1:]
	lines := together(rest, e.width-4)
	for len(rest) > 0 && len(first)+len(lines) > most {
		rest = rest[:len(rest)-1]
		lines = together(rest, e.width-4)
	}
	return indent(append(first, lines...), 2)
}

// together puts whole sentences beside each other while they fit; one that is
// longer than a line is broken.
func together(sentences []string, w int) []string {
	var lines []string
	line := ""
	for _, s := range sentences {
		switch {
		case line == "":
			line = s
		case width(line)+1+width(s) <= w:
			line += " " + s
		default:
			lines = append(lines, wrap(line, w)...)
			line = s
		}
	}
	return append(lines, wrap(line, w)...)
}

// empty says which key comes next where there is no work.
func (b *bottlenecks) empty(e *env) []string {
	t := e.theme
	next := e.say(model.Say{EN: "N starts a case.", ID: "N memulai kasus."})
	switch {
	case b.choice.process != "":
		next = e.say(model.Say{EN: "O shows all processes again.", ID: "O menampilkan semua proses lagi."})
	case b.choice.period != period90 && b.choice.period != periodAll && b.anyCase(e):
		next = e.say(model.Say{EN: "%s looks at a longer time.", ID: "%s melihat masa yang lebih panjang."}, t.glyph.right)
	case len(e.shop.Processes) == 0:
		next = e.say(model.Say{EN: "First a process is published: it says who does what. F10 opens the menu.", ID: "Mula-mula proses diterbitkan: isinya siapa mengerjakan apa. F10 membuka menu."})
	case e.me != nil && e.me.Auditor:
		next = e.say(model.Say{EN: "As soon as a case is started, it stands here.", ID: "Begitu sebuah kasus dimulai, ia tampil di sini."})
	}
	return append([]string{""}, indent(wrapPaint(t, roleDim, next, e.width-4), 2)...)
}

// anyCase reports whether there ever was a case.
func (b *bottlenecks) anyCase(e *env) bool {
	for _, p := range e.shop.Processes {
		if p.LastNumber > 0 {
			return true
		}
	}
	return false
}

func processName(e *env, id string) string {
	if p := e.shop.Processes[id]; p != nil {
		return p.Name
	}
	return id
}

// top is the ratio that fills a bar: the largest, and at least the usual
// itself. One step that waits a hundred times as long must not make the bars
// of all others a dot, so a bar that goes on is cut, with a sign.
func (b *bottlenecks) top() float64 {
	const most = 8.0
	top := 1.0
	for _, s := range b.data.Steps {
		top = max(top, s.Ratio)
	}
	return min(top, most)
}

// columns are the widths of the table.
type columns struct{ step, number, span, bar int }

// slowColumns shares out the width: what is not needed for figures goes to
// the names of the steps and the bars.
func slowColumns(e *env) columns {
	const number, span, ratio = 9, 8, 8
	c := columns{number: number, span: span}
	rest := e.width - 5 - number - 3*span - 2 - ratio
	c.bar = max(6, rest*30/100)
	c.step = max(8, rest-c.bar)
	return c
}

func (c columns) head(e *env) string {
	t := e.theme
	say := func(s model.Say) string { return e.say(s) }
	return "    " + t.pad(say(model.Say{EN: "Step", ID: "Langkah"}), c.step) +
		t.padLeft(say(model.Say{EN: "Waiting", ID: "Menunggu"}), c.number) +
		t.padLeft(say(model.Say{EN: "Oldest", ID: "Terlama"}), c.span) +
		t.padLeft(say(model.Say{EN: "Usual", ID: "Biasa"}), c.span) +
		t.padLeft(say(model.Say{EN: "Now", ID: "Kini"}), c.span) + "  " +
		say(model.Say{EN: "Now against usual", ID: "Dibanding biasa"})
}

// row is one step: its figures, and a bar that says the last two in one.
func (c columns) row(e *env, s model.StepFigures, chosen bool, top float64) string {
	t := e.theme
	mark, name := "    ", t.pad(clean(stepTitle(s)), c.step)
	if chosen {
		mark, name = "  "+t.glyph.point+" ", t.focus(name)
	}
	oldest, now, waiting := "", "", t.dim(t.glyph.middle)
	if s.Waiting > 0 {
		waiting, oldest, now = itoa(s.Waiting), e.shortSpan(s.Oldest.Time), e.shortSpan(s.SoFar.Time)
	}
	usual := t.dim(e.say(model.Say{EN: "not yet", ID: "belum"}))
	if s.Usual.Known {
		usual = e.shortSpan(s.Usual.Time)
	}
	return mark + name + t.padLeft(waiting, c.number) + t.padLeft(oldest, c.span) +
		t.padLeft(usual, c.span) + t.padLeft(now, c.span) + "  " + c.against(e, s, top)
}

// against is the bar of a step, or in words why there is none.
func (c columns) against(e *env, s model.StepFigures, top float64) string {
	t := e.theme
	var text string
	switch {
	case s.Waiting == 0:
		text = elsewhere(e, s)
	case s.Ratio > 0:
		paint := t.accent
		sign := ""
		if s.Piles {
			paint, sign = t.late, " "+t.glyph.up
		}
		bar := t.pad(barOf(t, s.Ratio/top, c.bar), c.bar)
		return paint(bar) + " " + t.padLeft(ratioText(e, s.Ratio), 5) + t.late(sign)
	case s.Usual.Known && s.Usual.Time == 0:
		text = e.say(model.Say{EN: "usually no wait", ID: "biasanya langsung"})
	case s.Usual.Known:
		text = e.say(model.Say{EN: "just came", ID: "baru datang"})
	case s.Usual.N > 0:
		text = e.say(model.Say{EN: "too few cases: %d", ID: "baru %d kasus"}, s.Usual.N)
	case s.Unknown > 0:
		text = e.say(model.Say{EN: "entered late: %d", ID: "dicatat telat: %d"}, s.Unknown)
	default:
		text = e.say(model.Say{EN: "too few cases: 0", ID: "belum ada kasus"})
	}
	return t.dim(t.cut(text, c.bar+8))
}

// elsewhere says what becomes of the cases of a step where none waits for a
// person.
func elsewhere(e *env, s model.StepFigures) string {
	switch {
	case s.Working > 0:
		return e.say(model.Say{EN: "in work: %d", ID: "dikerjakan: %d"}, s.Working)
	case s.Parked > 0:
		return e.say(model.Say{EN: "parked: %d", ID: "ditunda: %d"}, s.Parked)
	case s.Outside > 0:
		return e.say(model.Say{EN: "outside: %d", ID: "di luar: %d"}, s.Outside)
	}
	return ""
}

// barOf draws a part of a width, to half a cell; something is never nothing,
// and more than the whole ends with a sign that it goes on.
func barOf(t theme, part float64, w int) string {
	if part > 1 {
		return strings.Repeat(t.glyph.full, max(0, w-width(t.glyph.more))) + t.glyph.more
	}
	halves := max(1, int(part*float64(w)*2+0.5))
	return strings.Repeat(t.glyph.full, halves/2) + strings.Repeat(t.glyph.half, halves%2)
}

// ratioText is how many times the usual: 3,8x.
func ratioText(e *env, ratio float64) string {
	switch {
	case ratio >= 1000:
		return ">999x"
	case ratio >= 10:
		return strconv.Itoa(int(ratio+0.5)) + "x"
	}
	return model.FormatNumber(strconv.FormatFloat(ratio, 'f', 1, 64), e.shop.Decimal) + "x"
}

func stepTitle(s model.StepFigures) string {
	if s.Title == "" {
		return s.Step
	}
	return s.Title
}

// shortSpan is an opening time in few cells: 40 min, 2:10 h, 3 days.
func (e *env) shortSpan(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	day := 24 * time.Hour
	if e.cal != nil {
		day = e.cal.UsualDay()
	}
	switch {
	case d < time.Minute:
		return "<" + e.say(model.Say{EN: "1 min", ID: "1 mnt"})
	case d >= 2*day:
		return e.say(model.Say{EN: "%d days", ID: "%d hari"}, int((d+day/2)/day))
	case minutes < 60:
		return e.say(model.Say{EN: "%d min", ID: "%d mnt"}, minutes)
	}
	return e.say(model.Say{EN: "%d:%02d h", ID: "%d:%02d j"}, minutes/60, minutes%60)
}

// foot is the marked step hour by hour, who can do it, and the next key.
func (b *bottlenecks) foot(e *env) []string {
	s, ok := b.chosen()
	if !ok || e.height < 16 {
		return nil
	}
	t := e.theme
	label := e.say(model.Say{EN: "%s, waiting at the hour", ID: "%s, menunggu tiap jam"}, clean(stepTitle(s)))
	who := ""
	if len(s.People) > 0 {
		who = e.say(model.Say{EN: "Who can: %s", ID: "Yang bisa: %s"}, namesOf(e, s.People))
	}
	hours, counts := hourLines(e, s)
	left := e.width - 6 - max(width(hours), width(counts))
	lines := []string{
		"",
		"  " + t.pad(label, left) + "  " + hours,
		"  " + t.dim(t.pad(who, left)) + "  " + counts,
		"",
	}
	switch {
	case s.Waiting == 1:
		lines = append(lines, "  "+e.say(model.Say{EN: "Enter shows the case that waits there.", ID: "Enter menampilkan kasus yang menunggu di sana."}))
	case s.Waiting > 1:
		lines = append(lines, "  "+e.say(model.Say{EN: "Enter shows the %d cases that wait there.", ID: "Enter menampilkan %d kasus yang menunggu di sana."}, s.Waiting))
	default:
		lines = append(lines, "")
	}
	return lines
}

// namesOf are people as one reads them.
func namesOf(e *env, ids []string) string {
	var all []string
	for _, id := range ids {
		all = append(all, e.name(id))
	}
	return strings.Join(all, ", ")
}

// hourLines are the hours of today and how many waited at the end of each.
func hourLines(e *env, s model.StepFigures) (hours, counts string) {
	t := e.theme
	if len(s.Hours) == 0 {
		return t.dim(e.say(model.Say{EN: "not open yet today", ID: "hari ini belum buka"})), ""
	}
	for _, h := range s.Hours {
		hours += h.From.In(e.zone()).Format(" 15")
		counts += t.padLeft(itoa(h.Waiting), 3)
	}
	if s.Rising {
		counts += "  " + t.late(t.glyph.up+" "+e.say(model.Say{EN: "rising", ID: "naik"}))
	}
	return t.dim(hours), counts
}
