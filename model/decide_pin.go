package model

import (
	"sort"
	"strings"
	"time"
)

// pinsAtOnce is how many pins of one person are in force at once: where
// everything is first, nothing is.
const pinsAtOnce = 3

// decidePin puts a task, or a whole case, to the top until a time.
func decidePin(v View, cmd Command, a Pin, now time.Time) (Decision, error) {
	w, p, err := pinwork(v, cmd, a.Task, now)
	if err != nil {
		return Decision{}, err
	}
	switch {
	case a.Until.IsZero():
		return Decision{}, refuse("until", Say{
			EN: "Please say until when it stays at the top.",
			ID: "Mohon sebut sampai kapan ada di atas.",
		})
	case !a.Until.After(now):
		return Decision{}, refuse("past", Say{
			EN: "That time has passed already. Give a later one.",
			ID: "Waktu itu sudah lewat. Beri waktu yang lebih kemudian.",
		})
	}
	if err := w.fewPins(p, a.Task); err != nil {
		return Decision{}, err
	}
	if err := w.emit(a.Task.Step, TaskPinned{Until: a.Until.UTC()}); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: w.c.ID}, nil
}

// fewPins refuses one pin more than a person may have.
func (w *casework) fewPins(p *Person, next TaskRef) error {
	mine := map[string]bool{}
	for _, t := range w.v.Pinned() {
		if pin := t.Pin; pin != nil && pin.By == p.ID && w.now.Before(pin.Until) {
			mine[t.pinName()] = true
		}
	}
	delete(mine, pinName(next))
	if len(mine) < pinsAtOnce {
		return nil
	}
	var names []string
	for name := range mine {
		names = append(names, name)
	}
	sort.Strings(names)
	return refuse("too_many_pins", Say{
		EN: "You have pinned %d already: %s. Unpin one first.",
		ID: "Anda sudah menyematkan %d: %s. Lepas satu dulu.",
	}, len(names), strings.Join(names, ", "))
}

// pinName is what a pin is on: CASE/STEP or CASE.
func pinName(r TaskRef) string {
	if r.Step == "" {
		return r.Case
	}
	return r.String()
}

func (t OpenTask) pinName() string {
	if t.PinnedCase {
		return t.Case
	}
	return t.TaskRef.String()
}

// decideUnpin takes a pin away.
func decideUnpin(v View, cmd Command, a Unpin, now time.Time) (Decision, error) {
	w, _, err := pinwork(v, cmd, a.Task, now)
	if err != nil {
		return Decision{}, err
	}
	mark := w.c.Pin
	if a.Task.Step != "" {
		mark = w.c.Task(a.Task.Step).Pin
	}
	if mark == nil || !now.Before(mark.Until) {
		return Decision{}, refuse("not_pinned", Say{
			EN: "%s is not pinned.",
			ID: "%s tidak disematkan.",
		}, pinName(a.Task))
	}
	if err := w.emit(a.Task.Step, TaskUnpinned{}); err != nil {
		return Decision{}, err
	}
	return Decision{Events: w.all.events, Case: w.c.ID}, nil
}

// pinwork finds who pins and what: an open task, or a running case.
func pinwork(v View, cmd Command, ref TaskRef, now time.Time) (*casework, *Person, error) {
	p, err := actor(v, cmd)
	if err != nil {
		return nil, nil, err
	}
	w, err := openCase(v, cmd, now, ref.Case)
	if err != nil {
		return nil, nil, err
	}
	if err := w.ownerRoleOnly(p, Say{EN: "pin work to the top", ID: "menyematkan pekerjaan di atas"}); err != nil {
		return nil, nil, err
	}
	if ref.Step == "" {
		return w, p, nil
	}
	_, err = w.openTask(ref)
	return w, p, err
}
