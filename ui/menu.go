package ui

import (
	"slices"
	"sort"
	"strings"

	"alur/model"
)

func menuPage() page {
	return page{
		id:    pageMenu,
		title: model.Say{EN: "Menu", ID: "Menu"},
		help: model.Say{
			EN: "Everything alur can do for you now, with its keys. Type a word to shorten the list, then press Enter.",
			ID: "Semua yang bisa alur lakukan untuk Anda sekarang, dengan tombolnya. Ketik satu kata untuk memendekkan daftar, lalu tekan Enter.",
		},
		make:   func() screen { return &menu{} },
		key:    keyMenu,
		anyone: true,
		over:   true,
		log:    true,
	}
}

// menu lists everything that can be done now.
type menu struct {
	under  under
	filter lineEdit
	list   list
}

// menuRow is one line of the menu: what it is called, its key, why it can't be
// done now, and what it does.
type menuRow struct {
	id, group  string
	label, key string
	off        string
	// closed rows are not for this person at all.
	closed bool
	// here rows stand under the name of the page below, which is no word of
	// theirs: who types it looks for that page.
	here bool
	does []effect
}

func (m *menu) typing() bool { return true }

func (m *menu) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if u, ok := in.arg.(under); ok {
			m.under = u
		}
	case scanned:
		if in.ended {
			return []effect{lookUp{code: in.text}}
		}
		m.filter.insert(in.text)
	case pasted:
		m.filter.insert(in.text)
	case keyPress:
		return m.key(e, in)
	}
	m.fill(e)
	return nil
}

func (m *menu) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc" || k.is(keyMenu, true):
		return []effect{goBack{}}
	case k.name == "enter":
		return m.choose(e)
	case k.name == "tab":
		m.list.update(keyPress{name: "down"}, true)
		return nil
	case k.name == "shift+tab":
		m.list.update(keyPress{name: "up"}, true)
		return nil
	case k.name == "home" || k.name == "end":
		m.list.update(k, false)
		return nil
	case m.list.update(k, true):
		return nil
	}
	if _, changed := m.filter.update(k); changed {
		m.fill(e)
		m.list.moveTo(m.nearest(e))
	}
	return nil
}

// nearest is the row that what was typed means most likely: one that begins
// with it, else one that has all its words in its own name, not only in that of
// its group.
func (m *menu) nearest(e *env) int {
	typed := strings.ToLower(strings.TrimSpace(m.filter.text()))
	rows := m.fitting(e)
	begins := slices.IndexFunc(rows, func(r menuRow) bool { return strings.HasPrefix(strings.ToLower(r.label), typed) })
	if begins >= 0 {
		return begins
	}
	return max(0, slices.IndexFunc(rows, func(r menuRow) bool { return hasWords(r.label+" "+r.key, typed) }))
}

