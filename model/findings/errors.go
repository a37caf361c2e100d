package findings

import (
	"cmp"
	"slices"

	"alur/model/eventlog"
	"alur/model/stats"
)

// Error is where work is sent back.
type Error struct {
	Process string `json:"process,omitempty"`
	Step    string `json:"step"`
	// Attempts are rounds that ended, Failed those of them that sent the work
	// back; Range is where the true share lies (Wilson, 95 %).
	Attempts int            `json:"attempts"`
	Failed   int            `json:"failed"`
	Share    float64        `json:"share"`
	Range    stats.Interval `json:"wilson95"`
	// Lost is the time from a failure to the next end of the same step in its
	// case, or until now: what the mistakes cost, in seconds, summed.
	Lost float64 `json:"lost_s"`
	// Reasons are what was written down, the most frequent first; BackTo are
	// the steps that came next.
	Reasons []Counted `json:"reasons"`
	BackTo  []Counted `json:"back_to"`

	step int32
}

// Counted is a text and how often it came.
type Counted struct {
	Text string `json:"text"`
	N    int    `json:"n"`
}

// errors counts what was sent back, the most time lost first.
func (r *reviewing) errors() {
	l := r.Log
	r.f.Errors = []Error{}
	for step, rows := range r.step {
		e := Error{Process: l.Steps[step].Process, Step: l.Steps[step].Name, step: int32(step)} //nolint:gosec // There are fewer than 2^31 steps.
		var lost stats.Total
		reasons, back := map[string]int{}, map[string]int{}
		for _, i := range rows {
			if !r.rows.Counted[i] {
				continue
			}
			e.Attempts++
			if !l.Failed[i] {
				continue
			}
			e.Failed++
			lost.Add(r.rows.Open(l.End[i], r.doneAgain(i)))
			if text := r.reason(i); text != "" {
				reasons[text]++
			}
			if next := r.next(i); next != eventlog.None {
				back[l.Steps[l.Step[next]].Name]++
			}
		}
		if e.Failed == 0 {
			continue
		}
		rate := stats.RateOf(e.Failed, e.Attempts)
		e.Share, e.Range = rate.Share(), rate.Wilson()
		e.Lost = lost.Seconds()
		e.Reasons, e.BackTo = counted(reasons), counted(back)
		r.f.Errors = append(r.f.Errors, e)
	}
	slices.SortStableFunc(r.f.Errors, func(a, b Error) int { return cmp.Compare(b.Lost, a.Lost) })
}

// doneAgain is when the step of a failed row next ended in its case, or now.
func (r *reviewing) doneAgain(row int32) int64 {
	l := r.Log
	for i := row + 1; i < l.First[l.Case[row]+1]; i++ {
		if l.Step[i] == l.Step[row] && l.End[i] != eventlog.Unknown && l.End[i] >= l.End[row] {
			return l.End[i]
		}
	}
	if to := r.rows.CaseTo[l.Case[row]]; to != eventlog.Unknown {
		return to
	}
	return r.rows.Now
}

// next is the first row of the case that begins after a row has ended.
func (r *reviewing) next(row int32) int32 {
	l := r.Log
	for i := row + 1; i < l.First[l.Case[row]+1]; i++ {
		if r.rows.Since[i] != eventlog.Unknown && r.rows.Since[i] >= l.End[row] {
			return i
		}
	}
	return eventlog.None
}

// reason is what was written down when a row failed.
func (r *reviewing) reason(row int32) string {
	t := r.task(row)
	if t == nil {
		return ""
	}
	return cmp.Or(t.Reason, t.Outcome)
}

func seconds(ns int64) float64 { return float64(ns) / 1e9 }

// counted are texts by how often they came, then by alphabet.
func counted(of map[string]int) []Counted {
	all := []Counted{}
	for text, n := range of {
		all = append(all, Counted{text, n})
	}
	slices.SortFunc(all, func(a, b Counted) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Text, b.Text)) })
	return all
}
