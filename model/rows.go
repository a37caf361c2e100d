package model

import (
	"strings"
	"time"
)

// OpenRows are the rows of the open tasks of a case, in the order of the
// steps' becoming ready.
func OpenRows(f *Flow, c *Case) []OpenTask {
	var rows []OpenTask
	for _, t := range c.Tasks {
		if !t.State.Open() {
			continue
		}
		s := f.Step(t.Step)
		if s == nil {
			continue
		}
		row := OpenTask{
			TaskRef: TaskRef{Case: c.ID, Step: t.Step},
			Process: c.Process, Version: c.Version, Number: c.Number, Division: c.Division,
			CaseTitle: c.Title, CaseKey: c.Key, Title: t.Title(s), Entry: t.Entry, Role: f.roleOf(s), Round: t.Round,
			State: t.State, For: t.For, HandedBy: t.HandedBy, HandedWhy: t.HandedWhy, By: t.By, Touched: t.Touched,
			Last: lastBy(c, t), Only: sameDoer(f, c, t.Step), Familiar: familiar(f, c, t), Waivers: t.Waivers, Asked: t.Asked,
			Ready: t.Ready, Begun: t.Begun, ParkedFor: t.ParkedFor, ParkedAt: t.ParkedAt, Held: t.Held, Until: t.Until,
			CameBack: t.CameBack, Started: c.Started, Promise: c.Promise,
			Due: s.Due, Stage: t.Stage, Child: t.Child, Seq: t.Seq,
		}
		row.Barred, row.Hands = barred(f, c, t.Step)
		if t.Whose != "" {
			row.Only = t.Whose
		}
		if row.For == row.Only {
			row.For = ""
		}
		row.Pin, row.PinnedCase = t.Pin, false
		if row.Pin == nil || c.Pin != nil && c.Pin.Until.After(row.Pin.Until) {
			row.Pin, row.PinnedCase = c.Pin, c.Pin != nil
		}
		if due, err := ParseDue(s.Due); err == nil && due.Field != "" {
			row.DueField = c.Fields[due.Field].Text
		}
		rows = append(rows, row)
	}
	return rows
}

// Title is the text of a task: that of its step, with the entry it is for.
func (t *Task) Title(s *Step) string {
	if t.ChildName != "" {
		return t.ChildName
	}
	if t.Entry == "" {
		return s.Words()
	}
	return s.Words() + ": " + t.Entry
}

// lastBy is who completed the round of the step before this one.
func lastBy(c *Case, t *Task) string {
	last := ""
	for _, other := range c.Tasks {
		if other == t {
			break
		}
		if other.Step == t.Step && (other.State == Done || other.State == SentBack) {
			last = other.By
		}
	}
	return last
}

// Attempts are the rows of the finished tasks of a case. Tasks that were
// withdrawn, cancelled or skipped are among them, with their State.
func Attempts(f *Flow, c *Case) []Attempt { return attempts(f, c, false) }

// OpenAttempts are those of its tasks that have not ended.
func OpenAttempts(f *Flow, c *Case) []Attempt { return attempts(f, c, true) }

func attempts(f *Flow, c *Case, open bool) []Attempt {
	var rows []Attempt
	for _, t := range c.Tasks {
		s := f.Step(t.Step)
		if t.State.Open() != open || s == nil {
			continue
		}
		rows = append(rows, Attempt{
			TaskRef: TaskRef{Case: c.ID, Step: t.Step},
			Process: c.Process, Version: c.Version, Division: c.Division,
			Title: t.Title(s), Entry: t.Entry, Kind: s.Kind, Role: s.Role, Round: t.Round, State: t.State, By: t.By,
			Ready: t.Ready, Taken: t.Taken, Begun: t.Begun, Ended: t.Ended, Pauses: t.Pauses,
			Outcome: t.Outcome, Reason: t.Reason, Back: t.State == SentBack, Waivers: t.Waivers, Seq: t.Seq,
		})
	}
	return rows
}

// Sojourn is how long an attempt took from its becoming ready to its end,
// without its pauses, in opening time; false where nobody and nothing was waited
// for.
func (a Attempt) Sojourn(cal *Calendar) (time.Duration, bool) {
	if a.State != Done && a.State != SentBack || a.Kind.ByItself() {
		return 0, false
	}
	d := cal.Working(a.Ready, a.Ended)
	for _, p := range a.Pauses {
		d -= cal.Working(p.Begin, p.End)
	}
	return max(d, 0), true
}

// Matches reports whether a text that somebody looks for is in the row: its
// case number, title, key or step.
func (t OpenTask) Matches(text string) bool {
	text = strings.ToLower(text)
	for _, s := range []string{t.Case, t.CaseTitle, t.CaseKey, t.Title} {
		if strings.Contains(strings.ToLower(s), text) {
			return true
		}
	}
	return false
}
