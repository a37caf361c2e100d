package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// values draws some values, often equal ones.
func values(least, most int) *rapid.Generator[[]float64] {
	return rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.Map(rapid.IntRange(0, 5), func(i int) float64 { return float64(i) })), least, most)
}

func lastings(least, most int) *rapid.Generator[[]Lasting] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Lasting {
		return Lasting{
			Time:    float64(rapid.IntRange(0, 12).Draw(t, "time")),
			Ended:   rapid.IntRange(0, 3).Draw(t, "ended") > 0,
			Stratum: rapid.IntRange(0, 2).Draw(t, "stratum"),
		}
	}), least, most)
}

func share() *rapid.Generator[float64] { return rapid.Float64Range(0, 1) }

func rates() *rapid.Generator[Rate] {
	return rapid.Custom(func(t *rapid.T) Rate {
		n := rapid.IntRange(0, 500).Draw(t, "n")
		return RateOf(rapid.IntRange(0, n).Draw(t, "k"), n)
	})
}

func TestLawsOfQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := values(1, 80).Draw(t, "x")
		slices.Sort(x)
		p, q := share().Draw(t, "p"), share().Draw(t, "q")
		p, q = min(p, q), max(p, q)
		for _, f := range []func([]float64, float64) float64{Quantile7[float64], NearestRank[float64]} {
			if a, b := f(x, p), f(x, q); a > b || a < x[0] || b > x[len(x)-1] {
				t.Fatalf("quantiles %v and %v of %v: %v and %v", p, q, x, a, b)
			}
		}
		if !slices.Contains(x, NearestRank(x, p)) {
			t.Fatal("the nearest rank is none of the values")
		}
		// Type 7 of the negated values, from the other end, is the same.
		minus := make([]float64, len(x))
		for i, v := range x {
			minus[len(x)-1-i] = -v
		}
		if a, b := Quantile7(x, p), -Quantile7(minus, 1-p); math.Abs(a-b) > 1e-6 {
			t.Fatalf("from the other end: %v and %v", a, b)
		}
		full := QuantileOf(x, p)
		if !full.Range.Contains(full.Value) || full.TooFew != (len(x) < EnoughFor(p)) {
			t.Fatalf("%+v", full)
		}
		d := DescribeSorted(x)
		if d.Min > d.Mean || d.Mean > d.Max || d.P50 > d.P75 || d.P75 > d.P85 || d.P85 > d.P90 || d.P90 > d.P95 || d.P95 > d.Max {
			t.Fatalf("%+v", d)
		}
		if shuffled := Describe(rapid.Permutation(x).Draw(t, "shuffled")); shuffled != d {
			t.Fatalf("%+v in another order is %+v", d, shuffled)
		}
	})
}

func TestLawsOfRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, p := rapid.IntRange(1, 3000).Draw(t, "n"), rapid.Float64Range(0.01, 0.99).Draw(t, "p")
		low, high := QuantileRanks(n, p)
		if low >= high || low < 0 || high > n+1 {
			t.Fatalf("ranks %d and %d of %d", low, high, n)
		}
		if c := RanksCover(n, p, low, high); c < 0.95-1e-9 {
			t.Fatalf("they cover %v", c)
		}
		if low > 0 && 1-RanksCover(n, p, low+1, n+1) <= tail || high <= n && 1-RanksCover(n, p, 0, high-1) <= tail {
			t.Fatalf("ranks %d and %d of %d could be closer", low, high, n)
		}
		upper, lower := QuantileRanks(n, 1-p)
		if low != n+1-lower || high != n+1-upper {
			t.Fatalf("p%v of %d has %d and %d, p%v %d and %d", p, n, low, high, 1-p, upper, lower)
		}
	})
}

