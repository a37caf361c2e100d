package ui

import (
	"slices"
	"strings"
)

// slowTable is a table of a look: names that take the room there is, figures
// in columns, and at the end a figure, behind a bar where there is room for
// one, or words.
type slowTable struct {
	heads []string
	// wide are the widths of the figures where there is room, last what the end
	// takes there.
	wide []int
	last int
	// bars draws them; words at the end are cut where there is no room, and
	// right puts a figure there to the right.
	bars, words, right bool
	rows               []slowRow
}

// slowRow is one row: the name, its figures, and the end.
type slowRow struct {
	name  string
	cells []string
	bar   float64
	end   string
	// none says in words why there is no figure at the end.
	none string
	// dim is true for a row of which too little is known.
	dim bool
}

// slowLayout is how the room is shared out: in a narrow window the bar goes
// first, then what the heads take, and a figure never.
type slowLayout struct {
	names, bar, last int
	wide             []int
	// shown are the names as they fit.
	shown []string
}

func (t slowTable) layout(e *env) slowLayout {
	l := t.columns(e)
	names := make([]string, len(t.rows))
	for i, row := range t.rows {
		names[i] = clean(row.name)
	}
	l.shown = e.theme.apart(names, l.names)
	return l
}

// columns are the widths of a layout.
func (t slowTable) columns(e *env) slowLayout {
	l := slowLayout{wide: slices.Clone(t.wide), last: t.last}
	least, figure := make([]int, len(t.wide)), 0
	for _, row := range t.rows {
		for i := range least {
			least[i] = max(least[i], width(row.cells[i])+1)
		}
		figure = max(figure, width(row.end))
	}
	if t.words {
		figure = min(figure, 10)
	}
	for i := range l.wide {
		l.wide[i] = max(l.wide[i], least[i], width(t.heads[i+1])+1)
	}
	l.last = max(l.last, figure)
	if t.bars {
		l.bar = l.last - figure - 1
	}
	if l.share(e); l.names >= leastName {
		return l
	}
	const head = 6
	l.bar, l.last = 0, max(figure, min(width(t.heads[len(t.heads)-1]), head))
	if l.share(e); l.names < leastName {
		for i := range l.wide {
			l.wide[i] = max(least[i], min(width(t.heads[i+1]), head)+1)
		}
		l.share(e)
	}
	more := min(l.names-leastName, width(t.heads[len(t.heads)-1])-l.last)
	l.last += max(0, more)
	l.share(e)
	return l
}

// share gives the names what is left.
func (l *slowLayout) share(e *env) {
	l.names = e.width - 4 - l.last - 2 - 2
	for _, n := range l.wide {
		l.names -= n
	}
}

func (t slowTable) head(e *env, l slowLayout) string {
	th := e.theme
	line := "    " + th.pad(t.heads[0], l.names)
	for i, w := range l.wide {
		line += th.padLeft(" "+t.heads[i+1], w)
	}
	return line + "  " + th.cut(t.heads[len(t.heads)-1], l.last)
}

func (t slowTable) line(e *env, l slowLayout, i int, chosen bool) string {
	th, row := e.theme, t.rows[i]
	mark, name := "    ", th.pad(l.shown[i], l.names)
	if chosen {
		mark = "  " + th.glyph.point + " "
	}
	var figures strings.Builder
	for c, w := range l.wide {
		figures.WriteString(th.padLeft(row.cells[c], w))
	}
	rest := figures.String() + "  " + t.end(e, l, row)
	if row.dim {
		name, rest = th.dim(name), th.dim(plain(rest))
	}
	if chosen {
		name = th.focus(plain(name))
	}
	return mark + name + rest
}

// end is the last column of a row.
func (t slowTable) end(e *env, l slowLayout, row slowRow) string {
	th := e.theme
	switch {
	case row.none != "":
		return th.dim(th.cut(row.none, l.last))
	case l.bar > 0:
		return e.barred(row.bar, l.bar) + " " + th.padLeft(row.end, l.last-l.bar-1)
	case t.bars || t.right:
		return th.padLeft(row.end, l.last)
	}
	return th.cut(row.end, l.last)
}

// barred is a bar of a share of a width. What is no more than a trace is a dot:
// it must not look like a part that counts.
func (e *env) barred(share float64, w int) string {
	const trace = 0.005
	switch {
	case share <= 0:
		return spaces(w)
	case share < trace:
		return e.theme.dim(e.theme.pad(e.theme.glyph.middle, w))
	}
	return e.theme.accent(e.theme.pad(barOf(e.theme, min(share, 1), w), w))
}
