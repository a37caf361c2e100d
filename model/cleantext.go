package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText is the longest text alur takes, in runes.
const MaxText = 10_000

// textMark stands where a character was taken out of a text, so that nobody
// is shown less than was written.
const textMark = '\uFFFD'

// CleanText makes a text safe to store and to draw on one line: line breaks
// and tabs become a space; other control characters (C0, DEL, C1), bidi and
// zero-width characters, blanks that are no spaces, code points that never are
// characters and broken UTF-8 become a visible mark. Without it a customer's
// name could move the cursor or turn a line round. It is idempotent.
func CleanText(s string) string { return cleanText(s, false) }

// saysNothing reports a clean text with nothing in it to read: spaces, and marks
// of characters that were taken out.
func saysNothing(text string) bool {
	return strings.Trim(text, " \n"+string(textMark)) == ""
}

// CleanLines is CleanText for texts of several lines: line breaks stay, each
// written as \n.
func CleanLines(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return cleanText(strings.ReplaceAll(s, "\r", "\n"), true)
}

func cleanText(s string, lines bool) string {
	if plainText(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\n' && lines:
			b.WriteRune(r)
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			// The line feed after it makes the space.
		case breaksLine(r):
			b.WriteByte(' ')
		case hidden(r):
			b.WriteRune(textMark)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainText is the quick way out for what nearly every text is: printable
// ASCII.
func plainText(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func breaksLine(r rune) bool {
	switch r {
	case '\n', '\r', '\t', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// hidden reports characters a person cannot see but a terminal or a
// comparison can.
func hidden(r rune) bool {
	switch r {
	case utf8.RuneError, '\u034F', '\u115F', '\u1160', '\u17B4', '\u17B5', '\u2800', '\u3164', '\uFFA0':
		return true
	}
	if unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point)
}
