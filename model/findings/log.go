package findings

import (
	"cmp"
	"slices"
	"strings"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
)

// OfLog looks at a log of another program. Its processes are called as the log
// calls them, whatever the case of the letters; the log knows no kinds, no
// divisions and no versions.
func OfLog(log *eventlog.Log, q Question) Review { return Of(lookAtLog(log, q)) }

// RoundsOfLog are the rounds that the figures of a log are made of; see
// RoundsOf.
func RoundsOfLog(log *eventlog.Log, q Question, s Subject) []Round {
	return roundsOf(lookAtLog(log, s.ask(q)), s)
}

// CaseOfLog are the rounds of one case of a log, in the order of its work.
func CaseOfLog(log *eventlog.Log, id string) []Round {
	all := []Round{}
	at := slices.Index(log.Cases, id)
	if at < 0 {
		return all
	}
	o := figures.Everything()
	o.Only = func(c int32) bool { return int(c) == at }
	_, rows := figures.OfRows(log, o)
	r := &reviewing{Look: Look{Log: log, Options: o}, rows: rows}
	for i := log.First[at]; i < log.First[at+1]; i++ {
		all = append(all, r.round(i))
	}
	return all
}

func lookAtLog(log *eventlog.Log, q Question) Look {
	o := figures.Everything()
	if !q.From.IsZero() {
		o.From = q.From.UnixNano()
	}
	if !q.To.IsZero() {
		o.To = q.To.UnixNano()
	}
	if q.Process != "" {
		of := make([]bool, len(log.Cases))
		for i, c := range log.Case {
			of[c] = of[c] || strings.EqualFold(log.Steps[log.Step[i]].Process, q.Process)
		}
		o.Only = func(c int32) bool { return of[c] }
	}
	if len(log.States) > 0 {
		o.Cancelled = func(c int32) bool { return log.State(c) == model.Cancelled }
		o.Running = func(c int32) bool { return log.State(c) == model.Running }
	}
	return Look{Log: log, Options: o}
}

// roundsOf are the rounds of a subject.
func roundsOf(in Look, of Subject) []Round {
	_, rows := figures.OfRows(in.Log, in.Options)
	r := &reviewing{Look: in, rows: rows}
	r.byStep()
	all := []Round{}
	for _, rows := range r.step {
		for _, i := range rows {
			if r.isOf(of, i) {
				all = append(all, r.round(i))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Round) int {
		x, _ := a.AtMost()
		y, _ := b.AtMost()
		return cmp.Compare(y, x)
	})
	return all
}
