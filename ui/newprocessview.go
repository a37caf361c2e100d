package ui

import (
	"strings"

	"alur/model"
)

func (p *newProcess) uses(*env) []use {
	uses := []use{{id: keyHelp}}
	switch {
	case p.inForce != "":
		return append(uses, use{id: keyField}, use{id: keyOpen, words: model.Say{EN: "Press", ID: "Tekan"}}, use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
	case p.line() != nil:
		uses = append(uses, use{id: keyDone, words: model.Say{EN: "Publish", ID: "Terbitkan"}}, use{id: keyField},
			use{id: keyRaise}, use{id: keyLower}, use{id: keyDrop})
	default:
		uses = append(uses, use{id: keyField}, use{id: keyDone, words: model.Say{EN: "Publish", ID: "Terbitkan"}})
	}
	return append(uses, use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
}

func (p *newProcess) view(e *env) []string {
	switch {
	case p.inForce != "":
		return p.viewAfter(e)
	case !p.loaded:
		return nil
	}
	t := e.theme
	lines := append([]string{""}, p.headRows(e)...)
	lines = append(lines, "", "        "+t.dim(p.cellsLine(e, p.stepsHead(e),
		e.say(model.Say{EN: "Who (role)", ID: "Siapa (peran)"}), e.say(model.Say{EN: "Due", ID: "Batas"}))))
	var body []string
	focus := 0
	for i, l := range p.lines {
		if p.at == newSteps+i {
			focus = len(body)
		}
		body = append(body, p.stepRow(e, i, l))
		body = append(body, p.faultLines(e, newSteps+i)...)
	}
	if p.at == p.buttons() {
		focus = len(body) - 1
	}
	foot := []string{"", "    " + p.buttonRow(e)}
	foot = append(foot, indent(wrapPaint(t, roleDim, p.about(e), e.width-6), 4)...)
	room := max(3, e.height-len(lines)-len(foot))
	lines = append(lines, scrolled(e, body, focus, room)...)
	return append(lines, foot...)
}

// headRows are the name, the kind and what a case is asked for.
func (p *newProcess) headRows(e *env) []string {
	t := e.theme
	labels := []string{
		newName: e.say(model.Say{EN: "Name", ID: "Nama"}),
		newKind: e.say(model.Say{EN: "Kind", ID: "Jenis"}),
		newAsk:  e.say(model.Say{EN: "Ask first", ID: "Tanyakan"}),
	}
	var lines []string
	for row, label := range labels {
		mark := "    "
		if row == p.at {
			mark = "  " + t.glyph.point + " "
		}
		value := ""
		switch row {
		case newName:
			value = p.name.view(t, min(44, e.width-20), row == p.at, e.say(model.Say{EN: "such as Repair", ID: "misalnya Servis"}))
		case newAsk:
			value = p.ask.view(t, min(44, e.width-20), row == p.at, e.say(model.Say{EN: "such as customer, item", ID: "misalnya pelanggan, barang"}))
		case newKind:
			value = t.glyph.left + " " + kindWord(e, p.kind) + " " + t.glyph.right
			if row == p.at {
				value = t.focus(value)
			}
		}
		lines = append(lines, mark+t.pad(label, 10)+"  "+value)
		lines = append(lines, p.faultLines(e, row)...)
	}
	return lines
}

// stepsHead is over the texts of the steps.
func (p *newProcess) stepsHead(e *env) string {
	head := e.say(model.Say{EN: "What is done, one step a line", ID: "Yang dikerjakan, satu per baris"})
	if wide, _, _ := p.widths(e); width(head) > wide {
		head = e.say(model.Say{EN: "What is done", ID: "Yang dikerjakan"})
	}
	return head
}

// faultLines are what is wrong with a row, under it.
func (p *newProcess) faultLines(e *env, row int) []string {
	var lines []string
	for _, fault := range p.faultsAt(row) {
		lines = append(lines, indent(wrapPaint(e.theme, roleWarn, e.theme.glyph.up+" "+fault, e.width-8), 6)...)
	}
	return lines
}

// The widths of the cells of a step: what the text does not need is there for
// the role.
func (p *newProcess) widths(e *env) (text, role, due int) {
	due = 10
	role = max(14, min(24, e.width/4))
	return e.width - role - due - 18, role, due
}

func (p *newProcess) cellsLine(e *env, text, role, due string) string {
	wide, roles, dues := p.widths(e)
	t := e.theme
	return t.pad(text, wide) + "  " + t.pad(role, roles) + "  " + t.pad(due, dues)
}

func (p *newProcess) stepRow(e *env, i int, l *stepLine) string {
	t := e.theme
	wide, roles, dues := p.widths(e)
	here := p.at == newSteps+i
	mark := "    "
	if here {
		mark = "  " + t.glyph.point + " "
	}
	role := l.role.view(t, roles, here && p.col == cellRole, "")
	if above := p.roleAt(i); clean(l.role.text()) == "" && above != "" && (!here || p.col != cellRole) {
		role = t.dim(t.pad(`" `+clean(above), roles))
	}
	more := spaces(3)
	switch {
	case here && p.col == cellMore:
		more = t.focus("[" + t.glyph.more + "]")
	case here:
		more = "[" + t.glyph.more + "]"
	}
	return mark + t.padLeft(itoa(i+1), 2) + "  " + l.text.view(t, wide, here && p.col == cellText, "") + "  " +
		role + "  " + l.due.view(t, dues, here && p.col == cellDue, "") + " " + more
}

func (p *newProcess) buttonRow(e *env) string {
	t := e.theme
	here := p.at == p.buttons()
	return button(t, e.say(model.Say{EN: "Publish", ID: "Terbitkan"})+"  F9", here && p.col == 0, false) + "  " +
		button(t, e.say(model.Say{EN: "Begin anew", ID: "Mulai dari awal"}), here && p.col == 1, false)
}

// about says what the cell with the focus is for.
func (p *newProcess) about(e *env) string {
	switch {
	case p.at == newName:
		return e.say(model.Say{EN: "What one piece of this work is called, as in Repair. Enter goes on.", ID: "Sebutan untuk satu pekerjaan ini, seperti Servis. Enter melanjutkan."})
	case p.at == newKind:
		return e.say(model.Say{
			EN: "Core is what customers pay for, support keeps that going, management steers it. The arrows %s %s choose.",
			ID: "Inti adalah yang dibayar pelanggan, pendukung menjaganya, manajemen mengarahkan. Panah %s %s memilih.",
		}, e.theme.glyph.left, e.theme.glyph.right)
	case p.at == newAsk:
		return e.say(model.Say{
			EN: "What is asked when a case begins, with commas between; the first names the case. It may stay empty.",
			ID: "Yang ditanyakan saat kasus dimulai, dipisah koma; yang pertama menamai kasusnya. Boleh kosong.",
		})
	case p.at == p.buttons():
		return e.say(model.Say{EN: "Enter presses. Publish reads it back to you first.", ID: "Enter menekan. Terbitkan membacakannya dulu."})
	case p.col == cellRole && p.roleMeant() != "":
		return e.say(model.Say{EN: "Did you mean %s? %s fills it in.", ID: "Maksudnya %s? %s mengisikannya."}, clean(p.roleMeant()), e.theme.glyph.right)
	case p.col == cellRole && len(p.known) > 0:
		return e.say(model.Say{EN: "Who does it: type a role, or %s offers %s.", ID: "Siapa yang mengerjakan: ketik peran, atau %s menawarkan %s."},
			e.theme.glyph.right, clean(strings.Join(p.known, ", ")))
	case p.col == cellRole:
		return e.say(model.Say{EN: "Who does it: a word such as counter. Empty means as the line above.", ID: "Siapa yang mengerjakan: satu kata seperti kasir. Kosong berarti sama dengan baris di atas."})
	case p.col == cellDue:
		return e.say(model.Say{EN: "When it should be done: 30 min, 2 hours, 1 day or 16:00. It may stay empty.", ID: "Kapan harus selesai: 30 menit, 2 jam, 1 hari atau 16.00. Boleh kosong."})
	case p.col == cellMore:
		return e.say(model.Say{EN: "Enter offers: move, take away, a line above, a known role.", ID: "Enter menawarkan: pindah, hapus, baris di atas, peran yang ada."})
	}
	return e.say(model.Say{EN: "Enter: next line. Tab: who does it. Enter on an empty line: Publish.", ID: "Enter: baris berikut. Tab: siapa yang mengerjakan. Enter di baris kosong: Terbitkan."})
}

// viewAfter says that the process is in force and how its first case starts.
func (p *newProcess) viewAfter(e *env) []string {
	t := e.theme
	name := clean(p.name.text())
	lines := []string{"", "  " + t.good(t.cut(t.glyph.tick+" "+e.say(model.Say{EN: "%q is in force.", ID: "%q berlaku."}, name), e.width-4)), ""}
	lines = append(lines, indent(wrap(e.say(model.Say{
		EN: "Each time the work comes in, somebody starts a case: N on My next task, or F10 and the name. The first person then sees the first step at once.",
		ID: "Setiap pekerjaan masuk, seseorang memulai kasus: N di Tugas berikutnya, atau F10 lalu namanya. Orang pertama langsung melihat langkah pertama.",
	}), e.width-6), 2)...)
	if free := p.freeRoles(e); free != "" {
		lines = append(lines, "")
		lines = append(lines, indent(wrapPaint(t, roleWarn, e.say(model.Say{
			EN: "Nobody but the owner does yet: %s. F10, then People, gives colleagues their roles.",
			ID: "Belum ada selain pemilik yang memegang: %s. F10, lalu Orang, memberi rekan perannya.",
		}, free), e.width-6), 2)...)
	}
	return append(lines, "", "    "+button(t, e.say(model.Say{EN: "Start the first case", ID: "Mulai kasus pertama"}), p.col == 0, false)+"  "+
		button(t, e.say(model.Say{EN: "My next task", ID: "Tugas berikutnya"}), p.col == 1, false))
}

// freeRoles names the roles of the process that only the owner could do.
func (p *newProcess) freeRoles(e *env) string {
	var free []string
	for _, role := range p.roles {
		if unheldRole(e, role) {
			free = append(free, clean(role))
		}
	}
	return strings.Join(free, ", ")
}