// hasWords reports whether every word of what was typed stands in a text.
func hasWords(text, typed string) bool {
	text = strings.ToLower(text)
	for _, w := range strings.Fields(typed) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// choose does what the chosen row says. One that can't be done now says why.
func (m *menu) choose(e *env) []effect {
	for _, r := range m.rows(e) {
		if r.id != m.list.sel {
			continue
		}
		if r.off != "" {
			return []effect{notice{role: roleWarn, text: capital(r.notNow(e))}}
		}
		return r.does
	}
	return nil
}

func (m *menu) fill(e *env) {
	var ids []string
	for _, r := range m.fitting(e) {
		ids = append(ids, r.id)
	}
	m.list.set(ids)
}

// fitting are the rows in which every word that was typed stands.
func (m *menu) fitting(e *env) []menuRow {
	typed := strings.ToLower(m.filter.text())
	var rows []menuRow
	for _, r := range m.rows(e) {
		words := r.label + " " + r.key
		if !r.here {
			words = r.group + " " + words
		}
		if hasWords(words, typed) {
			rows = append(rows, r)
		}
	}
	return rows
}

// rows are all rows: what the screen below can do, the other pages, the cases
// that can be started, and alur itself.
func (m *menu) rows(e *env) []menuRow {
	rows := m.here(e)
	rows = append(rows, m.pages(e)...)
	rows = append(rows, m.starts(e)...)
	rows = append(rows, m.always(e)...)
	if m.filter.text() == "" {
		return rows
	}
	return append(rows, m.closed(e)...)
}

// here are the keys of the screen below. Those that move are no acts, and
// those that open a page stand among the pages.
func (m *menu) here(e *env) []menuRow {
	if m.under.page.id == "" {
		return nil
	}
	group := e.say(model.Say{EN: "Here: %s", ID: "Di sini: %s"}, m.under.page.title)
	var rows []menuRow
	for _, u := range m.under.uses {
		b := bindingOf(u.id)
		if p, ok := pageForKey(u.id); ok && p.id != m.under.page.id || apart(u.id) {
			continue
		}
		words := b.words
		if u.words != (model.Say{}) {
			words = u.words
		}
		rows = append(rows, menuRow{
			id: "key " + string(u.id), group: group, here: true, label: capital(e.say(words)), key: e.keyShown(b), off: u.off,
			does: []effect{pressKey{id: u.id}},
		})
	}
	return rows
}

// apart reports keys that only move, or have their own row in the menu.
func apart(id keyID) bool {
	switch id {
	case keyMove, keyField, keyPeriod, keyBack, keyHelp, keyMenu, keyLock, keyQuit, keyUndo, keyLang:
		return true
	}
	return false
}

func (m *menu) pages(e *env) []menuRow {
	var rows []menuRow
	for _, p := range pages() {
		if p.menu && p.id != m.under.page.id && e.mayOpen(p) {
			rows = append(rows, m.afterwards(e, pageRow(e, p, e.say(model.Say{EN: "Go to", ID: "Buka"}))))
		}
	}
	return rows
}

// afterwards is a row that does nothing while a question is asked.
func (m *menu) afterwards(e *env, r menuRow) menuRow {
	if m.under.asking {
		r.off = e.say(questionFirst())
	}
	return r
}

// closed are the pages that are not for the person, each with the reason: for
// whoever looks for one by its name. Unasked they would push the way out of
// sight.
func (m *menu) closed(e *env) []menuRow {
	var rows []menuRow
	for _, p := range pages() {
		if e.works() && p.menu && !e.mayOpen(p) {
			r := pageRow(e, p, e.say(model.Say{EN: "For others", ID: "Untuk orang lain"}))
			r.off, r.closed = e.closed(), true
			rows = append(rows, r)
		}
	}
	return rows
}

func pageRow(e *env, p page, group string) menuRow {
	r := menuRow{id: "page " + string(p.id), group: group, label: e.say(p.title), does: []effect{goTo{to: p.id}}}
	if p.key != "" {
		r.key = e.keyShown(bindingOf(p.key))
	}
	return r
}

// starts has one row for every process of which a case can be started.
func (m *menu) starts(e *env) []menuRow {
	if e.me == nil || e.me.Auditor {
		return nil
	}
	var rows []menuRow
	for id, head := range e.shop.Processes {
		if head.Retired || head.InForce(e.me.Division) == 0 {
			continue
		}
		rows = append(rows, m.afterwards(e, menuRow{
			id: "start " + id, group: e.say(model.Say{EN: "Start a case", ID: "Mulai kasus"}),
			label: e.say(model.Say{EN: "Start: %s", ID: "Mulai: %s"}, clean(head.Name)),
			does:  []effect{goTo{to: pageStart, arg: id}},
		}))
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].label < rows[j].label })
	return rows
}

