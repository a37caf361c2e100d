package model

import (
	"strings"
	"testing"
	"time"
)

const (
	keyOne = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKlqV9kM4c3mXhY8tP0v4O2u0b1f6m3pQ7sTn5xRzWyE"
	keyTwo = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5m0Vb7p2cYkq3RtQe9uX8wL6oN4sD1fGhZiKjHlMnB"
)

// A PC is let in once by the owner, under a name of its own, and kept out again
// at any time; nobody else decides that.
func TestWhichPCsAreLetIn(t *testing.T) {
	w := newWorld(t)
	w.refused("sari", ApproveStation{Key: keyOne, Name: "KASIR-2"}, "owner_only")
	w.must("hendra", ApproveStation{Key: keyOne + " root@elsewhere", Name: " KASIR-2 "})
	st := w.shop.StationOf(keyOne)
	if st == nil || st.Name != "KASIR-2" || st.By != "hendra" || st.Approved.IsZero() || w.shop.StationNamed("kasir-2") != st {
		t.Fatalf("%+v", st)
	}
	for _, again := range []ApproveStation{{Key: keyOne, Name: "GUDANG"}, {Key: keyTwo, Name: "kasir-2"}} {
		w.refused("hendra", again, "station_exists")
	}
	for _, bad := range []string{"", "ssh-ed25519", "ssh-ed25519 ????", "ssh-ed25519 AAAA", "KASIR-2 ist da"} {
		w.refused("hendra", ApproveStation{Key: bad, Name: "GUDANG"}, "bad_key")
	}
	w.refused("hendra", ApproveStation{Key: keyTwo, Name: "Command Line"}, "reserved_name")
	w.must("hendra", ApproveStation{Key: keyTwo, Name: "GUDANG"})
	if all := w.shop.StationList(); len(all) != 2 || all[0].Name != "GUDANG" {
		t.Errorf("%+v", all)
	}
	w.refused("sari", RemoveStation{Name: "KASIR-2"}, "owner_only")
	w.refused("hendra", RemoveStation{Name: "KASIR-9"}, "unknown_station")
	w.must("hendra", RemoveStation{Name: "kasir-2"})
	if w.shop.StationOf(keyOne) != nil || w.shop.StationOf(keyTwo) == nil {
		t.Errorf("%+v", w.shop.Stations)
	}
	w.must("hendra", ApproveStation{Key: keyOne, Name: "KASIR-2"})
}

// The code is of the key alone, and no two keys are likely to share one.
func TestTheCodeOfAKey(t *testing.T) {
	one, two := StationCode(keyOne), StationCode(keyTwo)
	if one == two || len(one) != 11 || strings.Index(one, "-") != 5 || one != StationCode(keyOne) {
		t.Errorf("%s %s", one, two)
	}
}

// One wrong PIN at many names locks the PC for everybody, and no other PC; a
// right one forgives one wrong one, not all.
func TestWrongPINsCountAgainstThePCToo(t *testing.T) {
	w := newWorld(t)
	w.must("hendra", ApproveStation{Key: keyOne, Name: "KASIR-2"})
	for _, name := range []string{"sari", "budi", "dewi", "hendra"} {
		w.must("hendra", SetPIN{Person: name, Hash: "hash"})
	}
	right, wrong := SignIn{Hash: "hash", Match: true}, SignIn{Hash: "hash"}
	at := func(station, by string, act Act) error {
		t.Helper()
		d, err := Decide(w, Command{By: by, Station: station, Act: act}, w.now)
		for _, e := range d.Events {
			w.fold(e)
		}
		return err
	}
	code := func(err error) Code {
		if r := Refused(err); r != nil {
			return r.Code
		}
		return ""
	}
	for _, by := range []string{"sari", "budi", "dewi", "sari"} {
		if got := code(at("KASIR-2", by, wrong)); got != "wrong_pin" {
			t.Fatalf("%s: %s", by, got)
		}
	}
	if err := at("KASIR-2", "hendra", right); err != nil {
		t.Fatal(err)
	}
	for i, by := range []string{"budi", "dewi"} {
		r := Refused(at("kasir-2", by, wrong))
		if want := []string{"Wrong PIN. 1 try left.", "Wrong PIN. Try again in 30 seconds."}[i]; r == nil || r.In(English) != want {
			t.Errorf("%v, not %s", r, want)
		}
	}
	if got := code(at("KASIR-2", "hendra", right)); got != "pin_locked" {
		t.Errorf("the right PIN at a PC that is locked: %s", got)
	}
	if err := at("GUDANG", "hendra", right); err != nil {
		t.Errorf("another PC: %v", err)
	}
	w.now = w.now.Add(31 * time.Second)
	if err := at("KASIR-2", "hendra", right); err != nil {
		t.Errorf("after the pause: %v", err)
	}
}
