package ui

import (
	"testing"

	"alur/model"
)

// tabTo presses Tab until something has the focus.
func (d *desk) tabTo(what string) *desk {
	d.t.Helper()
	for range 40 {
		if contains(d.screen(), what) {
			return d
		}
		d.press("tab")
	}
	d.t.Fatalf("Tab never comes to %q:\n%s", what, d.screen())
	return d
}

// An owner sets up a shop of three from nothing: the first task names the
// keys, the process is written on the screen, two colleagues get its roles,
// and one of them finishes the first step of the first case.
func TestAShopOfThreeFromNothing(t *testing.T) {
	s := newMem(monday)
	d := sit(t, s, "", "")
	asked(d, "").press("enter").sees("Toko Maju is ready", "[ Write your own ]").press("end", "tab").sees("[►Write your own ]", "Your own way of working").press("enter")
	repair(d, repairWords(model.English)...)
	d.press("f9", "enter").sees(`√ "Repair" is in force.`).press("tab", "enter")
	d.sees("My next task", "Add your first colleague", "Press F10 and choose People, then Add a person.")
	for name, role := range map[string]string{"Sari": "counter", "Budi": "technician"} {
		d.press("f10").text("people").press("enter").press("home", "enter").text(name)
		d.tabTo("► [ ] " + role).press("space").tabTo("[►Save ]").press("enter").sees("Saved: " + name).press("esc")
	}
	d.sees("Add your first colleague").press("f9").sees("√  Done: Add your first colleague.")
	if c := s.cases["set-up-shop-1"]; c == nil || c.State != model.Finished {
		t.Fatalf("the first task is %+v", c)
	}
	d.press("n").text("Bu Rina").press("enter", "enter", "enter").sees("repair-1 is started. First: Take in the device (Sari).")
	d.press("f12").text("sar").press("enter").sees("Take in the device", "Repair - Bu Rina").press("f9").sees("√  Done: Take in the device.")
	d.press("f12").text("bud").press("enter").sees("Find the fault", "Repair - Bu Rina")
}
