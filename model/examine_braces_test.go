package model

import (
	"slices"
	"strings"
	"testing"
)

func TestAFieldInBracesIsFilledInInTheTitleOnly(t *testing.T) {
	for name, row := range map[string]struct {
		step Step
		want []string
	}{
		"plain":            {step: Step{Text: "Pack the order"}},
		"in the step":      {step: Step{Text: "Pack {no}"}, want: []string{"steps[0].do"}},
		"in how it's done": {step: Step{Text: "Pack", How: "As always for {no}."}, want: []string{"steps[0].how"}},
		"in a tick":        {step: Step{Text: "Pack", Check: []Check{{Text: "Taped"}, {Text: "{no} on the box"}}}, want: []string{"steps[0].check[1]"}},
		"of no field":      {step: Step{Text: "Write {} and {sic} on it"}},
	} {
		t.Run(name, func(t *testing.T) {
			row.step.ID, row.step.Kind = "s", Do
			f, faults := Compile(Process{Name: "Post", Role: "post", Title: "Parcel {no}", Start: Start{Ask: []Field{{Name: "no", Type: TextField}}}, Steps: []Step{row.step}})
			if f == nil {
				t.Fatal(faults)
			}
			var got []string
			for _, fault := range f.Examine() {
				if fault.Warning && strings.Contains(fault.What.EN, "stays as it is written") {
					got = append(got, fault.Path)
				}
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("warned at %v, want %v", got, row.want)
			}
		})
	}
}
