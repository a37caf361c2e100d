package ui

import (
	"context"
	"strings"

	"alur/model"
)

// personForm is one person being added or changed: a name, a PIN, ticks for
// roles and rights, a division and a language.
type personForm struct {
	person          model.Person
	name, pin       lineEdit
	other, division lineEdit
	// deputy are the roles the person helps out in, parted by commas.
	deputy lineEdit
	// address is where the person is told something outside alur.
	address lineEdit
	lang    model.Lang
	ticks   []personTick
	// known are the divisions there are; at is the row with the focus.
	known []string
	at    int
	fault string
	// isAdded and changed are what was written before the PIN is.
	isAdded bool
	changed string
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

// personRow is what a row of the form holds; i is the tick or the button.
type personRow struct {
	kind personRowKind
	i    int
}

type personRowKind int

// The rows.
const (
	rowName personRowKind = iota
	rowPIN
	rowTick
	// rowOther is a role that nothing names yet.
	rowOther
	rowDivision
	rowDeputy
	rowAddress
	rowLang
	rowButton
)

// The buttons of the form.
const (
	personSave  = "save"
	personHours = "hours"
	personTest  = "test"
	personNoPIN = "no pin"
	personGone  = "gone"
)

func newPersonForm(e *env, p model.Person, roles []string) *personForm {
	f := &personForm{person: p, name: newEdit(p.Name), division: newEdit(divisionName(e, p.Division)), deputy: newEdit(strings.Join(p.Deputy, ", ")), address: newEdit(p.Address), lang: p.Lang, known: divisionNames(e)}
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

// rows are the rows of the form, in order.
func (f *personForm) rows() []personRow {
	rows := []personRow{{kind: rowName}, {kind: rowPIN}}
	for i, tick := range f.ticks {
		if tick.right == rightOwner {
			rows = append(rows, personRow{kind: rowOther})
		}
		rows = append(rows, personRow{kind: rowTick, i: i})
	}
	rows = append(rows, personRow{kind: rowDeputy}, personRow{kind: rowDivision}, personRow{kind: rowAddress}, personRow{kind: rowLang})
	for i := range f.buttons() {
		rows = append(rows, personRow{kind: rowButton, i: i})
	}
	return rows
}

// buttons are the buttons of the form; a new person has only the first.
func (f *personForm) buttons() []string {
	if f.isNew() {
		return []string{personSave}
	}
	all := []string{personSave, personHours}
	if f.person.Address != "" && !f.person.Gone {
		all = append(all, personTest)
	}
	if f.person.PIN != "" {
		all = append(all, personNoPIN)
	}
	return append(all, personGone)
}

// row is the row with the focus.
func (f *personForm) row() personRow { return f.rows()[min(f.at, len(f.rows())-1)] }

// goTo gives the focus to the first row of a kind.
func (f *personForm) goTo(kind personRowKind) {
	for i, row := range f.rows() {
		if row.kind == kind {
			f.at = i
			return
		}
	}
}

func (f *personForm) typing() bool { return f.edit() != nil }

func (f *personForm) edit() *lineEdit {
	switch f.row().kind {
	case rowName:
		return &f.name
	case rowPIN:
		return &f.pin
	case rowOther:
		return &f.other
	case rowDivision:
		return &f.division
	case rowDeputy:
		return &f.deputy
	case rowAddress:
		return &f.address
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
	row := f.row()
	switch {
	case k.name == "esc":
		p.keepForm(p.list.sel, f)
		p.form = nil
	case k.is(keyDone, true):
		return p.saveForm(e)
	case row.kind == rowLang && (k.name == "left" || k.name == "right" || k.name == "space"):
		f.turnLang(k)
	case f.moves(k) != 0:
		f.at = max(0, min(f.at+f.moves(k), len(f.rows())-1))
	case k.name == "enter":
		return p.enter(e)
	case k.name == "space" && row.kind == rowTick:
		f.ticks[row.i].on = !f.ticks[row.i].on
	case f.edit() != nil:
		f.typed(k)
	}
	return nil
}

// typed edits the row with the focus; at the end of a division, the right
// arrow offers the known ones in turn.
func (f *personForm) typed(k keyPress) {
	l := f.edit()
	if f.row().kind == rowDivision && k.name == "right" && l.at == len(l.chars) {
		if next := nextOf(f.known, clean(l.text())); next != "" {
			l.set(next)
		}
		return
	}
	if _, changed := l.update(k); changed {
		f.fault = ""
	}
}

func (f *personForm) turnLang(k keyPress) {
	langs := append([]model.Lang{""}, model.Langs()...)
	it := item{kind: itemTurn}
	for i, l := range langs {
		it.options = append(it.options, option{id: string(l)})
		if l == f.lang {
			it.at = i
		}
	}
	it.turn(k.name)
	f.lang = langs[it.at]
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
	row := f.row()
	if row.kind != rowButton {
		f.at++
		return nil
	}
	switch f.buttons()[row.i] {
	case personHours:
		return []effect{goTo{to: pageHours, arg: whose{person: f.person.ID}}}
	case personTest:
		return []effect{testMessage(e, f.person.ID, clean(f.person.Name))}
	case personNoPIN:
		return []effect{ask{sheet: noPINSheet(e, f.person)}}
	case personGone:
		return p.askGone(e)
	}
	return p.saveForm(e)
}

// saveForm adds or changes the person; a PIN follows once that is done.
func (p *people) saveForm(e *env) []effect {
	f := p.form
	pin := f.pin.text()
	switch {
	case clean(f.name.text()) == "":
		f.goTo(rowName)
		f.fault = e.say(model.Say{EN: "Please write a name.", ID: "Mohon tulis namanya."})
		return nil
	case pin != "" && (len(pin) < 4 || len(pin) > 12 || onlyDigits(pin) != pin):
		f.goTo(rowPIN)
		f.fault = e.say(model.Say{EN: "A PIN is 4 to 12 digits, or nothing.", ID: "PIN terdiri dari 4 sampai 12 angka, atau kosong."})
		return nil
	}
	person := f.filled(e)
	if f.isNew() {
		return []effect{do{name: "person", act: model.AddPerson{Person: person}}}
	}
	return []effect{do{name: "person", act: model.ChangePerson{Person: person}}}
}

// filled is the person as the form has them; what the form does not ask is as
// it is now.
func (f *personForm) filled(e *env) model.Person {
	person := f.person
	if now := e.shop.People[f.person.ID]; now != nil {
		person = *now
	}
	person.Name, person.Roles, person.Lang = f.name.text(), nil, f.lang
	person.Division, person.Deputy, person.Address = clean(f.division.text()), nil, clean(f.address.text())
	for role := range strings.SplitSeq(f.deputy.text(), ",") {
		if clean(role) != "" {
			person.Deputy = append(person.Deputy, clean(role))
		}
	}
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
	for role := range strings.SplitSeq(f.other.text(), ",") {
		if clean(role) != "" {
			person.Roles = append(person.Roles, clean(role))
		}
	}
	return person
}

// heldTasks are the tasks that somebody has or that are kept for them.
type heldTasks struct {
	person string
	items  []model.QueueItem
}

// askGone asks before somebody is taken from the shop. What becomes of their
// tasks is read first.
func (p *people) askGone(e *env) []effect {
	f := p.form
	if f.person.Gone {
		return []effect{ask{sheet: comesBackSheet(e, f.person)}}
	}
	id, now := f.person.ID, e.now
	return []effect{load{name: "held", get: func(ctx context.Context, s Store) (any, error) {
		q, err := s.Queue(ctx, id, now)
		held := heldTasks{person: id}
		for _, i := range append(q.Items, q.Asleep...) {
			if i.By == id || i.For == id {
				held.items = append(held.items, i)
			}
		}
		return held, err
	}}}
}

func (p *people) answered(e *env, a answered) []effect {
	if a.button != "ok" || p.form == nil {
		return nil
	}
	switch a.name {
	case "no pin":
		return []effect{setPIN{name: "no pin", person: p.form.person.ID, said: e.say(model.Say{EN: "No PIN any more: %s.", ID: "Tanpa PIN lagi: %s."}, clean(p.form.person.Name))}}
	case "gone":
		person := p.form.person
		if now := e.shop.People[person.ID]; now != nil {
			person = *now
		}
		person.Gone = !p.form.person.Gone
		p.form.pin.set("")
		return []effect{do{name: "person", act: model.ChangePerson{Person: person}}}
	}
	return nil
}

// done goes on after the person was written: with the PIN, then back to the
// list, the person marked.
func (p *people) done(e *env, d done) []effect {
	if d.err != nil || p.form == nil {
		return nil
	}
	f := p.form
	if d.name == testName {
		return nil
	}
	if d.name == "no pin" {
		f.person.PIN = ""
		f.at = min(f.at, len(f.rows())-1)
		return nil
	}
	for _, ev := range d.receipt.Events {
		switch b := ev.Body.(type) {
		case model.PersonAdded:
			f.person, f.isAdded = b.Person, true
		case model.PersonChanged:
			f.changed = clean(model.Describe(ev, nil, e.shop).Detail.In(e.lang))
		}
	}
	if pin := f.pin.text(); pin != "" && d.name == "person" {
		return []effect{setPIN{name: "pin", person: f.person.ID, pin: pin}}
	}
	delete(p.kept, p.list.sel)
	p.form = nil
	p.fill(e)
	p.list.sel = f.person.ID
	return []effect{p.load(e), notice{role: roleGood, text: f.saved(e, d.name == "pin")}}
}

// saved says what of a person was saved.
func (f *personForm) saved(e *env, pin bool) string {
	name := strings.TrimSpace(clean(f.name.text()))
	if f.changed == "" && !f.isAdded && !pin {
		return e.say(model.Say{EN: "Nothing was changed.", ID: "Tidak ada yang diubah."})
	}
	said := e.say(model.Say{EN: "Saved: %s.", ID: "Tersimpan: %s."}, name)
	if more := said + " " + capital(f.changed) + "."; f.changed != "" && width(more) <= e.width-24 {
		said = more // In one line: under a longer one the buttons would not be seen.
	}
	switch {
	case pin && f.person.ID == e.me.ID:
		said += " " + e.say(model.Say{EN: "Your PIN is new.", ID: "PIN Anda baru."})
	case pin:
		said += " " + e.say(model.Say{EN: "The PIN is new.", ID: "PIN-nya baru."})
	}
	return said
}
