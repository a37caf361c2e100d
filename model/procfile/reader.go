package procfile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// Lengths of texts, in runes. What is longer does not fit a screen, and
// belongs into how.
const (
	maxLine = 200
	maxHow  = 5_000
)

// reader walks a YAML document, collecting what it says and what is wrong
// with it.
type reader struct {
	lines  []string
	faults []Fault
	// nodes holds the place of everything that was read, by its path.
	nodes map[string]*yaml.Node
	// odd marks nodes that have been told of already.
	odd map[*yaml.Node]bool
	// doubtful lists the paths of what could not be read: a fault found
	// there later would only repeat it.
	doubtful []string
	// doubtfulFields are fields whose type is unknown; anyField is true where
	// not even their names are known.
	doubtfulFields []string
	anyField       bool
	// words are the keys of a process, of its start and of a step.
	words struct{ process, start, step, check keys }
}

func newReader(text string) *reader {
	r := &reader{lines: strings.Split(text, "\n"), nodes: map[string]*yaml.Node{}, odd: map[*yaml.Node]bool{}}
	r.words.process, r.words.start, r.words.step, r.words.check = processKeys(), startKeys(), stepKeys(), checkKeys()
	return r
}

// add keeps a fault. Of a file that is no definition at all the first ones
// are enough.
func (r *reader) add(f Fault) {
	if last := len(r.lines); f.Line > last { // The parser stands below the last line at the end.
		f.Line, f.Col = last, utf8.RuneCountInString(r.line(last))+1
	}
	if !r.full() {
		r.faults = append(r.faults, f)
	}
}

// allFaults bounds the faults that are told of one file.
const allFaults = 200

func (r *reader) full() bool { return len(r.faults) >= allFaults }

// fault tells what is wrong at a node.
func (r *reader) fault(n *yaml.Node, what model.Say, args ...any) {
	if !r.odd[n] {
		r.add(at(n.Line, n.Column, what, args...))
	}
}

func (r *reader) unsure(path string) { r.doubtful = append(r.doubtful, path) }

// semantic places a fault of the compiled process. What follows only from a
// fault told before is left out.
func (r *reader) semantic(f model.Fault) {
	if r.usesDoubtful(f) {
		return
	}
	for _, path := range r.doubtful {
		if within(f.Path, path) || within(path, f.Path) && !apart(path, f.Path) {
			return
		}
	}
	line, col := 1, 1
	for path := f.Path; path != ""; path = parent(path) {
		if n := r.nodes[path]; n != nil {
			line, col = n.Line, n.Column
			break
		}
	}
	r.add(Fault{Line: line, Col: col, Fault: f})
}

