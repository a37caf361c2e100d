package ui

import "alur/model"

// deck is the cases of a column, each as a card, and how many empty lines
// part them.
type deck struct {
	cards [][]string
	gap   int
	// at is the card with the selection.
	at int
}

// deckOf draws the cases of a column of that width and height: their titles
// in two lines and a line between two cases, where there is room for all.
func deckOf(e *env, tasks []*model.BoardTask, chosen *model.BoardTask, w, h int) deck {
	var d deck
	for _, titles := range []int{2, 1} {
		d = deck{}
		for i, task := range tasks {
			d.cards = append(d.cards, card(e, task, task == chosen, w, titles))
			if task == chosen {
				d.at = i
			}
		}
		if d.gap = 1; d.tall() <= h {
			return d
		}
		if d.gap = 0; d.tall() <= h {
			return d
		}
	}
	if h >= highColumn {
		d.gap = 1
	}
	return d
}

// highColumn is from how many lines a column that holds more cases than are
// seen parts them all the same.
const highColumn = 20

// tall is how many lines all the cards take.
func (d deck) tall() int {
	lines := d.gap * max(0, len(d.cards)-1)
	for _, c := range d.cards {
		lines += len(c)
	}
	return lines
}

// window is which of the cards are seen in so many lines. Where that is not
// all, a line above and one below say how many more there are.
func (d deck) window(h int) (first, last int) {
	if d.tall() <= h {
		return 0, len(d.cards)
	}
	highest := 1
	for _, c := range d.cards {
		highest = max(highest, len(c))
	}
	return window(d.at, len(d.cards), max(1, (h-1)/(highest+d.gap)))
}

// card is one case in a column: its title, its number and in whose hands it
// is, and how late it is, beside that or under it.
func card(e *env, i *model.BoardTask, chosen bool, w, titles int) []string {
	t, in := e.theme, w-2
	lines := append([]string{}, t.wrapTo(clean(i.CaseTitle), in, titles)...)
	if len(lines) == 0 {
		lines = []string{""}
	}
	for n, l := range lines {
		if lines[n] = "  " + l; chosen {
			lines[n] = "  " + t.focus(t.pad(l, in))
		}
		if chosen && n == 0 {
			lines[n] = t.glyph.point + " " + t.focus(t.pad(l, in))
		}
	}
	number := t.dim(shortNumber(i.OpenTask)) + " "
	room, late := in-width(number), urgent(e, i)
	whose := place(e, i, room)
	switch {
	case late == "":
		return append(lines, "  "+number+whose)
	case width(place(e, i, w))+2+width(late) <= room:
		return append(lines, "  "+t.ends(number+whose, late, in))
	}
	return append(lines, "  "+number+whose, "  "+t.cut(late, in))
}
