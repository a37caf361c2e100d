// Package eventlog holds what happened in a shop as a table: one row for each
// time that a step was done (an instance, in the words of the field). All
// figures of the owner are reckoned from such a log, whether it was read from
// a file that another program wrote (Read) or made from the
// shop's own record (a Builder).
//
// The table is kept by column, so that a million rows take some 60 MB: names
// are numbers into lists, times are Unix nanoseconds. What nobody recorded is
// Unknown, or None for a name, and is never taken for zero: a log that has one
// time per step says nothing of how long the work took, and pm4py, which
// fills the gap with a start equal to the end, counts such work as 0 s.
//
// Rows stand by case, the cases in the order in which the file names them
// first. Inside a case they stand by start, then by end, then by the sequence
// the file gives them, else by line; where a start is unknown the end stands
// for it. The order matters wherever steps overlap: pm4py orders its variants
// by end and its directly-follows graph by start, bupaR both by start.
package eventlog

import (
	"math"

	"alur/model"
)

// Unknown is a time that nobody recorded.
const Unknown int64 = math.MinInt64

// None is a name that nobody recorded.
const None int32 = -1

// Log is a table of instances; see the package page. It is read only once it
// is made.
type Log struct {
	// Cases are the names of the cases, by number. Rows of case c are
	// [First[c], First[c+1]).
	Cases []string
	First []int32
	// Steps are the steps, by number; a step belongs to a process where the
	// log tells processes apart.
	Steps []Step
	// People and Roles are names, by number.
	People, Roles []string

	// Case, Step, Person and Role are numbers into the lists above.
	Case, Step, Person, Role []int32
	// Ready is when the work could begin, Claimed when somebody took it, Start
	// when it began, End when it was done, in Unix nanoseconds.
	Ready, Claimed, Start, End []int64
	// Order tells rows with equal times apart; no two are the same.
	Order []int32
	// Failed is true for rows that ended without being done.
	Failed []bool
	// Round counts the rounds of a step of a case, or of each of its parts,
	// from 1; nil where only the order says what came again.
	Round []int32
	// Pauses are by row, then by time.
	Pauses []Pause
	// States are those of the cases by number, as far as the log says them; see
	// State.
	States []model.CaseState
	// Kinds are how the steps are done by number, as far as the log says it; see
	// Kind.
	Kinds []model.StepKind

	readyKnown int
}

// Step is a step of a process; Process is empty where the log has one only.
type Step struct{ Process, Name string }

// Pause is a time in which the work of a row was set aside. To is Unknown
// where it had not been taken up again.
type Pause struct {
	Row      int32
	From, To int64
}

// Len is the number of rows.
func (l *Log) Len() int { return len(l.Case) }

// State is that of a case; empty where the log does not say.
func (l *Log) State(c int32) model.CaseState {
	if int(c) >= len(l.States) {
		return ""
	}
	return l.States[c]
}

// Kind is how a step is done; empty where the log does not say.
func (l *Log) Kind(step int32) model.StepKind {
	if int(step) >= len(l.Kinds) {
		return ""
	}
	return l.Kinds[step]
}

// ReadyKnown is how many rows say when their work could begin.
func (l *Log) ReadyKnown() int { return l.readyKnown }

// Begin is when a row began; its end where nobody recorded that. A row that
// has neither, since it waits still, begins after all others.
func (l *Log) Begin(row int) int64 {
	switch {
	case l.Start[row] != Unknown:
		return l.Start[row]
	case l.End[row] != Unknown:
		return l.End[row]
	}
	return math.MaxInt64
}

// PausesOf are the pauses of a row.
func (l *Log) PausesOf(row int) []Pause {
	if len(l.Pauses) == 0 {
		return nil
	}
	from := l.firstPause(int32(row)) //nolint:gosec // There are fewer than 2^31 rows.
	to := from
	for to < len(l.Pauses) && int(l.Pauses[to].Row) == row {
		to++
	}
	return l.Pauses[from:to]
}

func (l *Log) firstPause(row int32) int {
	low, high := 0, len(l.Pauses)
	for low < high {
		mid := (low + high) / 2
		if l.Pauses[mid].Row < row {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
