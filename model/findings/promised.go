package findings

import (
	"cmp"
	"slices"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
)

// Promised is a case and what became of its promise.
type Promised struct {
	Case string
	// First and Last are what was promised first and last, Ended when the case
	// was closed, Unknown for an open one: Unix nanoseconds.
	First, Last, Ended int64
	// KeptFirst kept what was promised first; Broken broke what was promised
	// last, by Late, in seconds of opening time.
	KeptFirst, Broken bool
	Late              float64
	// Tight is true for an open case that is not late and will be: less is
	// left of it than the rest of such a case usually takes.
	Tight bool

	process string
}

// Open reports whether the case is still under way.
func (p Promised) Open() bool { return p.Ended == eventlog.Unknown }

// PromisedOf are the cases that the promises of a process are counted from,
// and those that are tight: the broken ones first, the latest of them before
// the others, then the tight ones, then the last closed.
func PromisedOf(rec Record, q Question, process string) []Promised {
	q.Process = process
	in := lookAt(rec, q)
	_, rows := figures.OfRows(in.Log, in.Options)
	r := &reviewing{Look: in, rows: rows}
	all := slices.DeleteFunc(r.promised(), func(p Promised) bool {
		return p.process != process || p.Open() && !p.Broken && !p.Tight
	})
	slices.SortFunc(all, func(a, b Promised) int {
		return cmp.Or(
			cmp.Compare(truth(b.Broken), truth(a.Broken)), cmp.Compare(b.Late, a.Late),
			cmp.Compare(truth(b.Tight), truth(a.Tight)), cmp.Compare(b.Ended, a.Ended), cmp.Compare(a.Case, b.Case),
		)
	})
	return all
}

// promised are the cases of the look that have a promise and were closed in
// the period, or are open.
func (r *reviewing) promised() []Promised {
	var all []Promised
	for c, log := range r.Shop.Cases {
		if log.Promise == model.NoTime || r.Options.Only != nil && !r.Options.Only(int32(c)) { //nolint:gosec // There are fewer than 2^31 cases.
			continue
		}
		end := r.rows.CaseTo[c]
		if !r.rows.Closed[c] && end != eventlog.Unknown || log.Started > r.rows.To {
			continue
		}
		p := Promised{Case: log.Case, First: log.FirstPromise, Last: log.Promise, Ended: end, process: log.Process}
		if p.Open() {
			end = r.rows.Now
		}
		p.KeptFirst, p.Broken = end <= log.FirstPromise, end > log.Promise
		if p.Broken {
			p.Late = seconds(r.rows.Open(log.Promise, end))
		}
		p.Tight = p.Open() && !p.Broken && r.tight(c, log)
		all = append(all, p)
	}
	return all
}
