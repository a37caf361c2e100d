package ui

import (
	"slices"
	"strings"

	"alur/model"
)

func (p *newProcess) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case p.inForce != "":
		return p.afterKey(k)
	case k.is(keyDone, true):
		return p.publish(e)
	case k.is(keyRaise, true), k.is(keyLower, true), k.is(keyDrop, true):
		return p.lineKey(e, k)
	case p.moved(k):
		p.check(e)
		return nil
	case k.name == "enter":
		return p.enter(e)
	case p.at == newKind:
		return p.turnKind(e, k)
	case p.edit() != nil:
		return p.typed(e, k)
	}
	return nil
}

// moved takes the focus on, and answers whether the key was one of moving.
func (p *newProcess) moved(k keyPress) bool {
	by := map[string]int{"tab": 1, "shift+tab": -1}[k.name]
	sideways := p.edit() == nil && p.at != newKind
	switch {
	case by == 0 && sideways && (k.name == "right" || k.name == "left"):
		by = map[string]int{"right": 1, "left": -1}[k.name]
	case k.name == "down" || k.name == "up":
		p.at = max(0, min(p.at+map[string]int{"down": 1, "up": -1}[k.name], p.buttons()))
		p.col = min(p.col, p.cellsOf(p.at)-1)
		return true
	}
	if by == 0 {
		return false
	}
	p.col += by
	switch {
	case p.col >= p.cellsOf(p.at):
		p.at, p.col = (p.at+1)%(p.buttons()+1), 0
	case p.col < 0:
		p.at = (p.at + p.buttons()) % (p.buttons() + 1)
		p.col = p.cellsOf(p.at) - 1
	}
	return true
}

// cellsOf is how many places a row has for the focus.
func (p *newProcess) cellsOf(row int) int {
	switch {
	case row < newSteps:
		return 1
	case row < p.buttons():
		return cells
	}
	return 2
}

// enter goes on: from a step to a new one below, from an empty last step to
// the buttons.
func (p *newProcess) enter(e *env) []effect {
	l := p.line()
	switch {
	case p.at == p.buttons() && p.col == 0:
		return p.publish(e)
	case p.at == p.buttons():
		return []effect{ask{sheet: &sheet{
			name: "again", title: e.say(model.Say{EN: "Begin anew", ID: "Mulai dari awal"}),
			lead: []string{e.say(model.Say{EN: "What is written here is forgotten. Nothing in force changes.", ID: "Yang tertulis di sini dilupakan. Yang berlaku tidak berubah."})},
			form: form{items: buttons(e, e.say(model.Say{EN: "Begin anew", ID: "Mulai dari awal"})), focus: 1},
		}}}
	case l == nil:
		p.at, p.col = p.at+1, 0
	case p.col == cellMore:
		return []effect{ask{sheet: p.lineSheet(e)}}
	case l.empty() && p.at == p.buttons()-1:
		p.at, p.col = p.buttons(), 0
	case !l.empty():
		p.addLine(p.at-newSteps+1, stepLine{})
	}
	p.check(e)
	return nil
}

func (p *newProcess) turnKind(e *env, k keyPress) []effect {
	kinds := []model.Kind{model.Core, model.Support, model.Management}
	it := item{kind: itemTurn}
	for i, kind := range kinds {
		it.options = append(it.options, option{id: string(kind)})
		if kind == p.kind {
			it.at = i
		}
	}
	if k.name != "left" && k.name != "right" {
		if k.text == "" {
			return nil
		}
		return []effect{notice{role: roleWarn, text: e.say(model.Say{
			EN: "The arrows left and right choose the kind; Enter goes on to the next line.",
			ID: "Panah kiri dan kanan memilih jenisnya; Enter ke baris berikutnya.",
		})}}
	}
	it.turn(k.name)
	p.kind = kinds[it.at]
	return p.changed(e)
}

// typed edits the cell with the focus; at the end of a role, the right arrow
// offers the known ones in turn.
func (p *newProcess) typed(e *env, k keyPress) []effect {
	l := p.edit()
	if p.line() != nil && p.col == cellRole && k.name == "right" && l.at == len(l.chars) {
		if next := nextOf(p.offered(), clean(l.text())); next != "" {
			l.set(next)
			return p.changed(e)
		}
		return nil
	}
	if _, changed := l.update(k); changed {
		return p.changed(e)
	}
	return nil
}

// offered are the roles that are known, and those of the other lines.
func (p *newProcess) offered() []string {
	all := slices.Clone(p.known)
	for i := range p.lines {
		role := clean(p.lines[i].role.text())
		known := slices.ContainsFunc(all, func(k string) bool { return strings.EqualFold(k, role) })
		if role != "" && i != p.at-newSteps && !known {
			all = append(all, role)
		}
	}
	return all
}

// roleMeant is the role that what was typed so far begins; nothing where
// nothing was typed, or it is a whole one.
func (p *newProcess) roleMeant() string {
	text := ""
	if l := p.line(); l != nil {
		text = clean(l.role.text())
	}
	for _, role := range p.offered() {
		if text == "" || strings.EqualFold(role, text) {
			return ""
		}
	}
	return nextOf(p.offered(), text)
}

// nextOf is the known word that a text begins, or the one after it where it
// is one.
func nextOf(known []string, text string) string {
	for i, word := range known {
		if strings.EqualFold(word, text) {
			return known[(i+1)%len(known)]
		}
	}
	for _, word := range known {
		if strings.HasPrefix(strings.ToLower(word), strings.ToLower(text)) {
			return word
		}
	}
	return ""
}

