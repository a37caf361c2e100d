package model

import (
	"testing"

	"pgregory.net/rapid"
)

// simplerOrder is the online order with one field less at the weighing.
func simplerOrder() Process {
	return changedOrder(func(_ *Process, step func(string) *Step) { step("pick").How = "Oldest stock first." })
}

// TestAShareOfTheNewCasesTriesAVersion: of a hundred orders about as many as
// were asked for, each by its number alone, and none of those that run.
func TestAShareOfTheNewCasesTriesAVersion(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	before := w.order("B-1", "cod")
	w.must("hendra", PublishProcess{Process: simplerOrder(), Share: 20})
	head := w.shop.Processes["online-order"]
	if got, pilot := head.InForce(""), head.Versions[1]; got != 1 || pilot.Share != 20 {
		t.Fatalf("version %d is in force, on trial is %+v", got, pilot)
	}
	tried := 0
	for i := range 300 {
		c := w.cases[w.order("A-"+itoa(i), "cod")]
		if c.Version != head.VersionFor("", c.Number) {
			t.Fatalf("%s began with version %d, by its number it is %d", c.ID, c.Version, head.VersionFor("", c.Number))
		}
		if c.Version == 2 {
			tried++
		}
	}
	if tried < 40 || tried > 80 {
		t.Errorf("%d of 300 cases try the version, of which 20 of 100 were to", tried)
	}
	if v := w.cases[before].Version; v != 1 {
		t.Errorf("a running case went to version %d by publishing", v)
	}
	w.must("hendra", PublishProcess{Process: simplerOrder()})
	if got := w.cases[w.order("C-1", "cod")].Version; got != 2 {
		t.Errorf("rolled out, a case begins with version %d", got)
	}
	if _, on := w.shop.Processes["online-order"].Pilot(""); on {
		t.Error("after rolling out there is still a trial")
	}
}

// TestAShareNeedsSomethingBesideIt is the table of what can't be tried so.
func TestAShareNeedsSomethingBesideIt(t *testing.T) {
	asksMore := changedOrder(func(p *Process, _ func(string) *Step) {
		p.Start.Ask = append(p.Start.Ask[:len(p.Start.Ask):len(p.Start.Ask)], Field{Name: "gift", Type: YesNoField, Optional: true})
	})
	for name, try := range map[string]struct {
		first bool
		act   PublishProcess
		code  Code
	}{
		"nothing is in force": {false, PublishProcess{Process: onlineOrder(), Share: 20}, "no_other_version"},
		"all of them":         {true, PublishProcess{Process: simplerOrder(), Share: 100}, "bad_share"},
		"less than none":      {true, PublishProcess{Process: simplerOrder(), Share: -5}, "bad_share"},
		"other questions":     {true, PublishProcess{Process: asksMore, Share: 20}, "other_questions"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			if try.first {
				w.publish(onlineOrder())
			}
			w.refused("hendra", try.act, try.code)
		})
	}
}

// TestTheDrawIsFair: whatever the share, the part of the numbers drawn is near
// it, in any row of a thousand, and growing the share takes no case out.
func TestTheDrawIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		process := rapid.StringMatching("[a-z]{3,12}").Draw(t, "process")
		version, from := rapid.IntRange(1, 50).Draw(t, "version"), rapid.IntRange(0, 1_000_000).Draw(t, "from")
		share := rapid.IntRange(1, 99).Draw(t, "share")
		drawn := 0
		for n := from; n < from+1000; n++ {
			if draw(process, version, n) < share {
				drawn++
			}
		}
		// Five standard deviations of a fair draw, at most 16 of 1000 each.
		if off := drawn - 10*share; off < -80 || off > 80 {
			t.Fatalf("%d of 1000 drawn at a share of %d", drawn, share)
		}
	})
}

// TestANewerTrialEndsTheOneBefore: every case follows the newer one or what is
// in force, and what is said to be tried is what is tried.
func TestANewerTrialEndsTheOneBefore(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.must("hendra", PublishProcess{Process: simplerOrder(), Share: 50})
	w.must("hendra", PublishProcess{Process: simplerOrder(), Share: 10})
	head := w.shop.Processes["online-order"]
	begun := map[int]int{}
	for n := range 1000 {
		begun[head.VersionFor("", n)]++
	}
	if begun[2] > 0 || begun[3] < 50 || begun[3] > 150 || begun[1]+begun[3] != 1000 {
		t.Errorf("of 1000 cases begin by version: %v", begun)
	}
	all := w.shop.VersionsInForce(head)
	if len(all) != 2 || all[0].Version != 1 || all[1].Version != 3 || all[1].Share != 10 {
		t.Errorf("in force are %+v", all)
	}
}

// TestATrialInOneDivision: a share of the cases of Bandung, none elsewhere.
func TestATrialInOneDivision(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.must("hendra", PublishProcess{Process: simplerOrder(), Divisions: []string{"Bandung"}, Share: 50})
	head := w.shop.Processes["online-order"]
	in, out := 0, 0
	for n := range 200 {
		if head.VersionFor("Bandung", n) == 2 {
			in++
		}
		if head.VersionFor("Jakarta", n) == 2 || head.VersionFor("", n) == 2 {
			out++
		}
	}
	if in < 70 || in > 130 || out != 0 {
		t.Errorf("%d of 200 in Bandung and %d elsewhere try it", in, out)
	}
	all := w.shop.VersionsInForce(head)
	if len(all) != 2 || all[1].Share != 50 || len(all[1].Divisions) != 1 || all[1].Divisions[0] != "Bandung" {
		t.Errorf("in force are %+v", all)
	}
}
