package model

import "fmt"

// Lang is a language people read alur in.
type Lang string

// The languages alur speaks.
const (
	English    Lang = "en"
	Indonesian Lang = "id"
)

// Langs lists every language alur speaks, the default first.
func Langs() []Lang { return []Lang{English, Indonesian} }

// Say is one sentence in every language alur speaks, kept as one literal so
// that no language can be forgotten. The verbs are fmt's and take the same
// arguments in the same order in each language, or use explicit indexes.
type Say struct {
	EN, ID string
}

// Sayable is anything that can be said in every language: a Say without
// arguments, a Reason, a Refusal.
type Sayable interface{ In(Lang) string }

// In returns the sentence in the language, with its arguments filled in. An
// argument that is itself a Say or Sayable is said in the same language.
func (s Say) In(l Lang, args ...any) string {
	text := s.EN
	if l == Indonesian {
		text = s.ID
	}
	if len(args) == 0 {
		return text
	}
	said := make([]any, len(args))
	for i, a := range args {
		switch inner := a.(type) {
		case Say:
			a = inner.In(l)
		case Sayable:
			a = inner.In(l)
		}
		said[i] = a
	}
	return fmt.Sprintf(text, said...)
}
