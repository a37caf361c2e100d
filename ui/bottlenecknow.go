package ui

import "alur/model"

// leastName is what the name of a row gets before there is a bar.
const leastName = 12

// columns are the widths of the table.
type columns struct{ step, number, span, bar int }

// slowColumns shares out the width: what is not needed for figures goes to
// the names of the steps and the bars.
func slowColumns(e *env) columns {
	const number, span, ratio = 9, 8, 8
	c := columns{number: number, span: span}
	rest := e.width - 5 - number - 3*span - 2 - ratio
	if c.bar = max(6, rest*30/100); rest-c.bar < leastName {
		c.bar = 0 // The bar goes before any figure does.
	}
	c.step = max(8, rest-c.bar)
	return c
}

func (c columns) head(e *env) string {
	t := e.theme
	say := func(s model.Say) string { return e.say(s) }
	return "    " + t.pad(say(model.Say{EN: "Step", ID: "Langkah"}), c.step) +
		t.padLeft(say(model.Say{EN: "Waiting", ID: "Menunggu"}), c.number) +
		t.padLeft(say(model.Say{EN: "Oldest", ID: "Terlama"}), c.span) +
		t.padLeft(say(model.Say{EN: "Usual", ID: "Biasa"}), c.span) +
		t.padLeft(say(model.Say{EN: "Now", ID: "Kini"}), c.span) + "  " +
		t.cut(say(model.Say{EN: "Now against usual", ID: "Dibanding biasa"}), c.bar+8)
}

// row is one step: its figures, and a bar that says the last two in one.
func (c columns) row(e *env, s model.StepFigures, chosen bool, top float64) string {
	t := e.theme
	mark, name := "    ", t.pad(clean(stepTitle(s)), c.step)
	if chosen {
		mark, name = "  "+t.glyph.point+" ", t.focus(name)
	}
	oldest, now, waiting := "", "", t.dim(t.glyph.middle)
	if s.Waiting > 0 {
		waiting, oldest, now = itoa(s.Waiting), e.shortSpan(s.Oldest.Time), e.shortSpan(s.SoFar.Time)
	}
	usual := t.dim(e.say(model.Say{EN: "not yet", ID: "belum"}))
	if s.Usual.Known {
		usual = e.shortSpan(s.Usual.Time)
	}
	return mark + name + t.padLeft(waiting, c.number) + t.padLeft(oldest, c.span) +
		t.padLeft(usual, c.span) + t.padLeft(now, c.span) + "  " + c.against(e, s, top)
}

// against is the bar of a step, or in words why there is none.
func (c columns) against(e *env, s model.StepFigures, top float64) string {
	t := e.theme
	var text string
	switch {
	case s.Waiting == 0:
		text = elsewhere(e, s)
	case s.Ratio > 0:
		paint := t.accent
		sign := ""
		if s.Piles {
			paint, sign = t.late, " "+t.glyph.up
		}
		bar := ""
		if c.bar > 0 {
			bar = paint(t.pad(barOf(t, s.Ratio/top, c.bar), c.bar))
		}
		return bar + " " + t.padLeft(ratioText(e, s.Ratio), 5) + t.late(sign)
	case s.Usual.Known && s.Usual.Time == 0:
		text = e.say(model.Say{EN: "usually no wait", ID: "biasanya langsung"})
	case s.Usual.Known:
		text = e.say(model.Say{EN: "just came", ID: "baru datang"})
	case s.Usual.N > 0:
		text = e.say(model.Say{EN: "only %d done", ID: "baru %d kasus"}, s.Usual.N)
	case s.Unknown > 0:
		text = e.say(model.Say{EN: "%d entered late", ID: "%d dicatat telat"}, s.Unknown)
	default:
		text = e.say(model.Say{EN: "no case yet", ID: "belum ada kasus"})
	}
	return t.dim(t.cut(text, c.bar+8))
}

// elsewhere says what becomes of the cases of a step where none waits for a
// person.
func elsewhere(e *env, s model.StepFigures) string {
	switch {
	case s.Working > 0:
		return e.say(model.Say{EN: "%d in work", ID: "%d dikerjakan"}, s.Working)
	case s.Parked > 0:
		return e.say(model.Say{EN: "%d parked", ID: "%d ditunda"}, s.Parked)
	case s.Outside > 0:
		return e.say(model.Say{EN: "%d outside", ID: "%d di luar"}, s.Outside)
	}
	return ""
}
