package ui

import (
	"strings"

	"alur/model"
)

// personForm is one person being added or changed: a name, a PIN, and ticks
// for roles and rights.
type personForm struct {
	person model.Person
	name   lineEdit
	pin    lineEdit
	ticks  []personTick
	// at is the row with the focus: name, PIN, the ticks, then the buttons.
	at    int
	fault string
}

// personTick is one role, or one of the two rights.
type personTick struct {
	role  string
	right string
	on    bool
}

// The rights that are no roles.
const (
	rightOwner   = "owner"
	rightAuditor = "auditor"
)

// The rows before the ticks.
const (
	rowName = iota
	rowPIN
	rowTicks
)

func newPersonForm(p model.Person, roles []string) *personForm {
	f := &personForm{person: p, name: newEdit(p.Name)}
	for _, role := range roles {
		on := false
		for _, r := range p.Roles {
			on = on || r == role
		}
		f.ticks = append(f.ticks, personTick{role: role, on: on})
	}
	f.ticks = append(f.ticks, personTick{right: rightOwner, on: p.Owner}, personTick{right: rightAuditor, on: p.Auditor})
	return f
}

func (f *personForm) isNew() bool { return f.person.ID == "" }

// save and last are the rows of the buttons; a new person has only the first.
func (f *personForm) save() int { return rowTicks + len(f.ticks) }
func (f *personForm) last() int {
	if f.isNew() {
		return f.save()
	}
	return f.save() + 1
}

func (f *personForm) typing() bool { return f.at < rowTicks }

func (f *personForm) edit() *lineEdit {
	switch f.at {
	case rowName:
		return &f.name
	case rowPIN:
		return &f.pin
	}
	return nil
}

func (f *personForm) insert(text string) {
	if l := f.edit(); l != nil {
		l.insert(text)
		f.fault = ""
	}
}

func (p *people) formKey(e *env, k keyPress) []effect {
	f := p.form
	switch {
	case k.name == "esc":
		if p.kept == nil {
			p.kept = map[string]*personForm{}
		}
		p.kept[p.list.sel], p.form = f, nil
	case f.moves(k) != 0:
		f.at = max(0, min(f.at+f.moves(k), f.last()))
	case k.name == "enter":
		return p.enter(e)
	case k.name == "space" && f.at >= rowTicks && f.at < f.save():
		f.ticks[f.at-rowTicks].on = !f.ticks[f.at-rowTicks].on
	case f.edit() != nil:
		if _, changed := f.edit().update(k); changed {
			f.fault = ""
		}
	}
	return nil
}

// moves is how far a key moves the focus.
func (f *personForm) moves(k keyPress) int {
	switch k.name {
	case "tab", "down":
		return 1
	case "shift+tab", "up":
		return -1
	}
	if f.typing() {
		return 0
	}
	switch k.name {
	case "right", "j":
		return 1
	case "left", "k":
		return -1
	}
	return 0
}

// enter presses a button, and goes on from anything else.
func (p *people) enter(e *env) []effect {
	f := p.form
	switch f.at {
	case f.save():
		return p.saveForm(e)
	case f.save() + 1:
		return p.askGone(e)
	}
	f.at++
	return nil
}

// saveForm adds or changes the person; a PIN follows once that is done.
func (p *people) saveForm(e *env) []effect {
	f := p.form
	pin := f.pin.text()
	switch {
	case clean(f.name.text()) == "":
		f.at, f.fault = rowName, e.say(model.Say{EN: "Please write a name.", ID: "Mohon tulis namanya."})
		return nil
	case pin != "" && (len(pin) < 4 || len(pin) > 12 || onlyDigits(pin) != pin):
		f.at, f.fault = rowPIN, e.say(model.Say{EN: "A PIN is 4 to 12 digits, or nothing.", ID: "PIN terdiri dari 4 sampai 12 angka, atau kosong."})
		return nil
	}
	person := f.person
	person.Name, person.Roles = f.name.text(), nil
	for _, t := range f.ticks {
		switch {
		case t.right == rightOwner:
			person.Owner = t.on
		case t.right == rightAuditor:
			person.Auditor = t.on
		case t.on:
			person.Roles = append(person.Roles, t.role)
		}
	}
	if f.isNew() {
		return []effect{do{name: "person", act: model.AddPerson{Person: person}}}
	}
	return []effect{do{name: "person", act: model.ChangePerson{Person: person}}}
}

// askGone asks before somebody is taken from the shop: their tasks go back.
func (p *people) askGone(e *env) []effect {
	f := p.form
	name := clean(f.person.Name)
	s := &sheet{name: "gone", title: name}
	if f.person.Gone {
		s.lead = []string{e.say(model.Say{EN: "%s works here again, with the roles of before.", ID: "%s bekerja di sini lagi, dengan peran sebelumnya."}, name)}
		s.form = form{items: buttons(e, e.say(model.Say{EN: "Works here again", ID: "Bekerja lagi"})), focus: 1}
	} else {
		s.lead = []string{e.say(model.Say{
			EN: "%s can't sign in any more. Everything done stays on record, and you can take this back.",
			ID: "%s tidak bisa masuk lagi. Semua yang dikerjakan tetap tercatat, dan ini bisa dikembalikan nanti.",
		}, name)}
		s.form = form{items: buttons(e, e.say(model.Say{EN: "Has left", ID: "Sudah keluar"})), focus: 1}
	}
	return []effect{ask{sheet: s}}
}

