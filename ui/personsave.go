package ui

import (
	"context"
	"strings"

	"alur/model"
)

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
