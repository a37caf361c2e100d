package ui

import (
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// role is what a piece of text means; a colour is only one of its signs.
type role int

// The six roles, and two attributes for the focus.
const (
	roleText role = iota
	roleDim
	roleAccent
	roleGood
	roleWarn
	roleLate
	// roleStrong is text that is read first, roleFocus what the keys act on.
	roleStrong
	roleFocus
	roleCount
)

// theme holds how roles and glyphs are drawn in one terminal. It is a value:
// every session has its own.
type theme struct {
	styles [roleCount]lipgloss.Style
	glyph  glyphs
}

// Colour says how many colours the screens use.
type Colour int

// The colours a terminal may show.
const (
	// AutoColour follows what the terminal says of itself.
	AutoColour Colour = iota
	// NoColour uses none; shapes, words and bold type remain.
	NoColour
	// SixteenColours keeps to the terminal's own palette.
	SixteenColours
	// TrueColour uses exact shades.
	TrueColour
)

// ColourFromEnv is NoColour where NO_COLOR has any value that is not empty
// (no-color.org), and AutoColour otherwise. It takes the environment as
// os.Environ gives it.
func ColourFromEnv(environ []string) Colour {
	for _, entry := range environ {
		if len(entry) > len("NO_COLOR=") && entry[:len("NO_COLOR=")] == "NO_COLOR=" {
			return NoColour
		}
	}
	return AutoColour
}

// colourOf answers AutoColour by what the terminal can do.
func colourOf(c Colour, p colorprofile.Profile) Colour {
	if c != AutoColour {
		return c
	}
	switch p {
	case colorprofile.TrueColor, colorprofile.ANSI256:
		return TrueColour
	case colorprofile.ANSI:
		return SixteenColours
	}
	return NoColour
}

// newTheme draws with as many colours as asked. The shades are blue, orange
// and magenta, which people who see red and green alike can tell apart, in
// the middle of the range so that they read on dark and on light ground.
func newTheme(c Colour, ascii bool) theme {
	t := theme{glyph: glyphSet(ascii)}
	plain := lipgloss.NewStyle()
	for r := range t.styles {
		t.styles[r] = plain
	}
	t.styles[roleStrong] = plain.Bold(true)
	t.styles[roleFocus] = plain.Reverse(true)
	t.styles[roleLate] = plain.Bold(true)
	t.styles[roleAccent] = plain.Bold(true)
	shades := [roleCount]string{}
	switch c {
	case SixteenColours:
		shades = [roleCount]string{roleDim: "8", roleAccent: "12", roleGood: "6", roleWarn: "3", roleLate: "13"}
	case TrueColour:
		shades = [roleCount]string{roleDim: "#808894", roleAccent: "#3D8FE6", roleGood: "#1F9FB0", roleWarn: "#D9822B", roleLate: "#D6409F"}
	}
	for r, shade := range shades {
		if shade != "" {
			t.styles[r] = t.styles[r].Foreground(lipgloss.Color(shade))
		}
	}
	return t
}

// paint draws a text in a role.
func (t theme) paint(r role, s string) string {
	if s == "" || r == roleText {
		return s
	}
	return t.styles[r].Render(s)
}

func (t theme) dim(s string) string    { return t.paint(roleDim, s) }
func (t theme) accent(s string) string { return t.paint(roleAccent, s) }
func (t theme) good(s string) string   { return t.paint(roleGood, s) }
func (t theme) warn(s string) string   { return t.paint(roleWarn, s) }
func (t theme) late(s string) string   { return t.paint(roleLate, s) }
func (t theme) strong(s string) string { return t.paint(roleStrong, s) }
func (t theme) focus(s string) string  { return t.paint(roleFocus, s) }

// glyphs are the signs that are not letters, all of WGL4, which every font of
// a Windows console has, or of ASCII.
type glyphs struct {
	line, topLeft, topRight string
	bottomLeft, bottomRight string
	side, block, full, half string
	point, up, fall         string
	dot, ring, middle       string
	more, right, left       string
	tick, arrowUp, arrowDn  string
	atMost                  string
}

// arrows are the keys up and down, as a sentence names them.
func (g glyphs) arrows() string {
	if g.arrowUp == "↑" {
		return g.arrowUp + g.arrowDn
	}
	return g.arrowUp + "/" + g.arrowDn
}

func glyphSet(ascii bool) glyphs {
	if ascii {
		return glyphs{
			line: "-", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
			side: "|", block: "|", full: "#", half: "=", point: ">", up: "^", fall: "v",
			dot: "*", ring: "o", middle: "-", more: "...", right: "->", left: "<-",
			tick: "ok", arrowUp: "Up", arrowDn: "Down", atMost: "<=",
		}
	}
	return glyphs{
		line: "─", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘",
		side: "│", block: "▌", full: "█", half: "▄", point: "►", up: "▲", fall: "▼",
		dot: "●", ring: "○", middle: "·", more: "…", right: "→", left: "←",
		tick: "√", arrowUp: "↑", arrowDn: "↓", atMost: "≤",
	}
}
