// Package procfile reads and writes process definitions as YAML, the form in
// which an owner writes them. Read reports every fault at once, each with its
// place in the file and in the words of the file, never those of a parser.
package procfile

import (
	"fmt"
	"sort"

	"alur/model"
)

// MaxSize is the largest definition that is read, in bytes.
const MaxSize = 1 << 20

// Fault is one thing wrong with a file, and where.
type Fault struct {
	// File is the name given to Read.
	File string
	// Line and Col count from 1; Col counts characters.
	Line, Col int
	model.Fault
}

// In is the fault in a language: "file:line:col: message", with the word
// warning before the message where the fault stops nothing.
func (f Fault) In(l model.Lang) string {
	kind := ""
	if f.Warning {
		kind = model.Say{EN: "warning: ", ID: "peringatan: "}.In(l)
	}
	return fmt.Sprintf("%s:%d:%d: %s%s", f.File, f.Line, f.Col, kind, f.Fault.In(l))
}

// Read reads a definition and compiles it. The name stands in faults, which
// are sorted by their place. The flow is nil where one of them is more than a
// warning; the process then holds what could be read. Otherwise the process
// is complete: ids, roles and kinds are filled in.
func Read(name string, data []byte) (model.Process, *model.Flow, []Fault) {
	text, faults := source(data)
	if text == "" || len(faults) >= mostFaults {
		return model.Process{}, nil, placed(name, faults)
	}
	r := newReader(text)
	r.faults = faults
	root := r.parse(text)
	if root == nil {
		r.rest()
		return model.Process{}, nil, placed(name, r.faults)
	}
	p := r.process(root)
	flow, semantic := model.Verify(r.lenient(p))
	for _, f := range semantic {
		r.semantic(f)
	}
	for _, f := range r.faults {
		if !f.Warning {
			flow = nil
		}
	}
	if flow != nil {
		p = flow.Process
	}
	return p, flow, placed(name, r.faults)
}

// NamesID reports whether a definition says its id itself, so that it stays
// the same process under another name.
func NamesID(data []byte) bool {
	text, faults := source(data)
	if len(faults) > 0 {
		return false
	}
	r := newReader(text)
	root := r.parse(text)
	return root != nil && r.process(root).ID != ""
}

// placed names the file in faults and sorts them by place, each told once.
func placed(name string, faults []Fault) []Fault {
	sort.SliceStable(faults, func(i, j int) bool {
		a, b := faults[i], faults[j]
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
	told := map[string]bool{}
	var all []Fault
	for _, f := range faults {
		f.File = name
		if line := f.In(model.English); !told[line] {
			told[line] = true
			all = append(all, f)
		}
	}
	return all
}

// at makes a fault at a place.
func at(line, col int, what model.Say, args ...any) Fault {
	return Fault{Line: max(line, 1), Col: max(col, 1), Fault: model.Fault{What: what, Args: args}}
}
