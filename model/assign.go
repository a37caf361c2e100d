package model

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// Assignment is a field that an Auto step sets, and what to: an expression on
// the fields of the case, in the language of conditions.
type Assignment struct {
	Field string `json:"field"`
	To    string `json:"to"`
}

// assignment is a compiled Assignment.
type assignment struct {
	field Field
	to    *condition
}

// checkSets compiles what automatic steps set. A field that is declared nowhere
// takes the type of what it is set to. It comes before the conditions, which
// may ask for any field.
func (c *compiler) checkSets() {
	for i, s := range c.flow.Process.Steps {
		for _, a := range s.Set {
			made, fault := c.assign(s, a)
			if fault != nil {
				fault.Path = stepPath(i, "set."+a.Field)
				c.faults = append(c.faults, *fault)
				made.to = &condition{text: a.To}
			}
			if _, known := c.flow.fields[a.Field]; !known && isFieldName(a.Field) {
				c.flow.fields[a.Field] = made.field
			}
			c.flow.sets[s.ID] = append(c.flow.sets[s.ID], made)
		}
	}
}

// assign compiles one, or says what is wrong with it.
func (c *compiler) assign(s Step, a Assignment) (assignment, *Fault) {
	field, known := c.flow.fields[a.Field]
	made := assignment{field: field}
	if !known {
		made.field = Field{Name: a.Field, Type: TextField}
	}
	switch {
	case !isFieldName(a.Field):
		return made, &Fault{What: Say{
			EN: "%q can't be the name of a field: begin with a small letter, then small letters, digits and _",
			ID: "%q tidak bisa menjadi nama isian: mulai dengan huruf kecil, lalu huruf kecil, angka dan _",
		}, Args: []any{a.Field}}
	case c.flow.Process.Key == a.Field:
		return made, &Fault{What: Say{
			EN: "%s is the key of the case, which stays as it is: set another field",
			ID: "%s adalah kunci kasus, yang tidak berubah: isi isian lain",
		}, Args: []any{a.Field}}
	case twiceIn(s.Set, a.Field):
		return made, &Fault{What: Say{EN: "%s is set twice here", ID: "%s diisi dua kali di sini"}, Args: []any{a.Field}}
	}
	to, kind, fault := compileValue(a.To, c.flow.fields)
	if fault != nil {
		return made, fault
	}
	made.to = to
	if !known {
		made.field.Type = typeOf(kind, to)
		return made, nil
	}
	return made, misfit(field, a.To, kind)
}

func twiceIn(all []Assignment, name string) bool {
	n := 0
	for _, a := range all {
		if a.Field == name {
			n++
		}
	}
	return n > 1
}

// typeOf is the type of a field that is declared nowhere: that of what it is
// set to, and money where money is reckoned with.
func typeOf(kind FieldType, to *condition) FieldType {
	if kind == "" {
		kind = NumberField // Of functions such as max the compiler does not know it.
	}
	if kind == NumberField && slices.ContainsFunc(to.uses, func(name string) bool { return to.fields[name].Type == MoneyField }) {
		return MoneyField
	}
	return kind
}

// misfit says that a field never holds such a value; nil where it may.
func misfit(field Field, text string, kind FieldType) *Fault {
	wanted := kindOf(field)
	if wanted == DateField || wanted == TimeField {
		wanted = TextField
	}
	if kind != "" && kind != wanted {
		return &Fault{What: Say{
			EN: "%s is %s, and %s gives %s: set it to a value of its own kind",
			ID: "%s berjenis %s, sedangkan %s menghasilkan %s: isi dengan nilai yang sejenis",
		}, Args: []any{field.Name, field.TypeText(), text, string(kind)}}
	}
	tree, err := parser.Parse(text)
	if err != nil {
		return nil
	}
	if said, ok := tree.Node.(*ast.StringNode); ok && said.Value != "" {
		if err := CheckValue(field, Value{Text: said.Value}, nil); field.Type != ScanField && err != nil {
			return &Fault{What: Say{EN: "%s", ID: "%s"}, Args: []any{sentence(err)}}
		}
	}
	return nil
}

