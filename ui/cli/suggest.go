package cli

import (
	"sort"
	"strings"

	"github.com/agext/levenshtein"

	"alur/model"
)

// nearest lists the known names that somebody may have meant: up to three,
// all of them equally near.
func nearest(word string, known []string) []string {
	word = strings.ToLower(word)
	type guess struct {
		name string
		far  int
	}
	var guesses []guess
	for _, name := range known {
		low := strings.ToLower(name)
		far := levenshtein.Distance(word, low, nil)
		if word != "" && strings.HasPrefix(low, word) {
			far = 1
		}
		if far <= mostApart(word) {
			guesses = append(guesses, guess{name, far})
		}
	}
	sort.SliceStable(guesses, func(i, j int) bool { return guesses[i].far < guesses[j].far })
	var names []string
	for _, g := range guesses[:min(3, len(guesses))] {
		if g.far == guesses[0].far {
			names = append(names, g.name)
		}
	}
	return names
}

// mostApart is how many letters may differ in what somebody mistyped.
func mostApart(word string) int {
	switch n := len([]rune(word)); {
	case n <= 3:
		return 1
	case n <= 8:
		return 2
	default:
		return n / 3
	}
}

// unknown is the answer to a name that is not there: what was meant perhaps,
// else what there is. The sentence has one %q and no full stop.
func unknown(what model.Say, name string, known []string) error {
	first := part{what, []any{name}}
	switch near := nearest(name, known); {
	case len(near) > 0:
		return fail(model.Say{
			EN: "%s. Did you mean %s?",
			ID: "%s. Maksudnya %s?",
		}, first, strings.Join(near, ", "))
	case len(known) > 0:
		return fail(model.Say{
			EN: "%s. There is: %s.",
			ID: "%s. Yang ada: %s.",
		}, first, strings.Join(known[:min(20, len(known))], ", "))
	}
	return fail(model.Say{EN: "%s.", ID: "%s."}, first)
}
