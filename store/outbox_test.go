package store_test

import (
	"errors"
	"testing"
	"time"

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

// TestThreeDaysAreThreeDaysOfTries: a message is queued on a Friday as the PC is
// switched off, or while its clock stands years back. The first answers it gets
// are that the receiver is down; it is given up after three days of tries, and
// not for the time in which nobody tried.
func TestThreeDaysAreThreeDaysOfTries(t *testing.T) {
	const day = 24 * 60 * 60
	for name, off := range map[string][]int64{
		"it was off at first":            {4 * day},
		"it was off after the first try": {0, 4 * day},
		"its clock stood years back":     {0, 16 * 365 * day},
		"it was off again and again":     {4 * day, 4 * day, 4 * day},
		"it was never off":               {0},
	} {
		x := tokoMaju(t)
		x.message("day")
		refused := func() store.Outgoing {
			t.Helper()
			m, _, err := x.ClaimMessage(t.Context())
			if err != nil {
				t.Fatal(name, err)
			}
			if err := x.MessageMissed(t.Context(), m, "status 500"); err != nil {
				t.Fatal(name, err)
			}
			all, err := x.Outbox(t.Context())
			if err != nil || len(all) != 1 {
				t.Fatal(name, len(all), err)
			}
			return all[0]
		}
		for n, seconds := range off {
			x.seconds.Add(seconds)
			if m := refused(); m.Dead || m.Tries != n+1 {
				t.Errorf("%s: given up at try %d", name, n+1)
			}
		}
		for since := x.now(); ; {
			at, err := x.NextMessage(t.Context())
			if err != nil {
				t.Fatal(name, err)
			}
			if late := at.Sub(x.now()); late > 0 {
				x.seconds.Add(int64(late/time.Second) + 1)
			}
			if m, tried := refused(), x.now().Sub(since); m.Dead || tried > 4*24*time.Hour {
				if tried < 60*time.Hour || tried > 80*time.Hour {
					t.Errorf("%s: given up %v after %v", name, m.Dead, tried)
				}
				break
			}
		}
	}
}
