package ui

import "slices"

// textPast is what a text was before each of its changes, so that they can be
// undone, and what it was before each undo.
type textPast struct {
	undos, redos []textWas
	// last is the kind of the latest change; where the next one is of the same
	// kind and goes on from row and at, the two are one.
	last    editKind
	row, at int
}

// textWas is a text as it was, with the place of its cursor.
type textWas struct {
	lines []lineEdit
	row   int
}

// mostUndos is how many changes of a text can be undone; a word is one.
const mostUndos = 200

// editKind tells which changes in a row are one to whoever undoes them.
type editKind int

const (
	// editAlone is a change that is undone alone: a new line, a paste.
	editAlone editKind = iota
	editLetter
	// editSpace goes on with a word; a letter after it begins the next one.
	editSpace
	editBackspace
	editDelete
)

func kindOf(k keyPress) editKind {
	switch {
	case k.name == "backspace":
		return editBackspace
	case k.name == "delete":
		return editDelete
	case k.name == "space" || k.text == " ":
		return editSpace
	case k.types():
		return editLetter
	}
	return editAlone
}

// goesOn reports whether a change of a kind is one with the last.
func (k editKind) goesOn(last editKind) bool {
	switch k {
	case editAlone:
		return false
	case editSpace:
		return last == editLetter || last == editSpace
	}
	return k == last
}

// was is the text as it is now. Its characters are never changed in place.
func (t *textEdit) was() textWas { return textWas{lines: slices.Clone(t.lines), row: t.row} }

// note keeps what the text was before a change that is done.
func (t *textEdit) note(before textWas, kind editKind) {
	p := &t.past
	begun := before.row == p.row && before.lines[before.row].at == p.at
	// A line that was joined to another is undone alone.
	if kind != editAlone && len(before.lines) != len(t.lines) {
		kind = editAlone
	}
	if len(p.undos) == 0 || !begun || !kind.goesOn(p.last) {
		p.undos = append(p.undos, before)
		p.undos = p.undos[max(0, len(p.undos)-mostUndos):]
	}
	p.redos, p.last, p.row, p.at = nil, kind, t.row, t.line().at
}

// undo takes the latest change back, redo does the latest that was taken back
// again. They are false where there is none.
func (t *textEdit) undo() bool { return t.travel(&t.past.undos, &t.past.redos) }
func (t *textEdit) redo() bool { return t.travel(&t.past.redos, &t.past.undos) }

func (t *textEdit) travel(from, to *[]textWas) bool {
	last := len(*from) - 1
	if last < 0 {
		return false
	}
	*to = append(*to, t.was())
	t.lines, t.row = (*from)[last].lines, (*from)[last].row
	*from = (*from)[:last]
	t.past.last = editAlone
	return true
}

// replace puts another text in place of all, as one change.
func (t *textEdit) replace(text string) {
	before, past := t.was(), t.past
	t.set(text)
	t.past = past
	t.note(before, editAlone)
}
