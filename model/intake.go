package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Delivery is what another program sent: one JSON object, such as the order of
// a web shop.
type Delivery struct{ doc map[string]any }

// The codes of what is wrong with a delivery as a whole.
const (
	// CodeBadJSON: the body is no JSON object.
	CodeBadJSON Code = "bad_json"
	// CodeDeepJSON: lists and objects are nested too deeply.
	CodeDeepJSON Code = "deep_json"
)

// deepestJSON is how many lists and objects may stand in each other.
const deepestJSON = 32

// ParseDelivery reads the body of a delivery. The error is a *Refusal with
// CodeBadJSON or CodeDeepJSON.
func ParseDelivery(body []byte) (Delivery, error) {
	if depthOf(body) > deepestJSON {
		return Delivery{}, refuse(CodeDeepJSON, Say{
			EN: "Lists and objects stand more than %d deep in each other.",
			ID: "Daftar dan objek bersarang lebih dari %d lapis.",
		}, deepestJSON)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var doc any
	if err := d.Decode(&doc); err != nil {
		return Delivery{}, badJSON(err, len(body))
	}
	if end := d.InputOffset(); len(bytes.TrimSpace(body[end:])) > 0 {
		return Delivery{}, refuse(CodeBadJSON, Say{
			EN: "The body has to be one JSON object, and more follows after byte %d.",
			ID: "Isinya harus satu objek JSON, tetapi masih ada sesuatu setelah byte %d.",
		}, end)
	}
	object, ok := doc.(map[string]any)
	if !ok {
		return Delivery{}, refuse(CodeBadJSON, Say{
			EN: "The body has to be one JSON object, as in {\"order_no\": \"A-1\"}.",
			ID: "Isinya harus satu objek JSON, misalnya {\"order_no\": \"A-1\"}.",
		})
	}
	return Delivery{doc: object}, nil
}

// badJSON says where a body stops being JSON, or that it ends too soon.
func badJSON(err error, size int) error {
	var wrong *json.SyntaxError
	switch {
	case size == 0:
		return refuse(CodeBadJSON, Say{EN: "The body is empty.", ID: "Isinya kosong."})
	case errors.As(err, &wrong) && wrong.Offset > 0 && wrong.Error() != endsTooSoon:
		return refuse(CodeBadJSON, Say{
			EN: "The body is no JSON: it can't be read at byte %d.",
			ID: "Isinya bukan JSON: tidak terbaca di byte %d.",
		}, wrong.Offset)
	}
	return refuse(CodeBadJSON, Say{
		EN: "The body is cut: its JSON is not at an end after %d bytes.",
		ID: "Isinya terpotong: JSON-nya belum selesai setelah %d byte.",
	}, size)
}

// endsTooSoon is what the reader of JSON says of a text that is cut.
const endsTooSoon = "unexpected end of JSON input"

// depthOf is how deep brackets stand in each other, outside of texts. It is
// reckoned before anything is decoded, which takes memory for each.
func depthOf(body []byte) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

// IntakeFault is what keeps one field from being taken out of a delivery.
type IntakeFault struct {
	// Field is the name of the field, Path the place where it was looked for.
	Field, Path string
	Why         Sayable
}

// Start reads what a case of a process begins with: from the places that the
// process maps, else from a name that is the field's own. It lists all that is
// wrong, by field.
func (d Delivery) Start(p Process) (Values, IntakeFaults) {
	values, faults := Values{}, IntakeFaults(nil)
	for _, f := range p.Start.Ask {
		at := p.Start.place(f.Name)
		v, err := at.value(f, d.doc)
		switch {
		case err != nil:
			faults = append(faults, IntakeFault{f.Name, at.path, sayable(err)})
		case v.Empty() && !f.Optional:
			faults = append(faults, IntakeFault{f.Name, at.path, d.nothingAt(f, at)})
		case !v.Empty():
			values[f.Name] = v
		}
	}
	for _, f := range p.Start.Ask {
		if err := CheckValue(f, values[f.Name], values); err != nil {
			faults = append(faults, IntakeFault{f.Name, p.Start.place(f.Name).path, sayable(err)})
		}
	}
	return values, faults
}

// News is what a delivery says of a step that waits.
type News struct {
	// Key is that of the case; empty where the delivery holds none.
	Key             string
	Outcome, Reason string
	Values          Values
}

// News reads what a delivery says of a step: the key of the case where the
// start of a case finds it, else under the field's own name, since a courier
// knows nothing of what the web shop calls it; "outcome", "reason", and what the
// step records by the names of its fields.
func (d Delivery) News(p Process, s *Step) (News, IntakeFaults) {
	n := News{Values: Values{}}
	var faults IntakeFaults
	take := func(at spot, f Field) Value {
		v, err := at.value(f, d.doc)
		if err == nil && !v.Empty() {
			err = CheckValue(f, v, n.Values)
		}
		if err != nil {
			faults = append(faults, IntakeFault{f.Name, at.path, sayable(err)})
		}
		return v
	}
	for _, f := range p.Start.Ask {
		if f.Name == p.Key {
			n.Key = take(p.Start.place(f.Name), f).Text
			if n.Key == "" && len(faults) == 0 {
				n.Key = take(placeNamed(f.Name), f).Text
			}
		}
	}
	text := func(name string) string {
		return take(placeNamed(name), Field{Name: name, Type: TextField}).Text
	}
	if n.Key == "" {
		n.Key = text("key")
	}
	n.Outcome, n.Reason = text("outcome"), text("reason")
	for _, f := range s.Record {
		if f.Type == ScanField {
			f.Equals = "" // The fields of the case are not known here; Decide compares.
		}
		if v := take(placeNamed(f.Name), f); !v.Empty() {
			n.Values[f.Name] = v
		}
	}
	return n, faults
}

// nothingAt says that a needed field is empty, or is not there, and what is.
func (d Delivery) nothingAt(f Field, at spot) Reason {
	if len(follow(at.parts, d.doc)) > 0 {
		return because(Say{
			EN: "%s is needed, and what stands at %s is empty.",
			ID: "%s harus ada, dan yang ada di %s kosong.",
		}, nameLabel(f.Name), at.path)
	}
	const shown = 12
	names := slices.Sorted(maps.Keys(d.doc))
	for i, name := range names {
		names[i] = shorten(name)
	}
	if len(names) > shown {
		names = append(names[:shown], "…")
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	return because(Say{
		EN: "%s is needed, and nothing stands at %s. There is: %s.",
		ID: "%s harus ada, dan tidak ada apa pun di %s. Yang ada: %s.",
	}, nameLabel(f.Name), at.path, strings.Join(names, ", "))
}

// sayable is an error in words; those of values are refusals.
func sayable(err error) Sayable {
	if r := Refused(err); r != nil {
		return r
	}
	return verbatim(err.Error())
}

// jsonText is a value of JSON that is no list and no object as a text; ok is
// false for those two.
func jsonText(v any) (text string, ok bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		if f, err := v.Float64(); err == nil && strings.ContainsAny(v.String(), "eE") {
			return strconv.FormatFloat(f, 'f', -1, 64), true
		}
		return v.String(), true
	}
	return "", false
}

// fieldValue reads a value of JSON into the form of a field.
func fieldValue(f Field, v any) (Value, error) {
	if list, ok := v.([]any); ok {
		return listValue(f, list)
	}
	text, ok := jsonText(v)
	if !ok {
		return Value{}, badValue(f, "{…}", Say{EN: "one value: name a part of the object, as in billing.phone", ID: "satu nilai: sebut bagian objeknya, misalnya billing.phone"})
	}
	return ParseValue(f, momentPart(f, strings.TrimSpace(text)))
}

// listValue reads a list of JSON; its entries may have commas.
func listValue(f Field, list []any) (Value, error) {
	if f.Type != ListField {
		return Value{}, badValue(f, "[…]", Say{EN: "one value: name an entry by its position, as in lines.0.sku", ID: "satu nilai: sebut entri dengan urutannya, misalnya lines.0.sku"})
	}
	var v Value
	for _, entry := range list {
		text, ok := jsonText(entry)
		if !ok {
			return Value{}, badValue(f, "[{…}]", Say{EN: "a list of texts: name a part of every entry, as in line_items.*.name", ID: "daftar teks: sebut bagian dari tiap entri, misalnya line_items.*.name"})
		}
		if text = strings.TrimSpace(CleanText(text)); !saysNothing(text) {
			v.Items = append(v.Items, text)
		}
	}
	return v, nil
}

// momentPart is the date or the time of day of a moment, as it is written
// there; any other text stays.
func momentPart(f Field, text string) string {
	const date, clock = len("2006-01-02"), len("2006-01-02T15:04")
	if f.Type != DateField && f.Type != TimeField {
		return text
	}
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if _, err := time.Parse(form, text); err != nil {
			continue
		}
		if f.Type == DateField {
			return text[:date]
		}
		return text[date+1 : clock]
	}
	return text
}

// IntakeFaults is an error: all that keeps a delivery from being taken.
type IntakeFaults []IntakeFault

// Error is that of error.
func (f IntakeFaults) Error() string { return f.In(English) }

// In says them in a language, one after the other.
func (f IntakeFaults) In(l Lang) string {
	texts := make([]string, len(f))
	for i, fault := range f {
		texts[i] = fault.Why.In(l)
	}
	return strings.Join(texts, "; ")
}
