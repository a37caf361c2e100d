package compare

import (
	"time"

	"alur/model"
	"alur/model/stats"
)

// Balance is how the work of the shop is shared among the kinds of process:
// what customers pay for, what keeps that going, what steers it. Times are in
// seconds of opening time within [From, To).
type Balance struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	// Kinds are core, support and management, in this order, also those without
	// work.
	Kinds []KindShare `json:"kinds"`
}

// KindShare is the part of one kind of process.
type KindShare struct {
	Kind model.Kind `json:"kind"`
	// Cases were under way at some moment, Rounds are tasks of people that were
	// worked on. Unknown are rounds that ended with no begin recorded: their
	// work and waiting is not among it.
	Cases   int `json:"cases"`
	Rounds  int `json:"rounds"`
	Unknown int `json:"unknown"`
	// Work is from begin to end without pauses, Waiting from ready to begin,
	// open tasks up to To. Late is how long cases were under way after what
	// was promised last.
	Work    float64 `json:"work_s"`
	Waiting float64 `json:"waiting_s"`
	Late    float64 `json:"late_s"`
	// The shares are of all kinds together; nil where there is nothing to share.
	WorkShare    *float64 `json:"work_share"`
	WaitingShare *float64 `json:"waiting_share"`
	LateShare    *float64 `json:"late_share"`
	// LateCases are how many ended after their promise or are open past it, of
	// those that ended with a promise or are open past it.
	LateCases stats.Rate `json:"late_cases"`
}

// enoughRounds is below how many rounds nothing is said of the shares.
const enoughRounds = 20

// BalanceOf shares out what was done in [from, to); cases of processes whose
// kind is not known are passed over. Cal counts opening time.
func BalanceOf(logs []*model.CaseLog, kindOf func(process string) model.Kind, from, to time.Time, cal *model.Calendar) Balance {
	b := Balance{From: from, To: to, Kinds: []KindShare{{Kind: model.Core}, {Kind: model.Support}, {Kind: model.Management}}}
	w := window{from.UnixNano(), to.UnixNano(), cal.Meter(from, to)}
	for _, l := range logs {
		kind := kindOf(l.Process)
		for i := range b.Kinds {
			if b.Kinds[i].Kind == kind {
				b.Kinds[i].add(l, w)
			}
		}
	}
	share := func(of func(*KindShare) (float64, **float64)) {
		var all float64
		for i := range b.Kinds {
			part, _ := of(&b.Kinds[i])
			all += part
		}
		for i := range b.Kinds {
			if part, into := of(&b.Kinds[i]); all > 0 {
				s := part / all
				*into = &s
			}
		}
	}
	share(func(k *KindShare) (float64, **float64) { return k.Work, &k.WorkShare })
	share(func(k *KindShare) (float64, **float64) { return k.Waiting, &k.WaitingShare })
	share(func(k *KindShare) (float64, **float64) { return k.Late, &k.LateShare })
	return b
}

// window is a time that is looked at, in Unix nanoseconds.
type window struct {
	from, to int64
	meter    *model.Meter
}

// within is the opening time of a span in the window, in seconds; one without
// an end goes on.
func (w window) within(from, to int64) float64 {
	if to == model.NoTime {
		to = w.to
	}
	return w.meter.Working(max(from, w.from), min(to, w.to)).Seconds()
}

// add counts a case, where it was under way in the window.
func (k *KindShare) add(l *model.CaseLog, w window) {
	if l.Started >= w.to || l.Ended != model.NoTime && l.Ended < w.from {
		return
	}
	k.Cases++
	for i := range l.Tasks {
		k.round(&l.Tasks[i], w)
	}
	if l.Promise == model.NoTime || l.State == model.Cancelled {
		return
	}
	ended := l.Ended != model.NoTime && l.Ended < w.to
	late := l.Promise < w.to
	if ended {
		late = l.Ended > l.Promise
	}
	if late {
		k.LateCases.K++
		k.Late += w.within(l.Promise, l.Ended)
	}
	if late || ended {
		k.LateCases.N++
	}
}

