package procfile_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"alur/model"
	"alur/model/procfile"
	"alur/model/templates"

	"go.yaml.in/yaml/v4"
)

// readyMade is a ready-made file taken apart, so that faults can be planted.
type readyMade struct {
	name  string
	lines []string
	keys  []keySite
	steps []model.Step
	p     model.Process
}

// keySite is one key of a file: the word, its place, and what follows it.
type keySite struct {
	word      string
	line, col int
	value     *yaml.Node
	// in is "process", "start", "step", or the key below which the words are
	// the owner's: "ask", "record", "outcomes", "reasons", "each".
	in string
	// step is the number of the step from 0, -1 in the head.
	step int
	// flow is true between brackets, first for the first key of its mapping.
	flow, first bool
	// last is the line on which the value ends.
	last int
}

// planted is a file with one fault in it, and the lines of which one has to
// be told of.
type planted struct {
	file *readyMade
	text string
	at   []int
	what string
	// warns is true where a warning is enough: the file may be meant so.
	warns bool
}

func allReadyMade(t *testing.T) []*readyMade {
	t.Helper()
	var all []*readyMade
	for _, l := range model.Langs() {
		for _, tmpl := range templates.All(l) {
			f := &readyMade{name: tmpl.File, lines: strings.Split(strings.TrimRight(string(tmpl.Source), "\n"), "\n")}
			var doc yaml.Node
			loader, err := yaml.NewLoader(bytes.NewReader(tmpl.Source))
			if err == nil {
				err = loader.Load(&doc)
			}
			if err != nil {
				t.Fatal(err)
			}
			f.walk(doc.Content[0], "process", -1, false)
			p, flow, faults := procfile.Read(f.name, f.text())
			if flow == nil || len(faults) > 0 {
				t.Fatalf("%s: %v", f.name, faults)
			}
			f.p, f.steps = p, p.Steps
			all = append(all, f)
		}
	}
	return all
}

func (f *readyMade) text() []byte { return []byte(strings.Join(f.lines, "\n") + "\n") }

func (f *readyMade) walk(n *yaml.Node, in string, step int, flow bool) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		s := keySite{
			word: key.Value, line: key.Line, col: key.Column, value: value, in: in, step: step,
			flow: flow || n.Style&yaml.FlowStyle != 0, first: i == 0, last: lastLine(value),
		}
		f.keys = append(f.keys, s)
		switch {
		case key.Value == "steps" && in == "process":
			for j, item := range value.Content {
				f.walk(item, "step", j, false)
			}
		case key.Value == "check":
			for _, item := range value.Content {
				if item.Kind == yaml.MappingNode {
					f.walk(item, "each", step, true)
				}
			}
		case value.Kind == yaml.MappingNode:
			f.walk(value, key.Value, step, s.flow)
		}
	}
}

// lastLine is where a value ends; that of a block of text only near enough.
func lastLine(n *yaml.Node) int {
	last := n.Line
	if n.Style&(yaml.FoldedStyle|yaml.LiteralStyle) != 0 {
		last += 1 + len(n.Value)/100
	}
	for _, c := range n.Content {
		last = max(last, lastLine(c))
	}
	return last
}

// change is the file with one line changed.
func (f *readyMade) change(line int, to string) string {
	lines := slices.Clone(f.lines)
	lines[line-1] = to
	return strings.Join(lines, "\n") + "\n"
}

// insert is the file with a line added below one.
func (f *readyMade) insert(below int, line string) string {
	return strings.Join(slices.Insert(slices.Clone(f.lines), below, line), "\n") + "\n"
}

// splice replaces characters of a line.
func splice(line string, col, length int, by string) string {
	r := []rune(line)
	return string(r[:col-1]) + by + string(r[col-1+length:])
}

// plant is one fault on the line of a key.
func (f *readyMade) plant(line int, to, what string) planted {
	return planted{file: f, text: f.change(line, to), at: []int{line}, what: what}
}

// stepKey finds a key of a step; its line is 0 where there is none.
func (f *readyMade) stepKey(step int, word string) keySite {
	for _, k := range f.keys {
		if k.in == "step" && k.step == step && k.word == word {
			return k
		}
	}
	return keySite{}
}

// stepLine is where a step begins, and bottom a line of it below which
// another key can stand; 0 where it is written on one line.
func (f *readyMade) stepLine(step int) (line, bottom int) {
	for _, k := range f.keys {
		if k.in == "step" && k.step == step {
			if line == 0 {
				line = k.line
			}
			if !k.flow && k.value.Kind == yaml.ScalarNode && k.value.Style == 0 {
				bottom = k.line
			}
		}
	}
	return line, bottom
}

// with is a step with one more key.
func (f *readyMade) with(step int, key, what string) (planted, bool) {
	_, bottom := f.stepLine(step)
	word, _, _ := strings.Cut(key, ":")
	if bottom == 0 || f.stepKey(step, word).line > 0 {
		return planted{}, false
	}
	return planted{file: f, text: f.insert(bottom, "    "+key), at: []int{bottom + 1}, what: what}, true
}

// TestAThousandPlantedFaults puts one fault into a ready-made file at a time:
// each is told at its line, and no file with a fault in it is taken.
func TestAThousandPlantedFaults(t *testing.T) {
	files, all, planting := allReadyMade(t), 0, 0
	for _, kind := range slices.Sorted(maps.Keys(plantings())) {
		var faults []planted
		for _, f := range files {
			faults = append(faults, plantings()[kind](f)...)
		}
		if testing.Short() { // A tenth of them, of every file.
			faults = slices.DeleteFunc(faults, func(planted) bool { all++; return all%10 != 0 })
		}
		t.Logf("%-24s %5d", kind, len(faults))
		planting += len(faults)
		if len(faults) == 0 {
			t.Errorf("%s: nothing was planted", kind)
		}
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			for _, one := range faults {
				one.check(t)
			}
		})
	}
	if t.Logf("%-24s %5d", "all", planting); planting < 1000 {
		t.Errorf("only %d faults were planted", planting)
	}
}

func (one planted) check(t *testing.T) {
	t.Helper()
	_, flow, faults := procfile.Read(one.file.name, []byte(one.text))
	told := false
	var all []string
	for _, f := range faults {
		told = told || slices.Contains(one.at, f.Line)
		for _, l := range model.Langs() {
			if s := f.Fault.In(l); strings.Contains(s, "%!") || strings.Contains(s, "yaml:") {
				t.Errorf("not our words: %s", s)
			}
		}
		all = append(all, f.In(model.English))
	}
	if told && (flow == nil || one.warns) {
		return
	}
	lines := strings.Split(one.text, "\n")
	t.Errorf("%s:%d: %s\n  %s\n told: %v", one.file.name, one.at, one.what, fmt.Sprintf("%q", lines[one.at[0]-1]), all)
}
