package ui

import (
	"strings"

	"alur/model"
)

// The least and the most a column is wide, and what is between two.
const (
	leastColumn = 22
	mostColumn  = 46
	columnGap   = 2
)

// asColumns draws the steps of one process beside each other: as many as fit,
// around the one with the selection.
func (b *board) asColumns(e *env, h int) []string {
	t := e.theme
	p := &b.data.Processes[b.showing()]
	steps, at := p.Steps, 0
	chosen, _ := b.chosen()
	for i := range steps {
		if chosen != nil && steps[i].Step == model.BaseStep(chosen.Step) {
			at = i
		}
	}
	room := e.width - 4
	fit := max(1, min(len(steps), (room+columnGap)/(leastColumn+columnGap)))
	w := min(mostColumn, (room-columnGap*(fit-1))/fit)
	first, last := window(at, len(steps), fit)
	left, right := beyond(e, steps[:first]), beyond(e, steps[last:])
	if left != "" {
		left = t.dim(t.glyph.left+" ") + left
	}
	if right != "" {
		right += t.dim(" " + t.glyph.right)
	}
	lines := []string{"  " + t.ends(left, right, room)}
	if h < 2 {
		return lines
	}
	var columns [][]string
	head := columnHead{titles: 1, people: 1}
	for i := first; i < last; i++ {
		head.titles = max(head.titles, len(t.wrapTo(clean(steps[i].Title), w, 2)))
		head.people = max(head.people, len(t.wrapTo(b.people(e, &steps[i]), w, 2)))
	}
	for i := first; i < last; i++ {
		columns = append(columns, b.column(e, &steps[i], chosen, head, w, h-1))
	}
	for y := range h - 1 {
		var parts []string
		for _, c := range columns {
			line := ""
			if y < len(c) {
				line = c[y]
			}
			parts = append(parts, t.pad(line, w))
		}
		lines = append(lines, "  "+strings.TrimRight(strings.Join(parts, spaces(columnGap)), " "))
	}
	return lines
}

// beyond says how many steps are not seen on one side, and what is late there.
func beyond(e *env, steps []model.BoardStep) string {
	late := 0
	for i := range steps {
		late += steps[i].Late
	}
	var text string
	switch len(steps) {
	case 0:
		return ""
	case 1:
		text = e.say(model.Say{EN: "1 more step", ID: "1 langkah lagi"})
	default:
		text = e.say(model.Say{EN: "%d more steps", ID: "%d langkah lagi"}, len(steps))
	}
	if text = e.theme.dim(text); late > 0 {
		text += " " + e.theme.late(e.theme.glyph.up+e.say(model.Say{EN: "%d late", ID: "%d terlambat"}, late))
	}
	return text
}

// columnHead is how many lines of the heads of all columns that are seen are
// for their titles and for who does it.
type columnHead struct{ titles, people int }

// people is who does a step, with a sign where nobody can.
func (b *board) people(e *env, s *model.BoardStep) string {
	who, lack := b.who(e, s)
	if lack {
		who = "! " + who
	}
	return who
}

// column is one step: its head, and its cases in cards.
func (b *board) column(e *env, s *model.BoardStep, chosen *model.BoardTask, heads columnHead, w, h int) []string {
	t := e.theme
	paint := roleDim
	if _, lack := s.Lack(); lack {
		paint = roleWarn
	}
	lines := append(wrapped(t, roleStrong, clean(s.Title), w, heads.titles), t.cut(amount(e, s), w))
	lines = append(append(lines, wrapped(t, paint, b.people(e, s), w, heads.people)...), t.rule(w))
	deck := deckOf(e, s.Tasks, chosen, w, h-len(lines))
	first, last := deck.window(h - len(lines))
	if first > 0 {
		lines = append(lines, t.dim("  "+e.say(model.Say{EN: "%s %d more", ID: "%s %d lagi"}, t.glyph.up, first)))
	}
	for i := first; i < last; i++ {
		lines = append(lines, deck.cards[i]...)
		if i+1 < last {
			lines = append(lines, make([]string, deck.gap)...)
		}
	}
	if more := len(s.Tasks) - last; more > 0 && len(lines) < h {
		lines = append(lines, t.dim("  "+e.say(model.Say{EN: "%s %d more", ID: "%s %d lagi"}, t.glyph.fall, more)))
	}
	return lines
}

// wrapped is a text in exactly n lines.
func wrapped(t theme, r role, s string, w, n int) []string {
	lines := make([]string, n)
	for i, l := range t.wrapTo(s, w, n) {
		lines[i] = t.paint(r, l)
	}
	return lines
}
