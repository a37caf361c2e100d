package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Columns is how wide the lines of a story are at most: they fit any printer
// and any window.
const Columns = 80

// Markdown writes a story as Markdown that is as easily read as it is: plain
// lines of at most Columns columns.
func Markdown(parts []Part) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 && (p.Kind < Fact || parts[i-1].Kind < Fact) {
			b.WriteByte('\n')
		}
		for _, line := range p.markdown() {
			b.WriteString(line)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (p Part) markdown() []string {
	switch p.Kind {
	case Title:
		return wrap("# ", "", escape(p.Text))
	case Section:
		return wrap("## ", "", escape(p.Text))
	case Day:
		return wrap("### ", "", escape(p.Text))
	case Fact:
		return wrap("- ", "  ", "**"+escape(p.Label)+":** "+escape(p.Text))
	case Moment:
		return wrap("- ", "  ", "**"+escape(p.Label)+"** "+escape(p.Text))
	case Code:
		return wrap("    ", "    ", p.Text)
	}
	return wrap("", "", escape(p.Text))
}

// wrap breaks a text into lines, the first behind one lead, the others behind
// another. A word that is too long for a line is broken where the line ends.
func wrap(first, lead, text string) []string {
	var lines []string
	line, used, empty := first, cells(first), true
	next := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line, used, empty = lead, cells(lead), true
	}
	for _, word := range together(strings.Fields(text), Columns-max(cells(first), cells(lead))) {
		if !empty && used+1+cells(word) > Columns {
			next()
		}
		if empty && (len(lines) > 0 || first == "") {
			word = harmless(word)
		}
		if !empty {
			line, used = line+" ", used+1
		}
		for word != "" {
			sign := firstSign(word)
			if used+cells(sign) > Columns {
				next()
				word = harmless(word)
				sign = firstSign(word)
			}
			line, used, empty = line+sign, used+cells(sign), false
			word = word[len(sign):]
		}
	}
	next()
	return lines
}

// together joins a word that may not begin a line to the one before it, as long
// as both fit into one: none has to be escaped where a line is broken, and the
// text is read as it was written.
func together(words []string, most int) (units []string) {
	for _, word := range words {
		if n := len(units) - 1; n >= 0 && harmless(word) != word && cells(units[n])+1+cells(word) <= most {
			units[n] += " " + word
		} else {
			units = append(units, word)
		}
	}
	return units
}

// firstSign is the first character of a word, with the backslash before it; a
// mark of Markdown stays whole.
func firstSign(word string) string {
	if strings.HasPrefix(word, "**") {
		return "**"
	}
	_, n := utf8.DecodeRuneInString(word)
	if word[0] == '\\' && len(word) > 1 {
		_, more := utf8.DecodeRuneInString(word[1:])
		n += more
	}
	return word[:n]
}

// escape keeps what people wrote from being read as Markdown, with as few
// signs as it takes: the text is read as it is, too.
func escape(text string) string {
	text = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "[", `\[`, "~", `\~`).Replace(text)
	if strings.Contains(text, ";") {
		text = strings.ReplaceAll(text, "&", `\&`) // It could be an entity.
	}
	return text
}

// harmless is a word that may begin a line: none that makes a heading, a list,
// a rule or a quotation of it.
func harmless(word string) string {
	digits := strings.TrimLeft(word, "0123456789")
	switch {
	case word == "":
	case strings.ContainsRune("#+->=", rune(word[0])):
		return `\` + word
	case digits != word && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")")):
		return word[:len(word)-len(digits)] + `\` + digits
	}
	return word
}

// cells is how many columns a text takes.
func cells(text string) int {
	n := 0
	for _, r := range text {
		if r < unicode.MaxASCII {
			n++
			continue
		}
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
			continue
		}
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
