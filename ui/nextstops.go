package ui

import (
	"strings"

	"alur/model"
)

// stopKind is what the focus can rest on.
type stopKind int

const (
	stopTick stopKind = iota
	stopField
	stopButton
)

// stop is one place of the focus on the next task.
type stop struct {
	kind stopKind
	item model.Item
	// field is the name of a field, button what a button does.
	field  string
	button buttonID
	// outcome is that of a button that completes.
	outcome string
}

// buttonID names a button of the next task.
type buttonID string

const (
	buttonBegin   buttonID = "begin"
	buttonOutcome buttonID = "outcome"
	buttonProblem buttonID = "problem"
	buttonHand    buttonID = "hand over"
	// buttonGrant lets who asked do what four eyes keep them from.
	buttonGrant buttonID = "grant"
)

// key tells stops apart when the task is read again.
func (s stop) key() string {
	return s.item.Key + "|" + s.field + "|" + string(s.button) + "|" + s.outcome
}

// fieldEdit is one field being filled in.
type fieldEdit struct {
	field model.Field
	line  lineEdit
	// dirty is true where the text is not what is recorded.
	dirty bool
	fault string
}

// fill makes the stops and edits of the task just read. Of the task that was
// shown before, the focus and what is typed stay.
func (n *next) fill(e *env, was *task) {
	same := was != nil && n.task != nil && was.ref() == n.task.ref() && was.t.Round == n.task.t.Round && was.begun() == n.task.begun()
	focus := n.back
	if s, ok := n.focused(); ok {
		focus = ""
		if same {
			focus = s.key()
		}
	}
	n.back = ""
	n.stops = n.stopsOf(e, n.task)
	n.fillEdits(e, same)
	n.at = n.firstStop(e)
	for i, s := range n.stops {
		if s.key() == focus {
			n.at = i
		}
	}
	if !same {
		n.problem, n.seen = nil, seen{}
	}
}

func (n *next) stopsOf(e *env, t *task) []stop {
	if t == nil {
		return nil
	}
	var stops []stop
	if t.begun() {
		for _, item := range t.items {
			stops = append(stops, stop{kind: stopTick, item: item})
		}
		for _, f := range t.step.Record {
			stops = append(stops, stop{kind: stopField, field: f.Name})
		}
		for _, o := range t.flow.Outcomes(t.item.Step) {
			stops = append(stops, stop{kind: stopButton, button: buttonOutcome, outcome: o.Name})
		}
	} else {
		if n.asked(e) {
			stops = append(stops, stop{kind: stopButton, button: buttonGrant})
		}
		stops = append(stops, stop{kind: stopButton, button: buttonBegin})
	}
	stops = append(stops, stop{kind: stopButton, button: buttonProblem})
	if t.t.State != model.Waiting {
		stops = append(stops, stop{kind: stopButton, button: buttonHand})
	}
	return stops
}

// firstStop is the first thing still to do: a tick, a field that is empty or
// does not fit, else a button.
func (n *next) firstStop(e *env) int {
	for i, s := range n.stops {
		switch s.kind {
		case stopTick:
			if _, ticked := n.task.t.Ticks[s.item.Key]; !ticked {
				return i
			}
		case stopField:
			if edit := n.edits[s.field]; edit != nil && (!edit.field.Optional && edit.line.text() == "" || n.unfit(e, s.field) != "") {
				return i
			}
		case stopButton:
			return i
		}
	}
	return 0
}

func (n *next) fillEdits(e *env, same bool) {
	old := n.edits
	n.edits = map[string]*fieldEdit{}
	if n.task == nil {
		return
	}
	for _, f := range n.task.step.Record {
		if edit := old[f.Name]; same && edit != nil && edit.dirty {
			n.edits[f.Name] = edit
			continue
		}
		recorded := e.typed(f, n.task.t.Values[f.Name])
		edit := &fieldEdit{field: f, line: newEdit(recorded)}
		if text := n.task.draft[f.Name]; text != "" && text != recorded {
			edit.line.set(text)
			edit.dirty = true
		}
		n.edits[f.Name] = edit
	}
}

func (n *next) focused() (stop, bool) {
	if n.at < 0 || n.at >= len(n.stops) {
		return stop{}, false
	}
	return n.stops[n.at], true
}

// options are the answers a field offers, nil where it is typed freely.
func (edit *fieldEdit) options(e *env) []string {
	switch edit.field.Type {
	case model.ChoiceField:
		return choices(e, edit.field)
	case model.YesNoField:
		return []string{e.say(model.Say{EN: "yes", ID: "ya"}), e.say(model.Say{EN: "no", ID: "tidak"})}
	}
	return nil
}

// choices are the answers of a choice as people read them.
func choices(e *env, f model.Field) []string {
	labels := make([]string, len(f.Choices))
	for i, choice := range f.Choices {
		labels[i] = clean(e.say(model.ChoiceLabel(f, choice)))
	}
	return labels
}

// turn moves to the option before or after, and answers whether it did.
func (edit *fieldEdit) turn(e *env, by int) bool {
	options := edit.options(e)
	if len(options) == 0 {
		return false
	}
	at := -1
	for i, o := range options {
		if strings.EqualFold(o, edit.line.text()) {
			at = i
		}
	}
	if at < 0 && by < 0 {
		at = 0
	}
	edit.line.set(options[(at+by+len(options))%len(options)])
	return true
}

// choose takes the first option that begins with a letter.
func (edit *fieldEdit) choose(e *env, letter string) {
	for _, o := range edit.options(e) {
		if strings.HasPrefix(strings.ToLower(o), strings.ToLower(letter)) {
			edit.line.set(o)
			return
		}
	}
}