// usesDoubtful reports faults that hang on a field which could not be read.
func (r *reader) usesDoubtful(f model.Fault) bool {
	if !usesFields(f.Path) || !r.anyField && len(r.doubtfulFields) == 0 {
		return false
	}
	if strings.Contains(f.Path, ".record.") || strings.HasPrefix(f.Path, "start.ask.") {
		of, _ := f.Args[0].(string) // The field that the sentence is about.
		return !strings.HasSuffix(f.Path, "."+of) && (r.anyField || slices.Contains(r.doubtfulFields, of))
	}
	n := r.nodes[f.Path]
	if n == nil {
		return true
	}
	words := strings.FieldsFunc(allText(n), func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for _, word := range words {
		if r.anyField && !unicode.IsDigit([]rune(word)[0]) || slices.Contains(r.doubtfulFields, word) {
			return true
		}
	}
	return false
}

// apart reports a key of a step that says nothing of the step as a whole: of
// its ways, and of who does it.
func apart(path, step string) bool {
	key, _, _ := strings.Cut(strings.TrimPrefix(path, step+"."), ".")
	key, _, _ = strings.Cut(key, "[")
	switch key {
	case "how", "check", "record", "takes", "due", "skip", "todo", "was", "same_as", "not_same_as":
		return strings.HasPrefix(step, "steps[")
	}
	return false
}

// allText is the text of a node and of all below it.
func allText(n *yaml.Node) string {
	text := n.Value
	for _, c := range n.Content {
		text += " " + allText(c)
	}
	return text
}

// usesFields reports places whose meaning hangs on the types of fields.
func usesFields(path string) bool {
	key := path[strings.LastIndexByte(path, '.')+1:]
	key, _, _ = strings.Cut(key, "[")
	switch key {
	case "when", "due", "title", "key", "check":
		return true
	}
	return strings.Contains(path, ".record") || strings.Contains(path, ".choose") || strings.HasPrefix(path, "start.ask")
}

// within reports whether a path is another or lies below it.
func within(path, other string) bool {
	rest, ok := strings.CutPrefix(path, other)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// parent is the path one level up: steps[3].when, steps[3], steps.
func parent(path string) string {
	i := strings.LastIndexAny(path, ".[")
	return path[:max(i, 0)]
}

// text reads a text of one line. The key names it in faults: a word of the
// format, or a Say.
func (r *reader) text(n *yaml.Node, path string, key any) string {
	return strings.TrimSpace(model.CleanText(r.scalar(n, path, key, maxLine)))
}

// scalar reads the text of a node as it was typed: yes, 0123 and null are
// texts like any other.
func (r *reader) scalar(n *yaml.Node, path string, key any, most int) string {
	r.nodes[path] = n
	if r.odd[n] {
		r.unsure(path)
		return n.Value
	}
	switch {
	case n.Kind != yaml.ScalarNode:
		r.unsure(path)
		r.notText(n, key)
		return ""
	case strings.TrimSpace(model.CleanText(n.Value)) == "":
		r.unsure(path)
		r.fault(n, model.Say{
			EN: "nothing stands after %s: write a text, or delete the line",
			ID: "tidak ada isi setelah %s: tulis teksnya, atau hapus baris ini",
		}, key)
		return ""
	case utf8.RuneCountInString(n.Value) > most:
		r.fault(n, tooLong(), key, most)
		return n.Value
	}
	r.unseen(n)
	r.comment(n)
	r.curly(n)
	r.unopened(n)
	r.swallowed(n)
	return n.Value
}

// unseen tells of a character that nobody sees, written as \u200b in quotes;
// those that stand in the file as they are have been told of already.
func (r *reader) unseen(n *yaml.Node) {
	if i := strings.IndexFunc(n.Value, func(c rune) bool { return c != '\r' && invisible(c) }); i >= 0 && n.Style&yaml.DoubleQuotedStyle != 0 {
		c, _ := utf8.DecodeRuneInString(n.Value[i:])
		r.fault(n, notSeen(), c)
	}
}

// nothing is a text without what YAML writes for nothing: a step that says ~
// or null says nothing, while an answer may well be called so.
func nothing(n *yaml.Node) *yaml.Node {
	if n.Kind != yaml.ScalarNode || n.Style != 0 || n.Value != "~" && strings.ToLower(n.Value) != "null" {
		return n
	}
	empty := *n
	empty.Value = ""
	return &empty
}

func tooLong() model.Say {
	return model.Say{
		EN: "the text of %s is too long: at most %d characters (details belong in how:)",
		ID: "teks %s terlalu panjang: paling banyak %d karakter (rinciannya di how:)",
	}
}

// notText tells what stands where a text belongs. A colon or a bracket that
// was meant as part of the text is by far the most common reason.
func (r *reader) notText(n *yaml.Node, key any) {
	switch {
	case n.Kind == yaml.MappingNode && r.braced(n):
		r.fault(n, model.Say{
			EN: `%s wants a text: a text that begins with { has to stand in quotes, "{like} this"`,
			ID: `%s harus berupa teks: teks yang diawali { harus diberi tanda kutip, "{seperti} ini"`,
		}, key)
	case n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[1].Kind == yaml.ScalarNode:
		r.colonInText(n)
	case n.Kind == yaml.SequenceNode:
		r.fault(n, model.Say{
			EN: "%s wants one text, and here is a list",
			ID: "%s harus berupa satu teks, di sini ada daftar",
		}, key)
	default:
		r.fault(n, model.Say{
			EN: "%s wants a text, and here are keys with values",
			ID: "%s harus berupa teks, di sini ada kunci dan nilai",
		}, key)
	}
}

// braced reports keys and values that stand between { and }.
func (r *reader) braced(n *yaml.Node) bool {
	line := []rune(r.line(n.Line))
	return n.Style&yaml.FlowStyle != 0 && n.Column >= 1 && n.Column <= len(line) && line[n.Column-1] == '{'
}

// colonInText tells of a text that became a key and a value.
func (r *reader) colonInText(n *yaml.Node) {
	if n.Content[1].Kind != yaml.ScalarNode {
		r.fault(n, model.Say{
			EN: "the colon made a key of this text, with all below it: write do: %s, and what is to be ticked as a list under check:",
			ID: "titik dua membuat teks ini menjadi kunci, beserta semua di bawahnya: tulis do: %s, dan yang dicentang sebagai daftar di bawah check:",
		}, short(n.Content[0].Value))
		return
	}
	text := strings.TrimSpace(model.CleanText(n.Content[0].Value + ": " + n.Content[1].Value))
	r.fault(n, model.Say{
		EN: `the colon made a key of this text: put it in quotes, "%s"`,
		ID: `titik dua membuat teks ini menjadi kunci: beri tanda kutip, "%s"`,
	}, short(text))
}

// texts reads a list of texts, or a single text in place of a list of one.
func (r *reader) texts(n *yaml.Node, path, key string) []string {
	r.nodes[path] = n
	if n.Kind != yaml.SequenceNode {
		if text := r.text(n, path+"[0]", key); text != "" {
			return []string{text}
		}
		return nil
	}
	var all []string
	for _, item := range n.Content {
		if text := r.text(item, index(path, len(all)), key); text != "" {
			all = append(all, text)
		}
	}
	if len(n.Content) == 0 {
		r.emptyList(n, path, key)
	}
	return all
}

func (r *reader) emptyList(n *yaml.Node, path string, key any) {
	r.unsure(path)
	r.fault(n, model.Say{
		EN: "the list of %s is empty: fill it, or delete it",
		ID: "daftar %s kosong: isi, atau hapus",
	}, key)
}

func short(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
