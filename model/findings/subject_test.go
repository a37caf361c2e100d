package findings

import (
	"slices"
	"testing"
)

// The cases behind a promise are those that were counted, the broken ones
// first; what can still be kept in good time is none of them.
func TestTheCasesBehindAPromise(t *testing.T) {
	h := byHand(t, "4 12:30")
	h.promises()
	all := PromisedOf(h.rec, h.q, "work")
	var got []string
	broken, tight := 0, 0
	for _, p := range all {
		got = append(got, p.Case)
		if p.Broken {
			broken++
		}
		if p.Tight {
			tight++
		}
	}
	p := h.review().Promises[0]
	if len(all) != p.Cases+p.Tight || broken != p.Cases-p.KeptLast || tight != p.Tight {
		t.Errorf("%d cases, %d broken, %d tight; the figures are of %+v", len(all), broken, tight, p)
	}
	if want := []string{"work-4", "work-3", "work-5", "work-2", "work-1"}; !slices.Equal(got, want) {
		t.Errorf("in the order %v, want %v", got, want)
	}
	if left := PromisedOf(h.rec, h.q, "play"); len(left) != 0 {
		t.Errorf("another process has %v", left)
	}
}

// The rounds behind the load of a role are those its executions are counted
// from, and what waits for it.
func TestTheRoundsBehindALoad(t *testing.T) {
	h := byHand(t, "4 12:30")
	h.promises()
	done := 0
	for _, r := range RoundsOf(h.rec, h.q, Subject{Role: "role"}) {
		if r.Ended != -1<<63 {
			done++
		}
	}
	if load := h.review().Loads[0]; done != load.Executions || done == 0 {
		t.Errorf("%d rounds are listed, the load is of %d", done, load.Executions)
	}
	if none := RoundsOf(h.rec, h.q, Subject{Role: "nobody"}); len(none) != 0 {
		t.Errorf("a role without work has %v", none)
	}
}
