package findings

import (
	"cmp"
	"encoding/binary"
	"slices"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Involved is how involved the ways of a process are, over its closed cases,
// and what makes them so.
type Involved struct {
	Process string `json:"process,omitempty"`
	Cases   int    `json:"cases"`
	// Steps and HandOvers are the median of rounds, and of changes of the person
	// from one round to the next, in a case.
	Steps     float64 `json:"steps_p50"`
	HandOvers float64 `json:"hand_overs_p50"`
	// Ways are the different sequences of steps, ForMost how many of them, the
	// most frequent first, make up 80 % of the cases; Entropy is Shannon's, in
	// nats (see figures.Variant).
	Ways    int     `json:"variants"`
	ForMost int     `json:"for_80_percent"`
	Entropy float64 `json:"entropy"`
	// FirstPass are cases in which nothing was sent back and nothing done over.
	FirstPass int `json:"first_pass"`
	// Spread is how many times as long as a usual case (the median) the slowest
	// 15 of 100 take at least; 0 where that is not known.
	Spread float64 `json:"spread"`
	// Rounds ended in the period, in cases of whatever end; of them Again did
	// over what the case had had, with a reason on record or not. GivenBack,
	// Unclear and Skipped are those of its steps (see Detour).
	Rounds    int `json:"rounds"`
	Again     int `json:"again"`
	GivenBack int `json:"given_back"`
	Unclear   int `json:"unclear"`
	Skipped   int `json:"skipped"`

	driver model.Reason
	// worst is the step with most rounds done over, and how many.
	worst     int32
	worstDone int
}

// Driver says what makes the process involved, above all; empty where there
// are too few cases to say.
func (v Involved) Driver(l model.Lang) string {
	if v.driver.Empty() {
		return ""
	}
	return v.driver.In(l)
}

// inShort is a number to one place, or none where it is whole.
func (r *reviewing) inShort(x float64) model.Sayable {
	if x == float64(int(x)) {
		return because(model.Say{EN: "%d", ID: "%d"}, int(x))
	}
	return r.times(x)
}

// noteworthy is from which share of its rounds on something makes a process
// involved.
const noteworthy = 0.05

// involved reckons the processes, the one with most rounds done over first.
func (r *reviewing) involved() {
	l := r.Log
	of := map[string]*Involved{}
	at := func(process string) *Involved {
		v := of[process]
		if v == nil {
			v = &Involved{Process: process}
			of[process] = v
		}
		return v
	}
	rounds := make([]int, len(l.Steps))
	for i, s := range l.Step {
		if !r.rows.Counted[i] {
			continue
		}
		v := at(l.Steps[s].Process)
		v.Rounds++
		if r.rows.Again[i] {
			v.Again++
			if rounds[s]++; rounds[s] > v.worstDone {
				v.worst, v.worstDone = s, rounds[s]
			}
		}
	}
	for _, d := range r.f.Detours {
		v := at(d.Process)
		v.GivenBack, v.Unclear, v.Skipped = v.GivenBack+d.GivenBack, v.Unclear+d.Unclear, v.Skipped+d.Skipped
	}
	for process, cases := range r.closedByProcess() {
		r.ways(at(process), cases)
	}
	r.f.Involved = []Involved{}
	for _, v := range of {
		v.driver = r.driver(v)
		r.f.Involved = append(r.f.Involved, *v)
	}
	slices.SortFunc(r.f.Involved, func(a, b Involved) int {
		return cmp.Or(cmp.Compare(b.Again, a.Again), cmp.Compare(a.Process, b.Process))
	})
}

// closedByProcess are the closed cases of each process.
func (r *reviewing) closedByProcess() map[string][]int {
	of := map[string][]int{}
	for c := range r.Log.Cases {
		if r.rows.Closed[c] {
			of[r.process(c)] = append(of[r.process(c)], c)
		}
	}
	return of
}

// ways reckons the sequences of cases.
func (r *reviewing) ways(v *Involved, cases []int) {
	l := r.Log
	number := map[string]int{}
	var counts []int
	steps, overs, leads := make([]float64, 0, len(cases)), make([]float64, 0, len(cases)), make([]float64, 0, len(cases))
	var key []byte
	for _, c := range cases {
		key = key[:0]
		last, over, right := eventlog.None, 0, 1
		for i := l.First[c]; i < l.First[c+1]; i++ {
			key = binary.AppendVarint(key, int64(l.Step[i]))
			if l.Failed[i] || r.rows.Again[i] {
				right = 0
			}
			p := l.Person[i]
			if p != eventlog.None && last != eventlog.None && p != last {
				over++
			}
			if p != eventlog.None {
				last = p
			}
		}
		n, known := number[string(key)]
		if !known {
			n = len(counts)
			number[string(key)] = n
			counts = append(counts, 0)
		}
		counts[n]++
		v.FirstPass += right
		steps, overs = append(steps, float64(l.First[c+1]-l.First[c])), append(overs, float64(over))
		leads = append(leads, seconds(r.rows.Open(r.rows.CaseFrom[c], r.rows.CaseTo[c])))
	}
	v.Cases, v.Ways = len(cases), len(counts)
	v.Entropy = stats.Entropy(counts)
	v.Steps, v.HandOvers = stats.Describe(steps).P50, stats.Describe(overs).P50
	if lead := stats.Describe(leads); len(cases) >= stats.EnoughFor(0.85) && lead.P50 > 0 {
		v.Spread = lead.P85 / lead.P50
	}
	slices.SortFunc(counts, func(a, b int) int { return cmp.Compare(b, a) })
	for covered := 0; 10*covered < 8*len(cases); v.ForMost++ {
		covered += counts[v.ForMost]
	}
}

// driver is what makes a process involved, above all: what happens to the
// largest share of its rounds, or else that its work goes from hand to hand.
func (r *reviewing) driver(v *Involved) model.Reason {
	if v.Cases < Enough || v.Rounds == 0 {
		return model.Reason{}
	}
	part := func(n int) float64 { return float64(n) / float64(v.Rounds) }
	again, unclear, skipped := part(v.Again), part(v.GivenBack+v.Unclear), part(v.Skipped)
	switch most := max(again, unclear, skipped); {
	case most < noteworthy && v.HandOvers >= 1 && 2*v.HandOvers >= v.Steps:
		return because(model.Say{
			EN: "What makes it involved: its work changes hands %s times in %s steps.",
			ID: "Yang membuatnya rumit: pekerjaannya pindah tangan %s kali dalam %s langkah.",
		}, r.inShort(v.HandOvers), r.inShort(v.Steps))
	case most < noteworthy:
		return because(model.Say{EN: "Nothing makes it involved: next to all of it goes straight on.", ID: "Tidak ada yang membuatnya rumit: hampir semuanya jalan terus."})
	case most == again:
		return because(model.Say{
			EN: "What makes it involved: %d of 100 rounds do over what was done, most of all %s (%d).",
			ID: "Yang membuatnya rumit: %d dari 100 kali kerja mengulang, paling banyak %s (%d).",
		}, percent(again), r.title(v.worst), v.worstDone)
	case most == unclear:
		return because(model.Say{
			EN: "What makes it involved: %d of 100 rounds were given back or called unclear.",
			ID: "Yang membuatnya rumit: %d dari 100 kali kerja dilepas lagi atau disebut belum jelas.",
		}, percent(unclear))
	}
	return because(model.Say{
		EN: "What makes it involved: a person skips %d of 100 rounds.",
		ID: "Yang membuatnya rumit: %d dari 100 kali kerja dilewati orang.",
	}, percent(skipped))
}
