package procfile

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// proseWidth is where long texts are folded.
const proseWidth = 78

// scalar writes a text of one line: as it is where YAML reads it back so, in
// double quotes otherwise. Between brackets more has a meaning.
func scalar(text string, inside bool) string {
	if plain(text, inside) {
		return text
	}
	return quoted(text)
}

// plain is strict: it lets through what people write every day, and leaves
// the rest to quotes. A process that is being written on a screen is written
// out at every key, so that the common case takes no pattern.
func plain(text string, inside bool) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if first != '(' && !unicode.IsLetter(first) && !unicode.IsNumber(first) || !evenLine(text) {
		return false
	}
	if strings.Contains(text, ": ") || strings.HasSuffix(text, ":") || strings.Contains(text, " #") {
		return false
	}
	if otherwiseElsewhere(text) {
		return false
	}
	return !inside || !strings.ContainsAny(text, ",[]{}:")
}

// otherwiseElsewhere reports a text that other readers of YAML, editors among
// them, take for something else: 16:00 and 0123 for another number, null for
// nothing, 2026-01-02 for a moment. A plain number is the same everywhere.
func otherwiseElsewhere(text string) bool {
	switch strings.ToLower(text) {
	case "null", "true", "false":
		return true
	}
	if text == "" || text[0] < '0' || text[0] > '9' || regexp.MustCompile(`^(0|[1-9][0-9]{0,14})$`).MatchString(text) {
		return false
	}
	return regexp.MustCompile(`(?i)^([0-9]+:.*|[0-9]{4}-[0-9].*|0x[0-9a-f_]*|0[ob]?[0-9_]*|[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?)$`).MatchString(text)
}

// quoted writes a text in double quotes, whatever is in it.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// prose writes a text of any length: folded where it is long, line by line
// where it has lines, and in quotes where its spaces count.
func prose(text string, indent int) string {
	short := len([]rune(text))+indent+len("how: ") <= proseWidth
	switch {
	case text == "":
		return ""
	case strings.Contains(text, "\n"):
		if even(text) {
			return "|-\n" + indented(strings.Split(text, "\n"), indent+2)
		}
	case short:
		return scalar(text, false)
	case even(text):
		return ">-\n" + indented(fold(text, proseWidth-indent-2), indent+2)
	}
	return quoted(text)
}

// even reports whether no line begins or ends with a space, and words are
// parted by single spaces.
func even(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" && !evenLine(line) {
			return false
		}
	}
	return true
}

// evenLine reports whether a line has words, parted by single spaces, and
// nothing that can't be seen.
func evenLine(line string) bool {
	for word := range strings.SplitSeq(line, " ") {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool { return unicode.In(r, unicode.C, unicode.Z) }) {
			return false
		}
	}
	return true
}

func indented(lines []string, indent int) string {
	lead := strings.Repeat(" ", indent)
	for i, line := range lines {
		if line != "" {
			lines[i] = lead + line
		}
	}
	return strings.Join(lines, "\n")
}

// fold breaks a text between words.
func fold(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.SplitSeq(text, " ") {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines = append(lines, line)
			line = word
			continue
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}
