package model

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the longest id made from a text, so that CASE/STEP can still be
// typed.
const maxSlug = 40

// Slug makes the id of a step of its text: lower-case ASCII letters and digits parted by
// single hyphens, accents folded, cut at the end of a word. A text without
// any such letter gives "step". It is idempotent; it is not unique.
func Slug(text string) string { return slugOr(text, "step") }

// slugOr is Slug with another id for a text without any letter of ours.
func slugOr(text, none string) string {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, r := range norm.NFKD.String(text) {
		r = unicode.ToLower(r)
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			word.WriteRune(r)
		case unfolded(r) != "":
			word.WriteString(unfolded(r))
		case unicode.IsMark(r), r == '\'', r == '\u2019':
			// An accent or an apostrophe stays inside its word.
		default:
			flush()
		}
	}
	flush()
	return joinSlug(words, none)
}

func joinSlug(words []string, none string) string {
	if len(words) == 0 {
		return none
	}
	slug := words[0]
	if len(slug) > maxSlug {
		return slug[:maxSlug]
	}
	for _, w := range words[1:] {
		if len(slug)+1+len(w) > maxSlug {
			break
		}
		slug += "-" + w
	}
	return slug
}

// unfolded spells the letters that Unicode does not take apart.
func unfolded(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return ""
}
