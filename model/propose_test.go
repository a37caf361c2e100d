package model

import (
	"testing"
	"time"
)

func TestWhoDoesTheWorkProposesItsWords(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	proposal := ProposeText{Process: "online-order", Step: "pack", Text: "Pack safely, fragile things twice", How: "Wrap glass twice.", Task: ref(id, "pick")}
	w.refused("sari", ProposeText{Process: "online-order", Step: "pack", Text: "Pack safely"}, "no_change")
	w.refused("sari", ProposeText{Process: "online-order", Step: "wrap", Text: "Wrap"}, "unknown_step")
	w.must("sari", proposal)
	w.must("budi", ProposeText{Process: "online-order", Step: "pack", Text: "Pack it"})
	w.must("budi", ProposeText{Process: "online-order", Step: "pick", How: "Oldest stock first."})
	w.refused("sari", AcceptText{Proposal: 1}, "owner_only")
	w.refused("hendra", AcceptText{Proposal: 9}, "unknown_proposal")
	w.must("hendra", AcceptText{Proposal: 1})
	f := w.Flow("online-order", 2)
	if s := f.Step("pack"); s.Text != proposal.Text || s.How != proposal.How {
		t.Errorf("version 2 says %q: %q", s.Text, s.How)
	}
	if s := w.Flow("online-order", 1).Step("pack"); s.Text != "Pack safely" || w.cases[id].Version != 1 {
		t.Errorf("the running case reads %q in version %d", s.Text, w.cases[id].Version)
	}
	w.refused("hendra", AcceptText{Proposal: 2}, "text_changed")
	w.refused("hendra", DeclineText{Proposal: 2}, "reason")
	w.must("hendra", DeclineText{Proposal: 2, Reason: "too short"})
	w.refused("hendra", DeclineText{Proposal: 2, Reason: "too short"}, "unknown_proposal")
	w.must("hendra", AcceptText{Proposal: 3})
	if s := w.Flow("online-order", 3); s.Step("pick").How != "Oldest stock first." || s.Step("pack").Text != proposal.Text {
		t.Errorf("version 3 lost something")
	}
	if len(w.shop.Proposals) != 0 || w.shop.LastProposal != 3 {
		t.Errorf("left are %+v", w.shop.Proposals)
	}
}

func TestInHandIsOneOrTwo(t *testing.T) {
	for limit := 1; limit <= 2; limit++ {
		w := newWorld(t)
		w.publish(onlineOrder())
		s := w.shop.Settings
		s.InHand = limit
		w.must("hendra", ChangeSettings{Settings: s})
		for _, no := range []string{"1", "2", "3"} {
			w.must("sari", Begin{Task: ref(w.order(no, "cod"), "pick")})
			w.pass(time.Second)
		}
		doing := 0
		for _, row := range w.open() {
			if row.By == "sari" && row.State == Doing {
				doing++
			}
		}
		if doing != limit || w.cases["online-order-3"].Task("pick").State != Doing {
			t.Errorf("with %d allowed %d are in hand", limit, doing)
		}
		s.InHand = 3
		w.refused("hendra", ChangeSettings{Settings: s}, "bad_setting")
	}
}

// TestWordsAreAcceptedWhereverTheOldOnesStand: a division with a version of its
// own keeps it, and a trial goes on.
func TestWordsAreAcceptedWhereverTheOldOnesStand(t *testing.T) {
	w := newWorld(t)
	w.must("hendra", AddDivision{Name: "Bandung"})
	p := Process{ID: "repair", Name: "Repair", Role: "warehouse", Steps: []Step{{ID: "look", Text: "Look at it"}, {ID: "mend", Text: "Mend it"}}}
	w.must("hendra", PublishProcess{Process: p})
	id := w.must("hendra", StartCase{Process: "repair"}).Case
	own := p
	own.Steps = []Step{{ID: "look", Text: "Look at it"}, {ID: "mend", Text: "Mend it at once"}, {ID: "tell", Text: "Tell the customer"}}
	w.must("hendra", PublishProcess{Process: own, Divisions: []string{"Bandung"}})
	there := w.must("hendra", StartCase{Process: "repair", Division: "Bandung"}).Case
	trial := p
	trial.Steps = []Step{{ID: "look", Text: "Look at it twice"}, {ID: "mend", Text: "Mend it"}}
	w.must("hendra", PublishProcess{Process: trial, Share: 20})

	says := func(version int, division string, share int, look, mend string) {
		t.Helper()
		head := w.shop.Processes["repair"]
		got := head.Versions[version-1]
		if in := head.InForce(division); share == 0 && in != version {
			t.Errorf("version %d is in force in %q, want %d", in, division, version)
		}
		f := w.Flow("repair", version)
		if got.Share != share || f.Step("look").Text != look || f.Step("mend").Text != mend {
			t.Errorf("version %d: share %d, %q, %q; want %d, %q, %q", version, got.Share, f.Step("look").Text, f.Step("mend").Text, share, look, mend)
		}
	}
	// The case of the shop says what the shop's version says, whatever came after.
	w.must("sari", ProposeText{Process: "repair", Step: "mend", Text: "Mend it well", Task: ref(id, "mend")})
	if got := w.shop.Proposals[0]; got.OldText != "Mend it" || got.Version != 1 {
		t.Errorf("it is about %q of version %d", got.OldText, got.Version)
	}
	w.must("sari", ProposeText{Process: "repair", Step: "mend", How: "At once.", Task: ref(there, "mend")})
	if got := w.shop.Proposals[1]; got.Version != 2 {
		t.Errorf("it is about version %d", got.Version)
	}
	w.must("hendra", AcceptText{Proposal: 1})
	says(4, "", 0, "Look at it", "Mend it well")
	says(5, "Bandung", 0, "Look at it", "Mend it at once")
	says(6, "", 20, "Look at it twice", "Mend it well")
	if got := len(w.shop.Processes["repair"].Versions); got != 6 {
		t.Errorf("there are %d versions", got)
	}
	// A step that only one division has.
	w.must("sari", ProposeText{Process: "repair", Step: "tell", Text: "Ring the customer"})
	w.must("hendra", AcceptText{Proposal: 3})
	if in := w.shop.Processes["repair"].InForce("Bandung"); w.Flow("repair", in).Step("tell").Text != "Ring the customer" {
		t.Errorf("version %d says nothing new", in)
	}
}
