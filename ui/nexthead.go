package ui

import (
	"strings"

	"alur/model"
)

// taskLines draws the task in a width and height: its head, its checklist and
// fields around the focus, its buttons. Where the window is too low for all of
// it, how it is done and what is good to know scroll with the checklist.
func (n *next) taskLines(e *env, w, h int) []string {
	middle, focus := n.middle(e, w)
	head, foot := n.head(e, w, false), n.foot(e, w, false)
	low := false
	if len(head)+1+len(middle)+len(foot) > h {
		head = n.head(e, w, true)
		low = h < roomyHeight && n.cutTight(e, w)
	}
	if low || len(head)+1+min(len(middle), max(3, h/3))+len(foot) > h {
		head, foot = n.shortHead(e, w), n.foot(e, w, h < lowHeight)
		how := n.how(e, w)
		if n.task.begun() {
			focus += len(how)
		}
		middle = append(append(how, middle...), n.facts(e, w)...)
	}
	lines := append([]string{}, head...)
	if len(middle) > 0 {
		if h >= lowHeight {
			lines = append(lines, "")
		}
		lines = append(lines, n.seen.part(e, middle, focus, h-len(lines)-len(foot))...)
	}
	return append(lines, foot...)
}

// roomyHeight is from how many lines a task has what is good to know in one
// line each, rather than out of sight.
const roomyHeight = 16

// cutTight reports whether what is good to know does not fit in a line each.
func (n *next) cutTight(e *env, w int) bool {
	return width(n.task.fieldsLine(e))+2+width(n.task.promise(e)) > w-6 || width(n.afterYou(e)) > w-6
}

// lowHeight is under how many lines the parts of a task stand together.
const lowHeight = 13

// head is the big block: what to do, for which case, how, and what follows.
// Drawn tight, what is good to know has one line each.
func (n *next) head(e *env, w int, tight bool) []string {
	t, task, in := e.theme, n.task, w-6
	lines := n.title(e, in)
	state := status(e, task.item)
	if of := clean(task.item.CaseTitle); width(of)+2+width(state) <= in || state == "" {
		lines = append(lines, t.ends(of, state, in))
	} else {
		lines = append(append(lines, t.wrapTo(of, in, 2)...), t.padLeft(state, in))
	}
	for _, l := range t.wrapTo(n.cameBack(e), in, 2) {
		lines = append(lines, t.warn(l))
	}
	if facts, promise := task.fieldsLine(e), task.promise(e); width(facts)+2+width(promise) > in && !tight {
		lines = append(append(lines, wrapPaint(t, roleDim, facts, in)...), t.dim(t.padLeft(promise, in)))
	} else if facts != "" || promise != "" {
		lines = append(lines, t.dim(t.ends(facts, promise, in)))
	}
	if task.step.How != "" && !tight {
		lines = append(lines, "")
	}
	lines = append(lines, wrap(task.step.How, in)...)
	after := n.afterYou(e)
	if tight {
		after = t.cut(after, in)
	}
	return n.block(e, append(lines, wrapPaint(t, roleDim, after, in)...))
}

// shortHead is what has to be seen of a task in any window.
func (n *next) shortHead(e *env, w int) []string {
	t, in := e.theme, w-6
	lines := n.title(e, in)
	sign, due := statusParts(e, n.task.item)
	if sign == "" {
		sign = due
	}
	lines = append(lines, t.ends(clean(n.task.item.CaseTitle), sign, in))
	if back := n.cameBack(e); back != "" {
		lines = append(lines, t.warn(t.cut(back, in)))
	}
	return n.block(e, lines)
}

// how is how it is done, and all of what shortHead cuts, over the checklist.
func (n *next) how(e *env, w int) []string {
	var lines []string
	if back := n.cameBack(e); width(back) > w-6 {
		lines = wrapPaint(e.theme, roleWarn, back, w-6)
	}
	if lines = append(lines, wrap(n.task.step.How, w-6)...); len(lines) > 0 {
		lines = append(lines, "")
	}
	return indent(lines, 4)
}

// facts are what is good to know, under the checklist.
func (n *next) facts(e *env, w int) []string {
	sign, due := statusParts(e, n.task.item)
	if sign == "" {
		due = "" // It stands in the head.
	}
	lines := []string{""}
	for _, fact := range []string{due, n.task.fieldsLine(e), n.task.promise(e), n.afterYou(e)} {
		lines = append(lines, wrapPaint(e.theme, roleDim, capital(fact), w-6)...)
	}
	if len(lines) == 1 {
		return nil
	}
	return indent(lines, 4)
}

// title is what to do, in two lines at most, and the number of the case.
func (n *next) title(e *env, in int) (lines []string) {
	t, right := e.theme, number(n.task.item.OpenTask)
	for _, part := range t.wrapTo(clean(n.task.item.Title), in-width(right)-2, 2) {
		lines = append(lines, t.ends(t.strong(part), right, in))
		right = ""
	}
	return lines
}

// block draws lines as the big block.
func (n *next) block(e *env, lines []string) []string {
	t := e.theme
	out := []string{""}
	for _, l := range lines {
		out = append(out, strings.TrimRight("  "+t.accent(t.glyph.block)+" "+l, " "))
	}
	return out
}

// afterYou says who goes on.
func (n *next) afterYou(e *env) string {
	after := n.task.afterYou(e)
	if after == "" {
		return ""
	}
	return e.say(model.Say{EN: "After you: %s.", ID: "Sesudah Anda: %s."}, after)
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
	case n.asked(e):
		return t.glyph.left + " " + capital(clean(n.task.item.Why.In(e.lang)))
	case task.HandedBy != "" && task.By == "":
		return t.glyph.left + " " + e.say(model.Say{EN: "From %s, for you", ID: "Dari %s, untuk Anda"}, e.name(task.HandedBy)) + mark(task.HandedWhy, ": ") + clean(task.HandedWhy)
	case task.HandedBy != "" && task.For == "":
		return t.glyph.left + " " + e.say(model.Say{EN: "Taken over from %s", ID: "Diambil alih dari %s"}, e.name(task.HandedBy)) + mark(task.HandedWhy, ": ") + clean(task.HandedWhy)
	case n.task.item.CameBackFrom == e.me.ID:
		return t.glyph.left + " " + e.say(model.Say{EN: "Yours until closing time; go on, and it is yours again", ID: "Pada Anda sampai toko tutup; lanjutkan, dan jadi milik Anda lagi"})
	case n.task.item.CameBackFrom != "":
		return t.glyph.left + " " + e.say(model.Say{EN: "%s had it until closing time; ticks are kept", ID: "%s memegangnya sampai toko tutup; centang tetap"}, e.name(n.task.item.CameBackFrom))
	case task.State == model.Taken && !task.Begun.IsZero():
		return t.glyph.middle + " " + e.say(model.Say{EN: "Set aside; Enter goes on with it", ID: "Disisihkan; Enter melanjutkan"})
	}
	return ""
}
