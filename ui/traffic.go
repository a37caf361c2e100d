package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/store"
)

func trafficPage() page {
	return page{
		id:    pageTraffic,
		title: model.Say{EN: "In and out", ID: "Masuk dan keluar"},
		help: model.Say{
			EN: "What goes out and what came in, and stands here because something is not done yet: messages that could not be sent, what other programs sent and what did not fit, messages that are tried again by themselves, and news that came before its case. Enter does something about the marked line: try it again, mend it, or give it up, which stays on record.",
			ID: "Yang keluar dan yang masuk, dan ada di sini karena belum beres: pesan yang gagal dikirim, kiriman program lain yang tidak cocok, pesan yang dicoba lagi sendiri, dan kabar yang datang sebelum kasusnya. Enter bertindak pada baris yang ditandai: coba lagi, perbaiki, atau buang, yang tetap tercatat.",
		},
		make: func() screen { return &traffic{} },
		menu: true,
		may:  func(p *model.Person) bool { return p.Owner },
		live: true,
	}
}

// traffic lists what of what goes out and comes in is not done yet.
type traffic struct {
	list  list
	data  trafficData
	ready bool
	sheet *sheet
}

type trafficData struct {
	out []store.Outgoing
	in  store.Deliveries
}

// The verbs of a line.
const (
	verbRetry  = "retry"
	verbReplay = "replay"
	verbMend   = "mend"
	verbGiveUp = "give up"
)

func (v *traffic) typing() bool { return false }

func (v *traffic) chooses() *list { return &v.list }

func (v *traffic) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh, newShop:
		return []effect{v.load()}
	case loaded:
		if data, ok := in.value.(trafficData); ok && in.err == nil {
			v.data, v.ready = data, true
			v.list.set(v.ids())
		}
	case done:
		if in.name == verbMend && in.err != nil && v.sheet != nil {
			v.sheet.form.focus = 0
			return []effect{ask{sheet: v.sheet}, v.load()}
		}
		return []effect{v.load()}
	case answered:
		return v.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return v.key(e, in)
	}
	return nil
}

func (v *traffic) load() load {
	return load{name: "traffic", get: func(ctx context.Context, s Store) (any, error) { return readTraffic(ctx, s) }}
}

func readTraffic(ctx context.Context, s Store) (data trafficData, err error) {
	if data.out, err = s.Outbox(ctx); err != nil {
		return data, err
	}
	data.in, err = s.Deliveries(ctx)
	return data, err
}

func messageID(m store.Outgoing) string  { return "m" + strconv.FormatUint(m.Ref.Seq, 10) }
func deliveryID(d store.Delivery) string { return "d" + itoa(d.Number) }

// ids are the lines: what does not go on by itself first.
func (v *traffic) ids() []string {
	var ids []string
	for _, stuck := range []bool{true, false} {
		for _, m := range v.data.out {
			if m.Dead == stuck {
				ids = append(ids, messageID(m))
			}
		}
		for _, d := range v.data.in.Kept {
			if d.Early != stuck {
				ids = append(ids, deliveryID(d))
			}
		}
	}
	return ids
}

// message and delivery are the line of an id.
func (v *traffic) message(id string) (store.Outgoing, bool) {
	i := slices.IndexFunc(v.data.out, func(m store.Outgoing) bool { return messageID(m) == id })
	if i < 0 {
		return store.Outgoing{}, false
	}
	return v.data.out[i], true
}

func (v *traffic) delivery(id string) (store.Delivery, bool) {
	i := slices.IndexFunc(v.data.in.Kept, func(d store.Delivery) bool { return deliveryID(d) == id })
	if i < 0 {
		return store.Delivery{}, false
	}
	return v.data.in.Kept[i], true
}

func (v *traffic) key(e *env, k keyPress) []effect {
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter" && v.list.at() >= 0:
		return []effect{ask{sheet: v.verbs(e)}}
	}
	v.list.update(k, false)
	return nil
}

