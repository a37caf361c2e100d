package procfile

import (
	"errors"
	"io"
	"strings"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// parse returns the root of the document, or nil after telling why there is
// none.
func (r *reader) parse(text string) *yaml.Node {
	loader, err := yaml.NewLoader(strings.NewReader(text))
	if err != nil {
		r.add(at(1, 1, cannotRead()))
		return nil
	}
	var doc, more yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF):
		r.add(empty())
		return nil
	case err != nil:
		r.add(r.syntax(err))
		return nil
	case len(doc.Content) != 1:
		r.add(empty())
		return nil
	}
	root := doc.Content[0]
	if err := loader.Load(&more); !errors.Is(err, io.EOF) {
		r.add(at(r.divider(root.Line), 1, model.Say{
			EN: "a second document begins here (--- or ...): write one process per file",
			ID: "dokumen kedua dimulai di sini (--- atau ...): tulis satu proses per file",
		}))
		if !hasSteps(root) { // One process was parted in two.
			return nil
		}
	}
	r.special(root)
	return root
}

// divider is the first line below another that parts two documents, or 0.
func (r *reader) divider(below int) int {
	for i, line := range r.lines {
		if mark, _, _ := strings.Cut(line, " "); i >= below && (mark == "---" || mark == "...") {
			return i + 1
		}
	}
	return 0
}

// hasSteps reports whether a document has a list of steps.
func hasSteps(root *yaml.Node) bool {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == stepsKey {
			return true
		}
	}
	return false
}

// special refuses what YAML can do and a definition never needs. Mostly it is
// a text that begins with a character that means something to YAML.
func (r *reader) special(n *yaml.Node) {
	sign := ""
	switch {
	case n.Kind == yaml.AliasNode:
		sign = "*"
	case n.Anchor != "":
		sign = "&"
	case n.Style&yaml.TaggedStyle != 0:
		sign = "!"
	case n.Kind == yaml.MappingNode && r.asks(n):
		sign = "?"
	}
	if sign != "" && len(r.faults) < mostFaults {
		r.add(at(n.Line, n.Column, beginsWith(), sign))
	}
	if sign != "" {
		r.odd[n] = true
	}
	for _, child := range n.Content {
		r.special(child)
	}
}

// asks reports a mapping that begins with "? ", the long form of a key.
func (r *reader) asks(n *yaml.Node) bool {
	line := []rune(r.line(n.Line))
	return n.Column >= 1 && n.Column < len(line) && line[n.Column-1] == '?' && line[n.Column] == ' '
}

func beginsWith() model.Say {
	return model.Say{
		EN: `a text can't begin with %s: put the whole text in quotes, "like this"`,
		ID: `teks tidak boleh diawali %s: beri tanda kutip pada seluruh teks, "seperti ini"`,
	}
}

func cannotRead() model.Say {
	return model.Say{
		EN: "this line can't be understood: look at its indentation, its colons and its quotes",
		ID: "baris ini tidak bisa dipahami: periksa lekukannya, titik duanya dan tanda kutipnya",
	}
}

// syntax says in our words why a file is no YAML. What the parser found wrong
// is taken as a hint only; the line itself shows what was meant.
func (r *reader) syntax(err error) Fault {
	var broken *yaml.LoadError
	if !errors.As(err, &broken) {
		return at(1, 1, cannotRead())
	}
	m := mark{line: broken.Mark.Line, col: broken.Mark.Column, fromLine: broken.ContextMark.Line, fromCol: broken.ContextMark.Column}
	says := func(part string) bool {
		return strings.Contains(broken.Message, part) || strings.Contains(broken.ContextMsg, part)
	}
	if tab := r.tab(m); tab > 0 {
		return at(tab, 1, model.Say{
			EN: "the line begins with a tab: indent with spaces",
			ID: "baris ini diawali tab: pakai spasi untuk lekukan",
		})
	}
	if f, ok := r.openAbove(m.line); ok && !says("quoted scalar") {
		return f
	}
	open := r.opened(m)
	switch {
	case says("depth"):
		return at(m.line, m.col, model.Say{EN: "too many brackets inside each other", ID: "terlalu banyak kurung di dalam kurung"})
	case says("quoted scalar"):
		return at(m.fromLine, m.fromCol, model.Say{
			EN: "the quote that begins here is never closed, or holds a \\ that means nothing",
			ID: "tanda kutip yang dimulai di sini tidak pernah ditutup, atau berisi \\ yang tidak berarti",
		})
	case says("flow sequence"), says("flow mapping"):
		return r.bracket(m)
	case open.fromLine > 0 && (open.fromLine < m.line || says("node content") && m.line > len(r.lines)):
		return r.bracket(open)
	case says("mapping values are not allowed"):
		return r.colon(m)
	case says("simple key"):
		return r.keyless(m)
	case says("node content"):
		return at(m.line, m.col, model.Say{
			EN: "something is missing before this: an entry between two commas, or a value",
			ID: "ada yang kurang sebelum ini: isi di antara dua koma, atau sebuah nilai",
		})
	case says("cannot start any token"), says("anchor"), says("alias"), says("tag"), says("directive"), says("block scalar"):
		return r.sign(m)
	case says("block mapping"), says("block collection"), says("block sequence"):
		return r.indentation(m)
	}
	return at(m.line, m.col, cannotRead())
}

