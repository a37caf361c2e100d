package model

import "testing"

// checkedReturns is a return of goods with a check, and a sale that runs it.
func checkedReturns(t *testing.T, outcomes ...Outcome) (*world, string) {
	w := newWorld(t)
	p := returns()
	p.Steps = append([]Step{{ID: "smell", Text: "Smell it", NeverSkip: true}}, p.Steps...)
	p.Steps[1].After = nil
	w.publish(p)
	s := sale()
	if s.Steps[1].Outcomes = outcomes; len(outcomes) == 0 {
		s.Steps = s.Steps[:3]
	}
	w.publish(s)
	return w, w.sale(Values{"customer": one("Bu Rina")})
}

// TestACheckThatWasCancelledWaitsForTheOwner: cancelling what a step runs is
// no way round its checks. The owner has it done again, or passes it by and
// says why.
func TestACheckThatWasCancelledWaitsForTheOwner(t *testing.T) {
	w, id := checkedReturns(t)
	w.must("sari", CancelCase{Case: "goods-return-1", Reason: "no time"})
	w.wants(id, "back")
	back := w.cases[id].Task("back")
	if back.State != Parked || back.For != "hendra" || back.Held == nil || back.Held.Code != HeldUnchecked || back.Round != 2 {
		t.Fatalf("%+v", back)
	}
	w.refused("hendra", Complete{Task: ref(id, "back")}, "runs")
	w.must("hendra", Resume{Task: ref(id, "back")})
	w.must("sari", Complete{Task: ref("goods-return-2", "smell")})
	w.must("sari", Complete{Task: ref("goods-return-2", "look")})
	w.wants(id, "refund")

	w, id = checkedReturns(t)
	w.must("sari", CancelCase{Case: "goods-return-1", Reason: "no time"})
	w.must("hendra", Skip{Task: ref(id, "back"), Reason: "the customer keeps it"})
	w.wants(id, "refund")
}

// TestAChildWithoutAnOpenCheckGoesOnWhenCancelled: nothing was gone round, or
// the process says itself where it goes.
func TestAChildWithoutAnOpenCheckGoesOnWhenCancelled(t *testing.T) {
	w, id := checkedReturns(t)
	w.must("sari", Complete{Task: ref("goods-return-1", "smell")})
	w.must("sari", CancelCase{Case: "goods-return-1", Reason: "no time"})
	w.wants(id, "refund")
	w, id = checkedReturns(t, Outcome{Name: RunCancelled, To: []string{"explain"}})
	w.must("sari", CancelCase{Case: "goods-return-1", Reason: "no time"})
	w.wants(id, "explain")
}

// TestACheckOfWhatAChildRunsIsNotGoneRound: the check stands two cases below.
func TestACheckOfWhatAChildRunsIsNotGoneRound(t *testing.T) {
	w := newWorld(t)
	run := func(id, other string) Process {
		return Process{Name: id, Role: "warehouse", Steps: []Step{{ID: "x", Kind: Run, Text: other}, {ID: "y", Text: "Do it"}}}
	}
	w.publish(Process{Name: "low", Role: "warehouse", Steps: []Step{{ID: "look", Text: "Look", NeverSkip: true}}})
	w.publish(run("mid", "low"))
	w.publish(run("top", "mid"))
	id := w.must("sari", StartCase{Process: "top"}).Case
	w.refused("hendra", Skip{Task: ref(id, "x"), Reason: "no time"}, "never_skip")
	w.must("hendra", CancelCase{Case: "mid-1", Reason: "no time"})
	w.wants(id, "x")
	if x := w.cases[id].Task("x"); x.Held == nil || x.Held.Case != "mid-1" || x.Held.Step != "Look" {
		t.Errorf("%+v", x)
	}
	if low := w.cases["low-1"]; low.State != Cancelled {
		t.Errorf("%+v", low)
	}
}
