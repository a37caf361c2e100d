package procfile_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// edit is what a planted fault changes: the lines from one on that go, and
// those that stand in their place.
type edit struct {
	from, gone int
	lines      []string
}

func (one planted) edit() edit {
	was, is := one.file.lines, strings.Split(strings.TrimSuffix(one.text, "\n"), "\n")
	from := 0
	for from < min(len(was), len(is)) && was[from] == is[from] {
		from++
	}
	end := 0
	for end < min(len(was), len(is))-from && was[len(was)-1-end] == is[len(is)-1-end] {
		end++
	}
	return edit{from: from, gone: len(was) - end - from, lines: is[from : len(is)-end]}
}

// both plants a second fault on other lines of the same file and says where
// that has to be told; false where they overlap.
func (one planted) both(two planted) (text string, at []int, ok bool) {
	a, b := one.edit(), two.edit()
	if a.from+max(a.gone, 1) > b.from && b.from+max(b.gone, 1) > a.from {
		return "", nil, false
	}
	from := a.from // In the file with the second fault alone.
	if b.from < a.from {
		from += len(b.lines) - b.gone
	}
	for _, line := range two.at {
		if line > from {
			line += len(a.lines) - a.gone
		}
		at = append(at, line)
	}
	if b.from < a.from {
		a, b = b, a
	}
	was := one.file.lines
	lines := slices.Concat(was[:a.from], a.lines, was[a.from+a.gone:b.from], b.lines, was[b.from+b.gone:])
	return strings.Join(lines, "\n") + "\n", at, true
}

// writing are the kinds of fault after which a file is no YAML, or another
// one: of two of them side by side the first may take the second with it.
func writing() []string {
	return []string{
		"bracket not closed", "bracket not opened", "colon removed", "comma lost", "dash lost", "dash without space", "indented too far",
		"indented too little", "invisible character", "key lost", "lost comment in a list", "no answer of a choice", "quote lost", "space after colon lost",
		"special space", "tab",
	}
}

// mayHide reports kinds of fault of which the first really makes the second
// unreadable.
func mayHide(kind, hidden string) bool {
	ways := []string{"dead step", "endless work", "field still empty"}
	ids := []string{
		"after a step below", "bad word", "bracket not opened", "comma lost", "dash lost", "duplicate id", "id that can't be one", "key lost", "key with a capital",
		"misspelt key", "outcome leads nowhere", "step taken out", "unknown step", "value lost",
	}
	switch kind {
	case "step taken out":
		if hidden == kind {
			return true // The step that names the other one may be gone too.
		}
	case "dead step", "endless work":
		// What is never come to is never empty, and its work never ends.
		return slices.Contains(ways, hidden)
	case "value lost", "bad field type":
		// Which fields there are, and of what type, is not known.
		return strings.Contains(hidden, "condition") || slices.Contains([]string{"unknown field", "field still empty", "no answer of a choice", "duplicate id", "field of two types"}, hidden)
	}
	if slices.Contains(ids, kind) && (slices.Contains(ways, hidden) || hidden == "duplicate id") {
		return true // Where work goes, and what is named twice, is not known.
	}
	if hidden == "field of two types" && slices.Contains([]string{"bad field name", "bad field type", "comma lost", "dash lost"}, kind) {
		return true // The field of the other type may be the one that can't be read.
	}
	return slices.Contains(writing(), kind) && slices.Contains(writing(), hidden)
}

// TestNoPlantedFaultHidesAnother puts two faults of all pairs of kinds into a
// ready-made file, on different lines: one reading tells of both.
func TestNoPlantedFaultHidesAnother(t *testing.T) {
	byKind := map[string]map[*readyMade][]planted{}
	files := allReadyMade(t)
	for kind, plant := range plantings() {
		byKind[kind] = map[*readyMade][]planted{}
		for _, f := range files {
			byKind[kind][f] = plant(f)
		}
	}
	rnd := rand.New(rand.NewPCG(3, 7)) //nolint:gosec // The same pairs in every run.
	both := 0
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		for _, other := range slices.Sorted(maps.Keys(byKind)) {
			if mayHide(kind, other) || testing.Short() && rnd.IntN(4) > 0 {
				continue
			}
			for range perPair {
				f := files[rnd.IntN(len(files))]
				as, bs := byKind[kind][f], byKind[other][f]
				if len(as) == 0 || len(bs) == 0 {
					continue
				}
				one, two := as[rnd.IntN(len(as))], bs[rnd.IntN(len(bs))]
				if text, at, ok := one.both(two); ok && !one.sameStep(two) {
					both++
					planted{file: f, text: text, at: at, what: kind + " (" + one.what + ") hides " + other + ": " + two.what, warns: true}.check(t)
				}
			}
		}
	}
	if both < 500 {
		t.Errorf("only %d pairs were planted", both)
	}
}

// perPair is how many files are tried for each pair of kinds.
const perPair = 2

// sameStep reports whether two faults stand in one step, or in neighbours.
func (one planted) sameStep(two planted) bool {
	step := func(line int) int {
		n := -1
		for i := range one.file.steps {
			if from, _ := one.file.stepLine(i); from <= line {
				n = i
			}
		}
		return n
	}
	a, b := step(one.edit().from+1), step(two.edit().from+1)
	return a-b <= 1 && b-a <= 1
}
