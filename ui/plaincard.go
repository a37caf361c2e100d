package ui

import (
	"fmt"
	"slices"

	"alur/model"
)

// plainer is a screen that can be talked with.
type plainer interface{ plain(e *env) plainCard }

// plainCard is what a screen says, and what can be answered.
type plainCard struct {
	say     []string
	choices []plainChoice
	// text takes an answer that is not a number of a choice: a name, a code
	// from a scanner; nil looks for the case of that code.
	text func(text string) []effect
	// named answers the line that is meant by a word, in the place of text.
	named func(text string) plainChoice
	// help is what a question mark says; empty says how questions are answered.
	help string
}

// plainChoice is one numbered line.
type plainChoice struct {
	label string
	// off says why it can't be chosen now.
	off string
	// does answers what choosing it does.
	does func() []effect
	// ask is what has to be typed first.
	ask *plainAsk
	// tells is what choosing it says, where it does nothing.
	tells []string
}

// tellCard says a card: all of it, or what has changed since it was said.
func (p *plainTalk) tellCard(card plainCard) {
	numbered := make([]string, len(card.choices))
	for i, c := range card.choices {
		numbered[i] = choiceText(&p.root.env, i+1, c.label, c.off)
	}
	gen := p.root.front().gen
	if p.gen != gen || p.told == nil {
		p.line("")
		p.told, p.offered = nil, nil
	}
	p.changed(p.told, card.say)
	p.changed(p.offered, numbered)
	p.told, p.offered, p.gen = card.say, numbered, gen
}

// changed says the lines that were not said before.
func (p *plainTalk) changed(were, lines []string) {
	for _, l := range lines {
		if !slices.Contains(were, l) {
			p.line(l)
		}
	}
}

// choiceText is one numbered line, with the reason where it can't be chosen.
func choiceText(e *env, number int, label, off string) string {
	text := fmt.Sprintf("%d  %s", number, label)
	if off != "" {
		text += " (" + notNow(e, off) + ")"
	}
	return text
}

// help says how the question is answered.
func (p *plainTalk) help(card plainCard) {
	help := card.help
	if help == "" {
		help = p.root.env.say(model.Say{
			EN: "Type the number of a line, then Enter. 0 is the menu of everything, and Enter alone says all of it again. What is no number of a line is looked for: a case, a customer, a code.",
			ID: "Ketik nomor sebuah baris, lalu Enter. 0 membuka menu semuanya, dan Enter saja mengulang semuanya. Yang bukan nomor baris akan dicari: kasus, pelanggan, kode.",
		})
	}
	p.line(help)
}
