package stats

import (
	"encoding/json"
	"math"
	"testing"
)

// inf is for figures that have no end.
var inf = math.Inf(1)

func TestPublishedFigures(t *testing.T) {
	off := func(what string, got, want, by float64) {
		t.Helper()
		if !(math.Abs(got-want) <= by) && got != want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	// ANALYTICS section 3: the smallest n for a bound.
	for p, want := range map[float64]int{0.5: 5, 0.75: 11, 0.85: 19, 0.9: 29, 0.95: 59, 0.99: 299, 0.25: 11} {
		if got := EnoughFor(p); got != want {
			t.Errorf("p%v needs %d, want %d", 100*p, got, want)
		}
	}
	// Newcombe 1998, table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 6/7 - 2/7, 5/56 - 0/29, 0/10 - 0/20, 10/10 - 0/10.
	for _, v := range []struct {
		k1, n1, k2, n2 int
		low, high      float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}, {6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926}, {0, 10, 0, 20, -0.1611, 0.2775}, {10, 10, 0, 10, 0.6075, 1},
	} {
		d := DifferenceOfRates(RateOf(v.k2, v.n2), RateOf(v.k1, v.n1))
		off("Newcombe low", d.Range.Low, v.low, 5e-5)
		off("Newcombe high", d.Range.High, v.high, 5e-5)
	}
	// Tandem, rework, pooling, by hand.
	off("tandem", TandemStay(0.8, 1, 2), 5+1/1.2, 1e-12)
	off("visits", ReworkVisits(0.2), 1.25, 1e-12)
	off("visits of what never leaves", ReworkVisits(1), inf, 0)
	off("apart", Queue{0.9, 1, 1}.Wait(), 9, 1e-12)
	off("pooled", Queue{1.8, 1, 2}.Wait(), 4.263158, 1e-6)
	off("overloaded", Queue{2, 1, 2}.Wait(), inf, 0)
	off("overloaded, share", Queue{3, 1, 2}.Waits(), 1, 0)
	off("overloaded, longer", Queue{3, 1, 2}.WaitsLonger(5), 1, 0)
	off("overloaded, p90", Queue{3, 1, 2}.WaitQuantile(0.9), inf, 0)
	off("nobody comes", Queue{0, 1, 2}.Wait(), 0, 0)
	off("Erlang B of 10 servers at 5 erlang", ErlangB(10, 5), 0.018385, 1e-6)
	// Noether: 2 x 7.849 / (3 x 0.33²) = 48.05, and Fleiss without correction.
	need := func(n int, ok bool) float64 {
		if !ok {
			return -1
		}
		return float64(n)
	}
	off("each of two sides", need(NeedForDeltaEach(0.33)), 49, 0)
	off("beside 1000", need(NeedForDelta(0.33, 1000)), 25, 0)
	off("beside 49", need(NeedForDelta(0.33, 49)), 48, 0)
	off("beside 20", need(NeedForDelta(0.33, 20)), -1, 0)
	off("of no difference", need(NeedForDelta(0, 100)), -1, 0)
	off("of no difference, each", need(NeedForDeltaEach(0)), -1, 0)
	off("rates .4 and .25", need(NeedForRates(0.25, 0.4)), 152, 0)
	off("rates alike", need(NeedForRates(0.5, 0.5)), -1, 0)
	// Entropies, by hand.
	off("entropy of four alike", Entropy([]int{5, 5, 5, 5}), math.Log(4), 1e-12)
	off("entropy of none", Entropy([]int{0, 0}), 0, 0)
	off("effective number", EffectiveNumber([]int{3, 0, 3}), 2, 1e-12)
	off("effective number of none", EffectiveNumber(nil), 0, 0)
	off("next known", ConditionalEntropy([][]int{{4, 0}, {0, 9}}), 0, 0)
	off("next half known", ConditionalEntropy([][]int{{2, 2}, {4, 0}}), math.Ln2/2, 1e-12)
	off("nothing follows", ConditionalEntropy([][]int{{0}, nil}), 0, 0)
	// XmR, by hand: 1, 3, 2, 6 with ranges 2, 1, 4.
	l := XmR([]float64{1, 3, 2, 6})
	off("XmR mean", l.Mean, 3, 1e-12)
	off("XmR low", l.Low, 3-2.66*7/3, 1e-12)
	off("XmR high", l.High, 3+2.66*7/3, 1e-12)
	off("XmR range", l.RangeHigh, 3.267*7/3, 1e-12)
	if l.Outside(9.2) || !l.Outside(9.3) || !l.Outside(-3.3) || XmR([]float64{4}).Outside(5) || XmR(nil).Outside(1) {
		t.Error("what is outside the limits")
	}
	// Peto and Peto by hand: 1, 2+ against 1, 3. At 1 of 4 at risk 2 end, 1 of
	// them of the first two: as expected. At 3 one is at risk.
	z, p := PetoPeto([]Lasting{{1, true, 0}, {2, false, 0}}, []Lasting{{1, true, 0}, {3, true, 0}})
	off("z", z, 0, 1e-12)
	off("p", p, 1, 1e-12)
	// 1, 2 against 3, 4: 1 x (1-1/2) + 3/4 (1-1/3) of variance 1/4 + 9/16 x 2/9.
	z, _ = PetoPeto([]Lasting{{1, true, 0}, {2, true, 0}}, []Lasting{{3, true, 0}, {4, true, 0}})
	off("z", z, 1/math.Sqrt(0.375), 1e-12)
}

