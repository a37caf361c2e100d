package procfile_test

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// lostComments puts a # into a text that has no quotes.
func lostComments(f *readyMade) []planted {
	var all []planted
	for _, k := range f.blockKeys() {
		words := strings.SplitN(k.value.Value, " ", 3)
		if k.value.Kind != yaml.ScalarNode || k.value.Style != 0 || k.value.Line != k.line || len(words) < 3 || strings.Contains(f.lines[k.line-1], " #") {
			continue
		}
		line := f.lines[k.line-1]
		for _, sign := range []string{"#1 ", "#A"} {
			at := k.value.Column + len([]rune(words[0]+" "+words[1]+" "))
			one := f.plant(k.line, splice(line, at, 0, sign), "text lost after #")
			one.warns = true
			all = append(all, one)
		}
	}
	return all
}

// lostInLists puts a # into a list, so that its bracket is not closed.
func lostInLists(f *readyMade) []planted {
	var all []planted
	for _, k := range f.keys {
		if k.value.Kind != yaml.SequenceNode {
			continue
		}
		for _, item := range k.value.Content {
			if i := strings.Index(item.Value, " "); item.Style == 0 && i > 0 {
				all = append(all, f.plant(item.Line, splice(f.lines[item.Line-1], item.Column+len([]rune(item.Value[:i]))+1, 0, "#1 "), "list lost after #"))
			}
		}
	}
	return all
}

// badValues gives a key values that are none.
func badValues(word string, values ...string) func(*readyMade) []planted {
	return func(f *readyMade) []planted {
		var all []planted
		for _, k := range f.blockKeys() {
			if k.word != word || k.in != "process" && k.in != "step" {
				continue
			}
			for _, v := range values {
				all = append(all, f.plant(k.line, f.lines[k.line-1][:k.col-1]+word+": "+v, word+": "+v))
			}
		}
		return all
	}
}

func badWords(f *readyMade) []planted {
	all := badValues("kind", "main", "Core", "inti")(f)
	all = append(all, badValues("skip", "always", "no", "Never")(f)...)
	all = append(all, badValues("ends", "done", "canceled", "stop")(f)...)
	return append(all, badValues("id", "two words", "Ü")(f)...)
}

// fieldSites are the fields with their types.
func (f *readyMade) fieldSites() []keySite {
	return slices.DeleteFunc(slices.Clone(f.keys), func(k keySite) bool { return k.in != "ask" && k.in != "record" })
}

func badTypes(f *readyMade) []planted {
	var all []planted
	for _, k := range f.fieldSites() {
		for _, by := range []string{"txt", "number kg 5..1", "number kg 0.1.30", "scan label", "small |", "money kg", "Text", "a | a", ""} {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.value.Column, len(k.value.Value), by), k.word+": "+by))
		}
	}
	return all
}

func badNames(f *readyMade) []planted {
	var all []planted
	for _, k := range f.fieldSites() {
		for _, by := range []string{"2nd", "two words", "order-no", "größe", "_x"} {
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col, len(k.word), by), "field "+by))
		}
	}
	return all
}

// twoTypes records a field of the start, or of a step above, as another type.
func twoTypes(f *readyMade) []planted {
	var all []planted
	sites := f.fieldSites()
	for i, k := range sites {
		for _, above := range sites[:i] {
			if above.word == k.word {
				continue
			}
			by := above.word + ": file"
			if above.value.Value == "file?" {
				by = above.word + ": date"
			}
			length := k.value.Column - k.col + len(k.value.Value)
			all = append(all, f.plant(k.line, splice(f.lines[k.line-1], k.col, length, by), by))
		}
	}
	return all
}

func unknownFields(f *readyMade) []planted {
	var all []planted
	for _, k := range f.keys {
		line := f.lines[k.line-1]
		switch {
		case k.in == "process" && k.word == "key", k.in == "each":
			all = append(all, f.plant(k.line, splice(line, k.value.Column, len(k.value.Value), "nosuch"), "unknown field"))
		case k.in == "process" && k.word == "title":
			for _, name := range regexp.MustCompile(`\{(\w+)\}`).FindAllString(line, -1) {
				all = append(all, f.plant(k.line, strings.Replace(line, name, "{nosuch}", 1), "unknown field"))
			}
		case strings.HasPrefix(k.value.Value, "scan = "):
			all = append(all, f.plant(k.line, splice(line, k.value.Column, len(k.value.Value), "scan = nosuch"), "unknown field"))
		case k.in == "step" && k.word == "when":
			all = append(all, f.plant(k.line, splice(line, k.value.Column, 0, "x_"), "unknown field"))
		}
	}
	return all
}