func TestLawsOfRates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, s := rates().Draw(t, "r"), rates().Draw(t, "s")
		w := r.Wilson()
		if !w.Contains(r.Share()) || w.Low < 0 || w.High > 1 {
			t.Fatalf("%v: %v", r, w)
		}
		if r.K < r.N {
			if more := (Rate{r.K + 1, r.N}).Wilson(); more.Low <= w.Low || more.High <= w.High {
				t.Fatalf("one more of %v: %v, was %v", r, more, w)
			}
		}
		if other := (Rate{r.N - r.K, r.N}).Wilson(); r.Known() && (math.Abs(other.Low-1+w.High) > 1e-12 || math.Abs(other.High-1+w.Low) > 1e-12) {
			t.Fatalf("those who did not: %v, those who did: %v", other, w)
		}
		if wide := (Rate{2 * r.K, 2 * r.N}).Wilson(); r.Known() && wide.High-wide.Low >= w.High-w.Low {
			t.Fatalf("twice as many cases as %v are not surer", r)
		}
		d, back := DifferenceOfRates(r, s), DifferenceOfRates(s, r)
		if !d.Range.Contains(d.Value) || d.Value != -back.Value || d.Range != back.Range.mirrored() {
			t.Fatalf("%+v and back %+v", d, back)
		}
		if same := DifferenceOfRates(r, r); !same.Range.Contains(0) {
			t.Fatalf("from itself: %+v", same)
		}
	})
}

func TestLawsOfRankTests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := values(1, 30).Draw(t, "x"), values(1, 30).Draw(t, "y")
		u, p := MannWhitney(x, y)
		v, q := MannWhitney(y, x)
		if u+v != float64(len(x)*len(y)) || math.Abs(p-q) > 1e-12 || p < 0 || p > 1 {
			t.Fatalf("U %v and %v, p %v and %v", u, v, p, q)
		}
		var pairs float64
		for _, a := range x {
			for _, b := range y {
				switch {
				case a > b:
					pairs++
				case a < b:
					pairs--
				}
			}
		}
		if d := CliffsDelta(x, y); math.Abs(d-pairs/float64(len(x)*len(y))) > 1e-12 {
			t.Fatalf("delta %v, of pairs %v", d, pairs)
		}
	})
}

func TestLawsOfSurvival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, other := lastings(0, 40).Draw(t, "rows"), lastings(0, 40).Draw(t, "other")
		s := KaplanMeier(rows)
		left, ended := 1.0, 0
		for _, step := range s.Steps {
			if step.Left > left || step.Left < 0 || step.Ended < 1 || step.AtRisk < step.Ended {
				t.Fatalf("%+v", s)
			}
			left, ended = step.Left, ended+step.Ended
		}
		if ended != s.Ended || s.N != len(rows) {
			t.Fatalf("%d ended in steps, %d in all", ended, s.Ended)
		}
		m, ok := s.Median()
		if ok && !s.MedianRange().Contains(m) {
			t.Fatalf("median %v in %v", m, s.MedianRange())
		}
		// Had the open cases ended now, the curve would lie lower.
		var all []Lasting
		var times []float64
		for _, r := range rows {
			all = append(all, Lasting{r.Time, true, r.Stratum})
			times = append(times, r.Time)
		}
		if sure, known := KaplanMeier(all).Median(); known && ok && sure > m {
			t.Fatalf("median %v, of ended cases only %v", m, sure)
		}
		slices.Sort(times)
		if sure, known := KaplanMeier(all).Median(); known && sure != Quantile7(times, 0.5) {
			t.Fatalf("median of ended cases %v, of their times %v", sure, Quantile7(times, 0.5))
		}
		z, p := PetoPeto(rows, other)
		back, q := PetoPeto(other, rows)
		if math.Abs(z+back) > 1e-9 || math.Abs(p-q) > 1e-9 || p < 0 || p > 1 {
			t.Fatalf("z %v and %v, p %v and %v", z, back, p, q)
		}
		if z, _ := PetoPeto(rows, rows); math.Abs(z) > 1e-9 {
			t.Fatalf("z %v from itself", z)
		}
		if d := DeltaOfLasting(rows, other); math.Abs(d) > 1 || d != -DeltaOfLasting(other, rows) || len(rows)*len(other) > 0 && d != gehan(rows, other) {
			t.Fatalf("delta %v, of pairs %v", d, gehan(rows, other))
		}
	})
}

