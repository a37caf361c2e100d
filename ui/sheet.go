package ui

import "strings"

// sheet is a question that lies over a screen: some sentences, a form, and
// buttons. Esc closes it without an answer. The answer goes to the screen that
// asked.
type sheet struct {
	name  string
	title string
	lead  []string
	form  form
}

// update takes an input and answers what the screen below is told, if
// anything, and whether the sheet closes.
func (s *sheet) update(in input) (answer *answered, pressed bool) {
	if k, ok := in.(keyPress); ok && k.name == "esc" {
		return &answered{name: s.name, values: s.form.values()}, false
	}
	ev := s.form.update(in)
	if ev.pressed == "" {
		return nil, false
	}
	return &answered{name: s.name, button: ev.pressed, values: s.form.values()}, true
}

// sheetWidth is the widest a sheet grows.
const sheetWidth = 68

// view draws the sheet as a box.
func (s *sheet) view(t theme, w, h int) []string {
	inner := min(sheetWidth, w-6) - 4
	var body []string
	for _, l := range s.lead {
		body = append(body, wrap(l, inner)...)
	}
	if len(s.lead) > 0 {
		body = append(body, "")
	}
	body = append(body, s.form.view(t, inner)...)
	if most := h - 2; len(body) > most && most > 0 {
		body = body[len(body)-most:]
	}
	g := t.glyph
	title := " " + t.cut(s.title, inner-2) + " "
	top := g.topLeft + g.line + t.strong(title) + strings.Repeat(g.line, max(0, inner+1-width(title))) + g.topRight
	lines := []string{top}
	for _, l := range body {
		lines = append(lines, g.side+" "+t.pad(l, inner)+" "+g.side)
	}
	return append(lines, g.bottomLeft+strings.Repeat(g.line, inner+2)+g.bottomRight)
}

// over lays the lines of a box in the middle of a body; what is beside and
// around it is dimmed away.
func over(t theme, body, box []string, w, h int) []string {
	out := make([]string, h)
	for i := range out {
		if i < len(body) {
			out[i] = t.dim(plain(t.cut(body[i], w)))
		}
	}
	top := max(0, (h-len(box))/2)
	boxWidth := 0
	for _, l := range box {
		boxWidth = max(boxWidth, width(l))
	}
	left := max(0, (w-boxWidth)/2)
	for i, l := range box {
		if top+i >= h {
			break
		}
		under := plain(out[top+i])
		out[top+i] = t.dim(t.pad(cutAt(under, left), left)) + l + t.dim(cutLeft(t.pad(under, w), left+boxWidth))
	}
	return out
}
