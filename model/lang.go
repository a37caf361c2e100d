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

// In returns the sentence in the language, with its arguments filled in. An
// argument that is itself a Say is said in the same language.
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
		if inner, ok := a.(Say); ok {
			a = inner.In(l)
		}
		said[i] = a
	}
	return fmt.Sprintf(text, said...)
}
