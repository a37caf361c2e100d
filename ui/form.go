package ui

import "strings"

// itemKind is what sort of thing a form asks with.
type itemKind int

const (
	// itemText is a line to type.
	itemText itemKind = iota
	// itemPick is one of several options.
	itemPick
	// itemTurn is itemPick in one line, turned by the arrows left and right.
	itemTurn
	// itemVerbs is a list of acts; Enter on one presses it.
	itemVerbs
	// itemButton is a button; buttons that follow each other share a row.
	itemButton
)

// option is one choice of an item; off says why it can't be chosen now.
type option struct{ id, label, detail, off string }

// item is one thing a form asks.
type item struct {
	kind  itemKind
	name  string
	label string
	hint  string
	// fault is what is wrong with what was typed.
	fault   string
	edit    lineEdit
	options []option
	at      int
	// off says why a button can't be pressed now.
	off string
	// anew is typed each time: what shows that somebody means it.
	anew bool
}

// form is a column of items with one focus, moved by Tab and the arrows.
type form struct {
	items []item
	focus int
}

// formEvent is what a key did in a form: the item that was left or changed,
// or the button or verb that was pressed.
type formEvent struct {
	changed, left, pressed string
	used                   bool
}

// typing reports whether a line to type has the focus.
func (f *form) typing() bool {
	return f.focus < len(f.items) && f.items[f.focus].kind == itemText
}

// values are what was typed and picked, by the name of the item.
func (f *form) values() map[string]string {
	v := map[string]string{}
	for i := range f.items {
		it := &f.items[i]
		switch it.kind {
		case itemText:
			v[it.name] = strings.TrimSpace(it.edit.text())
		case itemPick, itemTurn:
			if it.at < len(it.options) {
				v[it.name] = it.options[it.at].id
			}
		}
	}
	return v
}

// item returns an item by name, or nil.
func (f *form) item(name string) *item {
	for i := range f.items {
		if f.items[i].name == name {
			return &f.items[i]
		}
	}
	return nil
}

// comeTo gives the focus to an item by its name, where there is one.
func (f *form) comeTo(name string) {
	for i := range f.items {
		if f.items[i].name == name {
			f.focus = i
		}
	}
}

// update takes a key, a scan or a paste.
func (f *form) update(in input) formEvent {
	if len(f.items) == 0 {
		return formEvent{}
	}
	it := &f.items[f.focus]
	switch in := in.(type) {
	case scanned:
		return f.insert(it, in.text)
	case pasted:
		return f.insert(it, in.text)
	case keyPress:
		return f.key(it, in)
	}
	return formEvent{}
}

func (f *form) insert(it *item, text string) formEvent {
	if it.kind != itemText || !it.edit.insert(text) {
		return formEvent{used: true}
	}
	it.fault = ""
	return formEvent{used: true, changed: it.name}
}

func (f *form) key(it *item, k keyPress) formEvent {
	switch {
	case k.name == "tab" || k.name == "down" && !it.holds(+1):
		return f.move(+1)
	case k.name == "shift+tab" || k.name == "up" && !it.holds(-1):
		return f.move(-1)
	case it.kind == itemText && k.name != "enter":
		return it.edited(k)
	case k.name == "left" || k.name == "right":
		return f.sideways(it, k.name)
	case it.kind == itemTurn && k.name == "space":
		return it.turn(k.name)
	case it.step(k.name):
		return formEvent{used: true, changed: it.name}
	case k.name == "enter" || k.name == "space" && it.kind == itemPick:
		return f.enter(it)
	}
	return formEvent{}
}

// enter presses a button or verb, and goes on from anything else.
func (f *form) enter(it *item) formEvent {
	switch {
	case it.kind == itemButton && it.off == "":
		return formEvent{used: true, pressed: it.name}
	case it.kind == itemVerbs && it.at < len(it.options) && it.options[it.at].off == "":
		return formEvent{used: true, pressed: it.options[it.at].id}
	case it.kind == itemText || it.kind == itemPick || it.kind == itemTurn:
		return f.move(+1)
	}
	return formEvent{used: true}
}

// off is why what has the focus can't be pressed now, or nothing.
func (f *form) off() string {
	if f.focus >= len(f.items) {
		return ""
	}
	it := &f.items[f.focus]
	if it.kind == itemVerbs && it.at < len(it.options) {
		return it.options[it.at].off
	}
	return it.off
}

func (f *form) move(by int) formEvent {
	left := f.items[f.focus].name
	f.focus = (f.focus + by + len(f.items)) % len(f.items)
	return formEvent{used: true, left: left}
}

// holds reports whether an arrow moves inside the item rather than out of it.
func (it *item) holds(by int) bool {
	if it.kind != itemPick && it.kind != itemVerbs {
		return false
	}
	next := it.at + by
	return next >= 0 && next < len(it.options)
}

