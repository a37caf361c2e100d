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
	words := model.Describe(ev, facts.flow, e.shop)
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
	line.deed = e.deed(ev, line, facts)
	return line
}

// sentence says the whole of a line.
func (l told) sentence() string { return l.who + " " + l.deed }

// deed is what a line of the record says was done, as one says it.
func (e *env) deed(ev model.Event, line told, facts caseFacts) string {
	object, detail := line.object, line.detail
	if object == "" {
		object = clean(facts.title)
	}
	verb := line.verb
	switch body := ev.Body.(type) {
	case model.TaskCompleted:
		verb = e.say(model.Say{EN: "sent back", ID: "mengembalikan"})
		if !body.Back {
			verb = e.say(model.Say{EN: "finished", ID: "menyelesaikan"})
		}
	case model.SignInFailed:
		verb = e.say(model.Say{EN: "typed a wrong PIN", ID: "salah mengetik PIN"})
	}
	text := verb
	if object != "" {
		text += ` "` + capital(object) + `"`
	}
	if line.reason != "" {
		// The reason has a line of its own.
		quoted := `"` + line.reason + `"`
		detail = strings.TrimSuffix(strings.TrimPrefix(detail, quoted), quoted)
		detail = strings.TrimPrefix(strings.TrimSuffix(detail, ", "), ", ")
	}
	switch ev.Body.(type) {
	case model.TaskHandedOver, model.TaskTakenOver, model.WorkSentBack, model.TaskReady, model.TaskSetAside, model.TaskParked:
		// Their details go on with the sentence: from whom, to where, until when.
	default:
		text += mark(detail, ":")
	}
	return strings.TrimSpace(text + " " + detail)
}

// mark is a sign before a text, where there is one.
func mark(text, sign string) string {
	if text == "" {
		return ""
	}
	return sign
}
