package findings

import (
	"cmp"
	"slices"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Promise is how a process keeps what customers were told.
type Promise struct {
	Process string `json:"process"`
	// Cases were closed in the period and had a promise, or are open and past
	// it. KeptFirst were done by what was told first, KeptLast by what was
	// told last; Range is where the true share of KeptLast lies (Wilson).
	Cases     int            `json:"cases"`
	KeptFirst int            `json:"kept_first"`
	KeptLast  int            `json:"kept_last"`
	Share     float64        `json:"share"`
	Range     stats.Interval `json:"wilson95"`
	// Repromised are cases that were given another time.
	Repromised int `json:"repromised"`
	// Late are open cases past their promise, Tight those that will be: less
	// is left of them than the rest of such a case usually takes.
	Late  int `json:"late"`
	Tight int `json:"tight"`
	// Lateness sums up by how long promises were broken, in seconds.
	Lateness stats.Distribution `json:"lateness"`
}

// promises counts what was kept, process by process.
func (r *reviewing) promises() {
	r.f.Promises = []Promise{}
	if r.Shop == nil {
		return
	}
	of := map[string]*Promise{}
	late := map[string][]float64{}
	for _, one := range r.promised() {
		p := of[one.process]
		if p == nil {
			p = &Promise{Process: one.process}
			of[one.process] = p
		}
		if one.Open() && !one.Broken {
			p.Tight += truth(one.Tight)
			continue
		}
		p.Late += truth(one.Open())
		p.Cases++
		p.KeptFirst += truth(one.KeptFirst)
		p.KeptLast += truth(!one.Broken)
		p.Repromised += truth(one.First != one.Last)
		if one.Broken {
			late[one.process] = append(late[one.process], one.Late)
		}
	}
	for id, p := range of {
		rate := stats.RateOf(p.KeptLast, p.Cases)
		p.Share, p.Range = rate.Share(), rate.Wilson()
		p.Lateness = stats.Describe(late[id])
		r.f.Promises = append(r.f.Promises, *p)
	}
	slices.SortFunc(r.f.Promises, func(a, b Promise) int {
		return cmp.Or(cmp.Compare(b.Lateness.Sum, a.Lateness.Sum), cmp.Compare(a.Process, b.Process))
	})
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// tight is true for an open case that will miss its promise by what cases of its
// process usually take: less is left than the median lead time less its age.
func (r *reviewing) tight(c int, log *model.CaseLog) bool {
	usual, ok := r.usualLead()[log.Process]
	if !ok {
		return false
	}
	age := r.rows.Open(r.rows.CaseFrom[c], r.rows.Now)
	left := r.rows.Open(r.rows.Now, log.Promise)
	return left < usual.median-age
}

// Ages say how old the open cases are against those that were closed.
type Ages struct {
	// Open cases were looked at. Old are those older than 85 of 100 closed
	// ones of their process took, the oldest first.
	Open int   `json:"open"`
	Old  []Old `json:"old"`
	// Unknown are open cases of processes with too few closed ones to say.
	Unknown int `json:"unknown"`
}

// Old is an open case that is older than most ever got.
type Old struct {
	Case    string `json:"case"`
	Process string `json:"process,omitempty"`
	// Age is since its begin, Most what 85 of 100 closed ones took, in seconds.
	Age  float64 `json:"age_s"`
	Most float64 `json:"p85_s"`
}

// lead is what cases of a process usually take.
type lead struct{ median, most int64 }

// usualLead are the lead times of processes with enough closed cases.
func (r *reviewing) usualLead() map[string]lead {
	if r.leads != nil {
		return r.leads
	}
	of := map[string][]int64{}
	for c := range r.Log.Cases {
		if r.rows.Closed[c] {
			of[r.process(c)] = append(of[r.process(c)], r.rows.Open(r.rows.CaseFrom[c], r.rows.CaseTo[c]))
		}
	}
	r.leads = map[string]lead{}
	for process, times := range of {
		if slices.Sort(times); len(times) >= stats.EnoughFor(0.85) {
			r.leads[process] = lead{stats.Quantile7(times, 0.5), stats.Quantile7(times, 0.85)}
		}
	}
	return r.leads
}

// process is that of a case: the one of its first step.
func (r *reviewing) process(c int) string {
	if r.Log.First[c] == r.Log.First[c+1] {
		return ""
	}
	return r.Log.Steps[r.Log.Step[r.Log.First[c]]].Process
}

// ages compares what is open with what was closed.
func (r *reviewing) ages() {
	r.f.Ages.Old = []Old{}
	for c := range r.Log.Cases {
		if r.rows.CaseTo[c] != eventlog.Unknown || r.Options.Only != nil && !r.Options.Only(int32(c)) { //nolint:gosec // There are fewer than 2^31 cases.
			continue
		}
		r.f.Ages.Open++
		usual, ok := r.usualLead()[r.process(c)]
		if !ok {
			r.f.Ages.Unknown++
			continue
		}
		if age := r.rows.Open(r.rows.CaseFrom[c], r.rows.Now); age > usual.most {
			r.f.Ages.Old = append(r.f.Ages.Old, Old{Case: r.Log.Cases[c], Process: r.process(c), Age: seconds(age), Most: seconds(usual.most)})
		}
	}
	slices.SortStableFunc(r.f.Ages.Old, func(a, b Old) int { return cmp.Compare(b.Age, a.Age) })
}