// kindOfResult is what an expression gives, as far as the compiler knows:
// number, yes/no, list or text; empty where it does not.
func kindOfResult(t reflect.Type) FieldType {
	switch {
	case t == nil:
		return ""
	case numeric(t):
		return NumberField
	case t.Kind() == reflect.Bool:
		return YesNoField
	case t.Kind() == reflect.String:
		return TextField
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
		return ListField
	}
	return ""
}

// assigned works out what an automatic step sets, with the values that
// decided. The error is a *Held.
func (f *Flow) assigned(s *Step, fields Values) (set, used Values, err error) {
	return assigned(f.sets[s.ID], fields)
}

func assigned(all []assignment, fields Values) (set, used Values, err error) {
	for _, a := range all {
		out, from, err := a.to.reckon(fields)
		var v Value
		if err == nil {
			v, err = a.value(out, fields)
		}
		var held *Held
		if errors.As(err, &held) {
			held.Sets = a.field.Name
		}
		if err != nil {
			return nil, nil, err
		}
		if set == nil {
			set, used = Values{}, Values{}
		}
		set[a.field.Name] = v
		for name, value := range from {
			used[name] = value
		}
	}
	return set, used, nil
}

// decimals of what is reckoned: as many as anybody reads, and few enough that
// 0.1 + 0.2 is 0.3.
const (
	numberDecimals = 6
	moneyDecimals  = 2
)

// value is a result in the form of its field.
func (a assignment) value(out any, fields Values) (Value, error) {
	unfit := func(text string) error { return &Held{Code: HeldUnfitValue, When: a.to.text, Value: shorten(text)} }
	var v Value
	switch out := out.(type) {
	case float64:
		if math.IsNaN(out) || math.IsInf(out, 0) {
			return Value{}, &Held{Code: HeldRange, When: a.to.text}
		}
		v.Text = roundedText(out, a.field.Type)
	case int:
		v.Text = strconv.Itoa(out)
	case bool:
		v.Text = map[bool]string{true: "yes", false: "no"}[out]
	case string:
		v.Text = out
	case []string:
		v.Items = slices.Clone(out)
	case []any:
		for _, entry := range out {
			text, ok := entry.(string)
			if !ok {
				return Value{}, unfit("[…]")
			}
			v.Items = append(v.Items, text)
		}
	default:
		return Value{}, unfit("?")
	}
	if a.field.Type != ListField && len(v.Items) == 0 {
		same, err := ParseValue(a.field, v.Text)
		if err != nil {
			return Value{}, unfit(v.Text)
		}
		v = same
	}
	if err := CheckValue(a.field, v, fields); err != nil {
		return Value{}, unfit(v.String())
	}
	return v, nil
}

func roundedText(n float64, t FieldType) string {
	places := numberDecimals
	if t == MoneyField {
		places = moneyDecimals
	}
	const exact = 1e9 // Beyond it a float has no decimals worth rounding.
	if math.Abs(n) < exact {
		scale := math.Pow10(places)
		n = math.Round(n*scale) / scale
	}
	if n == 0 {
		n = 0 // Not -0.
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// fills are the fields that a step fills in: those it records, and those that
// alur sets in it.
func (f *Flow) fills(s *Step) []Field {
	if len(f.sets[s.ID]) == 0 {
		return s.Record
	}
	all := slices.Clone(s.Record)
	for _, a := range f.sets[s.ID] {
		all = append(all, a.setField())
	}
	return all
}

// setField is the field as it is after it was set: a text that was reckoned may
// be empty.
func (a assignment) setField() Field {
	field := a.field
	field.Optional = kindOf(field) != NumberField && field.Type != YesNoField
	return field
}
