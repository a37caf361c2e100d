package ui

import (
	"strings"

	"alur/model"
)

func (n *next) key(e *env, k keyPress) []effect {
	s, ok := n.focused()
	switch {
	case k.is(keyNext, true):
		return n.lookAgain(e)
	case n.task == nil && k.name == "enter":
		return n.alone.does(e)
	case !ok || n.scrolls(k):
		return nil
	}
	away := n.seen.turned
	n.seen.turned = false
	if away && s.kind == stopTick && k.name == "space" {
		return nil // It may be out of sight: first it is seen.
	}
	return n.stopKey(e, s, k)
}

// stopKey is a key on what has the focus.
func (n *next) stopKey(e *env, s stop, k keyPress) []effect {
	switch {
	case k.is(keyDone, true):
		return n.finish(e)
	case k.is(keyProblem, true):
		return n.openProblem(e)
	case k.name == "tab" || k.name == "down" || k.name == "j" && s.kind != stopField:
		return n.move(e, +1)
	case k.name == "shift+tab" || k.name == "up" || k.name == "k" && s.kind != stopField:
		return n.move(e, -1)
	case s.kind == stopField:
		return n.fieldKey(e, s, k)
	case s.kind == stopTick && k.name == "space":
		return n.tick(s)
	case s.kind == stopTick && k.name == "enter":
		return n.move(e, +1)
	case s.kind == stopButton:
		return n.buttonKey(e, s, k)
	}
	return nil
}

// lookAgain shows the list where there is one, else reads the queue anew.
func (n *next) lookAgain(e *env) []effect {
	if len(n.queue.Items)+len(n.queue.Asleep) > 0 {
		return []effect{goTo{to: pageQueue, arg: n.pinned}}
	}
	n.pinned = model.TaskRef{}
	return []effect{n.load(e)}
}

// move takes the focus on; a field that is left is recorded.
func (n *next) move(e *env, by int) []effect {
	effects := n.leave(e)
	n.at = (n.at + by + len(n.stops)) % len(n.stops)
	return effects
}

// leave records the field with the focus, where it was changed.
func (n *next) leave(e *env) []effect {
	s, ok := n.focused()
	if !ok || s.kind != stopField {
		return nil
	}
	edit := n.edits[s.field]
	if edit == nil || !edit.dirty {
		return nil
	}
	v, err := e.parse(edit.field, edit.line.text())
	if err != nil {
		edit.fault = refusalText(e, err)
		if n.tells(e, s.field) == edit.fault {
			return nil
		}
		return []effect{notice{role: roleWarn, text: capital(edit.fault)}}
	}
	if v.Equal(n.task.t.Values[s.field]) {
		edit.dirty = false
		return []effect{draft{task: n.task.ref(), field: s.field}}
	}
	return []effect{do{name: "field", act: model.SetField{Task: n.task.ref(), Field: s.field, Value: v}}}
}

func refusalText(e *env, err error) string {
	if r := model.Refused(err); r != nil {
		return clean(r.In(e.lang))
	}
	return clean(err.Error())
}

// forget drops what is recorded now from the drafts.
func (n *next) forget(d done) []effect {
	var names []string
	var ref model.TaskRef
	switch act := d.act.(type) {
	case model.SetField:
		ref, names = act.Task, append(names, act.Field)
	case model.Complete:
		ref = act.Task
		for name := range act.Values {
			names = append(names, name)
		}
	}
	var effects []effect
	for _, name := range names {
		effects = append(effects, draft{task: ref, field: name})
		if edit := n.editOf(ref, name); edit != nil {
			edit.dirty, edit.fault = false, ""
		}
	}
	return effects
}

// editOf is a field of a task while that task is on screen: another may have
// come before its act was answered.
func (n *next) editOf(ref model.TaskRef, field string) *fieldEdit {
	if n.task == nil || n.task.ref() != ref {
		return nil
	}
	return n.edits[field]
}

