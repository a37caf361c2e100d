package ui

import (
	"slices"

	"alur/model"
	"alur/model/drawing"
)

func (p *processView) view(e *env) []string {
	if !p.loaded || p.head(e) == nil {
		return nil
	}
	switch p.mode {
	case lookStep:
		return p.stepView(e)
	case lookVersions:
		return p.versionsView(e)
	case lookMoves:
		return p.movesView(e)
	}
	return p.stepsView(e)
}

// top lines: what it is called, which version, how many cases, and what it
// turns into what.
func (p *processView) headLines(e *env) []string {
	t, head := e.theme, p.head(e)
	w := e.width - 4
	right := e.say(model.Say{EN: "%s, %s", ID: "%s, %s"}, kindWord(e, head.Kind), p.runningWords(e))
	name := t.strong(clean(p.data.flow.Process.Name)) + "  " + p.versionWords(e)
	if here, all := p.data.running[p.data.version], p.data.running.all(); here != all {
		of := right + e.say(model.Say{EN: ", %d on this version", ID: ", %d di versi ini"}, here)
		if width(name)+2+width(of) <= w {
			right = of
		}
	}
	first := "  " + t.ends(name, right, w)
	second := t.dim(t.cut(p.turns(e), w))
	if refused := p.data.flow.RefusedToday(); !refused.Empty() {
		second = t.warn(t.cut(clean(refused.In(e.lang)), w))
	}
	return []string{"", first, "  " + second, ""}
}

func (p *processView) runningWords(e *env) string {
	switch p.data.running.all() {
	case 0:
		return e.say(model.Say{EN: "no case running", ID: "tidak ada kasus berjalan"})
	case 1:
		return e.say(model.Say{EN: "1 case running", ID: "1 kasus berjalan"})
	}
	return e.say(model.Say{EN: "%d cases running", ID: "%d kasus berjalan"}, p.data.running.all())
}

// versionWords says which version is shown and whether it is in force.
func (p *processView) versionWords(e *env) string {
	t, head := e.theme, p.head(e)
	switch {
	case head.Retired:
		return t.warn(e.say(model.Say{EN: "version %d, retired", ID: "versi %d, dihentikan"}, p.data.version))
	case p.version > 0 && !inForceAnywhere(e, head, p.data.version):
		return t.warn(e.say(model.Say{EN: "version %d, not in force now", ID: "versi %d, tidak berlaku sekarang"}, p.data.version))
	case p.version > 0:
		return e.say(model.Say{EN: "version %d, in force", ID: "versi %d, berlaku"}, p.data.version)
	}
	return inForceWords(e, head)
}

// inForceAnywhere reports whether new cases of some division follow a version.
func inForceAnywhere(e *env, h *model.ProcessHead, version int) bool {
	if h.Retired {
		return false
	}
	for _, d := range append(e.shop.DivisionIDs(), "") {
		if pilot, on := h.Pilot(d); h.InForce(d) == version || on && pilot.Version == version {
			return true
		}
	}
	return false
}

// turns says what goes in and what comes out.
func (p *processView) turns(e *env) string {
	in, out := clean(p.data.flow.Process.Input), clean(p.data.flow.Process.Output)
	switch {
	case in != "" && out != "":
		return in + " " + e.theme.glyph.right + " " + out
	case in+out != "":
		return in + out
	}
	return e.say(model.Say{EN: "What goes in and what comes out is not written yet.", ID: "Yang masuk dan yang keluar belum ditulis."})
}

// stepsView is the drawing, with the step in focus told beside it, or under
// it where the window is narrow.
func (p *processView) stepsView(e *env) []string {
	head := p.headLines(e)
	room := e.height - len(head)
	if e.width >= besideWidth {
		right := max(34, e.width*36/100)
		left := e.width - right - 3
		drawn := p.drawing(e, left-3, room)
		detail := p.fitted(e, p.detail(e, p.steps.at(), right-2), room)
		return append(head, beside(e.theme, indent(drawn, 2), detail, left, room)...)
	}
	detail := p.brief(e, p.steps.at(), e.width-4)
	under := min(len(detail), max(3, room/4))
	drawn := p.drawing(e, e.width-4, room-under-1)
	lines := slices.Concat(head, indent(drawn, 2))
	for len(lines) < e.height-under-1 {
		lines = append(lines, "")
	}
	lines = append(lines, e.theme.rule(e.width))
	return append(lines, indent(p.fitted(e, detail, under), 2)...)
}

// fitted cuts the lines of a step to a height, and says that there is more.
func (p *processView) fitted(e *env, lines []string, h int) []string {
	if len(lines) <= h {
		return lines
	}
	more := e.theme.dim(e.say(model.Say{EN: "%s %d more lines, Enter reads all", ID: "%s %d baris lagi, Enter membaca semua"}, e.theme.glyph.fall, len(lines)-h+1))
	return append(append([]string{}, lines[:h-1]...), more)
}

// drawing is the part of the drawing around the focus.
func (p *processView) drawing(e *env, w, h int) []string {
	d := e.drawn(p.data.flow, w, false)
	need := d.widths(w - 2)
	focus := d.rowOf(p.steps.at())
	return scrolledBy(e, len(d.rows), focus, h, func(i int) string {
		r := d.rows[i]
		if r.Kind != drawing.StepRow {
			return "  " + d.markedRow(e, r, w-2)
		}
		focused := r.Step == p.steps.at()
		mark := "  "
		if focused {
			mark = e.theme.glyph.point + " "
		}
		return mark + d.stepRow(e, r, e.theme.glyph.ring, focused, need, w-2)
	})
}

// stepRoom is how many lines of a step in full are seen.
func (p *processView) stepRoom(e *env) int { return max(1, e.height-5) }

// stepView is one step in full.
func (p *processView) stepView(e *env) []string {
	lines := p.headLines(e)
	detail := p.detail(e, p.steps.at(), e.width-4)
	room := p.stepRoom(e)
	top := max(0, min(p.top, len(detail)-room))
	last := min(len(detail), top+room)
	shown := append([]string{}, detail[top:last]...)
	if rest := len(detail) - last; rest > 0 {
		shown[len(shown)-1] = e.theme.dim(e.say(model.Say{EN: "%s %d more lines", ID: "%s %d baris lagi"}, e.theme.glyph.fall, rest+1))
	}
	return append(lines, indent(shown, 2)...)
}