func TestAQueueGrowsByMoreThanChance(t *testing.T) {
	for _, c := range []struct {
		came, left int
		want       bool
	}{{0, 0, false}, {4, 0, false}, {5, 0, true}, {9, 3, false}, {10, 3, true}, {15, 9, false}, {40, 60, false}, {600, 400, true}, {0, 5, false}} {
		if got := Growing(c.came, c.left); got != c.want {
			t.Errorf("%d came and %d left: growing is %v, by chance in %v", c.came, c.left, got, GrowingChance(c.came, c.left))
		}
	}
}

// TestOfNothing holds what each figure is of no cases and of equal ones.
func TestOfNothing(t *testing.T) {
	if d := Describe(nil); d != (Distribution{}) {
		t.Errorf("no values are %+v", d)
	}
	if q := QuantileOf(nil, 0.9); q.N != 0 || !q.TooFew || q.Range.Bounded() {
		t.Errorf("a quantile of none is %+v", q)
	}
	if Quantile7[float64](nil, 0.5) != 0 || NearestRank[float64](nil, 0.5) != 0 {
		t.Error("a quantile of none")
	}
	if r := (Rate{}); r.Known() || r.Share() != 0 || r.Wilson() != (Interval{0, 1}) {
		t.Errorf("a rate of none: %v %v", r.Share(), r.Wilson())
	}
	if d := DifferenceOfRates(Rate{}, RateOf(3, 4)); d != (Estimate{Range: Interval{-1, 1}}) {
		t.Errorf("against no cases: %+v", d)
	}
	for _, pair := range [][2][]float64{{nil, {1}}, {{1}, nil}, {{2, 2}, {2, 2, 2}}} {
		if _, p := MannWhitney(pair[0], pair[1]); p != 1 {
			t.Errorf("%v: p is %v", pair, p)
		}
		if CliffsDelta(pair[0], pair[1]) != 0 {
			t.Errorf("%v: a delta", pair)
		}
	}
	if _, ok := KaplanMeier(nil).Median(); ok {
		t.Error("a median of no cases")
	}
	open := []Lasting{{1, false, 0}, {2, false, 0}}
	if _, ok := KaplanMeier(open).Median(); ok || KaplanMeier(open).MedianRange().Bounded() {
		t.Error("a median of open cases only")
	}
	if z, p := PetoPeto(open, open); z != 0 || p != 1 {
		t.Error("a difference of open cases only")
	}
	if _, known := (Bootstrap{}).DifferenceOfLasting(open, open); known {
		t.Error("a difference of medians that are not reached")
	}
	if e := (Bootstrap{}).RatioOfSums(nil, nil); e.Value != 0 || e.Range.Bounded() {
		t.Errorf("a ratio of nothing: %+v", e)
	}
	if e := (Bootstrap{}).DifferenceOfMedians([]float64{1, 2, 3, 4, 5, 6}, []float64{1, 2, 3, 4, 5}); e.Range.Bounded() || e.Value != -0.5 {
		t.Errorf("of five cases: %+v", e)
	}
	text, err := json.Marshal([]any{unbounded(), Interval{0, inf}, Estimate{1, Interval{0, 2}}})
	if want := `[{"low":null,"high":null},{"low":0,"high":null},{"value":1,"range":{"low":0,"high":2}}]`; err != nil || string(text) != want {
		t.Errorf("%s, want %s", text, want)
	}
}
