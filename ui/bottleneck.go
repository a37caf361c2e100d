package ui

import (
	"context"

	"alur/model"
	"alur/model/figures"
	"alur/model/findings"
	tables "alur/store/export"
)

func slowPage() page {
	return page{
		id:    pageSlow,
		title: model.Say{EN: "Bottlenecks", ID: "Hambatan"},
		help: model.Say{
			EN: "Where time is lost. The sentences say it: where work piles up now, then the problems of the period, the one that costs most first, behind it what follows from it, and last what waits for others outside, each with its cause and a change that could help. Tab goes from Now to Slow, Convoluted, Errors, People and Promises, each with its table; a part of all waiting counts what still waits too. The arrows left and right choose the period, O a process, a kind, a division, a version or other days. Enter shows the cases behind the marked row. A problem is named only where the figures leave little doubt; with too few cases nothing is.",
			ID: "Di mana waktu hilang. Kalimat di atas menyebutnya: di mana pekerjaan menumpuk sekarang, lalu masalah dalam masa itu, yang paling mahal lebih dulu, di belakangnya akibatnya, dan paling akhir yang menunggu pihak luar, masing-masing dengan sebab dan perubahan yang bisa membantu. Tab berpindah dari Kini ke Lambat, Rumit, Salah, Orang dan Janji, masing-masing dengan tabelnya; bagian menunggu juga menghitung yang masih menunggu. Panah kiri dan kanan memilih masa, O memilih proses, jenis, divisi, versi atau hari lain. Enter menampilkan kasus di balik baris yang ditandai. Masalah hanya disebut kalau angkanya cukup jelas; kalau kasusnya terlalu sedikit, tidak ada yang disebut.",
		},
		reckons: true,
		make:    func() screen { return newBottlenecks() },
		key:     keySlow,
		menu:    true,
		log:     true,
		coach: coach{key: keyOpen, words: model.Say{
			EN: "First time here: Enter shows the cases of a row.",
			ID: "Pertama kali di sini: Enter menampilkan kasusnya.",
		}},
		may: overseer,
	}
}

// bottlenecks says where work piles up now, and what was slow, too involved or
// went wrong in a period.
type bottlenecks struct {
	look   slowLook
	choice slowChoice
	// data is what holds now, review what was in the period; both are of the
	// choice they were asked for.
	data  model.Bottlenecks
	ready bool
	// outside is what of what comes in and goes out is not done, for an owner.
	outside  trafficData
	review   findings.Review
	reviewed bool
	// slowest are the rows of the look at what is slow, persons those under the
	// roles of a log: by name, which is no order of merit.
	slowest []findings.Slowness
	persons []figures.Person
	list    list

	export exporter
}

// slowData and reviewData are what the loads bring, and what was asked.
type (
	slowData struct {
		choice  slowChoice
		data    model.Bottlenecks
		outside trafficData
	}
	reviewData struct {
		choice slowChoice
		review findings.Review
	}
)

// newBottlenecks begin with now; those of a log, which has no now, with what
// was slow since its beginning.
func newBottlenecks() *bottlenecks {
	return &bottlenecks{choice: slowChoice{period: periodMonth}, export: exporter{
		what:  tables.Bottlenecks,
		title: model.Say{EN: "Export the bottlenecks", ID: "Ekspor hambatan"},
		word:  model.Say{EN: "bottlenecks", ID: "hambatan"},
	}}
}

func (b *bottlenecks) typing() bool { return false }

func (b *bottlenecks) chooses() *list { return &b.list }

func (b *bottlenecks) update(e *env, in input) []effect {
	if effects, used := b.export.update(e, in); used {
		return effects
	}
	switch in := in.(type) {
	case shown, refresh:
		if e.log != "" && b.look == lookNow {
			b.look, b.choice, b.ready = lookSlow, slowChoice{period: periodAll}, true
		}
		return b.load(e)
	case loaded:
		switch data := in.value.(type) {
		case slowData:
			b.came(in.err, data)
		case reviewData:
			b.reviewCame(e, in.err, data)
		}
	case answered:
		return b.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return b.key(e, in)
	}
	return nil
}

