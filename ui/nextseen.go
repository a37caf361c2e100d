package ui

import (
	"alur/model"
)

// seen is which lines of a task are in the window: those around the focus, or
// those that the person turned to with PgUp and PgDn. Drawing finds out how
// many there are.
type seen struct {
	turned          bool
	first, high, of int
}

// turn moves on by a number of lines, and answers whether there was more than
// is in the window.
func (s *seen) turn(by int) bool {
	if s.of <= s.high {
		return false
	}
	s.turned = true
	s.first = max(0, min(s.first+by, s.of-s.high))
	return true
}

// page is how far PgUp and PgDn move: the signs of more and a line that was
// seen before stay.
func (s *seen) page() int { return max(1, s.high-3) }

// part is the lines that are seen in a height, around the focus unless the
// person turned, with signs of what is above and below.
func (s *seen) part(e *env, lines []string, focus, h int) []string {
	h = max(h, 3)
	s.high, s.of = h, len(lines)
	if len(lines) <= h {
		s.turned, s.first = false, 0
		return lines
	}
	if !s.turned {
		s.first, _ = window(focus, len(lines), h)
	}
	s.first = max(0, min(s.first, len(lines)-h))
	out := append([]string{}, lines[s.first:s.first+h]...)
	t := e.theme
	if s.first > 0 {
		out[0] = t.dim("    " + e.say(model.Say{EN: "%s %d more, PgUp shows them", ID: "%s %d lagi, PgUp menampilkan"}, t.glyph.up, s.first+1))
	}
	if below := len(lines) - s.first - h; below > 0 {
		out[h-1] = t.dim("    " + e.say(model.Say{EN: "%s %d more, PgDn shows them", ID: "%s %d lagi, PgDn menampilkan"}, t.glyph.fall, below+1))
	}
	return out
}

// scrolls moves what is seen of a task, and answers whether the key was one of
// that. Before it is begun the arrows up and down do it too: there is nothing
// else for them to go to.
func (n *next) scrolls(k keyPress) bool {
	line := n.task != nil && !n.task.begun()
	switch {
	case k.name == "pgdown":
		return n.seen.turn(n.seen.page())
	case k.name == "pgup":
		return n.seen.turn(-n.seen.page())
	case line && (k.name == "down" || k.name == "j"):
		return n.seen.turn(1)
	case line && (k.name == "up" || k.name == "k"):
		return n.seen.turn(-1)
	}
	return false
}
