package ui

import (
	"strconv"

	"alur/model"
)

func proposalsPage() page {
	return page{
		id:    pageProposals,
		title: model.Say{EN: "Proposals", ID: "Usulan"},
		help: model.Say{
			EN: "Other words for a step, asked for by those who work by it. What it says now stands beside what is proposed. Enter answers: to accept publishes a version with just that text changed, to decline tells the person why.",
			ID: "Kata-kata lain untuk sebuah langkah, diusulkan oleh yang mengerjakannya. Bunyi sekarang ada di samping usulnya. Enter menjawab: menerima menerbitkan versi yang hanya berbeda teks itu, menolak memberi tahu alasannya.",
		},
		make: func() screen { return &proposals{} },
		menu: true,
	}
}

// proposals are the texts that people asked for and nobody answered yet.
type proposals struct {
	list  list
	sheet *sheet
}

// The verbs that answer a proposal.
const (
	verbAccept  = "accept"
	verbDecline = "decline"
)

func (p *proposals) typing() bool { return false }

func (p *proposals) chooses() *list { return &p.list }

func (p *proposals) update(e *env, in input) []effect {
	switch in := in.(type) {
	case shown, refresh, newShop:
		p.fill(e)
	case done:
		if in.name == verbDecline && mendable(in.err) && p.sheet != nil {
			return []effect{ask{sheet: p.sheet}}
		}
		p.fill(e)
	case answered:
		return p.answered(e, in)
	case scanned:
		return []effect{lookUp{code: in.text}}
	case keyPress:
		return p.key(e, in)
	}
	return nil
}

func (p *proposals) fill(e *env) {
	var ids []string
	for _, pr := range e.shop.Proposals {
		ids = append(ids, strconv.Itoa(pr.Number))
	}
	p.list.set(ids)
}

// chosen is the proposal with the focus.
func (p *proposals) chosen(e *env) (model.Proposal, bool) {
	for _, pr := range e.shop.Proposals {
		if strconv.Itoa(pr.Number) == p.list.sel {
			return pr, true
		}
	}
	return model.Proposal{}, false
}

func (p *proposals) key(e *env, k keyPress) []effect {
	pr, ok := p.chosen(e)
	switch {
	case k.name == "esc":
		return []effect{goBack{}}
	case k.name == "enter" && ok:
		return []effect{ask{sheet: p.verbs(e, pr)}}
	}
	p.list.update(k, false)
	return nil
}

// verbs asks what becomes of a proposal.
func (p *proposals) verbs(e *env, pr model.Proposal) *sheet {
	off := ""
	if !e.me.Owner {
		off = e.say(model.Say{EN: "only the owner may", ID: "hanya pemilik yang boleh"})
	}
	options := []option{
		{id: verbAccept, label: e.say(model.Say{EN: "Accept", ID: "Terima"}), off: off,
			detail: e.say(model.Say{EN: "a version with just this text changed", ID: "versi yang hanya berbeda teks ini"})},
		{id: verbDecline, label: e.say(model.Say{EN: "Decline", ID: "Tolak"}), off: off,
			detail: e.say(model.Say{EN: "with a word why, for %s", ID: "dengan alasan, untuk %s"}, e.name(pr.By))},
		{id: verbEdit, label: e.say(model.Say{EN: "Open the process", ID: "Buka prosesnya"}),
			detail: e.processName(pr.Process)},
	}
	verbs := item{kind: itemVerbs, name: "verb", options: options}
	if off != "" {
		verbs.at = 2
	}
	return &sheet{
		name:  "verb",
		title: e.say(model.Say{EN: "What becomes of this proposal?", ID: "Usul ini bagaimana?"}),
		lead:  []string{clean(pr.OldText)},
		form:  form{items: []item{verbs}},
	}
}

func (p *proposals) answered(e *env, a answered) []effect {
	pr, ok := p.chosen(e)
	if a.button == "" || a.button == cancelled || !ok {
		return nil
	}
	switch {
	case a.name == "verb" && a.button == verbEdit:
		return []effect{goTo{to: pageProcess, arg: pr.Process}}
	case a.name == "verb" && a.button == verbAccept:
		said := e.say(model.Say{EN: "Accepted: a new version of %s is in force.", ID: "Diterima: versi baru %s berlaku."}, e.processName(pr.Process))
		return []effect{do{name: verbAccept, act: model.AcceptText{Proposal: pr.Number}, said: said}}
	case a.name == "verb":
		p.sheet = &sheet{
			name:  verbDecline,
			about: strconv.Itoa(pr.Number),
			title: e.say(model.Say{EN: "Decline the proposal", ID: "Tolak usul"}),
			lead:  []string{e.say(model.Say{EN: "It stays on record. Tell %s.", ID: "Ini tercatat. Sampaikan kepada %s."}, e.name(pr.By))},
			form:  reasonForm(e, nil, e.say(model.Say{EN: "Decline", ID: "Tolak"})),
		}
		return []effect{ask{sheet: p.sheet}}
	}
	said := e.say(model.Say{EN: "Declined.", ID: "Ditolak."})
	return []effect{do{name: verbDecline, act: model.DeclineText{Proposal: pr.Number, Reason: reasonOf(a)}, said: said}}
}

