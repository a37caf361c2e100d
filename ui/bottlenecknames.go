package ui

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// apart are names that fit into a width and still differ: where several would
// be cut to the same, each is shown from where they part on, and where that is
// not enough, with its end.
func (t theme) apart(names []string, w int) []string {
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = t.cut(name, w)
	}
	for _, same := range alike(names, shown) {
		if from := common(names, same); from > 0 {
			for _, i := range same {
				shown[i] = t.cut(t.glyph.more+names[i][from:], w)
			}
		}
	}
	for _, same := range alike(names, shown) {
		for _, i := range same {
			shown[i] = t.ending(names[i], w)
		}
	}
	return shown
}

// alike are the places of names that differ and are shown as the same.
func alike(names, shown []string) [][]int {
	at := map[string][]int{}
	for i, text := range shown {
		at[text] = append(at[text], i)
	}
	var all [][]int
	for i, text := range shown {
		differs := func(other int) bool { return names[other] != names[i] }
		if places := at[text]; places[0] == i && slices.ContainsFunc(places, differs) {
			all = append(all, places)
		}
	}
	return all
}

// common is how many bytes of whole words the names at some places have in
// common at their begin.
func common(names []string, at []int) int {
	same := names[at[0]]
	for _, i := range at[1:] {
		for !strings.HasPrefix(names[i], same) {
			_, last := utf8.DecodeLastRuneInString(same)
			same = same[:len(same)-last]
		}
	}
	return strings.LastIndexByte(same, ' ') + 1
}

// ending is the end of a text that is too long for a width.
func (t theme) ending(s string, w int) string {
	over := width(s) - w
	if over <= 0 {
		return s
	}
	return t.glyph.more + cutLeft(s, over+width(t.glyph.more))
}
