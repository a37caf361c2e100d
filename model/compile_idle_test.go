package model_test

import (
	"strings"
	"testing"

	"alur/model"
	"alur/model/procfile"
)

// What is read and changes nothing is told as a warning, at its line.
func TestKeysThatSayNothingAreTold(t *testing.T) {
	_, flow, faults := procfile.Read("idle.yaml", []byte(`process: Idle
role: shop
steps:
  - do: Look
    takes: 0m
  - do: Weigh
    due: 0h
  - id: test
    do: Test
    check: [It works, Clean, it works]
    outcomes: {again: weigh, good: pack}
    then: end
  - {id: pack, do: Pack}
`))
	if flow == nil {
		t.Fatal(faults)
	}
	want := []string{"5:12: warning: takes: 0m says nothing", "7:10: warning: due: 0h is overdue", "10:30: warning: this is to be ticked twice (as number 1", "12:11: warning: no outcome leads to next"}
	var told []string
	for _, f := range faults {
		told = append(told, strings.TrimPrefix(f.In(model.English), "idle.yaml:"))
	}
	if len(told) != len(want) {
		t.Fatalf("told:\n%s", strings.Join(told, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(told[i], want[i]) {
			t.Errorf("told %s, want %s", told[i], want[i])
		}
	}
}
