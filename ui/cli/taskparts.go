package cli

import (
	"strconv"
	"strings"

	"alur/model"
)

// tick finds one line of the checklist: by its place from 1, by its key, or
// by its text or a begin of it that only one line has.
func (t *target) tick(items []model.Item, word string) (string, error) {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(items) {
		return items[n-1].Key, nil
	}
	var texts, begins []string
	for _, item := range items {
		if item.Key == word || strings.EqualFold(item.Text, word) {
			return item.Key, nil
		}
		texts = append(texts, item.Text)
		if strings.HasPrefix(strings.ToLower(item.Text), strings.ToLower(word)) {
			begins = append(begins, item.Key)
		}
	}
	if len(begins) == 1 {
		return begins[0], nil
	}
	if len(begins) > 1 {
		return "", fail(model.Say{
			EN: "Several lines of %s begin with %q. Say its number: %s.",
			ID: "Beberapa baris di %s diawali %q. Sebut nomornya: %s.",
		}, t.ref(), word, numbered(texts))
	}
	if len(items) == 0 {
		return "", fail(model.Say{
			EN: "%s has nothing to tick.",
			ID: "%s tidak punya apa pun untuk dicentang.",
		}, t.ref())
	}
	return "", fail(model.Say{
		EN: "%s has no line %q to tick. It has: %s.",
		ID: "%s tidak punya baris %q untuk dicentang. Yang ada: %s.",
	}, t.ref(), word, numbered(texts))
}

func numbered(texts []string) string {
	parts := make([]string, len(texts))
	for i, text := range texts {
		parts[i] = strconv.Itoa(i+1) + " " + text
	}
	return strings.Join(parts, "; ")
}

// values reads the --set flags of a task into the fields its step records.
func (t *target) values(pairs []string) (model.Values, error) {
	return readValues(pairs, t.step.Record, model.Say{
		EN: t.ref().String() + " does not record %q",
		ID: t.ref().String() + " tidak mencatat %q",
	})
}

// readValues reads FIELD=VALUE pairs into fields.
func readValues(pairs []string, fields []model.Field, unknownField model.Say) (model.Values, error) {
	values := model.Values{}
	for _, pair := range pairs {
		name, raw, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, misuse(model.Say{
				EN: "--set takes FIELD=VALUE, not %q.",
				ID: "--set butuh ISIAN=NILAI, bukan %q.",
			}, pair)
		}
		field, err := fieldNamed(fields, strings.TrimSpace(name), unknownField)
		if err != nil {
			return nil, err
		}
		v, err := model.ParseGiven(field, raw)
		if err != nil {
			return nil, err
		}
		values[field.Name] = v
	}
	return values, nil
}

func fieldNamed(fields []model.Field, name string, unknownField model.Say) (model.Field, error) {
	var names []string
	if f, ok := model.FieldNamed(fields, name); ok {
		return f, nil
	}
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return model.Field{}, unknown(unknownField, name, names)
}
