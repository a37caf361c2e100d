package model

import (
	"strings"
	"testing"
	"time"
)

// TestEveryPileComesWithWhatCouldBeDone: the owner who reads where work piles
// up reads in the same breath what to do about it.
func TestEveryPileComesWithWhatCouldBeDone(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*piledUp)
		en, id string
	}{
		{"one of two is here", func(*piledUp) {},
			"Ask one more of the role warehouse to sign in, or add a deputy.",
			"Minta satu orang lagi dari peran warehouse untuk masuk, atau tambahkan wakil."},
		{"none of them is here", func(in *piledUp) { in.Shop.People["sari"].SignedIn = time.Time{} },
			"Ask one of the role warehouse to sign in, or add a deputy.",
			"Minta satu orang dari peran warehouse untuk masuk, atau tambahkan wakil."},
		{"all are here", func(in *piledUp) { in.Shop.People["budi"].SignedIn = in.Shop.People["sari"].SignedIn },
			"Give the role warehouse to one more person, or give its people less of other work.",
			"Beri peran warehouse kepada satu orang lagi, atau kurangi pekerjaan lain mereka."},
		{"nobody holds the role but the owner", func(in *piledUp) {
			delete(in.Shop.People, "sari")
			delete(in.Shop.People, "budi")
		},
			"Give the role warehouse to somebody.",
			"Beri peran warehouse kepada seseorang."},
		{"it is the owner's own", func(in *piledUp) {
			for i := range in.Open {
				in.Open[i].Role = "owner"
			}
		},
			"Give the step to another role, or do the oldest first.",
			"Beri langkah ini ke peran lain, atau kerjakan dulu yang terlama."},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := friday()
			for n := range 12 {
				in.Open = append(in.Open, openTask(20+n, "invoice", Ready, jakarta(24, 9, n)))
			}
			c.change(&in)
			b := in.bottlenecks()
			if !b.Steps[0].Piles {
				t.Fatalf("nothing piles up: %+v", b.Steps[0])
			}
			if got := sentences(b, English); !strings.Contains(got, " "+c.en+" More than usual") {
				t.Errorf("%s\nwithout: %s", got, c.en)
			}
			if got := sentences(b, Indonesian); !strings.Contains(got, " "+c.id+" Yang menunggu") {
				t.Errorf("%s\nwithout: %s", got, c.id)
			}
		})
	}
}
