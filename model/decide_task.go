package model

import (
	"sort"
	"strings"
)

// take claims a task; it never overrides somebody else's claim.
func take(w *casework, p *Person, t *Task) error {
	if err := w.mayTake(p, t); err != nil {
		return err
	}
	switch t.State {
	case Waiting:
		return refuse("waits", Say{
			EN: "%q waits for something outside. When it has come, report it as done.",
			ID: "%q menunggu sesuatu dari luar. Kalau sudah datang, laporkan sebagai selesai.",
		}, w.flow.Step(t.Step).Text)
	case Ready:
		return w.emit(t.Step, TaskTaken{})
	case Taken, Doing:
		if w.cameBack(w.c, t) {
			return w.goOn(p, t)
		}
		return refuse("yours", Say{
			EN: "You have %s already.",
			ID: "%s sudah ada pada Anda.",
		}, TaskRef{Case: w.c.ID, Step: t.Step}.String())
	}
	return resume(w, p, t)
}

// begin takes a task if need be and starts work on it; what was in hand is
// set aside.
func begin(w *casework, p *Person, t *Task) error {
	if t.State == Parked {
		return resume(w, p, t)
	}
	if t.State == Doing && w.cameBack(w.c, t) {
		return take(w, p, t)
	}
	if t.State != Taken {
		if err := take(w, p, t); err != nil {
			return err
		}
	} else if err := w.mayTake(p, t); err != nil {
		return err
	}
	if err := w.setAside(p, t); err != nil {
		return err
	}
	return w.startWork(t)
}

func (w *casework) startWork(t *Task) error {
	if t.Begun.IsZero() {
		return w.emit(t.Step, TaskBegun{})
	}
	return w.emit(t.Step, TaskResumed{})
}

// setAside pauses the tasks the person is doing until one less than the limit
// is left in hand, the longest begun first.
func (w *casework) setAside(p *Person, t *Task) error {
	limit := max(w.v.Shop().InHand, 1)
	mine := TaskRef{Case: w.c.ID, Step: t.Step}
	type doing struct {
		ref  TaskRef
		task *Task
		by   string
	}
	var inHand []doing
	for _, ref := range w.v.InHand(p.ID) {
		c := w.c
		if ref.Case != w.c.ID {
			c = w.v.Case(ref.Case)
		}
		if ref == mine || c == nil {
			continue
		}
		if other := c.Task(ref.Step); other != nil && other.State == Doing {
			by := p.ID
			if w.cameBack(c, other) {
				by = "" // It stays given back.
			}
			inHand = append(inHand, doing{ref, other, by})
		}
	}
	sort.SliceStable(inHand, func(i, j int) bool { return inHand[i].task.Begun.Before(inHand[j].task.Begun) })
	for _, d := range inHand[:max(0, len(inHand)-limit+1)] {
		if err := w.setAsideOne(d.by, d.ref, mine); err != nil {
			return err
		}
	}
	return nil
}

// setAsideOne pauses a task of this case or of another one.
func (w *casework) setAsideOne(by string, ref, mine TaskRef) error {
	body := TaskSetAside{For: mine}
	if ref.Case == w.c.ID {
		return w.record(by, ref.Step, body)
	}
	w.all.events = append(w.all.events, Event{
		At: w.now, Op: w.cmd.Op, By: by, Station: w.cmd.Station,
		Case: ref.Case, Step: ref.Step, Body: body,
	})
	return nil
}

// mine checks that the person has the task; with it only ready, it is taken.
func (w *casework) mine(p *Person, t *Task) error {
	if err := w.mayTake(p, t); err != nil {
		return err
	}
	if t.State == Ready {
		return w.emit(t.Step, TaskTaken{})
	}
	return nil
}

// tick ticks or unticks a line of the checklist.
func tick(w *casework, p *Person, t *Task, key string, on bool) error {
	if err := w.mine(p, t); err != nil {
		return err
	}
	for _, item := range w.flow.Items(t.Step, w.c.Fields) {
		if item.Key != key {
			continue
		}
		if _, ticked := t.Ticks[key]; ticked == on {
			return nil
		}
		return w.emit(t.Step, TaskTicked{Item: key, Text: item.Text, On: on})
	}
	return refuse("unknown_tick", Say{
		EN: "%q has no line %q to tick.",
		ID: "%q tidak punya baris %q untuk dicentang.",
	}, w.flow.Step(t.Step).Text, key)
}

// setField records a value of the step.
func setField(w *casework, p *Person, t *Task, name string, v Value) error {
	if err := w.mine(p, t); err != nil {
		return err
	}
	if t.Values[name].Equal(v) {
		if _, known := w.flow.RecordField(t.Step, name); known {
			return nil
		}
	}
	if err := w.fits(t, name, v); err != nil {
		return err
	}
	return w.emit(t.Step, FieldSet{Field: name, Value: v, Before: t.Values[name]})
}

// fits checks a value that a step is to record.
func (w *casework) fits(t *Task, name string, v Value) error {
	field, ok := w.flow.RecordField(t.Step, name)
	if !ok {
		return refuse("unknown_field", Say{
			EN: "%q does not record %q. It records: %s.",
			ID: "%q tidak mencatat %q. Yang dicatat: %s.",
		}, w.flow.Step(t.Step).Text, name, fieldNames(w.flow.Step(t.Step).Record))
	}
	if v.Empty() {
		return nil
	}
	if err := CheckValue(field, v, w.known(t)); err != nil {
		return err
	}
	return w.checkPerson(field, v)
}

