package ui

import (
	"slices"
	"strings"

	"alur/model"
)

func divisionsPage() page {
	return page{
		id:    pageDivisions,
		title: model.Say{EN: "Divisions", ID: "Divisi"},
		help: model.Say{
			EN: "Parts of the shop that work apart: their people see only their cases, they can have hours of their own, and a new version of a process can be tried in one of them first. Enter adds one, or opens one to be renamed, given hours or removed. Who belongs to it stands under People.",
			ID: "Bagian toko yang bekerja terpisah: orangnya hanya melihat kasusnya, bisa punya jam sendiri, dan versi baru sebuah proses bisa dicoba dulu di satu divisi. Enter menambah, atau membuka untuk mengganti nama, jam, atau menghapusnya. Siapa anggotanya diatur di halaman Orang.",
		},
		make: func() screen { return &divisions{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// divisions lists the divisions, with who and what belongs to each.
type divisions struct {
	list list
}

// newDivision is the row that adds a division. No division has such an id.
const newDivision = "\x00+"

func (d *divisions) typing() bool { return false }

func (d *divisions) chooses() *list { return &d.list }

func (d *divisions) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh, newShop, done:
		d.fill(e)
	case answered:
		return d.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return d.key(e, in)
	}
	return nil
}

func (d *divisions) fill(e *env) { d.list.set(append([]string{newDivision}, e.shop.DivisionIDs()...)) }

func (d *divisions) key(e *env, k keyPress) []effect {
	switch k.name {
	case "esc":
		return []effect{goBack{}}
	case "enter":
		return []effect{ask{sheet: d.sheet(e)}}
	default:
		d.list.update(k, false)
	}
	return nil
}

// sheet asks the name of a new division, or offers what can be done with one.
func (d *divisions) sheet(e *env) *sheet {
	name := item{kind: itemText, name: "name", label: e.say(model.Say{EN: "Name", ID: "Nama"})}
	back := item{kind: itemButton, name: cancelled, label: e.say(model.Say{EN: "Back", ID: "Kembali"})}
	if d.list.sel == newDivision {
		return &sheet{name: "add", about: "division", title: e.say(model.Say{EN: "A new division", ID: "Divisi baru"}), form: form{items: []item{
			name, {kind: itemButton, name: "ok", label: e.say(model.Say{EN: "Add", ID: "Tambah"})}, back,
		}}}
	}
	name.edit.set(divisionName(e, d.list.sel))
	return &sheet{
		name: "division", about: d.list.sel, title: divisionName(e, d.list.sel),
		lead: []string{e.say(model.Say{
			EN: "A new name holds everywhere at once; cases and the record stay with it.",
			ID: "Nama baru langsung berlaku di mana-mana; kasus dan catatan tetap ikut.",
		})},
		form: form{items: []item{
			name, {kind: itemButton, name: "ok", label: e.say(model.Say{EN: "Rename", ID: "Ganti nama"})},
			{kind: itemButton, name: "hours", label: e.say(model.Say{EN: "Hours", ID: "Jam buka"})},
			{kind: itemButton, name: "remove", label: e.say(model.Say{EN: "Remove", ID: "Hapus"})}, back,
		}},
	}
}

func (d *divisions) answered(e *env, a answered) []effect {
	id, name := d.list.sel, clean(a.values["name"])
	said := e.say(model.Say{EN: "Saved: %s.", ID: "Tersimpan: %s."}, name)
	switch {
	case a.button == "remove":
		return []effect{do{name: "division", act: model.RemoveDivision{Division: id}, said: e.say(model.Say{EN: "Removed: %s.", ID: "Dihapus: %s."}, divisionName(e, id))}}
	case a.button == "hours":
		return []effect{goTo{to: pageHours, arg: whose{division: id}}}
	case a.button != "ok":
		return nil
	case name == "":
		return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "Please write a name.", ID: "Mohon tulis namanya."})}}
	case a.name == "add":
		d.list.sel = name
		return []effect{do{name: "division", act: model.AddDivision{Name: name}, said: said}}
	}
	return []effect{do{name: "division", act: model.RenameDivision{Division: id, Name: name}, said: said}}
}

func (d *divisions) uses(*env) []use {
	words := model.Say{EN: "Open", ID: "Buka"}
	if d.list.sel == newDivision {
		words = model.Say{EN: "Add a division", ID: "Tambah divisi"}
	}
	return []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen, words: words}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
}