// gehan is Gehan's delta pair by pair.
func gehan(before, after []Lasting) float64 {
	longer := func(a, b Lasting) float64 {
		if b.Ended && (a.Time > b.Time || a.Time == b.Time && !a.Ended) {
			return 1
		}
		return 0
	}
	var sum float64
	for _, b := range before {
		for _, a := range after {
			sum += longer(a, b) - longer(b, a)
		}
	}
	return sum / float64(len(before)*len(after))
}

func TestLawsOfTheBootstrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := values(6, 20).Draw(t, "x"), values(6, 20).Draw(t, "y")
		b := Bootstrap{Seed: rapid.Uint64().Draw(t, "seed")}
		d := b.DifferenceOfMedians(x, y)
		if !d.Range.Contains(d.Value) || !d.Range.Bounded() {
			t.Fatalf("%+v", d)
		}
		if again := b.DifferenceOfMedians(rapid.Permutation(x).Draw(t, "in another order"), y); again != d {
			t.Fatalf("%+v, again %+v", d, again)
		}
		sorted := func(v []float64) []float64 { return slices.Sorted(slices.Values(v)) }
		if want := Quantile7(sorted(y), 0.5) - Quantile7(sorted(x), 0.5); math.Abs(d.Value-want) > 1e-9*max(1, math.Abs(want)) {
			t.Fatalf("difference %v, of medians %v", d.Value, want)
		}
		if back := b.DifferenceOfMedians(y, x); !slices.Equal(sorted(x), sorted(y)) && (back.Value != -d.Value || back.Range != d.Range.mirrored()) {
			t.Fatalf("%+v and back %+v", d, back)
		}
		n := min(len(x), len(y))
		if r := b.RatioOfSums(x[:n], y[:n]); !r.Range.Contains(r.Value) || r != b.RatioOfSums(x[:n], y[:n]) {
			t.Fatalf("%+v, again %+v", r, b.RatioOfSums(x[:n], y[:n]))
		}
		if r := b.RatioOfSums(y[:n], y[:n]); r.Value != 1 && r.Value != 0 {
			t.Fatalf("of itself %+v", r)
		}
		m := b.DifferenceOfMeans(x, y)
		if want := Describe(y).Mean - Describe(x).Mean; math.Abs(m.Value-want) > 1e-9*max(1, math.Abs(want)) || !m.Range.Contains(m.Value) {
			t.Fatalf("difference %+v, of means %v", m, want)
		}
		if back := b.DifferenceOfMeans(y, x); !slices.Equal(sorted(x), sorted(y)) && (back.Value != -m.Value || back.Range != m.Range.mirrored()) {
			t.Fatalf("%+v and back %+v", m, back)
		}
		rows, other := lastings(0, 25).Draw(t, "rows"), lastings(0, 25).Draw(t, "other")
		l, known := b.DifferenceOfLasting(rows, other)
		if known && !l.Range.Contains(l.Value) {
			t.Fatalf("%+v", l)
		}
		back, ok := b.DifferenceOfLasting(other, rows)
		if same := slices.Equal(sortLasting(rows), sortLasting(other)); ok != known || !same && (back.Value != -l.Value || back.Range != l.Range.mirrored()) {
			t.Fatalf("%+v %v and back %+v %v", l, known, back, ok)
		}
	})
}

// TestTheSeedDecides: another seed draws other cases, and more resamples too.
func TestTheSeedDecides(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	x, y := make([]float64, 40), make([]float64, 40)
	for i := range x {
		x[i], y[i] = rng.ExpFloat64(), rng.ExpFloat64()
	}
	one := Bootstrap{Seed: 1}.RatioOfSums(x, y)
	if two := (Bootstrap{Seed: 2}).RatioOfSums(x, y); two.Range == one.Range || two.Value != one.Value {
		t.Errorf("seed 1 gives %+v, seed 2 %+v", one, two)
	}
	if few := (Bootstrap{Seed: 1, Resamples: 10}).RatioOfSums(x, y); few != one {
		t.Errorf("fewer resamples than the least give %+v", few)
	}
	if more := (Bootstrap{Seed: 1, Resamples: 9000}).RatioOfSums(x, y); more.Range == one.Range {
		t.Error("9000 resamples give what 2000 give")
	}
}

