package model

import (
	"slices"
	"time"
)

// What becomes of claims when the shop closes.
const (
	BackAtClosing = "closing"
	BackNever     = "never"
)

// closingReason stands in the record where alur gave a claim back.
const closingReason = "closing"

// lastClosing is the closing time after which claims that nobody touched have
// come back to their role; zero for never.
func (s *Shop) lastClosing(cal *Calendar, now time.Time) time.Time {
	if s.ClaimsBack == BackNever {
		return time.Time{}
	}
	return cal.LastClosing(now)
}

// cameBackAt reports whether a claim has come back at a closing time: its
// holder has not touched it since. What is parked waits for its own time.
func cameBackAt(closing time.Time, state TaskState, by string, touched time.Time) bool {
	return (state == Taken || state == Doing) && by != "" && touched.Before(closing)
}

// closing is the last closing time of a division at a time; zero for never.
func (s *Shop) closing(division string, now time.Time) time.Time {
	cal, err := s.CalendarFor(division, "")
	if err != nil {
		return time.Time{}
	}
	return s.lastClosing(cal, now)
}

// At is the case as everybody reads it at a time: claims that came back at
// closing time are given back. The record says so at the next act; until then
// who had a task may simply go on with it.
func (c *Case) At(s *Shop, now time.Time) *Case {
	held := func(t *Task) bool { return t.By != "" && (t.State == Taken || t.State == Doing) }
	if c.State != Running || !slices.ContainsFunc(c.Tasks, held) {
		return c // Most cases: no calendar is made for them.
	}
	own, closing := *c, s.closing(c.Division, now)
	own.Tasks = slices.Clone(c.Tasks)
	for i, t := range c.Tasks {
		if cameBackAt(closing, t.State, t.By, t.Touched) {
			given := *t
			given.release()
			own.Tasks[i] = &given
		}
	}
	return &own
}

// cameBack reports whether the claim of a task has come back at closing time.
func (w *casework) cameBack(c *Case, t *Task) bool {
	shop := w.v.Shop()
	return t.By != "" && cameBackAt(shop.closing(c.Division, w.now), t.State, t.By, t.Touched)
}

// reclaim gives a claim that came back at closing time to who wants it now:
// until then its holder may simply go on.
func (w *casework) reclaim(p *Person, t *Task) error {
	if t.By == p.ID || !w.wantsClaim() || !w.cameBack(w.c, t) {
		return nil
	}
	return w.follow(t.Step, TaskGivenBack{Reason: closingReason})
}

// goOn lets who had a task until closing time go on with it: what was done
// then stays their work.
func (w *casework) goOn(p *Person, t *Task) error {
	if t.Begun.IsZero() {
		if err := w.follow(t.Step, TaskGivenBack{Reason: closingReason}); err != nil {
			return err
		}
		return w.emit(t.Step, TaskTaken{})
	}
	if err := w.setAside(p, t); err != nil {
		return err
	}
	return w.startWork(t)
}

// wantsClaim reports whether an act needs the task to be one's own.
func (w *casework) wantsClaim() bool {
	switch w.cmd.Act.(type) {
	case Take, Begin, SetTick, SetField, Complete, SendBack, Park, Resume, HandOver, GiveBack:
		return true
	}
	return false
}
