package model

import "errors"

// Code names a reason for a refusal; programs recognise refusals by it.
type Code string

// Refusal is the answer to a command that was not done: nothing changed. It
// is an error; the sentence is for people, in every language.
type Refusal struct {
	Code Code
	// Why is the sentence: what happened and what to do.
	Why  Say
	Args []any
}

// Error is the sentence in English.
func (r *Refusal) Error() string { return r.In(English) }

// In is the sentence in a language.
func (r *Refusal) In(l Lang) string { return r.Why.In(l, r.Args...) }

// Refused returns the refusal in an error chain, or nil.
func Refused(err error) *Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		return r
	}
	return nil
}

func refuse(code Code, why Say, args ...any) *Refusal {
	return &Refusal{Code: code, Why: why, Args: args}
}
