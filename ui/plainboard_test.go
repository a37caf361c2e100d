package ui

import (
	"fmt"
	"testing"

	"alur/model"
)

// TestPlainBoard: by numbered questions, the owner reads where all cases stand
// to the last one, hands a task over from there, and opens a case.
func TestPlainBoard(t *testing.T) {
	for _, lang := range model.Langs() {
		s := busyShop(t, lang)
		said := talked(t, s, "hendra", lang, nil,
			"0", "3", // the board
			"12", "99", "12", "1", // act on a line: there is no such one, then the first
			"1", "1", "ke bank", "2", "1", // hand over, to Budi, as begun
			"11", "1", // the next lines, the first case of them
			"0", "12",
		)
		if got := s.cases["online-order-2"].Task("pick").For; got != "budi" {
			t.Errorf("the task is for %q, want budi", got)
		}
		goldenText(t, "plain-board."+string(lang), said)
	}
}

// TestPlainBoardSaysEveryCase: no case of the board is left out, whatever page
// it stands on, and none is there twice.
func TestPlainBoardSaysEveryCase(t *testing.T) {
	s := busyShop(t, model.English)
	d := sit(t, s, "hendra", model.English)
	d.press("f6")
	b := d.root.front().screen.(*board)
	heard, want := map[string]int{}, 0
	b.each(func(*model.BoardTask) { want++ })
	for pages := 0; ; pages++ {
		card := b.plain(&d.root.env)
		next := -1
		for i, c := range card.choices {
			if c.label == "The next lines" {
				next = i
			}
		}
		for i := range min(plainLines, want-pages*plainLines) {
			heard[card.choices[i].label]++
		}
		if next < 0 {
			break
		}
		card.choices[next].does()
	}
	if len(heard) != want || want <= 2*plainLines {
		t.Errorf("%d of %d cases are said: %s", len(heard), want, fmt.Sprint(heard))
	}
}

// What was found and what is to be done are said ten lines at a time too, and
// none is left out.
func TestPlainListsAreSaidInParts(t *testing.T) {
	s := busyShop(t, model.English)
	d := sit(t, s, "hendra", model.English)
	for _, c := range []struct {
		at   screenID
		arg  any
		card func() plainCard
	}{
		{pageFind, "order", func() plainCard { return d.root.front().screen.(*finder).plain(&d.root.env) }},
		{pageQueue, nil, func() plainCard { return d.root.front().screen.(*queue).plain(&d.root.env) }},
	} {
		d.open(c.at, c.arg)
		heard, pages := map[string]bool{}, 0
		for next := true; next; pages++ {
			card := c.card()
			next = false
			if len(card.choices) > plainLines+3 {
				t.Fatalf("%s: %d lines at once", c.at, len(card.choices))
			}
			for _, choice := range card.choices {
				heard[choice.label] = true
				if choice.label == "The next lines" {
					next = true
					choice.does()
				}
			}
		}
		want := 0
		switch f := d.root.front().screen.(type) {
		case *finder:
			want = len(f.found)
		case *queue:
			want = len(f.rows())
		}
		for _, way := range []string{"The next lines", "From the first line", "Back"} {
			delete(heard, way)
		}
		if len(heard) != want || pages < 2 {
			t.Errorf("%s: %d lines of %d are said, on %d pages", c.at, len(heard), want, pages)
		}
	}
}