func (d *divisions) view(e *env) []string {
	t := e.theme
	head := e.say(model.Say{EN: "%d divisions", ID: "%d divisi"}, len(d.list.ids)-1)
	switch len(d.list.ids) {
	case 1:
		head = e.say(model.Say{EN: "The shop is one: it has no divisions", ID: "Toko ini satu: tanpa divisi"})
	case 2:
		head = e.say(model.Say{EN: "1 division", ID: "1 divisi"})
	}
	lines := []string{"", "  " + t.strong(t.cut(head, e.width-4)), ""}
	detail := d.detail(e)
	draw := func(i int) string { return d.row(e, d.list.ids[i]) }
	lines = append(lines, scrolledBy(e, len(d.list.ids), d.list.at(), max(3, e.height-len(lines)-len(detail)), draw)...)
	return append(lines, detail...)
}

func (d *divisions) row(e *env, id string) string {
	t := e.theme
	name, what := "+ "+e.say(model.Say{EN: "Add a division", ID: "Tambah divisi"}), ""
	if id != newDivision {
		name = divisionName(e, id)
		n := len(d.people(e, id))
		what = e.say(model.Say{EN: "%d people", ID: "%d orang"}, n)
		if n == 1 {
			what = e.say(model.Say{EN: "1 person", ID: "1 orang"})
		}
		if _, own := e.shop.DivisionHours[id]; own {
			what += ", " + e.say(model.Say{EN: "own hours", ID: "jam sendiri"})
		}
	}
	mark, label := "  ", t.pad(name, 24)
	if id == d.list.sel {
		mark, label = t.glyph.point+" ", t.focus(label)
	}
	return "  " + mark + label + "  " + t.cut(what, e.width-34)
}

// people are those who belong to a division, by name.
func (d *divisions) people(e *env, id string) []string {
	var names []string
	for _, p := range peopleHere(e) {
		if p.Division == id {
			names = append(names, clean(p.Name))
		}
	}
	return names
}

// detail says who belongs to the chosen division, when it is open, and which
// versions of processes are for it.
func (d *divisions) detail(e *env) []string {
	t := e.theme
	lines := []string{"", "  " + t.rule(e.width-4)}
	if d.list.sel == newDivision {
		return append(lines, indent(wrapPaint(t, roleDim, e.say(model.Say{
			EN: "A division is a part of the shop that works apart, such as a branch. A small shop needs none.",
			ID: "Divisi adalah bagian toko yang bekerja terpisah, misalnya cabang. Toko kecil tidak memerlukannya.",
		}), e.width-6), 2)...)
	}
	say := func(label model.Say, text string) {
		lines = append(lines, "  "+t.dim(t.pad(e.say(label), 12))+"  "+t.cut(text, e.width-18))
	}
	none := e.say(model.Say{EN: "nobody yet", ID: "belum ada"})
	who := strings.Join(d.people(e, d.list.sel), ", ")
	if who == "" {
		who = none
	}
	say(model.Say{EN: "People", ID: "Orang"}, who)
	say(model.Say{EN: "Hours", ID: "Jam buka"}, hoursWords(e, e.shop.HoursFor(d.list.sel, "")))
	shown := d.versions(e)
	for i, v := range shown {
		label := model.Say{}
		if i == 0 {
			label = model.Say{EN: "Processes", ID: "Proses"}
		}
		if i == 4 && len(shown) > 5 {
			say(label, t.dim(e.say(model.Say{EN: "%s %d more", ID: "%s %d lagi"}, t.glyph.fall, len(shown)-i)))
			break
		}
		say(label, v)
	}
	return lines
}

// versions are the processes in force in the chosen division, those of their
// own version first.
func (d *divisions) versions(e *env) []string {
	var own, all []string
	for _, h := range e.shop.Processes {
		v := h.InForce(d.list.sel)
		if h.Retired || v == 0 {
			continue
		}
		now := h.Current()
		i := slices.IndexFunc(now, func(p model.Published) bool { return p.Version == v })
		line := e.say(model.Say{EN: "%s, version %d", ID: "%s, versi %d"}, clean(h.Name), v)
		if i >= 0 && slices.Contains(now[i].Divisions, d.list.sel) {
			own = append(own, line+" "+e.say(model.Say{EN: "(for this division)", ID: "(untuk divisi ini)"}))
			continue
		}
		all = append(all, line+" "+e.say(model.Say{EN: "(as the whole shop)", ID: "(seperti seluruh toko)"}))
	}
	slices.SortFunc(own, compareText)
	slices.SortFunc(all, compareText)
	return append(own, all...)
}
