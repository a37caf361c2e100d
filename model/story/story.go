// Package story tells a case from its begin to where it stands: who did what
// and when, with ticks, entries, reasons, comments, pauses and times, as a
// text that a customer or an auditor can be handed. It is a pure function of
// the case and its events.
package story

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"alur/model"
)

// Case is what a story is told from.
type Case struct {
	Case *model.Case
	Flow *model.Flow
	// Then finds the flow that the case followed when one of its events
	// happened (see model.FlowThen).
	Then func(model.Event) *model.Flow
	// History is every event of the case, in order.
	History []model.Event
	Shop    *model.Shop
	// Head is the head of the record that the story was read at, as people
	// note it: N:HASH. It may be empty.
	Head string
}

// Kind says what a part of a story is.
type Kind int

// The kinds of parts.
const (
	// Title heads the story, Section its sections, Day the days in the last.
	Title Kind = iota
	Section
	Day
	// Text is a paragraph, Code what must not be changed by a letter.
	Text
	Code
	// Fact is a point of a list that says what its label is, Moment one that
	// says what happened at the time that its label is.
	Fact
	Moment
)

// Part is a piece of a story: a heading, a paragraph, a point. Only points
// have a label.
type Part struct {
	Kind        Kind
	Label, Text string
}

// Tell tells a story in a language. What people wrote stands on one line of
// harmless characters.
func Tell(c Case, lang model.Lang) []Part {
	cal, err := c.Shop.Calendar()
	if err != nil {
		cal = model.AlwaysOpen()
	}
	t := &teller{Case: c, lang: lang, cal: cal}
	t.add(Title, "", t.say(model.Say{EN: "The story of %s", ID: "Riwayat %s"}, c.Case.ID))
	t.add(Text, "", c.Case.Title)
	t.about()
	t.known()
	t.steps()
	t.happened()
	t.proof()
	return t.parts
}

type teller struct {
	Case
	lang  model.Lang
	cal   *model.Calendar
	parts []Part
}

func (t *teller) say(s model.Say, args ...any) string { return s.In(t.lang, args...) }

// add adds a part, where it says something.
func (t *teller) add(kind Kind, label, text string) {
	label, text = strings.TrimSpace(model.CleanText(label)), strings.TrimSpace(model.CleanText(text))
	if text != "" {
		t.parts = append(t.parts, Part{kind, label, text})
	}
}

func (t *teller) fact(label model.Say, text string) { t.add(Fact, t.say(label), text) }

// about is what the case is, and where it stands.
func (t *teller) about() {
	c := t.Case.Case
	t.fact(model.Say{EN: "Shop", ID: "Toko"}, t.Shop.Settings.Name)
	t.fact(model.Say{EN: "Process", ID: "Proses"}, t.say(model.Say{EN: "%s, version %d", ID: "%s, versi %d"}, t.Flow.Process.Name, c.Version))
	t.fact(model.Say{EN: "Division", ID: "Divisi"}, t.Shop.DivisionName(c.Division))
	if c.Parent != nil {
		t.fact(model.Say{EN: "Part of", ID: "Bagian dari"}, c.Parent.String())
	}
	t.fact(model.Say{EN: "Stands", ID: "Keadaan"}, t.say(c.State.Words()))
	t.fact(model.Say{EN: "Begun", ID: "Dimulai"}, t.by(t.when(c.Started), c.StartedBy))
	if !c.Ended.IsZero() {
		t.fact(model.Say{EN: "Ended", ID: "Berakhir"}, t.say(model.Say{EN: "%s, after %s", ID: "%s, setelah %s"}, t.when(c.Ended), t.span(c.Started, c.Ended)))
	}
	promise := t.when(c.Promise)
	if !c.FirstPromise.IsZero() && !c.FirstPromise.Equal(c.Promise) {
		promise += t.say(model.Say{EN: " (first: %s)", ID: " (semula: %s)"}, t.when(c.FirstPromise))
	}
	t.fact(model.Say{EN: "Promised for", ID: "Dijanjikan"}, promise)
}

// known is what is recorded of the case, in the order it was asked for.
func (t *teller) known() {
	seen := map[string]bool{}
	fields := slices.Clone(t.Flow.Process.Start.Ask)
	for _, s := range t.Flow.Process.Steps {
		fields = append(fields, s.Record...)
	}
	begun := false
	for _, f := range fields {
		value := model.ValueWords(f, t.Case.Case.Fields[f.Name], t.Shop)
		if seen[f.Name] || value.Empty() {
			continue
		}
		if !begun {
			begun = true
			t.add(Section, "", t.say(model.Say{EN: "What is known", ID: "Yang diketahui"}))
		}
		seen[f.Name] = true
		t.add(Fact, capital(t.say(model.FieldLabel(model.Field{Name: f.Name}))), value.In(t.lang))
	}
}

// happened is every event of the case, day by day.
func (t *teller) happened() {
	t.add(Section, "", t.say(model.Say{EN: "What happened", ID: "Yang terjadi"}))
	last := ""
	for _, e := range t.History {
		at := e.At.In(t.cal.Location())
		if day := t.day(at); day != last {
			last = day
			t.add(Day, "", day)
		}
		who := "alur"
		if e.By != "" {
			who = t.Shop.Name(e.By)
		}
		w := model.Describe(e, t.Then(e), t.Shop)
		deed := w.Deed(e, t.Case.Case.Title).In(t.lang)
		if w.Why != "" {
			deed += ` "` + w.Why + `"`
		}
		t.add(Moment, at.Format("15:04"), who+" "+deed)
	}
}

// proof says from which record the story was read.
func (t *teller) proof() {
	if t.Head == "" {
		return
	}
	t.add(Section, "", t.say(model.Say{EN: "Where this is written", ID: "Sumbernya"}))
	t.add(Text, "", t.say(model.Say{
		EN: "In the record of the shop. It had this head when the story was read:",
		ID: "Di catatan toko. Kepalanya saat riwayat ini dibaca:",
	}))
	t.add(Code, "", t.Head)
	t.add(Text, "", t.say(model.Say{
		EN: "To prove that nothing up to it was changed since: alur audit verify --head, followed by this head.",
		ID: "Bukti bahwa sampai di situ tidak ada yang diubah: alur audit verify --head, diikuti kepala ini.",
	}))
}

// by adds who it was.
func (t *teller) by(text, person string) string {
	if person == "" {
		return text
	}
	return t.say(model.Say{EN: "%s, by %s", ID: "%s, oleh %s"}, text, t.Shop.Name(person))
}

// when is a time on the shop's clock; nothing for none.
func (t *teller) when(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	local := at.In(t.cal.Location())
	return fmt.Sprintf("%s %d %s %d %s", model.ShortWeekday(local.Weekday(), t.lang), local.Day(),
		model.ShortMonth(local.Month(), t.lang), local.Year(), local.Format("15:04"))
}

// day is a day in full: "Monday, 23 November 2026".
func (t *teller) day(local time.Time) string {
	return fmt.Sprintf("%s, %d %s %d", t.say(model.WeekdayName(local.Weekday())), local.Day(), t.say(model.MonthName(local.Month())), local.Year())
}

// span is the opening time between two moments.
func (t *teller) span(from, to time.Time) string { return t.length(t.cal.Working(from, to)) }

func (t *teller) length(d time.Duration) string { return model.Span{Time: d}.In(t.lang) }

// capital writes the first letter large.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
