package model

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// CallKind is a kind of matter that the owner can be told of at once. Anything
// else waits for the digest of the day.
type CallKind string

// The kinds of matter.
const (
	// CallOverdue is a task that took half as long again as it may.
	CallOverdue CallKind = "overdue"
	// CallHeld is a task with which alur can't go on by itself, or somebody
	// only with a waiver.
	CallHeld CallKind = "held"
	// CallMessage is a message that could not be sent, or a receiver that takes
	// none for an hour.
	CallMessage CallKind = "message"
	// CallRefused is what another program sent and did not fit.
	CallRefused CallKind = "refused"
	// CallPIN is an owner's PIN that was set without the old one. It is always
	// told: nobody can choose not to hear of it.
	CallPIN CallKind = "pin"
)

// Callable are those that can be chosen, in the order in which they are written.
func Callable() []CallKind { return []CallKind{CallOverdue, CallHeld, CallMessage, CallRefused} }

// What may wake the owner: usually, and nothing at all.
const (
	WakeUsual   = "held, message"
	WakeNothing = "none"
)

// Call is one matter that the owner is told of at once.
type Call struct {
	Kind CallKind `json:"kind"`
	// Task is where it is; empty for what is of no task.
	Task TaskRef `json:"task,omitzero"`
	// Number is that of the message in the record, or of the delivery.
	Number uint64 `json:"number,omitempty"`
	// Case is the title of the case, Step the text of the step, Process the
	// name of the process, as they were then.
	Case    string `json:"case,omitempty"`
	Step    string `json:"step,omitempty"`
	Process string `json:"process,omitempty"`
	// Held is what keeps alur from going on, Why what kept a message from
	// being sent, Refused why a delivery did not fit.
	Held    *Held           `json:"held,omitempty"`
	Why     string          `json:"why,omitempty"`
	Refused map[Lang]string `json:"refused,omitempty"`
	// Own is true for a message that was for the owner, or that goes out as
	// those do: that one can't be sent is told by another way alone, see By.
	Own bool `json:"own,omitempty"`
	// By is the way to tell people that fails.
	By TellWay `json:"by,omitempty"`
	// Delayed is that messages to a receiver do not go out for an hour, and are
	// tried again.
	Delayed *Delayed `json:"delayed,omitempty"`
	// Asks is the name of who asks for a waiver.
	Asks string `json:"asks,omitempty"`
	// Person is the name of whose PIN it is, Account who set it on the shop's PC.
	Person  string `json:"person,omitempty"`
	Account string `json:"account,omitempty"`
}

// Called is what the owner was told of last.
type Called struct {
	At    time.Time `json:"at,omitzero"`
	Calls []Call    `json:"calls,omitempty"`
	// More is how many matters there were beside those.
	More int `json:"more,omitempty"`
}

// How calls are gathered: so long after the first matter it is told, with all
// that came besides; and then nothing for a while, so that a bad hour is a few
// messages and not a hundred.
const (
	callGather = 20 * time.Second
	callPause  = 15 * time.Minute
	mostCalls  = 12
)

// CallDue is when the owner is to be told of what has waited since a time. What
// was noted while the clock was ahead counts for nothing, or the owner would be
// told of nothing until then.
func (s *Shop) CallDue(since, now time.Time) time.Time {
	due, quiet := since.Add(callGather), s.Called.At.Add(callPause)
	if since.Sub(now) > callGather {
		due = now
	}
	if s.Called.At.Sub(now) <= callPause && quiet.After(due) {
		return quiet
	}
	return due
}

// Wakes reports whether the owner is told at once of a kind of matter.
func (s *Settings) Wakes(kind CallKind) bool {
	kinds, _ := parseWake(cmp.Or(s.WakeOwner, WakeUsual))
	return slices.Contains(kinds, kind)
}

// parseWake reads what may wake the owner; what is no kind comes back.
func parseWake(text string) (kinds []CallKind, strange string) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	for _, word := range words {
		switch {
		case slices.Contains(Callable(), CallKind(word)):
			kinds = append(kinds, CallKind(word))
		case word != WakeNothing:
			strange = cmp.Or(strange, word)
		}
	}
	return kinds, strange
}

// tidyWake writes what may wake the owner as it is usually written; what can't
// be read stays, to be refused.
func tidyWake(text string) string {
	kinds, strange := parseWake(text)
	if strange != "" || strings.TrimSpace(text) == "" {
		return strings.TrimSpace(text)
	}
	var words []string
	for _, kind := range Callable() {
		if slices.Contains(kinds, kind) {
			words = append(words, string(kind))
		}
	}
	if len(words) == 0 {
		return WakeNothing
	}
	return strings.Join(words, ", ")
}

// checkWake refuses what is no kind of matter.
func (s *Settings) checkWake() error {
	if _, strange := parseWake(s.WakeOwner); strange != "" {
		return refuse("bad_setting", Say{EN: "%s, not %q.", ID: "%s, bukan %q."}, Say{
			EN: "wake_owner is none, or some of overdue, held, message, refused, parted by commas",
			ID: "wake_owner adalah none, atau beberapa dari overdue, held, message, refused, dipisah koma",
		}, shorten(strange))
	}
	return nil
}

