package model

import "strings"

// The names of fields, choices and outcomes are ids: files, JSON and scripts
// rely on them, so they are the same in every language. People read labels
// instead. A label is for display only and is never recorded.

// FieldLabel is a field's name as people read it: "order no", "weight (kg)";
// "nomor pesanan", "berat (kg)".
func FieldLabel(f Field) Say {
	label := worded(fieldWord, f.Name)
	if f.Unit != "" {
		label = Say{EN: label.EN + " (" + f.Unit + ")", ID: label.ID + " (" + f.Unit + ")"}
	}
	return label
}

// nameLabel is the label of a field without its unit.
func nameLabel(name string) Say { return worded(fieldWord, name) }

// OutcomeLabel is an outcome of a step as people read it: "came back",
// "kembali". s may be nil where the step is not known.
func OutcomeLabel(s *Step, name string) Say {
	var all []string
	if s != nil {
		for _, o := range s.Outcomes {
			all = append(all, o.Name)
		}
	}
	return distinct(outcomeWord, name, all)
}

// ChoiceLabel is one answer of a choice as people read it: "prepaid",
// "bayar di muka". ParseValue reads it back to the answer.
func ChoiceLabel(f Field, choice string) Say { return distinct(choiceWord, choice, f.Choices) }

// OutcomeNamed finds an outcome of a step by its name, or by its label in any
// language.
func (f *Flow) OutcomeNamed(step, word string) (Outcome, bool) {
	if o, ok := f.Outcome(step, word); ok {
		return o, true
	}
	for _, o := range f.Outcomes(step) {
		if OutcomeLabel(f.Step(step), o.Name).reads(word) {
			return o, true
		}
	}
	return Outcome{}, false
}

// FieldNamed finds a field by its name, or by its label without its unit in
// any language.
func FieldNamed(fields []Field, word string) (Field, bool) {
	for _, f := range fields {
		if strings.EqualFold(f.Name, word) {
			return f, true
		}
	}
	for _, f := range fields {
		if nameLabel(f.Name).reads(word) {
			return f, true
		}
	}
	return Field{}, false
}

// reads reports whether a text is the label in some language.
func (s Say) reads(text string) bool {
	return strings.EqualFold(s.EN, text) || strings.EqualFold(s.ID, text)
}

// worded is a name in words; one that has none stands as it was typed, with
// spaces.
func worded(words func(string) Say, name string) Say {
	if say := words(strings.ToLower(name)); say != (Say{}) {
		return say
	}
	plain := strings.ReplaceAll(name, "_", " ")
	return Say{EN: plain, ID: plain}
}

// distinct is worded among names that stand side by side. Where two would
// read the same, both stand as typed: an answer must never be taken for
// another.
func distinct(words func(string) Say, name string, all []string) Say {
	label := worded(words, name)
	for _, other := range all {
		if other == name {
			continue
		}
		if is := worded(words, other); label.reads(other) || is.reads(name) || label.reads(is.EN) || label.reads(is.ID) {
			return Say{EN: name, ID: name}
		}
	}
	return label
}

// listed are labels one after the other, parted by a comma.
type listed []Say

// In says them in a language.
func (l listed) In(lang Lang) string {
	texts := make([]string, len(l))
	for i, say := range l {
		texts[i] = say.In(lang)
	}
	return strings.Join(texts, ", ")
}

// choiceNamed finds a choice as it is written, whatever the case of its
// letters, or by its label in any language.
func (f Field) choiceNamed(text string) string {
	if c := f.choice(text); c != "" {
		return c
	}
	for _, c := range f.Choices {
		if ChoiceLabel(f, c).reads(text) {
			return c
		}
	}
	return ""
}

func choiceLabels(f Field) Sayable {
	all := make(listed, len(f.Choices))
	for i, choice := range f.Choices {
		all[i] = ChoiceLabel(f, choice)
	}
	return all
}
