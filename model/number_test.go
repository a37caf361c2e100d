package model_test

import (
	"testing"

	"alur/model"

	"pgregory.net/rapid"
)

func TestNumbersAsTheShopWritesThem(t *testing.T) {
	for _, c := range []struct{ decimal, typed, file, shown string }{
		{",", "2,4", "2.4", "2,4"},
		{",", "1.234,50", "1234.50", "1.234,50"},
		{",", "1234,5", "1234.5", "1.234,5"},
		{",", "-185.000", "-185000", "-185.000"},
		{".", "1,234.50", "1234.50", "1,234.50"},
		{".", "999", "999", "999"},
	} {
		f := model.Field{Name: "cash", Type: model.MoneyField}
		file, err := model.ParseLocalNumber(f, c.typed, c.decimal)
		if err != nil || file != c.file {
			t.Errorf("%q is %q, %v; want %q", c.typed, file, err, c.file)
		}
		if shown := model.FormatNumber(c.file, c.decimal); shown != c.shown {
			t.Errorf("%q is shown as %q, want %q", c.file, shown, c.shown)
		}
	}
	if got := model.FormatMoney("2185000.5", ","); got != "2.185.000,50" {
		t.Errorf("money: %q", got)
	}
	if got := model.FormatNumber("about ten", ","); got != "about ten" {
		t.Errorf("no number: %q", got)
	}
}

func TestAPointTypedForACommaIsNeverReadAsThousands(t *testing.T) {
	f := model.Field{Name: "weight", Type: model.NumberField}
	for _, typed := range []string{"2.4", "1.23.456", "12.3456", ".500", "1,2,3", "1,234.5", "Rp 5", "1,"} {
		if got, err := model.ParseLocalNumber(f, typed, ","); model.Refused(err) == nil {
			t.Errorf("%q was read as %q", typed, got)
		}
	}
}

func TestWhatIsShownCanBeTyped(t *testing.T) {
	f := model.Field{Name: "total", Type: model.NumberField}
	rapid.Check(t, func(t *rapid.T) {
		decimal := rapid.SampledFrom([]string{",", "."}).Draw(t, "decimal")
		v, err := model.ParseValue(f, rapid.StringMatching(`-?[0-9]{1,12}(\.[0-9]{1,6})?`).Draw(t, "number"))
		if err != nil {
			t.Fatal(err)
		}
		back, err := model.ParseLocalNumber(f, model.FormatNumber(v.Text, decimal), decimal)
		if err != nil || back != v.Text {
			t.Fatalf("%q shown as %q, read as %q, %v", v.Text, model.FormatNumber(v.Text, decimal), back, err)
		}
	})
}

func TestAmountsOfMoneyAreNotLessThanNothing(t *testing.T) {
	for kind, fits := range map[string]bool{"money": false, "money -50..": true, "money ..100": false, "money -5..": false} {
		f, err := model.ParseField("total", kind)
		if err != nil {
			t.Fatal(err)
		}
		if err := model.CheckValue(f, model.Value{Text: "-10"}, nil); (err == nil) != fits {
			t.Errorf("-10 in %s: %v", kind, err)
		}
	}
	if _, err := model.ParseField("total", "money kg"); err == nil {
		t.Error("money has a unit")
	}
}
