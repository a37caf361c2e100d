package ui

import (
	"context"
	"strings"

	"alur/model"
)

func findPage() page {
	return page{
		id:    pageFind,
		title: model.Say{EN: "Scan or find", ID: "Scan atau cari"},
		help: model.Say{
			EN: "Scan a code, or type part of a case number, a customer, a product or a phone number. Enter opens the case that is marked.",
			ID: "Scan kode, atau ketik sebagian nomor kasus, nama pelanggan, barang atau nomor telepon. Enter membuka kasus yang ditandai.",
		},
		make: func() screen { return &finder{} },
		key:  keyFind,
		menu: true,
	}
}

// finder looks cases up by anything that is known of them.
type finder struct {
	line  lineEdit
	found []CaseLine
	list  list
	asked string
}

func (f *finder) typing() bool { return true }

func (f *finder) mark() string { return several(f.list.sel, f.line.text()) }

func (f *finder) comeTo(mark string) {
	at := marksOf(mark, 2)
	f.list.sel = at[0]
	f.line.set(at[1])
}

func (f *finder) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		text, ok := in.arg.(string)
		if ok {
			f.line.set(text)
		}
		if ok || in.back {
			f.line.choose()
		}
		return []effect{f.load()}
	case refresh:
		return []effect{f.load()}
	case loaded:
		if lines, ok := in.value.([]CaseLine); ok {
			f.found = lines
			var ids []string
			for _, l := range lines {
				ids = append(ids, l.ID)
			}
			f.list.set(ids)
		}
	case scanned:
		if in.ended {
			return []effect{lookUp{code: in.text}}
		}
		f.line.insert(in.text)
		return []effect{f.load()}
	case pasted:
		f.line.insert(in.text)
		return []effect{f.load()}
	case keyPress:
		return f.key(in)
	}
	return nil
}

func (f *finder) load() load {
	text := strings.TrimPrefix(clean(f.line.text()), "#")
	f.asked = text
	return load{name: "find", get: func(ctx context.Context, s Store) (any, error) {
		return s.FindCases(ctx, CaseQuery{Text: text, Limit: mostFound})
	}}
}

func (f *finder) key(k keyPress) []effect {
	switch {
	case k.is(keyFind, true):
		f.line.choose()
		return nil
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter":
		if f.list.sel != "" {
			return []effect{goTo{to: pageCase, arg: f.list.sel}}
		}
		return nil
	case f.list.update(k, true):
		f.line.chosen = false
		return nil
	}
	if _, changed := f.line.update(k); changed {
		f.list.moveTo(0)
		return []effect{f.load()}
	}
	return nil
}

func (f *finder) caseShown() string { return f.list.sel }

func (f *finder) uses(*env) []use {
	return []use{{id: keyHelp}, {id: keyMove}, {id: keyOpen}, {id: keyBack}, {id: keyMenu}, {id: keyLock}}
}

func (f *finder) view(e *env) []string {
	t := e.theme
	label := e.say(model.Say{EN: "Find", ID: "Cari"})
	hint := e.say(model.Say{EN: "case number, customer, product, barcode", ID: "nomor kasus, pelanggan, barang, barcode"})
	lines := []string{"", "  " + t.strong(label) + "  " + f.line.view(t, min(60, e.width-10), true, hint), ""}
	switch {
	case len(f.found) == 0 && f.asked != "":
		return append(lines, "  "+e.say(model.Say{EN: "Nothing here is called %s.", ID: "Tidak ada yang bernama %s."}, f.asked),
			"  "+t.dim(e.say(model.Say{EN: "Type less of it, or another word. Esc goes back.", ID: "Ketik lebih sedikit, atau kata lain. Esc kembali."})))
	case len(f.found) == 0:
		return append(lines, "  "+e.say(model.Say{EN: "There are no cases yet.", ID: "Belum ada kasus."}))
	}
	draw := func(i int) string { return f.row(e, f.found[i]) }
	return append(lines, scrolledBy(e, len(f.found), f.list.at(), e.height-len(lines), draw)...)
}

func (f *finder) row(e *env, l CaseLine) string {
	t := e.theme
	mark, w := "  ", e.width-6
	id := t.pad(t.marked(clean(l.ID), f.asked), min(24, w/3))
	if l.ID == f.list.sel {
		mark, id = t.glyph.point+" ", t.focus(plain(id))
	}
	right := stateWord(e, l.State)
	if l.Found != nil {
		// What was looked for is not in the title: say where it stands.
		label := e.label(model.Field{Name: l.Found.Field})
		right = t.dim(label+" ") + t.cut(t.marked(clean(l.Found.Text), f.asked), w/4) + "  " + right
	}
	return "  " + mark + t.ends(id+"  "+t.marked(clean(l.Title), f.asked), right, w)
}

// marked draws the letters that were looked for boldly, so that they stand
// out without colours too.
func (t theme) marked(text, what string) string {
	lower := strings.ToLower(text)
	at := strings.Index(lower, strings.ToLower(what))
	if what == "" || at < 0 || len(lower) != len(text) || at+len(what) > len(text) {
		return text
	}
	return text[:at] + t.accent(text[at:at+len(what)]) + text[at+len(what):]
}

// stateWord is where a case stands, as a sign and a word.
func stateWord(e *env, s model.CaseState) string {
	t := e.theme
	switch s {
	case model.Finished:
		return t.good(t.glyph.tick + " " + e.say(s.Words()))
	case model.Cancelled:
		return t.dim("x " + e.say(s.Words()))
	}
	return t.glyph.dot + " " + e.say(s.Words())
}
