package findings

import (
	"alur/model"
	"alur/model/eventlog"
)

// Round is one time that a step of a case was done in the period, or is open.
type Round struct {
	Case, Step string
	// Title is the step as people read it.
	Title   string
	Number  int
	State   model.TaskState
	By      string
	Outcome string
	Reason  string
	// Ready and Ended are Unix nanoseconds; Ended is Unknown for what is open.
	Ready, Ended int64
	// Waited and Worked are opening time in seconds; -1 where it is not known.
	// Took is both of what ended, also where nobody knows when it was begun.
	Waited, Worked, Took float64
	// Failed sent the work back, Again does over what the case had had.
	Failed, Again bool
	// Unclear and GivenBack count what people said of it.
	Unclear, GivenBack int
}

// RoundsOf are the rounds of a subject that the figures of a question are made
// of: the longest waiting first.
func RoundsOf(rec Record, q Question, s Subject) []Round { return roundsOf(lookAt(rec, s.ask(q)), s) }

func (r *reviewing) round(row int32) Round {
	l := r.Log
	one := Round{
		Case: l.Cases[l.Case[row]], Step: l.Steps[l.Step[row]].Name,
		Title: r.named(l.Steps[l.Step[row]].Process, l.Steps[l.Step[row]].Name),
		Ready: r.rows.Since[row], Ended: l.End[row], Waited: known(r.waited(row)), Worked: known(r.rows.Process[row]),
		Failed: l.Failed[row], Again: r.rows.Again[row],
	}
	if one.Took = -1; one.Ready != eventlog.Unknown && one.Ended != eventlog.Unknown {
		one.Took = known(r.rows.Open(one.Ready, one.Ended))
	}
	if l.Round != nil {
		one.Number = int(l.Round[row])
	}
	if l.Person[row] != eventlog.None {
		one.By = l.People[l.Person[row]]
	}
	if t := r.task(row); t != nil {
		one.State, one.Outcome, one.Reason = t.State, t.Outcome, t.Reason
		one.Unclear, one.GivenBack = t.Detours.Unclear, t.Detours.GivenBack
	}
	return one
}

// known is a span in seconds, -1 where it is not known.
func known(ns int64) float64 {
	if ns < 0 {
		return -1
	}
	return seconds(ns)
}

// AtMost is the longest that a round can have waited: where its begin is not
// known all that it took, and then told is false.
func (r Round) AtMost() (s float64, told bool) {
	if r.Waited < 0 && r.Worked < 0 {
		return r.Took, false
	}
	return r.Waited, true
}
