package ui

import (
	"testing"

	"alur/model"
)

// The end of a PIN and its Enter that come faster than the gate tells fingers by,
// from two hands or over a slow line, sign in; a scanner at the same page does
// not, and is no wrong PIN.
func TestAPINThatIsTypedFast(t *testing.T) {
	hash, err := model.HashPIN("2468", []byte("sixteen byte salt"))
	if err != nil {
		t.Fatal(err)
	}
	at := func() (*memStore, *desk) {
		s := tokoMaju(t, model.English)
		for _, id := range []string{"sari", "dewi", "budi"} {
			gives(t, s, id, model.SetPIN{Person: id, Hash: hash})
		}
		return s, sit(t, s, "", "").sees("Who are you?")
	}
	_, d := at()
	d.text("sar").press("enter").text("246").scan("8\r").sees("My next task")
	_, d = at()
	d.text("sar").press("enter").text("2").scan("468\r").sees("My next task")
	_, d = at()
	d.text("sar").press("enter").text("111").scan("1\r").sees("Wrong PIN. 4 tries left.")

	s, d := at()
	before := s.count
	d.scan("24681357\r").sees("Who are you?")
	sit(t, s, "", "").text("sar").press("enter").scan("1\r").scan("1\r").scan("1042\r").sees("Who are you?")
	sit(t, s, "", "").text("sar").press("enter").text("2").scan("4681\r").sees("Who are you?")
	d = sit(t, s, "", "").text("sar").press("enter").scan("8991234567890\r").sees("Who are you?")
	d.press("esc").text("sar").press("enter").scan("A-1042\r").sees("Who are you?")
	if s.count != before {
		t.Errorf("a scanner did %d acts", s.count-before)
	}
}
