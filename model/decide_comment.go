package model

import "time"

// longestComment is in runes: a line for people, no document.
const longestComment = 500

// decideComment adds a line to a case. Customers call after the end as well,
// so it may have ended.
func decideComment(v View, cmd Command, a Comment, now time.Time) (Decision, error) {
	if _, err := actor(v, cmd); err != nil {
		return Decision{}, err
	}
	c := v.Case(a.Case)
	if c == nil {
		return Decision{}, refuse("unknown_case", Say{
			EN: "There is no case %q.",
			ID: "Tidak ada kasus %q.",
		}, a.Case)
	}
	text := tidyReason(a.Text)
	switch {
	case text == "":
		return Decision{}, refuse("comment", Say{
			EN: "Please write what you want to say.",
			ID: "Mohon tulis yang ingin disampaikan.",
		})
	case len([]rune(text)) > longestComment:
		return Decision{}, refuse("long_text", Say{
			EN: "That is too long for a comment: %d letters at most.",
			ID: "Itu terlalu panjang untuk komentar: paling banyak %d huruf.",
		}, longestComment)
	}
	w, err := newCasework(v, cmd, now, c)
	if err != nil {
		return Decision{}, err
	}
	if err := w.emit("", CaseCommented{Text: text}); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: c.ID}, nil
}
