package model

import "slices"

// applyAct folds the acts on a case that need no open task, and reports
// whether the event was one.
func (c *Case) applyAct(e Event) bool {
	switch b := e.Body.(type) {
	case CaseRepromised:
		c.Promise = b.Promise
	case EventKept:
		c.keep(b, e)
	case CaseCommented:
		c.Comments = append(slices.Clip(c.Comments), Remark{By: e.By, At: e.At, Text: b.Text})
	case TaskPinned:
		c.setPin(e.Step, &PinMark{By: e.By, Until: b.Until})
	case TaskUnpinned:
		c.setPin(e.Step, nil)
	default:
		return false
	}
	return true
}

// setPin pins the newest round of a step, or without one the whole case.
func (c *Case) setPin(step string, mark *PinMark) {
	if step == "" {
		c.Pin = mark
	} else if t := c.Task(step); t != nil {
		t.Pin = mark
	}
}

// handOver offers the task to one person. Where the work goes on as it was
// begun, the time until then is a pause.
func (t *Task) handOver(b TaskHandedOver, e Event) {
	begun, pauses := t.Begun, t.Pauses
	t.release()
	t.For, t.HandedBy, t.HandedWhy = b.To, e.By, b.Reason
	if b.Begun {
		t.Begun, t.Pauses = begun, pauses
		t.pause(e.At)
	}
}

// takeOver gives a claim to who takes it over; the work goes on where it is.
func (t *Task) takeOver(b TaskTakenOver, e Event) {
	begun, pauses := t.Begun, t.Pauses
	t.release()
	t.State, t.By, t.Taken = Taken, e.By, e.At
	t.HandedBy, t.HandedWhy = b.From, b.Reason
	t.Begun, t.Pauses = begun, pauses
	t.pause(e.At)
}