// CallOf is the matter that an event may be to the owner; false for none.
func CallOf(e Event) (Call, bool) {
	task := TaskRef{Case: e.Case, Step: e.Step}
	switch b := e.Body.(type) {
	case TaskHeld:
		return Call{Kind: CallHeld, Task: task}, true
	case WaiverAsked:
		return Call{Kind: CallHeld, Task: task}, true
	case TimerFired:
		return Call{Kind: CallOverdue, Task: task}, b.Kind == LongOverdue
	case MessageFailed:
		return Call{Kind: CallMessage, Task: task, Number: b.Seq, Why: b.Why}, true
	}
	return Call{}, false
}

// Words say a matter in one sentence without its full stop, by the clock of a
// place.
func (c Call) Words(zone *time.Location) Reason {
	if c.Delayed != nil {
		return c.Delayed.Words(zone)
	}
	at := joinedBy(": ", verbatim(c.Case), quoted(c.Step))
	switch c.Kind {
	case CallHeld:
		if c.Asks != "" {
			return because(Say{EN: "%s waits for other eyes: %s is here alone and asks to do it too", ID: "%s menunggu mata orang lain: %s sendirian dan meminta boleh mengerjakannya juga"}, at, c.Asks)
		}
		if c.Held == nil {
			return because(Say{EN: "%s can't go on by itself", ID: "%s tidak bisa berlanjut sendiri"}, at)
		}
		return because(Say{EN: "%s can't go on by itself: %s", ID: "%s tidak bisa berlanjut sendiri: %s"}, at, c.Held.reason())
	case CallPIN:
		return because(Say{EN: "the PIN of %s was set without the old one, by the account %s of the shop's PC", ID: "PIN %s diatur tanpa PIN lama, oleh akun %s di PC toko"}, c.Person, c.Account)
	case CallOverdue:
		return because(Say{EN: "%s is overdue by half its time again", ID: "%s sudah lewat setengah lagi dari waktunya"}, at)
	case CallMessage:
		if c.Own {
			return because(Say{EN: "a message to you could not be sent: %s", ID: "pesan untuk Anda gagal dikirim: %s"}, TroubleWords(c.Why))
		}
		return because(Say{EN: "%s, the message could not be sent: %s", ID: "%s, pesannya gagal dikirim: %s"}, at, TroubleWords(c.Why))
	}
	return because(Say{EN: "what another program sent for %s did not fit: %s", ID: "kiriman program lain untuk %s tidak cocok: %s"},
		c.Process, Say{EN: c.Refused[English], ID: c.Refused[Indonesian]})
}

// joinedBy is two parts with something between them, or the one there is.
func joinedBy(between string, a, b Reason) Reason {
	switch {
	case a.Empty():
		return b
	case b.Empty():
		return a
	}
	return because(Say{EN: "%s" + between + "%s", ID: "%s" + between + "%s"}, a, b)
}

// Words say what the owner is told in one line, by the clock of a place.
func (c Called) Words(zone *time.Location) Reason {
	n := len(c.Calls) + c.More
	switch n {
	case 0:
		return Reason{}
	case 1:
		return because(Say{EN: "This needs you: %s.", ID: "Ini membutuhkan Anda: %s."}, c.Calls[0].Words(zone))
	}
	return because(Say{EN: "%d things need you. The first: %s.", ID: "%d hal membutuhkan Anda. Yang pertama: %s."}, n, c.Calls[0].Words(zone))
}

// outside reports whether the owner can be told of it outside the program: that
// a way there fails, by another one; but not that a message was given up, which
// was told while it was tried, or would be told without an end.
func (c Call) outside(t Tell) bool { return !c.Own || c.Delayed != nil && t.beside(c.By) }

// message is what the owner is told outside the program, if it is any use
// there.
func (c Called) message(s *Shop, lang Lang) (m Message, use bool) {
	var lines []string
	zone, anyWay := s.location(), false
	for _, call := range c.Calls {
		use = use || call.outside(s.Tell)
		anyWay = anyWay || call.Own && call.Delayed != nil
		lines = append(lines, "- "+capital(call.Words(zone).In(lang))+".")
	}
	if c.More > 0 {
		lines = append(lines, Say{EN: "- and %d more", ID: "- dan %d lagi"}.In(lang, c.More))
	}
	return Message{
		Kind: TellMessage, Key: "call/" + c.At.UTC().Format(time.RFC3339), To: ToldOwner,
		Subject: CleanText(s.Settings.Name + ": " + c.Words(zone).In(lang)), Text: CleanLines(strings.Join(lines, "\n")),
		AnyWay: anyWay,
	}, use
}

// SetWake says whether the owner is told of a kind of matter at once.
func (s *Settings) SetWake(kind CallKind, on bool) {
	if s.Wakes(kind) == on {
		return
	}
	text := ""
	for _, k := range Callable() {
		if k == kind && on || k != kind && s.Wakes(k) {
			text += string(k) + " "
		}
	}
	s.WakeOwner = cmp.Or(tidyWake(text), WakeNothing)
}
