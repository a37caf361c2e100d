package ui

import (
	"alur/model"
)

// textHeight is how many lines of the text are seen.
func (p *editor) textHeight(e *env) int {
	return max(3, e.height-4-p.faultHeight(e)-2)
}

// faultHeight is how many lines the faults take, at most a third.
func (p *editor) faultHeight(e *env) int {
	lines, _ := p.faultBody(e)
	return max(1, min(len(lines), e.height/3))
}

func (p *editor) view(e *env) []string {
	if !p.loaded {
		return nil
	}
	t := e.theme
	state := e.say(model.Say{EN: "as version %d", ID: "seperti versi %d"}, p.newest)
	if p.changed() {
		state = t.accent(e.say(model.Say{EN: "changed, not published", ID: "diubah, belum terbit"}))
	}
	name := e.processName(p.id)
	from := e.say(model.Say{EN: "from version %d", ID: "dari versi %d"}, p.begun)
	if p.begun < p.newest {
		from = t.warn(e.say(model.Say{EN: "from version %d; now there is %d", ID: "dari versi %d; sudah ada %d"}, p.begun, p.newest))
	}
	lines := []string{"", "  " + t.ends(t.strong(name)+"  "+from, state, e.width-4), ""}
	h := p.textHeight(e)
	first, marks := p.text.shownFrom(h), p.marks()
	for i := first; i < first+h; i++ {
		if i >= len(p.text.lines) {
			lines = append(lines, "")
			continue
		}
		sign := "  "
		if marks[i+1] {
			sign = t.warn("! ")
		}
		lines = append(lines, " "+sign+t.dim(t.padLeft(itoa(i+1), 3))+" "+p.text.drawLine(t, i, e.width-9, p.focus == onText))
	}
	lines = append(lines, t.rule(e.width))
	lines = append(lines, p.faultLines(e)...)
	return append(lines, p.buttonLine(e))
}

// marks are the lines with a fault that keeps the text from being published.
func (p *editor) marks() map[int]bool {
	marks := map[int]bool{}
	for _, f := range p.checked.faults {
		if !f.Warning {
			marks[f.Line] = true
		}
	}
	return marks
}

// faultLines list what is wrong, each with its place.
func (p *editor) faultLines(e *env) []string {
	lines, focus := p.faultBody(e)
	return scrolled(e, lines, focus, p.faultHeight(e))
}

// faultBody is one line for each fault; the one with the focus, or on the line
// of the cursor, is read whole.
func (p *editor) faultBody(e *env) (lines []string, focus int) {
	t := e.theme
	if len(p.checked.faults) == 0 {
		return []string{"  " + t.good(t.glyph.tick+" "+e.say(model.Say{EN: "No fault is in it.", ID: "Tidak ada kesalahan."}))}, 0
	}
	for i, f := range p.checked.faults {
		at := p.focus == onFaults && i == p.fault
		here := p.focus != onFaults && f.Line == p.text.row+1
		mark := "  "
		if at {
			mark = t.glyph.point + " "
		}
		if at || here {
			focus = len(lines)
		}
		most := 1
		if at || here {
			most = 3
		}
		role, text := roleWarn, clean(f.Fault.In(e.lang))
		if f.Warning {
			role, text = roleDim, e.say(model.Say{EN: "hint: %s", ID: "saran: %s"}, text)
		}
		head := t.paint(role, t.pad(e.say(model.Say{EN: "line %d", ID: "baris %d"}, f.Line), 9))
		for j, part := range t.wrapTo(text, e.width-15, most) {
			if j > 0 {
				mark, head = "  ", spaces(9)
			}
			lines = append(lines, "  "+mark+head+" "+part)
		}
	}
	return lines, focus
}

func (p *editor) buttonLine(e *env) string {
	t := e.theme
	on := func(i int) bool { return p.focus == onButtons && p.at == i }
	line := "  " + button(t, e.say(model.Say{EN: "Publish  F9", ID: "Terbitkan  F9"}), on(buttonPublish), p.publishOff(e) != "" && !on(buttonPublish))
	line += "  " + button(t, e.say(model.Say{EN: "Own editor  Ctrl+E", ID: "Editor sendiri  Ctrl+E"}), on(buttonOutside), outsideOff(e) != "" && !on(buttonOutside))
	return line + "  " + button(t, e.say(model.Say{EN: "Throw away", ID: "Buang"}), on(buttonDiscard), !p.changed() && !on(buttonDiscard))
}
