package model

import (
	"cmp"
	"slices"
	"time"
)

// Acts on messages.
type (
	// TellTheOwner queues a message to the owner, where there is a way to tell
	// people outside; the same operation id is the same message.
	TellTheOwner struct{ Key, Subject, Text string }
	// TestMessage queues a message that says that it came: to a person, or to
	// the owner where To is empty; by right of an owner.
	TestMessage struct{ To string }
	// NoteMessage is what became of a message: sent, or given up by alur.
	NoteMessage struct {
		About  MessageRef
		Sent   bool
		Tries  int
		Answer string
	}
	// RetryMessage lets one be tried from the beginning, by right of an owner.
	RetryMessage struct{ About MessageRef }
	// DropMessage gives one up, by right of an owner.
	DropMessage struct {
		About  MessageRef
		Reason string
	}
)

func (TellTheOwner) act() {}
func (TestMessage) act()  {}
func (NoteMessage) act()  {}
func (RetryMessage) act() {}
func (DropMessage) act()  {}

// MessageRef names a message: Seq is the number of its MessageQueued, Task
// what it is of, empty for one to the owner.
type MessageRef struct {
	Seq  uint64
	Key  string
	Task TaskRef
}

// tidy is how a message is named in the record.
func (m MessageRef) tidy() MessageRef {
	for _, text := range []*string{&m.Key, &m.Task.Case, &m.Task.Step} {
		*text = Cut(tidyReason(*text), longestKey)
	}
	return m
}

// ofMessages decides the acts on what leaves alur.
func (s *shopwork) ofMessages(act Act) (handled bool, err error) {
	switch a := act.(type) {
	case TellTheOwner:
		if s.shop.TellsOutside() {
			s.about(MessageRef{}, MessageQueued{Message{
				Kind: TellMessage, Key: MessageRef{Key: a.Key}.tidy().Key, To: ToldOwner,
				Subject: Cut(tidyReason(a.Subject), longestComment), Text: tellable(a.Text),
			}})
		}
	case TestMessage:
		err = s.testMessage(a.To)
	case NoteMessage:
		a.About, a.Answer = a.About.tidy(), Cut(tidyReason(a.Answer), longestComment)
		if a.Sent {
			s.about(a.About, MessageSent{Seq: a.About.Seq, Key: a.About.Key, Tries: a.Tries, Answer: a.Answer})
			break
		}
		s.about(a.About, MessageFailed{Seq: a.About.Seq, Key: a.About.Key, Tries: a.Tries, Why: a.Answer})
	case RetryMessage:
		a.About = a.About.tidy()
		if err = needOwner(s.v, s.cmd); err == nil {
			s.about(a.About, MessageRetried{Seq: a.About.Seq, Key: a.About.Key})
		}
	case DropMessage:
		a.About = a.About.tidy()
		if err = needOwner(s.v, s.cmd); err == nil {
			s.about(a.About, MessageDropped{Seq: a.About.Seq, Key: a.About.Key, Reason: tidyReason(a.Reason)})
		}
	default:
		return false, nil
	}
	return true, err
}

// testMessage queues a message by which an owner sees whether telling works.
func (s *shopwork) testMessage(to string) error {
	if err := needOwner(s.v, s.cmd); err != nil {
		return err
	}
	if !s.shop.TellsOutside() {
		return &Refusal{Code: "no_way", Why: Say{EN: "%s.", ID: "%s."}, Args: []any{TroubleWords(TroubleNoWay)}}
	}
	m := Message{Kind: TellMessage, To: ToldOwner}
	lang := s.shop.ownerLang()
	if to != "" {
		p := s.shop.People[to]
		if p == nil || p.Address == "" {
			return refuse("no_address", Say{
				EN: "%s has no address: a mail address or a phone number has to be saved first.",
				ID: "%s belum punya alamat: simpan dulu alamat surel atau nomor telepon.",
			}, s.shop.Name(to))
		}
		m.To = p.ID
		m.Email, m.Phone = splitAddress(p.Address)
		lang = cmp.Or(p.Lang, s.shop.Lang)
	}
	m.Key = "test/" + m.To + "/" + s.now.Format(time.RFC3339)
	m.Subject = Say{EN: "%s: a test message", ID: "%s: pesan uji"}.In(lang, s.shop.Settings.Name)
	m.Text = Say{EN: "This is a test message of alur. It came: nothing has to be done.", ID: "Ini pesan uji dari alur. Sudah sampai: tidak perlu melakukan apa-apa."}.In(lang)
	s.about(MessageRef{}, MessageQueued{m})
	return nil
}

// about records something of a message, at the task that it is of.
func (s *shopwork) about(m MessageRef, b Body) {
	s.events = append(s.events, Event{At: s.now, Op: s.cmd.Op, By: s.cmd.By, Station: s.cmd.Station, Case: m.Task.Case, Step: m.Task.Step, Body: b})
}