func TestLawsOfEntropies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SliceOfN(rapid.IntRange(0, 50), 4, 4)
		rows := rapid.SliceOfN(row, 1, 6).Draw(t, "rows")
		total := make([]int, 4)
		for _, r := range rows {
			for i, c := range r {
				total[i] += c
			}
		}
		h := Entropy(total)
		if h < 0 || h > math.Log(4)+1e-12 {
			t.Fatalf("entropy %v", h)
		}
		if c := ConditionalEntropy(rows); c < 0 || c > h+1e-9 {
			t.Fatalf("conditional entropy %v of %v", c, h)
		}
		if e := EffectiveNumber(total); h > 0 && math.Abs(math.Log(e)-h) > 1e-9 || e > 4+1e-9 {
			t.Fatalf("%v kinds for an entropy of %v", e, h)
		}
		if math.Abs(Entropy(rapid.Permutation(total).Draw(t, "permuted"))-h) > 1e-12 {
			t.Fatal("the order of kinds changes the entropy")
		}
	})
}

func TestLawsOfQueues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := Queue{
			Services: rapid.Float64Range(0.1, 10).Draw(t, "services"), C: rapid.IntRange(1, 30).Draw(t, "servers"),
		}
		q.Arrivals = rapid.Float64Range(0.01, 0.98).Draw(t, "load") * float64(q.C) * q.Services
		if w := q.Waits(); w < 0 || w > 1 || w < ErlangB(q.C, q.Offered())-1e-12 {
			t.Fatalf("%v wait", w)
		}
		more := q
		more.C++
		busier := q
		busier.Arrivals *= 1.01
		if more.Wait() > q.Wait() || busier.Wait() < q.Wait() {
			t.Fatalf("wait %v, with one more server %v, with more to do %v", q.Wait(), more.Wait(), busier.Wait())
		}
		if l := q.Waiting() + q.Offered(); math.Abs(l-q.Within()) > 1e-9*max(1, l) {
			t.Fatalf("%v wait or are served, Little says %v", l, q.Within())
		}
		if p := share().Draw(t, "p"); p > 0.001 && p < 0.999 {
			if at := q.WaitQuantile(p); at > 0 && math.Abs(q.WaitsLonger(at)-(1-p)) > 1e-9 {
				t.Fatalf("%v wait longer than %v", q.WaitsLonger(at), at)
			}
		}
	})
}

func TestLawsOfNeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delta, others := rapid.Float64Range(0.02, 1).Draw(t, "delta"), rapid.IntRange(0, 20000).Draw(t, "others")
		each, _ := NeedForDeltaEach(delta)
		if n, ok := NeedForDelta(delta, others); ok != (others > each/2) && math.Abs(float64(others-each/2)) > 1 || ok && others >= each && n > each {
			t.Fatalf("%d beside %d, %v; each %d", n, others, ok, each)
		}
		if n, ok := NeedForDelta(delta, each); !ok || n > each {
			t.Fatalf("%d beside %d", n, each)
		}
		if wider, _ := NeedForDeltaEach(delta * 1.5); wider > each {
			t.Fatalf("%d for more, %d for less", wider, each)
		}
		p, q := rapid.Float64Range(0.01, 0.99).Draw(t, "p"), rapid.Float64Range(0.01, 0.99).Draw(t, "q")
		n, ok := NeedForRates(p, q)
		if m, _ := NeedForRates(q, p); n != m || ok && n < 1 {
			t.Fatalf("%d and %d", n, m)
		}
	})
}
