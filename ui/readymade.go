package ui

import (
	"context"
	"slices"
	"strings"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"
)

func readyPage() page {
	return page{
		id:    pageReady,
		title: model.Say{EN: "Ready-made processes", ID: "Proses siap pakai"},
		help: model.Say{
			EN: "Ways of working that many shops share. Space marks a line, the button at the end puts the marked ones in force: from then on their cases can be started. You can change or retire each of them later.",
			ID: "Cara kerja yang dipakai banyak toko. Spasi menandai satu baris, tombol di akhir memberlakukan yang ditandai: sejak itu kasusnya bisa dimulai. Masing-masing bisa diubah atau dihentikan nanti.",
		},
		make: func() screen { return &readyMade{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
	}
}

// readyMade offers the templates and publishes those that are chosen.
type readyMade struct {
	rows []readyRow
	// at is the row with the focus; len(rows) is the button that puts the
	// marked ones in force, and the one after it that to write a new process.
	at int
	// others are the processes in force.
	others []*model.Flow
	// first is true in the first run.
	first bool
	// left are the rows still to be published, count those that were.
	left  []int
	count int
}

// readyRow is one template, read.
type readyRow struct {
	process model.Process
	chosen  bool
}

func (r *readyMade) typing() bool { return false }

func (r *readyMade) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		_, r.first = in.arg.(firstTime)
		r.read(e)
		all := flowsInForce(e)
		return []effect{load{name: "ready", get: func(ctx context.Context, s Store) (any, error) { return all(ctx, s) }}}
	case loaded:
		if others, ok := in.value.([]*model.Flow); ok && in.err == nil {
			r.others = others
		}
	case done:
		return r.published(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return r.key(e, in)
	}
	return nil
}

// read lists the templates. Of those not in force yet the few are chosen that
// a new shop begins with; the others are there to be marked.
func (r *readyMade) read(e *env) {
	r.rows = nil
	for _, t := range templates.All(e.shop.Lang) {
		p, flow, _ := procfile.Read(t.File, t.Source)
		if flow != nil {
			r.rows = append(r.rows, readyRow{process: p, chosen: t.First && !r.inForce(e, p.ID)})
		}
	}
	r.at = len(r.rows)
	if r.chosen() == 0 {
		r.at = 0
	}
}

func (r *readyMade) inForce(e *env, id string) bool {
	head := e.shop.Processes[id]
	return head != nil && !head.Retired && len(head.Versions) > 0
}

// choose marks a row, with those that its process runs, or takes its mark
// away. What another one needs can be left out all the same: its steps then
// wait for the owner.
func (r *readyMade) choose(e *env, at int, on bool) {
	r.rows[at].chosen = on
	for i, row := range r.rows {
		if on && !row.chosen && !r.inForce(e, row.process.ID) && runs(r.rows[at].process, row.process.ID) {
			r.choose(e, i, true)
		}
	}
}

// runs reports whether a process runs another.
func runs(p model.Process, id string) bool {
	return slices.ContainsFunc(p.Steps, func(s model.Step) bool { return s.Kind == model.Run && s.Text == id })
}

// wants are what a process still wants from the shop beside people in its
// roles, as if what is marked were in force. In the first run nobody but the
// owner can be here yet.
func (r *readyMade) wants(e *env, p model.Process) []string {
	var all []string
	for _, want := range append(e.shop.Wants(p, nil), e.shop.WantsEvent(p, newestOf(r.others))...) {
		marked := slices.ContainsFunc(r.rows, func(row readyRow) bool { return row.chosen && row.process.ID == want.Process })
		if want.Eyes && !r.first || want.Process != "" && !marked || want.Event != "" {
			all = append(all, e.say(model.Say{EN: "Warning: %s.", ID: "Peringatan: %s."}, clean(want.In(e.lang))))
		}
	}
	return all
}

func (r *readyMade) chosen() int {
	n := 0
	for _, row := range r.rows {
		if row.chosen {
			n++
		}
	}
	return n
}

func (r *readyMade) key(e *env, k keyPress) []effect {
	switch k.name {
	case "esc":
		return []effect{goBack{}}
	case "up", "k", "shift+tab":
		r.at = max(0, r.at-1)
	case "down", "j", "tab":
		r.at = min(r.write(), r.at+1)
	case "home", "pgup":
		r.at = 0
	case "end", "pgdown":
		r.at = len(r.rows)
	case "space":
		if r.at < len(r.rows) && !r.inForce(e, r.rows[r.at].process.ID) {
			r.choose(e, r.at, !r.rows[r.at].chosen)
		}
	case "left", "right":
		if r.at >= len(r.rows) {
			r.at = len(r.rows) + r.write() - r.at
		}
	case "enter":
		switch {
		case r.at == r.write():
			return []effect{goTo{to: pageNewProcess}}
		case r.at == len(r.rows):
			return r.begin()
		}
		r.at++
	case "f9":
		if r.chosen() == 0 {
			return []effect{notice{role: roleWarn, text: capital(notNow(e, r.none(e)))}}
		}
		return r.begin()
	}
	return nil
}

// none says why nothing can be put in force.
func (r *readyMade) none(e *env) string {
	return e.say(model.Say{EN: "none is marked", ID: "belum ada yang ditandai"})
}

// write is the row of the button that opens a new process.
func (r *readyMade) write() int { return len(r.rows) + 1 }

// begin publishes what is chosen, one after the other.
func (r *readyMade) begin() []effect {
	r.left, r.count = nil, 0
	for i, row := range r.rows {
		if row.chosen {
			r.left = append(r.left, i)
		}
	}
	return r.publish()
}

func (r *readyMade) publish() []effect {
	if len(r.left) == 0 {
		return nil
	}
	return []effect{do{name: "publish", act: model.PublishProcess{Process: r.rows[r.left[0]].process}}}
}

func (r *readyMade) published(e *env, d done) []effect {
	if d.name != "publish" {
		return nil
	}
	if d.err != nil {
		r.left = nil
		return nil
	}
	r.rows[r.left[0]].chosen = false
	r.left = r.left[1:]
	r.count++
	if len(r.left) > 0 {
		return r.publish()
	}
	said := e.say(model.Say{EN: "%d processes are in force. N starts a case.", ID: "%d proses berlaku. N memulai kasus."}, r.count)
	if r.count == 1 {
		said = e.say(model.Say{EN: "1 process is in force. N starts a case.", ID: "1 proses berlaku. N memulai kasus."})
	}
	return []effect{goTo{to: pageNext, home: true}, notice{role: roleGood, text: said}}
}

func (r *readyMade) uses(e *env) []use {
	uses := []use{{id: keyHelp}, {id: keyMove}}
	if r.at < len(r.rows) {
		u := use{id: keyTick, words: model.Say{EN: "Choose", ID: "Pilih"}}
		if r.inForce(e, r.rows[r.at].process.ID) {
			u.off = e.say(model.Say{EN: "it is in force already", ID: "sudah berlaku"})
		}
		uses = append(uses, u)
	} else if r.at == r.write() {
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Write it", ID: "Tulis"}})
	} else {
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Put in force", ID: "Berlakukan"}})
	}
	force := use{id: keyDone, words: model.Say{EN: "Put in force", ID: "Berlakukan"}}
	if r.chosen() == 0 {
		force.off = r.none(e)
	}
	if r.at != len(r.rows) {
		uses = append(uses, force)
	}
	back := use{id: keyBack}
	if r.first {
		back.words = model.Say{EN: "Not now", ID: "Nanti saja"}
	}
	return append(uses, back, use{id: keyMenu})
}

func (r *readyMade) view(e *env) []string {
	t := e.theme
	lines := []string{""}
	if r.first {
		lines = append(lines, "  "+t.good(t.glyph.tick+" "+e.say(model.Say{EN: "%s is ready, and you own it.", ID: "%s siap, dan Anda pemiliknya."}, clean(e.shop.Settings.Name))), "")
	}
	lines = append(lines, "  "+t.strong(e.say(model.Say{EN: "Which work should alur guide?", ID: "Pekerjaan mana yang dipandu alur?"})))
	lines = append(lines, indent(wrapPaint(t, roleDim, e.say(model.Say{
		EN: "Space takes a mark away or sets it. Each can be changed or retired later.",
		ID: "Spasi memasang atau melepas tanda. Semua bisa diubah atau dihentikan nanti.",
	}), e.width-4), 2)...)
	lines = append(lines, "")
	label := e.say(model.Say{EN: "Put %d in force", ID: "Berlakukan %d"}, r.chosen())
	if r.chosen() == 0 {
		label = e.say(model.Say{EN: "Nothing is marked", ID: "Tidak ada yang ditandai"})
	}
	foot := []string{"", "    " + button(t, label, r.at == len(r.rows), r.chosen() == 0) + "  " +
		button(t, e.say(model.Say{EN: "Write your own", ID: "Tulis sendiri"}), r.at == r.write(), false)}
	foot = append(foot, indent(wrapPaint(t, roleDim, r.about(e), e.width-8), 4)...)
	draw := func(i int) string { return r.row(e, i) }
	room := max(3, e.height-len(lines)-len(foot))
	lines = append(lines, scrolledBy(e, len(r.rows), min(r.at, len(r.rows)-1), room, draw)...)
	return append(lines, foot...)
}

func (r *readyMade) row(e *env, i int) string {
	t, row := e.theme, r.rows[i]
	box := "[ ]"
	right := e.many(len(row.process.Steps), model.Say{EN: "1 step", ID: "1 langkah"}, model.Say{EN: "%d steps", ID: "%d langkah"})
	switch {
	case r.inForce(e, row.process.ID):
		box, right = "   ", t.good(t.glyph.tick+" "+e.say(model.Say{EN: "in force", ID: "berlaku"}))
	case row.chosen:
		box = "[x]"
	}
	mark, name := "  ", t.pad(clean(row.process.Name), 26)
	if i == r.at {
		mark, name = t.glyph.point+" ", t.focus(name)
	}
	return "  " + mark + box + " " + name + "  " + t.pad(kindWord(e, row.process.Kind), 14) + right
}

// kindWord is the kind of a process in the words of a shop.
func kindWord(e *env, k model.Kind) string {
	switch k {
	case model.Support:
		return e.say(model.Say{EN: "support", ID: "pendukung"})
	case model.Management:
		return e.say(model.Say{EN: "management", ID: "manajemen"})
	}
	return e.say(model.Say{EN: "core", ID: "inti"})
}

// about says what the process with the focus turns into what, and who works
// in it.
func (r *readyMade) about(e *env) string {
	if r.at == r.write() {
		return e.say(model.Say{
			EN: "Your own way of working: a name, then one step per line. What is marked above waits here.",
			ID: "Cara kerja Anda sendiri: nama, lalu satu langkah per baris. Yang ditandai di atas menunggu di sini.",
		})
	}
	if r.at >= len(r.rows) {
		var wants []string
		for _, row := range r.rows {
			if row.chosen {
				wants = append(wants, r.wants(e, row.process)...)
			}
		}
		said := e.say(model.Say{
			EN: "Your colleagues see their own next task as soon as they have a role in one of these.",
			ID: "Rekan Anda melihat tugasnya sendiri begitu mereka punya peran di salah satunya.",
		})
		if len(wants) > 0 {
			said = wants[0]
		}
		if len(wants) > 1 {
			said += " " + e.say(model.Say{EN: "Look at each line for more (%d).", ID: "Lihat setiap baris untuk yang lain (%d)."}, len(wants)-1)
		}
		return said
	}
	p := r.rows[r.at].process
	if wants := r.wants(e, p); len(wants) > 0 && !r.inForce(e, p.ID) {
		return strings.Join(wants, " ")
	}
	return e.say(model.Say{EN: "From: %s. To: %s. Roles: %s.", ID: "Dari: %s. Menjadi: %s. Peran: %s."},
		clean(p.Input), clean(p.Output), clean(strings.Join(p.Roles(), ", ")))
}
