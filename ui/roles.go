package ui

import (
	"context"
	"slices"
	"strings"

	"alur/model"
)

func rolesPage() page {
	return page{
		id:    pageRoles,
		title: model.Say{EN: "Roles", ID: "Peran"},
		help: model.Say{
			EN: "A role is what a step of a process asks for. Here stands who holds each one, which steps ask for it, and which nobody holds: those tasks only the owner sees. Enter gives a role to somebody, or takes it away.",
			ID: "Peran adalah yang diminta langkah proses. Di sini tertulis siapa memegangnya, langkah mana yang memintanya, dan mana yang belum dipegang siapa pun: tugasnya hanya terlihat pemilik. Enter memberi atau mencabut peran.",
		},
		make: func() screen { return &roles{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// roles lists which role is asked by what, and who holds it.
type roles struct {
	list   list
	steps  map[string][]roleStep
	loaded bool
}

// roleStep is a step that asks for a role.
type roleStep struct {
	process string
	number  int
	text    string
}

func (r *roles) typing() bool { return false }

func (r *roles) chooses() *list { return &r.list }

func (r *roles) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		return []effect{r.load(e)}
	case refresh:
		if in.minute {
			return nil
		}
		return []effect{r.load(e)}
	case newShop, done:
		r.fill(e)
	case loaded:
		if steps, ok := in.value.(map[string][]roleStep); ok && in.err == nil {
			r.steps, r.loaded = steps, true
			r.fill(e)
		}
	case answered:
		return r.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return r.key(e, in)
	}
	return nil
}

func (r *roles) load(e *env) load {
	flows := flowsInForce(e)
	return load{name: "roles", get: func(ctx context.Context, s Store) (any, error) {
		all, err := flows(ctx, s)
		steps := map[string][]roleStep{}
		for _, f := range all {
			for i, step := range f.Process.Steps {
				if step.Role != "" {
					steps[step.Role] = append(steps[step.Role], roleStep{process: f.Process.Name, number: i + 1, text: step.Text})
				}
			}
		}
		return steps, err
	}}
}

// fill lists the roles: those that nobody holds first, then by name.
func (r *roles) fill(e *env) {
	var asked []string
	for role := range r.steps {
		asked = append(asked, role)
	}
	names := roleNames(e, asked)
	slices.SortStableFunc(names, func(a, b string) int {
		free := map[bool]int{true: 0, false: 1}
		return free[r.free(e, a)] - free[r.free(e, b)]
	})
	r.list.set(names)
}

// free reports whether steps ask for a role that only the owner could do.
func (r *roles) free(e *env, role string) bool { return len(r.steps[role]) > 0 && unheldRole(e, role) }

func (r *roles) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter" && r.list.sel != "":
		return []effect{ask{sheet: r.giveSheet(e)}}
	default:
		r.list.update(k, false)
	}
	return nil
}

// giveSheet offers everybody who could hold the role.
func (r *roles) giveSheet(e *env) *sheet {
	role := r.list.sel
	verbs := item{kind: itemVerbs, name: "person"}
	for _, p := range peopleHere(e) {
		o := option{id: p.ID, label: e.say(model.Say{EN: "Give it to %s", ID: "Berikan kepada %s"}, clean(p.Name))}
		switch {
		case p.Owner:
			o.off = e.say(model.Say{EN: "an owner may do everything", ID: "pemilik boleh semuanya"})
		case p.Auditor:
			o.off = e.say(model.Say{EN: "an auditor only looks", ID: "auditor hanya melihat"})
		case p.Holds(role):
			o.label = e.say(model.Say{EN: "Take it from %s", ID: "Cabut dari %s"}, clean(p.Name))
		}
		verbs.options = append(verbs.options, o)
	}
	return &sheet{name: "give", title: e.say(model.Say{EN: "Who does: %s", ID: "Siapa yang mengerjakan: %s"}, clean(role)), form: form{items: []item{verbs}}}
}

// peopleHere are those who work here, by name.
func peopleHere(e *env) []*model.Person {
	var all []*model.Person
	for _, p := range e.shop.People {
		if !p.Gone {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b *model.Person) int { return compareText(a.Name+" "+a.ID, b.Name+" "+b.ID) })
	return all
}

