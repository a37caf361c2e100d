package procfile_test

import (
	"regexp"
	"slices"
	"strings"

	"alur/model"

	"go.yaml.in/yaml/v4"
)

// plantings are the kinds of fault, each with what it plants in one file.
// What may be meant as it stands (a comma less in a list of texts, another
// name for a role) is planted nowhere: nobody could know.
func plantings() map[string]func(*readyMade) []planted {
	return map[string]func(*readyMade) []planted{
		"misspelt key":            misspeltKeys,
		"key with a capital":      eachKey(func(f *readyMade, k keySite) string { return strings.ToUpper(k.word[:1]) + k.word[1:] }),
		"colon removed":           colonsRemoved,
		"space after colon lost":  spacesLost,
		"special space":           specialSpaces,
		"invisible character":     invisibles,
		"key lost":                keysLost,
		"value lost":              valuesLost,
		"key twice":               keysTwice,
		"unknown key":             inEachStep("colour: red", "prio: 1"),
		"two kinds":               inEachStep("wait: somebody", "auto: Note it"),
		"indented too far":        indented(1, 2, 3, 4),
		"indented too little":     indented(-1, -2),
		"tab":                     tabs,
		"dash lost":               dashesLost,
		"dash without space":      dashesGlued,
		"bracket not closed":      bracketsOpen,
		"bracket not opened":      bracketsClosed,
		"comma lost":              commasLost,
		"quote lost":              quotesLost,
		"lost comment":            lostComments,
		"lost comment in a list":  lostInLists,
		"unknown step":            unknownSteps,
		"unknown same_as":         inEachStep("same_as: nobody"),
		"unknown late step":       lateSteps,
		"step taken out":          stepsTakenOut,
		"duplicate id":            duplicateIDs,
		"id that can't be one":    badIDs,
		"not_same_as itself":      sameItself,
		"after a step below":      afterBelow,
		"outcome leads nowhere":   leadNowhere,
		"reasons of no outcome":   reasonsOfNone,
		"bad due":                 badValues("due", "soon", "5x", "1.5h", "25:00", "next friday", "4 hours", "-2h", "tomorrow 10:00", "delivered - 1h"),
		"bad takes":               badValues("takes", "soon", "5", "1,5h", "15 m", "-5m", "16:00"),
		"bad promise":             badValues("promise", "soon", "6", "6 days", "next week"),
		"bad word":                badWords,
		"bad field type":          badTypes,
		"bad field name":          badNames,
		"field of two types":      twoTypes,
		"unknown field":           unknownFields,
		"nobody to do it":         nobody,
		"role that differs":       inEachStep("each: everyone in nobody at all"),
		"notify by a person":      inEachStep("notify: shop"),
		"unknown condition":       conditions(func(*readyMade) []string { return []string{`nosuch == "x"`, `total_x > 5 and true`} }),
		"condition of wrong type": conditions(wrongTypes),
		"condition of no form":    conditions(func(*readyMade) []string { return []string{`1 = 1`, `(true`, `true and`, `now()`, `"a"`, `1 + 1`} }),
		"no answer of a choice":   conditions(noAnswers),
		"field still empty":       stillEmpty,
		"dead step":               deadSteps,
		"endless work":            endless,
	}
}

// eachKey replaces every key of the format by another word.
func eachKey(word func(*readyMade, keySite) string) func(*readyMade) []planted {
	return func(f *readyMade) []planted {
		var all []planted
		for _, k := range f.keys {
			if k.in == "process" || k.in == "start" || k.in == "step" {
				all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col, len(k.word), word(f, k)), "key "+k.word))
			}
		}
		return all
	}
}

func misspeltKeys(f *readyMade) []planted {
	all := eachKey(func(_ *readyMade, k keySite) string { return k.word[:1] + k.word })(f)
	all = append(all, eachKey(func(_ *readyMade, k keySite) string { return k.word + "s" })(f)...)
	return append(all, eachKey(func(_ *readyMade, k keySite) string {
		if len(k.word) < 4 {
			return k.word + "q"
		}
		return k.word[:1] + k.word[2:]
	})(f)...)
}

// blockKeys are the keys of the format that begin a line.
func (f *readyMade) blockKeys() []keySite {
	return slices.DeleteFunc(slices.Clone(f.keys), func(k keySite) bool { return k.flow })
}

func colonsRemoved(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col+len(k.word), 1, ""), "no colon after "+k.word))
	}
	return all
}

func spacesLost(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		if k.value.Line == k.line {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col+len(k.word)+1, 1, ""), "no space after "+k.word+":"))
		}
	}
	return all
}

func specialSpaces(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		if k.value.Line == k.line {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col+len(k.word)+1, 1, "\u00a0"), "special space after "+k.word+":"))
		}
		if k.col > 1 {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], 1, 1, "\u00a0"), "special space before "+k.word))
		}
	}
	return all
}

func invisibles(f *readyMade) []planted {
	var all []planted
	for i, line := range f.lines {
		if text := strings.TrimSpace(line); len(text) > 12 {
			all = append(all, f.plant(i+1, line[:len(line)-3]+"\u200b"+line[len(line)-3:], "zero width"))
		}
	}
	return all
}

