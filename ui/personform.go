package ui

import (
	"strconv"
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
	// left is true once it was left by Esc.
	left bool
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

// rowName is a name of a row that means the same when the form is made anew.
func (f *personForm) rowName(row personRow) string {
	switch row.kind {
	case rowTick:
		return "tick " + f.ticks[row.i].role + f.ticks[row.i].right
	case rowButton:
		return "button " + f.buttons()[row.i]
	}
	return strconv.Itoa(int(row.kind))
}

// comeTo gives the focus to a row by its name, where there is one.
func (f *personForm) comeTo(name string) {
	for i, row := range f.rows() {
		if f.rowName(row) == name {
			f.at = i
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
		p.form, f.left = nil, !f.isNew()
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
