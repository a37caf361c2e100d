package model

import (
	"slices"
	"testing"
)

// A division is there once something names it, is called as its owner says,
// and is meant by its old name and its new one alike.
func TestADivisionIsRenamed(t *testing.T) {
	w := newWorld(t)
	w.must("hendra", AddPerson{Person: Person{Name: "Ani", Roles: []string{"warehouse"}, Division: "Bandung"}})
	settings := w.shop.Settings
	settings.Divisions = map[string]string{"Bandung": "Bandung  Kota", "Solo": "Solo"}
	w.must("hendra", ChangeSettings{Settings: settings})
	if got := w.shop.DivisionIDs(); !slices.Equal(got, []string{"Bandung", "Solo"}) || w.shop.DivisionName("Bandung") != "Bandung Kota" {
		t.Fatalf("the divisions are %v, %q", got, w.shop.DivisionName("Bandung"))
	}
	for text, want := range map[string]string{"bandung kota": "Bandung", "Bandung": "Bandung", " solo ": "Solo", "Garut": "Garut", "": ""} {
		if got := w.shop.DivisionID(text); got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
	w.must("hendra", AddPerson{Person: Person{Name: "Rini", Division: "Bandung Kota"}})
	if got := w.shop.People["rini"].Division; got != "Bandung" {
		t.Errorf("she works in %q", got)
	}
	for _, name := range []string{"solo", "SOLO ", "", "Bandung", "x23456789012345678901234567890123456789012345678901234567890123"} {
		bad := w.shop.Settings
		bad.Divisions = map[string]string{"Garut": name, "Solo": "Solo", "Bandung": "Bandung Kota"}
		if _, err := w.do("hendra", ChangeSettings{Settings: bad}); Refused(err) == nil {
			t.Errorf("%q is taken", name)
		}
	}
}

func TestDivisionsAreToldInTheRecord(t *testing.T) {
	before := Settings{Divisions: map[string]string{"Solo": "Solo"}}
	after := Settings{Divisions: map[string]string{"Solo": "Solo Baru", "Garut": "Garut", "Bandung": "Kota"}}
	line, _, _ := told(divisionsDiff(nil, before, after))
	if got, want := line.In(English), "division: Bandung → Kota, division: nothing → Garut, division: Solo → Solo Baru"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestADivisionIsRemovedOnceNothingBelongsToIt: people, running cases and
// versions of its own keep it; its hours go with it.
func TestADivisionIsRemovedOnceNothingBelongsToIt(t *testing.T) {
	w := newWorld(t)
	refusedAs := func(code Code, act Act) {
		t.Helper()
		if _, err := w.do("hendra", act); Refused(err) == nil || Refused(err).Code != code {
			t.Errorf("%+v: %v, want %s", act, err, code)
		}
	}
	w.must("hendra", AddDivision{Name: " Kota  Lama "})
	refusedAs("division_exists", AddDivision{Name: "kota lama"})
	w.must("hendra", RenameDivision{Division: "kota lama", Name: "Utara"})
	refusedAs("division_exists", AddDivision{Name: "Kota Lama"})
	refusedAs("unknown_division", RenameDivision{Division: "Selatan", Name: "Timur"})
	refusedAs("unknown_division", RemoveDivision{Division: "Selatan"})

	settings := w.shop.Settings
	settings.DivisionHours = map[string]Hours{"Kota Lama": DefaultHours()}
	w.must("hendra", ChangeSettings{Settings: settings})
	w.must("hendra", AddPerson{Person: Person{Name: "Ani", Division: "Utara"}})
	p := Process{ID: "note", Name: "Note", Role: "warehouse", Steps: []Step{{ID: "a", Text: "Note it"}}}
	w.must("hendra", PublishProcess{Process: p})
	id := w.must("hendra", StartCase{Process: "note", Division: "Kota Lama"}).Case
	remove := RemoveDivision{Division: "Utara"}
	refusedAs("division_in_use", remove)
	ani := *w.shop.People["ani"]
	ani.Gone = true
	w.must("hendra", ChangePerson{Person: ani})
	refusedAs("division_in_use", remove)
	w.must("hendra", CancelCase{Case: id, Reason: "closed"})
	if _, err := w.do("ani", remove); Refused(err) == nil {
		t.Error("it is removed by somebody who is gone")
	}
	p.Steps = []Step{{ID: "a", Text: "Note it well"}}
	w.must("hendra", PublishProcess{Process: p, Divisions: []string{"Utara"}})
	refusedAs("division_in_use", remove)
	w.must("hendra", PublishProcess{Process: p})
	w.must("hendra", remove)
	if ids := w.shop.DivisionIDs(); len(ids) > 0 || len(w.shop.DivisionHours) > 0 {
		t.Errorf("there are still %v, %v", ids, w.shop.DivisionHours)
	}
}