// checkPerson checks that a field of type person names somebody who works
// here.
func (w *casework) checkPerson(field Field, v Value) error { return checkPerson(w.v.Shop(), field, v) }

// personMeant is who works here and is called so, by id or by name; nil for
// nobody.
func (s *Shop) personMeant(text string) *Person {
	if p := s.People[text]; p != nil && !p.Gone {
		return p
	}
	for _, p := range s.People {
		if !p.Gone && strings.EqualFold(p.Name, text) {
			return p
		}
	}
	return nil
}

func checkPerson(s *Shop, field Field, v Value) error {
	if field.Type != PersonField || v.Empty() || s.personMeant(v.Text) != nil {
		return nil
	}
	return refuse("unknown_person", Say{
		EN: "%s has to be somebody who works here, and %q does not.",
		ID: "%s harus orang yang bekerja di sini, dan %q tidak.",
	}, nameLabel(field.Name), v.Text)
}

// known are the fields of the case with what the task recorded so far.
func (w *casework) known(t *Task) Values {
	known := Values{}
	for name, v := range w.c.Fields {
		known[name] = v
	}
	for name, v := range t.Values {
		known[name] = v
	}
	return known
}

func fieldNames(fields []Field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	if len(names) == 0 {
		return "-"
	}
	return strings.Join(names, ", ")
}

// park sets a task aside for something outside.
func park(w *casework, p *Person, t *Task, a Park) error {
	reason, err := needReason(a.Reason, Say{EN: "what it waits for", ID: "apa yang ditunggu"})
	if err != nil {
		return err
	}
	if t.State == Waiting {
		return take(w, p, t)
	}
	if !a.Until.IsZero() && !a.Until.After(w.now) {
		return refuse("past", Say{
			EN: "The time until which it waits has passed already. Give a later one, or none.",
			ID: "Waktu tunggunya sudah lewat. Beri waktu yang lebih kemudian, atau kosongkan.",
		})
	}
	if err := w.mine(p, t); err != nil {
		return err
	}
	return w.emit(t.Step, TaskParked{Reason: reason, Until: a.Until.UTC()})
}

// resume takes up a parked task, or one that was set aside.
func resume(w *casework, p *Person, t *Task) error {
	if err := w.mayTake(p, t); err != nil {
		return err
	}
	switch t.State {
	case Doing:
		if w.cameBack(w.c, t) {
			return w.goOn(p, t)
		}
		return refuse("yours", Say{
			EN: "You have %s in hand already.",
			ID: "%s sudah Anda kerjakan.",
		}, TaskRef{Case: w.c.ID, Step: t.Step}.String())
	case Parked, Taken:
		if err := w.setAside(p, t); err != nil {
			return err
		}
		if t.By == "" {
			if err := w.emit(t.Step, TaskTaken{}); err != nil {
				return err
			}
		}
		return w.emit(t.Step, TaskResumed{})
	}
	return begin(w, p, t)
}

// giveBack returns a claim to the role; ticks and values stay.
func giveBack(w *casework, p *Person, t *Task, a GiveBack) error {
	if t.By == "" && t.For == "" {
		return refuse("not_taken", Say{
			EN: "Nobody has %s, so there is nothing to give back.",
			ID: "Tidak ada yang memegang %s, jadi tidak ada yang dikembalikan.",
		}, TaskRef{Case: w.c.ID, Step: t.Step}.String())
	}
	if t.By != p.ID && t.For != p.ID && !p.Owner {
		return w.mayTake(p, t)
	}
	return w.emit(t.Step, TaskGivenBack{Reason: tidyReason(a.Reason)})
}

// handOver offers a task to one person of the role, ticks and values kept.
func handOver(w *casework, p *Person, t *Task, a HandOver) error {
	if t.State == Waiting {
		return take(w, p, t)
	}
	if !p.Owner {
		if err := w.mayTake(p, t); err != nil {
			return err
		}
	}
	to := w.v.Shop().People[a.To]
	if to == nil || to.Gone {
		return refuse("unknown_person", Say{
			EN: "%q does not work here.",
			ID: "%q tidak bekerja di sini.",
		}, a.To)
	}
	if to.ID == t.By || to.ID == t.For {
		return refuse("yours", Say{
			EN: "%s has %s already.",
			ID: "%[2]s sudah ada pada %[1]s.",
		}, to.Name, TaskRef{Case: w.c.ID, Step: t.Step}.String())
	}
	if err := w.mayDo(to, t); err != nil {
		return err
	}
	return w.emit(t.Step, TaskHandedOver{To: to.ID, From: t.By, Reason: tidyReason(a.Reason), Begun: a.AsBegun && !t.Begun.IsZero()})
}

// tidyReason is a reason as it is kept, empty where it says nothing. How long it
// may be is the rule of checkTexts.
func tidyReason(text string) string {
	text = strings.TrimSpace(CleanText(text))
	if saysNothing(text) {
		return ""
	}
	return text
}

// needReason tidies a reason that has to be there.
func needReason(text string, what Say, args ...any) (string, error) {
	text = tidyReason(text)
	if text == "" {
		return "", refuse("reason", Say{
			EN: "Please say %s.",
			ID: "Mohon tulis %s.",
		}, because(what, args...))
	}
	return text, nil
}
