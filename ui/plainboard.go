package ui

import (
	"strings"

	"alur/model"
)

// plainTask is a task on the board with the step it stands at.
type plainTask struct {
	step *model.BoardStep
	task *model.BoardTask
}

// plain says where all cases stand, ten at a time, in the order of the board:
// step by step, what is late first. A number opens the case of its line.
func (b *board) plain(e *env) plainCard {
	if !b.ready {
		return plainCard{choices: []plainChoice{plainBack(e)}}
	}
	card := plainCard{say: []string{clean(b.data.Sentence().In(e.lang))}}
	if len(b.data.Processes) == 0 {
		for _, l := range b.empty(e) {
			card.say = append(card.say, spoken(e, l))
		}
		card.choices = []plainChoice{plainBack(e)}
		return card
	}
	if parked := b.parked(e); parked != "" {
		card.say = append(card.say, parked)
	}
	var all []plainTask
	for _, l := range b.lines {
		if l.task != nil {
			all = append(all, plainTask{step: l.step, task: l.task})
		}
	}
	first := max(0, b.list.at())
	last := min(len(all), first+plainLines)
	if len(all) > plainLines {
		card.say = append(card.say, e.say(model.Say{EN: "Lines %d to %d of %d", ID: "Baris %d sampai %d dari %d"}, first+1, last, len(all)))
	}
	for _, t := range all[first:last] {
		card.choices = append(card.choices, plainChoice{label: b.plainLine(e, t), does: func() []effect {
			return []effect{goTo{to: pageCase, arg: t.task.Case}}
		}})
	}
	return b.plainWays(e, card, all, first, last)
}

// plainLine is one case at one step in a sentence: where it stands, whose
// hands it is in, and how late it is.
func (b *board) plainLine(e *env, t plainTask) string {
	parts := []string{clean(t.step.Title), shortNumber(t.task.OpenTask) + " " + clean(t.task.CaseTitle), b.whole(e, t.task)}
	if late := urgent(e, t.task); late != "" {
		parts = append(parts, late)
	}
	for i, part := range parts {
		parts[i] = spoken(e, part)
	}
	return strings.Join(parts, ", ")
}

// plainWays are the ways through the board, and what can be done from it.
func (b *board) plainWays(e *env, card plainCard, all []plainTask, first, last int) plainCard {
	card = plainTurns(e, card, &b.list, first, last, len(all))
	if !e.me.Auditor && last > first {
		card.choices = append(card.choices, b.plainAct(e, all[first:last]))
	}
	if len(b.data.Processes) > 1 {
		card.choices = append(card.choices, b.plainProcesses(e)...)
	}
	card.choices = append(card.choices, plainBack(e))
	return card
}

// plainAct asks what is to be done about one of the lines.
func (b *board) plainAct(e *env, lines []plainTask) plainChoice {
	label := model.Say{EN: "Hand over, take over, promise anew or pin one of these", ID: "Serahkan, ambil alih, beri janji baru, atau sematkan salah satunya"}
	return plainChoice{label: e.say(label), ask: &plainAsk{
		label: e.say(model.Say{EN: "Number of its line", ID: "Nomor barisnya"}),
		take: func(text string) []effect {
			n, ok := placeOf(text)
			if !ok || n > len(lines) {
				return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "Please type a number from 1 to %d.", ID: "Mohon ketik nomor dari 1 sampai %d."}, len(lines))}}
			}
			return []effect{b.ask(e, lines[n-1].task.QueueItem)}
		},
	}}
}

// plainProcesses show one process alone, or all of them again.
func (b *board) plainProcesses(e *env) []plainChoice {
	show := func(label, process string) plainChoice {
		return plainChoice{label: label, does: func() []effect {
			b.process = process
			b.arrange()
			b.list.moveTo(0)
			return nil
		}}
	}
	var ways []plainChoice
	if b.process != "" {
		ways = append(ways, show(e.say(model.Say{EN: "All processes: %d running", ID: "Semua proses: %d berjalan"}, b.data.Tally.Running), ""))
	}
	for _, p := range b.data.Processes {
		if p.ID != b.process {
			ways = append(ways, show(e.say(model.Say{EN: "Only %s: %d running, %d late", ID: "Hanya %s: %d berjalan, %d terlambat"}, clean(p.Name), p.Tally.Running, p.Tally.Late), p.ID))
		}
	}
	return ways
}