// fault marks the field whose value was refused.
func (n *next) fault(d done) {
	set, ok := d.act.(model.SetField)
	refusal := model.Refused(d.err)
	if !ok || refusal == nil {
		return
	}
	if edit := n.editOf(set.Task, set.Field); edit != nil {
		edit.fault = string(refusal.Code)
	}
}

func (n *next) fieldKey(e *env, s stop, k keyPress) []effect {
	edit := n.edits[s.field]
	switch {
	case edit == nil:
		return nil
	case k.name == "enter":
		return n.move(e, +1)
	case k.name == "esc":
		edit.line.set(e.typed(edit.field, n.task.t.Values[s.field]))
		return n.edited(s.field)
	case k.name == "left" && edit.turn(e, -1), k.name == "right" && edit.turn(e, +1):
		return n.edited(s.field)
	case len(edit.options(e)) > 0 && k.types():
		edit.choose(e, k.text)
		return n.edited(s.field)
	}
	if _, changed := edit.line.update(k); changed {
		return n.edited(s.field)
	}
	return nil
}

// edited keeps what is being typed.
func (n *next) edited(field string) []effect {
	edit := n.edits[field]
	edit.dirty, edit.fault = true, ""
	return []effect{draft{task: n.task.ref(), field: field, text: edit.line.text()}}
}

// typed puts text into the field with the focus, and nowhere else.
func (n *next) typed(text string) []effect {
	s, ok := n.focused()
	if !ok || s.kind != stopField || n.edits[s.field] == nil {
		return nil
	}
	if edit := n.edits[s.field]; edit.line.insert(text) {
		return n.edited(s.field)
	}
	return nil
}

// scanned fills the task's scan field, else types into the field with the
// focus, else looks for the case of that code. It never records anything by
// itself: leaving the field or F9 does.
func (n *next) scanned(in scanned) []effect {
	s, ok := n.focused()
	inField := ok && s.kind == stopField
	if inField && (!in.ended || n.edits[s.field].field.Type == model.ScanField) {
		return n.typed(in.text)
	}
	for i, other := range n.stops {
		edit := n.edits[other.field]
		if other.kind == stopField && edit != nil && edit.field.Type == model.ScanField && edit.line.text() == "" {
			n.at = i
			return n.typed(in.text)
		}
	}
	if inField {
		return n.typed(in.text)
	}
	return []effect{lookUp{code: strings.TrimSpace(in.text)}}
}

// tick ticks or unticks the line with the focus.
func (n *next) tick(s stop) []effect {
	_, ticked := n.task.t.Ticks[s.item.Key]
	return []effect{do{name: "tick", act: model.SetTick{Task: n.task.ref(), Item: s.item.Key, On: !ticked}}}
}

func (n *next) tickSeen() tickSeen {
	s, ok := n.focused()
	if !ok || s.kind != stopTick {
		return tickSeen{}
	}
	_, ticked := n.task.t.Ticks[s.item.Key]
	return tickSeen{task: n.task.ref(), item: s.item.Key, on: ticked}
}

func (n *next) buttonKey(e *env, s stop, k keyPress) []effect {
	switch k.name {
	case "left":
		return n.move(e, -1)
	case "right":
		return n.move(e, +1)
	case "enter":
	default:
		return nil
	}
	switch s.button {
	case buttonBegin:
		return n.begin(e)
	case buttonOutcome:
		o, _ := n.task.flow.Outcome(n.task.item.Step, s.outcome)
		return n.complete(e, o)
	case buttonHand:
		return n.handOver(e)
	case buttonGrant:
		return []effect{grantWaiver(e, n.task.item)}
	}
	return n.openProblem(e)
}

// begin takes and begins the task, or takes it up again. What somebody else
// parked is not taken from them by Enter: its case is shown, where F8 does.
func (n *next) begin(e *env) []effect {
	if n.task.looksAfter(e) {
		return []effect{goTo{to: pageCase, arg: n.task.item.Case}}
	}
	var act model.Act = model.Begin{Task: n.task.ref()}
	if n.task.t.State == model.Parked {
		act = model.Resume{Task: n.task.ref()}
	}
	return []effect{do{name: "begin", act: act, seq: n.task.t.Seq}}
}
