package ui

import (
	"slices"
	"testing"

	"alur/model"
)

// TestNamesThatAreCutStillDiffer: names that begin alike are shown from where
// they part on; those that fit, and those that are the same, stay as they are.
func TestNamesThatAreCutStillDiffer(t *testing.T) {
	th := newTheme(NoColour, false)
	for _, tt := range []struct {
		names, want []string
	}{
		{[]string{"Pack", "Hand the parcel to the courier"}, []string{"Pack", "Hand the parce…"}},
		{
			[]string{"Request For Payment SUBMITTED", "Request For Payment REJECTED", "Payment Handled", "Request For Payment FINAL_APPROVED by SUPERVISOR"},
			[]string{"…SUBMITTED", "…REJECTED", "Payment Handled", "…FINAL_APPROVE…"},
		},
		{[]string{"FINAL_APPROVED_by_SUPERVISOR", "FINAL_APPROVED_by_DIRECTOR"}, []string{"…_by_SUPERVISOR", "…ED_by_DIRECTOR"}},
		{[]string{"The same long name in two processes", "The same long name in two processes"}, []string{"The same long n…", "The same long n…"}},
	} {
		w := 15
		if tt.names[0] == tt.names[1] {
			w = 16
		}
		if got := th.apart(tt.names, w); !slices.Equal(got, tt.want) {
			t.Errorf("%q are shown as %q, want %q", tt.names, got, tt.want)
		}
	}
}

// TestAConvolutedTableHasRows: however much there is to say over and under it,
// a table has rows, says how many more there are, and under it stands how many
// cases go right the first time.
func TestAConvolutedTableHasRows(t *testing.T) {
	for lang, want := range map[model.Lang][]string{
		model.English:    {"▼ 22 more", "217 ways", "Right the first time: 7 % (", "What makes it involved"},
		model.Indonesian: {"▼ 22 lagi", "217 jalan", "Langsung benar: 7 % (", "Yang membuatnya rumit"},
	} {
		factory(t, lang).press("tab").sees(want...)
	}
}