func (b *bottlenecks) load(e *env) []effect {
	choice := b.choice
	query, question := choice.query(e), choice.question(e)
	owner := e.me != nil && e.me.Owner
	return []effect{
		load{name: "bottlenecks", get: func(ctx context.Context, s Store) (any, error) {
			data, err := s.Bottlenecks(ctx, query)
			if err != nil || !owner {
				return slowData{choice: choice, data: data}, err
			}
			outside, err := readTraffic(ctx, s)
			return slowData{choice, data, outside}, err
		}},
		load{name: "review", get: func(ctx context.Context, s Store) (any, error) {
			review, err := s.Review(ctx, question)
			return reviewData{choice, review}, err
		}},
	}
}

func (b *bottlenecks) came(err error, d slowData) {
	if err == nil && d.choice == b.choice {
		b.data, b.outside, b.ready = d.data, d.outside, true
		b.settle()
	}
}

func (b *bottlenecks) reviewCame(e *env, err error, d reviewData) {
	if err == nil && d.choice == b.choice {
		b.review, b.slowest, b.reviewed = d.review, d.review.Slowest(), true
		if e.log != "" {
			b.persons = byName(d.review.People)
		}
		b.settle()
	}
}

// settle gives the list the rows of the look.
func (b *bottlenecks) settle() {
	var ids []string
	for _, at := range b.subjects() {
		ids = append(ids, at.process+"/"+at.step)
	}
	b.list.set(ids)
}

// choose looks at other work.
func (b *bottlenecks) choose(e *env, c slowChoice) []effect {
	if c == b.choice {
		return nil
	}
	b.choice, b.reviewed = c, false
	return b.load(e)
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
		return b.open()
	case k.is(keyField, false):
		for next := true; next; next = e.log != "" && !b.look.ofLog() {
			b.look = b.look.beside(k.name)
		}
		b.settle()
		b.list.moveTo(0) // Each look begins with its worst.
	case k.is(keyPeriod, false):
		c := b.choice
		c.period = c.period.beside(k.name, slowPeriods())
		return b.choose(e, c)
	case k.is(keyExport, false) && e.log == "":
		b.export.view = b.look.table()
		return b.export.begin(e, b.choice.query(e), b.choice.words(e), e.say(model.Say{
			EN: "A workbook has all views; CSV has only: %s.",
			ID: "Buku kerja memuat semua sudut; CSV hanya: %s.",
		}, e.say(b.look.words())))
	case k.is(keyOnly, false):
		return []effect{ask{sheet: b.choice.sheet(e)}}
	}
	return nil
}

// open goes to the cases behind the marked row.
func (b *bottlenecks) open() []effect {
	if b.look == lookNow {
		if s, ok := b.chosen(); ok {
			return []effect{goTo{to: pageWaiting, arg: stepRef{process: s.Process, step: s.Step, title: s.Title}}}
		}
		return nil
	}
	at, ok := b.behind()
	switch {
	case !ok:
		return nil
	case b.look == lookPromises:
		return []effect{goTo{to: pagePromised, arg: at}}
	}
	return []effect{goTo{to: pageStepCases, arg: at}}
}

func (b *bottlenecks) uses(e *env) []use {
	open := use{id: keyOpen, words: model.Say{EN: "See the cases", ID: "Kasusnya"}}
	if len(b.list.ids) == 0 {
		open.off = e.say(model.Say{EN: "There is no work yet.", ID: "Belum ada pekerjaan."})
	}
	if e.log != "" {
		return []use{
			{id: keyHelp}, {id: keyField, words: model.Say{EN: "Views", ID: "Sudut"}}, {id: keyPeriod}, open,
			{id: keyOnly, words: model.Say{EN: "Only", ID: "Hanya"}}, {id: keyMove}, {id: keyQuit},
		}
	}
	return []use{
		{id: keyHelp}, {id: keyField, words: model.Say{EN: "Views", ID: "Sudut"}}, {id: keyPeriod}, open,
		{id: keyOnly, words: model.Say{EN: "Only", ID: "Hanya"}}, {id: keyExport},
		{id: keyMenu}, {id: keyMove}, {id: keyBack}, {id: keyLock},
	}
}
