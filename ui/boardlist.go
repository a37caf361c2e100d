package ui

import (
	"strings"

	"alur/model"
)

// boardWidths share out the width of a line of the list.
type boardWidths struct{ number, title, place, late, age int }

// asList draws the steps under each other, each with its cases.
func (b *board) asList(e *env, h int) []string {
	w := b.widths(e)
	at := b.chosenLine()
	return scrolledBy(e, len(b.lines), at, h, func(i int) string {
		switch l := b.lines[i]; {
		case l.task != nil:
			return w.row(e, l.task, i == at)
		case l.step != nil:
			return b.stepLine(e, l.step)
		case l.process != nil:
			return b.processLine(e, l.process)
		}
		return ""
	})
}

// widths gives titles what numbers, people and lateness leave; these get no
// more than they need.
func (b *board) widths(e *env) boardWidths {
	w := boardWidths{age: 7}
	digits := 0
	for _, l := range b.lines {
		if l.task != nil {
			digits = max(digits, l.task.Number)
		}
	}
	w.number = len(itoa(digits)) + 1
	rest := e.width - 4 - w.number - 1 - 2 - 2 - 2 - w.age - 1
	w.late, w.place = min(b.urgent, rest*36/100), min(b.place, rest*32/100)
	w.title = rest - w.late - w.place
	return w
}

// row is one case at one step.
func (w boardWidths) row(e *env, i *model.BoardTask, chosen bool) string {
	t := e.theme
	mark, title := "    ", t.pad(clean(i.CaseTitle), w.title)
	if chosen {
		mark, title = "  "+t.glyph.point+" ", t.focus(title)
	}
	return mark + t.dim(t.padLeft(shortNumber(i.OpenTask), w.number)) + " " + title + "  " +
		t.pad(place(e, i, w.place), w.place) + "  " + t.pad(urgent(e, i), w.late) + "  " + t.dim(t.padLeft(e.shortSpan(i.Age), w.age))
}

// stepLine is the head of a step: its words, how much stands there, and who
// does it or why nobody can.
func (b *board) stepLine(e *env, s *model.BoardStep) string {
	t := e.theme
	here := t.dim(e.say(model.Say{EN: "here for", ID: "di sini"}))
	who := b.people(e, s)
	if _, lack := s.Lack(); lack {
		who = t.warn(who)
	} else {
		who = t.dim(who)
	}
	head := "  " + t.strong(clean(s.Title)) + "  " + amount(e, s)
	if who != "" {
		head += "  " + who
	}
	return t.ends(head, here+" ", e.width)
}

// amount is how many cases stand at a step.
func amount(e *env, s *model.BoardStep) string {
	text := e.theme.strong(itoa(len(s.Tasks)))
	if s.Late > 0 {
		text += " " + e.theme.late(e.theme.glyph.up+e.say(model.Say{EN: "%d late", ID: "%d terlambat"}, s.Late))
	}
	if s.Parked > 0 {
		text += " " + e.say(model.Say{EN: "=%d parked", ID: "=%d ditunda"}, s.Parked)
	}
	return text
}

// who is the role of a step and who holds it, or that nobody can do it, or who
// could and is not here.
func (b *board) who(e *env, s *model.BoardStep) (text string, lack bool) {
	if why, ok := s.Lack(); ok {
		return clean(why.In(e.lang)), true
	}
	if away, ok := s.Away(e.name); ok {
		return clean(away.In(e.lang)), false
	}
	if s.Role == "" {
		return "", false
	}
	if s.Who.OwnersOnly || len(s.Who.People) == 0 {
		return clean(s.Role), false
	}
	return clean(s.Role) + ": " + namesOf(e, s.Who.People), false
}

// processLine is the head of a process where all are shown.
func (b *board) processLine(e *env, p *model.BoardProcess) string {
	t := e.theme
	text := e.say(model.Say{EN: "%d cases", ID: "%d kasus"}, p.Tally.Running)
	if p.Tally.Running == 1 {
		text = e.say(model.Say{EN: "1 case", ID: "1 kasus"})
	}
	if p.Empty > 0 {
		text += ", " + e.say(model.Say{EN: "empty steps: %d", ID: "langkah kosong: %d"}, p.Empty)
	}
	name := t.accent(strings.ToUpper(clean(p.Name)))
	return t.ends(" "+name+"  "+t.dim(text), "", e.width)
}
