package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// arrivals tells the person at this PC that a task has come for them while
// they look elsewhere: the window's title counts their tasks, and the bell
// rings for one that is new.
type arrivals struct {
	// known are the tasks of the person as they were read last; nil until
	// they were.
	known map[model.TaskRef]bool
	// own is true after an act of this session: what follows from it is no
	// news to the person.
	own  bool
	rung time.Time
}

// bellRest is how long the bell is silent after it rang: a busy shop must not
// ring all day.
const bellRest = 30 * time.Second

// arrivedMsg brings the tasks of a person.
type arrivedMsg struct {
	person string
	tasks  []model.TaskRef
}

// readArrivals reads what the person can do now. Where it can't be read the
// screens say so; the bell has nothing to add.
func (r *root) readArrivals() tea.Cmd {
	if r.env.me == nil || r.env.plain {
		return nil
	}
	ctx, s, me, now := r.ctx, r.store, r.env.me.ID, r.env.now
	return func() tea.Msg {
		q, err := s.Queue(ctx, me, now)
		if err != nil {
			return nil
		}
		m := arrivedMsg{person: me, tasks: []model.TaskRef{}}
		for _, i := range q.Items {
			m.tasks = append(m.tasks, i.TaskRef)
		}
		return m
	}
}

// arrived rings for tasks that were not there before and that the person did
// not make ready.
func (r *root) arrived(m arrivedMsg) tea.Cmd {
	if r.env.me == nil || r.env.me.ID != m.person {
		return nil
	}
	a := &r.arrivals
	before, fresh := a.known, false
	a.known = make(map[model.TaskRef]bool, len(m.tasks))
	for _, task := range m.tasks {
		fresh = fresh || !before[task]
		a.known[task] = true
	}
	own := a.own
	a.own = false
	if !fresh || own || before == nil || r.env.now.Sub(a.rung) < bellRest {
		return nil
	}
	a.rung = r.env.now
	return tea.Raw("\a")
}
