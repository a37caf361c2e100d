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
