package ui

import (
	"strconv"

	"alur/model"
)

// plainAsk is one thing to type, or to choose among numbered answers.
type plainAsk struct {
	label string
	// hint says what is wanted, now what stands there.
	hint, now string
	options   []string
	secret    bool
	// take answers what the text does; it is not called for an empty line,
	// which leaves everything as it is.
	take func(text string) []effect
	// then is asked next, where it answers something.
	then func() *plainAsk
}

// placeOf reads the number of a line; longer ones are codes.
func placeOf(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0 && len(text) <= 3
}

// askField asks one thing, and answers what is to be asked next.
func (p *plainTalk) askField(ask *plainAsk) *plainAsk {
	e := &p.root.env
	for i, o := range ask.options {
		p.line(choiceText(e, i+1, o, ""))
	}
	text, ok := p.prompt(ask)
	if !ok {
		p.leave()
		return nil
	}
	if text == "" {
		return nil
	}
	if n, isNumber := placeOf(text); isNumber && n <= len(ask.options) {
		text = ask.options[n-1]
	}
	p.perform(ask.take(text))
	p.notice()
	if ask.then == nil || p.root.sheet != nil {
		return nil
	}
	return ask.then()
}

func (p *plainTalk) prompt(ask *plainAsk) (string, bool) {
	e := &p.root.env
	text := ask.label
	if ask.hint != "" {
		text += " (" + ask.hint + ")"
	}
	if ask.now != "" {
		text += e.say(model.Say{EN: ", now %s, Enter keeps it", ID: ", sekarang %s, Enter membiarkannya"}, ask.now)
	}
	text = plain(text) + ": "
	if !ask.secret || p.secret == nil {
		answer, ok := p.read(text)
		for ok && answer == "?" {
			p.askHelp(ask)
			answer, ok = p.read(text)
		}
		return answer, ok
	}
	secret, ok := p.readBy(text, p.secret)
	p.write("\n")
	return secret, ok
}

// askHelp says how something that is asked is answered.
func (p *plainTalk) askHelp(ask *plainAsk) {
	help := model.Say{EN: "Type the answer, then Enter. Enter alone leaves it as it is.", ID: "Ketik jawabannya, lalu Enter. Enter saja membiarkannya."}
	if len(ask.options) > 0 {
		help = model.Say{EN: "Type the number of an answer, then Enter. Enter alone leaves it as it is.", ID: "Ketik nomor jawabannya, lalu Enter. Enter saja membiarkannya."}
	}
	p.line(p.root.env.say(help))
}

// askSheet asks everything a sheet asks, one after the other, and gives the
// answer to the screen that asked.
func (p *plainTalk) askSheet(s *sheet) {
	p.line("")
	p.line(s.title)
	for _, l := range s.lead {
		p.line(l)
	}
	button := ""
	for i := 0; i < len(s.form.items); i++ {
		it := &s.form.items[i]
		ok := true
		switch it.kind {
		case itemText:
			ok = p.askText(it)
		case itemPick, itemTurn:
			ok = p.askPick(it)
		case itemVerbs:
			button, ok = p.askVerb(it.label, it.options)
		case itemButton:
			button, ok = p.askVerb("", buttonOptions(s.form.items[i:]))
			i = len(s.form.items)
		}
		if !ok {
			p.leave()
			return
		}
		s.changed(it.name)
	}
	// Esc is the answer without a button.
	p.root.sheet = nil
	p.run(p.root.tell(answered{name: s.name, button: button, values: s.form.values()}))
	p.notice()
}

// buttonOptions are the last buttons of a form as one question.
func buttonOptions(items []item) []option {
	var options []option
	for _, it := range items {
		if it.kind == itemButton {
			options = append(options, option{id: it.name, label: it.label, off: it.off})
		}
	}
	return options
}

// askText asks for the text of an item; an empty line leaves what is there.
func (p *plainTalk) askText(it *item) bool {
	if it.fault != "" {
		p.line(it.fault)
	}
	text, ok := p.prompt(&plainAsk{label: it.label, hint: it.hint, now: it.edit.text()})
	if ok && text != "" {
		it.edit.set("")
		it.edit.insert(text)
		it.fault = ""
	}
	return ok
}

