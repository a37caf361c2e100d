package model

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// MessageKind says what a message is.
type MessageKind string

// The kinds of message.
const (
	// SendMessage is the case as JSON, for another program.
	SendMessage MessageKind = "send"
	// TellMessage is a text for a person.
	TellMessage MessageKind = "tell"
)

// Message is something that leaves alur. It is decided once, in the act that
// leads to it, and stands in the record with all that is sent.
type Message struct {
	Kind MessageKind `json:"kind"`
	// Key is the same however often it is sent: who gets it twice knows it by
	// that.
	Key string `json:"key"`
	// URL and Body are where the case is sent, and what: see SendMessage.
	URL  string `json:"url,omitempty"`
	Body string `json:"body,omitempty"`
	// To is whom it tells: ToldCustomer, ToldOwner or the id of a person.
	// Email and Phone are where; the owner's stand in the settings.
	To      string `json:"to,omitempty"`
	Email   string `json:"email,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Subject string `json:"subject,omitempty"`
	Text    string `json:"text,omitempty"`
	// AnyWay is true where it tells that a way to tell people fails: it takes
	// the next way where one does.
	AnyWay bool `json:"any_way,omitempty"`
}

// Whom a message tells.
const (
	// ToldCustomer is who the case is for, by what was asked at its start.
	ToldCustomer = "customer"
	// ToldOwner is the owner of the shop.
	ToldOwner = "owner"
	// ToldPerson goes before the name of a field of type person.
	ToldPerson = "person"
)

// Told is what notify: says: a role inside alur, or somebody outside.
type Told struct {
	Role string
	// Customer is true for whom the case is for; Field names a person.
	Customer bool
	Field    string
}

// ParseTold reads notify: as definitions write it.
func ParseTold(text string) Told {
	words := strings.Fields(text)
	switch {
	case text == ToldCustomer:
		return Told{Customer: true}
	case len(words) == 2 && words[0] == ToldPerson:
		return Told{Field: words[1]}
	}
	return Told{Role: text}
}

// Outside reports whether somebody is told by a message.
func (t Told) Outside() bool { return t.Customer || t.Field != "" }

// outgoing is what another program is sent.
type outgoing struct {
	Key     string         `json:"key"`
	Case    string         `json:"case"`
	Process string         `json:"process"`
	Version int            `json:"version"`
	Title   string         `json:"title"`
	CaseKey string         `json:"case_key,omitempty"`
	Step    string         `json:"step"`
	Round   int            `json:"round"`
	At      time.Time      `json:"at"`
	Fields  map[string]any `json:"fields"`
}

// MessageKey is what the message of a step is known by, however often it is
// sent.
func MessageKey(id, step string, round int) string { return id + "/" + step + "/" + itoa(round) }

// outward queues what an automatic step sends and whom it tells outside.
func (w *casework) outward(s *Step, round int) error {
	key := MessageKey(w.c.ID, s.ID, round)
	if s.Send != "" {
		body, err := json.Marshal(outgoing{
			Key: key, Case: w.c.ID, Process: w.c.Process, Version: w.c.Version, Title: w.c.Title, CaseKey: w.c.Key,
			Step: s.ID, Round: round, At: w.now, Fields: w.flow.plainValues(w.c.Fields),
		})
		if err != nil {
			return err
		}
		if err := w.follow(s.ID, MessageQueued{Message{Kind: SendMessage, Key: key, URL: s.Send, Body: string(body)}}); err != nil {
			return err
		}
	}
	m, ok := w.telling(s)
	if !ok {
		return nil
	}
	m.Key = key + "/tell"
	return w.follow(s.ID, MessageQueued{m})
}

// Signed says how a program that is sent the cases of a process knows that they
// are the shop's; false where it sends none.
func (p Process) Signed() (Reason, bool) {
	if !slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Send != "" }) {
		return Reason{}, false
	}
	return because(Say{
		EN: "What %s sends is signed. The receiver proves it with the secret of alur secret show %[1]s",
		ID: "Yang dikirim %s ditandatangani. Penerima membuktikannya dengan rahasia dari alur secret show %[1]s",
	}, p.ID), true
}

// plainValues are the fields of a case as JSON has them: numbers as numbers,
// lists as lists, anything else as a text.
func (f *Flow) plainValues(values Values) map[string]any {
	plain := map[string]any{}
	for name, v := range values {
		field := f.fields[name]
		switch {
		case v.Empty():
		case len(v.Items) > 0:
			plain[name] = v.Items
		case field.Type == NumberField || field.Type == MoneyField:
			plain[name] = json.Number(v.Text)
		case field.Type == YesNoField:
			plain[name] = v.Text == "yes"
		default:
			plain[name] = v.Text
		}
	}
	return plain
}

// telling is what somebody outside is told; ok is false where nobody is, or
// where there is no address.
func (w *casework) telling(s *Step) (m Message, ok bool) {
	told := ParseTold(s.Notify)
	m = Message{Kind: TellMessage, Subject: w.c.Title, Text: w.text(s)}
	switch {
	case told.Customer:
		m.To = ToldCustomer
		m.Email, m.Phone = w.flow.customerAddress(w.c.Fields)
	case told.Field != "":
		p := w.v.Shop().personMeant(w.c.Fields[told.Field].Text)
		if p == nil {
			return m, false
		}
		m.To = p.ID
		m.Email, m.Phone = splitAddress(p.Address)
	}
	return m, told.Outside() && m.Email+m.Phone != ""
}

// text is what a step says to whom it tells: its own words with the fields in
// them, else what the step is called.
func (w *casework) text(s *Step) string {
	text := s.Say
	if text == "" {
		return s.Text
	}
	for _, name := range titleFields(text) {
		text = strings.ReplaceAll(text, "{"+name+"}", w.c.Fields[name].String())
	}
	return text
}

// customerAddress is where the customer of a case can be told.
func (f *Flow) customerAddress(fields Values) (email, phone string) {
	mailField, phoneField := customerFields(f.Process.Start.Ask)
	if e, _ := splitAddress(fields[mailField].Text); e != "" {
		email = e
	}
	return email, fields[phoneField].Text
}

// customerFields are those asked at the start that say where the customer can
// be told: a text whose name speaks of mail, and a phone; empty for none.
func customerFields(ask []Field) (email, phone string) {
	for _, f := range ask {
		isMail := strings.Contains(f.Name, "mail") || strings.Contains(f.Name, "surel")
		switch {
		case email == "" && f.Type == TextField && isMail:
			email = f.Name
		case phone == "" && f.Type == PhoneField:
			phone = f.Name
		}
	}
	return email, phone
}

// splitAddress tells an e-mail address from a phone number.
func splitAddress(address string) (email, phone string) {
	if !strings.Contains(address, "@") {
		return "", address
	}
	if !IsEmail(address) {
		return "", ""
	}
	return address, ""
}

// IsEmail reports whether a text is an e-mail address, and nothing else.
func IsEmail(text string) bool {
	const longest = 254
	name, host, ok := strings.Cut(text, "@")
	plain := func(part, more string) bool {
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
			if !letter && !strings.ContainsRune(more, r) {
				return false
			}
		}
		return part != "" && part[0] != '.' && part[len(part)-1] != '.' && !strings.Contains(part, "..")
	}
	return ok && len(text) <= longest && plain(name, ".!#$%&'*+/=?^_`{|}~-") && plain(host, ".-") && strings.Contains(host, ".")
}
