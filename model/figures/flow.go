package figures

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"alur/model/eventlog"
	"alur/model/stats"
)

// Variant says how different the ways of cases are.
type Variant struct {
	// Singletons are variants of one case.
	Singletons int `json:"singletons"`
	// Entropy is Shannon's, of how cases are spread over variants, in nats.
	// Effective is its exponential: so many variants, all as frequent, would
	// be as hard to foretell. Both grow with the number of cases; compare them
	// at equal numbers only.
	Entropy   float64 `json:"entropy"`
	Effective float64 `json:"effective_number"`
	// OfCases and OfVariants are the entropy by the most it can be with so
	// many cases or variants; 0 where there is one.
	OfCases    float64 `json:"entropy_by_ln_cases"`
	OfVariants float64 `json:"entropy_by_ln_variants"`
	// ForMost is how many variants, the most frequent first, make up 80 % of
	// the cases.
	ForMost int `json:"for_80_percent"`
	// Simpson is the chance that two cases, drawn with putting back, are of
	// different variants.
	Simpson float64 `json:"simpson"`
}

// Path is a variant: its steps, and how many cases took it.
type Path struct {
	Steps []string `json:"steps"`
	Cases int      `json:"cases"`
	Share float64  `json:"share"`
}

// pathsShown is how many of the most frequent variants are told.
const pathsShown = 10

// HandOff says how often work goes from one person to another.
type HandOff struct {
	Total int `json:"total"`
	// Pairs are instances one after the other whose persons are both known.
	Pairs int      `json:"pairs"`
	Share *float64 `json:"share"`
	// PingPong are returns: from one to another and back, however much either
	// did in between. Steps of nobody known are passed over.
	PingPong int `json:"ping_pong"`
}

// Handover is how often the work of one person was followed by that of
// another, or by their own. An empty name is a person nobody recorded.
type Handover struct {
	From  string  `json:"from"`
	To    string  `json:"to"`
	Count int     `json:"count"`
	Share float64 `json:"share"`
}

// Follow is how often a step directly follows another in a case, and how long
// it takes from the end of the one to the begin of the other: none where they
// overlap. Where no begin was recorded, it is from end to end.
type Follow struct {
	From  string             `json:"from"`
	To    string             `json:"to"`
	Count int                `json:"count"`
	Time  stats.Distribution `json:"time"`
	// Deviation is the standard deviation (n-1) of the times, 0 for one.
	Deviation float64 `json:"deviation"`

	from, to int32
}

// tally numbers pairs in the order in which they come, and counts them.
type tally struct {
	// index has the number of a pair. With few numbers a table does it, of
	// number+1 at (a+1)*wide+b+1, since None is -1.
	index map[uint64]int32
	table []int32
	wide  int32
	pairs [][2]int32
	count []int
}

// tableUpTo is up to how many different numbers pairs stand in a table.
const tableUpTo = 512

// newTally is one for pairs of so many numbers and None.
func newTally(numbers int) tally {
	if numbers > tableUpTo {
		return tally{index: map[uint64]int32{}}
	}
	wide := numbers + 1
	return tally{table: make([]int32, wide*wide), wide: int32(wide)} //nolint:gosec // It is small.
}

func pairKey(a, b int32) uint64 {
	return uint64(uint32(a))<<32 | uint64(uint32(b)) //nolint:gosec // Both halves as they are.
}

// of is the number of a pair; -1 where it has not come yet.
func (t *tally) of(a, b int32) int32 {
	if t.table != nil {
		return t.table[(a+1)*t.wide+b+1] - 1
	}
	if id, ok := t.index[pairKey(a, b)]; ok {
		return id
	}
	return -1
}

func (t *tally) add(a, b int32, n int) int32 {
	id := t.of(a, b)
	if id < 0 {
		id = int32(len(t.pairs)) //nolint:gosec // There are fewer than 2^31 rows.
		t.pairs, t.count = append(t.pairs, [2]int32{a, b}), append(t.count, 0)
		if t.table != nil {
			t.table[(a+1)*t.wide+b+1] = id + 1
		} else {
			t.index[pairKey(a, b)] = id
		}
	}
	t.count[id] += n
	return id
}

// flow reckons how cases go from step to step and from person to person.
func (r *reckoning) flow(s *scratch) {
	l := r.l
	follows, handovers := newTally(len(l.Steps)), newTally(len(l.People))
	times, which := make([]int64, 0, l.Len()), make([]int32, 0, l.Len())
	handoffs := make([]int64, 0, len(l.Cases))
	ways := newWays()
	for c := range l.Cases {
		if !r.closed[c] {
			continue
		}
		first, to := l.First[c], l.First[c+1]
		ways.add(l.Step[first:to])
		for i := first + 1; i < to; i++ {
			which = append(which, follows.add(l.Step[i-1], l.Step[i], 1))
			handovers.add(l.Person[i-1], l.Person[i], 1)
			times = append(times, between(r.lens.shop, l.End[i-1], l.Begin(int(i))))
		}
		handoffs = append(handoffs, r.handOffs(l.Person[first:to]))
	}
	r.f.HandOff.Share = ratio(float64(r.f.HandOff.Total), float64(r.f.HandOff.Pairs))
	r.f.HandOffs = s.numbers(handoffs)
	r.variants(ways)
	r.follows(s, follows, grouped(times, which, len(follows.pairs)))
	r.handovers(handovers)
}

