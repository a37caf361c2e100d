package model

import (
	"strings"
	"unicode"

	"github.com/gosimple/unidecode"
	"golang.org/x/text/unicode/norm"
)

// maxSlug is the longest id made from a text, so that CASE/STEP can still be
// typed.
const maxSlug = 40

// Slug makes the id of a step of its text: lower-case ASCII letters and digits parted by
// single hyphens, accents folded, other scripts spelled in Latin letters, cut
// at the end of a word. A text that gives no letter gives "step". It is
// idempotent; it is not unique.
func Slug(text string) string { return slugOr(text, "step") }

// slugOr is Slug with another id for a text that gives no letter of ours.
func slugOr(text, none string) string {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, c := range norm.NFC.String(text) {
		for _, r := range spelled(c) {
			r = unicode.ToLower(r)
			switch {
			case plainLetter(r):
				word.WriteRune(r)
			case unicode.IsMark(r), r == '\'', r == '\u2019':
				// An accent or an apostrophe stays inside its word.
			default:
				flush()
			}
		}
	}
	flush()
	return joinSlug(words, none)
}

// plainLetter reports whether a rune is a letter or a digit of ASCII.
func plainLetter(r rune) bool {
	return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// spelled is a letter in Latin letters: a Latin one taken apart from its
// accents, one of another script as it sounds.
func spelled(c rune) string {
	apart := norm.NFKD.String(string(c))
	if strings.ContainsFunc(apart, plainLetter) || !unicode.In(c, unicode.L, unicode.M, unicode.N) || unicode.Is(unicode.Inherited, c) {
		return apart
	}
	return strings.NewReplacer("'", "", "`", "").Replace(unidecode.Unidecode(string(c)))
}

// sameName reports whether two names are one to people: they differ in
// capitals, accents and signs at most.
func sameName(a, b string) bool { return bareName(a) == bareName(b) }

func bareName(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.N) || unicode.IsMark(r) && !unicode.Is(unicode.Inherited, r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(text))
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
