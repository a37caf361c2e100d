package procfile_test

import (
	"slices"
	"strings"
	"testing"

	"alur/model"
	"alur/model/procfile"
)

// What is wrong in the way a file is written, in its values and in its ways is
// told in one go, and nothing that only follows from another fault.
func TestOneReadingTellsEveryFault(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // Place and a piece of the message.
	}{
		{"a value, a condition, a way and a field that may be empty", `process: Repair
role: shop
start: {ask: {price: money?, phone: text}}
steps:
  - do: Look at it
    due: soon
  - do: Ask the customer
    when: price > 100
  - do: Mend it
    when: phone = "1"
    outcomes: {ok: next, bad: end}
  - id: call
    do: Call
    after: [mend-it]
    outcomes: {again: call}
`, []string{"6:10: due reckons from soon", "8:11: price may still be empty", "10:11: the condition phone", "12:5: work in \"Call\" can never end"}},
		{"a text with a colon, an unknown key and a wrong type", `process: Repair
role: shop
start: {ask: {price: mony}}
steps:
  - do: Look: at it
    due: soon
  - do: Ask the customer
    whenn: price > 100
  - do: Mend it
    outcomes: {ok: next, bad: end
  - do: Pay
    takes: 15m
  - do: Call: him
`, []string{"3:15:", "5:13: a text with a colon", "6:10: due reckons from soon", "8:5:", "10:15: the bracket", "13:13: a text with a colon"}},
		{"one quote left open takes what follows with it", `process: Repair
role: shop
steps:
  - do: "Look at it
  - do: Mend it
`, []string{"4:9:"}},
		{"an id twice says nothing about ways", `process: Repair
role: shop
steps:
  - {id: a, do: Look, outcomes: {ok: next, bad: c}}
  - {id: a, do: Mend}
`, []string{"4:49:", "5:10:"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, flow, faults := procfile.Read("repair.yaml", []byte(c.text))
			if flow != nil {
				t.Error("the file is taken")
			}
			var told []string
			for _, f := range faults {
				told = append(told, strings.TrimPrefix(f.In(model.English), "repair.yaml:"))
			}
			if !slices.EqualFunc(told, c.want, strings.HasPrefix) {
				t.Errorf("told:\n%s", strings.Join(told, "\n"))
			}
		})
	}
}

// What stands behind " #" in a title is lost to a comment, a field among it.
func TestAFieldBehindAHashIsToldLost(t *testing.T) {
	_, flow, faults := procfile.Read("repair.yaml", []byte(`process: Repair
role: shop
title: Repair #{no}
start: {ask: {no: text}}
steps:
  - Look at #{no}
`))
	if flow == nil || len(faults) != 2 || faults[0].Line != 3 || faults[1].Line != 6 || !faults[0].Warning {
		t.Errorf("%v", faults)
	}
}

// A fault in a type hides none in another field, in a check or in a scan, and
// what follows from it is told once.
func TestATypeHidesNoOtherType(t *testing.T) {
	_, _, faults := procfile.Read("min.yaml", []byte(`process: Min
role: warehouse
start: {ask: {items: list}}
steps:
  - {id: a, do: A, check: [{each: itms}]}
  - {id: b, do: B, record: {s: scan = nmber, w: number kg 3..1}}
  - {id: c, do: C, record: {s: number}, when: total > 5}
`))
	want := []string{"5:28: each: itms", "6:29: the scan has to be equal", `6:46: w: "3..1"`, "7:29: the field s is number", "7:47: the condition total"}
	var told []string
	for _, f := range faults {
		told = append(told, strings.TrimPrefix(f.In(model.English), "min.yaml:"))
	}
	if !slices.EqualFunc(told, want, strings.HasPrefix) {
		t.Errorf("told:\n%s", strings.Join(told, "\n"))
	}
}

// Of what is to be ticked a colon, a misspelt key and a key too many are told
// apart.
func TestWhatStandsInAChecklistIsToldApart(t *testing.T) {
	for check, want := range map[string]string{
		"[Oven: hot]":              `5:14: the colon made a key of this text: put it in quotes, "Oven: hot"`,
		"[{eech: items}]":          `5:15: there is no key "eech"; did you mean "each"?`,
		"[{each: items, x: y}]":    `5:28: there is no key "x" here; these can stand here: each`,
		"[{colour: red}]":          `5:14: check wants a text: a text that begins with {`,
		"[Clean, {each: items}, ]": "",
	} {
		_, _, faults := procfile.Read("oven.yaml", []byte("process: Oven\nrole: baker\nstart: {ask: {items: list}}\nsteps:\n  - {check: "+check+", do: Bake}\n"))
		told := ""
		if len(faults) > 0 {
			told = strings.TrimPrefix(faults[0].In(model.English), "oven.yaml:")
		}
		if !strings.HasPrefix(told, want) || want == "" && told != "" {
			t.Errorf("%s: told %q, want %q", check, told, want)
		}
	}
}
