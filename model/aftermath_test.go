package model

import "testing"

// TestWhatAnActDidToOtherCasesIsSaid: who skips or cancels hears which cases
// end with it, and which step waits for the owner now.
func TestWhatAnActDidToOtherCasesIsSaid(t *testing.T) {
	w, _ := checkedReturns(t)
	says := func(d Decision, want ...string) {
		t.Helper()
		var got []string
		for _, r := range Aftermath(d.Events, w.shop) {
			got = append(got, r.In(English))
			if r.In(Indonesian) == r.In(English) {
				t.Errorf("%q in both languages", r.In(English))
			}
		}
		if len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	says(w.must("sari", CancelCase{Case: "goods-return-1", Reason: "no time"}),
		`sale-1/back now waits for Hendra: goods-return-1 was cancelled before "Smell it", which is never skipped.`)
	says(w.must("hendra", Skip{Task: ref("sale-1", "back"), Reason: "the customer keeps it"}))
	w, id := checkedReturns(t)
	says(w.must("sari", Complete{Task: ref("goods-return-1", "smell")}))
	says(w.must("hendra", Skip{Task: ref(id, "back"), Reason: "the customer keeps it"}), "goods-return-1 is cancelled as well: sale-1 no longer needs it.")
}
