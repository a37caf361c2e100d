package ui

import (
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// The times of the input gate.
const (
	// burstGap parts a scanner, or text sent by a program, from fingers.
	burstGap = 50 * time.Millisecond
	// actPause is how long Enter and F9 are ignored after an act, so that a
	// held key completes one task and not a hundred.
	actPause = 1100 * time.Millisecond
	// repeatGap is the longest gap between two repeats of a held key.
	repeatGap = 150 * time.Millisecond
	// undoGap parts two undos: longer than a keyboard waits before it
	// repeats a held key, and with no pause after an act, because the act just
	// done is what is undone.
	undoGap = 700 * time.Millisecond
	// newPause is how long a screen takes no key that could change data
	// after it appeared under the hands.
	newPause = 300 * time.Millisecond
)

// gate stands in front of every screen: it tells fingers from scanners. Keys
// that type or that end a scan are held back for burstGap; alone they are key
// presses, together they are one scan and the Enter or Tab that ended it is
// swallowed. It has no clock and no timer of its own: the root passes the
// time in and calls release when wake says so.
type gate struct {
	held  []stroke
	last  time.Time
	burst bool
	// quiet ends the pause after an act, fresh that of a new screen.
	quiet, fresh time.Time
	// enter, done and undo are when those keys last came, ignored or not.
	enter, done, undo time.Time
	// early is true where the key pressed last was an Enter or F9 that came too
	// early, in one of the pauses, and was ignored for it.
	early bool
}

// stroke is one key that is held back; weighs is true where it could change
// data on the screen it was pressed on.
type stroke struct {
	key          keyPress
	text, weighs bool
}

// keyPress is a key a person pressed: its name ("enter", "f9", "space", "a")
// and, for a printable key, what it types.
type keyPress struct{ name, text string }

// scanned is text that came faster than fingers type. Ended is true where an
// Enter or Tab closed it, as scanners do.
type scanned struct {
	text  string
	ended bool
}

// keyOf names a key as the bindings do. The keys that mean Enter to a
// terminal are one.
func keyOf(m tea.KeyPressMsg) keyPress {
	name := m.String()
	switch name {
	case "ctrl+m", "ctrl+j":
		name = "enter"
	case "ctrl+i":
		name = "tab"
	}
	return keyPress{name: name, text: m.Text}
}

// press takes a key at a time and answers what the screens are told now.
// Where a key was held back, wait is true: call release after burstGap.
func (g *gate) press(now time.Time, k keyPress, typing bool) (out []input, wait bool) {
	g.early = false
	if !k.types() && k.name != "enter" && k.name != "tab" {
		out = g.flush()
		if g.allowed(now, k, typing) {
			out = append(out, k)
		}
		return out, false
	}
	fast := !g.last.IsZero() && now.Sub(g.last) < burstGap
	if !fast {
		out = g.flush()
	}
	g.burst = fast && (g.burst || len(g.held) > 0)
	g.last = now
	allowed := g.allowed(now, k, typing)
	switch {
	case g.burst && !k.types():
		// Enter or Tab inside a burst ends a scan and is swallowed itself.
		g.early = false
		return append(out, g.scan(true)...), true
	case !g.burst && !allowed:
		return out, false
	}
	g.held = append(g.held, stroke{key: k, text: k.types(), weighs: k.weighs(typing)})
	return out, true
}

// release gives out what was held back, once nothing followed for burstGap.
// Before that it answers how long is still to wait.
func (g *gate) release(now time.Time) (out []input, wait time.Duration) {
	if len(g.held) == 0 {
		return nil, 0
	}
	if d := burstGap - now.Sub(g.last); d > 0 && d <= burstGap {
		return nil, d
	}
	return g.flush(), 0
}

// acted starts the pause after an act.
func (g *gate) acted(now time.Time) { g.quiet = now.Add(actPause) }

// opened starts the pause of a new screen. A key that is held back was pressed
// on the one before.
func (g *gate) opened(now time.Time) {
	g.fresh = now.Add(newPause)
	if len(g.held) == 1 && !g.burst && g.held[0].weighs {
		g.held = nil
	}
}

// shown says that what an act brings stands on the screen: where little is left
// of the act's pause, that is a new screen.
func (g *gate) shown(now time.Time) {
	if g.quiet.Before(now.Add(newPause)) {
		g.opened(now)
	}
}

// allowed answers whether a key that could change data may pass now.
func (g *gate) allowed(now time.Time, k keyPress, typing bool) bool {
	held := false
	switch k.name {
	case "enter":
		held = repeated(&g.enter, now, repeatGap)
	case "f9":
		held = repeated(&g.done, now, repeatGap)
	case "ctrl+z":
		held = repeated(&g.undo, now, undoGap)
	}
	if held {
		return false
	}
	if now.Before(g.fresh) && k.weighs(typing) {
		g.early = k.acts()
		return false
	}
	return !k.acts() || !g.tooEarly(now)
}

// tooEarly reports whether Enter or F9 comes in the pause after an act, and
// notes it.
func (g *gate) tooEarly(now time.Time) bool {
	g.early = now.Before(g.quiet)
	return g.early
}

// repeated reports whether a key comes again so soon that it is being held,
// and notes that it came.
func repeated(seen *time.Time, now time.Time, gap time.Duration) bool {
	held := !seen.IsZero() && now.Sub(*seen) < gap
	*seen = now
	return held
}

// flush gives out what is held: a key that came alone as itself, a burst as a
// scan.
func (g *gate) flush() []input {
	if len(g.held) == 1 && !g.burst {
		k := g.held[0].key
		g.held = nil
		return []input{k}
	}
	return g.scan(false)
}

// scan joins the held text of a burst; Enter and Tab among it are dropped.
func (g *gate) scan(ended bool) []input {
	text := ""
	for _, s := range g.held {
		if s.text {
			text += s.key.text
		}
	}
	g.held = nil
	if text == "" {
		return nil
	}
	return []input{scanned{text: text, ended: ended}}
}

// types reports whether the key types something.
func (k keyPress) types() bool { return k.text != "" && utf8.ValidString(k.text) }

// acts reports whether it is one of the keys that do what a screen is for.
func (k keyPress) acts() bool { return k.name == "enter" || k.name == "f9" }

// weighs reports whether a key could change data, where text is typed or not.
func (k keyPress) weighs(typing bool) bool { return k.changes() && (!typing || !k.types()) }

// changes reports whether a key could change data on some screen.
func (k keyPress) changes() bool {
	switch k.name {
	case "enter", "space", "f9", "ctrl+z", "delete":
		return true
	}
	return false
}
