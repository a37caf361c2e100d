package model

import "strings"

// EventWords is an event in words, for people: "ticked", "Glass wrapped
// twice"; "took over", "Pack the order", "from Budi". Who did it is the
// event's own matter. A part that has nothing to say is empty in every
// language.
type EventWords struct {
	// Verb is what was done, What to what, Detail how, from where or why.
	Verb, What, Detail Reason
	// Before and After are what it replaced and what it left.
	Before, After Reason
	// Why is the reason that was given, in the words of the person.
	Why string
}

// Describe says what an event means. f is the flow of its case and s the
// shop; either may be nil, and ids stand then where names would.
func Describe(e Event, f *Flow, s *Shop) EventWords {
	if s == nil {
		s = &Shop{}
	}
	d := describing{e: e, f: f, s: s}
	w := EventWords{Verb: because(eventVerb(e.Name()))}
	if e.Step != "" {
		w.What = d.step(e.Step)
	}
	if e.Case != "" {
		d.ofCase(&w)
	} else {
		d.ofShop(&w)
	}
	return w
}

// Empty reports whether there is nothing to say.
func (r Reason) Empty() bool { return r.Say == Say{} }

// eventVerb is what was done, by the name of the event. It is empty for a
// name that this program does not know.
func eventVerb(name string) Say { //nolint:cyclop,funlen // One line an event.
	switch name {
	case "case.started":
		return Say{EN: "started", ID: "memulai kasus"}
	case "task.ready":
		return Say{EN: "opened", ID: "membuka"}
	case "task.taken":
		return Say{EN: "took", ID: "mengambil"}
	case "task.begun":
		return Say{EN: "began", ID: "memulai"}
	case "task.set_aside":
		return Say{EN: "set aside", ID: "menyisihkan"}
	case "task.ticked":
		return Say{EN: "ticked", ID: "mencentang"}
	case "field.set":
		return Say{EN: "changed", ID: "mengubah"}
	case "task.completed":
		return Say{EN: "done", ID: "selesai"}
	case "task.skipped":
		return Say{EN: "skipped", ID: "melewati"}
	case "auto.done":
		return Say{EN: "did by itself", ID: "otomatis"}
	case "choice.made":
		return Say{EN: "chose", ID: "memilih"}
	case "work.sent_back":
		return Say{EN: "sent back", ID: "mengembalikan"}
	case "task.withdrawn":
		return Say{EN: "withdrew", ID: "menarik"}
	case "task.parked":
		return Say{EN: "parked", ID: "menunda"}
	case "task.held":
		return Say{EN: "parked", ID: "menunda"}
	case "task.resumed":
		return Say{EN: "resumed", ID: "melanjutkan"}
	case "task.given_back":
		return Say{EN: "gave back", ID: "melepas"}
	case "task.handed_over":
		return Say{EN: "handed over", ID: "menyerahkan"}
	case "undone":
		return Say{EN: "undid", ID: "mengurungkan"}
	case "case.migrated":
		return Say{EN: "moved to another version", ID: "memindahkan ke versi lain"}
	case "case.finished":
		return Say{EN: "finished", ID: "kasus selesai"}
	case "case.cancelled":
		return Say{EN: "cancelled", ID: "membatalkan kasus"}
	case "shop.created":
		return Say{EN: "opened the shop", ID: "membuka toko"}
	case "person.added":
		return Say{EN: "added", ID: "menambah"}
	case "person.changed":
		return Say{EN: "changed", ID: "mengubah"}
	case "pin.set":
		return Say{EN: "set the PIN of", ID: "mengatur PIN"}
	case "signed_in":
		return Say{EN: "signed in", ID: "masuk"}
	case "sign_in.failed":
		return Say{EN: "wrong PIN", ID: "PIN salah"}
	case "signed_out":
		return Say{EN: "signed out", ID: "keluar"}
	case "settings.changed":
		return Say{EN: "changed", ID: "mengubah"}
	case "process.published":
		return Say{EN: "published", ID: "menerbitkan"}
	case "process.retired":
		return Say{EN: "retired", ID: "menghentikan"}
	case "station.approved":
		return Say{EN: "let in", ID: "mengizinkan"}
	case "station.removed":
		return Say{EN: "removed", ID: "menghapus"}
	case "exported":
		return Say{EN: "exported", ID: "mengekspor"}
	}
	return actVerb(name)
}

// describing says one event.
type describing struct {
	e Event
	f *Flow
	s *Shop
}

// step is the text of a step of the case, or its id.
func (d describing) step(id string) Reason {
	if d.f != nil {
		if s := d.f.Step(id); s != nil {
			if _, part, several := strings.Cut(id, "."); several {
				return verbatim(s.Words() + " (" + part + ")")
			}
			return verbatim(s.Words())
		}
	}
	return verbatim(id)
}

// verbatim is a text that is the same in every language; nothing for none.
func verbatim(text string) Reason {
	if text == "" {
		return Reason{}
	}
	return because(Say{EN: "%s", ID: "%s"}, text)
}

// quoted is what a person wrote, in quotes; nothing for none.
func quoted(text string) Reason {
	if text == "" {
		return Reason{}
	}
	return because(Say{EN: `"%s"`, ID: `"%s"`}, text)
}

// parts are reasons one after the other, parted by a comma.
type parts []Reason

// In says them in a language.
func (p parts) In(l Lang) string {
	var texts []string
	for _, r := range p {
		if !r.Empty() {
			texts = append(texts, r.In(l))
		}
	}
	return strings.Join(texts, ", ")
}

// joined is the parts that say something, as one.
func joined(all ...Reason) Reason {
	var kept parts
	for _, r := range all {
		if !r.Empty() {
			kept = append(kept, r)
		}
	}
	switch len(kept) {
	case 0:
		return Reason{}
	case 1:
		return kept[0]
	}
	return because(Say{EN: "%s", ID: "%s"}, kept)
}

// changed is "before → after", with words where one of them is nothing.
func changed(before, after Reason) Reason {
	if before.Empty() {
		before = because(Say{EN: "nothing", ID: "kosong"})
	}
	if after.Empty() {
		after = because(Say{EN: "nothing", ID: "kosong"})
	}
	return because(Say{EN: "%s → %s", ID: "%s → %s"}, before, after)
}