func (p *proposals) uses(e *env) []use {
	uses := []use{{id: keyHelp}, {id: keyMove}}
	if len(p.list.ids) > 0 {
		uses = append(uses, use{id: keyOpen, words: model.Say{EN: "Answer", ID: "Jawab"}})
	}
	return append(uses, use{id: keyBack}, use{id: keyMenu}, use{id: keyLock})
}

func (p *proposals) view(e *env) []string {
	t := e.theme
	if len(p.list.ids) == 0 {
		return []string{"",
			"  " + t.strong(e.say(model.Say{EN: "No proposal waits for an answer.", ID: "Tidak ada usul yang menunggu jawaban."})), "",
			"  " + t.dim(e.say(model.Say{EN: "Anybody can propose other words for a step: F8 in the task or on the step.", ID: "Siapa pun bisa mengusulkan kata lain: F8 di tugas atau di langkahnya."})),
			"  " + t.dim(e.say(model.Say{EN: "Esc goes back.", ID: "Esc kembali."}))}
	}
	head := e.say(model.Say{EN: "%d proposals, the oldest first", ID: "%d usul, yang terlama dulu"}, len(p.list.ids))
	if len(p.list.ids) == 1 {
		head = e.say(model.Say{EN: "One proposal", ID: "Satu usul"})
	}
	lines := []string{"", "  " + t.strong(head), ""}
	rows := min(len(p.list.ids), max(3, e.height/3))
	lines = append(lines, scrolledBy(e, len(p.list.ids), p.list.at(), rows, func(i int) string { return p.row(e, e.shop.Proposals[i]) })...)
	lines = append(lines, "", t.rule(e.width))
	if pr, ok := p.chosen(e); ok {
		lines = append(lines, p.compared(e, pr, e.height-len(lines))...)
	}
	return lines
}

func (p *proposals) row(e *env, pr model.Proposal) string {
	t := e.theme
	names := e.width * 45 / 100
	mark, label := "  ", t.pad(clean(pr.OldText), names)
	if strconv.Itoa(pr.Number) == p.list.sel {
		mark, label = t.glyph.point+" ", t.focus(label)
	}
	return "  " + mark + label + "  " + t.ends(e.processName(pr.Process), e.name(pr.By)+"  "+t.dim(e.when(pr.At)), e.width-names-8)
}

// compared shows what the step says now beside what is proposed.
func (p *proposals) compared(e *env, pr model.Proposal, h int) []string {
	t := e.theme
	w := (e.width - 7) / 2
	column := func(title, text, how string) []string {
		lines := []string{t.strong(title)}
		lines = append(lines, wrap(text, w)...)
		if how != "" {
			lines = append(lines, "")
			lines = append(lines, wrap(how, w)...)
		}
		return lines
	}
	newText, newHow := pr.Text, pr.How
	if newText == "" {
		newText = pr.OldText
	}
	if newHow == "" {
		newHow = pr.OldHow
	}
	old := column(e.say(model.Say{EN: "Now", ID: "Sekarang"}), pr.OldText, pr.OldHow)
	next := column(e.say(model.Say{EN: "Proposed", ID: "Usul"}), newText, newHow)
	n := max(len(old), len(next))
	lines := beside(t, indent(old, 2), next, w+2, n)
	if len(lines) > h && h > 0 {
		rest := len(lines) - h + 1
		lines = append(lines[:h-1], "  "+t.dim(e.say(model.Say{EN: "%s %d more lines", ID: "%s %d baris lagi"}, t.glyph.fall, rest)))
	}
	return lines
}

// proposalLine tells the owner, on the first screen, that somebody waits for
// an answer.
func proposalLine(e *env) []string {
	n := len(e.shop.Proposals)
	if n == 0 || e.me == nil || !e.me.Owner {
		return nil
	}
	text := e.say(model.Say{EN: "%d proposals wait for your answer: F3", ID: "%d usul menunggu jawaban Anda: F3"}, n)
	if n == 1 {
		text = e.say(model.Say{EN: "%s proposes other words for a step: F3", ID: "%s mengusulkan kata lain untuk sebuah langkah: F3"}, e.name(e.shop.Proposals[0].By))
	}
	return []string{"  " + e.theme.accent(e.theme.glyph.middle+" "+e.theme.cut(text, e.width-6))}
}
