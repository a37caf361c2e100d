package ui

import (
	"strings"

	"alur/model"
)

// plain says the whole list of a person's tasks.
func (q *queue) plain(e *env) plainCard {
	head := e.say(model.Say{EN: "%d to do", ID: "%d bisa dikerjakan"}, len(q.queue.Items))
	if n := len(q.queue.Asleep); n > 0 {
		head += e.say(model.Say{EN: ", %d waiting", ID: ", %d menunggu"}, n)
	}
	card := plainCard{say: []string{head}}
	rows := q.rows()
	card = plainPart(e, card, len(rows), &q.list, func(n int) plainChoice {
		i := rows[n]
		text := clean(i.Title) + ", " + shortNumber(i.OpenTask) + " " + clean(i.CaseTitle) + ": " + spoken(e, why(e, i))
		return plainChoice{label: text, does: func() []effect {
			return []effect{goTo{to: pageNext, arg: i.TaskRef, home: true}}
		}}
	})
	card.choices = append(card.choices, plainBack(e))
	return card
}

func plainBack(e *env) plainChoice {
	return plainChoice{label: e.say(model.Say{EN: "Back", ID: "Kembali"}), does: func() []effect { return []effect{goBack{}} }}
}

// plain lists the cases that were found.
func (f *finder) plain(e *env) plainCard {
	found := model.Say{EN: "%d found", ID: "%d ditemukan"}
	if len(f.found) == mostFound {
		found = model.Say{EN: "%d found, and there may be more: type more of it", ID: "%d ditemukan, dan mungkin masih ada: ketik lebih banyak"}
	}
	card := plainPart(e, plainCard{say: []string{e.say(found, len(f.found))}}, len(f.found), &f.list, func(n int) plainChoice {
		l := f.found[n]
		label := clean(l.ID) + ", " + clean(l.Title) + ", " + spokenState(e, l.State)
		if l.Found != nil {
			label += ", " + e.label(model.Field{Name: l.Found.Field}) + " " + clean(l.Found.Text)
		}
		return plainChoice{label: label, does: func() []effect { return []effect{goTo{to: pageCase, arg: l.ID}} }}
	})
	card.choices = append(card.choices, plainBack(e))
	return card
}

// plainHistory is how many lines of its history a case says unasked.
const plainHistory = 5

// plain says where a case stands.
func (v *caseView) plain(e *env) plainCard {
	c := v.data.c
	if c == nil {
		return plainCard{choices: []plainChoice{plainBack(e)}}
	}
	say := []string{
		clean(c.Title) + ", " + clean(c.ID) + ", " + spokenState(e, c.State),
		e.say(model.Say{EN: "%s, version %d, begun %s by %s", ID: "%s, versi %d, dimulai %s oleh %s"},
			clean(v.data.flow.Process.Name), c.Version, e.when(c.Started), e.name(c.StartedBy)),
	}
	if !c.Promise.IsZero() {
		say = append(say, e.say(model.Say{EN: "Promised for %s", ID: "Janji %s"}, e.when(c.Promise)))
	}
	for i := range v.data.flow.Process.Steps {
		say = append(say, v.plainStep(e, &v.data.flow.Process.Steps[i]))
	}
	for _, l := range append(v.comments(e), v.facts(e)...) {
		if l = spoken(e, l); l != "" {
			say = append(say, l)
		}
	}
	past := plainPast(e, v.past(e))
	if recent := past[:min(plainHistory+1, len(past))]; len(recent) > 1 {
		say = append(say, recent...)
	}
	card := plainCard{say: say}
	if ref, ok := v.mine(); ok {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "My task of it", ID: "Tugas saya di kasus ini"}), does: func() []effect {
			return []effect{goTo{to: pageNext, arg: ref, home: true}}
		}})
	}
	if len(past) > plainHistory+1 {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "Its whole history", ID: "Seluruh riwayatnya"}), tells: past})
	}
	card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "The whole story, to read or save", ID: "Riwayat lengkap, untuk dibaca atau disimpan"}), does: func() []effect {
		return []effect{goTo{to: pageStory, arg: v.id}}
	}})
	if !e.me.Auditor {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "More: comment, promise, pin, take over, cancel", ID: "Lainnya: komentar, janji, sematkan, ambil alih, batalkan"}), does: func() []effect {
			return []effect{ask{sheet: v.talk.caseVerbs(e)}}
		}})
	}
	card.choices = append(card.choices, plainBack(e))
	return card
}

