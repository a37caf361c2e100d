package model

import "strings"

// messageVerb goes on with intakeVerb for what leaves alur.
func messageVerb(name string) Say {
	switch name {
	case "message.queued":
		return Say{EN: "has a message to send", ID: "punya pesan untuk dikirim"}
	case "message.sent":
		return Say{EN: "sent the message", ID: "mengirim pesan"}
	case "message.failed":
		return Say{EN: "could not send the message", ID: "gagal mengirim pesan"}
	case "message.retried":
		return Say{EN: "lets the message be sent again", ID: "meminta pesan dikirim lagi"}
	case "message.dropped":
		return Say{EN: "gave up the message", ID: "membatalkan pesan"}
	}
	return timerVerb(name)
}

// ofMessage says what became of a message.
func (d describing) ofMessage(w *EventWords) {
	about := func(key string) {
		if d.e.Step == "" {
			w.What = verbatim(key)
		}
	}
	switch b := d.e.Body.(type) {
	case MessageQueued:
		about(b.Key)
		w.Detail = because(Say{EN: "to %s", ID: "ke %s"}, b.Receiver(d.s))
	case MessageSent:
		about(b.Key)
		w.Detail = verbatim(b.Answer)
	case MessageFailed:
		about(b.Key)
		w.Detail = joined(because(Say{EN: "tried %d times", ID: "dicoba %d kali"}, b.Tries), TroubleWords(b.Why))
	case MessageRetried:
		about(b.Key)
	case MessageDropped:
		about(b.Key)
		w.Why, w.Detail = b.Reason, quoted(b.Reason)
	}
}

// Receiver is whom or what a message is for, in words.
func (m Message) Receiver(s *Shop) Reason {
	switch {
	case m.Kind == SendMessage:
		return verbatim(m.URL)
	case m.To == ToldOwner:
		return because(Say{EN: "the owner", ID: "pemilik"})
	}
	name := verbatim(s.Name(m.To))
	if m.To == ToldCustomer {
		name = because(Say{EN: "the customer", ID: "pelanggan"})
	}
	return joined(name, verbatim(strings.TrimSpace(m.Email+" "+m.Phone)))
}

// ToldWords is whom notify: names, in words.
func ToldWords(notify string) Reason {
	switch told := ParseTold(notify); {
	case told.Customer:
		return because(Say{EN: "the customer", ID: "pelanggan"})
	case told.Field != "":
		return because(Say{EN: "who stands in %s", ID: "orang di %s"}, nameLabel(told.Field))
	default:
		return verbatim(told.Role)
	}
}

// Does are what an automatic step does beside its text, one sentence each.
func (f *Flow) Does(s *Step) []Reason {
	var all []Reason
	for _, a := range s.Set {
		all = append(all, because(Say{EN: "fills in %s: %s", ID: "mengisi %s: %s"}, nameLabel(a.Field), a.To))
	}
	if s.Send != "" {
		all = append(all, because(Say{EN: "sends the case to %s", ID: "mengirim kasus ke %s"}, s.Send))
	}
	switch {
	case s.Notify == "":
	case s.Say != "":
		all = append(all, because(Say{EN: `tells %s: "%s"`, ID: `memberi tahu %s: "%s"`}, ToldWords(s.Notify), s.Say))
	default:
		all = append(all, because(Say{EN: "tells %s", ID: "memberi tahu %s"}, ToldWords(s.Notify)))
	}
	return all
}

func tellDiff(d []difference, before, after Tell) []difference {
	d = texts(d, Say{EN: "the owner's mail address", ID: "surel pemilik"}, before.Email, after.Email)
	d = texts(d, Say{EN: "the owner's phone", ID: "telepon pemilik"}, before.Phone, after.Phone)
	d = texts(d, Say{EN: "mail server", ID: "server surel"}, before.SMTP, after.SMTP)
	d = texts(d, Say{EN: "chat gateway", ID: "gerbang obrolan"}, before.URL, after.URL)
	return texts(d, Say{EN: "file of messages", ID: "berkas pesan"}, before.File, after.File)
}