// step moves to the option above or below, or to the ends of the list, and
// answers whether the key was one of that.
func (it *item) step(key string) bool {
	last := len(it.options) - 1
	to, ok := map[string]int{"up": it.at - 1, "down": it.at + 1, "home": 0, "end": last}[key]
	if !ok || it.kind == itemTurn || last < 0 {
		return false
	}
	it.at = max(0, min(to, last))
	return true
}

// edited types a key into the item.
func (it *item) edited(k keyPress) formEvent {
	used, changed := it.edit.update(k)
	if !changed {
		return formEvent{used: used}
	}
	it.fault = ""
	return formEvent{used: true, changed: it.name}
}

// view draws the form in a width.
func (f *form) view(t theme, w int) []string {
	labels := 0
	for i := range f.items {
		if f.items[i].kind == itemText || f.items[i].kind == itemTurn {
			labels = max(labels, width(f.items[i].label))
		}
	}
	labels = min(labels, w/3)
	var lines []string
	for i := 0; i < len(f.items); i++ {
		it := &f.items[i]
		focused := i == f.focus
		switch it.kind {
		case itemTurn:
			lines = append(lines, turnLine(t, it, w, labels, focused))
		case itemText:
			lines = append(lines, f.textLine(t, it, w, labels, focused))
			if it.fault != "" {
				lines = append(lines, indent(wrapPaint(t, roleWarn, it.fault, w-2), 2)...)
			}
		case itemPick, itemVerbs:
			lines = append(lines, optionLines(t, it, w, focused)...)
		case itemButton:
			last := i
			for last+1 < len(f.items) && f.items[last+1].kind == itemButton {
				last++
			}
			lines = append(lines, "")
			lines = append(lines, buttonRows(t, f.items[i:last+1], f.focus-i, w)...)
			i = last
		}
	}
	return lines
}

func (f *form) textLine(t theme, it *item, w, labels int, focused bool) string {
	mark := "  "
	if focused {
		mark = t.glyph.point + " "
	}
	room := w - width(mark) - labels - 2
	return mark + t.pad(it.label, labels) + "  " + it.edit.view(t, room, focused, it.hint)
}

// optionLines draws a list of options, its heading above.
func optionLines(t theme, it *item, w int, focused bool) []string {
	var lines []string
	if it.label != "" {
		lines = append(lines, t.cut(it.label, w))
	}
	labels := 0
	for _, o := range it.options {
		labels = max(labels, width(o.label))
	}
	labels = min(labels, w*2/3)
	const mostOptions = 10
	unfolded := 0
	if focused && it.at < len(it.options) {
		unfolded = max(0, len(wrap(it.options[it.at].said(), w-2-labels-2))-1)
	}
	first, last := window(it.at, len(it.options), max(1, mostOptions-unfolded))
	for i := first; i < last; i++ {
		o := it.options[i]
		mark, line := "  ", t.pad(o.label, labels)
		chosen := i == it.at
		switch {
		case chosen && !focused && it.kind == itemPick:
			mark = t.glyph.dot + " "
		case chosen:
			mark = t.glyph.point + " "
		}
		room := w - width(mark) - labels - 2
		switch {
		case o.off != "":
			line = t.dim(line)
		case chosen && focused:
			line = t.focus(line)
		}
		if !chosen || !focused {
			lines = append(lines, mark+line+"  "+t.dim(t.cut(o.said(), room)))
			continue
		}
		// Of the one with the focus all is read.
		for i, part := range wrapPaint(t, roleDim, o.said(), room) {
			if i > 0 {
				mark, line = "", spaces(2+labels)
			}
			lines = append(lines, mark+line+"  "+part)
		}
		if o.said() == "" {
			lines = append(lines, mark+line)
		}
	}
	return lines
}

// said is what stands beside an option: why it can't be chosen, else what it
// does.
func (o option) said() string {
	if o.off != "" {
		return o.off
	}
	return o.detail
}

// buttonRows draws buttons beside each other, in as many rows as they need.
func buttonRows(t theme, buttons []item, focus, w int) []string {
	var parts []string
	for i, b := range buttons {
		parts = append(parts, button(t, b.label, i == focus, b.off != ""))
	}
	return t.inRows(parts, w)
}

// inRows puts parts beside each other, in as many rows as they need in a
// width.
func (t theme) inRows(parts []string, w int) []string {
	var rows []string
	row := ""
	for _, part := range parts {
		part = t.cut(part, w)
		switch {
		case row == "":
			row = part
		case width(row)+2+width(part) <= w:
			row += "  " + part
		default:
			rows, row = append(rows, row), part
		}
	}
	return append(rows, row)
}

// button draws one button; the one with the focus has a sign besides its
// colour.
func button(t theme, label string, focused, off bool) string {
	switch {
	case off:
		return t.dim("[ " + label + " ]")
	case focused:
		return t.focus("[" + t.glyph.point + label + " ]")
	}
	return "[ " + label + " ]"
}

// wrapPaint wraps a text and draws every line in a role.
func wrapPaint(t theme, r role, s string, w int) []string {
	lines := wrap(s, w)
	for i := range lines {
		lines[i] = t.paint(r, lines[i])
	}
	return lines
}
