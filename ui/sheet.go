package ui

import (
	"strings"

	"alur/model"
)

// sheet is a question that lies over a screen: some sentences, a form, and
// buttons. Esc closes it without an answer. The answer goes to the screen that
// asked.
type sheet struct {
	name string
	// about is what it asks about, so that what is typed is kept for the next
	// time the same is asked; empty keeps nothing, as where nothing is written
	// but only looked for.
	about string
	// row is what was chosen on the page below as it was asked.
	row   string
	title string
	lead  []string
	form  form
	// turned, where it is not nil, hears which item has another value now, and
	// may change what the others offer.
	turned func(s *sheet, name string)
	// top is how far the lead is scrolled, and most how far it can be: drawing
	// finds that out. A window made small for a while does not move it.
	top, most int
	// stored is what is kept of its texts, nil where nothing is.
	stored map[string]string
}

// update takes an input and answers what the screen below is told, if
// anything, and whether the sheet closes.
func (s *sheet) update(in input) (answer *answered, pressed bool) {
	if k, ok := in.(keyPress); ok && k.name == "esc" {
		return &answered{name: s.name, values: s.form.values()}, false
	}
	if k, ok := in.(keyPress); ok && s.scrolls(k) {
		return nil, false
	}
	if k, ok := in.(keyPress); ok && k.is(keyDone, true) {
		b, ok := s.main()
		if !ok {
			return nil, false
		}
		return &answered{name: s.name, button: b.name, values: s.form.values()}, true
	}
	ev := s.form.update(in)
	s.changed(ev.changed)
	if ev.pressed == "" {
		return nil, false
	}
	return &answered{name: s.name, button: ev.pressed, values: s.form.values()}, true
}

// changed tells of an item that has another value now.
func (s *sheet) changed(name string) {
	if s.turned != nil && name != "" {
		s.turned(s, name)
	}
}

// main is the button that F9 presses: the first one, unless that is the safe
// way out, as it is where an act can't be taken back.
func (s *sheet) main() (item, bool) {
	for _, it := range s.form.items {
		if it.kind == itemButton {
			return it, it.name != cancelled && it.off == ""
		}
	}
	return item{}, false
}

// uses are the keys of a sheet.
func (s *sheet) uses() []use {
	uses := []use{{id: keyField}, {id: keyOpen, words: model.Say{EN: "Choose", ID: "Pilih"}}}
	if b, ok := s.main(); ok {
		uses = append(uses, use{id: keyDone, words: model.Say{EN: b.label, ID: b.label}})
	}
	return append(uses, use{id: keyBack, kept: true}, use{id: keyHelp}, use{id: keyMenu})
}

// scrolls moves a lead that is too long for the window, and answers whether
// the key was one of that. On a button, the arrows up and down do it.
func (s *sheet) scrolls(k keyPress) bool {
	by, ok := map[string]int{"up": -1, "down": 1, "pgup": -8, "pgdown": 8}[k.name]
	far := k.name == "pgup" || k.name == "pgdown"
	if !ok || s.most == 0 || !far && s.form.items[s.form.focus].kind != itemButton {
		return false
	}
	s.top = max(0, min(min(s.top, s.most)+by, s.most))
	return true
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
	body = s.window(t, body, h-3-len(s.form.view(t, inner)))
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

// window is the part of the lead that fits, with signs that there is more.
func (s *sheet) window(t theme, lead []string, h int) []string {
	// A few lines are left to a question in the smallest window.
	h = max(h, 3)
	s.most = max(0, len(lead)-h)
	if s.most == 0 {
		return lead
	}
	top := min(s.top, s.most)
	part := append([]string{}, lead[top:top+h]...)
	if top > 0 {
		part[0] = t.dim(t.glyph.up)
	}
	if top < s.most {
		part[h-1] = t.dim(t.glyph.fall)
	}
	return part
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
