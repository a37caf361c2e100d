package ui

import (
	"strings"

	"alur/model"
)

func (f *personForm) uses(*env) []use {
	uses := []use{{id: keyHelp}, {id: keyField}}
	switch f.row().kind {
	case rowButton:
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Press", ID: "Tekan"}})
	case rowTick:
		uses = append(uses, use{id: keyTick})
	}
	return append(uses, use{id: keyDone, words: model.Say{EN: "Save", ID: "Simpan"}}, use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
}

func (f *personForm) view(e *env) []string {
	t := e.theme
	head := clean(f.person.Name)
	if f.isNew() {
		head = e.say(model.Say{EN: "A new colleague", ID: "Rekan baru"})
	}
	lines := []string{"", "  " + t.strong(t.cut(head, e.width-4)), ""}
	var body []string
	focus := 0
	for at, row := range f.rows() {
		if row.kind == rowButton {
			break
		}
		if title := f.titleOver(e, row); title != "" {
			body = append(body, "  "+t.dim(title))
		}
		if at == f.at {
			focus = len(body)
		}
		body = append(body, f.rowLine(e, at, row))
		if f.fault != "" && at == f.at {
			body = append(body, "      "+t.warn(f.fault))
		}
	}
	if f.row().kind == rowButton {
		focus = len(body) - 1
	}
	foot := append([]string{""}, f.buttonRows(e)...)
	lines = append(lines, scrolled(e, body, focus, max(3, e.height-len(lines)-len(foot)-1))...)
	return append(lines, foot...)
}

// titleOver is the heading that stands above a row, if one does.
func (f *personForm) titleOver(e *env, row personRow) string {
	switch {
	case row == personRow{kind: rowTick} || row.kind == rowOther && len(f.ticks) == 2:
		return e.say(model.Say{EN: "Is asked to do", ID: "Diminta mengerjakan"})
	case row.kind == rowTick && f.ticks[row.i].right == rightOwner:
		return e.say(model.Say{EN: "And besides", ID: "Selain itu"})
	}
	return ""
}

func (f *personForm) rowLine(e *env, at int, row personRow) string {
	t := e.theme
	text := func(label string, l *lineEdit, hint string) string {
		return f.mark(e, at) + t.pad(label, 10) + "  " + l.view(t, min(44, e.width-20), f.at == at, hint)
	}
	switch row.kind {
	case rowName:
		return text(e.say(model.Say{EN: "Name", ID: "Nama"}), &f.name, "")
	case rowPIN:
		hint := e.say(model.Say{EN: "4 to 12 digits, or none", ID: "4 sampai 12 angka, atau tanpa"})
		if f.person.PIN != "" {
			hint = e.say(model.Say{EN: "as it is; type a new one to change it", ID: "tetap; ketik yang baru untuk mengganti"})
		}
		return text("PIN", &f.pin, hint)
	case rowOther:
		return text(e.say(model.Say{EN: "Other role", ID: "Peran lain"}), &f.other, e.say(model.Say{EN: "a role that is not listed", ID: "peran yang belum ada di daftar"}))
	case rowDeputy:
		return text(e.say(model.Say{EN: "Helps in", ID: "Membantu"}), &f.deputy, e.say(model.Say{EN: "roles whose late work is offered too", ID: "peran yang dibantu bila terlambat"}))
	case rowAddress:
		return text(e.say(model.Say{EN: "Told at", ID: "Alamat"}), &f.address, e.say(model.Say{EN: "mail address or phone, for messages outside", ID: "surel atau telepon, untuk pesan di luar alur"}))
	case rowDivision:
		hint := e.say(model.Say{EN: "the whole shop", ID: "seluruh toko"})
		if len(f.known) > 0 {
			hint += " (" + t.glyph.right + " " + strings.Join(f.known, ", ") + ")"
		}
		return text(e.say(model.Say{EN: "Division", ID: "Divisi"}), &f.division, t.cut(hint, min(42, e.width-22)))
	case rowLang:
		words := e.say(model.Say{EN: "as the shop", ID: "seperti toko"})
		switch f.lang {
		case model.English:
			words = "English"
		case model.Indonesian:
			words = "Bahasa Indonesia"
		}
		value := t.glyph.left + " " + words + " " + t.glyph.right
		if f.at == at {
			value = t.focus(value)
		}
		return f.mark(e, at) + t.pad(e.say(model.Say{EN: "Language", ID: "Bahasa"}), 10) + "  " + value
	}
	return f.tickLine(e, at, f.ticks[row.i])
}

func (f *personForm) mark(e *env, at int) string {
	if f.at == at {
		return "  " + e.theme.glyph.point + " "
	}
	return "    "
}

func (f *personForm) tickLine(e *env, at int, tick personTick) string {
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
	if f.at == at {
		text = t.strong(text)
	}
	if tick.right == "" && model.OwnerRole(tick.role) {
		text += t.dim("  " + e.say(model.Say{EN: "the owner's tasks, but no other right", ID: "tugas pemilik, tanpa hak lain"}))
	}
	return f.mark(e, at) + box + " " + t.cut(text, e.width-10)
}

func (f *personForm) buttonRows(e *env) []string {
	words := map[string]model.Say{
		personSave:  {EN: "Save", ID: "Simpan"},
		personHours: {EN: "Hours", ID: "Jam kerja"},
		personTest:  {EN: "Test message", ID: "Pesan uji"},
		personNoPIN: {EN: "Reset PIN", ID: "Hapus PIN"},
		personGone:  {EN: "Has left", ID: "Sudah keluar"},
	}
	if f.person.Gone {
		words[personGone] = model.Say{EN: "Works here again", ID: "Bekerja lagi"}
	}
	var parts []string
	for i, id := range f.buttons() {
		parts = append(parts, button(e.theme, e.say(words[id]), f.row() == personRow{kind: rowButton, i: i}, false))
	}
	return indent(e.theme.inRows(parts, e.width-6), 4)
}

func comesBackSheet(e *env, p model.Person) *sheet {
	return &sheet{
		name: "gone", title: clean(p.Name),
		lead: []string{e.say(model.Say{EN: "%s works here again, with the roles of before.", ID: "%s bekerja di sini lagi, dengan peran sebelumnya."}, clean(p.Name))},
		form: form{items: buttons(e, e.say(model.Say{EN: "Works here again", ID: "Bekerja lagi"})), focus: 1},
	}
}

func noPINSheet(e *env, p model.Person) *sheet {
	return &sheet{
		name: "no pin", title: clean(p.Name),
		lead: []string{e.say(model.Say{
			EN: "The PIN of %s is forgotten, and so are wrong tries. The name alone is enough to sign in until a new PIN is typed here.",
			ID: "PIN %s dihapus, juga hitungan PIN salah. Cukup nama untuk masuk, sampai PIN baru diketik di sini.",
		}, clean(p.Name))},
		form: form{items: buttons(e, e.say(model.Say{EN: "Reset PIN", ID: "Hapus PIN"})), focus: 1},
	}
}

// leavesSheet says what becomes of somebody who leaves and of their tasks.
func leavesSheet(e *env, p model.Person, held []model.QueueItem) *sheet {
	name := clean(p.Name)
	lead := []string{e.say(model.Say{
		EN: "%s can't sign in any more. Everything done stays on record, and you can take this back.",
		ID: "%s tidak bisa masuk lagi. Semua yang dikerjakan tetap tercatat, dan ini bisa dikembalikan nanti.",
	}, name)}
	switch n := len(held); n {
	case 0:
		lead = append(lead, e.say(model.Say{EN: "No task is in hand.", ID: "Tidak ada tugas di tangan."}))
	case 1:
		lead = append(lead, e.say(model.Say{EN: "One task goes back to everybody of its role, ticks and texts kept:", ID: "Satu tugas kembali ke semua yang memegang perannya, centang dan isian tetap:"}))
	default:
		lead = append(lead, e.say(model.Say{EN: "%d tasks go back to everybody of their roles, ticks and texts kept:", ID: "%d tugas kembali ke semua yang memegang perannya, centang dan isian tetap:"}, n))
	}
	for _, i := range held {
		line := e.theme.glyph.middle + " " + clean(i.Title) + ", " + clean(i.Case)
		if !heldByOthers(e, i.Role, p.ID) {
			line += e.say(model.Say{EN: " (nobody else does %s: the owner sees it)", ID: " (tidak ada lain yang memegang %s: pemilik melihatnya)"}, clean(i.Role))
		}
		lead = append(lead, line)
	}
	return &sheet{
		name: "gone", title: name, lead: lead,
		form: form{items: buttons(e, e.say(model.Say{EN: "Has left", ID: "Sudah keluar"})), focus: 1},
	}
}

// heldByOthers reports whether somebody else than a person, and no owner,
// holds a role.
func heldByOthers(e *env, role, person string) bool {
	for _, p := range e.shop.People {
		if p.ID != person && !p.Owner && p.Holds(role) {
			return true
		}
	}
	return false
}
