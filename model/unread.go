package model

import (
	"encoding/json"
	"regexp"
	"slices"
)

// UnreadFields are the fields a process asks for, at the start or in a step,
// and names nowhere else: no condition, title, key, text, list or comparison
// goes by them. They stand in the order in which they are asked. People see
// them on every task of the case all the same, so they may be wanted there; but
// each is something to fill in that the process itself has no use for.
func (p Process) UnreadFields() []string {
	asked := slices.Clone(p.Start.Ask)
	// What is left is the process without the places where fields are asked
	// for; what they are compared with stays.
	p.Start.Ask, p.Start.Map = nil, nil
	p.Steps = slices.Clone(p.Steps)
	var equal []string
	for i, s := range p.Steps {
		asked = append(asked, s.Record...)
		p.Steps[i].Record = nil
	}
	for _, f := range asked {
		equal = append(equal, f.Equals)
	}
	rest, err := json.Marshal(p)
	if err != nil {
		return nil
	}
	var unread []string
	for _, f := range asked {
		if slices.Contains(equal, f.Name) || slices.Contains(unread, f.Name) {
			continue
		}
		if !f.namedIn(rest) {
			unread = append(unread, f.Name)
		}
	}
	return unread
}

// namedIn reports whether a text names the field, by its name or as people
// call it.
func (f Field) namedIn(text []byte) bool {
	names := []string{f.Name}
	for _, l := range Langs() {
		names = append(names, FieldLabel(f).In(l))
	}
	for _, name := range names {
		if word, err := regexp.Compile(`(?i)\b` + regexp.QuoteMeta(name) + `\b`); err == nil && word.Match(text) {
			return true
		}
	}
	return false
}
