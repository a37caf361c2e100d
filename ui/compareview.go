package ui

import (
	"strings"

	"alur/model"
	"alur/model/compare"
)

func (v *comparing) view(e *env) []string {
	t := e.theme
	name := "  " + t.dim(t.cut(clean(processName(e, v.ask.Process)), e.width-4))
	switch {
	case !v.ready:
		return []string{"", name, "", "  " + t.dim(e.say(model.Say{EN: "Reckoning ...", ID: "Sedang dihitung ..."}))}
	case v.data.none != nil:
		return append([]string{"", name, ""}, indent(wrapPaint(t, roleStrong, clean(v.data.none.In(e.lang)), e.width-4), 2)...)
	}
	head := v.head(e)
	rows := v.rows(e)
	room := v.room(e)
	top := max(0, min(v.top, len(rows)-room))
	shown := append([]string{}, rows[top:min(len(rows), top+room)]...)
	if rest := len(rows) - top - len(shown); rest > 0 {
		shown[len(shown)-1] = t.dim(e.say(model.Say{EN: "    %s %d more lines, PgDn shows them", ID: "    %s %d baris lagi, PgDn menampilkan"}, t.glyph.fall, rest+1))
	}
	return append(head, shown...)
}

// words is what sentences and figures are said with.
func (v *comparing) words(e *env) compare.Words { return compare.Words{Shop: e.shop, Calendar: e.cal} }

// head is what stays above the figures: the verdict, what has to be known
// beside it, and what the columns are.
func (v *comparing) head(e *env) []string {
	t := e.theme
	var texts []string
	for _, r := range v.data.c.Sentences(v.words(e)) {
		texts = append(texts, clean(r.In(e.lang)))
	}
	lines := append([]string{""}, indent(wrapPaint(t, roleStrong, texts[0], e.width-4), 2)...)
	said := v.known(e)
	most := max(1, e.height/3-len(lines))
	switch {
	case v.beside:
		said = nil
	case len(said) > most:
		rest := texts[1:]
		for len(rest) > 0 && len(together(rest, e.width-4)) > most-1 {
			rest = rest[:len(rest)-1]
		}
		said = append(together(rest, e.width-4), t.dim(e.say(model.Say{EN: "More has to be known (%d): Tab shows it.", ID: "Masih ada yang perlu diketahui (%d): Tab menampilkannya."}, len(texts)-1-len(rest))))
	}
	lines = append(append(lines, indent(said, 2)...), "")
	c := v.columns(e)
	before, after := v.data.c.Names(e.shop)
	heads := [5]string{clean(processName(e, v.ask.Process)), clean(before.In(e.lang)), clean(after.In(e.lang)),
		e.say(model.Say{EN: "Difference", ID: "Perbedaan"}), e.say(model.Say{EN: "with 95 %", ID: "dengan 95 %"})}
	q := v.data.c.Question
	since := [5]string{"", e.days(q.Before), e.days(q.After)}
	return append(lines, t.dim(c.line(t, heads)), t.dim(c.line(t, since)), "  "+t.rule(e.width-4))
}

// known is what has to be known beside the verdict.
func (v *comparing) known(e *env) []string {
	var texts []string
	for _, r := range v.data.c.Sentences(v.words(e))[1:] {
		texts = append(texts, clean(r.In(e.lang)))
	}
	return together(texts, e.width-4)
}

// days says the time of a side: 02/11-23/11.
func (e *env) days(s compare.Side) string {
	const form = "02/01"
	return s.From.In(e.zone()).Format(form) + "-" + s.To.In(e.zone()).Format(form)
}

func (v *comparing) room(e *env) int {
	if !v.ready || v.data.none != nil {
		return 1
	}
	return max(1, e.height-len(v.head(e)))
}

// compareColumns are the widths of the five columns.
type compareColumns [5]int

// columns gives each column what it needs and the first the rest; where that
// is too little, the intervals are left out.
func (v *comparing) columns(e *env) compareColumns {
	before, after := v.data.c.Names(e.shop)
	c := compareColumns{0, width(before.In(e.lang)), width(after.In(e.lang)), 0, 0}
	q := v.data.c.Question
	c[1], c[2] = max(c[1], width(e.days(q.Before))), max(c[2], width(e.days(q.After)))
	c[3] = width(e.say(model.Say{EN: "Difference", ID: "Perbedaan"}))
	for _, r := range v.data.c.Rows(v.words(e)) {
		for i, cell := range []model.Reason{r.Before, r.After, r.Difference, r.Range} {
			c[i+1] = max(c[i+1], width(clean(cell.In(e.lang))))
		}
	}
	c[1], c[2] = min(c[1], 20), min(c[2], 20)
	if v.beside {
		c[1], c[2] = 0, 0
	}
	const least, gap = 20, 2
	rest := func() int {
		left := e.width - 5
		for _, w := range c[1:] {
			if w > 0 {
				left -= w + gap
			}
		}
		return left
	}
	if rest() < least {
		c[4] = 0
	}
	c[0] = min(max(8, rest()), 44)
	return c
}

// line is a line of cells.
func (c compareColumns) line(t theme, cells [5]string) string {
	line := "    " + t.pad(cells[0], c[0])
	for i := 1; i < len(cells); i++ {
		if c[i] > 0 {
			line += "  " + t.padLeft(cells[i], c[i])
		}
	}
	return strings.TrimRight(line, " ")
}

// rows are the figures, one line each.
func (v *comparing) rows(e *env) []string {
	if !v.ready || v.data.none != nil {
		return nil
	}
	t, c := e.theme, v.columns(e)
	var lines []string
	if v.beside {
		lines = append(indent(v.known(e), 2), "")
	}
	for _, r := range v.data.c.Rows(v.words(e)) {
		label := clean(r.Label.In(e.lang))
		if r.Head {
			lines = append(lines, "", "  "+t.strong(t.cut(label, e.width-4)))
			continue
		}
		if v.beside && r.Difference.Empty() {
			continue // It is of one side alone.
		}
		line := c.line(t, [5]string{label, r.Before.In(e.lang), r.After.In(e.lang), r.Difference.In(e.lang), r.Range.In(e.lang)})
		switch {
		case r.Sign > 0:
			line = "  " + t.good(t.glyph.tick+strings.TrimPrefix(line, spaces(2+width(t.glyph.tick))))
		case r.Sign < 0:
			line = "  " + t.late(t.glyph.up+strings.TrimPrefix(line, spaces(2+width(t.glyph.up))))
		}
		lines = append(lines, line)
	}
	return lines
}