// askPick asks for one of several answers; an empty line leaves the chosen.
func (p *plainTalk) askPick(it *item) bool {
	if it.label != "" {
		p.line(it.label)
	}
	for i, o := range it.options {
		p.option(i+1, o)
	}
	now := ""
	if it.at < len(it.options) {
		now = it.options[it.at].label
	}
	for {
		text, ok := p.prompt(&plainAsk{label: p.root.env.say(model.Say{EN: "Number", ID: "Nomor"}), now: now})
		n, isNumber := placeOf(text)
		switch {
		case !ok:
			return false
		case text == "":
			return true
		case isNumber && n <= len(it.options):
			it.at = n - 1
			return true
		}
		p.noSuch(len(it.options))
	}
}

// askVerb asks which of several is to be done; 0 does none of them.
func (p *plainTalk) askVerb(label string, options []option) (id string, ok bool) {
	e := &p.root.env
	if label != "" {
		p.line(label)
	}
	for i, o := range options {
		p.option(i+1, o)
	}
	for {
		text, ok := p.read(e.say(model.Say{EN: "Number (0 back): ", ID: "Nomor (0 kembali): "}))
		n, isNumber := placeOf(text)
		switch {
		case !ok:
			return "", false
		case text == "0" || text == "":
			return "", true
		case isNumber && n <= len(options) && options[n-1].off == "":
			return options[n-1].id, true
		case isNumber && n <= len(options):
			p.line(capital(notNow(e, options[n-1].off)) + ".")
		case text == "?":
			p.line(e.say(model.Say{EN: "Type the number of a line, then Enter. 0 goes back, and nothing is done.", ID: "Ketik nomor sebuah baris, lalu Enter. 0 kembali, dan tidak ada yang dilakukan."}))
		default:
			p.noSuch(len(options))
		}
	}
}

func (p *plainTalk) option(number int, o option) {
	label := o.label
	if o.detail != "" && o.off == "" {
		label += ": " + o.detail
	}
	p.line(choiceText(&p.root.env, number, label, o.off))
}

func (p *plainTalk) noSuch(most int) {
	p.line(p.root.env.say(model.Say{EN: "Please type a number from 1 to %d.", ID: "Mohon ketik nomor dari 1 sampai %d."}, most))
}

// menu is everything that can be done from anywhere.
func (p *plainTalk) menu() plainCard {
	r := p.root
	e := &r.env
	card := plainCard{say: []string{e.say(model.Say{EN: "Menu. 0 goes back.", ID: "Menu. 0 kembali."})}}
	add := func(label string, does func() []effect) {
		card.choices = append(card.choices, plainChoice{label: label, does: does})
	}
	for _, page := range pages() {
		if _, talks := page.make().(plainer); !talks || !page.menu || page.id == pageFind || !e.mayOpen(page) {
			continue
		}
		add(e.say(page.title), func() []effect { return []effect{goTo{to: page.id}} })
	}
	find := model.Say{EN: "Find a case: number, customer, product or phone", ID: "Cari kasus: nomor, pelanggan, barang atau telepon"}
	card.choices = append(card.choices, plainChoice{label: e.say(find), ask: &plainAsk{
		label: e.say(model.Say{EN: "Find", ID: "Cari"}),
		take: func(text string) []effect {
			p.atMenu = false
			return []effect{lookUp{code: text}}
		},
	}})
	if !e.me.Auditor {
		add(e.say(model.Say{EN: "Undo my last act", ID: "Urungkan tindakan terakhir saya"}), func() []effect {
			p.run(r.undo())
			return nil
		})
	}
	add(e.say(model.Say{EN: "Bahasa Indonesia", ID: "English"}), func() []effect { return []effect{speak{lang: otherLang(e.lang)}} })
	add(capital(e.say(bindingOf(keyLock).words)), func() []effect { return []effect{lock{}} })
	add(e.say(bindingOf(keyQuit).short), func() []effect { return []effect{quit{}} })
	return card
}
