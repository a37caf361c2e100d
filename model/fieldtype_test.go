package model_test

import (
	"reflect"
	"strings"
	"testing"

	"alur/model"

	"pgregory.net/rapid"
)

func TestFieldTypesOfTheDesign(t *testing.T) {
	for text, want := range map[string]model.Field{
		"text":                {Type: model.TextField},
		"text?":               {Type: model.TextField, Optional: true},
		"phone?":              {Type: model.PhoneField, Optional: true},
		"yes/no":              {Type: model.YesNoField},
		"money":               {Type: model.MoneyField},
		"money -50..50":       {Type: model.MoneyField, Min: "-50", Max: "50"},
		"money -50..":         {Type: model.MoneyField, Min: "-50"},
		"list":                {Type: model.ListField},
		"number":              {Type: model.NumberField},
		"number kg 0.1..30":   {Type: model.NumberField, Unit: "kg", Min: "0.1", Max: "30"},
		"number  kg 0.10..30": {Type: model.NumberField, Unit: "kg", Min: "0.1", Max: "30"},
		"number 1..5?":        {Type: model.NumberField, Min: "1", Max: "5", Optional: true},
		"number 1..5 ?":       {Type: model.NumberField, Min: "1", Max: "5", Optional: true},
		"number -5..":         {Type: model.NumberField, Min: "-5"},
		"number °C ..4":       {Type: model.NumberField, Unit: "°C", Max: "4"},
		"scan":                {Type: model.ScanField},
		"scan = order_no":     {Type: model.ScanField, Equals: "order_no"},
		"scan=order_no?":      {Type: model.ScanField, Equals: "order_no", Optional: true},
		"prepaid | cod":       {Type: model.ChoiceField, Choices: []string{"prepaid", "cod"}},
		"tunai|QRIS|utang?":   {Type: model.ChoiceField, Choices: []string{"tunai", "QRIS", "utang"}, Optional: true},
	} {
		want.Name = "label"
		got, err := model.ParseField("label", text)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("ParseField(%q) = %+v, %v", text, got, err)
		}
	}
}

func TestFieldTypesThatAreRefusedSayHowToMendThem(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"qty", "nummber", `did you mean "number"?`},
		{"qty", "angka", `did you mean "number"?`},
		{"foto", "gambar", `use text, number, money`},
		{"weight", "number kg 30..0.1", `"30..0.1" is not a range`},
		{"weight", "number kg ..", `".." is not a range`},
		{"weight", "number 5", `"5" is not a unit`},
		{"label", "scan order_no", `scan = order_no`},
		{"size", "small | ", `different words parted by |`},
		{"size", "small | Small", `different words parted by |`},
		{"order no", "text", `the field name "order no"`},
		{"2nd", "text", `the field name "2nd"`},
		{"note", "", `there is no type ""`},
	} {
		_, err := model.ParseField(c.name, c.text)
		r := model.Refused(err)
		if r == nil || r.Code != model.CodeBadType || !strings.Contains(r.Error(), c.want) {
			t.Errorf("ParseField(%q, %q): %v", c.name, c.text, err)
		}
	}
}

// anyField draws a field as ParseField could have read it.
func anyField(t *rapid.T) model.Field {
	f := model.Field{
		Name:     rapid.StringMatching(`[a-z][a-z0-9_]{0,9}`).Draw(t, "name"),
		Optional: rapid.Bool().Draw(t, "optional"),
		Type: rapid.SampledFrom([]model.FieldType{
			model.TextField, model.NumberField, model.MoneyField, model.DateField, model.TimeField, model.YesNoField,
			model.ChoiceField, model.ListField, model.PersonField, model.PhoneField, model.FileField, model.ScanField,
		}).Draw(t, "type"),
	}
	switch f.Type {
	case model.NumberField:
		f.Unit = rapid.SampledFrom([]string{"", "kg", "per box", "°C"}).Draw(t, "unit")
		f.Min = rapid.SampledFrom([]string{"", "-2.5", "0", "0.1"}).Draw(t, "min")
		f.Max = rapid.SampledFrom([]string{"", "0.1", "30", "1000000.75"}).Draw(t, "max")
	case model.ChoiceField:
		f.Choices = rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,5}( [a-z]{1,5})?`), 2, 5, rapid.ID[string]).Draw(t, "choices")
	case model.ScanField:
		f.Equals = rapid.SampledFrom([]string{"", "order_no", "sku"}).Draw(t, "equals")
	}
	return f
}

func TestAFieldTypeIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyField(t)
		got, err := model.ParseField(f.Name, f.TypeText())
		if err != nil || !reflect.DeepEqual(got, f) {
			t.Fatalf("%+v, written %q, read as %+v, %v", f, f.TypeText(), got, err)
		}
	})
}
