package ui

import (
	"strings"

	"alur/model"
)

// plain says the next task and asks for its ticks, its fields and its end.
func (n *next) plain(e *env) plainCard {
	if n.task == nil {
		card := plainCard{say: n.plainEmpty(e), text: n.plainCode}
		if label, ok := n.alone.verb(e); ok {
			card.choices = append(card.choices, plainChoice{label: label, does: func() []effect { return n.alone.does(e) }})
		}
		card.choices = append(card.choices, n.plainRest(e)...)
		return card
	}
	card := plainCard{say: n.plainTask(e), text: n.plainCode}
	if !n.task.begun() {
		if n.asked(e) {
			card.choices = append(card.choices, plainChoice{label: n.grantLabel(e), does: func() []effect { return []effect{grantWaiver(e, n.task.item)} }})
		}
		card.say = append(card.say, n.plainPreview(e)...)
		card.choices = append(card.choices, plainChoice{label: e.say(n.task.beginVerb(e)), does: func() []effect {
			return n.begin(e)
		}})
	} else {
		for i, s := range n.stops {
			switch s.kind {
			case stopTick:
				card.choices = append(card.choices, n.plainTick(e, s))
			case stopField:
				card.choices = append(card.choices, n.plainField(e, i, s.field))
			}
		}
		card.choices = append(card.choices, n.plainDone(e))
	}
	card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "There is a problem", ID: "Ada kendala"}), does: func() []effect { return n.openProblem(e) }})
	card.choices = append(card.choices, n.plainRest(e)...)
	return card
}

// plainEmpty says that there is nothing to do.
func (n *next) plainEmpty(e *env) []string {
	lines := []string{e.say(model.Say{EN: "Nothing to do right now.", ID: "Tidak ada tugas saat ini."})}
	if words := asleepWords(e, n.queue); words != "" {
		lines = append(lines, words)
	}
	if n.alone != nil {
		i := n.alone.item
		return append(lines, clean(i.Title)+", "+clean(i.CaseTitle)+", "+number(i.OpenTask)+": "+clean(i.Why.In(e.lang))+".")
	}
	if n.queue.Barred > 0 {
		lines = append(lines, e.say(model.Say{
			EN: "Of tasks that need other eyes than yours, because you worked on what comes before: %d.",
			ID: "Tugas yang perlu mata orang lain, karena Anda ikut mengerjakan sebelumnya: %d.",
		}, n.queue.Barred))
	}
	return lines
}

// plainTask says what to do, for which case, how, and what follows.
func (n *next) plainTask(e *env) []string {
	task := n.task
	lines := []string{
		e.say(model.Say{EN: "Your task: %s", ID: "Tugas Anda: %s"}, clean(task.item.Title)),
		clean(task.item.CaseTitle) + ", " + number(task.item.OpenTask),
	}
	for _, part := range []string{status(e, task.item), n.cameBack(e), task.fieldsLine(e), task.promise(e)} {
		if part = spoken(e, part); part != "" {
			lines = append(lines, capital(part))
		}
	}
	for _, l := range strings.Split(task.step.How, "\n") {
		if l = clean(l); l != "" {
			lines = append(lines, l)
		}
	}
	if after := task.afterYou(e); after != "" {
		lines = append(lines, e.say(model.Say{EN: "After you: %s.", ID: "Sesudah Anda: %s."}, after))
	}
	if n.before > 0 && task.t.State != model.Doing {
		lines = append(lines, e.say(model.Say{EN: "%d new before this one: see your list.", ID: "%d baru sebelum ini: lihat daftar Anda."}, n.before))
	}
	return lines
}

// spoken takes the signs off a text that stand for a colour.
func spoken(e *env, text string) string {
	g := e.theme.glyph
	text = strings.TrimLeft(plain(text), g.up+g.dot+g.left+g.middle+"! ")
	text = strings.ReplaceAll(text, " "+g.middle+" ", ", ")
	return strings.Join(strings.Fields(text), " ")
}

// plainPreview says, before the task is begun, what it will ask, and of a task
// that was set aside what is there already.
func (n *next) plainPreview(e *env) []string {
	var there, asked []string
	for _, item := range n.task.items {
		if _, ticked := n.task.t.Ticks[item.Key]; ticked {
			there = append(there, n.tickWords(e, item))
		} else {
			asked = append(asked, clean(item.Text))
		}
	}
	for _, f := range n.task.step.Record {
		if entered := n.entered(f); entered != "" {
			there = append(there, e.label(f)+": "+entered)
		} else {
			asked = append(asked, e.label(f))
		}
	}
	var lines []string
	if len(there) > 0 {
		lines = append(lines, e.say(model.Say{EN: "Already there: %s.", ID: "Sudah ada: %s."}, strings.Join(there, "; ")))
	}
	if len(asked) > 0 {
		lines = append(lines, e.say(model.Say{EN: "It will ask: %s.", ID: "Nanti ditanyakan: %s."}, strings.Join(asked, "; ")))
	}
	return lines
}

