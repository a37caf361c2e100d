package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// sealed is a shop with one step that asks a label to be equal to the order's
// number and a mark from 1 to 5.
func sealed(t *testing.T) *memStore {
	t.Helper()
	s := newMem(monday)
	gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: model.English, Zone: "Asia/Jakarta"}})
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{
		ID: "parcel", Name: "Parcel", Start: model.Start{Ask: []model.Field{{Name: "order_no", Type: model.TextField}}},
		Steps: []model.Step{{ID: "seal", Text: "Seal the box", Kind: model.Do, Role: "packer", Record: []model.Field{
			{Name: "label", Type: model.ScanField, Equals: "order_no"},
			{Name: "review", Type: model.NumberField, Min: "1", Max: "5"},
		}}},
	}})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"packer"}}})
	gives(t, s, "hendra", model.StartCase{Process: "parcel", Fields: model.Values{"order_no": {Text: "A-7"}}})
	return s
}

// A value that does not fit is never called complete: the screen says which
// and why, also after locking and coming back.
func TestWhatDoesNotFitIsSaid(t *testing.T) {
	d := sit(t, sealed(t), "sari", model.English)
	d.press("enter").text("WRONG").press("down").text("9").press("up")
	wrong := func() {
		t.Helper()
		d.sees("Still to do: label (does not fit), review (does not fit)", "does not fit\n", `"WRONG" was scanned, but order no is "A-7"`)
		if strings.Contains(d.screen(), "All there") {
			t.Fatalf("it says that all is there:\n%s", d.screen())
		}
	}
	wrong()
	d.press("f12").text("sa").press("enter")
	wrong()
	d.press("ctrl+u").text("A-7").sees("Still to do: review (does not fit)")
	d.press("down", "backspace").text("4").sees("All there. F9 finishes it.")
	d.press("f9").sees("Done: Seal the box.")
}

// Who has nothing to do reads what waits, once, and how to report it.
func TestNothingButWaiting(t *testing.T) {
	s := newMem(monday)
	gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: model.Indonesian, Zone: "Asia/Jakarta"}})
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{
		ID: "parcel", Name: "Paket", Start: model.Start{Ask: []model.Field{{Name: "order_no", Type: model.TextField}}},
		Steps: []model.Step{{ID: "news", Text: "kabar dari kurir", Kind: model.Wait, Role: "packer"}},
	}})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"packer"}}})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Budi", Roles: []string{"other"}}})
	gives(t, s, "hendra", model.StartCase{Process: "parcel", Fields: model.Values{"order_no": {Text: "A-7"}}})
	d := sit(t, s, "sari", model.Indonesian)
	d.sees("  Menunggu: kabar dari kurir  #1", "F5 menampilkan daftar, Enter membuka satu barisnya.", "F9 melaporkannya", "F5 Daftar")
	if strings.Contains(strings.ToLower(d.screen()), "menunggu: menunggu") {
		t.Errorf("a word stands twice:\n%s", d.screen())
	}
	d.press("f5", "enter").sees("kabar dari kurir", "F9")
	d.press("f9")
	if s.cases["parcel-1"].State == model.Running {
		t.Errorf("F9 did not report it:\n%s", d.screen())
	}
	gives(t, s, "hendra", model.StartCase{Process: "parcel", Fields: model.Values{"order_no": {Text: "A-8"}}})
	sit(t, s, "budi", model.English).sees("1 case is running; it does not need you now.")
}

// A long step is read whole, and in the smallest window a sign says that more
// is to be ticked.
func TestALongStepIsReadWhole(t *testing.T) {
	s := newMem(monday)
	long := "Pack every glass bowl of the order twice in paper and once in bubble wrap, then shake the box"
	gives(t, s, "", model.CreateShop{Owner: "Hendra", Settings: model.Settings{Name: "Toko Maju", Lang: model.English, Zone: "Asia/Jakarta"}})
	gives(t, s, "hendra", model.PublishProcess{Process: model.Process{
		ID: "parcel", Name: "Parcel", Start: model.Start{Ask: []model.Field{{Name: "order_no", Type: model.TextField}}},
		Steps: []model.Step{
			{ID: "pack", Text: long, Kind: model.Do, Role: "packer", Check: []model.Check{{Text: "one"}, {Text: "two"}, {Text: "three"}, {Text: "four"}, {Text: "five"}, {Text: "six"}}},
			{ID: "send", Text: "Send it", Kind: model.Do, Role: "packer", After: []string{"pack"}},
		},
	}})
	gives(t, s, "hendra", model.AddPerson{Person: model.Person{Name: "Sari", Roles: []string{"packer"}}})
	gives(t, s, "hendra", model.StartCase{Process: "parcel", Fields: model.Values{"order_no": {Text: "A-7"}}})
	d := sit(t, s, "sari", model.English)
	d.sees("then shake the box")
	d.resize(60, 18).press("enter").sees("► [ ] one", "▼")
	d.press("down", "down", "down").sees("► [ ] four", "▲", "▼")
}

// What does not fit is said in whole and once, and costs neither the due date
// nor what comes next; on plain lines it is said once too.
func TestAFaultIsSaidOnce(t *testing.T) {
	for _, lang := range model.Langs() {
		for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 30}} {
			d := sit(t, checkedShop(t, lang), "budi", lang)
			d.resize(size[0], size[1]).press("enter", "space", "down", "space", "down", "down").text("L123").press("tab")
			e := &d.root.env
			why := d.root.front().screen.(*next).firstUnfit(e)
			shown := words(d.screen())
			if why == "" || strings.Count(shown, words(why)) != 1 {
				t.Errorf("%s %v: %q is not said once:\n%s", lang, size, why, d.screen())
			}
			d.sees(e.say(model.Say{EN: "due 15:32", ID: "batas 15:32"}), e.say(model.Say{EN: "Pick the goods", ID: "Ambil barangnya"}))
		}
		said := strings.Join(strings.Fields(talked(t, checkedShop(t, lang), "budi", lang, nil, "1", "4", "L123", "")), " ")
		if strings.Count(said, `"L123"`) != 2 { // At once, and where all is said again.
			t.Errorf("%s: it is not said once:\n%s", lang, said)
		}
	}
}
