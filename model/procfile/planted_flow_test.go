package procfile_test

import (
	"slices"
	"strings"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// targets are the places where steps are named.
func (f *readyMade) targets() []*yaml.Node {
	var all []*yaml.Node
	for _, k := range f.keys {
		named := k.in == "step" && (k.word == "after" || k.word == "then" || k.word == "not_same_as") || k.in == "outcomes"
		switch {
		case !named:
		case k.value.Kind == yaml.SequenceNode:
			all = append(all, k.value.Content...)
		default:
			all = append(all, k.value)
		}
	}
	return all
}

func unknownSteps(f *readyMade) []planted {
	var all []planted
	for _, n := range f.targets() {
		for _, by := range []string{n.Value + "x", "no-such-step", strings.ToUpper(n.Value)} {
			all = append(all, f.plant(n.Line, splice(f.lines[n.Line-1], n.Column, len(n.Value), by), "names "+by))
		}
	}
	return all
}

func lateSteps(f *readyMade) []planted {
	var all []planted
	for i, s := range f.steps {
		for _, late := range []string{"start nobody", "start " + s.ID, "take nothing", "ring the owner"} {
			if one, ok := f.with(i, "late: "+late, late); ok && s.Due != "" {
				all = append(all, one)
			}
		}
	}
	return all
}

// stepsTakenOut deletes a step that others name.
func stepsTakenOut(f *readyMade) []planted {
	var all []planted
	for i, s := range f.steps {
		from, _ := f.stepLine(i)
		to := len(f.lines) + 1
		if i+1 < len(f.steps) {
			to, _ = f.stepLine(i + 1)
		}
		var at []int
		for _, n := range f.targets() {
			switch {
			case n.Value != s.ID || n.Line >= from && n.Line < to:
			case n.Line >= to:
				at = append(at, n.Line-(to-from))
			default:
				at = append(at, n.Line)
			}
		}
		if len(at) > 0 {
			text := strings.Join(slices.Delete(slices.Clone(f.lines), from-1, to-1), "\n") + "\n"
			all = append(all, planted{file: f, text: text, at: at, what: s.ID + " is gone"})
		}
	}
	return all
}

func duplicateIDs(f *readyMade) []planted {
	var all []planted
	for i := range f.steps {
		k := f.stepKey(i, "id")
		for _, other := range f.steps[:i] {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.value.Column, len(k.value.Value), other.ID), "second "+other.ID))
		}
	}
	return all
}

func badIDs(f *readyMade) []planted {
	var all []planted
	for i := range f.steps {
		for _, id := range []string{"two words", "Capital", "next", "end", "stop", "ünder", "a.b"} {
			k := f.stepKey(i, "id")
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.value.Column, len(k.value.Value), id), "id "+id))
		}
	}
	return all
}

func sameItself(f *readyMade) []planted {
	var all []planted
	for i, s := range f.steps {
		if k := f.stepKey(i, "not_same_as"); k.line > 0 {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.value.Column, len(k.value.Value), s.ID), "not the same as itself"))
		} else if one, ok := f.with(i, "not_same_as: "+s.ID, "not the same as itself"); ok {
			all = append(all, one)
		}
	}
	return all
}

func afterBelow(f *readyMade) []planted {
	var all []planted
	for i := range f.steps {
		for _, below := range f.steps[i:] {
			if k := f.stepKey(i, "after"); k.line > 0 {
				all = append(all, f.plant(k.line, "    after: "+below.ID, "after "+below.ID))
			} else if one, ok := f.with(i, "after: "+below.ID, "after "+below.ID); ok {
				all = append(all, one)
			}
		}
	}
	return all
}

func leadNowhere(f *readyMade) []planted {
	var all []planted
	for _, k := range f.keys {
		if k.in == "outcomes" {
			for _, by := range []string{"", "[]", "nowhere", "[next, nowhere]"} {
				all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.value.Column, len(k.value.Value), by), k.word+" leads to "+by))
			}
		}
	}
	return all
}

func reasonsOfNone(f *readyMade) []planted {
	var all []planted
	for _, k := range f.keys {
		if k.in == "reasons" {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col, len(k.word), k.word+"_x"), "reasons of no outcome"))
		}
	}
	return all
}

