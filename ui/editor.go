package ui

import (
	"context"
	"os"
	"strconv"

	"alur/model"
	"alur/model/procfile"
)

func editPage() page {
	return page{
		id:    pageEdit,
		title: model.Say{EN: "Edit the process", ID: "Ubah proses"},
		help: model.Say{
			EN: "The process as text. A ! before a line says that something is wrong there; Tab leads to the list of faults, and Enter on one back to its place. Ctrl+Z undoes what you typed, Ctrl+Y does it again. Ctrl+E opens your own editor, if this PC names one. F9 checks and says what would change before it is published. What you type is kept: leave and come back as you like.",
			ID: "Proses sebagai teks. Tanda ! di depan baris berarti ada yang salah di situ; Tab menuju daftar kesalahan, dan Enter pada salah satunya kembali ke tempatnya. Ctrl+Z mengurungkan ketikan Anda, Ctrl+Y mengulanginya. Ctrl+E membuka editor Anda sendiri, kalau PC ini punya. F9 memeriksa dan menyebut apa yang berubah sebelum diterbitkan. Yang Anda ketik tersimpan: silakan keluar dan kembali.",
		},
		make: func() screen { return &editor{} },
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// editor is the built-in editor of a process.
type editor struct {
	id     string
	loaded bool
	text   textEdit
	// begun is the version the text began from, written is the newest one
	// written out, latest the same compiled.
	begun   int
	written string
	latest  *model.Flow
	newest  int
	// others are the processes in force, which this one may run.
	others []*model.Flow
	// checked is the text as it was last looked at.
	checked lookedAt
	// ask is true where F9 waits for the check.
	ask   bool
	focus editFocus
	fault int
	at    int
	sheet *sheet
}

// editFocus is the part of the editor that the keys act on.
type editFocus int

const (
	onText editFocus = iota
	onFaults
	onButtons
)

// lookedAt is what is wrong with a text, and the process it is.
type lookedAt struct {
	text   string
	flow   *model.Flow
	faults []procfile.Fault
}

// editData is what the screen loads: the newest version and the draft.
type editData struct {
	flow    *model.Flow
	version int
	draft   map[string]string
	others  []*model.Flow
}

// The fields of the draft of a process.
const (
	draftText = "text"
	draftFrom = "from"
	draftFile = "file"
)

// editRef is where the draft of a process is kept. No case has such a number.
func editRef(process string) model.TaskRef { return model.TaskRef{Case: "edit", Step: process} }

func (p *editor) typing() bool { return p.loaded && p.focus == onText }

func (p *editor) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if id, ok := in.arg.(string); ok {
			p.id = id
		}
		return p.load(e)
	case newShop:
		if head := e.shop.Processes[p.id]; head != nil && head.Latest() != p.newest {
			return p.load(e)
		}
	case loaded:
		return p.came(e, in)
	case done:
		return p.published(e, in)
	case answered:
		return p.answered(e, in)
	case edited:
		return p.edited(e, in)
	case scanned, pasted, keyPress:
		effects := p.pressed(e, in)
		if p.loaded {
			p.text.first = p.text.shownFrom(p.textHeight(e))
		}
		return effects
	}
	return nil
}

// pressed is what a person does: the text scrolls after it.
func (p *editor) pressed(e *env, in input) []effect {
	switch in := in.(type) {
	case scanned:
		return p.typed(in.text)
	case pasted:
		return p.typed(in.lines)
	case keyPress:
		return p.key(e, in)
	}
	return nil
}

func (p *editor) load(e *env) []effect {
	head := e.shop.Processes[p.id]
	if head == nil {
		return nil
	}
	id, version, me, inForce := p.id, head.Latest(), e.me.ID, flowsInForce(e)
	return []effect{load{name: "edit", get: func(ctx context.Context, s Store) (any, error) {
		flow, err := s.Flow(ctx, id, version)
		if err != nil {
			return nil, err
		}
		draft, err := s.Draft(ctx, me, editRef(id))
		if err != nil {
			return nil, err
		}
		others, err := inForce(ctx, s)
		return editData{flow: flow, version: version, draft: rescued(draft), others: others}, err
	}}}
}

// rescued is a draft with what stands in a file that the person's own editor
// was at work on when alur ended.
func rescued(draft map[string]string) map[string]string {
	path := draft[draftFile]
	if path == "" {
		return draft
	}
	data, err := os.ReadFile(path) //nolint:gosec // The path is the one alur made.
	if err != nil || len(data) == 0 || len(data) > procfile.MaxSize {
		return draft
	}
	return map[string]string{draftText: string(data), draftFrom: draft[draftFrom], draftFile: path}
}

func (p *editor) came(e *env, in loaded) []effect {
	switch v := in.value.(type) {
	case editData:
		if v.flow == nil {
			return nil
		}
		p.latest, p.newest, p.others = v.flow, v.version, v.others
		p.written = asTyped(procfile.WriteToEdit(v.flow.Process))
		if p.loaded {
			return nil
		}
		return p.begin(e, v)
	case lookedAt:
		if v.text != p.text.text() {
			return nil
		}
		p.checked = v.withRoles(e)
		p.fault = max(0, min(p.fault, len(v.faults)-1))
		if p.focus == onFaults && len(v.faults) == 0 {
			p.focus = onText
		}
		if p.ask {
			p.ask = false
			return p.publish(e)
		}
	}
	return nil
}

// asTyped is a text as the editor would have it.
func asTyped(text []byte) string {
	var t textEdit
	t.set(string(text))
	return t.text()
}

// begin shows the draft, or the newest version where there is none.
func (p *editor) begin(_ *env, v editData) []effect {
	p.loaded, p.begun = true, v.version
	text := p.written
	var effects []effect
	if kept := v.draft[draftText]; kept != "" {
		text = kept
		if n, err := strconv.Atoi(v.draft[draftFrom]); err == nil {
			p.begun = n
		}
	}
	p.text.set(text)
	if path := v.draft[draftFile]; path != "" {
		// Its text is kept as a draft now, and the file is needed no more.
		effects = append(effects, p.keep()...)
		effects = append(effects, draft{task: editRef(p.id), field: draftFile}, discard{path: path})
	}
	return append(effects, p.check())
}

// check looks at the text outside of update: it may take a while.
func (p *editor) check() effect {
	text, name := p.text.text(), p.id+".yaml"
	return load{name: "check", get: func(context.Context, Store) (any, error) {
		_, flow, faults := procfile.Read(name, []byte(text))
		return lookedAt{text: text, flow: flow, faults: faults}, nil
	}}
}

// keep stores what was typed.
func (p *editor) keep() []effect {
	ref := editRef(p.id)
	return []effect{
		draft{task: ref, field: draftFrom, text: strconv.Itoa(p.begun)},
		draft{task: ref, field: draftText, text: p.text.text()},
	}
}

// forget empties the draft.
func (p *editor) forget() []effect {
	ref := editRef(p.id)
	return []effect{draft{task: ref, field: draftText}, draft{task: ref, field: draftFrom}}
}

func (p *editor) typed(text string) []effect {
	if !p.typing() || !p.text.insert(text) {
		return nil
	}
	return append(p.keep(), p.check())
}

// changed reports whether the text differs from the newest version.
func (p *editor) changed() bool {
	return p.text.text() != p.written
}

// bad counts the faults that keep a text from being published.
func (c lookedAt) bad() int {
	n := 0
	for _, f := range c.faults {
		if !f.Warning {
			n++
		}
	}
	return n
}
