package ui

import (
	"strings"

	"alur/model"
)

// textEdit is a text of many lines being typed: a lineEdit for each, so that
// wide characters and accents are treated as people see them.
type textEdit struct {
	lines []lineEdit
	row   int
	// first is the topmost line that is shown, as far as the cursor lets it.
	first int
	past  textPast
}

// set begins with a text, the cursor at its beginning and nothing to undo.
func (t *textEdit) set(text string) {
	*t = textEdit{}
	for line := range strings.SplitSeq(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n") {
		l := newEdit(model.CleanLines(line))
		l.at = 0
		t.lines = append(t.lines, l)
	}
}

// text is what was typed, with a newline at its end.
func (t *textEdit) text() string {
	var b strings.Builder
	for i := range t.lines {
		b.WriteString(strings.TrimRight(t.lines[i].text(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

func (t *textEdit) line() *lineEdit { return &t.lines[t.row] }

// moveTo puts the cursor on a line and a column, both from 1.
func (t *textEdit) moveTo(line, col int) {
	t.row = max(0, min(line-1, len(t.lines)-1))
	// A column counts characters; several may be drawn as one.
	before := []rune(t.line().text())
	before = before[:max(0, min(col-1, len(before)))]
	t.line().at = len(characters(string(before)))
}

// insert types a text of one or more lines at the cursor.
func (t *textEdit) insert(text string) bool {
	before := t.was()
	if !t.inserted(text) {
		return false
	}
	t.note(before, editAlone)
	return true
}

func (t *textEdit) inserted(text string) bool {
	parts := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	changed := t.line().insert(parts[0])
	for _, part := range parts[1:] {
		t.split("")
		t.line().insert(part)
		changed = true
	}
	return changed
}

// split breaks the line at the cursor; the new one begins with the indent.
func (t *textEdit) split(indent string) {
	l := t.line()
	rest := strings.Join(l.chars[l.at:], "")
	l.chars = l.chars[:l.at:l.at]
	below := newEdit(indent + rest)
	below.at = len(characters(indent))
	t.lines = append(t.lines[:t.row+1], append([]lineEdit{below}, t.lines[t.row+1:]...)...)
	t.row++
}

// join puts a line behind the one above it.
func (t *textEdit) join(row int) bool {
	if row < 1 || row >= len(t.lines) {
		return false
	}
	above, text := &t.lines[row-1], t.lines[row].text()
	at := len(above.chars)
	above.set(above.text() + text)
	above.at = at
	t.lines = append(t.lines[:row], t.lines[row+1:]...)
	t.row = row - 1
	return true
}

// update takes a key, and answers whether it changed the text; page is how
// many lines are shown.
func (t *textEdit) update(k keyPress, page int) bool {
	before := t.was()
	if !t.pressed(k, page) {
		return false
	}
	t.note(before, kindOf(k))
	return true
}

func (t *textEdit) pressed(k keyPress, page int) (changed bool) {
	l := t.line()
	switch {
	case k.name == "enter":
		t.split(leading(l))
		return true
	case k.name == "backspace" && l.at == 0:
		return t.join(t.row)
	case k.name == "delete" && l.at == len(l.chars):
		return t.join(t.row + 1)
	case k.name == "left" && l.at == 0 && t.row > 0:
		t.row--
		t.line().at = len(t.line().chars)
	case k.name == "right" && l.at == len(l.chars) && t.row < len(t.lines)-1:
		t.row++
		t.line().at = 0
	case !t.goes(k.name, page):
		_, changed = l.update(k)
	}
	return changed
}

// goes moves up and down, keeping the column as far as it can.
func (t *textEdit) goes(key string, page int) bool {
	by, ok := map[string]int{"up": -1, "down": 1, "pgup": 1 - page, "pgdown": page - 1, "ctrl+home": -len(t.lines), "ctrl+end": len(t.lines)}[key]
	if !ok {
		return false
	}
	l := t.line()
	column := width(strings.Join(l.chars[:l.at], ""))
	t.row = max(0, min(t.row+by, len(t.lines)-1))
	l = t.line()
	l.at = 0
	for l.at < len(l.chars) && width(strings.Join(l.chars[:l.at+1], "")) <= column {
		l.at++
	}
	return true
}

// leading is the space that a line begins with, up to the cursor.
func leading(l *lineEdit) string {
	n := 0
	for n < l.at && l.chars[n] == " " {
		n++
	}
	return spaces(n)
}

// shownFrom is the topmost line shown in so many lines, so that the cursor is
// seen. It moves nothing: a window made small for a while shows afterwards
// what it showed before.
func (t *textEdit) shownFrom(h int) int {
	first := t.first
	if t.row < first {
		first = t.row
	}
	if t.row >= first+h {
		first = t.row - h + 1
	}
	return max(0, min(first, len(t.lines)-1))
}

// drawLine draws one line in a width; where the cursor is on it, the part
// around it.
func (t *textEdit) drawLine(th theme, i, w int, focused bool) string {
	l := &t.lines[i]
	if !focused || i != t.row {
		return th.pad(l.text(), w)
	}
	first := 0
	for width(strings.Join(l.chars[first:l.at], "")) > w-2 {
		first++
	}
	before := strings.Join(l.chars[first:l.at], "")
	if l.at == len(l.chars) {
		return before + th.focus(" ")
	}
	after := strings.Join(l.chars[l.at+1:], "")
	return th.cut(before+th.focus(l.chars[l.at])+after, w)
}
