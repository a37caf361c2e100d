package model

import "testing"

// What keeps a person from a task is what refuses the act, whoever asks.
func TestWhatKeepsSomebodyFromATaskRefusesTheAct(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.must("hendra", AddPerson{Person: Person{Name: "Joko", Roles: []string{"warehouse"}, Division: "Bandung"}})
	w.must("hendra", AddPerson{Person: Person{Name: "Lina", Roles: []string{"warehouse"}, Division: "Jakarta"}})
	w.must("hendra", AddPerson{Person: Person{Name: "Rudi", Auditor: true}})
	id := w.orderIn("Jakarta")
	w.pickIt("sari", id)
	quality := w.row(id, "quality")
	for _, tt := range []struct {
		person string
		why    Code
	}{
		{"hendra", ""}, {"budi", ""}, {"lina", ""}, {"joko", OtherDivision}, {"dewi", OtherRole}, {"rudi", OtherRole}, {"sari", FourEyes},
	} {
		p := w.shop.People[tt.person]
		if got := p.KeptFrom(quality, w.now); got != tt.why {
			t.Errorf("%s is kept from it by %q, want %q", tt.person, got, tt.why)
		}
		cmd := Command{Op: "x", By: "hendra", Act: HandOver{Task: quality.TaskRef, To: tt.person}}
		_, err := Decide(w, cmd, w.now)
		var got Code
		if r := Refused(err); r != nil {
			got = r.Code
		}
		if got != tt.why {
			t.Errorf("handing it to %s is refused as %q, want %q", tt.person, got, tt.why)
		}
	}
}

// Who may take a task is who is not refused when they do.
func TestWhoMayTakeIsNotRefused(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.orderIn("")
	agree := func(about string) {
		t.Helper()
		row := w.row(id, "pick")
		for who, p := range w.shop.People {
			_, err := Decide(w, Command{Op: "x", By: who, Act: Begin{Task: row.TaskRef}}, w.now)
			if may := p.MayTake(row, w.now); may != (err == nil) {
				t.Errorf("%s: %s may take it: %v, and beginning it says %v", about, who, may, err)
			}
		}
	}
	agree("free")
	w.must("sari", HandOver{Task: ref(id, "pick"), To: "budi"})
	agree("handed to Budi")
	w.must("budi", Take{Task: ref(id, "pick")})
	agree("taken by Budi")
}

// orderIn begins an order in a division.
func (w *world) orderIn(division string) string {
	w.t.Helper()
	d := w.must("hendra", StartCase{Process: "online-order", Division: division, Fields: orderFields("1042", "cod")})
	return d.Case
}

// row is the row of an open task.
func (w *world) row(id, step string) OpenTask {
	w.t.Helper()
	c := w.cases[id]
	for _, row := range OpenRows(w.Flow(c.Process, c.Version), c) {
		if row.Step == step {
			return row
		}
	}
	w.t.Fatalf("%s is not open in %s", step, id)
	return OpenTask{}
}

// Programs that read exports take some words for no value: nobody's id is one
// of them, whatever people are called.
func TestNobodysIDIsTakenForNoValue(t *testing.T) {
	w := newWorld(t)
	for name, id := range map[string]string{"Nan": "person-nan", "Null": "person-null", "N. A.": "n-a", "Nana": "nana"} {
		w.must("hendra", AddPerson{Person: Person{Name: name}})
		if w.shop.People[id] == nil {
			t.Errorf("%s has another id than %s: %v", name, id, w.shop.People)
		}
	}
}