// mark is where the parser gave up, and where the thing began in which it
// did.
type mark struct{ line, col, fromLine, fromCol int }

// line returns a line of the file by its number from 1; empty beyond its end.
func (r *reader) line(n int) string {
	if n < 1 || n > len(r.lines) {
		return ""
	}
	return r.lines[n-1]
}

// tab finds a tab in the indentation around a fault.
func (r *reader) tab(m mark) int {
	for _, n := range []int{m.line, m.line - 1, m.fromLine} {
		line := r.line(n)
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if strings.Contains(indent, "\t") {
			return n
		}
	}
	return 0
}

// colon tells a text with a colon in it from a line that is indented too far.
func (r *reader) colon(m mark) Fault {
	if f, ok := r.colonless(m.line); ok {
		return f
	}
	line := []rune(r.line(m.line))
	before := string(line[:min(max(m.col-1, 0), len(line))])
	if f, ok := r.openQuote(m.line, before, `"`); ok {
		return f
	}
	if strings.Contains(before, ": ") {
		return at(m.line, m.col, model.Say{
			EN: `a text with a colon in it has to stand in quotes: "like this: so"`,
			ID: `teks yang berisi titik dua harus diberi tanda kutip: "seperti: ini"`,
		})
	}
	if f, ok := r.gluedDash(r.above(m.line)); ok {
		return f
	}
	if n := r.unkeyed(m.line); n > 0 {
		return r.textOnly(n)
	}
	return at(m.line, len(before)-len(strings.TrimLeft(before, " "))+1, model.Say{
		EN: "the line is indented further than the text above it allows: begin it under the key above, or put a text with a colon in quotes",
		ID: "lekukan baris ini terlalu dalam: mulai tepat di bawah kunci di atasnya, atau beri tanda kutip pada teks yang berisi titik dua",
	})
}

// keyless tells of a line that is no key, no entry of a list and no part of
// the text above it.
func (r *reader) keyless(m mark) Fault {
	if f, ok := r.colonless(m.fromLine); ok {
		return f
	}
	if f, ok := r.commented(m.fromLine); ok {
		return f
	}
	if f, ok := r.gluedDash(m.fromLine); ok {
		return f
	}
	return at(m.fromLine, m.fromCol, model.Say{
		EN: "this line has neither a dash nor a key with a colon: if it belongs to the text above it, indent it further",
		ID: "baris ini tidak punya tanda hubung atau kunci dengan titik dua: bila termasuk teks di atasnya, tambah lekukannya",
	})
}

func (r *reader) bracket(m mark) Fault {
	for n := m.fromLine; n <= m.line; n++ {
		if i := strings.Index(r.line(n), " #"); i >= 0 && strings.TrimSpace(r.line(n)[:i]) != "" {
			return at(n, len([]rune(r.line(n)[:i]))+2, model.Say{
				EN: `everything after # is a comment, so the bracket is never closed: put a text with # in quotes, "order #12"`,
				ID: `semua setelah # adalah komentar, jadi kurungnya tidak pernah ditutup: beri tanda kutip pada teks yang berisi #, "pesanan #12"`,
			})
		}
	}
	return at(m.fromLine, m.fromCol, model.Say{
		EN: "the bracket that opens here is not closed, or a comma is missing between two entries",
		ID: "kurung yang dibuka di sini tidak ditutup, atau ada koma yang kurang di antara dua isi",
	})
}

func (r *reader) sign(m mark) Fault {
	line := []rune(r.line(m.line))
	for _, col := range []int{m.col, m.fromCol} {
		if col >= 1 && col <= len(line) && strings.ContainsRune("@`%&*!|>", line[col-1]) {
			return at(m.line, col, beginsWith(), string(line[col-1]))
		}
	}
	return at(m.line, m.col, cannotRead())
}

func (r *reader) indentation(m mark) Fault {
	line := []rune(r.line(m.line))
	before := strings.TrimSpace(string(line[:min(max(m.col-1, 0), len(line))]))
	for _, slip := range []func(int) (Fault, bool){r.commented, r.undashed} {
		if f, ok := slip(m.line); ok {
			return f
		}
	}
	switch {
	case strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "'"):
		if f, ok := r.openQuote(m.line, before, before[len(before)-1:]); ok {
			return f
		}
		return at(m.line, m.col, model.Say{
			EN: "something follows the closing quote: put the whole text inside the quotes",
			ID: "ada sesuatu setelah tanda kutip penutup: masukkan seluruh teks ke dalam tanda kutip",
		})
	case before != "":
		return at(m.line, m.col, model.Say{
			EN: "this can't follow on the same line: begin a new line",
			ID: "ini tidak bisa diletakkan di baris yang sama: mulai baris baru",
		})
	}
	return at(m.line, m.col, model.Say{
		EN: "the line does not stand under the lines it belongs to: begin it exactly below them",
		ID: "baris ini tidak sejajar dengan baris kelompoknya: mulai tepat di bawahnya",
	})
}
