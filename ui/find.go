package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// foundMsg brings the cases that a scanned code may mean, to the person who
// scanned it.
type foundMsg struct {
	person, code string
	lines        []CaseLine
	// waits is the one thing that the person can do in the case that was meant,
	// where that is to say that what it waits for has come.
	waits *model.TaskRef
	err   error
}

// meant is the case that a code means; nil where it may be several.
func (m foundMsg) meant() *CaseLine {
	for i, l := range m.lines {
		if strings.EqualFold(l.ID, m.code) || strings.EqualFold(l.Key, m.code) || len(m.lines) == 1 {
			return &m.lines[i]
		}
	}
	return nil
}

// mostFound bounds what is looked up at once.
const mostFound = 50

// lookUp looks for the case of a code.
func (r *root) lookUp(code string) tea.Cmd {
	code = clean(code)
	if code == "" || r.env.me == nil {
		return nil
	}
	ctx, s, me, now := r.ctx, r.store, r.env.me.ID, r.env.now
	return func() tea.Msg {
		m := foundMsg{person: me, code: code}
		m.lines, m.err = s.FindCases(ctx, CaseQuery{Text: strings.TrimPrefix(code, "#"), Limit: mostFound})
		if l := m.meant(); m.err == nil && l != nil && l.State == model.Running {
			var q model.Queue
			q, m.err = s.Queue(ctx, me, now)
			m.waits = waitsIn(q, l.ID)
		}
		return m
	}
}

// waitsIn is the task of a case by which a person reports what has come, where
// there is nothing else for them to do in it: a parcel that is back is scanned,
// and Enter says so.
func waitsIn(q model.Queue, id string) *model.TaskRef {
	var only *model.TaskRef
	for _, i := range slices.Concat(q.Items, q.Asleep) {
		if i.Case != id {
			continue
		}
		if only != nil || i.State != model.Waiting || i.Child != "" {
			return nil
		}
		only = &i.TaskRef
	}
	return only
}

// foundCame opens the one case that was meant, or the list of several. Where the
// case waits for something that the person reports, it is that task. Who has
// signed out meanwhile is shown nothing, nor who came after; and a question that
// was opened meanwhile is not taken away.
func (r *root) foundCame(m foundMsg) tea.Cmd {
	if r.env.me == nil || r.env.me.ID != m.person {
		return nil
	}
	if m.err != nil {
		r.notice(roleLate, r.trouble(m.err))
		return nil
	}
	if r.sheet != nil && len(m.lines) > 0 {
		r.notice(roleWarn, r.env.say(model.Say{EN: "%s is found: scan it again when this is answered.", ID: "%s ditemukan: pindai lagi setelah ini dijawab."}, m.code))
		return nil
	}
	if m.waits != nil {
		return r.goTo(goTo{to: pageNext, arg: *m.waits, home: true})
	}
	if l := m.meant(); l != nil {
		return r.goTo(goTo{to: pageCase, arg: l.ID})
	}
	if len(m.lines) > 0 {
		return r.goTo(goTo{to: pageFind, arg: m.code})
	}
	r.notice(roleWarn, r.env.say(model.Say{EN: "Nothing here is called %s.", ID: "Tidak ada yang bernama %s."}, m.code))
	return nil
}
