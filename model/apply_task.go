package model

import (
	"slices"
	"time"
)

// otherEyes folds that somebody asks to waive four eyes, or that it was done.
func (t *Task) otherEyes(e Event) {
	t.Asked = &Asked{By: e.By, At: e.At}
	if b, waived := e.Body.(FourEyesWaived); waived {
		t.Asked = nil
		t.Waivers = append(t.Waivers, Waiver{By: e.By, Reason: b.Reason, At: e.At, Until: b.Until})
	}
}

// complete ends the round.
func (t *Task) complete(b TaskCompleted, e Event) {
	t.State, t.By, t.Ended = Done, e.By, e.At
	if b.Back {
		t.State = SentBack
	}
	t.Outcome, t.Reason = b.Outcome, b.Reason
	t.resume(e.At)
}

// begin starts work, or goes on with it.
func (t *Task) begin(at time.Time) {
	t.State = Doing
	t.ParkedFor, t.ParkedAt, t.Held, t.Until = "", time.Time{}, nil, time.Time{}
	if t.Begun.IsZero() {
		t.Begun = at
	}
	t.resume(at)
}

// pause opens a pause in work that was begun.
func (t *Task) pause(at time.Time) {
	if t.Begun.IsZero() {
		return
	}
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].End.IsZero() {
		return
	}
	t.Pauses = append(t.Pauses, Interval{Begin: at})
}

// resume closes the open pause, if there is one.
func (t *Task) resume(at time.Time) {
	if n := len(t.Pauses); n > 0 && t.Pauses[n-1].End.IsZero() {
		t.Pauses[n-1].End = at
	}
}

// release gives a claim up; ticks and values stay.
func (t *Task) release() {
	t.State, t.By, t.For, t.HandedBy, t.HandedWhy = Ready, "", t.Whose, "", ""
	t.Taken, t.Begun, t.Pauses = time.Time{}, time.Time{}, nil
	t.ParkedFor, t.ParkedAt, t.Held, t.Until, t.Touched = "", time.Time{}, nil, time.Time{}, time.Time{}
}

// hand notes that a person had a hand in the round.
func (t *Task) hand(by string) {
	if by != "" && !slices.Contains(t.Hands, by) {
		t.Hands = append(slices.Clip(t.Hands), by)
	}
}

func (t *Task) tick(b TaskTicked, e Event) {
	t.hand(e.By)
	if !b.On {
		delete(t.Ticks, b.Item)
		return
	}
	if t.Ticks == nil {
		t.Ticks = map[string]Tick{}
	}
	t.Ticks[b.Item] = Tick{By: e.By, At: e.At}
}

func (t *Task) set(field string, v Value) {
	if v.Empty() {
		delete(t.Values, field)
		return
	}
	if t.Values == nil {
		t.Values = Values{}
	}
	t.Values[field] = v
}
