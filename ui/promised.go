package ui

import (
	"context"
	"time"

	"alur/model"
	"alur/model/findings"
)

func promisedPage() page {
	return page{
		id:    pagePromised,
		title: model.Say{EN: "What was promised", ID: "Yang dijanjikan"},
		help: model.Say{
			EN: "The cases that the promises of a process are counted from: what the customer was told last, when the case was finished, and by how much it was late, in opening time. The broken promises stand first, the latest of them on top; then the open cases that will be late, then the kept ones. Enter opens the case with all its events.",
			ID: "Kasus yang dihitung untuk janji sebuah proses: kapan pelanggan terakhir dijanjikan, kapan kasus selesai, dan berapa lama telatnya, dalam jam buka. Janji yang dilanggar ada di atas, yang paling telat lebih dulu; lalu kasus terbuka yang akan telat, lalu yang ditepati. Enter membuka kasusnya dengan semua kejadiannya.",
		},
		reckons: true,
		make:    func() screen { return &promised{} },
		may:     overseer,
	}
}

// promised lists the cases that the promises of a process are counted from.
type promised struct {
	of    casesOf
	rows  []findings.Promised
	ready bool
	list  list
}

func (v *promised) typing() bool { return false }

func (v *promised) chooses() *list { return &v.list }

func (v *promised) caseShown() string {
	if at := v.list.at(); at >= 0 && at < len(v.rows) {
		return v.rows[at].Case
	}
	return ""
}

func (v *promised) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown:
		if of, ok := in.arg.(casesOf); ok {
			v.of = of
		}
		return []effect{v.load(e)}
	case refresh:
		return []effect{v.load(e)}
	case loaded:
		if rows, ok := in.value.([]findings.Promised); ok && in.err == nil {
			v.came(rows)
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return caseKey(&v.list, in, v.caseShown())
	}
	return nil
}

func (v *promised) load(e *env) load {
	q, process := v.of.choice.question(e), v.of.of.Process
	return load{name: "promised", get: func(ctx context.Context, s Store) (any, error) { return s.Promised(ctx, q, process) }}
}

func (v *promised) came(rows []findings.Promised) {
	v.rows, v.ready = rows, true
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.Case
	}
	v.list.set(ids)
}

func (v *promised) uses(*env) []use { return caseUses() }

func (v *promised) view(e *env) []string {
	if !v.ready {
		return nil
	}
	t := e.theme
	title := t.strong(clean(processName(e, v.of.of.Process)))
	lines := []string{"", "  " + t.ends(title, t.dim(v.of.choice.when(e)), e.width-4), ""}
	if len(v.rows) == 0 {
		return append(lines, "  "+e.say(model.Say{EN: "No promise ended in this time.", ID: "Tidak ada janji yang berakhir dalam masa ini."}),
			"  "+t.dim(e.say(model.Say{EN: "Esc goes back.", ID: "Esc kembali."})))
	}
	wide := v.wide(e)
	lines = append(lines, t.dim("    "+t.pad(e.say(model.Say{EN: "Case", ID: "Kasus"}), wide)+
		t.pad(e.say(model.Say{EN: "Promised", ID: "Dijanjikan"}), promisedTime)+t.pad(e.say(model.Say{EN: "Finished", ID: "Selesai"}), promisedTime)+
		e.say(model.Say{EN: "What became of it", ID: "Jadinya"})), e.ruleOfTime())
	return append(lines, scrolledBy(e, len(v.rows), v.list.at(), e.height-len(lines), func(i int) string {
		return v.row(e, wide, v.rows[i], i == v.list.at())
	})...)
}

// promisedTime is the room of a moment: 27 Nov 14:30.
const promisedTime = 14

// wide is the room of the numbers of the cases.
func (v *promised) wide(e *env) int {
	w := 12
	for _, r := range v.rows {
		w = max(w, min(width(r.Case)+2, e.width/3))
	}
	return w
}

func (v *promised) row(e *env, wide int, r findings.Promised, chosen bool) string {
	t := e.theme
	mark, id := "    ", t.pad(t.cut(clean(r.Case), wide-1), wide)
	if chosen {
		mark, id = "  "+t.glyph.point+" ", t.focus(id)
	}
	ended := e.say(model.Say{EN: "open", ID: "terbuka"})
	if !r.Open() {
		ended = e.dayClock(time.Unix(0, r.Ended))
	}
	room := e.width - 4 - wide - 2*promisedTime - 2
	return mark + id + t.pad(e.dayClock(time.Unix(0, r.Last)), promisedTime) + t.pad(ended, promisedTime) + t.cut(v.became(e, r), room)
}

// became says in words what became of a promise.
func (v *promised) became(e *env, r findings.Promised) string {
	t := e.theme
	switch {
	case r.Broken && r.Late < 1:
		return t.late(t.glyph.up + " " + e.say(model.Say{EN: "late, after closing", ID: "telat, setelah tutup"}))
	case r.Broken:
		return t.late(t.glyph.up + " " + e.say(model.Say{EN: "late by %s", ID: "telat %s"}, e.seconds(r.Late)))
	case r.Tight:
		return t.warn(e.say(model.Say{EN: "tight: it usually takes longer", ID: "mepet: biasanya perlu lebih lama"}))
	case !r.KeptFirst:
		return e.say(model.Say{EN: "kept, not by what was said first", ID: "ditepati, tetapi bukan janji semula"})
	}
	return t.good(t.glyph.tick) + " " + e.say(model.Say{EN: "kept", ID: "ditepati"})
}