// spokenState is where a case stands, without its sign.
func spokenState(e *env, s model.CaseState) string {
	return strings.TrimPrefix(spoken(e, stateWord(e, s)), "x ")
}

// plainStep says where one step of a case stands.
func (v *caseView) plainStep(e *env, s *model.Step) string {
	r := v.stepRow(e, s)
	state := e.say(model.Say{EN: "not yet", ID: "belum"})
	switch {
	case r.task != nil && r.task.State.Open():
		state = e.say(model.Say{EN: "now", ID: "sekarang"})
	case r.task != nil && r.task.State == model.Done:
		state = e.say(model.Say{EN: "done", ID: "selesai"})
	case r.task != nil && r.task.State == model.SentBack:
		state = e.say(model.Say{EN: "sent back", ID: "dikembalikan"})
	case r.task != nil:
		state = ""
	case v.data.c.State != model.Running:
		state = e.say(model.Say{EN: "not done", ID: "tidak dikerjakan"})
	}
	parts := []string{}
	for _, part := range []string{state, r.who, r.words} {
		if part = spoken(e, part); part != "" {
			parts = append(parts, part)
		}
	}
	return r.text + ": " + strings.Join(parts, ", ")
}

// plainPast is the drawn history, one line an event.
func plainPast(e *env, drawn []string) []string {
	var lines []string
	for _, l := range drawn {
		switch text := spoken(e, l); {
		case text == "":
		case strings.HasPrefix(plain(l), spaces(5)) && len(lines) > 1:
			// The rest of an event that was folded.
			lines[len(lines)-1] += " " + text
		default:
			lines = append(lines, text)
		}
	}
	return lines
}

// plain chooses a process and asks what its cases begin with.
func (s *startCase) plain(e *env) plainCard {
	if len(s.choices) == 0 {
		return plainCard{
			say:     []string{e.say(model.Say{EN: "No process is in force yet, so no case can be started.", ID: "Belum ada proses yang berlaku, jadi belum ada kasus yang bisa dimulai."})},
			choices: []plainChoice{plainBack(e)},
		}
	}
	if s.open != "" && s.find(s.open) >= 0 {
		return s.plainForm(e, s.choices[s.find(s.open)].flow.Process)
	}
	card := plainCard{say: []string{e.say(model.Say{EN: "What is to be started?", ID: "Apa yang dimulai?"})}}
	for _, c := range s.choices {
		p := c.flow.Process
		label := clean(p.Name)
		if p.Input != "" {
			label += ": " + clean(p.Input)
		}
		card.choices = append(card.choices, plainChoice{label: label, does: func() []effect {
			s.open = p.ID
			s.openForm(e)
			return nil
		}})
	}
	card.choices = append(card.choices, plainBack(e))
	return card
}

func (s *startCase) plainForm(e *env, p model.Process) plainCard {
	card := plainCard{say: []string{clean(p.Name)}}
	if p.Output != "" {
		card.say = append(card.say, e.say(model.Say{EN: "Ends with: %s", ID: "Berakhir dengan: %s"}, clean(p.Output)))
	}
	missing := s.fields.missing(e)
	if ask := s.plainNeeded(e); ask != nil && missing != "" {
		card.choices = append(card.choices, plainChoice{
			label: e.say(model.Say{EN: "Fill in what is needed: %s", ID: "Isi yang perlu: %s"}, missing), ask: ask})
	}
	for i := range s.fields.edits {
		card.choices = append(card.choices, s.plainField(e, i, nil))
	}
	start := plainChoice{label: e.say(model.Say{EN: "Start", ID: "Mulai"}), does: func() []effect { return s.start(e) }}
	switch {
	case missing != "":
		start.off = e.say(model.Say{EN: "still needed: %s", ID: "masih perlu: %s"}, missing)
	case s.fields.faulty():
		start.off = e.say(model.Say{EN: "something does not fit yet", ID: "masih ada yang tidak cocok"})
	}
	card.choices = append(card.choices, start, plainBack(e))
	return card
}

