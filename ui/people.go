package ui

import (
	"sort"
	"strings"

	"alur/model"
)

func peoplePage() page {
	return page{
		id:    pagePeople,
		title: model.Say{EN: "People", ID: "Orang"},
		help: model.Say{
			EN: "Who works here and what they are asked to do. Enter opens a person, or the form for a new one. A role is what a step of a process asks for: whoever holds it sees those tasks. What you type for a new person is kept, all but the PIN: leave and come back as you like.",
			ID: "Siapa yang bekerja di sini dan apa tugasnya. Enter membuka seseorang, atau isian untuk orang baru. Peran adalah yang diminta langkah proses: yang memegangnya melihat tugas itu. Yang Anda ketik untuk orang baru tersimpan, kecuali PIN: silakan keluar dan kembali.",
		},
		make: func() screen { return &people{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// people lists who works here, and opens one of them to be changed.
type people struct {
	// asked are the roles that the processes in force give work to.
	asked []string
	list  list
	form  *personForm
	// kept are forms left by Esc, by person, so that nothing typed is lost.
	kept map[string]*personForm
	// stored is what is stored of people that are being written, by their ids;
	// nil until it was read.
	stored map[string]map[string]string
	// back is where to come back to, once that was read.
	back string
}

// newPerson is the row that adds somebody.
const newPerson = "+"

func (p *people) typing() bool { return p.form != nil && p.form.typing() }

func (p *people) mark() string {
	switch {
	case p.back != "":
		return p.back
	case p.form != nil:
		return several(p.list.sel, p.form.rowName(p.form.row()))
	}
	return p.list.sel
}

func (p *people) comeTo(mark string) { p.list.sel, p.back = marksOf(mark, 2)[0], mark }

func (p *people) update(e *env, in input) []effect {
	effects := p.told(e, in)
	return append(effects, p.keepDraft(e)...)
}

func (p *people) told(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		p.fill(e)
		return []effect{p.load(e)}
	case refresh:
		p.fill(e)
		if in.minute {
			return nil
		}
		return []effect{p.load(e)}
	case newShop:
		p.fill(e)
	case loaded:
		if in.err == nil {
			return p.loaded(e, in)
		}
	case done:
		return p.done(e, in)
	case answered:
		return p.answered(e, in)
	case scanned:
		if p.form == nil {
			return []effect{lookUp{code: in.text}}
		}
		p.form.insert(in.text)
	case pasted:
		if p.form != nil {
			p.form.insert(in.text)
		}
	case keyPress:
		return p.key(e, in)
	}
	return nil
}

func (p *people) loaded(e *env, in loaded) []effect {
	switch v := in.value.(type) {
	case peopleData:
		p.came(e, v)
	case heldTasks:
		if p.form != nil && p.form.person.ID == v.person {
			return []effect{ask{sheet: leavesSheet(e, p.form.person, v.items)}}
		}
	}
	return nil
}

// roles are those that processes ask for and those that people hold.
func (p *people) roles(e *env) []string { return roleNames(e, p.asked) }

// fill lists those who work here by name, then those who have left.
func (p *people) fill(e *env) {
	var all []*model.Person
	for _, person := range e.shop.People {
		all = append(all, person)
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].Gone != all[j].Gone {
			return all[j].Gone
		}
		return strings.ToLower(all[i].Name) < strings.ToLower(all[j].Name)
	})
	ids := []string{newPerson}
	for _, person := range all {
		ids = append(ids, person.ID)
	}
	p.list.set(ids)
}

func (p *people) key(e *env, k keyPress) []effect {
	switch {
	case p.form != nil:
		return p.formKey(e, k)
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter":
		p.open(e, p.list.sel)
	default:
		p.list.update(k, false)
	}
	return nil
}

func (p *people) open(e *env, id string) {
	p.form = p.kept[id]
	if p.form == nil {
		p.form = p.formOf(e, id)
	}
	p.form.left = false
	if p.stored != nil && p.stored[id] == nil {
		p.stored[id] = map[string]string{} // Added meanwhile.
	}
}

func (p *people) uses(e *env) []use {
	if p.form != nil {
		return p.form.uses(e)
	}
	words := model.Say{EN: "Open", ID: "Buka"}
	if p.list.sel == newPerson {
		words = model.Say{EN: "Add a person", ID: "Tambah orang"}
	}
	return []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: words}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
}

func (p *people) view(e *env) []string {
	if p.form != nil {
		return p.form.view(e)
	}
	t := e.theme
	here := 0
	for _, person := range e.shop.People {
		if !person.Gone {
			here++
		}
	}
	head := e.say(model.Say{EN: "%d people work here", ID: "%d orang bekerja di sini"}, here)
	if here == 1 {
		head = e.say(model.Say{EN: "You work here alone so far", ID: "Sejauh ini Anda bekerja sendiri"})
	}
	lines := []string{"", "  " + t.strong(head), ""}
	var foot []string
	if free := p.unheld(e); len(free) > 0 {
		foot = append(foot, "", "  "+t.warn(t.cut(e.say(model.Say{EN: "Nobody but the owner does yet: %s", ID: "Belum ada selain pemilik yang memegang: %s"}, clean(strings.Join(free, ", "))), e.width-4)))
	}
	draw := func(i int) string { return p.row(e, p.list.ids[i]) }
	lines = append(lines, scrolledBy(e, len(p.list.ids), p.list.at(), e.height-len(lines)-len(foot), draw)...)
	return append(lines, foot...)
}

// unheld are the roles that only the owner could do.
func (p *people) unheld(e *env) []string {
	var free []string
	for _, role := range p.asked {
		if unheldRole(e, role) {
			free = append(free, role)
		}
	}
	return free
}

func (p *people) row(e *env, id string) string {
	t := e.theme
	mark := "  "
	if id == p.list.sel {
		mark = t.glyph.point + " "
	}
	person := e.shop.People[id]
	name, what := "+ "+e.say(model.Say{EN: "Add a person", ID: "Tambah orang"}), ""
	pin := ""
	if person != nil {
		name, what = clean(person.Name), rightsWords(e, person)
		if person.Division != "" && !person.Gone {
			what = divisionName(e, person.Division) + ": " + what
		}
		if person.PIN != "" {
			pin = "PIN"
		}
		if len(p.stored[id]) > 0 {
			what = t.warn(e.say(model.Say{EN: "changed, not saved yet", ID: "diubah, belum disimpan"}))
		}
	} else if f := p.begun(newPerson); f != nil && clean(f.name.text()) != "" {
		what = t.warn(e.say(model.Say{EN: "begun: %s", ID: "sudah diisi: %s"}, clean(f.name.text())))
	}
	label := t.pad(name, 24)
	if id == p.list.sel {
		label = t.focus(label)
	}
	line := "  " + mark + label + "  " + t.ends(what, t.dim(pin), e.width-34)
	if person != nil && person.Gone {
		return t.dim(plain(line))
	}
	return line
}

// rightsWords says what somebody may do: their roles, or what they are.
func rightsWords(e *env, p *model.Person) string {
	switch {
	case p.Gone:
		return e.say(model.Say{EN: "has left", ID: "sudah keluar"})
	case p.Owner:
		return e.say(model.Say{EN: "owner: may do everything", ID: "pemilik: boleh semuanya"})
	case p.Auditor:
		return e.say(model.Say{EN: "auditor: may only look", ID: "auditor: hanya melihat"})
	case len(p.Roles) == 0:
		return e.say(model.Say{EN: "no role yet, so no tasks", ID: "belum ada peran, jadi tanpa tugas"})
	}
	return clean(strings.Join(p.Roles, ", "))
}
