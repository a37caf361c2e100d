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

// taskLines draws the task in a width and height: its head, its checklist and
// fields around the focus, its buttons.
func (n *next) taskLines(e *env, w, h int) []string {
	foot := n.foot(e, w)
	middle, focus := n.middle(e, w)
	room := h - len(foot) - min(len(middle), max(3, h/3)) - 2
	head := n.head(e, w, max(4, room))
	room = max(1, h-len(head)-len(foot)-1)
	lines := append([]string{}, head...)
	if len(middle) > 0 {
		lines = append(lines, "")
		lines = append(lines, scrolled(e, middle, focus, room)...)
	}
	return append(lines, foot...)
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

// head is the big block: what to do, for which case, how, and what follows.
func (n *next) head(e *env, w, most int) []string {
	t, task := e.theme, n.task
	in := w - 6
	var lines []string
	right := number(task.item.OpenTask)
	for _, part := range t.wrapTo(clean(task.item.Title), in-width(right)-2, 2) {
		lines = append(lines, t.ends(t.strong(part), right, in))
		right = ""
	}
	lines = append(lines, t.ends(clean(task.item.CaseTitle), status(e, task.item), in))
	if back := n.cameBack(e); back != "" {
		lines = append(lines, t.warn(t.cut(back, in)))
	}
	facts, promise := task.fieldsLine(e), task.promise(e)
	// In a low window what is to be ticked comes before what is good to know.
	if (facts != "" || promise != "") && len(lines) < most {
		lines = append(lines, t.dim(t.ends(facts, promise, in)))
	}
	after := ""
	if a := task.afterYou(e); a != "" {
		after = e.say(model.Say{EN: "After you: %s.", ID: "Sesudah Anda: %s."}, a)
	}
	room := most - len(lines) - 2
	if task.step.How != "" && room > 0 {
		lines = append(lines, "")
		lines = append(lines, t.wrapTo(task.step.How, in, max(1, min(6, room)))...)
	}
	if after != "" && len(lines) < most {
		lines = append(lines, t.dim(t.cut(after, in)))
	}
	out := []string{""}
	for _, l := range lines {
		out = append(out, strings.TrimRight("  "+t.accent(t.glyph.block)+" "+l, " "))
	}
	return out
}

// cameBack says who sent the task back and why, who handed it over, or what
// it waited for.
func (n *next) cameBack(e *env) string {
	task, t := n.task.t, e.theme
	switch {
	case task.CameBack != nil:
		reason := clean(task.CameBack.Reason)
		if reason == "" {
			if s := n.task.flow.Step(task.CameBack.From); s != nil {
				reason = clean(s.Text)
			}
		}
		return t.glyph.left + " " + e.say(model.Say{EN: "Came back: %s (%s)", ID: "Kembali: %s (%s)"}, reason, e.name(task.CameBack.By))
	case task.State == model.Parked:
		return t.glyph.middle + " " + e.say(model.Say{EN: "It waited for: %s", ID: "Tadi menunggu: %s"}, clean(task.WaitsFor().In(e.lang)))
	case task.HandedBy != "" && task.By == "":
		return t.glyph.left + " " + e.say(model.Say{EN: "From %s, for you", ID: "Dari %s, untuk Anda"}, e.name(task.HandedBy)) + mark(task.HandedWhy, ": ") + clean(task.HandedWhy)
	case task.HandedBy != "" && task.For == "":
		return t.glyph.left + " " + e.say(model.Say{EN: "Taken over from %s", ID: "Diambil alih dari %s"}, e.name(task.HandedBy)) + mark(task.HandedWhy, ": ") + clean(task.HandedWhy)
	case n.task.item.CameBackFrom != "":
		return t.glyph.left + " " + e.say(model.Say{EN: "%s had it until closing time; ticks are kept", ID: "%s memegangnya sampai toko tutup; centang tetap"}, e.name(n.task.item.CameBackFrom))
	case task.State == model.Taken && !task.Begun.IsZero():
		return t.glyph.middle + " " + e.say(model.Say{EN: "Set aside; Enter goes on with it", ID: "Disisihkan; Enter melanjutkan"})
	}
	return ""
}

// middle is the checklist and the fields, and the line of the focus.
func (n *next) middle(e *env, w int) (lines []string, focus int) {
	if !n.task.begun() {
		return n.preview(e, w), 0
	}
	for i, s := range n.stops {
		if i == n.at {
			focus = len(lines)
		}
		switch s.kind {
		case stopTick:
			lines = append(lines, n.tickLine(e, s, i == n.at, w))
		case stopField:
			if i > 0 && n.stops[i-1].kind == stopTick {
				lines = append(lines, "")
				if i == n.at {
					focus++
				}
			}
			lines = append(lines, n.fieldLine(e, s, i == n.at, w))
		}
	}
	return lines, min(focus, max(0, len(lines)-1))
}

// preview shows, before the task is begun, what it will ask.
func (n *next) preview(e *env, w int) []string {
	t := e.theme
	var lines []string
	for _, item := range n.task.items {
		lines = append(lines, t.dim(t.cut("    [ ] "+clean(item.Text), w-2)))
	}
	for _, f := range n.task.step.Record {
		lines = append(lines, t.dim(t.cut("    "+e.label(f)+"  ....", w-2)))
	}
	return lines
}

func (n *next) tickLine(e *env, s stop, focused bool, w int) string {
	t := e.theme
	tick, ticked := n.task.t.Ticks[s.item.Key]
	box, right := "[ ]", ""
	if ticked {
		box = "[x]"
		right = t.dim(e.name(tick.By) + " " + e.when(tick.At))
	} else if s.item.Optional {
		right = t.dim(e.say(model.Say{EN: "may be left", ID: "boleh dilewati"}))
	}
	mark := "    "
	text := clean(s.item.Text)
	if focused {
		mark = "  " + t.glyph.point + " "
		if !ticked {
			right = t.accent(e.say(model.Say{EN: "Space = tick", ID: "Spasi = centang"}))
		}
		text = t.strong(text)
	}
	return mark + box + " " + t.ends(text, right, w-11)
}

// fieldLine draws a field: its name, what was typed, and what it wants.
func (n *next) fieldLine(e *env, s stop, focused bool, w int) string {
	edit := n.edits[s.field]
	if edit == nil {
		return ""
	}
	labels := 12
	for _, f := range n.task.step.Record {
		labels = max(labels, width(e.label(f)))
	}
	shown := *edit
	if shown.fault == "" {
		// Of a draft that was kept it is seen only here.
		shown.fault = n.unfit(e, s.field)
	}
	return fieldRow(e, &shown, min(labels, w/3), focused, w)
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

// foot is the row of buttons and what is still to do.
func (n *next) foot(e *env, w int) []string {
	t := e.theme
	line := "    "
	for i, s := range n.stops {
		if s.kind != stopButton {
			continue
		}
		line += button(t, n.buttonLabel(e, s), i == n.at, false) + "  "
	}
	return append([]string{"", t.cut(line, w-1)}, n.stillToDo(e, w)...)
}

func (n *next) buttonLabel(e *env, s stop) string {
	switch s.button {
	case buttonBegin:
		return e.say(n.task.beginVerb()) + "  Enter"
	case buttonOutcome:
		o, _ := n.task.flow.Outcome(n.task.item.Step, s.outcome)
		label := capital(outcomeLabel(e, n.task.step, o))
		if len(n.task.flow.Outcomes(n.task.item.Step)) == 1 {
			label += "  F9"
		}
		return label
	case buttonProblem:
		return e.say(model.Say{EN: "Problem", ID: "Kendala"}) + "  F8"
	}
	return e.say(model.Say{EN: "Hand over", ID: "Serahkan"})
}
