package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"alur/model"
)

// lineEdit is one line of text being typed. It works on whole characters as
// people see them, so that a letter and its accent are never parted.
type lineEdit struct {
	chars []string
	at    int
	// secret texts are drawn as dots.
	secret bool
	// chosen is true while the whole text is marked: what is typed replaces it.
	chosen bool
}

func newEdit(text string) lineEdit {
	var l lineEdit
	l.set(text)
	return l
}

// text is what was typed.
func (l *lineEdit) text() string { return strings.Join(l.chars, "") }

// choose marks the whole text.
func (l *lineEdit) choose() {
	l.chosen, l.at = len(l.chars) > 0, len(l.chars)
}

// set replaces the text and puts the cursor at its end.
func (l *lineEdit) set(text string) {
	l.chosen = false
	l.chars = characters(text)
	l.at = len(l.chars)
}

// insert types a text at the cursor, control characters taken out.
func (l *lineEdit) insert(text string) bool {
	if l.chosen {
		l.set("")
	}
	if room := model.MaxText - len(l.chars); room <= 0 {
		return false
	}
	add := characters(model.CleanText(text))
	if len(add) == 0 {
		return false
	}
	before := strings.Join(append(append([]string{}, l.chars[:l.at]...), add...), "")
	whole := before + strings.Join(l.chars[l.at:], "")
	l.chars = characters(whole)
	l.at = min(len(characters(before)), len(l.chars))
	return true
}

// update answers whether a key was one of editing, and whether it changed the
// text.
func (l *lineEdit) update(k keyPress) (used, changed bool) {
	if l.chosen && (k.name == "backspace" || k.name == "delete") {
		l.set("")
		return true, true
	}
	if !k.types() {
		l.chosen = false
	}
	switch k.name {
	case "left":
		l.at = max(0, l.at-1)
	case "right":
		l.at = min(len(l.chars), l.at+1)
	case "home":
		l.at = 0
	case "end":
		l.at = len(l.chars)
	case "backspace":
		return true, l.remove(l.at - 1)
	case "delete":
		return true, l.remove(l.at)
	case "ctrl+u":
		changed = len(l.chars) > 0
		l.set("")
		return true, changed
	default:
		if k.types() {
			return true, l.insert(k.text)
		}
		return false, false
	}
	return true, false
}

func (l *lineEdit) remove(i int) bool {
	if i < 0 || i >= len(l.chars) {
		return false
	}
	l.chars = append(append([]string{}, l.chars[:i]...), l.chars[i+1:]...)
	l.at = min(i, len(l.chars))
	return true
}

// view draws the text in a width, dotted where nothing is typed yet. With the
// focus, the character the cursor stands on is drawn in reverse.
func (l *lineEdit) view(t theme, w int, focused bool, hint string) string {
	shown := l.chars
	if l.secret {
		shown = make([]string, len(l.chars))
		for i := range shown {
			shown[i] = t.glyph.dot + " "
		}
	}
	if !focused {
		if len(shown) == 0 {
			return t.dim(dotted(t, hint, w))
		}
		return t.pad(strings.Join(shown, ""), w)
	}
	if l.chosen {
		marked := t.cut(strings.Join(shown, ""), w)
		return t.focus(marked) + t.dim(strings.Repeat(".", max(0, w-width(marked))))
	}
	first := 0
	for width(strings.Join(shown[first:l.at], "")) > w-1 {
		first++
	}
	before := strings.Join(shown[first:l.at], "")
	if len(shown) == 0 {
		return t.focus(" ") + t.dim(cutLeft(dotted(t, hint, w), 1))
	}
	if l.at == len(shown) {
		return before + t.focus(" ") + t.dim(strings.Repeat(".", max(0, w-width(before)-1)))
	}
	under := shown[l.at]
	return t.pad(before+t.focus(under)+strings.Join(shown[l.at+1:], ""), w)
}

// dotted is a place to write on, with a hint in it.
func dotted(t theme, hint string, w int) string {
	if hint == "" {
		return strings.Repeat(".", max(0, w))
	}
	hint = " " + hint + " "
	if width(hint) > w {
		return t.cut(strings.TrimRight(hint, " "), w)
	}
	return hint + strings.Repeat(".", w-width(hint))
}

// characters parts a text into what people see as one character each.
func characters(text string) []string {
	var chars []string
	for text != "" {
		c, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		if c == "" {
			break
		}
		chars = append(chars, c)
		text = text[len(c):]
	}
	return chars
}
