package ui

import (
	"context"

	"alur/model"
)

// barredTask is a task that four eyes keep the person from, while nobody else is
// here who may do it; grants is true where the person may waive them.
type barredTask struct {
	item   model.QueueItem
	grants bool
}

// readAlone reads what stands in place of a task: of what was not asked for
// yet the first.
func readAlone(ctx context.Context, s Store, me string, q model.Queue) (*barredTask, error) {
	if len(q.Alone) == 0 {
		return nil, nil
	}
	a := barredTask{item: q.Alone[0]}
	for _, i := range q.Alone {
		if i.Asked == nil {
			a.item = i
			break
		}
	}
	f, err := s.Flow(ctx, a.item.Process, a.item.Version)
	if err != nil {
		return nil, err
	}
	shop, err := s.Shop(ctx)
	if err != nil {
		return nil, err
	}
	if p := shop.People[me]; p != nil {
		a.grants = p.MaySkip(f)
	}
	return &a, nil
}

// verb is what Enter does about it; none where an answer is waited for.
func (a *barredTask) verb(e *env) (label string, ok bool) {
	switch {
	case a == nil:
		return "", false
	case a.grants:
		return e.say(model.Say{EN: "One pair of eyes will do", ID: "Cukup sepasang mata"}), true
	case a.item.Asked != nil:
		return "", false
	}
	return e.say(model.Say{EN: "Ask %s", ID: "Minta izin %s"}, ownersOf(e)), true
}

// ownersOf is the owner by name, or the owners.
func ownersOf(e *env) string {
	var names []string
	for _, p := range e.shop.People {
		if p.Owner && !p.Gone {
			names = append(names, clean(p.Name))
		}
	}
	if len(names) == 1 {
		return names[0]
	}
	return e.say(model.Say{EN: "the owners", ID: "para pemilik"})
}

// does is what Enter leads to.
func (a *barredTask) does(e *env) []effect {
	if _, ok := a.verb(e); !ok {
		return nil
	}
	if a.grants {
		return []effect{grantWaiver(e, a.item)}
	}
	return []effect{do{
		name: "ask waiver", act: model.AskWaiver{Task: a.item.TaskRef}, seq: a.item.Seq,
		said: e.say(model.Say{EN: "Asked: it comes to you once it is granted.", ID: "Sudah diminta: tugas datang kepada Anda setelah diizinkan."}),
	}}
}

// grantWaiver waives four eyes for a task by one key; why stands on record.
func grantWaiver(e *env, i model.QueueItem) do {
	return do{
		name: "waive", act: model.Waive{Task: i.TaskRef, Reason: model.GrantWords(e.shop, i.OpenTask, e.shop.Lang)}, seq: i.Seq,
		said: e.say(model.Say{EN: "Four eyes waived: %s.", ID: "Empat mata dibebaskan: %s."}, clean(i.Title)),
	}
}

// lines say it in place of a task.
func (a *barredTask) lines(e *env) []string {
	t := e.theme
	lines := []string{
		"  " + t.accent(t.glyph.block) + " " + t.ends(t.strong(clean(a.item.Title)), number(a.item.OpenTask), e.width-6),
		"  " + t.accent(t.glyph.block) + " " + t.cut(clean(a.item.CaseTitle), e.width-6),
		"",
	}
	lines = append(lines, indent(wrapPaint(t, roleText, capital(clean(a.item.Why.In(e.lang)))+".", e.width-4), 2)...)
	if label, ok := a.verb(e); ok {
		lines = append(lines, "", "    "+button(t, label+"  Enter", true, false))
	}
	return append(lines, "")
}

// asked reports whether the task on screen waits for a waiver that the person
// may grant.
func (n *next) asked(e *env) bool {
	i := n.task.item
	return e.me.MayGrant(i.OpenTask, n.task.flow) && i.Asked.By != e.me.ID
}

// grantLabel is what the button says that grants it.
func (n *next) grantLabel(e *env) string {
	return e.say(model.Say{EN: "Let %s do it", ID: "Izinkan %s"}, e.name(n.task.item.Asked.By))
}
