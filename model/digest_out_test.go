package model

import (
	"testing"
	"time"
)

// TestTheDigestGoesOutWithTheActThatMadeIt: in one act, where the shop has a way
// to tell people outside.
func TestTheDigestGoesOutWithTheActThatMadeIt(t *testing.T) {
	for _, outside := range []bool{false, true} {
		w := newWorld(t)
		if outside {
			settings := w.Shop().Settings
			settings.Tell.File = "messages.txt"
			w.must("hendra", ChangeSettings{Settings: settings})
		}
		cal, err := w.Shop().Calendar()
		if err != nil {
			t.Fatal(err)
		}
		w.now = w.now.Add(24 * time.Hour)
		closing, _, due := w.Shop().DigestDue(cal, w.now)
		if !due {
			t.Fatal("no digest is due")
		}
		w.must("", MakeDigest{For: closing, Subject: "Monday", Text: "All is well."})
		all := w.queued()
		if outside != (len(all) == 1) || outside && (all[0].To != ToldOwner || all[0].Text != "All is well.") {
			t.Errorf("outside %v: %+v", outside, all)
		}
	}
}