// verbs asks what becomes of the marked line.
func (v *traffic) verbs(e *env) *sheet {
	verbs := item{kind: itemVerbs, name: "verb"}
	add := func(id string, label, detail model.Say) {
		verbs.options = append(verbs.options, option{id: id, label: e.say(label), detail: e.say(detail)})
	}
	if _, is := v.message(v.list.sel); is {
		add(verbRetry, model.Say{EN: "Try again now", ID: "Coba lagi sekarang"}, model.Say{EN: "for three days, at longer and longer pauses", ID: "selama tiga hari, dengan jeda makin lama"})
	} else {
		add(verbReplay, model.Say{EN: "Take it now", ID: "Terima sekarang"}, model.Say{EN: "as it came: what was wrong is mended here", ID: "apa adanya: yang salah sudah dibetulkan di sini"})
		add(verbMend, model.Say{EN: "Mend it and take it", ID: "Perbaiki lalu terima"}, model.Say{EN: "say what a field should be", ID: "sebutkan isian yang benar"})
	}
	add(verbGiveUp, model.Say{EN: "Give it up", ID: "Buang"}, model.Say{EN: "it stays on record that you did", ID: "tetap tercatat bahwa Anda membuangnya"})
	return &sheet{
		name: "verb", title: e.say(model.Say{EN: "What becomes of it?", ID: "Bagaimana dengan ini?"}),
		lead: []string{v.what(e, v.list.sel)}, form: form{items: []item{verbs}},
	}
}

func (v *traffic) answered(e *env, a answered) []effect {
	if a.button == "" || a.button == cancelled {
		return nil
	}
	if m, is := v.message(v.list.sel); is {
		if a.button == verbRetry {
			return []effect{do{name: a.button, act: model.RetryMessage{About: m.Ref}, said: e.say(model.Say{EN: "It is tried again now.", ID: "Sedang dicoba lagi."})}}
		}
		return []effect{do{name: a.button, act: model.DropMessage{About: m.Ref}, said: e.say(model.Say{EN: "Given up: it is not sent.", ID: "Dibuang: tidak dikirim."})}}
	}
	d, is := v.delivery(v.list.sel)
	if !is {
		return nil
	}
	switch {
	case a.name == verbMend:
		return []effect{replay{name: verbMend, number: d.Number, mend: strings.Split(a.values["field"], ";")}}
	case a.button == verbReplay:
		return []effect{replay{name: verbReplay, number: d.Number}}
	case a.button == verbMend:
		v.sheet = mendSheet(e, e.say(model.Say{EN: "What is wrong: %s", ID: "Yang salah: %s"}, v.whyKept(e, d)), d.Step != "")
		v.sheet.about = strconv.Itoa(d.Number)
		return []effect{ask{sheet: v.sheet}}
	}
	return []effect{do{
		name: a.button, act: model.DropDelivery{Number: d.Number, Process: d.Process},
		said: e.say(model.Say{EN: "Given up: nothing begins with it.", ID: "Dibuang: tidak ada yang dimulai dengannya."}),
	}}
}

// mendSheet asks what is right of an order, or of news of a step.
func mendSheet(e *env, why string, news bool) *sheet {
	how := model.Say{EN: "Write total=95000; several are parted by ;", ID: "Tulis total=95000; beberapa dipisah dengan ;"}
	if news {
		how = model.Say{EN: "Write key=A-1042 for the case, outcome=delivered for its end; several are parted by ;", ID: "Tulis key=A-1042 untuk kasusnya, outcome=delivered untuk hasilnya; beberapa dipisah dengan ;"}
	}
	return &sheet{
		name: verbMend, title: e.say(model.Say{EN: "Mend it and take it", ID: "Perbaiki lalu terima"}),
		lead: []string{why, e.say(how)},
		form: form{items: append([]item{{kind: itemText, name: "field", label: e.say(model.Say{EN: "Right is", ID: "Yang benar"})}},
			buttons(e, e.say(model.Say{EN: "Take it", ID: "Terima"}))...)},
	}
}

// replay does a delivery once more; the outcome comes back as done.
type replay struct {
	name   string
	number int
	mend   []string
}

func (replay) effect() {}

func (r *root) replay(from *opened, x replay) tea.Cmd {
	if r.opts.Replay == nil || r.env.me == nil {
		r.notice(roleWarn, r.env.say(model.Say{EN: "Here that is done by the command: alur deliveries replay %d", ID: "Di sini lewat perintah: alur deliveries replay %d"}, x.number))
		return nil
	}
	r.weigh()
	r.busy++
	r.said = said{}
	m := doneMsg{done: done{name: x.name}, gen: from.gen}
	ctx, by, station, lang := r.ctx, r.env.me.ID, r.env.station, r.env.lang
	return func() tea.Msg {
		said, err := r.opts.Replay(ctx, by, station, x.number, x.mend)
		if m.err = err; err == nil {
			m.said = clean(said.In(lang))
		}
		return m
	}
}