// lineKey is a key that moves a line or takes it away.
func (p *newProcess) lineKey(e *env, k keyPress) []effect {
	if p.line() == nil {
		return nil
	}
	switch {
	case k.is(keyRaise, true):
		p.shift(-1)
	case k.is(keyLower, true):
		p.shift(+1)
	default:
		p.drop()
	}
	return p.changed(e)
}

// The verbs of the sheet of a line.
const (
	lineAbove = "above"
	lineUp    = "up"
	lineDown  = "down"
	lineAway  = "away"
	lineBring = "bring"
	lineRole  = "role "
)

// lineSheet offers what can be done with a line, and the roles that are known.
func (p *newProcess) lineSheet(e *env) *sheet {
	i := p.at - newSteps
	up, down := bindingOf(keyRaise), bindingOf(keyLower)
	verbs := item{kind: itemVerbs, name: "line", options: []option{
		{id: lineAbove, label: e.say(model.Say{EN: "A new line above", ID: "Baris baru di atas"})},
		{id: lineUp, label: e.say(model.Say{EN: "Move up", ID: "Pindah ke atas"}), detail: e.keyShown(up)},
		{id: lineDown, label: e.say(model.Say{EN: "Move down", ID: "Pindah ke bawah"}), detail: e.keyShown(down)},
		{id: lineAway, label: e.say(model.Say{EN: "Take away", ID: "Hapus baris"}), detail: e.keyShown(bindingOf(keyDrop))},
	}}
	if i == 0 {
		verbs.options[1].off = e.say(model.Say{EN: "it is the first", ID: "sudah yang pertama"})
	}
	if i == len(p.lines)-1 {
		verbs.options[2].off = e.say(model.Say{EN: "it is the last", ID: "sudah yang terakhir"})
	}
	if n := len(p.gone); n > 0 {
		verbs.options = append(verbs.options, option{id: lineBring, label: e.say(model.Say{EN: "Bring back", ID: "Kembalikan"}), detail: clean(p.gone[n-1].text.text())})
	}
	for _, role := range p.known {
		verbs.options = append(verbs.options, option{id: lineRole + role, label: e.say(model.Say{EN: "Done by: %s", ID: "Oleh: %s"}, clean(role)), detail: strings.Join(holderNames(e, role), ", ")})
	}
	title := clean(p.line().text.text())
	if title == "" {
		title = e.say(model.Say{EN: "This line", ID: "Baris ini"})
	}
	return &sheet{name: "line", title: title, form: form{items: []item{verbs}}}
}

func (p *newProcess) answered(e *env, a answered) []effect {
	process, _ := p.process()
	switch {
	case a.button == "" || a.button == cancelled:
		return nil
	case a.name == "publish" && len(p.faults) == 0:
		read, ok := normal(process)
		if !ok {
			return nil
		}
		return []effect{do{name: "publish", act: model.PublishProcess{Process: read}}}
	case a.name == "again":
		p.again()
		return p.changed(e)
	case a.name == "line" && p.line() != nil:
		p.lineVerb(a.button)
		return p.changed(e)
	}
	return nil
}

func (p *newProcess) lineVerb(verb string) {
	i := p.at - newSteps
	role, isRole := strings.CutPrefix(verb, lineRole)
	switch {
	case isRole:
		p.line().role.set(role)
		p.col = cellRole
	case verb == lineAbove:
		p.addLine(i, stepLine{})
	case verb == lineUp:
		p.shift(-1)
	case verb == lineDown:
		p.shift(+1)
	case verb == lineAway:
		p.drop()
	case verb == lineBring && len(p.gone) > 0:
		last := len(p.gone) - 1
		p.addLine(i+1, p.gone[last])
		p.gone = p.gone[:last]
	}
}

// publish reads the process back before it is put in force; with a fault, it
// goes there and says it.
func (p *newProcess) publish(e *env) []effect {
	p.tried = true
	p.check(e)
	if len(p.faults) > 0 {
		f := p.faults[0]
		p.at, p.col = f.row, f.col
		return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "Not yet: %s", ID: "Belum bisa: %s"}, f.text)}}
	}
	process, _ := p.process()
	return []effect{ask{sheet: &sheet{
		name:  "publish",
		title: e.say(model.Say{EN: "Is this how it is done?", ID: "Beginikah caranya?"}),
		lead:  append(readBack(e, process), wantsOf(e, process, nil)...),
		form:  form{items: buttons(e, e.say(model.Say{EN: "Put it in force", ID: "Berlakukan"}))},
	}}}
}

// published forgets the draft and offers the first case.
func (p *newProcess) published(e *env, d done) []effect {
	if d.name != "publish" || d.err != nil {
		return nil
	}
	for _, ev := range d.receipt.Events {
		if b, ok := ev.Body.(model.ProcessPublished); ok {
			p.inForce = b.Process.ID
		}
	}
	if p.inForce == "" {
		return nil
	}
	id, process := p.inForce, d.act.(model.PublishProcess).Process
	p.again()
	effects := p.changed(e)
	p.inForce, p.roles, p.at, p.col = id, process.Roles(), 0, 0
	p.name.set(process.Name)
	return effects
}

// afterKey is a key once the process is in force: the first case, or on to
// the next task.
func (p *newProcess) afterKey(k keyPress) []effect {
	switch k.name {
	case "left", "up", "shift+tab", "right", "down", "tab":
		p.col = 1 - p.col
	case "enter":
		if p.col == 0 {
			return []effect{goTo{to: pageNext, home: true}, goTo{to: pageStart, arg: p.inForce}}
		}
		return []effect{goTo{to: pageNext, home: true}}
	}
	return nil
}
