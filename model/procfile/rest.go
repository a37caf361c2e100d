package procfile

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// draft is a file that is no YAML while it is read on: what keeps it from
// being one was told, and is mended or left out, so that whoever mends the
// file need not do it one fault at a time.
type draft struct {
	lines []string
	// begins are the lines on which a key of the head or a step begins.
	begins []int
	// touched are the lines that were changed: what else is found on them may
	// only come of that.
	touched map[int]bool
	// lost are the words of what was left out.
	lost map[string]bool
}

// mostMended is how many lines a file may have whose faults are mended to read
// on: each draft is read anew, and nobody writes a longer one by hand.
const mostMended = 5_000

// rest tells what else is wrong in a file that is no YAML.
func (r *reader) rest() {
	if len(r.lines) > mostMended {
		return
	}
	d := &draft{lines: slices.Clone(r.lines), begins: r.partsBegin(), touched: map[int]bool{}, lost: map[string]bool{}}
	for len(r.faults) < mostFaults {
		line := r.faults[len(r.faults)-1].Line
		part := d.part(line)
		if part < 0 || d.touched[line] {
			return // The fault before reaches down to here.
		}
		head := r.line(d.begins[part])
		if strings.HasPrefix(head, "---") || strings.HasPrefix(head, "...") || line == d.begins[part] && strings.ContainsAny(head, "[{") && strings.HasPrefix(head, "steps") {
			return
		}
		again, root := r.mend(d, line)
		if again == nil && strings.HasPrefix(head, "steps") {
			return // It is about all that follows.
		}
		if again == nil {
			again, root = d.leaveOut(part)
		}
		if root != nil {
			r.readOn(d, again, root)
			return
		}
		if again == nil {
			return
		}
		r.faults = append(r.faults, again.faults...)
	}
}

// part is the number of the part in which a line stands; -1 above all parts.
func (d *draft) part(line int) int {
	part, found := slices.BinarySearch(d.begins, line)
	if !found {
		part--
	}
	return part
}

// ends is the last line of a part.
func (d *draft) ends(part int) int {
	if part+1 < len(d.begins) {
		return d.begins[part+1] - 1
	}
	return len(d.lines)
}

// mend makes YAML of a line as it was probably meant. It answers nothing where
// no way of writing it brings the reading on past its part.
func (r *reader) mend(d *draft, line int) (*reader, *yaml.Node) {
	var best struct {
		again *reader
		root  *yaml.Node
		reach int
		mended
	}
	for _, m := range r.meant(d, line) {
		lines := slices.Concat(d.lines[:line-1], []string{m.line}, d.lines[line:])
		again, root := parsed(lines)
		reach := again.reach(lines, line)
		if m.loses {
			reach -= 5
		}
		if (root != nil || again.faults[0].Line > d.ends(d.part(line))) && reach > best.reach {
			best.again, best.root, best.reach, best.mended = again, root, reach, m
		}
	}
	if best.again != nil {
		d.lines[line-1] = best.line
		d.touched[line] = true
		if best.loses {
			maps.Copy(d.lost, wordsOf(r.line(line)))
		}
	}
	return best.again, best.root
}

// reach is how far a draft can be read: where it is YAML to its end, the
// fewer faults the better, above all on other lines than the mended one. What
// can't be read hides faults and is worse than they.
func (r *reader) reach(lines []string, mended int) int {
	if len(r.faults) > 0 {
		return r.faults[0].Line
	}
	probe, root := parsed(lines)
	for _, f := range model.Parts(probe.lenient(probe.process(root))) {
		probe.semantic(f)
	}
	reach := len(lines) + 1_000_000 - 100*(len(probe.doubtful)+len(probe.doubtfulFields))
	if probe.anyField {
		reach -= 100
	}
	for _, f := range probe.faults {
		if f.Line == mended {
			reach += 9
		}
		reach -= 10
	}
	return reach
}

// leaveOut puts a step that says nothing in the place of a part.
func (d *draft) leaveOut(part int) (*reader, *yaml.Node) {
	from := d.begins[part]
	for i := from; i <= d.ends(part); i++ {
		maps.Copy(d.lost, wordsOf(d.lines[i-1]))
		d.lines[i-1] = ""
		d.touched[i] = true
	}
	if !slices.ContainsFunc(d.lines, isEntry) {
		return nil, nil // No step is left.
	}
	again, root := parsed(d.lines)
	return again, root
}

func parsed(lines []string) (*reader, *yaml.Node) {
	text := strings.Join(lines, "\n")
	r := newReader(text)
	return r, r.parse(text)
}

// readOn tells what is wrong in the values and ways of a draft, and does not
// follow from what was mended or left out in it. Where something was left out,
// nothing can be said of the ways.
func (r *reader) readOn(d *draft, again *reader, root *yaml.Node) {
	p := again.process(root)
	if d.lost["role"] && p.Role == "" {
		p.Role = "role"
	}
	var semantic []model.Fault
	if len(d.lost) > 0 {
		semantic = model.Parts(again.lenient(p))
	} else {
		_, semantic = model.Verify(again.lenient(p))
	}
	for _, f := range semantic {
		if !d.follows(again, f) {
			again.semantic(f)
		}
	}
	for _, f := range again.faults {
		if follows := d.touched[f.Line] || d.says(f.Args) || len(d.lost) > 0 && d.gap(f.Line); !follows {
			r.add(f)
		}
	}
}

// gap reports the first line of a part of which something was left out, and
// the line right above that.
func (d *draft) gap(line int) bool {
	part := d.part(line)
	if d.touched[line+1] {
		return true
	}
	return part >= 0 && d.begins[part] == line && slices.ContainsFunc(slices.Collect(maps.Keys(d.touched)), func(n int) bool { return d.part(n) == part })
}

// follows reports a fault about a step or a field that may have been left out.
func (d *draft) follows(r *reader, f model.Fault) bool {
	if len(d.lost) == 0 {
		return false
	}
	key := f.Path[strings.LastIndexByte(f.Path, '.')+1:]
	key, _, _ = strings.Cut(key, "[")
	n := r.nodes[f.Path]
	if n == nil {
		return d.lost[key]
	}
	for word := range wordsOf(allText(n)) {
		if d.lost[word] {
			return true
		}
	}
	return false
}

func (d *draft) says(args []any) bool {
	for _, arg := range args {
		if word, ok := arg.(string); ok && d.lost[word] {
			return true
		}
	}
	return false
}

// wordsOf are the words of a text that can be ids and names of fields.
func wordsOf(text string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c != '_' && c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if word != "-" {
			all[word] = true
		}
	}
	return all
}

// partsBegin are the lines on which a key of the head or a step begins.
func (r *reader) partsBegin() []int {
	var begins []int
	dash := -1
	for i, line := range r.lines {
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line[indent:], "#"):
		case isEntry(line) && (dash < 0 && i > 0 && strings.HasPrefix(r.headAbove(i), "steps") || indent == dash):
			dash = indent
			begins = append(begins, i+1)
		case indent == 0 && !isEntry(line):
			dash = -1
			begins = append(begins, i+1)
		}
	}
	return begins
}

// headAbove is the last line above one that is not indented and no entry.
func (r *reader) headAbove(i int) string {
	for i--; i >= 0; i-- {
		if line := r.lines[i]; line != "" && line[0] != ' ' && line[0] != '#' && !isEntry(line) {
			return line
		}
	}
	return ""
}

func isEntry(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "- ") }
