package ui

import (
	"context"
	"slices"
	"strings"

	"alur/model"
	tables "alur/store/export"
)

func slowPage() page {
	return page{
		id:    pageSlow,
		title: model.Say{EN: "Bottlenecks", ID: "Hambatan"},
		help: model.Say{
			EN: "Where work waits for people. The sentences say it, the table shows every step, the worst first: how many cases wait there, the oldest, how long one usually waits, and how long those of now have waited. The arrows left and right choose the time in which work was finished that says what is usual. Enter shows what waits at the marked step.",
			ID: "Di mana pekerjaan menunggu orang. Kalimat di atas menyebutnya, tabel menampilkan setiap langkah, yang terburuk di atas: berapa kasus menunggu, yang terlama, lama menunggu biasanya, dan lama menunggu sekarang. Panah kiri dan kanan memilih masa yang menentukan apa yang biasa. Enter menampilkan yang menunggu di langkah yang ditandai.",
		},
		make: func() screen { return newBottlenecks() },
		key:  keySlow,
		menu: true,
		coach: coach{key: keyOpen, words: model.Say{
			EN: "First time here: Enter shows the cases that wait.",
			ID: "Pertama kali di sini: Enter menampilkan kasusnya.",
		}},
		may: overseer,
	}
}

// slowPeriods are the periods the usual is reckoned from, the shortest first.
func slowPeriods() []period { return []period{periodDay, periodWeek, periodMonth, period90} }

// bottlenecks says where work piles up.
type bottlenecks struct {
	period  period
	process string
	// data are the figures for the period and process they were asked for.
	data  model.Bottlenecks
	ready bool
	list  list

	export exporter
}

// slowData is what a load brings, and what was asked.
type slowData struct {
	period  period
	process string
	data    model.Bottlenecks
}

func newBottlenecks() *bottlenecks {
	return &bottlenecks{period: periodMonth, export: exporter{
		what:  tables.Bottlenecks,
		title: model.Say{EN: "Export the bottlenecks", ID: "Ekspor hambatan"},
		word:  model.Say{EN: "bottlenecks", ID: "hambatan"},
	}}
}

func (b *bottlenecks) typing() bool { return false }

func (b *bottlenecks) update(e *env, in input) []effect {
	if effects, used := b.export.update(e, in); used {
		return effects
	}
	switch in := in.(type) {
	case shown, refresh:
		return []effect{b.load(e)}
	case loaded:
		if data, ok := in.value.(slowData); ok && in.err == nil {
			b.came(data)
		}
	case answered:
		if in.name == "process" && in.button != "" {
			b.process = strings.TrimPrefix(in.button, processOption)
			return []effect{b.load(e)}
		}
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return b.key(e, in)
	}
	return nil
}

func (b *bottlenecks) query(e *env) BottleneckQuery {
	return BottleneckQuery{Since: b.period.since(e), Process: b.process}
}

func (b *bottlenecks) load(e *env) load {
	ask := slowData{period: b.period, process: b.process}
	q := b.query(e)
	return load{name: "bottlenecks", get: func(ctx context.Context, s Store) (any, error) {
		data, err := s.Bottlenecks(ctx, q)
		ask.data = data
		return ask, err
	}}
}

func (b *bottlenecks) came(d slowData) {
	if d.period != b.period || d.process != b.process {
		return
	}
	b.data, b.ready = d.data, true
	ids := make([]string, len(d.data.Steps))
	for i, s := range d.data.Steps {
		ids[i] = s.Process + "/" + s.Step
	}
	b.list.set(ids)
}

func (b *bottlenecks) chosen() (model.StepFigures, bool) {
	if at := b.list.at(); at >= 0 && at < len(b.data.Steps) {
		return b.data.Steps[at], true
	}
	return model.StepFigures{}, false
}

func (b *bottlenecks) key(e *env, k keyPress) []effect {
	if b.list.update(k, false) {
		return nil
	}
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter":
		if s, ok := b.chosen(); ok {
			return []effect{goTo{to: pageWaiting, arg: stepRef{process: s.Process, step: s.Step, title: s.Title}}}
		}
	case k.is(keyPeriod, false):
		if p := b.period.beside(k.name, slowPeriods()); p != b.period {
			b.period = p
			return []effect{b.load(e)}
		}
	case k.is(keyExport, false):
		return b.export.begin(e, b.query(e), b.which(e))
	case k.is(keyOnly, false):
		return []effect{ask{sheet: b.processSheet(e)}}
	}
	return nil
}

// processOption stands before the id of a process in the answers, so that
// "all" is an answer too.
const processOption = "process "

func (b *bottlenecks) processSheet(e *env) *sheet {
	list := item{kind: itemVerbs, name: "process"}
	for id, p := range e.shop.Processes {
		list.options = append(list.options, option{id: processOption + id, label: clean(p.Name)})
	}
	slices.SortFunc(list.options, func(x, y option) int {
		return strings.Compare(strings.ToLower(x.label)+x.id, strings.ToLower(y.label)+y.id)
	})
	all := option{id: processOption, label: e.say(model.Say{EN: "All processes", ID: "Semua proses"})}
	list.options = append([]option{all}, list.options...)
	for i, o := range list.options {
		if o.id == processOption+b.process {
			list.at = i
		}
	}
	return &sheet{
		name:  "process",
		title: e.say(model.Say{EN: "Which process?", ID: "Proses yang mana?"}),
		form:  form{items: []item{list}},
	}
}

func (b *bottlenecks) uses(e *env) []use {
	open := use{id: keyOpen, words: model.Say{EN: "See the cases", ID: "Kasusnya"}}
	if len(b.list.ids) == 0 {
		open.off = e.say(model.Say{EN: "There is no work yet.", ID: "Belum ada pekerjaan."})
	}
	return []use{
		{id: keyHelp}, {id: keyPeriod}, open, {id: keyExport}, {id: keyOnly, words: model.Say{EN: "One process", ID: "Satu proses"}},
		{id: keyMenu}, {id: keyMove}, {id: keyBack}, {id: keyLock},
	}
}
