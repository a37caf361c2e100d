package model

import (
	"fmt"
	"strings"
	"time"
)

// TimerKind says what a timer of a task does once its time has come.
type TimerKind string

// The kinds of timer. The last two are stages of escalation: before them, from
// three quarters of the time on, the queue shows the task as at risk, which is
// reckoned on reading and never fires.
const (
	// WaitOver ends a wait step that waits for a time.
	WaitOver TimerKind = "wait over"
	// Overdue is at the due time of a step, once the whole of its time has
	// passed: what late: says is done, and the task needs help.
	Overdue TimerKind = "overdue"
	// LongOverdue is half as much time later: the owner hears of it.
	LongOverdue TimerKind = "long overdue"
)

// The stages of escalation of a task that fired.
const (
	StageNone = iota
	StageOverdue
	StageLongOverdue
)

// AtRiskPart is the part of its time after which a task is at risk, the first
// of the three stages of escalation.
const AtRiskPart = 0.75

// Timer is the next time at which alur does something to an open task by
// itself.
type Timer struct {
	TaskRef
	Round int
	Kind  TimerKind
	// At is when, in UTC.
	At time.Time
}

// Timer is the next timer of an open task; false for none. It is a function of
// the row, its process and the opening hours alone, so that timers need not be
// kept: they are reckoned anew where hours change.
func (t *OpenTask) Timer(f *Flow, cal *Calendar) (Timer, bool) {
	s := f.Step(t.Step)
	if s == nil {
		return Timer{}, false
	}
	timer := Timer{TaskRef: t.TaskRef, Round: t.Round}
	if wait, timed := s.Timed(); timed && t.Held == nil {
		timer.Kind, timer.At = WaitOver, wait.Due.At(t.Ready, "", cal)
	}
	kind, at := t.escalates(cal)
	if kind != "" && (timer.Kind == "" || at.Before(timer.At)) {
		timer.Kind, timer.At = kind, at
	}
	timer.At = timer.At.UTC()
	return timer, timer.Kind != ""
}

// escalates is the next stage of escalation of a task and its time.
func (t *OpenTask) escalates(cal *Calendar) (TimerKind, time.Time) {
	due := t.DueAt(cal)
	switch {
	case due.IsZero() || t.Stage >= StageLongOverdue:
		return "", time.Time{}
	case t.Stage == StageNone:
		return Overdue, due
	}
	return LongOverdue, t.longOverdueAt(due, cal)
}

// longOverdueAt is when half as much opening time as a task was given has
// passed since it was due.
func (t *OpenTask) longOverdueAt(due time.Time, cal *Calendar) time.Time {
	return cal.Add(due, cal.Working(t.Ready, due)/2)
}

// AtRiskAt is when three quarters of the time that a task was given have
// passed; zero for a task without a due time.
func (t *OpenTask) AtRiskAt(cal *Calendar) time.Time {
	due := t.DueAt(cal)
	if due.IsZero() || !due.After(t.Ready) {
		return due
	}
	return cal.Add(t.Ready, time.Duration(float64(cal.Working(t.Ready, due))*AtRiskPart))
}

// String is the form in which the store keeps what a timer does.
func (t Timer) String() string { return fmt.Sprintf("%d %s", t.Round, t.Kind) }

// ParseTimer reads that form; false for anything else.
func ParseTimer(text string) (round int, kind TimerKind, ok bool) {
	number, name, ok := strings.Cut(text, " ")
	if _, err := fmt.Sscanf(number, "%d", &round); err != nil {
		return 0, "", false
	}
	return round, TimerKind(name), ok
}
