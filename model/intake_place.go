package model

import (
	"strconv"
	"strings"
)

// spot is where a field stands in a delivery: names and positions parted by
// points, "*" for every entry of a list, and at its end either a name or a text
// with the names of an object in braces: "line_items.*.{quantity} x {name}".
// After " else " follows what is taken where nothing stands there, or for a
// field with answers something that is none of them.
type spot struct {
	// path is the place as it is written, without its else.
	path  string
	parts []string
	other string
}

// everyEntry stands for every entry of a list.
const everyEntry = "*"

// elseWord parts a place from what is taken in its stead.
const elseWord = " else "

// parsePlace reads a place; ok is false for what is none.
func parsePlace(text string) (p spot, ok bool) {
	p.path, p.other, ok = strings.Cut(text, elseWord)
	p.path, p.other = strings.TrimSpace(p.path), strings.TrimSpace(p.other)
	if ok && p.other == "" {
		return p, false
	}
	p.parts = strings.Split(p.path, ".")
	for i, part := range p.parts {
		filled := strings.ContainsAny(part, "{}")
		switch {
		case part == "" || strings.TrimSpace(part) != part || strings.ContainsAny(part, "[]\"'"):
			return p, false
		case filled && (i < len(p.parts)-1 || len(bracedNames(part)) == 0):
			return p, false
		}
	}
	return p, true
}

// placeNamed is the place of a name of the whole delivery.
func placeNamed(name string) spot { return spot{path: name, parts: []string{name}} }

// place is where the start field of a name is looked for.
func (s Start) place(field string) spot {
	for _, m := range s.Map {
		if p, ok := parsePlace(m.Path); ok && m.Field == field {
			return p
		}
	}
	return placeNamed(field)
}

// several reports whether a place is that of many values.
func (p spot) several() bool {
	for _, part := range p.parts {
		if part == everyEntry {
			return true
		}
	}
	return false
}

// bracedNames are the names in braces of a text; none where the braces don't
// fit.
func bracedNames(text string) []string {
	var names []string
	for {
		before, rest, ok := strings.Cut(text, "{")
		if strings.Contains(before, "}") {
			return nil
		}
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok || strings.TrimSpace(name) == "" || strings.Contains(name, "{") {
			return nil
		}
		names, text = append(names, name), after
	}
}

// value is what stands at a place of a document, in the form of a field.
func (p spot) value(f Field, doc any) (Value, error) {
	var v Value
	var err error
	if p.several() {
		v, err = fieldValue(f, p.all(doc))
	} else if found := follow(p.parts, doc); len(found) > 0 {
		v, err = fieldValue(f, found[0])
	}
	if p.other == "" {
		return v, err
	}
	if r := Refused(err); err == nil && v.Empty() || r != nil && r.Code == CodeNotAChoice {
		return ParseValue(f, p.other)
	}
	return v, err
}

// all are the values at a place with several.
func (p spot) all(doc any) []any {
	found := follow(p.parts, doc)
	if found == nil {
		found = []any{}
	}
	return found
}

// follow goes down a document by the parts of a place.
func follow(parts []string, at any) []any {
	if len(parts) == 0 {
		return []any{at}
	}
	part, rest := parts[0], parts[1:]
	switch at := at.(type) {
	case map[string]any:
		if names := bracedNames(part); len(names) > 0 && len(rest) == 0 {
			return filledIn(part, names, at)
		}
		if below, ok := at[part]; ok {
			return follow(rest, below)
		}
	case []any:
		if part == everyEntry {
			var found []any
			for _, entry := range at {
				found = append(found, follow(rest, entry)...)
			}
			return found
		}
		if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(at) {
			return follow(rest, at[i])
		}
	}
	return nil
}

// filledIn is a text with the values of an object in the places of their
// names; nothing where the object has none of them.
func filledIn(text string, names []string, object map[string]any) []any {
	var b strings.Builder
	said := false
	for _, name := range names {
		before, rest, _ := strings.Cut(text, "{"+name+"}")
		value, _ := jsonText(object[name])
		said = said || strings.TrimSpace(value) != ""
		b.WriteString(before + value)
		text = rest
	}
	if !said {
		return nil
	}
	return []any{strings.Join(strings.Fields(b.String()+text), " ")}
}

// checkPlace checks the place that a map names for a field.
func (c *compiler) checkPlace(path string, f Field, text string) {
	p, ok := parsePlace(text)
	if !ok {
		c.fault(path, Say{
			EN: "%q is no place in an event: write names and positions parted by points, as in order.lines.0.sku, lines.*.sku for every entry, or total else 0",
			ID: "%q bukan tempat dalam kiriman: tulis nama dan urutan dipisah titik, misalnya order.lines.0.sku, lines.*.sku untuk tiap entri, atau total else 0",
		}, text)
		return
	}
	if p.several() && f.Type != ListField {
		c.fault(path, Say{
			EN: "%q gives several values, and %s takes one: make it a list, or name an entry by its position",
			ID: "%q berisi beberapa nilai, dan %s hanya satu: jadikan list, atau sebut entri dengan urutannya",
		}, p.path, f.Name)
	}
	if p.other == "" {
		return
	}
	v, err := ParseValue(f, p.other)
	if err == nil {
		err = CheckValue(f, v, Values{})
	}
	if err != nil && f.Type != ScanField {
		c.fault(path, Say{EN: "what follows else does not fit: %s", ID: "yang ditulis setelah else tidak cocok: %s"}, sayable(err))
	}
}