// keysLost leaves a value without its key.
func keysLost(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		if k.value.Kind == yaml.ScalarNode && k.value.Line == k.line && !k.first {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col, len(k.word)+2, ""), "value of "+k.word+" alone"))
		}
	}
	return all
}

func valuesLost(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		if k.value.Line == k.line && k.last == k.line {
			all = append(all, f.plant(k.line, string([]rune(f.lines[k.line-1])[:k.col+len(k.word)]), "nothing after "+k.word))
		}
	}
	return all
}

func keysTwice(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		if k.last == k.line && !k.first {
			all = append(all, planted{file: f, text: f.insert(k.line, f.lines[k.line-1]), at: []int{k.line + 1}, what: k.word + " twice"})
		}
	}
	return all
}

// inEachStep adds a key to every step that a person does.
func inEachStep(keys ...string) func(*readyMade) []planted {
	return func(f *readyMade) []planted {
		var all []planted
		for i, s := range f.steps {
			for _, key := range keys {
				if s.Kind != model.Do || f.stepKey(i, "role").line == 0 && strings.HasPrefix(key, "each: everyone") {
					continue
				}
				if one, ok := f.with(i, key, "with "+key); ok {
					all = append(all, one)
				}
			}
		}
		return all
	}
}

// indented moves a line. The first key of a mapping is not moved: the ones
// below it would be wrong then.
func indented(by ...int) func(*readyMade) []planted {
	return func(f *readyMade) []planted {
		var all []planted
		for _, k := range f.blockKeys() {
			line := f.lines[k.line-1]
			dash := k.in == "step" && k.first
			if k.first && !dash || dash && k.step == 0 {
				continue
			}
			for _, n := range by {
				to := strings.Repeat(" ", max(n, 0)) + line
				if n < 0 && len(line)-len(strings.TrimLeft(line, " ")) < -n {
					continue
				}
				if n < 0 {
					to = line[-n:]
				}
				one := f.plant(k.line, to, "moved")
				one.warns = f.afterBlock(k.line)
				all = append(all, one)
			}
		}
		return all
	}
}

// afterBlock reports whether a line stands below a block of text, where a
// line that is moved may belong to the text.
func (f *readyMade) afterBlock(line int) bool {
	for _, k := range f.keys {
		if k.value.Style&(yaml.FoldedStyle|yaml.LiteralStyle) != 0 && k.line < line && line <= k.last+2 {
			return true
		}
	}
	return false
}

func tabs(f *readyMade) []planted {
	var all []planted
	for i, line := range f.lines {
		if text := strings.TrimLeft(line, " "); text != line {
			all = append(all, f.plant(i+1, "\t"+text, "tab"))
		}
	}
	return all
}

func dashesLost(f *readyMade) []planted {
	var all []planted
	for i := range f.steps {
		if line, _ := f.stepLine(i); strings.HasPrefix(f.lines[line-1], "  - id") {
			all = append(all, f.plant(line, "    "+f.lines[line-1][4:], "no dash"))
		}
	}
	return all
}

func dashesGlued(f *readyMade) []planted {
	var all []planted
	for i := range f.steps {
		line, _ := f.stepLine(i)
		all = append(all, f.plant(line, "  -"+f.lines[line-1][4:], "dash without space"))
	}
	return all
}

// withoutComment is a line up to its comment.
func withoutComment(line string) string {
	return strings.TrimRight(regexp.MustCompile(`\s+#.*$`).ReplaceAllString(line, ""), " ")
}

func bracketsOpen(f *readyMade) []planted {
	var all []planted
	for i, line := range f.lines {
		if line = withoutComment(line); strings.HasSuffix(line, "}") || strings.HasSuffix(line, "]") {
			all = append(all, f.plant(i+1, line[:len(line)-1], "bracket not closed"))
		}
	}
	return all
}

func bracketsClosed(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		if k.value.Style&yaml.FlowStyle != 0 {
			one := f.plant(k.line, splice(f.lines[k.line-1], k.value.Column, 1, ""), "bracket not opened")
			one.warns = k.word == "check"
			all = append(all, one)
		}
	}
	return all
}

// commasLost takes a comma between two fields or outcomes.
func commasLost(f *readyMade) []planted {
	var all []planted
	for _, k := range f.keys {
		if k.flow && !k.first && (k.in == "ask" || k.in == "record" || k.in == "outcomes") {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col-2, 1, ""), "no comma before "+k.word))
		}
	}
	return all
}

func quotesLost(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		if k.value.Style&yaml.DoubleQuotedStyle != 0 {
			line := f.lines[k.line-1]
			begins := f.plant(k.line, splice(line, k.value.Column, 1, ""), "quote does not begin")
			begins.warns = true
			all = append(all, begins, f.plant(k.line, line[:strings.LastIndex(line, `"`)]+line[strings.LastIndex(line, `"`)+1:], "quote does not end"))
		}
	}
	return all
}
