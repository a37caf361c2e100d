package ui

import (
	"alur/model"
	"alur/model/drawing"
)

// flowDrawing is a process as it is drawn: the list of its steps, with rails
// for what branches, jumps, runs side by side and goes back.
type flowDrawing struct {
	flow  *model.Flow
	rows  []drawing.Row
	words drawing.Words
	// width is how many cells the rails take.
	width int
}

// drawn lays a process out for a width. Where the window is narrow fewer
// rails are drawn, and words say the rest.
func (e *env) drawn(f *model.Flow, w int, terse bool) flowDrawing {
	lanes := max(2, min((w-52)/4, 8))
	g := e.theme.glyph
	words := drawing.Words{Lang: e.lang, Decimal: e.shop.Decimal, Name: e.processName, Up: g.arrowUp, Down: g.arrowDn}
	if e.theme.ascii() {
		words.Up, words.Down = "^", "v"
	}
	d := drawing.Draw(f, drawing.Options{Lanes: lanes, Terse: terse})
	return flowDrawing{flow: f, rows: d.Rows, words: words, width: d.Width}
}

// processName is what a process is called.
func (e *env) processName(id string) string {
	if head := e.shop.Processes[id]; head != nil {
		return clean(head.Name)
	}
	return clean(id)
}

// rowOf is the place of a step among the rows.
func (d flowDrawing) rowOf(step int) int {
	for i, r := range d.rows {
		if r.Kind == drawing.StepRow && r.Step == step {
			return i
		}
	}
	return 0
}

// box is a line of box drawing as the terminal can show it.
func (t theme) box(line string) string {
	if t.ascii() {
		return drawing.ASCII(line)
	}
	return line
}

// ascii reports whether only ASCII may be drawn.
func (t theme) ascii() bool { return t.glyph.line == "-" }

// markedRow is a row that no step stands in: rails, and words behind them.
func (d flowDrawing) markedRow(e *env, r drawing.Row, w int) string {
	t := e.theme
	stub := " "
	if r.Stub {
		stub = t.glyph.line
	}
	left := t.dim(t.box(r.Rail + r.Spine + stub))
	text := clean(d.words.Row(d.flow, r))
	return left + spaces(5) + t.dim(t.cut(text, w-width(left)-5))
}

// stepWidths parts a line between the text of a step and two columns at its
// right.
type stepWidths struct{ who, due int }

// widths looks at what the columns need.
func (d flowDrawing) widths(w int) stepWidths {
	var need stepWidths
	for i := range d.flow.Process.Steps {
		need.who = max(need.who, width(clean(d.words.Who(d.flow, i))))
		need.due = max(need.due, width(clean(d.words.Due(d.flow, i))))
	}
	need.who = min(need.who, max(8, w*18/100))
	need.due = min(need.due, max(11, w*14/100))
	return need
}

// stepRow is the row of a step: its place in the flow, its sign, what is to be
// done, who does it and until when.
func (d flowDrawing) stepRow(e *env, r drawing.Row, sign string, focused bool, need stepWidths, w int) string {
	t := e.theme
	left := t.dim(t.box(r.Rail)) + sign + " " + t.dim(t.padLeft(itoa(r.Step+1), 2)) + "  "
	right := t.pad(clean(d.words.Who(d.flow, r.Step)), need.who)
	if need.due > 0 {
		right += "  " + t.pad(clean(d.words.Due(d.flow, r.Step)), need.due)
	}
	room := w - width(left) - width(right) - 2
	text := t.cut(clean(d.words.Step(d.flow, r.Step)), room)
	pad := spaces(room - width(text))
	if focused {
		text = t.focus(text)
	}
	return left + text + pad + "  " + t.dim(right)
}
