package ui

import (
	"strings"

	"alur/model"
)

// fieldForm is a column of a process's own fields with one button under them,
// drawn and filled in like the fields of a task.
type fieldForm struct {
	edits []*fieldEdit
	// at is the field with the focus; len(edits) is the button.
	at int
}

// newFieldForm makes the form with the texts kept for it; the first field
// that is needed and empty has the focus.
func newFieldForm(_ *env, fields []model.Field, texts map[string]string) fieldForm {
	f := fieldForm{at: len(fields)}
	for i, field := range fields {
		f.edits = append(f.edits, &fieldEdit{field: field, line: newEdit(texts[field.Name])})
		if f.at == len(fields) && !field.Optional && texts[field.Name] == "" {
			f.at = i
		}
	}
	return f
}

func (f *fieldForm) onButton() bool { return f.at >= len(f.edits) }
func (f *fieldForm) typing() bool   { return !f.onButton() }

// comeTo gives the focus to a field by its name, where there is one.
func (f *fieldForm) comeTo(name string) {
	for i, edit := range f.edits {
		if edit.field.Name == name {
			f.at = i
		}
	}
}

// texts is what stands in every field that is not empty.
func (f *fieldForm) texts() map[string]string {
	texts := map[string]string{}
	for _, edit := range f.edits {
		if text := edit.line.text(); text != "" {
			texts[edit.field.Name] = text
		}
	}
	return texts
}

// insert types a text into the field with the focus, and answers which it
// changed.
func (f *fieldForm) insert(text string) (changed string) {
	if f.onButton() || !f.edits[f.at].line.insert(text) {
		return ""
	}
	f.edits[f.at].fault = ""
	return f.edits[f.at].field.Name
}

// key takes a key: it answers which field it changed, and whether the button
// was pressed.
func (f *fieldForm) key(e *env, k keyPress) (changed string, pressed bool) {
	switch {
	case k.name == "tab" || k.name == "down" || f.onButton() && k.name == "j":
		f.move(e, +1)
		return "", false
	case k.name == "shift+tab" || k.name == "up" || f.onButton() && k.name == "k":
		f.move(e, -1)
		return "", false
	case f.onButton():
		return "", k.name == "enter"
	case k.name == "enter":
		f.move(e, +1)
		return "", false
	}
	if edit := f.edits[f.at]; edit.typed(e, k) {
		edit.fault = ""
		return edit.field.Name, false
	}
	return "", false
}

// typed takes a key into a field: the arrows and first letters choose where
// it offers answers.
func (edit *fieldEdit) typed(e *env, k keyPress) bool {
	switch {
	case k.name == "left" && edit.turn(e, -1), k.name == "right" && edit.turn(e, +1):
		return true
	case len(edit.options(e)) > 0 && k.name == "space":
		return edit.turn(e, +1)
	case len(edit.options(e)) > 0 && k.types():
		edit.choose(e, k.text)
		return true
	}
	_, changed := edit.line.update(k)
	return changed
}

// move takes the focus on. A field that is left says what does not fit.
func (f *fieldForm) move(e *env, by int) {
	if !f.onButton() {
		f.edits[f.at].check(e)
	}
	f.at = (f.at + by + len(f.edits) + 1) % (len(f.edits) + 1)
}

// check reads the text as the field wants it. What a scan has to be equal to
// is known when the case starts.
func (edit *fieldEdit) check(e *env) (model.Value, bool) {
	v, err := e.parse(edit.field, edit.line.text())
	if err == nil && edit.field.Type != model.ScanField {
		err = model.CheckValue(edit.field, v, nil)
	}
	if err != nil {
		edit.fault = refusalText(e, err)
		return model.Value{}, false
	}
	edit.fault = ""
	return v, true
}

// values reads every field. The first that does not fit, or is needed and
// empty, takes the focus.
func (f *fieldForm) values(e *env) (model.Values, bool) {
	values, bad := model.Values{}, -1
	for i, edit := range f.edits {
		v, ok := edit.check(e)
		if ok && v.Empty() && !edit.field.Optional {
			edit.fault = e.say(model.Say{EN: "This is needed.", ID: "Ini wajib diisi."})
			ok = false
		}
		if !ok && bad < 0 {
			bad = i
		}
		values[edit.field.Name] = v
	}
	if bad >= 0 {
		f.at = bad
		return nil, false
	}
	return values, true
}

// missing names the fields that are needed and empty.
func (f *fieldForm) missing(e *env) string {
	var names []string
	for _, edit := range f.edits {
		if !edit.field.Optional && strings.TrimSpace(edit.line.text()) == "" {
			names = append(names, e.label(edit.field))
		}
	}
	return strings.Join(names, ", ")
}

// faulty reports whether a text does not fit its field.
func (f *fieldForm) faulty() bool {
	for _, edit := range f.edits {
		if edit.fault != "" {
			return true
		}
	}
	return false
}

// view draws the fields, each fault under its field, and answers the line of
// the focus.
func (f *fieldForm) view(e *env) (lines []string, focus int) {
	labels := 12
	for _, edit := range f.edits {
		labels = max(labels, width(e.label(edit.field)))
	}
	labels = min(labels, e.width/3)
	for i, edit := range f.edits {
		if i == f.at {
			focus = len(lines)
		}
		lines = append(lines, fieldRow(e, edit, labels, i == f.at, e.width))
		if edit.fault != "" {
			lines = append(lines, indent(wrapPaint(e.theme, roleWarn, edit.fault, e.width-12), 6)...)
		}
	}
	if f.onButton() {
		focus = max(0, len(lines)-1)
	}
	return lines, focus
}