// plainNeeded asks for the first field that is needed and empty or does not
// fit, and after it for the next; nil where there is none.
func (s *startCase) plainNeeded(e *env) *plainAsk {
	for i, edit := range s.fields.edits {
		if edit.fault != "" || !edit.field.Optional && strings.TrimSpace(edit.line.text()) == "" {
			return s.plainField(e, i, func() *plainAsk { return s.plainNeeded(e) }).ask
		}
	}
	return nil
}

func (s *startCase) plainField(e *env, at int, then func() *plainAsk) plainChoice {
	edit := s.fields.edits[at]
	take := func(text string) []effect {
		s.fields.at = at
		edit.line.set("")
		edit.line.insert(text)
		effects := s.keep(edit.field.Name)
		if _, ok := edit.check(e); !ok {
			effects = append(effects, notice{role: roleWarn, text: edit.fault})
		}
		return effects
	}
	choice := plainFieldChoice(e, edit, take, then)
	if edit.fault != "" {
		choice.label += " (" + edit.fault + ")"
	}
	return choice
}

// plain says the record, the newest first; a number opens the case of its
// line.
func (a *audit) plain(e *env) plainCard {
	if !a.ready {
		return plainCard{choices: []plainChoice{plainBack(e)}}
	}
	first := max(0, a.list.at())
	last := min(len(a.events), first+plainLines)
	head := spoken(e, a.heading(e)) + ", " + a.amount(e)
	card := plainCard{say: []string{head}}
	for _, ev := range a.events[first:last] {
		told := e.told(ev, a.cases[ev.Case])
		text := e.when(ev.At) + " " + told.sentence()
		if told.reason != "" {
			text += ` "` + told.reason + `"`
		}
		choice := plainChoice{label: text}
		if ev.Case != "" {
			choice.label += ", " + clean(ev.Case)
			choice.does = func() []effect { return []effect{goTo{to: pageCase, arg: ev.Case}} }
		} else {
			choice.tells = []string{e.say(model.Say{EN: "This line is about no case.", ID: "Baris ini bukan tentang kasus."})}
		}
		card.choices = append(card.choices, choice)
	}
	return a.plainWays(e, card, last)
}

// plainWays are the ways through the record.
func (a *audit) plainWays(e *env, card plainCard, last int) plainCard {
	to := func(place int) func() []effect {
		return func() []effect {
			a.list.moveTo(place)
			a.follow(e)
			return a.onward(e)
		}
	}
	if last < len(a.events) {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "Earlier lines", ID: "Baris sebelumnya"}), does: to(last)})
	}
	if a.list.at() > 0 {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "The newest lines", ID: "Baris terbaru"}), does: to(0)})
	}
	card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "Only lines with a word", ID: "Hanya baris dengan satu kata"}), ask: &plainAsk{
		label: e.say(model.Say{EN: "Word", ID: "Kata"}),
		take: func(text string) []effect {
			a.line.set(text)
			return a.typed(e, true)
		},
	}}, plainChoice{label: e.say(model.Say{EN: "Only one person or one case, or everything again", ID: "Hanya satu orang atau satu kasus, atau semuanya lagi"}), does: func() []effect {
		return []effect{ask{sheet: a.onlySheet(e)}}
	}})
	for _, p := range auditPeriods() {
		if p != a.filter.period {
			card.choices = append(card.choices, plainChoice{label: p.words(e), does: func() []effect {
				f := a.filter
				f.period = p
				return a.refilter(e, f)
			}})
		}
	}
	card.choices = append(card.choices, plainBack(e))
	return card
}
