package findings

import (
	"cmp"
	"slices"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/stats"
)

// Detour is how often the work of a step left its straight way. Where that
// piles up, the step is hard to do as it is written down.
type Detour struct {
	Process string `json:"process,omitempty"`
	Step    string `json:"step"`
	// Executions are rounds that ended, PerCase of them in a case that has
	// any.
	Executions int     `json:"executions"`
	Cases      int     `json:"cases"`
	PerCase    float64 `json:"per_case"`
	// Again are rounds that do over what the case has had, though nothing was
	// sent back between: nobody knows why. AgainCases are their cases, Lost
	// what they took, waiting and work, in seconds.
	Again      int     `json:"again"`
	AgainCases int     `json:"again_cases"`
	Lost       float64 `json:"lost_s"`
	// AgainSent are rounds done over because something was sent back, which
	// says why: no detours.
	AgainSent int `json:"again_sent_back"`
	// GivenBack, Handed and Unclear count claims given back, hand-overs and
	// take-overs, and reports that the step is not clear. Skipped counts
	// rounds that a person passed by, Waived four eyes that were waived. A
	// log from elsewhere does not tell.
	GivenBack int `json:"given_back"`
	Handed    int `json:"handed"`
	Unclear   int `json:"unclear"`
	Skipped   int `json:"skipped"`
	Waived    int `json:"waived"`

	step int32
	// troubled are rounds that were given back or reported.
	troubled int
	// after is how often which step was the one before, where it was done over
	// for no reason on record; None where it came first.
	after map[int32]int
}

// count is how many detours there were.
func (d Detour) count() int {
	return d.Again + d.GivenBack + d.Handed + d.Unclear + d.Skipped + d.Waived
}

// doubt is the share of rounds that were given back or reported as unclear.
func (d Detour) doubt() stats.Rate { return stats.RateOf(min(d.troubled, d.Executions), d.Executions) }

// detours counts the detours of each step, the most first; then what was done
// over with a reason.
func (r *reviewing) detours() {
	l := r.Log
	of := make([]Detour, len(l.Steps))
	last := make([]int32, len(l.Steps))
	again := make([]int32, len(l.Steps))
	r.served, r.over = map[server]service{}, map[overwork]stats.Total{}
	for c := range int32(len(l.Cases)) { //nolint:gosec // There are fewer than 2^31 cases.
		sent := eventlog.None
		for i := l.First[c]; i < l.First[c+1]; i++ {
			if !r.rows.Counted[i] {
				continue
			}
			d := &of[l.Step[i]]
			d.Executions++
			if last[l.Step[i]] != c+1 {
				last[l.Step[i]] = c + 1
				d.Cases++
			}
			r.serve(i, sent, r.rows.Again[i])
			d.AgainSent += truth(r.rows.Again[i] && sent != eventlog.None)
			if r.rows.Again[i] && sent == eventlog.None {
				d.Again++
				d.Lost += seconds(r.sojourn(i))
				d.follows(r.stepBefore(i))
				if again[l.Step[i]] != c+1 {
					again[l.Step[i]] = c + 1
					d.AgainCases++
				}
			}
			if l.Failed[i] {
				sent = l.Step[i]
			}
		}
		r.told(c, of)
	}
	r.f.Detours = []Detour{}
	for step := range of {
		d := of[step]
		if d.Executions+d.count() == 0 {
			continue
		}
		d.Process, d.Step, d.step = l.Steps[step].Process, l.Steps[step].Name, int32(step) //nolint:gosec // There are fewer than 2^31 steps.
		if d.Cases > 0 {
			d.PerCase = float64(d.Executions) / float64(d.Cases)
		}
		r.f.Detours = append(r.f.Detours, d)
	}
	slices.SortStableFunc(r.f.Detours, func(a, b Detour) int {
		return cmp.Or(cmp.Compare(b.count()-b.Waived, a.count()-a.Waived), cmp.Compare(b.Waived, a.Waived), cmp.Compare(b.AgainSent, a.AgainSent))
	})
}

// stepBefore is the step of the row before in the case, None of the first.
func (r *reviewing) stepBefore(row int32) int32 {
	if row == r.Log.First[r.Log.Case[row]] {
		return eventlog.None
	}
	return r.Log.Step[row-1]
}

// follows notes the step before a round done over.
func (d *Detour) follows(step int32) {
	if d.after == nil {
		d.after = map[int32]int{}
	}
	d.after[step]++
}

// mostlyAfter is the step that came before most rounds done over, and before
// how many; None where there is none.
func (d *Detour) mostlyAfter() (step int32, n int) {
	step = eventlog.None
	for s, k := range d.after {
		if s != eventlog.None && (k > n || k == n && s < step) {
			step, n = s, k
		}
	}
	return step, n
}

// sojourn is how long a row waited and was worked on, 0 where it is not known.
func (r *reviewing) sojourn(row int32) int64 {
	if since := r.rows.Since[row]; since != eventlog.Unknown {
		return r.rows.Open(since, r.Log.End[row])
	}
	return max(0, r.rows.Process[row])
}

// told adds what the shop tells of the tasks of a case.
func (r *reviewing) told(c int32, of []Detour) {
	if r.Shop == nil || r.Options.Only != nil && !r.Options.Only(c) {
		return
	}
	log := r.Shop.Cases[c]
	for i := range log.Tasks {
		t := &log.Tasks[i]
		if at := t.Ended; at != model.NoTime && (at < r.rows.From || at > r.rows.To) {
			continue
		}
		step, ok := r.index[eventlog.Step{Process: log.Process, Name: model.BaseStep(t.Task)}]
		if !ok {
			continue
		}
		d := &of[step]
		d.GivenBack, d.Handed, d.Unclear = d.GivenBack+t.Detours.GivenBack, d.Handed+t.Detours.Handed, d.Unclear+t.Detours.Unclear
		d.Waived += t.Waived
		if t.State == model.Skipped {
			d.Skipped++
		}
		if t.Detours.GivenBack+t.Detours.Unclear > 0 {
			d.troubled++
		}
	}
}

// task is the round a row was made of; nil in a log from elsewhere.
func (r *reviewing) task(row int32) *model.TaskLog {
	if r.Shop == nil || r.Log.Round == nil {
		return nil
	}
	// Seq is not kept by row: the step, the round and the end say which.
	log := r.Shop.Cases[r.Log.Case[row]]
	name := r.Log.Steps[r.Log.Step[row]].Name
	for i := range log.Tasks {
		t := &log.Tasks[i]
		if t.Ended == r.Log.End[row] && int32(t.Round) == r.Log.Round[row] && model.BaseStep(t.Task) == name { //nolint:gosec // There are fewer than 2^31 rounds.
			return t
		}
	}
	return nil
}
