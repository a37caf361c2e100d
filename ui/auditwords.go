package ui

import (
	"strings"

	"alur/model"
)

// told is one line of the record in the words of a person.
type told struct {
	who, verb, object, detail string
	// deed is what was done, without who did it; reason is what the person
	// gave, before and after what it changed.
	deed, reason, before, after string
}

// told says an event; it never shows a PIN or its hash.
func (e *env) told(ev model.Event, facts caseFacts) told {
	var flow *model.Flow
	if facts.then != nil {
		flow = facts.then(ev)
	}
	words := model.Describe(ev, flow, e.shop)
	in := func(r model.Reason) string {
		text := clean(r.In(e.lang))
		return strings.ReplaceAll(text, "→", e.theme.glyph.right)
	}
	line := told{
		who: "alur", verb: in(words.Verb), object: in(words.What), detail: in(words.Detail),
		reason: clean(words.Why), before: in(words.Before), after: in(words.After),
	}
	if ev.By != "" {
		line.who = e.name(ev.By)
	}
	if line.verb == "" {
		line.verb = ev.Name()
	}
	line.deed = in(words.Deed(ev, facts.title))
	return line
}

// sentence says the whole of a line.
func (l told) sentence() string { return l.who + " " + l.deed }

// mark is a sign before a text, where there is one.
func mark(text, sign string) string {
	if text == "" {
		return ""
	}
	return sign
}
