package model

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// FieldType is the type of a recorded value.
type FieldType string

// The types of a field.
const (
	TextField   FieldType = "text"
	NumberField FieldType = "number"
	MoneyField  FieldType = "money"
	DateField   FieldType = "date"
	TimeField   FieldType = "time"
	YesNoField  FieldType = "yes/no"
	ChoiceField FieldType = "choice"
	ListField   FieldType = "list"
	PersonField FieldType = "person"
	PhoneField  FieldType = "phone"
	FileField   FieldType = "file"
	ScanField   FieldType = "scan"
)

// Field is one value that a case is asked for, at its start or by a step.
type Field struct {
	Name string    `json:"name"`
	Type FieldType `json:"type"`
	// Optional fields may stay empty.
	Optional bool `json:"optional,omitempty"`
	// Unit follows a number on screen: "kg".
	Unit string `json:"unit,omitempty"`
	// Min and Max bound a number; decimal text, empty for no bound.
	Min string `json:"min,omitempty"`
	Max string `json:"max,omitempty"`
	// Choices are the answers of a choice.
	Choices []string `json:"choices,omitempty"`
	// Equals names the field a scan must be equal to.
	Equals string `json:"equals,omitempty"`
}

// Value is a recorded value in canonical form: numbers and money with a point
// and no grouping, dates as 2006-01-02, times as 15:04, yes/no as "yes" and
// "no". Only a list has Items. The zero Value is an empty one.
type Value struct {
	Text  string
	Items []string
}

// Empty reports whether nothing was recorded.
func (v Value) Empty() bool { return v.Text == "" && len(v.Items) == 0 }

// Equal reports whether two values are the same.
func (v Value) Equal(w Value) bool {
	if v.Text != w.Text || len(v.Items) != len(w.Items) {
		return false
	}
	for i, item := range v.Items {
		if item != w.Items[i] {
			return false
		}
	}
	return true
}

// String is the value as plain text; the entries of a list are parted by
// ", ".
func (v Value) String() string {
	if len(v.Items) > 0 {
		return strings.Join(v.Items, ", ")
	}
	return v.Text
}

// MarshalJSON writes a list as an array and anything else as a string.
func (v Value) MarshalJSON() ([]byte, error) {
	if len(v.Items) > 0 {
		return json.Marshal(v.Items)
	}
	return json.Marshal(v.Text)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (v *Value) UnmarshalJSON(data []byte) error {
	*v = Value{}
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, &v.Items)
	}
	return json.Unmarshal(data, &v.Text)
}

// Values are recorded values by field name.
type Values map[string]Value

// names are the names of the fields, in order.
func (v Values) names() []string { return slices.Sorted(maps.Keys(v)) }

func (v Values) copy() Values {
	if len(v) == 0 {
		return nil
	}
	out := make(Values, len(v))
	for name, value := range v {
		out[name] = value
	}
	return out
}
