package ui

import (
	"alur/model"
)

func (p *editor) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		if p.loaded && p.changed() {
			return []effect{goBack{}, notice{role: roleText, text: e.say(model.Say{EN: "Your text is kept, and not published yet.", ID: "Teks Anda tersimpan, dan belum diterbitkan."})}}
		}
		return []effect{goBack{}}
	case !p.loaded:
		return nil
	case k.is(keyDone, true):
		return p.publish(e)
	case k.is(keyEdit, true):
		return p.outside(e)
	case k.is(keyUndo, true):
		return p.travel(e, p.text.undo, model.Say{EN: "All you typed here is undone.", ID: "Semua ketikan Anda di sini sudah diurungkan."})
	case k.is(keyRedo, true):
		return p.travel(e, p.text.redo, model.Say{EN: "All that was undone is back.", ID: "Semua yang diurungkan sudah kembali."})
	case k.name == "tab":
		p.turn(+1)
		return nil
	case k.name == "shift+tab":
		p.turn(-1)
		return nil
	}
	switch p.focus {
	case onFaults:
		p.faultsKey(k)
		return nil
	case onButtons:
		return p.buttonsKey(e, k)
	}
	if p.text.update(k, p.textHeight(e)) {
		return append(p.keep(), p.check())
	}
	return nil
}

// takes keeps Ctrl+Z to the text: elsewhere it undoes an act.
func (p *editor) takes(k keyPress) bool { return p.loaded && k.is(keyUndo, true) }

// travel undoes a change of the text or does it again, and says so where there
// is none.
func (p *editor) travel(e *env, by func() bool, none model.Say) []effect {
	p.focus = onText
	if !by() {
		return []effect{notice{role: roleWarn, text: e.say(none)}}
	}
	return append(p.keep(), p.check())
}

// turn moves the focus between text, faults and buttons.
func (p *editor) turn(by int) {
	p.focus = (p.focus + editFocus(by) + 3) % 3
	if p.focus == onFaults && len(p.checked.faults) == 0 {
		p.focus = (p.focus + editFocus(by) + 3) % 3
	}
}

func (p *editor) faultsKey(k keyPress) {
	switch k.name {
	case "up", "k":
		p.fault = max(0, p.fault-1)
	case "down", "j":
		p.fault = min(len(p.checked.faults)-1, p.fault+1)
	case "home", "pgup":
		p.fault = 0
	case "end", "pgdown":
		p.fault = len(p.checked.faults) - 1
	case "enter":
		f := p.checked.faults[p.fault]
		p.text.moveTo(f.Line, f.Col)
		p.focus = onText
	}
}

// The buttons of the editor.
const (
	buttonPublish = iota
	buttonOutside
	buttonDiscard
	editButtons
)

func (p *editor) buttonsKey(e *env, k keyPress) []effect {
	switch k.name {
	case "left", "up":
		p.at = max(0, p.at-1)
	case "right", "down":
		p.at = min(editButtons-1, p.at+1)
	case "enter":
		switch p.at {
		case buttonPublish:
			return p.publish(e)
		case buttonOutside:
			return p.outside(e)
		default:
			return p.discard(e)
		}
	}
	return nil
}

// outsideOff says why no other editor can be opened, or nothing.
func outsideOff(e *env) string {
	if e.ownEditor {
		return ""
	}
	return e.say(model.Say{EN: "this PC names no editor ($VISUAL, $EDITOR)", ID: "PC ini tidak menyebut editor ($VISUAL, $EDITOR)"})
}

// outside opens the person's own editor on the text.
func (p *editor) outside(e *env) []effect {
	if off := outsideOff(e); off != "" {
		return []effect{notice{role: roleWarn, text: capital(notNow(e, off))}}
	}
	return append(p.keep(), editOutside{name: p.id, text: p.text.text(), draft: editRef(p.id)})
}

// edited takes what the person's own editor left.
func (p *editor) edited(e *env, in edited) []effect {
	if !in.read || !p.loaded {
		return []effect{notice{role: roleWarn, text: e.say(model.Say{
			EN: "The editor could not be used (%s). Your text is as it was.",
			ID: "Editornya tidak bisa dipakai (%s). Teks Anda tetap seperti semula.",
		}, clean(in.trouble))}}
	}
	row := p.text.row
	p.text.replace(in.text)
	p.text.moveTo(row+1, 1)
	p.focus = onText
	effects := append(p.keep(), draft{task: editRef(p.id), field: draftFile}, discard{path: in.path}, p.check())
	if in.trouble != "" {
		effects = append(effects, notice{role: roleWarn, text: e.say(model.Say{
			EN: "The editor ended with a fault (%s); what it had saved is here.",
			ID: "Editor berakhir dengan kesalahan (%s); yang sempat disimpan ada di sini.",
		}, clean(in.trouble))})
	}
	return effects
}

// discard asks before what was typed is thrown away.
func (p *editor) discard(e *env) []effect {
	if !p.changed() {
		return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "Nothing is changed yet.", ID: "Belum ada yang diubah."})}}
	}
	p.sheet = &sheet{
		name:  "discard",
		title: e.say(model.Say{EN: "Throw your text away", ID: "Buang teks Anda"}),
		lead: []string{e.say(model.Say{
			EN: "Version %d stands here again. Ctrl+Z brings your text back as long as you stay on this screen, and not later.",
			ID: "Versi %d kembali ke sini. Ctrl+Z mengembalikan teks Anda selama Anda tetap di layar ini, sesudahnya tidak.",
		}, p.newest)},
		form: form{items: []item{
			{kind: itemButton, name: cancelled, label: e.say(model.Say{EN: "Keep it", ID: "Jangan"})},
			{kind: itemButton, name: "ok", label: e.say(model.Say{EN: "Throw away", ID: "Buang"})},
		}},
	}
	return []effect{ask{sheet: p.sheet}}
}

func (p *editor) uses(e *env) []use {
	uses := []use{{id: keyHelp}}
	if p.focus == onFaults {
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Go there", ID: "Ke sana"}})
	}
	return append(uses,
		use{id: keyField, words: model.Say{EN: "Faults, buttons", ID: "Kesalahan, tombol"}},
		use{id: keyDone, words: model.Say{EN: "Check and publish", ID: "Periksa, terbitkan"}, off: p.publishOff(e), kept: true},
		use{id: keyEdit, words: model.Say{EN: "Own editor", ID: "Editor sendiri"}, off: outsideOff(e)},
		use{id: keyBack}, use{id: keyUndo, words: model.Say{EN: "Undo typing", ID: "Urungkan ketikan"}}, use{id: keyRedo}, use{id: keyMenu})
}
