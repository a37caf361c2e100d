package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// The envelopes in which the store's answers come back.
type (
	shopMsg struct {
		shop *model.Shop
		cal  *model.Calendar
		err  error
	}
	movedMsg struct{ next <-chan Head }
	loadMsg  struct {
		loaded
		gen int
		// hold is true where keys wait for it.
		hold bool
	}
	doneMsg struct {
		done
		gen  int
		said string
	}
	enterMsg struct {
		person string
		shop   *model.Shop
		cal    *model.Calendar
		// readOnly is true where the sign-in could not be put on record.
		readOnly bool
		// then is opened over the first page of the person.
		then screenID
		err  error
	}
	outMsg struct{ err error }
)

// answer takes a message that is one of the envelopes.
func (r *root) answer(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case shopMsg:
		return r.shopCame(m)
	case movedMsg:
		return tea.Batch(r.moved(), waitFor(m.next))
	case loadMsg:
		return r.loadCame(m)
	case doneMsg:
		return r.doneCame(m)
	case draftMsg:
		return r.draftCame(m)
	case sheetMsg:
		return r.sheetCame(m)
	case enterMsg:
		return r.enterCame(m)
	case outMsg:
		return r.outCame(m)
	case coachMsg:
		return r.coachCame(m)
	case callsMsg:
		return r.callsCame(m)
	case outsideMsg:
		return r.outsideCame(m)
	case editedMsg:
		return r.editedCame(m)
	case foundMsg:
		return r.foundCame(m)
	case arrivedMsg:
		return r.arrived(m)
	}
	return nil
}

// moved reads anew what may have changed with the record.
func (r *root) moved() tea.Cmd {
	return tea.Batch(r.readShop(), r.tell(refresh{}), r.readArrivals())
}

// watch waits for others' acts.
func (r *root) watch() tea.Cmd {
	ctx, s := r.ctx, r.store
	return func() tea.Msg { return waitFor(s.Watch(ctx))() }
}

func waitFor(heads <-chan Head) tea.Cmd {
	return func() tea.Msg {
		if _, ok := <-heads; !ok {
			return nil
		}
		return movedMsg{next: heads}
	}
}

// do sends a command to the store. Keys wait until the outcome is shown.
func (r *root) do(from *opened, d do) tea.Cmd {
	if r.env.me == nil && !r.founding(d.act) {
		return nil
	}
	if !light(d.act) {
		r.weigh()
	}
	r.busy++
	r.said = said{}
	by := ""
	if r.env.me != nil {
		by = r.env.me.ID
	}
	cmd := model.Command{By: by, Station: r.env.station, Seq: d.seq, Act: d.act}
	m := doneMsg{done: done{name: d.name, act: d.act}, gen: from.gen, said: d.said}
	ctx, s := r.ctx, r.store
	return func() tea.Msg {
		m.receipt, m.err = s.Do(ctx, cmd)
		return m
	}
}

// light reports whether an act is a small part of a task, after which Enter
// and F9 need no pause.
func light(a model.Act) bool {
	switch a.(type) {
	case model.SetTick, model.SetField, model.Undo:
		return true
	}
	return false
}

func isUndo(a model.Act) bool {
	_, ok := a.(model.Undo)
	return ok
}

// founding reports whether an act may come from nobody: the first one.
func (r *root) founding(a model.Act) bool {
	_, ok := a.(model.CreateShop)
	return ok
}

func (r *root) doneCame(m doneMsg) tea.Cmd {
	r.busy--
	if m.name == exportName {
		r.exporting = nil
	}
	r.arrivals.own = true
	if m.err != nil { // What is to be undone was not done: nothing before it is.
		r.pending = slices.DeleteFunc(r.pending, func(g waitingInput) bool {
			k, isKey := g.in.(keyPress)
			return isKey && k.is(keyUndo, true)
		})
	}
	m.said = r.undone(m)
	for _, also := range model.Aftermath(m.receipt.Events, r.env.shop) {
		m.said = strings.TrimSpace(m.said + " " + clean(also.In(r.env.lang)))
	}
	switch {
	case m.err != nil && r.toldThere(m):
	case m.err != nil:
		r.notice(roleWarn, r.trouble(m.err))
	case m.said != "" && m.receipt.Undoable && !isUndo(m.act) && !r.env.plain:
		r.notice(roleGood, r.env.say(model.Say{EN: "%s Undo: Ctrl+Z", ID: "%s Urungkan: Ctrl+Z"}, m.said))
	case m.said != "":
		r.notice(roleGood, m.said)
	}
	cmds := []tea.Cmd{r.actedSheet(m.err)}
	f := r.front()
	if f == nil || f.gen != m.gen {
		return tea.Batch(append(cmds, r.resume())...)
	}
	r.brings = true
	for _, e := range f.screen.update(&r.env, m.done) {
		if l, ok := e.(load); ok {
			cmds = append(cmds, r.load(f, l, true))
			continue
		}
		cmds = append(cmds, r.performOne(f, e))
	}
	r.brings = false
	return tea.Batch(append(cmds, r.resume())...)
}

// teller is a screen that says by itself why some of its acts were refused.
type teller interface{ told(e *env, d done) bool }

// toldThere reports whether the screen that acted says why it was refused:
// said twice it takes the room of the work.
func (r *root) toldThere(m doneMsg) bool {
	f := r.front()
	if f == nil || f.gen != m.gen {
		return false
	}
	s, ok := f.screen.(teller)
	return ok && s.told(&r.env, m.done)
}

// resume lets the keys go on that waited for an act.
func (r *root) resume() tea.Cmd {
	if r.leaving {
		return r.leave()
	}
	if r.busy == 0 && r.grave {
		r.grave, r.deaf = false, false
		r.gate.shown(r.opts.KeyClock())
	}
	var cmds []tea.Cmd
	for r.busy == 0 && len(r.pending) > 0 {
		g := r.pending[0]
		r.pending = r.pending[1:]
		cmds = append(cmds, r.given(g))
	}
	return tea.Batch(cmds...)
}
