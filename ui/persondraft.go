package ui

import (
	"context"
	"maps"
	"slices"
	"strings"

	"alur/model"
)

// personRef is where the draft of a new person is kept. No case has such a
// number.
func personRef() model.TaskRef { return model.TaskRef{Case: "person", Step: "new"} }

// The fields of the draft of a new person. A PIN is not among them: it is
// stored nowhere as it was typed.
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

// peopleData is what the screen loads: the roles that processes ask for, and
// the new person that was begun and not added.
type peopleData struct {
	asked []string
	begun map[string]string
}

// load reads what the screen shows besides the people.
func (p *people) load(e *env) load {
	roles, me := askedRoles(e), e.me.ID
	return load{name: "people", get: func(ctx context.Context, s Store) (any, error) {
		asked, err := roles(ctx, s)
		if err != nil {
			return nil, err
		}
		begun, err := s.Draft(ctx, me, personRef())
		return peopleData{asked: asked, begun: begun}, err
	}}
}

// came takes what was loaded; the first time it brings back the person that
// was begun.
func (p *people) came(e *env, data peopleData) {
	p.asked = data.asked
	if p.draft != nil {
		return
	}
	p.draft = map[string]string{}
	for field, text := range data.begun {
		if text != "" {
			p.draft[field] = text
		}
	}
	if len(p.draft) > 0 && p.begun() == nil {
		p.keepForm(newPerson, draftedForm(e, p.draft, p.roles(e)))
	}
}

// begun is the form of a new person, being written or left by Esc, or nil.
func (p *people) begun() *personForm {
	for _, f := range []*personForm{p.form, p.kept[newPerson]} {
		if f != nil && f.isNew() {
			return f
		}
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

// keepDraft stores what changed of the new person since it was stored last.
func (p *people) keepDraft() []effect {
	if p.draft == nil {
		return nil
	}
	now := map[string]string{}
	if f := p.begun(); f != nil {
		now = f.drafted()
	}
	var effects []effect
	for _, field := range []string{draftName, draftRoles, draftOther, draftRights, draftDivision, draftDeputy, draftAddress, draftLang} {
		if now[field] != p.draft[field] {
			effects = append(effects, draft{task: personRef(), field: field, text: now[field]})
		}
	}
	p.draft = now
	return effects
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

// draftedForm is the form as it was stored. A role that is not listed any more
// stands among the others.
func draftedForm(e *env, kept map[string]string, roles []string) *personForm {
	f := newPersonForm(e, model.Person{}, roles)
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
