package ui

import (
	"strings"

	"alur/model"
)

// plain asks who sits there.
func (s *signIn) plain(e *env) plainCard {
	card := plainCard{
		say: []string{
			clean(e.shop.Settings.Name) + ", " + e.longDate(e.now) + ", " + e.clock(e.now),
			e.say(model.Say{EN: "Who are you? Type the number of your line, or your name.", ID: "Siapa Anda? Ketik nomor baris Anda, atau nama Anda."}),
		},
		help: e.say(model.Say{
			EN: "Type the number before your name, or the first letters of your name, then Enter. Whoever has a PIN is asked for it next. Enter alone says the names again.",
			ID: "Ketik nomor di depan nama Anda, atau huruf awal nama Anda, lalu Enter. Yang punya PIN lalu ditanya PIN-nya. Enter saja mengulang daftar nama.",
		}),
	}
	if s.wrong != "" {
		card.say = append(card.say, s.wrong)
	}
	for _, r := range s.people {
		card.choices = append(card.choices, r.plain(e))
	}
	card.choices = append(card.choices,
		plainChoice{label: e.say(bindingOf(keyLang).short), does: func() []effect { return []effect{speak{lang: otherLang(e.lang)}} }},
		plainChoice{label: e.say(bindingOf(keyQuit).short), does: func() []effect { return []effect{quit{}} }})
	card.named = func(text string) plainChoice { return s.plainNamed(e, text) }
	return card
}

// plain is the line of one person; whoever has a PIN is asked for it.
func (a signInRow) plain(e *env) plainChoice {
	label := clean(a.person.Name)
	if note := a.note(e); note != "" {
		label += ", " + note
	}
	if a.person.PIN == "" {
		return plainChoice{label: label, does: func() []effect { return []effect{enter{person: a.person.ID}} }}
	}
	return plainChoice{label: label, ask: &plainAsk{label: "PIN", secret: true, take: func(pin string) []effect {
		return []effect{enter{person: a.person.ID, pin: onlyDigits(pin)}}
	}}}
}

// plainNamed is the line of whoever was called by name: in full, or by letters
// that only one name begins with.
func (s *signIn) plainNamed(e *env, text string) plainChoice {
	var fit []signInRow
	var names []string
	for _, r := range s.people {
		if strings.EqualFold(r.person.Name, text) {
			return r.plain(e)
		}
		if s.fits(r, text) {
			fit = append(fit, r)
			names = append(names, clean(r.person.Name))
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0].plain(e)
	case len(fit) > 1:
		return plainChoice{tells: []string{e.say(model.Say{EN: "More than one name begins with that: %s. Please type more of it.", ID: "Lebih dari satu nama berawal begitu: %s. Mohon ketik lebih lengkap."}, strings.Join(names, ", "))}}
	case onlyDigits(text) == text:
		return plainChoice{tells: []string{e.say(model.Say{EN: "There is no line %s. Please type the number of your line, or your name.", ID: "Tidak ada baris %s. Mohon ketik nomor baris Anda, atau nama Anda."}, text)}}
	}
	return plainChoice{tells: []string{e.say(model.Say{EN: "Nobody here is called %s. Please type the number of your line, or your name.", ID: "Tidak ada yang bernama %s di sini. Mohon ketik nomor baris Anda, atau nama Anda."}, text)}}
}
