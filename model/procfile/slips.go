package procfile

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// What people write that is no YAML. A parser complains of it lines later.

// isKey reports whether a word is a key anywhere in the format.
func (r *reader) isKey(word string) bool {
	for _, k := range []keys{r.words.process, r.words.start, r.words.step} {
		if k.has(word) {
			return true
		}
	}
	return false
}

// lineParts takes a line apart: the column at which it begins after spaces
// and dashes, whether there was a dash, its first word, and what follows it.
func lineParts(line string) (col int, dash bool, word, rest string) {
	rest = strings.TrimLeft(line, " \t")
	for strings.HasPrefix(rest, "- ") {
		dash = true
		rest = strings.TrimLeft(rest[2:], " ")
	}
	col = utf8.RuneCountInString(line[:len(line)-len(rest)]) + 1
	end := strings.IndexFunc(rest, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) })
	if end < 0 {
		end = len(rest)
	}
	return col, dash, rest[:end], rest[end:]
}

// hasKey reports whether a line begins with a key, whatever its word.
func hasKey(line string) bool {
	_, _, word, rest := lineParts(line)
	i := strings.IndexAny(rest, "{}[]\"'#:")
	return word+rest != "" && i >= 0 && rest[i] == ':' && word+rest[:i] != "" && (i+1 == len(rest) || rest[i+1] == ' ')
}

// colonless tells of a line that begins with a key without a colon and a
// space after it.
func (r *reader) colonless(n int) (Fault, bool) {
	col, _, word, rest := lineParts(r.line(n))
	if !r.isKey(word) || strings.HasPrefix(strings.TrimLeft(rest, " ")+" ", ": ") || !r.keyPlace(n) {
		return Fault{}, false
	}
	return at(n, col, missingColon(), word), true
}

// keyPlace reports whether a line begins where keys stand. Prose begins with
// words such as then and after as well.
func (r *reader) keyPlace(n int) bool {
	col, dash, _, _ := lineParts(r.line(n))
	for up := r.above(n); up > 0 && !dash; up = r.above(up) {
		if of, _, _, _ := lineParts(r.line(up)); hasKey(r.line(up)) && of <= col {
			return of == col || up == r.above(n) && strings.HasSuffix(strings.TrimSpace(r.line(up)), ":")
		}
	}
	return dash || col == 1
}

func missingColon() model.Say {
	return model.Say{
		EN: "a colon and a space are missing after %[1]s: write %[1]s: and then the rest",
		ID: "kurang titik dua dan spasi setelah %[1]s: tulis %[1]s: lalu isinya",
	}
}

// gluedColon tells of a text that is a key and its value without a space
// between them.
func (r *reader) gluedColon(n *yaml.Node, words keys) bool {
	word, rest, ok := strings.Cut(n.Value, ":")
	if !ok {
		word, rest, ok = strings.Cut(n.Value, "：")
	}
	if !ok || n.Style != 0 || strings.HasPrefix(rest, " ") || !words.has(word) {
		return false
	}
	r.fault(n, missingColon(), word)
	return true
}

// above is the nearest line above that is neither empty nor a comment; 0
// where there is none.
func (r *reader) above(n int) int {
	for n--; n > 0; n-- {
		if text := strings.TrimSpace(r.line(n)); text != "" && text[0] != '#' {
			return n
		}
	}
	return 0
}

// unkeyed finds the line that makes a key impossible on the line below it: a
// key without its colon, or a step that says more than its text. It is 0
// where that line rightly goes on with the text above it.
func (r *reader) unkeyed(below int) int {
	n := r.above(below)
	if n == 0 || hasKey(r.line(n)) {
		return 0
	}
	col, dash, _, _ := lineParts(r.line(n))
	for up := r.above(n); up > 0 && !dash; up = r.above(up) {
		of, begins, _, _ := lineParts(r.line(up))
		if !begins && !hasKey(r.line(up)) {
			continue
		}
		if col > of && !strings.HasSuffix(strings.TrimSpace(r.line(up)), ":") {
			return 0
		}
		break
	}
	return n
}

