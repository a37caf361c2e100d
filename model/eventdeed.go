package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Deed is what was done, as one says it after the name of who did it:
// `finished "Pack the order": not paid`. Where the event speaks of no step and
// no thing, it was done to the case, whose title that is. The reason that was
// given is left out: it is Why, and has its own place.
func (w EventWords) Deed(e Event, title string) Reason {
	return because(Say{EN: "%s", ID: "%s"}, deed{w: w, e: e, title: title})
}

// deed says the sentence in the language that it is asked for.
type deed struct {
	w     EventWords
	e     Event
	title string
}

// In is the sentence in a language.
func (d deed) In(l Lang) string {
	text, detail := d.verb().In(l), d.detail(l)
	if text == "" {
		text = d.e.Name()
	}
	object := d.w.What.In(l)
	if object == "" {
		object = d.title
	}
	if object != "" {
		text += ` "` + capital(object) + `"`
	}
	switch {
	case detail == "":
		return text
	case d.goesOn():
		return text + " " + detail
	}
	return text + ": " + detail
}

func (d deed) verb() Reason {
	switch body := d.e.Body.(type) {
	case TaskCompleted:
		if body.Back {
			return because(Say{EN: "sent back", ID: "mengembalikan"})
		}
		return because(Say{EN: "finished", ID: "menyelesaikan"})
	case SignInFailed:
		return because(Say{EN: "typed a wrong PIN", ID: "salah mengetik PIN"})
	}
	return d.w.Verb
}

// detail is the detail without the reason.
func (d deed) detail(l Lang) string {
	detail := d.w.Detail.In(l)
	if d.w.Why == "" {
		return detail
	}
	why := `"` + d.w.Why + `"`
	detail = strings.TrimSuffix(strings.TrimPrefix(detail, why), why)
	return strings.TrimPrefix(strings.TrimSuffix(detail, ", "), ", ")
}

// goesOn reports whether the detail is a part of the sentence: from whom, to
// where, until when.
func (d deed) goesOn() bool {
	switch d.e.Body.(type) {
	case TaskHandedOver, TaskTakenOver, WorkSentBack, TaskReady, TaskSetAside, TaskParked:
		return true
	}
	return false
}

// capital writes the first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
