package model

import (
	"errors"
	"strings"
	"testing"
)

// condFields has a field of every type.
func condFields() map[string]Field {
	all := map[string]Field{}
	for _, f := range []Field{
		{Name: "total", Type: MoneyField}, {Name: "weight", Type: NumberField}, {Name: "note", Type: TextField, Optional: true},
		{Name: "items", Type: ListField}, {Name: "insured", Type: YesNoField}, {Name: "payment", Type: ChoiceField, Choices: []string{"prepaid", "cod"}},
		{Name: "day", Type: DateField}, {Name: "hour", Type: TimeField}, {Name: "who", Type: PersonField}, {Name: "label", Type: ScanField},
	} {
		all[f.Name] = f
	}
	return all
}

// FuzzCondition holds the laws of conditions: whatever is typed, it is a
// condition or a fault in our words; and a condition gives yes or no, the same
// again for the same values, or says that it can't be said.
func FuzzCondition(f *testing.F) {
	for _, text := range []string{
		`payment == "prepaid"`, `payment == "cod"`, `amount > 500000`, `total >= 1000000`, `len(items) > 2 and not insured`, `"a" in items`,
		`any(items, # contains "x")`, `note matches note`, `day >= "2026-01-02"`, `count(items, lower(#) == "a") == 1`, `items[0] == "a"`,
		`note[1:2] == "b"`, `insured ? total > 5 : weight > 5`, `max(total, weight) / 0 > 1`, `total ** 9999 > 1`, `payment in ["cod", "prepaid"]`,
		`$env.total > 5`, `let x = note + note; x == ""`, `any(1..1000000, true)`, `now() > 1`, `any(items, any(items, # == "a"))`, `trim(note) == ""`,
		`note == nil`, `{"a": 1}.a == 1`, `items?[0] == "a"`, `((((((((total > 1))))))))`, `-weight % 2 == 1`, "note == `x`", `weight in [1, 2]`,
	} {
		f.Add(text, "12.50", "a(b", "a\nb\n", "yes")
		f.Add(text, "", "", "", "")
	}
	f.Fuzz(func(t *testing.T, text, number, word, items, answer string) {
		if len([]rune(text)) > 200 {
			return // No file has a longer one.
		}
		fields := condFields()
		c, fault := compileCondition(text, fields)
		if fault != nil {
			for _, l := range Langs() {
				if s := fault.In(l); s == "" || strings.Contains(s, "(1:") && !strings.Contains(text, "(1:") {
					t.Fatalf("not our words: %s", s)
				}
			}
			return
		}
		for _, name := range c.uses {
			if _, ok := fields[name]; !ok {
				t.Fatalf("%q uses %s", text, name)
			}
		}
		values := Values{
			"total": {Text: number}, "weight": {Text: number}, "note": {Text: word}, "items": {Items: strings.Split(items, "\n")},
			"insured": {Text: answer}, "payment": {Text: "cod"}, "day": {Text: "2026-01-02"}, "hour": {Text: "12:30"}, "who": {Text: word}, "label": {Text: word},
		}
		yes, used, err := c.holds(values)
		if held := new(Held); err != nil && !errors.As(err, &held) {
			t.Fatalf("%q: not our words: %v", text, err)
		}
		again, usedAgain, errAgain := c.holds(values)
		if yes != again || len(used) != len(usedAgain) || (err == nil) != (errAgain == nil) {
			t.Fatalf("%q is once %v and once %v", text, yes, again)
		}
		if err != nil {
			return
		}
		// What a condition does not use can't decide.
		for name := range fields {
			if _, ok := used[name]; !ok {
				delete(values, name)
			}
		}
		if without, _, err := c.holds(values); without != yes || err != nil {
			t.Fatalf("%q uses more than %v: %v, %v", text, c.uses, without, err)
		}
	})
}
