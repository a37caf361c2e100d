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
