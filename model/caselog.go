package model

import "time"

// CaseLog is what the owner's figures need to know of a case: when each task
// became ready, was begun and ended, by whom and how. It is a function of the
// case and its flow, small enough that a whole record of them is read at once.
// Times are Unix nanoseconds; NoTime is what was not recorded.
type CaseLog struct {
	Case, Process string
	Version       int
	Division      string
	// Child is true for a case that a task of another one runs.
	Child          bool
	State          CaseState
	Started, Ended int64
	// FirstPromise is what the customer was told first, Promise what last.
	FirstPromise, Promise int64
	Tasks                 []TaskLog
}

// NoTime is a time that was not recorded.
const NoTime int64 = -1 << 63

// TaskLog is one round of one step done by people, or a wait for the world.
// What alur does by itself takes no time and is left out, and so is a step
// that its condition passed by.
type TaskLog struct {
	// Task is the id of the task: that of its step, with a number where the
	// step has several at once (see BaseStep).
	Task  string
	Round int
	Kind  StepKind
	State TaskState
	// By is who has it or did it.
	Role, By, Outcome, Reason string
	// Begun is NoTime where only the end is known (entered late).
	Ready, Taken, Begun, Ended int64
	// Pauses are the spans in which begun work rested; the last of an open
	// task may end at NoTime.
	Pauses  []PauseLog
	Detours Detours
	// Waived is how often four eyes were waived for it.
	Waived int
	Seq    uint64
}

// PauseLog is a span in Unix nanoseconds.
type PauseLog struct{ From, To int64 }

// Log is the case as figures see it; nil for a case whose start was undone.
func (c *Case) Log(f *Flow) *CaseLog {
	if c.Undone {
		return nil
	}
	l := &CaseLog{
		Case: c.ID, Process: c.Process, Version: c.Version, Division: c.Division, Child: c.Parent != nil, State: c.State,
		Started: nanos(c.Started), Ended: nanos(c.Ended), FirstPromise: nanos(c.FirstPromise), Promise: nanos(c.Promise),
	}
	for _, t := range c.Tasks {
		s := f.Step(t.Step)
		if s == nil || s.Kind.ByItself() || t.State == Skipped && t.By == "" {
			continue
		}
		log := TaskLog{
			Task: t.Step, Round: t.Round, Kind: s.Kind, State: t.State, Role: f.roleOf(s), By: t.By,
			Outcome: t.Outcome, Reason: t.Reason, Ready: nanos(t.Ready), Taken: nanos(t.Taken), Begun: nanos(t.Begun), Ended: nanos(t.Ended),
			Detours: t.Detours, Waived: len(t.Waivers), Seq: t.Seq,
		}
		for _, p := range t.Pauses {
			log.Pauses = append(log.Pauses, PauseLog{From: nanos(p.Begin), To: nanos(p.End)})
		}
		l.Tasks = append(l.Tasks, log)
	}
	return l
}

func nanos(t time.Time) int64 {
	if t.IsZero() {
		return NoTime
	}
	return t.UnixNano()
}
