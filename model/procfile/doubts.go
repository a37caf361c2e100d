package procfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// What people write that is YAML, but seldom the one they mean.

// unopened warns of a text that ends with a bracket or a quote which does not
// begin in it.
func (r *reader) unopened(n *yaml.Node) {
	last := n.Value[len(n.Value)-1:]
	begins, closes := map[string]string{"]": "[", "}": "{", `"`: ""}[last]
	if n.Style != 0 || !closes || begins != "" && strings.Count(n.Value, last) <= strings.Count(n.Value, begins) || strings.Count(n.Value, last)%2 == 0 {
		return
	}
	f := at(n.Line, n.Column, model.Say{
		EN: `the text ends with %s, and nothing before it opens that: add what is missing, or put the whole text in quotes`,
		ID: `teks diakhiri %s, dan tidak ada pembukanya: tambahkan yang kurang, atau beri tanda kutip pada seluruh teks`,
	}, last)
	f.Warning = true
	r.add(f)
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
	if lost := n.LineComment; glued(lost) {
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
	if lost := strings.TrimSpace(next); col > of && glued(lost) && !strings.ContainsAny(r.line(n.Line), "{[") {
		r.lost(n.Line+1, col, lost)
	}
}

// glued reports a comment that begins without a space: " #12", " #urgent",
// " #{order_no}".
func glued(comment string) bool {
	rest, ok := strings.CutPrefix(comment, "#")
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && (unicode.IsLetter(first) || unicode.IsDigit(first) || first == '{')
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
