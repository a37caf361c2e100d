package ui

import (
	"context"
	"slices"

	"alur/model"
)

func newProcessPage() page {
	return page{
		id:    pageNewProcess,
		title: model.Say{EN: "New process", ID: "Proses baru"},
		help: model.Say{
			EN: "Write how one sort of work is done: its name, then one step per line. Tab goes to who does it; empty means as the line above. A due time is 30 min, 2 hours, 1 day or 16:00. F9 reads it back to you before it is put in force. What you write is kept if you leave.",
			ID: "Tulis cara satu jenis pekerjaan dilakukan: namanya, lalu satu langkah per baris. Tab menuju siapa yang mengerjakan; kosong berarti sama dengan baris di atas. Batas waktu: 30 menit, 2 jam, 1 hari atau 16.00. F9 membacakannya dulu sebelum diberlakukan. Yang Anda tulis tersimpan kalau Anda keluar.",
		},
		make: func() screen { return &newProcess{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// newProcess is a process being written, line by line.
type newProcess struct {
	name, ask lineEdit
	kind      model.Kind
	lines     []*stepLine
	// at is the row with the focus, col the cell in it.
	at, col int
	// faults are what keeps it from being published, by row.
	faults []rowFault
	// tried is true once F9 was pressed: then faults are told on the line
	// being written, too.
	tried bool
	// gone are lines that were taken away, the newest last.
	gone []stepLine
	// known are the roles that the processes in force ask for.
	known  []string
	loaded bool
	// wrote is what was kept last.
	wrote map[string]string
	// inForce is the id of the process once it is published, and its roles
	// are those it asks for.
	inForce string
	roles   []string
}

// stepLine is one step being written: what is done, by whom, and by when.
type stepLine struct{ text, role, due lineEdit }

// The rows before the steps, and the cells of a step.
const (
	newName = iota
	newKind
	newAsk
	newSteps
)

const (
	cellText = iota
	cellRole
	cellDue
	// cellMore opens what can be done with the line.
	cellMore
	cells
)

// newRef is where a process that is being written is kept.
func newRef() model.TaskRef { return model.TaskRef{Case: "process", Step: "new"} }

// typing is true at the kind as well: who types on there means the next field,
// and no letter may lead elsewhere.
func (p *newProcess) typing() bool { return p.edit() != nil || p.inForce == "" && p.at == newKind }

// edit is the text with the focus, or nil.
func (p *newProcess) edit() *lineEdit {
	l := p.line()
	switch {
	case p.inForce != "":
		return nil
	case p.at == newName:
		return &p.name
	case p.at == newAsk:
		return &p.ask
	case l == nil || p.col == cellMore:
		return nil
	}
	return l.cell(p.col)
}

// line is the step with the focus, or nil.
func (p *newProcess) line() *stepLine {
	if i := p.at - newSteps; i >= 0 && i < len(p.lines) {
		return p.lines[i]
	}
	return nil
}

func (l *stepLine) cell(col int) *lineEdit {
	return []*lineEdit{cellText: &l.text, cellRole: &l.role, cellDue: &l.due}[col]
}

func (l *stepLine) empty() bool {
	return clean(l.text.text()) == "" && clean(l.role.text()) == "" && clean(l.due.text()) == ""
}

// buttons is the row of the buttons.
func (p *newProcess) buttons() int { return newSteps + len(p.lines) }

func (p *newProcess) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh:
		if r, ok := in.(refresh); ok && (r.minute || !p.loaded) {
			return nil
		}
		return []effect{p.load(e)}
	case loaded:
		p.came(e, in)
	case done:
		return p.published(e, in)
	case answered:
		return p.answered(e, in)
	case scanned:
		return p.insert(e, in.text)
	case pasted:
		return p.insert(e, in.text)
	case keyPress:
		return p.key(e, in)
	}
	return nil
}

// newData is what was kept of a process being written, and the roles known.
type newData struct {
	draft map[string]string
	roles []string
}

func (p *newProcess) load(e *env) load {
	me, roles := e.me.ID, askedRoles(e)
	return load{name: "new process", get: func(ctx context.Context, s Store) (any, error) {
		known, err := roles(ctx, s)
		if err != nil {
			return nil, err
		}
		kept, err := s.Draft(ctx, me, newRef())
		return newData{draft: kept, roles: known}, err
	}}
}

func (p *newProcess) came(e *env, in loaded) {
	data, ok := in.value.(newData)
	if !ok || in.err != nil {
		return
	}
	p.known = roleNames(e, data.roles)
	if !p.loaded {
		p.loaded = true
		p.fill(data.draft)
		p.wrote = data.draft
	}
	p.check(e)
}

// insert types a text into the cell with the focus.
func (p *newProcess) insert(e *env, text string) []effect {
	if l := p.edit(); l != nil && l.insert(text) {
		return p.changed(e)
	}
	return nil
}

// changed checks what is written and keeps it.
func (p *newProcess) changed(e *env) []effect {
	p.check(e)
	var effects []effect
	kept := p.kept()
	for _, field := range []string{"name", "kind", "ask", "steps"} {
		if kept[field] != p.wrote[field] {
			effects = append(effects, draft{task: newRef(), field: field, text: kept[field]})
		}
	}
	p.wrote = kept
	return effects
}

// drop takes the line with the focus away; it can be brought back.
func (p *newProcess) drop() {
	i := p.at - newSteps
	if l := p.line(); l != nil {
		if !l.empty() {
			p.gone = append(p.gone, *l)
		}
		p.lines = slices.Delete(p.lines, i, i+1)
	}
	if len(p.lines) == 0 {
		p.lines = []*stepLine{{}}
	}
	p.at = min(p.at, newSteps+len(p.lines)-1)
	p.col = cellText
}

// shift moves the line with the focus up or down.
func (p *newProcess) shift(by int) {
	i := p.at - newSteps
	j := i + by
	if p.line() == nil || j < 0 || j >= len(p.lines) {
		return
	}
	// An empty role means that of the line above, so it is written out before
	// the lines above change.
	for k, l := range p.lines {
		if clean(l.role.text()) == "" && !l.empty() {
			l.role.set(p.roleAt(k))
		}
	}
	p.lines[i], p.lines[j] = p.lines[j], p.lines[i]
	p.at += by
}

// addLine puts an empty line at a place among the steps and goes there.
func (p *newProcess) addLine(i int, l stepLine) {
	p.lines = slices.Insert(p.lines, i, &l)
	p.at, p.col = newSteps+i, cellText
}

// again forgets everything that is written.
func (p *newProcess) again() {
	*p = newProcess{known: p.known, loaded: true, wrote: p.wrote}
	p.fill(nil)
}
