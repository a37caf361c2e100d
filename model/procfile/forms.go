package procfile

import (
	"strings"

	"alur/model"
)

// Patterns of single values. Those who read them are editors in many
// languages, so they hold nothing but what all of these understand.
const (
	idPattern     = `^[a-z0-9_-]+$`
	namePattern   = `[A-Za-z][A-Za-z0-9_]*`
	spanPattern   = `([0-9]{1,6}[mhdw])+`
	clockPattern  = `([01]?[0-9]|2[0-3]):[0-5][0-9]`
	digitsPattern = `[0-9]+(\.[0-9]+)?`
	rangePattern  = `(-?` + digitsPattern + `\.\.(-?` + digitsPattern + `)?|\.\.-?` + digitsPattern + `)`
	placePattern  = `[^.\[\]"'\s]([^.\[\]"']*[^.\[\]"'\s])?`
	slotPattern   = `[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}`
	slotsPattern  = `([Cc][Ll][Oo][Ss][Ee][Dd]|[Tt][Uu][Tt][Uu][Pp]|` + slotPattern + `(, ?` + slotPattern + `)*)`
	daysPattern   = `[A-Za-z]{3,}(-[A-Za-z]{3,})?`
	answerPattern = `[^|]*[^|?\s]\s*`
)

// textForm is a text of a length. YAML takes some texts for numbers; the
// reader takes them as they were typed.
func textForm(most int) form {
	return func(model.Lang) object {
		return object{"type": []string{"string", "number"}, "pattern": `\S`, "maxLength": most}
	}
}

func lineForm(l model.Lang) object { return textForm(maxLine)(l) }

// patternForm is a text of a form, with examples of it.
func patternForm(pattern string, examples ...string) form {
	return func(model.Lang) object {
		o := object{"type": []string{"string", "number"}, "pattern": pattern, "maxLength": maxLine}
		if len(examples) > 0 {
			o["examples"] = examples
		}
		return o
	}
}

// strict is a text of a form that no number has.
func strict(pattern string, examples ...string) form {
	return func(l model.Lang) object {
		o := patternForm(pattern, examples...)(l)
		o["type"] = "string"
		return o
	}
}

func wordForm(words ...string) form {
	return func(model.Lang) object { return object{"enum": words} }
}

func listForm(one form) form {
	return func(l model.Lang) object {
		return object{"anyOf": []object{one(l), {"type": "array", "items": one(l), "minItems": 1}}}
	}
}

// namesForm is a mapping whose keys are the owner's own words.
func namesForm(names object, value form) form {
	return func(l model.Lang) object {
		o := object{"type": "object", "additionalProperties": value(l), "minProperties": 1}
		if names != nil {
			o["propertyNames"] = names
		}
		return o
	}
}

func fieldNames() object { return object{"pattern": "^" + namePattern + "$"} }

func idForm(l model.Lang) object { return patternForm(idPattern)(l) }

// stepIDForm is an id that can't be read as a place to go to.
func stepIDForm(l model.Lang) object {
	o := idForm(l)
	o["not"] = object{"enum": []string{model.ToNext, model.ToEnd, model.ToStop}}
	return o
}

func thenForm(l model.Lang) object {
	o := idForm(l)
	o["not"] = object{"enum": []string{model.ToNext}}
	return o
}

func fieldNameForm(l model.Lang) object { return strict("^" + namePattern + "$")(l) }

func spanForm(l model.Lang) object { return strict("^"+spanPattern+"$", "15m", "4h", "2d")(l) }

func clockForm(l model.Lang) object {
	return strict(`^([01][0-9]|2[0-3]):[0-5][0-9]$`, "09:00")(l)
}

func dueForm(l model.Lang) object {
	return strict("^("+spanPattern+"|(next workday +)?"+clockPattern+"|"+namePattern+"( *- *([0-9]{1,6}[dw])+)?)$",
		"4h", "1d", "16:00", "next workday 10:00")(l)
}

func lateForm(l model.Lang) object {
	return strict(`^(`+model.TellOwner+`|take +\S.*|start +[a-z0-9_-]+)$`, model.TellOwner)(l)
}

func eachForm(l model.Lang) object {
	return strict("^(" + namePattern + `|everyone in +\S.*)$`)(l)
}

func hoursForm(l model.Lang) object {
	return strict("^"+daysPattern+" +"+slotsPattern+"( +"+daysPattern+" +"+slotsPattern+")*$", "mon-fri 08:00-17:00 sat 08:00-12:00")(l)
}

func placesForm(l model.Lang) object {
	return namesForm(fieldNames(), patternForm("^"+placePattern+`(\.`+placePattern+")*$"))(l)
}

func targetsForm(l model.Lang) object { return listForm(idForm)(l) }

func outcomeForm(l model.Lang) object { return namesForm(nil, targetsForm)(l) }

func setForm(l model.Lang) object { return namesForm(fieldNames(), lineForm)(l) }

func urlForm(l model.Lang) object {
	return strict(`^https?://[^\s/@#]+(/[^\s#]*)?$`, "https://example.com/orders")(l)
}

func branchForm(l model.Lang) object { return namesForm(nil, targetsForm)(l) }

func reasonForm(l model.Lang) object { return namesForm(nil, listForm(lineForm))(l) }

func checklistForm(l model.Lang) object {
	one := []object{lineForm(l), mappingOf(checkKeys(), l)}
	list := object{"type": "array", "items": object{"anyOf": one}, "minItems": 1}
	return object{"anyOf": append(one, list)}
}

func stepsForm(l model.Lang) object {
	return object{
		"type": "array", "minItems": 1, "maxItems": maxSteps,
		"items": object{"anyOf": []object{lineForm(l), {"$ref": "#/definitions/step"}}},
	}
}

func fieldsForm(l model.Lang) object {
	ref := func(model.Lang) object { return object{"$ref": "#/definitions/field"} }
	return namesForm(fieldNames(), ref)(l)
}

// fieldTypeForm is the type of a field, as model.ParseField reads it.
func fieldTypeForm(l model.Lang) object {
	var plain, words []string
	for _, t := range []model.FieldType{
		model.TextField, model.NumberField, model.MoneyField, model.DateField, model.TimeField, model.YesNoField,
		model.ListField, model.PersonField, model.PhoneField, model.FileField, model.ScanField,
	} {
		plain = append(plain, string(t))
		words = append(words, string(t), string(t)+"?")
	}
	typed := strings.Join([]string{
		strings.Join(plain, "|"),
		`number( +[^0-9?|\s]+)*( +` + rangePattern + `)?`,
		`money +` + rangePattern,
		`scan *= *` + namePattern,
		answerPattern + `(\|` + answerPattern + `)+`,
	}, "|")
	return object{
		"description": model.Say{
			EN: "The type of the field, with ? at its end where it may stay empty: text, number kg 0.1..30, money, date, time, yes/no, list, person, phone, file, scan = order_no, or answers: small | large.",
			ID: "Jenis isian, dengan ? di akhir bila boleh kosong: text, number kg 0.1..30, money, date, time, yes/no, list, person, phone, file, scan = no_pesanan, atau pilihan: kecil | besar.",
		}.In(l),
		"anyOf": []object{{"enum": words}, {"type": "string", "pattern": "^(" + typed + `)\s*\??$`, "maxLength": maxLine}},
	}
}