// answered gives the role, or takes it away.
func (r *roles) answered(e *env, a answered) []effect {
	p := e.shop.People[a.button]
	role := r.list.sel
	if a.name != "give" || p == nil || role == "" {
		return nil
	}
	changed := *p
	said := e.say(model.Say{EN: "%s does %s now.", ID: "%s sekarang mengerjakan %s."}, clean(p.Name), clean(role))
	if p.Holds(role) {
		changed.Roles = slices.DeleteFunc(slices.Clone(p.Roles), func(held string) bool { return held == role })
		said = e.say(model.Say{EN: "%s does not do %s any more.", ID: "%s tidak lagi mengerjakan %s."}, clean(p.Name), clean(role))
	} else {
		changed.Roles = append(slices.Clone(p.Roles), role)
	}
	return []effect{do{name: "role", act: model.ChangePerson{Person: changed}, said: said}}
}

func (r *roles) uses(*env) []use {
	return []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: model.Say{EN: "Give or take", ID: "Beri atau cabut"}}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
}

func (r *roles) view(e *env) []string {
	if !r.loaded {
		return nil
	}
	t := e.theme
	if len(r.list.ids) == 0 {
		return []string{"", "  " + t.strong(e.say(model.Say{EN: "No process asks for a role yet, and nobody holds one.", ID: "Belum ada proses yang meminta peran, dan belum ada yang memegangnya."})), "",
			"  " + t.dim(noProcessKeys(e))}
	}
	free := 0
	for _, role := range r.list.ids {
		if r.free(e, role) {
			free++
		}
	}
	head := t.good(t.glyph.tick + " " + e.say(model.Say{EN: "Every role that is asked for is held.", ID: "Semua peran yang diminta sudah dipegang."}))
	if free > 0 {
		words := model.Say{EN: "%d of %d roles are held by nobody but the owner", ID: "%d dari %d peran belum dipegang selain oleh pemilik"}
		if free == 1 {
			words.EN = "%d of %d roles is held by nobody but the owner"
		}
		head = t.warn(e.say(words, free, len(r.list.ids)))
	}
	lines := []string{"", "  " + t.cut(head, e.width-4), ""}
	detail := r.detail(e)
	detail = detail[:min(len(detail), max(4, e.height/2-1))]
	draw := func(i int) string { return r.row(e, r.list.ids[i]) }
	lines = append(lines, scrolledBy(e, len(r.list.ids), r.list.at(), e.height-len(lines)-len(detail), draw)...)
	return append(lines, detail...)
}

func (r *roles) row(e *env, role string) string {
	t := e.theme
	mark, label := "  ", t.pad(clean(role), 18)
	if role == r.list.sel {
		mark, label = t.glyph.point+" ", t.focus(label)
	}
	who := strings.Join(holderNames(e, role), ", ")
	switch {
	case model.OwnerRole(role):
		who = e.say(model.Say{EN: "every owner", ID: "setiap pemilik"})
	case who == "":
		who = t.warn(e.say(model.Say{EN: "nobody yet", ID: "belum ada"}))
	}
	steps := e.say(model.Say{EN: "asked by %d steps", ID: "diminta %d langkah"}, len(r.steps[role]))
	switch len(r.steps[role]) {
	case 0:
		steps = e.say(model.Say{EN: "no step asks for it", ID: "tidak ada yang meminta"})
	case 1:
		steps = e.say(model.Say{EN: "asked by 1 step", ID: "diminta 1 langkah"})
	}
	return "  " + mark + label + "  " + t.ends(who, t.dim(steps), e.width-28)
}

// detail are the steps that ask for the chosen role.
func (r *roles) detail(e *env) []string {
	t := e.theme
	lines := []string{"", "  " + t.rule(e.width-4), "  " + t.strong(t.cut(clean(r.list.sel), e.width-4))}
	steps := r.steps[r.list.sel]
	most := max(1, e.height/2-5)
	for i, s := range steps {
		if i == most-1 && len(steps) > most {
			return append(lines, "  "+t.dim(e.say(model.Say{EN: "%s %d more", ID: "%s %d lagi"}, t.glyph.fall, len(steps)-i)))
		}
		lines = append(lines, "  "+t.dim(t.pad(clean(s.process), 22))+"  "+t.padLeft(itoa(s.number), 2)+"  "+t.cut(clean(s.text), e.width-32))
	}
	if len(steps) == 0 {
		lines = append(lines, "  "+t.dim(e.say(model.Say{EN: "No step of a process in force asks for it.", ID: "Tidak ada langkah proses yang berlaku yang memintanya."})))
	}
	return lines
}