// tickWords says of a line of the checklist whether it is ticked, and by whom.
func (n *next) tickWords(e *env, item model.Item) string {
	if tick, ticked := n.task.t.Ticks[item.Key]; ticked {
		return e.say(model.Say{EN: "ticked: %s (%s, %s)", ID: "dicentang: %s (%s, %s)"}, clean(item.Text), e.name(tick.By), e.when(tick.At))
	}
	return e.say(model.Say{EN: "not ticked: %s", ID: "belum dicentang: %s"}, clean(item.Text))
}

func (n *next) plainTick(e *env, s stop) plainChoice {
	label := n.tickWords(e, s.item)
	if _, ticked := n.task.t.Ticks[s.item.Key]; !ticked && s.item.Optional {
		label += e.say(model.Say{EN: " (may be left)", ID: " (boleh dilewati)"})
	}
	return plainChoice{label: label, does: func() []effect { return n.tick(s) }}
}

// plainField asks for one field of the task; what was typed is recorded at
// once.
func (n *next) plainField(e *env, at int, name string) plainChoice {
	edit := n.edits[name]
	take := func(text string) []effect {
		n.at = at
		edit.line.set("")
		edit.line.insert(text)
		return append(n.edited(name), n.leave(e)...)
	}
	choice := plainFieldChoice(e, edit, take, nil)
	if why := n.unfit(e, name); why != "" {
		choice.label += " (" + why + ")"
	}
	return choice
}

// plainFieldChoice is one field with what stands in it.
func plainFieldChoice(e *env, edit *fieldEdit, take func(string) []effect, then func() *plainAsk) plainChoice {
	label, now := capital(e.label(edit.field)), edit.line.text()
	hint := fieldNote(e, edit.field)
	ask := &plainAsk{label: label, now: now, options: edit.options(e), take: take, then: then}
	if len(ask.options) == 0 {
		ask.hint = hint
		if h := fieldHint(e, edit.field); h != "" {
			ask.hint = h + "; " + hint
		}
	} else {
		hint = strings.Join(ask.options, " / ")
	}
	if now == "" {
		now = e.say(model.Say{EN: "empty, %s", ID: "kosong, %s"}, hint)
	}
	return plainChoice{label: label + ": " + now, ask: ask}
}

func (n *next) plainDone(e *env) plainChoice {
	outcomes := n.task.flow.Outcomes(n.task.item.Step)
	choice := plainChoice{label: e.say(bindingOf(keyDone).short), does: func() []effect { return n.finish(e) }}
	if len(outcomes) > 1 {
		// What does not go on may be chosen before everything is there.
		choice.label = e.say(model.Say{EN: "Done: say how it ended", ID: "Selesai: sebutkan hasilnya"})
		return choice
	}
	if lacks := n.missing(e); lacks != "" {
		choice.off = e.say(model.Say{EN: "still to do: %s", ID: "masih kurang: %s"}, lacks)
	}
	return choice
}

// plainRest are the ways on from the next task.
func (n *next) plainRest(e *env) []plainChoice {
	var rest []plainChoice
	if waits := len(n.queue.Items) + len(n.queue.Asleep); waits > 0 {
		rest = append(rest, plainChoice{label: e.say(model.Say{EN: "My list (%d)", ID: "Daftar tugas saya (%d)"}, waits), does: func() []effect {
			return []effect{goTo{to: pageQueue, arg: n.pinned}}
		}})
	}
	if n.task != nil {
		rest = append(rest, plainChoice{label: e.say(model.Say{EN: "The whole case", ID: "Seluruh kasus"}), does: func() []effect {
			return []effect{goTo{to: pageCase, arg: n.task.item.Case}}
		}})
	}
	return rest
}

// plainCode takes a code: into the scan field of the task, else it opens the
// case of that code.
func (n *next) plainCode(text string) []effect {
	for i, s := range n.stops {
		if edit := n.edits[s.field]; s.kind == stopField && edit != nil && edit.field.Type == model.ScanField && edit.line.text() == "" {
			n.at = i
			return n.typed(text)
		}
	}
	return []effect{lookUp{code: text}}
}
