package procfile

import (
	"slices"
	"strings"
)

// rest tells what else is wrong in a file that is no YAML. The part of it with
// the fault, a step or a key of the head, is left out and the rest read again,
// so that whoever mends the file need not do it one fault at a time. Whether
// the parts fit together can only be said once all of them can be read.
func (r *reader) rest() {
	begins := r.partsBegin()
	lines := slices.Clone(r.lines)
	for before := -2; len(r.faults) < mostFaults; {
		last := r.faults[len(r.faults)-1]
		part, found := slices.BinarySearch(begins, last.Line)
		if !found {
			part--
		}
		if part < 0 || part == before+1 || part == before {
			return // The fault before reaches down to here.
		}
		if line := r.line(begins[part]); strings.HasPrefix(line, "steps") || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...") {
			return // It is about all that follows.
		}
		before = part
		end := len(lines)
		if part+1 < len(begins) {
			end = begins[part+1] - 1
		}
		for i := begins[part] - 1; i < end; i++ {
			lines[i] = ""
		}
		if !slices.ContainsFunc(lines, isEntry) {
			return // No step is left.
		}
		again := newReader(strings.Join(lines, "\n"))
		root := again.parse(strings.Join(lines, "\n"))
		if root != nil {
			again.process(root)
			r.faults = append(r.faults, again.faults...)
			return
		}
		r.faults = append(r.faults, again.faults...)
	}
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
