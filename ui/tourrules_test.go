package ui

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"alur/model"
)

// wgl4 are the signs besides letters that every font of a Windows console has;
// the full set is Windows Glyph List 4.
const wgl4 = "─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬▀▄█▌▐░▒▓■□▪▫▲►▼◄◊○●◘◙◦☺☻☼♀♂♠♣♥♦♪♫·…→←↑↓↔↕√∞≈≠≤≥÷×±°–—‘’“”•‹›"

func checkGlyphs(t *testing.T, f tourForm, shown string) {
	t.Helper()
	for _, r := range shown {
		switch {
		case r < unicode.MaxASCII && (r >= ' ' || r == '\n'):
		case f.ascii:
			t.Errorf("%s: %q is not ASCII", f, r)
		case r <= unicode.MaxLatin1 && unicode.IsLetter(r) || strings.ContainsRune(wgl4, r):
		default:
			t.Errorf("%s: %q is no sign of WGL4", f, r)
		}
	}
}

// small are the small words of a language, which stand in nearly every
// sentence of it and in none of the other.
var small = map[model.Lang]*regexp.Regexp{
	model.English:    regexp.MustCompile(`(?i)\b(the|of|and|with|from|not|you|your|this|that|has|have|is|are|was|will|nothing|everything|who|which|back|done)\b`),
	model.Indonesian: regexp.MustCompile(`(?i)\b(yang|dan|untuk|dari|dengan|tidak|belum|sudah|ini|itu|anda|oleh|semua|siapa|kembali|selesai|bisa|atau)\b`),
}

// halfCovered are the pieces of words that a sheet lies over.
var halfCovered = regexp.MustCompile(`\pL+[│┌┐└┘]|[│┌┐└┘]\pL+`)

// checkLanguage holds that no sentence is in the other language. The name of
// the other language is written as its own speakers read it, and the id of a
// process that a step runs is the same in all.
func checkLanguage(t *testing.T, f tourForm, shown string) {
	t.Helper()
	for _, l := range splitLines(shown) {
		said := halfCovered.ReplaceAllString(strings.ReplaceAll(l, "return-of-goods", ""), "")
		if word := small[otherLang(f.lang)].FindString(said); word != "" {
			t.Errorf("%s: %q is of the other language: %s", f, word, l)
		}
	}
}

var (
	wideGap  = regexp.MustCompile(` {2,}`)
	textOf   = regexp.MustCompile(`[\pL\d][\pL\d ,.;:'"()/+-]*…?`)
	gapOrEnd = regexp.MustCompile(` {2,}|\n`)
)

// pieces are the texts of a line: what stands between signs and wide gaps.
func pieces(line string) (texts []string) {
	for _, gap := range wideGap.Split(line, -1) {
		texts = append(texts, textOf.FindAllString(gap, -1)...)
	}
	return texts
}

// checkCuts holds that whatever is shorter than on a window of 240 columns
// says so by "…": a text that ends in the middle of a word of the wide screen
// was cut off silently.
func checkCuts(t *testing.T, f tourForm, d *desk, shown string) {
	t.Helper()
	if d.root.sheet != nil {
		// What lies under a sheet is covered by it.
		shown = boxed(shown)
	}
	d.resize(240, 60)
	wide := gapOrEnd.ReplaceAllString(d.screen(), " ¦ ")
	d.resize(f.w, f.h)
	for _, l := range splitLines(shown) {
		for _, piece := range pieces(l) {
			piece = strings.TrimRight(piece, " ")
			if strings.HasSuffix(piece, "…") || len(piece) < 4 {
				continue
			}
			if strings.Contains(wide, piece) && !wholeWords(wide, piece) {
				t.Errorf("%s: %q is cut off without a sign: %s", f, piece, l)
			}
		}
	}
}

// boxed is the inside of the sheet: the rails of a process beside it look like
// its sides.
func boxed(shown string) string {
	lines := splitLines(shown)
	for i, l := range lines {
		right := []rune(l)
		at := slices.Index(right, '┐')
		if at < 0 {
			continue
		}
		left := at
		for left > 0 && right[left] != '┌' {
			left--
		}
		var inside []string
		for _, l := range lines[i+1:] {
			cells := []rune(l)
			if len(cells) <= at || cells[left] != '│' {
				break
			}
			inside = append(inside, string(cells[left+1:at]))
		}
		return strings.Join(inside, "\n")
	}
	return shown
}

// wholeWords reports whether a piece stands somewhere in a text with no letter
// before and no letter or digit after it. A number may be the end of another.
func wholeWords(text, piece string) bool {
	ends := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for at := 0; ; at++ {
		i := strings.Index(text[at:], piece)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(piece):])
		if ends(after) && (ends(before) || unicode.IsDigit(before) && unicode.IsDigit(rune(piece[0]))) {
			return true
		}
	}
}

// checkKeys holds that every key of a place has words in both languages, and
// that what can't be done says why.
func checkKeys(t *testing.T, f tourForm, d *desk) {
	t.Helper()
	for _, u := range d.root.front().screen.uses(&d.root.env) {
		b := bindingOf(u.id)
		if b.id == "" {
			t.Errorf("%s: the key %q is declared nowhere", f, u.id)
		}
		for _, lang := range model.Langs() {
			if u.words != (model.Say{}) && u.words.In(lang) == "" || b.short.In(lang) == "" {
				t.Errorf("%s: the key %s has no words in %s", f, u.id, lang)
			}
		}
	}
}
