package model

import (
	"strings"
	"testing"
	"time"
)

func TestANewPromiseTakesACaseOutOfLate(t *testing.T) {
	w := newWorld(t)
	p := onlineOrder()
	p.Steps[2].Due = ""
	w.publish(p)
	id := w.must("dewi", StartCase{Process: "online-order", Fields: orderFields("1042", "cod"), Promise: w.now.Add(time.Hour)}).Case
	first := w.now.Add(time.Hour)
	if q := w.queue("sari"); q.Items[0].Band != Late {
		t.Fatalf("it is not late: %+v", q.Items[0])
	}
	later := w.now.AddDate(0, 0, 14)
	w.refused("sari", Repromise{Case: id, Promise: later}, "owner_role_only")
	w.refused("hendra", Repromise{Case: id}, "promise")
	w.refused("hendra", Repromise{Case: id, Promise: w.now}, "past")
	w.refused("hendra", Repromise{Case: id, Promise: first}, "same_promise")
	w.must("hendra", Repromise{Case: id, Promise: later, Reason: "Bu Rina agreed on the phone"})
	if q := w.queue("sari"); q.Items[0].Band != Normal {
		t.Errorf("it is still %v: %s", q.Items[0].Band, q.Items[0].Why.In(English))
	}
	if c := w.cases[id]; !c.Promise.Equal(later) || !c.FirstPromise.Equal(first) {
		t.Errorf("promised %s, first %s", c.Promise, c.FirstPromise)
	}
	w.must("hendra", Undo{})
	if c := w.cases[id]; !c.Promise.Equal(first) {
		t.Errorf("after undo it is promised for %s", c.Promise)
	}
}

func TestAnybodyCommentsOnACaseAlsoAfterItsEnd(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	id := w.order("1042", "cod")
	w.refused("dewi", Comment{Case: id, Text: "  "}, "comment")
	w.refused("dewi", Comment{Case: id, Text: strings.Repeat("x", 501)}, "long_text")
	w.refused("dewi", Comment{Case: "online-order-9", Text: "x"}, "unknown_case")
	w.must("sari", Comment{Case: id, Text: "ring twice\n"})
	w.must("hendra", CancelCase{Case: id, Reason: "customer withdrew"})
	w.must("dewi", Comment{Case: id, Text: "she may order again in May"})
	got := w.cases[id].Comments
	if len(got) != 2 || got[0].By != "sari" || got[0].Text != "ring twice" || w.cases[id].State != Cancelled {
		t.Errorf("the comments are %+v", got)
	}
	w.must("dewi", Undo{})
	if got := w.cases[id].Comments; len(got) != 1 {
		t.Errorf("after undo the comments are %+v", got)
	}
}