// always are the rows about alur itself.
func (m *menu) always(e *env) []menuRow {
	var rows []menuRow
	add := func(id keyID, label string, does ...effect) {
		b := bindingOf(id)
		if label == "" {
			label = capital(e.say(m.words(b)))
		}
		row := menuRow{id: "alur " + string(id), group: "alur", label: label, key: e.keyShown(b), does: does}
		if id == keyUndo || id == keyLang {
			row = m.afterwards(e, row)
		}
		rows = append(rows, row)
	}
	if e.works() {
		add(keyUndo, "", pressKey{id: keyUndo})
	}
	add(keyHelp, "", pressKey{id: keyHelp})
	next := otherLang(e.lang)
	add(keyLang, e.say(model.Say{EN: "Bahasa Indonesia", ID: "English"}), speak{lang: next}, goBack{})
	if !m.below(keyLang) {
		rows[len(rows)-1].key = ""
	}
	if e.works() {
		add(keyLock, "", lock{})
	}
	add(keyQuit, "", quit{})
	return rows
}

// notNow says why a key does nothing now.
func notNow(e *env, why string) string {
	return e.say(model.Say{EN: "not now: %s", ID: "belum bisa: %s"}, why)
}

// notNow says why the row does nothing.
func (r menuRow) notNow(e *env) string {
	if r.closed {
		return r.off
	}
	return notNow(e, r.off)
}

// words is what the screen below calls a key, else what it means everywhere.
func (m *menu) words(b binding) model.Say {
	for _, u := range m.under.uses {
		if u.id == b.id && u.words != (model.Say{}) {
			return u.words
		}
	}
	return b.words
}

// below reports whether a key works on the screen below.
func (m *menu) below(id keyID) bool {
	for _, u := range m.under.uses {
		if u.id == id {
			return true
		}
	}
	return false
}

// otherLang is the language that is not spoken now.
func otherLang(l model.Lang) model.Lang {
	if l == model.Indonesian {
		return model.English
	}
	return model.Indonesian
}

func (m *menu) uses(*env) []use {
	return []use{{id: keyMove}, {id: keyOpen, words: model.Say{EN: "Do it", ID: "Lakukan"}}, {id: keyBack}, {id: keyHelp}}
}

func (m *menu) view(e *env) []string {
	t := e.theme
	label := e.say(model.Say{EN: "What do you want to do?", ID: "Mau melakukan apa?"})
	hint := e.say(model.Say{EN: "type a word, or move with %s", ID: "ketik satu kata, atau pindah dengan %s"}, t.glyph.arrows())
	room := max(20, min(44, e.width-width(label)-8))
	if width(hint)+1 > room {
		hint = e.say(model.Say{EN: "a word, or %s", ID: "satu kata, atau %s"}, t.glyph.arrows())
	}
	lines := []string{"", "  " + t.strong(label) + "  " + m.filter.view(t, room, true, hint)}
	rows := m.fitting(e)
	if len(rows) == 0 {
		return append(lines, "",
			"  "+e.say(model.Say{EN: "Nothing in the menu is called that.", ID: "Tidak ada menu bernama itu."}),
			"  "+t.dim(e.say(model.Say{EN: "Backspace takes letters away. F2 finds cases.", ID: "Backspace menghapus huruf. F2 mencari kasus."})))
	}
	var body []string
	focus, group := 0, ""
	for _, r := range rows {
		if r.group != group {
			group = r.group
			body = append(body, "  "+t.dim(r.group))
		}
		if r.id == m.list.sel {
			focus = len(body)
		}
		body = append(body, m.row(e, r))
	}
	return append(append(lines, ""), scrolled(e, body, focus, e.height-len(lines)-1)...)
}

// menuKeys is how wide the column of keys is.
const menuKeys = 8

func (m *menu) row(e *env, r menuRow) string {
	t := e.theme
	mark, label := "  ", t.cut(r.label, e.width-menuKeys-8)
	room := e.width - menuKeys - 10 - width(label)
	chosen := r.id == m.list.sel
	switch {
	case chosen:
		mark, label = t.glyph.point+" ", t.focus(label)
	case r.off != "":
		label = t.dim(label)
	}
	line := "  " + mark + t.accent(t.pad(r.key, menuKeys)) + label
	if r.off != "" && room > 8 {
		line += "  " + t.dim(t.cut(r.notNow(e), room))
	}
	return line
}
