package store_test

import (
	"errors"
	"testing"

	"alur/model"
	"alur/store"
)

// message queues one to the owner of a shop that tells people by a file.
func (x *fixture) message(k string) {
	x.t.Helper()
	shop, err := x.Shop(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	settings := shop.Settings
	settings.Tell.File = "messages.txt"
	x.must("hendra", model.ChangeSettings{Settings: settings})
	if err := x.TellOwner(x.t.Context(), k, "Today", "All is well."); err != nil {
		x.t.Fatal(err)
	}
}

func TestAShopThatTellsNobodyOutsideQueuesNothingForItsOwner(t *testing.T) {
	x := tokoMaju(t)
	if err := x.TellOwner(t.Context(), "digest", "Today", "All is well."); err != nil {
		t.Fatal(err)
	}
	if all, err := x.Outbox(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("%+v %v", all, err)
	}
	if _, _, err := x.ClaimMessage(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}

func TestWaysToTellPeopleAreChecked(t *testing.T) {
	x := tokoMaju(t)
	for _, way := range []model.Tell{
		{Email: "hendra"}, {Phone: "soon"}, {SMTP: "smtp.example.com:587"}, {SMTP: "shop@example.com@smtp.example.com"},
		{URL: "example.com"}, {URL: "https://me:pass@example.com"}, {File: "../record.txt"}, {File: "/etc/passwd"}, {File: "shop.db"}, {File: ".txt"},
	} {
		shop, err := x.Shop(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		settings := shop.Settings
		settings.Tell = way
		if _, err := x.give("hendra", model.ChangeSettings{Settings: settings}); model.Refused(err) == nil {
			t.Errorf("%+v: %v", way, err)
		}
	}
}
