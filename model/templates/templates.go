// Package templates holds ready-made processes, one of each kind and more,
// in every language. Ids of processes and steps, names of fields and of
// outcomes are the same in all languages, so that a script works whatever
// the shop speaks; texts, roles and reasons are translated.
package templates

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"alur/model"
)

//go:embed en/*.yaml id/*.yaml
var files embed.FS

// Template is one ready-made process in one language.
type Template struct {
	// ID is the id of the process, the same in every language.
	ID string
	// Name is what the process is called in the language.
	Name string
	// File is the name under which faults in it are told.
	File string
	// First is true for those that a new shop begins with.
	First bool
	// Source is the definition, as procfile.Read takes it.
	Source []byte
}

// ids lists the templates in the order in which they are offered.
func ids() []string {
	return []string{
		"online-order", "return-of-goods", "office-supplies", "open-shop", "monthly-evaluation",
		"stock-count", "close-shop", "it-upkeep", "recruiting", "quarterly-plan",
	}
}

// first is how many of them a new shop begins with: one of each kind with what
// it runs, and one for every day. The others are there when they are wanted.
const first = 5

// All lists the templates in a language, English where it is not known, in
// the order in which they are offered.
func All(lang model.Lang) []Template {
	var all []Template
	for _, id := range ids() {
		if t, ok := Get(id, lang); ok {
			all = append(all, t)
		}
	}
	return all
}

// Get returns a template by its id, and whether there is one.
func Get(id string, lang model.Lang) (Template, bool) {
	if lang != model.Indonesian {
		lang = model.English
	}
	name := fmt.Sprintf("%s/%s.yaml", lang, id)
	source, err := files.ReadFile(name)
	if err != nil {
		return Template{}, false
	}
	return Template{
		ID: id, Name: nameIn(string(source)), File: name, Source: source,
		First: slices.Index(ids(), id) < first,
	}, true
}

// nameIn finds the name of a process without reading the whole definition.
func nameIn(source string) string {
	for line := range strings.Lines(source) {
		if name, ok := strings.CutPrefix(line, "process:"); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// SetUp is the process of the first real task of a new shop, in a language.
// It is not among those that are offered: the first run puts it in force.
func SetUp(lang model.Lang) Template {
	t, _ := Get("set-up-shop", lang)
	return t
}
