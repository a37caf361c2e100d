package ui

import (
	"slices"
	"strings"

	"alur/model"
)

// auditPeriods are the periods of the record, the shortest first.
func auditPeriods() []period { return []period{periodDay, periodWeek, periodMonth, periodAll} }

// filters reports whether a key begins a filter: / does so here, and finds a
// case elsewhere.
func filters(k keyPress) bool { return k.name == "/" || k.is(keyFilter, false) }

func (a *audit) key(e *env, k keyPress) []effect {
	if a.filtering {
		return a.filterKey(e, k)
	}
	if a.list.update(k, false) {
		a.follow(e)
		return a.onward(e)
	}
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter":
		if ev, ok := a.chosen(); ok && ev.Case != "" {
			return []effect{goTo{to: pageCase, arg: ev.Case}}
		}
	case k.is(keyPeriod, false):
		f := a.filter
		f.period = f.period.beside(k.name, auditPeriods())
		return a.refilter(e, f)
	case filters(k):
		a.filtering = true
	case k.is(keyExport, false):
		return a.export.begin(e, BottleneckQuery{}, e.say(model.Say{
			EN: "The whole record is written, %s events, not only what is shown.",
			ID: "Seluruh catatan ditulis, %s baris, bukan hanya yang tampil.",
		}, e.count(a.covered)))
	case k.is(keyOnly, false):
		return []effect{ask{sheet: a.onlySheet(e)}}
	}
	return nil
}

// filterKey types the text to filter by; Enter, Tab, Esc and the arrows go
// back to the list, and the text stays.
func (a *audit) filterKey(e *env, k keyPress) []effect {
	switch k.name {
	case "enter", "esc", "tab", "shift+tab", "up", "down":
		a.filtering = false
		return nil
	}
	_, changed := a.line.update(k)
	return a.typed(e, changed)
}

func (a *audit) typed(e *env, changed bool) []effect {
	if !changed {
		return nil
	}
	f := a.filter
	f.text = strings.TrimSpace(a.line.text())
	return a.refilter(e, f)
}

// The answers of the sheet that narrows the list.
const (
	onlyPerson = "person"
	onlyOther  = "other"
	onlyCase   = "case"
	onlyAll    = "all"
)

// onlySheet narrows the list to the person or the case of the marked line.
func (a *audit) onlySheet(e *env) *sheet {
	list := item{kind: itemVerbs, name: "only"}
	ev, ok := a.chosen()
	if ok && ev.By != "" {
		list.options = append(list.options, option{id: onlyPerson, label: e.say(model.Say{EN: "What %s did", ID: "Yang dilakukan %s"}, e.name(ev.By))})
	}
	if ok && ev.Case != "" {
		list.options = append(list.options, option{id: onlyCase, label: e.say(model.Say{EN: "What happened to %s", ID: "Yang terjadi pada %s"}, clean(ev.Case)), detail: clean(a.cases[ev.Case].title)})
	}
	list.options = append(list.options,
		option{id: onlyOther, label: e.say(model.Say{EN: "What somebody else did", ID: "Yang dilakukan orang lain"})})
	all := option{id: onlyAll, label: e.say(model.Say{EN: "Everything again", ID: "Semuanya lagi"})}
	if !a.filter.narrow() {
		all.off = e.say(model.Say{EN: "nothing is left out now", ID: "sekarang semuanya tampil"})
	}
	list.options = append(list.options, all)
	return &sheet{
		name:  "only",
		title: e.say(model.Say{EN: "Show only", ID: "Tampilkan hanya"}),
		form:  form{items: []item{list}},
	}
}

func (a *audit) answer(e *env, in answered) []effect {
	f := a.filter
	ev, _ := a.chosen()
	switch {
	case in.button == "" || in.name != "only" && in.name != "who":
		return nil
	case in.name == "who":
		f.person = in.button
	case in.button == onlyOther:
		return []effect{ask{sheet: whoSheet(e)}}
	case in.button == onlyPerson:
		f.person = ev.By
	case in.button == onlyCase:
		f.caseID = ev.Case
	case in.button == onlyAll:
		f = auditFilter{period: f.period}
		a.line.set("")
	}
	return a.refilter(e, f)
}

// whoSheet asks whose acts are wanted, those who left among them.
func whoSheet(e *env) *sheet {
	list := item{kind: itemVerbs, name: "who"}
	for id, p := range e.shop.People {
		detail := ""
		if p.Gone {
			detail = e.say(model.Say{EN: "left", ID: "sudah keluar"})
		}
		list.options = append(list.options, option{id: id, label: clean(p.Name), detail: detail})
	}
	slices.SortFunc(list.options, func(x, y option) int {
		return strings.Compare(strings.ToLower(x.label)+x.id, strings.ToLower(y.label)+y.id)
	})
	return &sheet{
		name:  "who",
		title: e.say(model.Say{EN: "Whose acts?", ID: "Tindakan siapa?"}),
		form:  form{items: []item{list}},
	}
}

func (a *audit) uses(e *env) []use {
	if a.filtering {
		return []use{
			{id: keyHelp}, {id: keyOpen, words: model.Say{EN: "To the list", ID: "Ke daftar"}},
			{id: keyBack, words: model.Say{EN: "To the list", ID: "Ke daftar"}}, {id: keyMenu},
		}
	}
	open := use{id: keyOpen, words: model.Say{EN: "Open case", ID: "Kasus"}}
	if ev, ok := a.chosen(); !ok || ev.Case == "" {
		open.off = e.say(model.Say{EN: "This line is about no case.", ID: "Baris ini bukan tentang kasus."})
	}
	return []use{
		{id: keyHelp}, {id: keyPeriod}, {id: keyFilter}, open, {id: keyExport}, {id: keyOnly},
		{id: keyMenu}, {id: keyBack}, {id: keyMove}, {id: keyLock},
	}
}
