package ui

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"alur/model"
)

// width is how many cells a drawn text takes.
func width(s string) int { return ansi.StringWidth(s) }

// cut shortens a text to a width, with a sign that something was left out.
func (t theme) cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if width(s) <= w {
		return s
	}
	return ansi.Truncate(s, w, t.glyph.more)
}

// pad cuts or fills a text to exactly a width, its text at the left.
func (t theme) pad(s string, w int) string {
	s = t.cut(s, w)
	return s + spaces(w-width(s))
}

// padLeft cuts or fills to exactly a width, its text at the right.
func (t theme) padLeft(s string, w int) string {
	s = t.cut(s, w)
	return spaces(w-width(s)) + s
}

// center cuts or fills to exactly a width, its text in the middle.
func (t theme) center(s string, w int) string {
	s = t.cut(s, w)
	left := max(0, (w-width(s))/2)
	return spaces(left) + s + spaces(w-width(s)-left)
}

// ends puts one text at the left and one at the right of a line; the left one
// is cut where both do not fit.
func (t theme) ends(left, right string, w int) string {
	right = t.cut(right, w)
	room := w - width(right)
	if right != "" {
		room -= 2
	}
	left = t.cut(left, max(0, room))
	return left + spaces(w-width(left)-width(right)) + right
}

// rule is a line across.
func (t theme) rule(w int) string { return t.dim(strings.Repeat(t.glyph.line, max(0, w))) }

func spaces(n int) string { return strings.Repeat(" ", max(0, n)) }

// wrap breaks a text into lines of at most a width. Texts that people typed
// are cleaned first.
func wrap(s string, w int) []string {
	s = model.CleanLines(s)
	if w <= 0 || s == "" {
		return nil
	}
	// A case number, an hour or a phone number is not broken at its hyphens.
	const hyphen, unbroken = "-", "\u2011"
	s = strings.ReplaceAll(s, hyphen, unbroken)
	var lines []string
	for _, l := range strings.Split(strings.ReplaceAll(ansi.Wrap(s, w, ""), unbroken, hyphen), "\n") {
		if width(l) > w {
			// Wrap lets a line that begins with a space grow by one.
			lines = append(lines, strings.Split(ansi.Hardwrap(l, w, true), "\n")...)
			continue
		}
		lines = append(lines, l)
	}
	return lines
}

// wrapTo is wrap with at most n lines; the last one shows that more was said.
func (t theme) wrapTo(s string, w, n int) []string {
	lines := wrap(s, w)
	if len(lines) <= n || n <= 0 {
		return lines
	}
	if n == 1 {
		return []string{t.cut(clean(s), w)}
	}
	lines = lines[:n]
	last := ansi.Truncate(lines[n-1], w-width(t.glyph.more), "")
	lines[n-1] = cutAt(last+t.glyph.more, w)
	return lines
}

// clean makes a text that somebody typed harmless on one line.
func clean(s string) string { return strings.TrimSpace(model.CleanText(s)) }

// indent puts spaces in front of every line.
func indent(lines []string, n int) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = spaces(n) + l
	}
	return out
}

// window is the part of n lines that shows line at in a height.
func window(at, n, height int) (first, last int) {
	if height <= 0 {
		return 0, 0
	}
	if n <= height {
		return 0, n
	}
	first = min(max(0, at-height/2), n-height)
	return first, first + height
}

// plain takes the colours out of a drawn text.
func plain(s string) string { return ansi.Strip(s) }

// cutLeft leaves out the first n cells of a text.
func cutLeft(s string, n int) string { return ansi.TruncateLeft(s, n, "") }

func itoa(n int) string { return strconv.Itoa(n) }

// cutAt is the first n cells of a text, with no sign that it goes on.
func cutAt(s string, n int) string { return ansi.Truncate(s, n, "") }

// compareText orders texts as people look for them, small and capital letters
// alike.
func compareText(a, b string) int {
	return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
}
