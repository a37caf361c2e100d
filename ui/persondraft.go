package ui

import (
	"context"
	"maps"
	"slices"
	"strings"

	"alur/model"
)

// personRef is where it is kept what was typed for a person and not saved; for
// newPerson, of one that is not there yet. No case has such a number.
func personRef(id string) model.TaskRef {
	if id == newPerson {
		return model.TaskRef{Case: "person", Step: "new"}
	}
	return model.TaskRef{Case: "person", Step: "of " + id}
}

// The fields of the draft of a person. A PIN is not among them: it is stored
// nowhere as it was typed.
const (
	draftName     = "name"
	draftRoles    = "roles"
	draftOther    = "other"
	draftRights   = "rights"
	draftDivision = "division"
	draftDeputy   = "deputy"
	draftAddress  = "address"
	draftLang     = "lang"
)

// emptied stands for a text of a person who is there already that was taken
// away.
const emptied = " "

// peopleData is what the screen loads: the roles that processes ask for, and
// the first time what was begun of people and not saved, by their ids.
type peopleData struct {
	asked []string
	begun map[string]map[string]string
}

// load reads what the screen shows besides the people.
func (p *people) load(e *env) load {
	roles, me := askedRoles(e), e.me.ID
	ids := []string{newPerson}
	for id := range e.shop.People {
		ids = append(ids, id)
	}
	if p.stored != nil {
		ids = nil
	}
	return load{name: "people", get: func(ctx context.Context, s Store) (any, error) {
		asked, err := roles(ctx, s)
		if err != nil {
			return nil, err
		}
		data := peopleData{asked: asked, begun: map[string]map[string]string{}}
		for _, id := range ids {
			if data.begun[id], err = s.Draft(ctx, me, personRef(id)); err != nil {
				return nil, err
			}
		}
		return data, nil
	}}
}

// came takes what was loaded; the first time it brings back the people that
// were begun, and the form that was open when the line was cut.
func (p *people) came(e *env, data peopleData) {
	p.asked = data.asked
	if p.stored != nil {
		return
	}
	p.stored = map[string]map[string]string{}
	for id, texts := range data.begun {
		p.stored[id] = map[string]string{}
		for field, text := range texts {
			if text != "" {
				p.stored[id][field] = text
			}
		}
		if len(p.stored[id]) > 0 && p.begun(id) == nil {
			p.keepForm(id, p.draftedForm(e, id))
		}
	}
	at := marksOf(p.back, 2)
	p.back = ""
	if at[1] != "" && at[0] == p.list.sel && p.form == nil {
		p.open(e, at[0])
		p.form.comeTo(at[1])
	}
}

// begun is the form of a person, being written or left by Esc, or nil.
func (p *people) begun(id string) *personForm {
	if f := p.form; f != nil && (f.person.ID == id || f.isNew() && id == newPerson) {
		return f
	}
	if f := p.kept[id]; f != nil && (f.isNew() || id != newPerson) {
		return f
	}
	return nil
}

// keepForm keeps a form that was left, so that nothing typed is lost.
func (p *people) keepForm(id string, f *personForm) {
	if p.kept == nil {
		p.kept = map[string]*personForm{}
	}
	p.kept[id] = f
}

// keepDraft stores what changed of people since it was stored last.
func (p *people) keepDraft(e *env) []effect {
	var effects []effect
	for id, stored := range p.stored {
		now := p.unsaved(e, id)
		for _, field := range []string{draftName, draftRoles, draftOther, draftRights, draftDivision, draftDeputy, draftAddress, draftLang} {
			if now[field] != stored[field] {
				effects = append(effects, draft{task: personRef(id), field: field, text: now[field]})
			}
		}
		p.stored[id] = now
	}
	return effects
}

// unsaved is what the form of a person has that is not saved. One of somebody
// who is there already is kept as long as it is open.
func (p *people) unsaved(e *env, id string) map[string]string {
	f := p.begun(id)
	if f == nil || f.left {
		return map[string]string{}
	}
	now := f.drafted()
	if f.isNew() {
		return now
	}
	is := p.formOf(e, id).drafted()
	for field, text := range is {
		switch now[field] {
		case text:
			delete(now, field)
		case "":
			now[field] = emptied
		}
	}
	return now
}

// formOf is the form of a person as they are now.
func (p *people) formOf(e *env, id string) *personForm {
	person := model.Person{}
	if q := e.shop.People[id]; q != nil {
		person = *q
	}
	return newPersonForm(e, person, p.roles(e))
}

// drafted is what the form holds, to be stored.
func (f *personForm) drafted() map[string]string {
	var roles, rights []string
	for _, t := range f.ticks {
		switch {
		case t.on && t.right != "":
			rights = append(rights, t.right)
		case t.on:
			roles = append(roles, t.role)
		}
	}
	all := map[string]string{
		draftName: f.name.text(), draftRoles: strings.Join(roles, ","), draftOther: f.other.text(),
		draftRights: strings.Join(rights, ","), draftDivision: f.division.text(), draftDeputy: f.deputy.text(), draftAddress: f.address.text(), draftLang: string(f.lang),
	}
	maps.DeleteFunc(all, func(_, text string) bool { return text == "" })
	return all
}

// draftedForm is the form of a person as it was stored. A role that is not
// listed any more stands among the others.
func (p *people) draftedForm(e *env, id string) *personForm {
	f, roles := p.formOf(e, id), p.roles(e)
	kept := f.drafted()
	for field, text := range p.stored[id] {
		kept[field] = strings.TrimPrefix(text, emptied)
	}
	f.name.set(kept[draftName])
	f.division.set(kept[draftDivision])
	f.deputy.set(kept[draftDeputy])
	f.address.set(kept[draftAddress])
	f.lang = model.Lang(kept[draftLang])
	other := strings.FieldsFunc(kept[draftOther], func(r rune) bool { return r == ',' })
	ticked := strings.Split(kept[draftRoles]+","+kept[draftRights], ",")
	for i := range f.ticks {
		t := &f.ticks[i]
		t.on = slices.Contains(ticked, t.role+t.right)
	}
	for _, role := range strings.Split(kept[draftRoles], ",") {
		if role != "" && !slices.Contains(roles, role) {
			other = append(other, role)
		}
	}
	f.other.set(strings.Join(other, ","))
	return f
}