// nobody takes away the role of all steps that name none.
func nobody(f *readyMade) []planted {
	for _, k := range f.keys {
		if k.in != "process" || k.word != "role" {
			continue
		}
		var at []int
		for i, s := range f.steps {
			if line, _ := f.stepLine(i); f.stepKey(i, "role").line == 0 && !s.Kind.ByItself() {
				at = append(at, line-1)
			}
		}
		text := strings.Join(slices.Delete(slices.Clone(f.lines), k.line-1, k.line), "\n") + "\n"
		return []planted{{file: f, text: text, at: at, what: "no role"}}
	}
	return nil
}

// conditions gives every step conditions that are none.
func conditions(bad func(*readyMade) []string) func(*readyMade) []planted {
	return func(f *readyMade) []planted {
		var all []planted
		for i, s := range f.steps {
			for _, when := range bad(f) {
				if k := f.stepKey(i, "when"); k.line > 0 {
					all = append(all, f.plant(k.line, "    when: "+when, when))
				} else if one, ok := f.with(i, "when: "+when, when); ok && s.Kind != model.Choose {
					all = append(all, one)
				}
			}
		}
		return all
	}
}

func wrongTypes(f *readyMade) []string {
	var all []string
	for _, field := range f.p.Start.Ask {
		switch field.Type {
		case model.NumberField, model.MoneyField:
			all = append(all, field.Name+` == "x"`, field.Name)
		case model.ListField:
			all = append(all, field.Name+" > 5", field.Name+` == "x"`)
		default:
			all = append(all, field.Name+" > 5", field.Name, "not "+field.Name)
		}
	}
	return all
}

// noAnswers compares choices with what none of them is.
func noAnswers(f *readyMade) []string {
	var all []string
	for _, field := range f.p.Start.Ask {
		if field.Type == model.ChoiceField {
			all = append(all, field.Name+` == "none of them"`, `"`+strings.ToUpper(field.Choices[0])+`" == `+field.Name, field.Name+` in ["`+field.Choices[0]+`x"]`)
		}
	}
	return all
}

// stillEmpty lets a step ask for a number that only a step below records.
func stillEmpty(f *readyMade) []planted {
	var all []planted
	for i, s := range f.steps {
		for _, later := range f.steps[i:] {
			for _, field := range later.Record {
				number := field.Type == model.NumberField || field.Type == model.MoneyField
				if one, ok := f.with(i, "when: "+field.Name+" > 5", field.Name+" is empty"); ok && number && canPass(s) && f.recorders(field.Name) == 1 {
					all = append(all, one)
				}
			}
		}
	}
	return all
}

// canPass reports whether a step can have a condition.
func canPass(s model.Step) bool {
	return len(s.Outcomes) == 0 || slices.ContainsFunc(s.Outcomes, func(o model.Outcome) bool { return slices.Contains(o.To, model.ToNext) })
}

func (f *readyMade) recorders(field string) int {
	n := 0
	for _, k := range f.fieldSites() {
		if k.word == field {
			n++
		}
	}
	return n
}

// deadSteps ends the work above a step that nothing else leads to.
func deadSteps(f *readyMade) []planted {
	var all []planted
	for i, s := range f.steps {
		named := slices.ContainsFunc(f.targets(), func(n *yaml.Node) bool { return n.Value == s.ID && f.leads(n) })
		if i == 0 || named || len(s.After) > 0 {
			continue
		}
		if one, ok := f.with(i-1, "then: end", "nothing leads to "+s.ID); ok {
			line, _ := f.stepLine(i)
			one.at = []int{line + 1}
			all = append(all, one)
		}
	}
	return all
}

// leads reports whether a place that names a step sends work to it.
func (f *readyMade) leads(n *yaml.Node) bool {
	for _, k := range f.keys {
		if k.value == n && k.word == "not_same_as" {
			return false
		}
	}
	return !strings.Contains(f.lines[n.Line-1], "after:")
}

// endless sends the work of a step back to itself, whatever comes of it.
func endless(f *readyMade) []planted {
	var all []planted
	for i, s := range f.steps {
		if len(s.Outcomes) > 0 {
			continue
		}
		line, _ := f.stepLine(i)
		if one, ok := f.with(i, "then: "+s.ID, "round and round"); ok {
			one.at = append(one.at, line)
			all = append(all, one)
		}
	}
	return all
}
