package ui

import (
	"strings"

	"alur/model"
)

// besideWidth is from how many columns the queue stands beside the task.
const besideWidth = 100

// paneWidth is how wide the queue beside the task is.
func paneWidth(e *env) int { return max(30, min(44, e.width*3/10)) }

func (n *next) view(e *env) []string {
	switch {
	case !n.loaded:
		return nil
	case n.task == nil:
		return append(n.empty(e), append([]string{""}, proposalLine(e)...)...)
	case e.width >= besideWidth:
		room, told := e.width-paneWidth(e)-3, proposalLine(e)
		high := e.height - len(told)
		return append(beside(e.theme, n.taskLines(e, room, high), n.pane(e, paneWidth(e)), room, high), told...)
	}
	then := append(proposalLine(e), n.then(e)...)
	lines := n.taskLines(e, e.width, e.height-len(then))
	for len(lines) < e.height-len(then) {
		lines = append(lines, "")
	}
	return append(lines, then...)
}

// scrolled is the part of the lines around the focus, with signs that there
// is more.
func scrolled(e *env, lines []string, focus, h int) []string {
	return scrolledBy(e, len(lines), focus, h, func(i int) string { return lines[i] })
}

// scrolledBy is scrolled for long lists: only the lines that are seen are
// drawn.
func scrolledBy(e *env, n, focus, h int, draw func(i int) string) []string {
	first, last := window(focus, n, h)
	more := func(sign string, n int) string {
		return e.theme.dim("    " + e.say(model.Say{EN: "%s %d more", ID: "%s %d lagi"}, sign, n))
	}
	var out []string
	for i := first; i < last; i++ {
		switch {
		case i == first && first > 0 && focus > first:
			out = append(out, more(e.theme.glyph.up, first+1))
		case i == last-1 && last < n && focus < last-1:
			out = append(out, more(e.theme.glyph.fall, n-last+1))
		default:
			out = append(out, draw(i))
		}
	}
	return out
}

// middle is the checklist and the fields, and the line of the focus.
func (n *next) middle(e *env, w int) (lines []string, focus int) {
	if !n.task.begun() {
		return n.preview(e, w), 0
	}
	for i, s := range n.stops {
		if s.kind == stopField && i > 0 && n.stops[i-1].kind == stopTick {
			lines = append(lines, "")
		}
		if i == n.at {
			focus = len(lines)
		}
		switch s.kind {
		case stopTick:
			lines = append(lines, n.tickLines(e, s, i == n.at, w)...)
		case stopField:
			lines = append(lines, n.fieldLine(e, s, i == n.at, w))
		}
	}
	return lines, min(focus, max(0, len(lines)-1))
}

// preview shows, before the task is begun, what it will ask; of a task that
// was set aside, what is there already.
func (n *next) preview(e *env, w int) []string {
	t := e.theme
	var lines []string
	for _, item := range n.task.items {
		if _, ticked := n.task.t.Ticks[item.Key]; ticked {
			lines = append(lines, n.tickLines(e, stop{kind: stopTick, item: item}, false, w)...)
			continue
		}
		box := "    [ ] "
		for _, part := range wrap(item.Text, w-10) {
			lines = append(lines, t.dim(box+part))
			box = spaces(width(box))
		}
	}
	labels := n.labelWidth(e, w)
	for _, f := range n.task.step.Record {
		label := "    " + t.pad(capital(e.label(f)), labels) + "  "
		if entered := n.entered(f); entered != "" {
			lines = append(lines, t.dim(label)+t.cut(entered, w-2-width(label)))
			continue
		}
		lines = append(lines, t.dim(label+"...."))
	}
	return lines
}

// entered is what stands in a field, empty where nothing does.
func (n *next) entered(f model.Field) string {
	if edit := n.edits[f.Name]; edit != nil {
		return clean(edit.line.text())
	}
	return ""
}

// tickLines draws a line of the checklist; a long one is read whole.
func (n *next) tickLines(e *env, s stop, focused bool, w int) []string {
	t := e.theme
	how := t.accent(e.say(model.Say{EN: "Space = tick", ID: "Spasi = centang"}))
	tick, ticked := n.task.t.Ticks[s.item.Key]
	box, right := "[ ]", ""
	switch {
	case ticked:
		box = "[x]"
		right = t.dim(e.name(tick.By) + " " + e.when(tick.At))
	case focused:
		right = how
	case s.item.Optional:
		right = t.dim(e.say(model.Say{EN: "may be left", ID: "boleh dilewati"}))
	}
	mark := "    "
	if focused {
		mark = "  " + t.glyph.point + " "
	}
	var lines []string
	// It breaks where it does with and without the focus.
	for i, part := range wrap(s.item.Text, w-13-max(width(right), width(how))) {
		if focused {
			part = t.strong(part)
		}
		if i > 0 {
			lines = append(lines, spaces(8)+part)
			continue
		}
		lines = append(lines, mark+box+" "+t.ends(part, right, w-11))
	}
	return lines
}

// fieldLine draws a field: its name, what was typed, and what it wants.
func (n *next) fieldLine(e *env, s stop, focused bool, w int) string {
	edit := n.edits[s.field]
	if edit == nil {
		return ""
	}
	shown := *edit
	if shown.fault == "" {
		// Of a draft that was kept it is seen only here.
		shown.fault = n.unfit(e, s.field)
	}
	return fieldRow(e, &shown, n.labelWidth(e, w), focused, w)
}