// round counts a task that people do; one that the world or another case
// does is no work of theirs.
func (k *KindShare) round(t *model.TaskLog, w window) {
	over := t.Ended != model.NoTime && t.Ended < w.from
	if t.Kind != model.Do || over || t.Ready == model.NoTime || t.Ready >= w.to || t.State == model.Skipped {
		return
	}
	if t.Begun == model.NoTime {
		if t.State == model.Done || t.State == model.SentBack {
			k.Unknown++
			return
		}
		k.Waiting += w.within(t.Ready, t.Ended)
		return
	}
	k.Waiting += w.within(t.Ready, t.Begun)
	if t.Begun >= w.to {
		return
	}
	k.Rounds++
	work := w.within(t.Begun, t.Ended)
	for _, p := range t.Pauses {
		end := t.Ended
		if p.To != model.NoTime {
			end = p.To
		}
		work -= w.within(p.From, end)
	}
	k.Work += max(0, work)
}

// Enough reports whether there is work enough to say how it is shared.
func (b Balance) Enough() bool { return b.rounds() >= enoughRounds && b.Kinds[0].WorkShare != nil }

func (b Balance) rounds() (n int) {
	for _, k := range b.Kinds {
		n += k.Rounds
	}
	return n
}

// Sentences say how the work is shared: the hours, and where a kind waits or is
// late far beyond its part of them.
func (b Balance) Sentences() []model.Reason {
	if !b.Enough() {
		return []model.Reason{because(model.Say{EN: "Too few tasks (%d) to say how the work is shared.", ID: "Tugas terlalu sedikit (%d) untuk menyebut pembagian pekerjaan."}, b.rounds())}
	}
	var parts list
	for _, k := range b.Kinds {
		parts = append(parts, because(model.Say{EN: "%s %s", ID: "%s %s"}, KindName(k.Kind), Percent(*k.WorkShare)))
	}
	said := []model.Reason{because(model.Say{EN: "Of the hours worked: %s.", ID: "Dari jam kerja: %s."}, parts)}
	for _, k := range b.Kinds {
		if beyond(k.WaitingShare, *k.WorkShare) {
			said = append(said, because(model.Say{EN: "%s work waits most: %s of all waiting, with %s of the hours.", ID: "Pekerjaan %s paling lama menunggu: %s dari semua penantian, dengan %s jam kerja."},
				kindWord{k.Kind}, Percent(*k.WaitingShare), Percent(*k.WorkShare)))
		}
		if beyond(k.LateShare, *k.WorkShare) {
			said = append(said, because(model.Say{EN: "%s work is late most: %s of all lateness, with %s of the hours.", ID: "Pekerjaan %s paling terlambat: %s dari semua keterlambatan, dengan %s jam kerja."},
				kindWord{k.Kind}, Percent(*k.LateShare), Percent(*k.WorkShare)))
		}
	}
	return said
}

// beyond reports whether a share is most of all, and far more than that of the
// hours.
func beyond(share *float64, hours float64) bool {
	return share != nil && *share > 0.5 && *share >= hours+0.2
}

// KindName is what a kind of process is called.
func KindName(k model.Kind) model.Reason {
	switch k {
	case model.Support:
		return because(model.Say{EN: "support", ID: "pendukung"})
	case model.Management:
		return because(model.Say{EN: "management", ID: "manajemen"})
	}
	return because(model.Say{EN: "core", ID: "inti"})
}

// kindWord is a kind where it stands in a sentence: first in English, not in
// Indonesian.
type kindWord struct{ model.Kind }

// In says it in a language.
func (k kindWord) In(l model.Lang) string {
	if l == model.English {
		return capital{KindName(k.Kind)}.In(l)
	}
	return KindName(k.Kind).In(l)
}