// Tell is how people outside are told: what the settings say of it. Passwords
// and what is secret in an address stand outside the record.
type Tell struct {
	// Email is where the owner is told, Phone the same for a chat gateway.
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
	// SMTP is the mail server and who signs in there: NAME@HOST:PORT.
	SMTP string `json:"smtp,omitempty"`
	// URL is a chat gateway; {secret} in it stands for its secret.
	URL string `json:"url,omitempty"`
	// File is the name of a file in the folder of the shop.
	File string `json:"file,omitempty"`
}

// The secrets of telling people stand where those of processes do, under names
// that no process has.
const (
	// SMTPSecret is the password of the mail server.
	SMTPSecret = "@smtp"
	// URLSecret is what {secret} in the address of a chat gateway stands for.
	URLSecret = "@url"
)

// TellsOutside reports whether there is a way to tell people outside.
func (s *Settings) TellsOutside() bool { return s.Tell.SMTP+s.Tell.URL+s.Tell.File != "" }

// TellWay is one of the ways by which people outside are told.
type TellWay string

// The ways, in the order in which they are taken.
const (
	ByMail TellWay = "mail"
	ByChat TellWay = "chat"
	ByFile TellWay = "file"
)

// Ways are those that there are to somebody with this mail address, or with
// none: a message takes the first.
func (t Tell) Ways(email string) (ways []TellWay) {
	if email != "" && t.SMTP != "" {
		ways = append(ways, ByMail)
	}
	if t.URL != "" {
		ways = append(ways, ByChat)
	}
	if t.File != "" {
		ways = append(ways, ByFile)
	}
	return ways
}

// WayOf is the way that a message to a person takes; empty for none.
func (t Tell) WayOf(m Message) TellWay {
	for _, way := range t.Ways(t.address(m)) {
		return way
	}
	return ""
}

// address is the mail address of whom a message tells.
func (t Tell) address(m Message) string {
	if m.To == ToldOwner {
		return t.Email
	}
	return m.Email
}

// beside reports whether the owner can be told by another way than this one.
func (t Tell) beside(way TellWay) bool {
	return slices.ContainsFunc(t.Ways(t.Email), func(other TellWay) bool { return other != way })
}

// SplitSMTP parts NAME@HOST:PORT at its last @; the name may hold one itself.
func SplitSMTP(text string) (name, host, port string, ok bool) {
	i := lastIndex(text, '@')
	j := lastIndex(text, ':')
	if i < 1 || j <= i+1 || j == len(text)-1 {
		return "", "", "", false
	}
	return text[:i], text[i+1 : j], text[j+1:], true
}

func lastIndex(text string, b byte) int {
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] == b {
			return i
		}
	}
	return -1
}

// longestServer bounds NAME@HOST:PORT, in bytes.
const longestServer = 500

// check refuses ways to tell that lead nowhere.
func (t Tell) check() error {
	bad := func(what Say, got string) error {
		return refuse("bad_setting", Say{EN: "%s, not %q.", ID: "%s, bukan %q."}, what, shorten(got))
	}
	name, _, _, ok := SplitSMTP(t.SMTP)
	switch {
	case t.Email != "" && !IsEmail(t.Email):
		return bad(Say{EN: "tell_email is a mail address, such as owner@example.com", ID: "tell_email adalah alamat surel, misalnya pemilik@example.com"}, t.Email)
	case t.Phone != "" && !phoneNumber(t.Phone):
		return bad(Say{EN: "tell_phone is a phone number", ID: "tell_phone adalah nomor telepon"}, t.Phone)
	case t.SMTP != "" && (!ok || !IsEmail(name)):
		return bad(Say{
			EN: "tell_smtp is the mail address to send from, and the server: shop@example.com@smtp.example.com:587",
			ID: "tell_smtp adalah alamat surel pengirim dan servernya: toko@example.com@smtp.example.com:587",
		}, t.SMTP)
	case CleanText(t.SMTP) != t.SMTP || len(t.SMTP) > longestServer:
		return bad(Say{EN: "tell_smtp is an address of at most 500 letters", ID: "tell_smtp adalah alamat paling banyak 500 huruf"}, t.SMTP)
	case t.File != "" && !plainFileName(t.File):
		return bad(Say{EN: "tell_file is the name of a text file in the folder of the shop, such as messages.txt", ID: "tell_file adalah nama berkas teks di folder toko, misalnya pesan.txt"}, t.File)
	}
	if t.URL == "" {
		return nil
	}
	return CheckURL(t.URL)
}

// plainFileName is a name that no folder and no device has: letters, digits, -
// and _, then .txt.
func plainFileName(name string) bool {
	const ending = ".txt"
	if len(name) <= len(ending) || name[len(name)-len(ending):] != ending {
		return false
	}
	for _, r := range name[:len(name)-len(ending)] {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return false
		}
	}
	return true
}
