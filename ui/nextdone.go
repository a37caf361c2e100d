package ui

import "alur/model"

// finish is F9: the only outcome at once; where there are several, a sheet
// asks which, those that go on first.
func (n *next) finish(e *env) []effect {
	outcomes := n.task.flow.Outcomes(n.task.item.Step)
	if len(outcomes) == 1 {
		return n.complete(e, outcomes[0])
	}
	verbs := item{kind: itemVerbs, name: "outcome"}
	for _, goesOn := range []bool{true, false} {
		for _, o := range outcomes {
			if o.GoesOn() != goesOn {
				continue
			}
			choice := option{id: o.Name, label: capital(outcomeLabel(e, n.task.step, o)), detail: n.task.leadsTo(e, o)}
			if goesOn {
				if lacks := n.missing(e); lacks != "" {
					choice.off = e.say(model.Say{EN: "still to do: %s", ID: "masih kurang: %s"}, lacks)
				}
			}
			verbs.options = append(verbs.options, choice)
		}
	}
	return []effect{ask{sheet: &sheet{
		name:  "outcome",
		title: e.say(model.Say{EN: "How did it end?", ID: "Bagaimana hasilnya?"}),
		lead:  []string{clean(n.task.step.Text)},
		form:  form{items: []item{verbs}},
	}}}
}

// complete ends the task with an outcome, with everything typed; what does
// not go on asks its reason first.
func (n *next) complete(e *env, o model.Outcome) []effect {
	if !o.GoesOn() {
		n.problem = &problem{task: n.task, outcome: o}
		return n.problem.ask(reasonSheet(e, n.task, o))
	}
	return n.completeWith(e, o, "")
}

func (n *next) completeWith(e *env, o model.Outcome, reason string) []effect {
	values, fault := n.typedValues(e)
	if fault != "" {
		return []effect{notice{role: roleWarn, text: capital(fault)}}
	}
	if f := n.toUnfit(e); f != nil && o.GoesOn() {
		return []effect{notice{role: roleWarn, text: e.say(model.Say{EN: "First mend %s: it does not fit.", ID: "Betulkan dulu %s: tidak cocok."}, e.label(*f))}}
	}
	said := e.say(model.Say{EN: "Done: %s.", ID: "Selesai: %s."}, clean(n.task.item.Title))
	if n.task.flow.IsBack(n.task.item.Step, o.Name) {
		said = e.say(model.Say{EN: "Sent back: %s.", ID: "Dikembalikan: %s."}, clean(n.task.item.CaseTitle))
	}
	return []effect{do{
		name: "complete", said: said, seq: n.task.t.Seq,
		act: model.Complete{Task: n.task.ref(), Outcome: o.Name, Reason: reason, Values: values},
	}}
}

// typedValues reads every field that was typed and not yet recorded. The
// first that can't be read takes the focus.
func (n *next) typedValues(e *env) (model.Values, string) {
	values := model.Values{}
	for i, s := range n.stops {
		edit := n.edits[s.field]
		if s.kind != stopField || edit == nil || !edit.dirty {
			continue
		}
		v, err := e.parse(edit.field, edit.line.text())
		if err != nil {
			n.at = i
			edit.fault = refusalText(e, err)
			return nil, edit.fault
		}
		values[s.field] = v
	}
	return values, ""
}

// toUnfit takes the focus to the first field that does not fit; nil where
// there is none.
func (n *next) toUnfit(e *env) *model.Field {
	for i, s := range n.stops {
		if s.kind == stopField && n.unfit(e, s.field) != "" {
			n.at = i
			return &n.edits[s.field].field
		}
	}
	return nil
}

func (n *next) openProblem(e *env) []effect {
	n.problem = &problem{task: n.task}
	n.problem.sheet = n.problem.verbs(e)
	return []effect{ask{sheet: n.problem.sheet}}
}

func (n *next) handOver(e *env) []effect {
	n.problem = &problem{task: n.task}
	return n.problem.ask(n.problem.handOver(e))
}

// answered takes the answer of a sheet: an outcome of F9, or a step of F8.
func (n *next) answered(e *env, a answered) []effect {
	if a.button == "" || n.task == nil {
		n.problem = nil
		return nil
	}
	if a.name == "outcome" {
		o, ok := n.task.flow.Outcome(n.task.item.Step, a.button)
		if !ok {
			return nil
		}
		return n.complete(e, o)
	}
	if n.problem == nil {
		return nil
	}
	if a.name == "reason" && n.problem.outcome.Name != "" {
		if a.button == cancelled {
			return nil
		}
		return n.completeWith(e, n.problem.outcome, reasonOf(a))
	}
	return n.problem.answer(e, a)
}
