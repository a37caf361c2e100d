package model

import "testing"

// TestAnAmountThatCanBeReadInTwoWaysIsRefused: 95.000 is ninety-five thousand in
// one country and ninety-five in another. It is taken for neither.
func TestAnAmountThatCanBeReadInTwoWaysIsRefused(t *testing.T) {
	money, number := Field{Name: "total", Type: MoneyField}, Field{Name: "weight", Type: NumberField}
	for _, tt := range []struct {
		field Field
		raw   string
		want  string
		ok    bool
	}{
		{money, "95.000", "", false},
		{money, "1.250.000", "", false},
		{money, " -1.500 ", "", false},
		{money, "95000", "95000", true},
		{money, "95.00", "95", true},
		{money, "95.5", "95.5", true},
		{money, "1234.000", "1234", true},
		{number, "2.400", "2.4", true},
	} {
		v, err := ParseGiven(tt.field, tt.raw)
		if (err == nil) != tt.ok || v.Text != tt.want {
			t.Errorf("%s %q is %q, %v", tt.field.Name, tt.raw, v.Text, err)
		}
		inBothLanguages(t, "an amount", tt.raw, err)
	}
}