// labelWidth is how wide the names of the fields stand.
func (n *next) labelWidth(e *env, w int) int {
	labels := 12
	for _, f := range n.task.step.Record {
		labels = max(labels, width(e.label(f)))
	}
	return min(labels, w/3)
}

// fieldRow draws one field that is being filled in, its label in a column.
func fieldRow(e *env, edit *fieldEdit, labels int, focused bool, w int) string {
	t, mark := e.theme, "    "
	if focused {
		mark = "  " + t.glyph.point + " "
	}
	note := fieldNote(e, edit.field)
	switch {
	case edit.fault != "" && edit.line.text() == "":
		note = t.warn(note)
	case edit.fault != "":
		note = t.warn(e.say(model.Say{EN: "does not fit", ID: "tidak cocok"}))
	default:
		note = t.dim(note)
	}
	noteWidth := max(width(note), 16)
	room := min(40, max(8, w-len("    ")-labels-2-noteWidth-4))
	left := mark + t.pad(capital(e.label(edit.field)), labels) + "  " + edit.line.view(t, room, focused, fieldHint(e, edit.field))
	return t.ends(left, note, w-3)
}

// fieldHint says how a field is filled in.
func fieldHint(e *env, f model.Field) string {
	switch f.Type {
	case model.ScanField:
		return e.say(model.Say{EN: "scan or type", ID: "scan atau ketik"})
	case model.DateField:
		return e.say(model.Say{EN: "2026-11-30", ID: "2026-11-30"})
	case model.TimeField:
		return "16:30"
	case model.ListField:
		return e.say(model.Say{EN: "one, two, three", ID: "satu, dua, tiga"})
	case model.PersonField:
		return e.say(model.Say{EN: "a name", ID: "nama orang"})
	case model.ChoiceField:
		return strings.Join(choices(e, f), " / ")
	case model.YesNoField:
		return e.say(model.Say{EN: "yes / no", ID: "ya / tidak"})
	case model.MoneyField:
		return clean(e.shop.Currency)
	}
	return ""
}

// fieldNote says what a field wants: its bounds, its choices, or whether it
// is needed.
func fieldNote(e *env, f model.Field) string {
	switch {
	case f.Min != "" && f.Max != "":
		return e.say(model.Say{EN: "%s to %s", ID: "%s sampai %s"}, model.FormatNumber(f.Min, e.shop.Decimal), model.FormatNumber(f.Max, e.shop.Decimal))
	case f.Type == model.ChoiceField || f.Type == model.YesNoField:
		return e.say(model.Say{EN: "arrows choose", ID: "panah memilih"})
	case f.Optional:
		return e.say(model.Say{EN: "may stay empty", ID: "boleh kosong"})
	}
	return e.say(model.Say{EN: "needed", ID: "wajib"})
}

// capital writes the first letter large.
func capital(s string) string {
	c := characters(s)
	if len(c) == 0 {
		return s
	}
	return strings.ToUpper(c[0]) + strings.Join(c[1:], "")
}

// foot is the buttons and what is still to do; low leaves out what only parts
// it from the rest.
func (n *next) foot(e *env, w int, low bool) []string {
	lines := n.stillToDo(e, w)
	if low {
		// What does not fit counts before what is not there yet.
		return append(n.buttonRows(e, w), lines[:max(1, len(lines)-1)]...)
	}
	return append(append([]string{""}, n.buttonRows(e, w)...), lines...)
}

// buttonRows are the buttons.
func (n *next) buttonRows(e *env, w int) []string {
	var parts []string
	for i, s := range n.stops {
		if s.kind == stopButton {
			parts = append(parts, button(e.theme, n.buttonLabel(e, s), i == n.at, false))
		}
	}
	return indent(e.theme.inRows(parts, w-6), 4)
}

func (n *next) buttonLabel(e *env, s stop) string {
	label := e.say(n.buttonWords(e, s))
	focused, _ := n.focused()
	switch {
	case s.button == buttonGrant && focused.button == buttonGrant:
		return n.grantLabel(e) + "  Enter"
	case s.button == buttonGrant:
		return n.grantLabel(e)
	case s.button == buttonBegin && focused.button == buttonBegin:
		return label + "  Enter"
	case s.button == buttonProblem:
		return label + "  F8"
	case s.button != buttonOutcome:
		return label
	}
	o, _ := n.task.flow.Outcome(n.task.item.Step, s.outcome)
	label = capital(outcomeLabel(e, n.task.step, o))
	if len(n.task.flow.Outcomes(n.task.item.Step)) == 1 {
		label += "  F9"
	}
	return label
}

// buttonWords is what a button does that is no outcome.
func (n *next) buttonWords(e *env, s stop) model.Say {
	switch s.button {
	case buttonBegin:
		return n.task.beginVerb(e)
	case buttonProblem:
		return model.Say{EN: "Problem", ID: "Kendala"}
	case buttonGrant:
		return model.Say{EN: "Allow it", ID: "Izinkan"}
	}
	return model.Say{EN: "Hand over", ID: "Serahkan"}
}
