package ui

import "alur/model"

// plainLines is how many lines of a list are said at a time.
const plainLines = 10

// plainPart offers the lines of a list, as many at a time as one can listen
// to, and the ways to the others.
func plainPart(e *env, card plainCard, n int, l *list, line func(int) plainChoice) plainCard {
	first := max(0, l.at()) / plainLines * plainLines
	last := min(n, first+plainLines)
	if n > plainLines {
		card.say = append(card.say, e.say(model.Say{EN: "Lines %d to %d of %d", ID: "Baris %d sampai %d dari %d"}, first+1, last, n))
	}
	for i := first; i < last; i++ {
		card.choices = append(card.choices, line(i))
	}
	return plainTurns(e, card, l, first, last, n)
}

// plainTurns are the ways to the other lines of a list.
func plainTurns(e *env, card plainCard, l *list, first, last, n int) plainCard {
	to := func(place int) func() []effect {
		return func() []effect {
			l.moveTo(place)
			return nil
		}
	}
	if last < n {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "The next lines", ID: "Baris berikutnya"}), does: to(last)})
	}
	if first > 0 {
		card.choices = append(card.choices, plainChoice{label: e.say(model.Say{EN: "From the first line", ID: "Dari baris pertama"}), does: to(0)})
	}
	return card
}
