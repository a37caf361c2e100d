package store_test

import (
	"fmt"
	"reflect"
	"testing"

	"alur/model/findings"
)

// TestAReviewAskedAgainIsTheSame: an answer is kept while nothing happens, and
// no longer; another question has another answer.
func TestAReviewAskedAgainIsTheSame(t *testing.T) {
	x := tokoMaju(t)
	ask := func(q findings.Question) findings.Review {
		t.Helper()
		review, err := x.Review(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return review
	}
	same := func(a, b findings.Review) bool { return a.Until.Equal(b.Until) }
	for n := range 3 {
		x.must("sari", pick(x.order(fmt.Sprint("A-", n))))
	}
	all := findings.Question{}
	first := ask(all)
	x.seconds.Add(30)
	if again := ask(all); !same(first, again) || !reflect.DeepEqual(again.Steps, first.Steps) {
		t.Error("half a minute later, without an act, it is reckoned anew")
	}
	if other := ask(findings.Question{Process: "nothing"}); reflect.DeepEqual(other.Steps, first.Steps) {
		t.Error("another question has the same answer")
	}
	x.seconds.Add(40)
	if later := ask(all); same(first, later) {
		t.Error("it stands still for more than a minute")
	}
	at := ask(all)
	x.must("sari", pick(x.order("B-1")))
	if after := ask(all); same(at, after) || reflect.DeepEqual(after.Steps, at.Steps) {
		t.Error("an act does not show")
	}
}