func (p *people) answered(_ *env, a answered) []effect {
	if a.name != "gone" || a.button != "ok" || p.form == nil {
		return nil
	}
	person := p.form.person
	person.Gone = !person.Gone
	p.form.pin.set("")
	return []effect{do{name: "person", act: model.ChangePerson{Person: person}}}
}

// done goes on after the person was written: with the PIN, then back to the
// list, the person marked.
func (p *people) done(e *env, d done) []effect {
	if d.err != nil || p.form == nil {
		return nil
	}
	f := p.form
	for _, ev := range d.receipt.Events {
		if b, ok := ev.Body.(model.PersonAdded); ok {
			f.person = b.Person
		}
	}
	name := strings.TrimSpace(clean(f.name.text()))
	if pin := f.pin.text(); pin != "" && d.name == "person" {
		return []effect{setPIN{name: "pin", person: f.person.ID, pin: pin}}
	}
	delete(p.kept, p.list.sel)
	p.form = nil
	p.fill(e)
	p.list.sel = f.person.ID
	return []effect{p.load(e), notice{role: roleGood, text: e.say(model.Say{EN: "Saved: %s.", ID: "Tersimpan: %s."}, name)}}
}

func (f *personForm) uses(*env) []use {
	uses := []use{{id: keyHelp}, {id: keyField}}
	switch {
	case f.at >= f.save():
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Press", ID: "Tekan"}})
	case f.at >= rowTicks:
		uses = append(uses, use{id: keyTick})
	}
	return append(uses, use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
}

func (f *personForm) view(e *env) []string {
	t := e.theme
	head := clean(f.person.Name)
	if f.isNew() {
		head = e.say(model.Say{EN: "A new colleague", ID: "Rekan baru"})
	}
	pinHint := e.say(model.Say{EN: "4 to 12 digits, or none", ID: "4 sampai 12 angka, atau tanpa"})
	if f.person.PIN != "" {
		pinHint = e.say(model.Say{EN: "as it is; type a new one to change it", ID: "tetap; ketik yang baru untuk mengganti"})
	}
	lines := []string{"", "  " + t.strong(head), ""}
	var body []string
	line := func(row int, label string, l *lineEdit, hint string) {
		body = append(body, f.mark(e, row)+t.pad(label, 8)+"  "+l.view(t, min(44, e.width-20), f.at == row, hint))
		if f.fault != "" && f.at == row {
			body = append(body, "      "+t.warn(f.fault))
		}
	}
	line(rowName, e.say(model.Say{EN: "Name", ID: "Nama"}), &f.name, "")
	line(rowPIN, "PIN", &f.pin, pinHint)
	focus := len(body) - 1
	body = append(body, "", "  "+t.dim(e.say(model.Say{EN: "Is asked to do", ID: "Diminta mengerjakan"})))
	for i, tick := range f.ticks {
		if tick.right == rightOwner {
			body = append(body, "  "+t.dim(e.say(model.Say{EN: "And besides", ID: "Selain itu"})))
		}
		if f.at == rowTicks+i {
			focus = len(body)
		}
		body = append(body, f.tickLine(e, i, tick))
	}
	if f.at >= f.save() {
		focus = len(body) - 1
	}
	foot := []string{"", "    " + f.buttonRow(e)}
	lines = append(lines, scrolled(e, body, focus, max(3, e.height-len(lines)-len(foot)-1))...)
	return append(lines, foot...)
}

func (f *personForm) mark(e *env, row int) string {
	if f.at == row {
		return "  " + e.theme.glyph.point + " "
	}
	return "    "
}

func (f *personForm) tickLine(e *env, i int, tick personTick) string {
	t, box, text := e.theme, "[ ]", clean(tick.role)
	switch tick.right {
	case rightOwner:
		text = e.say(model.Say{EN: "Owns the shop: may do everything", ID: "Pemilik toko: boleh semuanya"})
	case rightAuditor:
		text = e.say(model.Say{EN: "Auditor: may look at everything and change nothing", ID: "Auditor: boleh melihat semuanya, tidak mengubah apa pun"})
	}
	if tick.on {
		box = "[x]"
	}
	if f.at == rowTicks+i {
		text = t.strong(text)
	}
	return f.mark(e, rowTicks+i) + box + " " + t.cut(text, e.width-10)
}

func (f *personForm) buttonRow(e *env) string {
	t := e.theme
	row := button(t, e.say(model.Say{EN: "Save", ID: "Simpan"}), f.at == f.save(), false)
	if f.isNew() {
		return row
	}
	gone := e.say(model.Say{EN: "Has left", ID: "Sudah keluar"})
	if f.person.Gone {
		gone = e.say(model.Say{EN: "Works here again", ID: "Bekerja lagi"})
	}
	return row + "  " + button(t, gone, f.at == f.save()+1, false)
}