// gluedDash tells of a dash without a space after it.
func (r *reader) gluedDash(n int) (Fault, bool) {
	line := strings.TrimLeft(r.line(n), " ")
	if len(line) < 2 || line[0] != '-' || line[1] == ' ' || line[1] == '-' {
		return Fault{}, false
	}
	return at(n, len(r.line(n))-len(line)+1, model.Say{
		EN: "a space is missing after the dash: - Pick the goods",
		ID: "kurang spasi setelah tanda hubung: - Ambil barangnya",
	}), true
}

// undashed tells of a list whose first entry has no dash, where that of
// another entry makes no sense then.
func (r *reader) undashed(n int) (Fault, bool) {
	if _, dash, _, _ := lineParts(r.line(n)); !dash {
		return Fault{}, false
	}
	first := n
	for up := r.above(n); up > 0; up = r.above(up) {
		_, dash, word, rest := lineParts(r.line(up))
		if word == "steps" && strings.TrimSpace(rest) == ":" && first != n {
			col, _, _, _ := lineParts(r.line(first))
			return at(first, col, noSteps()), true
		}
		if dash {
			break
		}
		first = up
	}
	return Fault{}, false
}

// textOnly tells of the line that unkeyed found.
func (r *reader) textOnly(n int) Fault {
	if f, ok := r.colonless(n); ok {
		return f
	}
	col, dash, _, _ := lineParts(r.line(n))
	if dash {
		return at(n, col, model.Say{
			EN: "more follows below this text: write do: before it, as in - do: Pick the goods",
			ID: "di bawah teks ini masih ada rinciannya: tulis do: di depannya, seperti - do: Ambil barangnya",
		})
	}
	return r.keyless(mark{fromLine: n, fromCol: col})
}

// commented tells of a text that a comment ended in its middle, so that the
// line below belongs to nothing.
func (r *reader) commented(below int) (Fault, bool) {
	n := r.above(below)
	before, lost, ok := strings.Cut(r.line(n), " #")
	if !ok || !glued("#"+lost) || strings.TrimSpace(before) == "" {
		return Fault{}, false
	}
	return at(n, utf8.RuneCountInString(before)+2, model.Say{
		EN: `everything after # is a comment, so the text ends here: put a text with # in quotes, "order #12"`,
		ID: `semua setelah # adalah komentar, jadi teksnya berakhir di sini: beri tanda kutip pada teks yang berisi #, "pesanan #12"`,
	}), true
}

// openQuote finds where a quote begins that is closed on a line below, by one
// that was meant to begin there.
func (r *reader) openQuote(n int, before, quote string) (Fault, bool) {
	if strings.Count(before, quote)%2 == 0 {
		return Fault{}, false
	}
	begins := regexp.MustCompile(`(?:[:\[{,]\s*|^\s*|-\s+)` + quote)
	for n = r.above(n); n > 0; n = r.above(n) {
		line := r.line(n)
		if strings.Count(line, quote)%2 == 0 {
			continue
		}
		if all := begins.FindAllStringIndex(line, -1); all != nil {
			return at(n, utf8.RuneCountInString(line[:all[len(all)-1][1]]), unclosed()), true
		}
	}
	return Fault{}, false
}

// openAbove finds a value above a line that begins with a quote and does not
// end with one, right above a key or a step: it ends at the next quote, wherever
// that is, and what follows makes no sense.
func (r *reader) openAbove(n int) (Fault, bool) {
	begins := regexp.MustCompile(`^(?: *- +| +)?[A-Za-z_]+: +("[^"]*|'[^']*)$`)
	for n--; n > 0; n-- {
		m := begins.FindStringSubmatchIndex(r.line(n))
		if next := r.line(n + 1); m != nil && (hasKey(next) || isEntry(next)) {
			return at(n, utf8.RuneCountInString(r.line(n)[:m[2]])+1, unclosed()), true
		}
	}
	return Fault{}, false
}

func unclosed() model.Say {
	return model.Say{
		EN: "the quote that begins here is not closed on its line, so the lines below became part of the text: close it",
		ID: "tanda kutip yang dimulai di sini tidak ditutup di barisnya, sehingga baris di bawahnya menjadi bagian teks: tutup tanda kutipnya",
	}
}
