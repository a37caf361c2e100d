package ui

import (
	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// perform makes the effects of a page so.
func (r *root) perform(from *opened, effects []effect) tea.Cmd {
	var cmds []tea.Cmd
	for _, e := range effects {
		cmds = append(cmds, r.performOne(from, e))
	}
	return tea.Batch(cmds...)
}

func (r *root) performOne(from *opened, e effect) tea.Cmd {
	switch e := e.(type) {
	case goTo:
		return r.goTo(e)
	case goBack:
		return r.goBack()
	case ask:
		return r.ask(e.sheet)
	case notice:
		r.notice(e.role, e.text)
	case load:
		// What an act brings is a page's too that it opens; one that reckons
		// for long is seen before.
		return r.load(from, e, r.brings && !from.page.reckons)
	case do:
		return r.do(from, e)
	case lookUp:
		return r.lookUp(e.code)
	case turned:
		r.turned()
	case draft:
		return r.keepDraft(e)
	case pressKey:
		return r.press(e.id)
	}
	return tea.Batch(r.performSession(from, e), r.performFile(from, e))
}

// performSession makes the effects so that are about who is here, and how.
func (r *root) performSession(from *opened, e effect) tea.Cmd {
	switch e := e.(type) {
	case enter:
		return r.signIn(e)
	case found:
		return r.found(e)
	case setPIN:
		return r.setPIN(from, e)
	case lookRound:
		r.wantsDemo = true
		return r.quit()
	case speak:
		r.env.lang, r.chosen = e.lang, true
	case lock:
		return r.signOut()
	case quit:
		return r.quit()
	}
	return nil
}

// performFile makes the effects so that are about files.
func (r *root) performFile(from *opened, e effect) tea.Cmd {
	switch e := e.(type) {
	case exportTo:
		return r.exportFile(from, e)
	case editOutside:
		return r.editOutside(from, e)
	case replay:
		return r.replay(from, e)
	case discard:
		r.spent = append(r.spent, e.path)
		return r.discardSpent()
	}
	return nil
}

// ask lays a sheet over the page. Opened by Enter or F9, the pause after an
// act begins: a held key must not answer it.
func (r *root) ask(s *sheet) tea.Cmd {
	if row := rowOf(r.front()); s.row == "" {
		s.row = row
	} else if s.row != row { // It is asked again, after a refusal.
		r.movedOn()
		return nil
	}
	r.sheet = s
	r.gate.opened(r.opts.KeyClock())
	if r.last.name == "enter" || r.last.name == "f9" {
		r.gate.acted(r.opts.KeyClock())
	}
	return r.openSheet(s)
}

// goTo opens a page; where it is open already, it and what lies over it give
// way to the new one.
func (r *root) goTo(to goTo) tea.Cmd {
	p, ok := pageOf(to.to)
	if !ok {
		return nil
	}
	if to.home {
		r.stack = nil
	}
	for len(r.stack) > 0 && r.front().page.over {
		r.stack = r.stack[:len(r.stack)-1]
	}
	for i, o := range r.stack {
		if o.page.id == p.id {
			r.stack = r.stack[:i]
			break
		}
	}
	r.gen++
	r.stack = append(r.stack, &opened{page: p, screen: p.make(), gen: r.gen, arg: to.arg})
	comeTo(r.front().screen, to.mark)
	return r.cameToFront(shown{arg: to.arg})
}

// goBack closes the front page; the last one stays.
func (r *root) goBack() tea.Cmd {
	if len(r.stack) < 2 {
		return nil
	}
	r.stack = r.stack[:len(r.stack)-1]
	r.gen++
	f := r.front()
	f.gen = r.gen
	cmd := r.cameToFront(shown{back: true})
	r.sheet, f.sheet = f.sheet, nil
	return cmd
}

func (r *root) cameToFront(s shown) tea.Cmd {
	r.sheet = nil
	r.gate.opened(r.opts.KeyClock())
	return r.tell(s)
}

// press acts as if a key had been pressed on the page below: the menu does
// everything that keys do.
func (r *root) press(id keyID) tea.Cmd {
	back := r.goBack()
	b := bindingOf(id)
	names := append(append([]string{}, b.keys...), b.letters...)
	if len(names) == 0 {
		return back
	}
	return tea.Batch(back, r.input(keyPress{name: names[0]}))
}

// home is the first page of a person: who does no work in the shop sees where
// it waits.
func home(p *model.Person) screenID {
	if p.Auditor {
		return pageSlow
	}
	return pageNext
}

// begin opens the first page once the shop is known.
func (r *root) begin() tea.Cmd {
	r.ready, r.pending = true, nil // What was pressed before was for nothing that is seen.
	first := pageSignIn
	if r.env.me != nil && r.opts.Place.Person != "" {
		return tea.Batch(r.takeUp(r.opts.Place), r.readArrivals(), r.readCoach(), r.readCalls())
	}
	switch {
	case len(r.env.shop.People) == 0:
		first = pageFirstRun
	case r.env.me != nil:
		first = home(r.env.me)
	}
	return tea.Batch(r.goTo(goTo{to: first, home: true}), r.readArrivals(), r.readCoach(), r.readCalls())
}

// settleLang takes the language asked for, else the person's, else the
// shop's.
func (r *root) settleLang() {
	switch {
	case r.opts.Lang != "" || r.chosen:
	case r.env.me != nil && r.env.me.Lang != "":
		r.env.lang = r.env.me.Lang
	case r.env.shop.Lang != "":
		r.env.lang = r.env.shop.Lang
	}
}
