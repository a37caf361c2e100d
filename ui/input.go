package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// key passes a key through the gate.
func (r *root) key(k keyPress) tea.Cmd {
	r.lastKey = r.env.now
	if k.is(keyUndo, true) && r.taken(k) {
		// It changes what is being typed and no data, as fast as fingers like.
		return r.inputs(append(r.gate.flush(), k))
	}
	out, wait := r.gate.press(r.opts.KeyClock(), k, r.typing())
	cmds := []tea.Cmd{r.inputs(out)}
	r.deaf = r.deaf || r.grave && r.gate.early
	if wait {
		cmds = append(cmds, r.timer(burstGap, gateMsg{}))
	}
	return tea.Batch(cmds...)
}

// release gives out the keys the gate held back.
func (r *root) release() tea.Cmd {
	out, wait := r.gate.release(r.opts.KeyClock())
	if wait > 0 {
		return r.timer(wait, gateMsg{})
	}
	return r.inputs(out)
}

func (r *root) inputs(in []input) tea.Cmd {
	var cmds []tea.Cmd
	for _, i := range in {
		cmds = append(cmds, r.input(i))
	}
	return tea.Batch(cmds...)
}

// mostPending bounds the keys that wait for an act: more is a key held down.
const mostPending = 32

// input gives one input of a person to the sheet or the front page; while an
// act is under way it waits its turn.
func (r *root) input(in input) tea.Cmd {
	return r.given(waitingInput{in: in, small: r.small(), tick: r.tickSeen(in)})
}

// waitingInput is what a person gave, whether the window was too small to show
// what it is about, and the line that Space was for.
type waitingInput struct {
	in    input
	small bool
	tick  tickSeen
}

// tickSeen is the line that a key is for, where it is Space.
func (r *root) tickSeen(in input) tickSeen {
	k, isKey := in.(keyPress)
	front := r.front()
	if !isKey || k.name != "space" || r.sheet != nil || front == nil {
		return tickSeen{}
	}
	s, ok := front.screen.(ticker)
	if !ok {
		return tickSeen{}
	}
	return s.tickSeen()
}

// reverses reports whether a Space that waited would do the contrary of what was
// meant: the line was ticked or unticked meanwhile.
func (g waitingInput) reverses(now tickSeen) bool {
	return g.tick.item != "" && now.item == g.tick.item && now.task == g.tick.task && now.on != g.tick.on
}

// given is input by the window of the moment it was given in: what was
// pressed on a screen counts, though the window became small before its turn.
func (r *root) given(g waitingInput) tea.Cmd {
	in := g.in
	k, isKey := in.(keyPress)
	if isKey && (k.is(keyQuit, true) || r.leaving && k.is(keyCopy, true)) {
		return r.quit()
	}
	if r.busy > 0 || !r.ready || r.leaving {
		r.waits(g)
		return nil
	}
	r.last = k
	if _, scan := in.(scanned); (isKey || scan) && r.said.role == roleWarn {
		r.said = said{}
	}
	if isKey {
		r.calls.lookedAt(r.opts.KeyClock())
		if cmd, used := r.globalKey(k, g.small); used {
			return cmd
		}
	}
	if g.small || g.reverses(r.tickSeen(in)) {
		return nil
	}
	if r.sheet != nil {
		return r.toSheet(in)
	}
	if isKey {
		return tea.Batch(r.coachedBy(k), r.tell(in))
	}
	return r.tell(in)
}

// waits keeps an input until the acts under way have ended.
func (r *root) waits(g waitingInput) {
	k, isKey := g.in.(keyPress)
	if n := len(r.pending); n > 0 && isKey && k.name == "space" && g.tick.item != "" && r.pending[n-1].in == g.in {
		return // Pressed again, since nothing is to be seen yet.
	}
	if r.hears(g) && (len(r.pending) < mostPending || isKey && k.is(keyLock, true)) {
		r.pending = append(r.pending, g)
	}
}

// weigh begins the pause of an act that is no small part of a task. Keys that
// wait already for what it brings were pressed before anybody could see it;
// during the next of several acts they have been weighed before.
func (r *root) weigh() {
	r.gate.acted(r.opts.KeyClock())
	if r.grave {
		return
	}
	r.grave = true
	r.pending = slices.DeleteFunc(r.pending, func(g waitingInput) bool { return !r.hears(g) })
}

// turned begins the pause of a new screen; Enter and F9 that wait were for the
// one before, and with them all behind. So was a question about it: what was
// typed into that is kept.
func (r *root) turned() {
	r.sheet = nil
	r.gate.opened(r.opts.KeyClock())
	if len(r.gate.held) == 1 && !r.gate.burst && r.gate.held[0].key.changes() {
		r.gate.held = nil // Typed into the question that has gone.
	}
	deaf := false
	r.pending = slices.DeleteFunc(r.pending, func(g waitingInput) bool {
		k, isKey := g.in.(keyPress)
		return behind(g, &deaf) || isKey && (k.name == "space" || k.name == "delete")
	})
}

// hears reports whether an input may wait for what comes onto the screen. While
// a grave act is under way Enter and F9 may not, as in the pause after it, and
// no key behind them: what was to be parted by an Enter must not run together.
// But who locks and walks away has locked.
func (r *root) hears(g waitingInput) bool {
	return !r.grave || !behind(g, &r.deaf)
}

// behind reports whether an input is an Enter or F9, or a key behind one.
func behind(g waitingInput, deaf *bool) bool {
	k, isKey := g.in.(keyPress)
	if !isKey || k.is(keyLock, true) {
		return false
	}
	*deaf = *deaf || k.acts()
	return *deaf
}

// toSheet gives an input to the sheet, and its answer to the page below.
func (r *root) toSheet(in input) tea.Cmd {
	s, before := r.sheet, r.busy
	answer, pressed := s.update(in)
	kept := r.keepSheet(s)
	if answer == nil {
		return kept
	}
	if pressed {
		r.gate.acted(r.opts.KeyClock())
	}
	r.sheet = nil
	told := r.tell(*answer)
	return tea.Batch(kept, told, r.closedSheet(s, r.busy > before))
}

// tell gives an input to the front page and does what it answers.
func (r *root) tell(in input) tea.Cmd {
	front := r.front()
	if front == nil {
		return nil
	}
	was := rowOf(front)
	effects := front.screen.update(&r.env, in)
	if row := rowOf(front); was != "" && row != was && cameBy(in) {
		asked := r.sheet != nil
		r.turned()
		if asked {
			r.movedOn()
		}
	}
	return r.perform(front, effects)
}

// typing reports whether a text field has the focus.
func (r *root) typing() bool {
	if r.sheet != nil {
		return r.sheet.form.typing()
	}
	if f := r.front(); f != nil {
		return f.screen.typing()
	}
	return false
}
