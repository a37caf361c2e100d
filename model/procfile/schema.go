package procfile

import (
	"bytes"
	"encoding/json"

	"alur/model"
)

// object is a piece of a JSON schema.
type object map[string]any

// form is what an editor knows of a value: a schema whose help is in a
// language.
type form func(model.Lang) object

// Schema is the format as a JSON schema (draft-07) for editors, with help for
// every key in a language. It is made of the declaration of keys by which
// files are read, so that both know the same words. It sees shapes and single
// values; what hangs on other lines, such as the id of a step, only Read
// sees. A text that is nothing but true, false or null is read as it stands
// and wants quotes here.
func Schema(l model.Lang) []byte {
	root := object{
		"$schema": "http://json-schema.org/draft-07/schema#",
		"title": model.Say{
			EN: "A process of alur", ID: "Proses alur",
		}.In(l),
		"description": model.Say{
			EN: "How one sort of work is done: its steps, who does them, and by which standard.",
			ID: "Bagaimana satu macam pekerjaan dilakukan: langkahnya, siapa yang mengerjakan, dan dengan standar apa.",
		}.In(l),
		"definitions": object{
			"step":  mappingOf(stepKeys(), l),
			"field": fieldTypeForm(l),
		},
	}
	for name, value := range mappingOf(processKeys(), l) {
		root[name] = value
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		panic("procfile: the schema holds what is no JSON: " + err.Error())
	}
	return out.Bytes()
}

// mappingOf is a mapping whose keys belong to the format.
func mappingOf(words keys, l model.Lang) object {
	properties := object{}
	for _, word := range words.known {
		property := object{"description": word.help.In(l)}
		for name, value := range word.form(l) {
			property[name] = value
		}
		properties[word.name] = property
	}
	all := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(words.need) > 0 {
		all["required"] = words.need
	}
	if words.together != nil {
		for name, value := range words.together(l) {
			all[name] = value
		}
	}
	return all
}

func nested(words func() keys) form {
	return func(l model.Lang) object {
		o := mappingOf(words(), l)
		o["minProperties"] = 1
		return o
	}
}

// startRules are what the keys of start say of each other.
func startRules(model.Lang) object {
	every := func(periods []string, then object) object {
		return object{
			"if":   object{"required": []string{"every"}, "properties": object{"every": object{"enum": periods}}},
			"then": object{"properties": then},
		}
	}
	return object{
		"dependencies": object{
			"at":        []string{"every"},
			"if_closed": []string{"every"},
			"missed":    []string{"every"},
			"map":       []string{"on"},
			"every":     object{"properties": object{"map": false, "ask": object{"additionalProperties": object{"pattern": `\?\s*$`}}}},
		},
		"allOf": []object{
			every([]string{string(model.EveryDay), string(model.EveryWeekday)}, object{"on": false}),
			every([]string{string(model.EveryWeek)}, object{"on": object{"enum": weekdays()}}),
			every([]string{string(model.EveryMonth), string(model.EveryQuarter), string(model.EveryYear)}, object{"on": object{
				"anyOf": []object{
					{"type": "integer", "minimum": 1, "maximum": 31},
					{"type": "string", "pattern": `^([1-9]|[12][0-9]|3[01]|last|first workday|last workday)$`},
				},
			}}),
		},
	}
}

func weekdays() []string {
	var all []string
	for _, l := range model.Langs() {
		for _, day := range model.Weekdays() {
			all = append(all, day.In(l))
		}
	}
	return all
}

func periods() []string {
	return []string{
		string(model.EveryDay), string(model.EveryWeekday), string(model.EveryWeek),
		string(model.EveryMonth), string(model.EveryQuarter), string(model.EveryYear),
	}
}

// stepRules are what the keys of a step say of each other: it has one kind,
// and what a person needs goes with what a person does.
func stepRules(model.Lang) object {
	kinds := []model.StepKind{model.Do, model.Auto, model.Wait, model.Choose, model.Run}
	barred := map[model.StepKind][]string{
		model.Auto:   {"role", "check", "record", "outcomes", "each"},
		model.Wait:   {"each"},
		model.Choose: {"role", "check", "record", "outcomes", "each"},
		model.Run:    {"check", "record", "each"},
	}
	dependencies := object{
		"notify":  []string{string(model.Auto)},
		"say":     []string{"notify"},
		"set":     []string{string(model.Auto)},
		"send":    []string{string(model.Auto)},
		"late":    []string{"due"},
		"reasons": []string{"outcomes"},
	}
	var one []object
	for _, kind := range kinds {
		one = append(one, object{"required": []string{string(kind)}})
		properties := object{}
		for _, other := range kinds {
			if other != kind {
				properties[string(other)] = false
			}
		}
		for _, word := range barred[kind] {
			properties[word] = false
		}
		if kind == model.Run {
			properties["outcomes"] = object{"propertyNames": object{"enum": []string{model.RunFinished, model.RunCancelled}}}
		}
		dependencies[string(kind)] = object{"properties": properties}
	}
	return object{"anyOf": one, "dependencies": dependencies}
}
