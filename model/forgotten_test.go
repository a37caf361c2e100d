package model

import (
	"testing"
	"time"
)

// An owner who has forgotten the PIN gets a new one at the shop's own PC; the
// record says that nobody had signed in, and the owners are told.
func TestAForgottenPINOfAnOwner(t *testing.T) {
	w := newWorld(t)
	at := func(by, station string, a SetPIN) Code {
		t.Helper()
		d, err := Decide(w, Command{By: by, Station: station, Act: a}, w.now)
		for _, e := range d.Events {
			w.fold(e)
		}
		if r := Refused(err); r != nil {
			return r.Code
		}
		return ""
	}
	owner := SetPIN{Person: "hendra", Hash: "new", Account: "toko"}
	if got := at("", CommandLine, owner); got != "no_pin" {
		t.Errorf("without a PIN: %q", got)
	}
	w.must("hendra", SetPIN{Person: "hendra", Hash: "old"})
	w.must("hendra", SetPIN{Person: "sari", Hash: "hers"})
	for _, c := range []struct {
		by, station string
		act         SetPIN
		want        Code
	}{
		{"", "KASIR-2", owner, "at_home_only"},
		{"", "", owner, "at_home_only"},
		{"sari", CommandLine, owner, "at_home_only"},
		{"hendra", CommandLine, owner, "at_home_only"},
		{"", CommandLine, SetPIN{Person: "sari", Hash: "new", Account: "toko"}, "owner_sets"},
		{"", CommandLine, SetPIN{Person: "hendra", Account: "toko"}, "no_pin"},
		{"", CommandLine, SetPIN{Person: "hendra", Hash: "new"}, "unknown_person"},
	} {
		if got := at(c.by, c.station, c.act); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	if p := w.shop.People["hendra"]; p.PIN != "old" || !p.Recovered.At.IsZero() {
		t.Fatalf("%+v", p)
	}
	if got := at("", CommandLine, owner); got != "" {
		t.Fatal(got)
	}
	p := w.shop.People["hendra"]
	if p.PIN != "new" || p.Recovered != (Recovered{At: w.now, Account: "toko"}) {
		t.Errorf("%+v", p)
	}
	want := "This needs you: the PIN of Hendra was set without the old one, by the account toko of the shop's PC."
	if got := w.shop.Called.Words(time.UTC).In(English); got != want {
		t.Errorf("the owner is told %q", got)
	}
	w.must("hendra", ChangePerson{Person: Person{ID: "hendra", Name: "Hendra W", Owner: true}})
	if since := w.shop.RecoveredSince(w.now.Add(-time.Hour)); len(since) != 1 || since[0].Name != "Hendra W" {
		t.Errorf("%+v", since)
	}
	if since := w.shop.RecoveredSince(w.now); len(since) != 0 {
		t.Errorf("%+v", since)
	}
}
