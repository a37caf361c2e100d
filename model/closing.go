package model

import "time"

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

// CameBackAtClosing is the task as it is offered to its role where its claim
// has come back at a closing time, and as it is otherwise.
func (t Task) CameBackAtClosing() Task {
	t.release()
	return t
}

// reclaim gives a claim that came back at closing time to who wants it now:
// until then its holder may simply go on.
func (w *casework) reclaim(p *Person, t *Task) error {
	if t.By == p.ID || !w.wantsClaim() {
		return nil
	}
	cal, err := w.v.Shop().CalendarFor(w.c.Division, "")
	if err != nil {
		return err
	}
	if !cameBackAt(w.v.Shop().lastClosing(cal, w.now), t.State, t.By, t.Touched) {
		return nil
	}
	return w.follow(t.Step, TaskGivenBack{Reason: closingReason})
}

// wantsClaim reports whether an act needs the task to be one's own.
func (w *casework) wantsClaim() bool {
	switch w.cmd.Act.(type) {
	case Take, Begin, SetTick, SetField, Complete, SendBack, Park, Resume, HandOver:
		return true
	}
	return false
}
