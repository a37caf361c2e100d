package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"alur/model"
)

func (b *bottlenecks) view(e *env) []string {
	if b.look != lookNow {
		return b.past(e)
	}
	t := e.theme
	if !b.ready {
		lines := append([]string{""}, b.reckoning(e)...)
		return append(append(lines, ""), b.which(e)...)
	}
	said := b.said(e, 6)
	if len(b.data.Steps) == 0 {
		if narrow := b.choice.nothing(e); narrow != "" {
			said = indent(wrapPaint(t, roleStrong, narrow, e.width-4), 2)
		}
		lines := append([]string{""}, said...)
		if len(e.shop.Processes) > 0 {
			lines = append(append(lines, ""), b.which(e)...)
		}
		return append(lines, b.empty(e)...)
	}
	foot, which := b.foot(e), b.which(e)
	const fixed, least, answer = 4, 3, 4 // Two empty lines, the head and its rule.
	room := func() int { return e.height - fixed - len(said) - len(foot) - len(which) - least }
	if b.reviewed && b.problemLines(e) > room() {
		// The answer of now and the foot leave what room they can.
		said = b.said(e, max(answer, b.answerLines(e)))
		foot = foot[min(len(foot), 1):min(len(foot), 3)]
	}
	lines := append([]string{""}, said...)
	if room() < 1 {
		said = b.said(e, answer-1)
		lines = append([]string{""}, said...)
	}
	lines = append(lines, b.problems(e, room())...)
	lines = append(append(lines, ""), which...)
	c := slowColumns(e)
	lines = append(lines, t.dim(c.head(e)), e.ruleOfTime())
	left := max(1, e.height-len(lines)-len(foot))
	top := b.top()
	rows := scrolledBy(e, len(b.data.Steps), b.list.at(), left, func(i int) string {
		return c.row(e, b.data.Steps[i], i == b.list.at(), top)
	})
	lines = append(lines, rows...)
	for range left - len(rows) {
		lines = append(lines, "")
	}
	return append(lines, foot...)
}

// past draws a look at a period.
func (b *bottlenecks) past(e *env) []string {
	t, which := e.theme, b.which(e)
	const fixed, least, usual = 4, 3, 4 // Two empty lines, the head and its rule.
	room := e.height - fixed - len(which)
	var under []string
	if b.reviewed {
		under = b.under(e, room-least-len(b.told(e, 0)))
	}
	lines := append([]string{""}, b.told(e, room-usual-len(under))...)
	lines = append(append(lines, ""), which...)
	if !b.reviewed {
		return lines
	}
	all := b.table(e)
	if len(all.rows) == 0 {
		return append(append(lines, ""), indent(wrapPaint(t, roleDim, b.noRows(e), e.width-4), 2)...)
	}
	layout := all.layout(e)
	lines = append(lines, t.dim(all.head(e, layout)), b.rule(e))
	room = max(1, e.height-len(lines)-len(under))
	rows := scrolledBy(e, len(all.rows), b.list.at(), room, func(i int) string { return all.line(e, layout, i, i == b.list.at()) })
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
	outside := b.outsideLines(e)
	if len(texts) == 0 {
		return indent(outside, 2)
	}
	most -= len(outside)
	first := wrapPaint(e.theme, roleStrong, texts[0], e.width-4)
	rest := texts[1:]
	lines := together(rest, e.width-4)
	for len(rest) > 0 && len(first)+len(lines) > most {
		rest = rest[:len(rest)-1]
		lines = together(rest, e.width-4)
	}
	return indent(slices.Concat(first, lines, outside), 2)
}

// answerLines are how many lines it takes to tell what piles up, up to what could
// help: that is not left out for a lesser problem.
func (b *bottlenecks) answerLines(e *env) int {
	pile, ok := b.data.Pile()
	if !ok || pile.Change.Empty() {
		return 0
	}
	change, lines := clean(pile.Change.In(e.lang)), 0
	var texts []string
	for i, s := range b.data.Sentences() {
		text := clean(s.In(e.lang))
		if i == 0 {
			lines = len(wrap(text, e.width-4))
			continue
		}
		if texts = append(texts, text); text == change {
			return lines + len(together(texts, e.width-4)) + len(b.outsideLines(e))
		}
	}
	return 0
}

// outsideLines say what nobody looks for: what could not be sent, and what came
// and did not fit.
func (b *bottlenecks) outsideLines(e *env) []string {
	words := outsideWords(e, b.outside)
	if words == "" {
		return nil
	}
	way := e.say(model.Say{EN: "F10, In and out, mends that.", ID: "F10, Masuk dan keluar, membereskannya."})
	return wrapPaint(e.theme, roleWarn, words+" "+way, e.width-4)
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
	case b.choice.narrow():
		next = e.say(model.Say{EN: "O shows all work again.", ID: "O menampilkan semua pekerjaan lagi."})
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
	return model.FormatNumber(strconv.FormatFloat(ratio, 'f', 1, 64), e.decimalSign()) + "x"
}

func stepTitle(s model.StepFigures) string {
	if s.Title == "" {
		return s.Step
	}
	return s.Title
}

// rule is the one under the head of the table.
func (b *bottlenecks) rule(e *env) string {
	if b.look == lookConvoluted || b.look == lookPromises {
		return "  " + e.theme.rule(e.width-2) // They are of counts.
	}
	return e.ruleOfTime()
}

// ruleOfTime is the rule under the head of a table of lengths, and says once
// what they are: a day of nine hours is not one of twenty-four.
func (e *env) ruleOfTime() string {
	t := e.theme
	if e.cal == nil || e.log != "" {
		return "  " + t.rule(e.width-2)
	}
	day := e.cal.UsualDay()
	said := e.say(model.Say{EN: "opening time: a day is %s", ID: "jam buka: sehari %s"}, model.Span{Time: day})
	if day >= 24*time.Hour {
		said = ""
	}
	if said == "" {
		return "  " + t.rule(e.width-2)
	}
	const after = 2
	return "  " + t.rule(e.width-4-width(said)-2-after) + " " + t.dim(said) + " " + t.rule(after+2)
}

// shortSpan is an opening time in few cells: 40 min, 2:10 h, 3 days.
func (e *env) shortSpan(d time.Duration) string { return e.seconds(d.Seconds()) }

// seconds is a length of time that may be longer than a Duration holds: all
// waiting of many years has many lifetimes.
func (e *env) seconds(s float64) string {
	day := (24 * time.Hour).Seconds()
	if e.cal != nil {
		day = e.cal.UsualDay().Seconds()
	}
	minutes := int(s/60 + 0.5)
	switch {
	case s < 60:
		return "<" + e.say(model.Say{EN: "1 min", ID: "1 mnt"})
	case s >= 2*day:
		return e.say(model.Say{EN: "%d days", ID: "%d hari"}, int(s/day+0.5))
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