// handOffs counts the changes of person in a case.
func (r *reckoning) handOffs(people []int32) int64 {
	h := &r.f.HandOff
	n := 0
	for i := 1; i < len(people); i++ {
		if a, b := people[i-1], people[i]; a != eventlog.None && b != eventlog.None {
			h.Pairs++
			if a != b {
				n++
			}
		}
	}
	h.Total += n
	before, now := eventlog.None, eventlog.None
	for _, p := range people {
		if p == eventlog.None || p == now {
			continue
		}
		if p == before {
			h.PingPong++
		}
		before, now = now, p
	}
	return int64(n)
}

// ways are the variants and how many cases took each.
type ways struct {
	index map[string]int32
	count []int
	steps [][]int32
	key   []byte
	all   int
}

func newWays() *ways { return &ways{index: map[string]int32{}} }

func (w *ways) add(steps []int32) {
	w.key = w.key[:0]
	for _, s := range steps {
		w.key = binary.LittleEndian.AppendUint32(w.key, uint32(s)) //nolint:gosec // The bits as they are.
	}
	id, ok := w.index[string(w.key)]
	if !ok {
		id = int32(len(w.count)) //nolint:gosec // There are fewer than 2^31 rows.
		w.index[string(w.key)] = id
		w.count, w.steps = append(w.count, 0), append(w.steps, steps)
	}
	w.count[id]++
	w.all++
}

// most is the share of cases that ForMost variants cover.
const most = 0.8

func (r *reckoning) variants(w *ways) {
	f := &r.f
	f.Variants = len(w.count)
	f.Paths = []Path{}
	if w.all == 0 {
		return
	}
	order := make([]int, len(w.count))
	for i := range order {
		order[i] = i
	}
	// The one that came first stands first where two are as frequent.
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.count[b], w.count[a]) })
	v := &f.Variant
	n, covered := float64(w.all), 0
	var squares float64
	for _, id := range order {
		if float64(covered) < most*n {
			v.ForMost++
		}
		covered += w.count[id]
		squares += float64(w.count[id]) / n * (float64(w.count[id]) / n)
		if w.count[id] == 1 {
			v.Singletons++
		}
		if len(f.Paths) < pathsShown {
			f.Paths = append(f.Paths, Path{Steps: r.names(w.steps[id]), Cases: w.count[id], Share: float64(w.count[id]) / n})
		}
	}
	v.Entropy, v.Effective, v.Simpson = stats.Entropy(w.count), stats.EffectiveNumber(w.count), 1-squares
	v.OfCases, v.OfVariants = by(v.Entropy, math.Log(n)), by(v.Entropy, math.Log(float64(len(w.count))))
}

// by is a by b, 0 where b is.
func by(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func (r *reckoning) names(steps []int32) []string {
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i] = r.l.Steps[s].Name
	}
	return names
}

// follows makes the directly-follows graph, by steps in the order of the log.
func (r *reckoning) follows(s *scratch, t tally, times groups) {
	rows := make([][]int, len(r.l.Steps))
	r.f.Follows = []Follow{}
	for id, pair := range t.pairs {
		rows[pair[0]] = append(rows[pair[0]], t.count[id])
		ns := times.of(id)
		f := Follow{
			From: r.l.Steps[pair[0]].Name, To: r.l.Steps[pair[1]].Name, Count: t.count[id],
			Time: s.distribution(ns), from: pair[0], to: pair[1],
		}
		f.Deviation = deviation(ns, f.Time.Mean)
		r.f.Follows = append(r.f.Follows, f)
	}
	slices.SortFunc(r.f.Follows, func(a, b Follow) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	r.f.FollowEntropy = stats.ConditionalEntropy(rows)
}

// deviation is the standard deviation of times about their mean in seconds.
func deviation(ns []int64, mean float64) float64 {
	if len(ns) < 2 {
		return 0
	}
	var sum float64
	for _, v := range ns {
		d := float64(v)/secondNs - mean
		sum += d * d
	}
	return math.Sqrt(sum / float64(len(ns)-1))
}

// handovers lists who followed on whom, the most frequent first.
func (r *reckoning) handovers(t tally) {
	all := 0
	for _, n := range t.count {
		all += n
	}
	r.f.Handover = []Handover{}
	if len(r.l.People) == 0 {
		return
	}
	name := func(id int32) string {
		if id == eventlog.None {
			return ""
		}
		return r.l.People[id]
	}
	for id, pair := range t.pairs {
		r.f.Handover = append(r.f.Handover, Handover{
			From: name(pair[0]), To: name(pair[1]), Count: t.count[id], Share: float64(t.count[id]) / float64(all),
		})
	}
	slices.SortFunc(r.f.Handover, func(a, b Handover) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}
