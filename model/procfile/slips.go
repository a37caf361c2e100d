package procfile

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// What people write that is YAML, but not the one they mean. A parser
// complains of it lines later, or not at all.

// isKey reports whether a word is a key anywhere in the format.
func (r *reader) isKey(word string) bool {
	for _, k := range []keys{r.words.process, r.words.start, r.words.step} {
		if k.has(word) || slices.Contains(k.later, word) {
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
			return of == col
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
		if of, begins, _, _ := lineParts(r.line(up)); begins || hasKey(r.line(up)) {
			if col > of {
				return 0
			}
			break
		}
	}
	return n
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
	place := regexp.MustCompile(`\S\s+(#[\pL\pN])`).FindStringSubmatchIndex(r.line(n))
	if place == nil {
		return Fault{}, false
	}
	return at(n, utf8.RuneCountInString(r.line(n)[:place[2]])+1, model.Say{
		EN: `everything after # is a comment, so the text ends here: put a text with # in quotes, "order #12"`,
		ID: `semua setelah # adalah komentar, jadi teksnya berakhir di sini: beri tanda kutip pada teks yang berisi #, "pesanan #12"`,
	}), true
}

// openQuote finds the quote that is closed at the end of a text, where it
// begins on a line above.
func (r *reader) openQuote(n int, before string) (Fault, bool) {
	quote := before[len(before)-1:]
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

func unclosed() model.Say {
	return model.Say{
		EN: "the quote that begins here is not closed on its line, so the lines below became part of the text: close it",
		ID: "tanda kutip yang dimulai di sini tidak ditutup di barisnya, sehingga baris di bawahnya menjadi bagian teks: tutup tanda kutipnya",
	}
}

// swallowed tells of lines that became part of the text above them, and look
// as if they were keys or entries of a list.
func (r *reader) swallowed(n *yaml.Node) {
	of, _, _, _ := lineParts(r.line(n.Line))
	block := n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	for line := n.Line + 1; line <= len(r.lines); line++ {
		text := strings.TrimSpace(r.line(line))
		col, dash, word, rest := lineParts(r.line(line))
		switch key := r.isKey(word) && strings.HasPrefix(rest, ":"); {
		case text == "":
		case block && col <= of, !block && !strings.Contains(n.Value, strings.TrimRight(text, `"'`)):
			return
		case quoted && key:
			r.fault(n, unclosed())
			return
		case block && key:
			f := at(line, col, model.Say{
				EN: "this line is part of the text above it: if it is a key, begin it exactly under the keys above",
				ID: "baris ini menjadi bagian teks di atasnya: bila ini kunci, mulai tepat di bawah kunci-kunci di atas",
			})
			f.Warning = true
			r.add(f)
		case !block && !quoted && dash:
			r.add(at(line, strings.Index(r.line(line), "-")+1, model.Say{
				EN: "this dash stands too far to the right, so the line became part of the text above: begin it exactly under the dash above",
				ID: "tanda hubung ini terlalu ke kanan, sehingga barisnya menjadi bagian teks di atas: mulai tepat di bawah tanda hubung di atasnya",
			}))
		}
	}
}

// comment warns where " #12" was meant as part of the text: a comment that
// begins without a space is seldom one.
func (r *reader) comment(n *yaml.Node) {
	if n.Style != 0 {
		return
	}
	if lost := n.LineComment; regexp.MustCompile(`^#[\pL\pN]`).MatchString(lost) {
		col := n.Column
		if before, _, ok := strings.Cut(r.line(n.Line), lost); ok {
			col = utf8.RuneCountInString(before) + 1
		}
		r.lost(n.Line, col, lost)
		return
	}
	// A comment on a line of its own ends a text that would go on there.
	of, _, _, _ := lineParts(r.line(n.Line))
	next := r.line(n.Line + 1)
	col := len(next) - len(strings.TrimLeft(next, " ")) + 1
	if lost := strings.TrimSpace(next); col > of && regexp.MustCompile(`^#[\pL\pN]`).MatchString(lost) && !strings.ContainsAny(r.line(n.Line), "{[") {
		r.lost(n.Line+1, col, lost)
	}
}

func (r *reader) lost(line, col int, text string) {
	f := at(line, col, model.Say{
		EN: `"%s" is read as a comment and is not part of the text: put the text in quotes if it belongs to it`,
		ID: `"%s" dibaca sebagai komentar dan tidak termasuk teks: beri tanda kutip pada teksnya bila memang bagiannya`,
	}, short(text))
	f.Warning = true
	r.add(f)
}

// curly warns of a text in quotes that mean nothing to YAML, as word
// processors write them.
func (r *reader) curly(n *yaml.Node) {
	const marks = "“”„‘’"
	first, _ := utf8.DecodeRuneInString(n.Value)
	last, _ := utf8.DecodeLastRuneInString(n.Value)
	if n.Style != 0 || !strings.ContainsRune("“”„‘", first) {
		return
	}
	count := 0
	for _, c := range n.Value {
		if strings.ContainsRune(marks, c) {
			count++
		}
	}
	if !strings.ContainsRune(marks, last) && count > 1 {
		return
	}
	f := at(n.Line, n.Column, model.Say{
		EN: `curly quotes are part of the text: type straight ones, "like this", or leave them out`,
		ID: `tanda kutip lengkung menjadi bagian teks: ketik tanda kutip lurus, "seperti ini", atau hapus`,
	})
	f.Warning = true
	r.add(f)
}
