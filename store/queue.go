package store

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"time"

	"alur/model"
)

// Queue is a person's work at a time: what can be done now, the next task
// first, and what sleeps. An unknown person has none.
func (s *Store) Queue(ctx context.Context, person string, now time.Time) (model.Queue, error) {
	return s.FirstTasks(ctx, person, now, 0)
}

// FirstTasks is the begin of a person's queue: so many tasks and as many of
// those that sleep, and how many are left. However long the queue is, it takes
// little room.
func (s *Store) FirstTasks(ctx context.Context, person string, now time.Time, most int) (q model.Queue, err error) {
	err = s.view(ctx, func(st *state) error {
		q = st.queue(person, now, most)
		return nil
	})
	return q, err
}

// QueueSizes is how many tasks everybody has who works in the shop, by person:
// of one moment, and in one look, however many they are.
func (s *Store) QueueSizes(ctx context.Context, now time.Time) (sizes map[string]int, err error) {
	err = s.view(ctx, func(st *state) error {
		sizes = map[string]int{}
		for id, p := range st.Shop().People {
			if !p.Gone && !p.Owner && !p.Auditor {
				q := st.queue(id, now, 1)
				sizes[id] = len(q.Items) + q.Left
			}
		}
		return nil
	})
	return sizes, err
}

func (st *state) queue(person string, now time.Time, most int) model.Queue {
	p := st.Shop().People[person]
	if p == nil {
		return model.Queue{}
	}
	return model.NextTasks(model.QueueInput{
		Now: now, Shop: st.Shop(), Person: p, Calendar: st.calendar(), Open: st.openFor(p), Most: most,
		Flow: st.Flow, History: history{st},
	})
}

// looksAfter reports whether the person has the right of the owner role of a
// process: parked work of any role may come up for them. Only definitions that
// name such a role are decoded.
func (st *state) looksAfter(p *model.Person) bool {
	var owns [][]byte
	for _, role := range p.Roles {
		name, err := json.Marshal(role)
		st.keep(err)
		owns = append(owns, append([]byte(`"owner":`), name...))
	}
	for id, head := range st.Shop().Processes {
		for _, v := range head.Versions {
			raw := st.get(flowKey(id, v.Version))
			if !slices.ContainsFunc(owns, func(own []byte) bool { return bytes.Contains(raw, own) }) {
				continue
			}
			if f := st.Flow(id, v.Version); f != nil && p.MaySkip(f) {
				return true
			}
		}
	}
	return false
}

// openFor are the open tasks of a person's roles, and what the person has in
// hand besides; all of them for who looks after a process.
func (st *state) openFor(p *model.Person) iter.Seq[model.OpenTask] {
	if p.Owner || st.looksAfter(p) {
		return st.openRows(keyOf(tableOpen))
	}
	held := map[string]bool{}
	var lists []iter.Seq[model.OpenTask]
	for _, role := range p.Roles {
		if !held[role] {
			held[role] = true
			lists = append(lists, st.openRows(keyOf(tableOpen).text(role)))
		}
	}
	return each(append(lists, slices.Values(st.openBesides(p, held))))
}

// openBesides reads what a person helps with as a deputy, and what they have in
// hand, of other roles than those they hold.
func (st *state) openBesides(p *model.Person, held map[string]bool) []model.OpenTask {
	var open []model.OpenTask
	helped := map[model.TaskRef]bool{}
	for _, role := range p.Deputy {
		if held[role] {
			continue
		}
		for _, t := range st.overdue(role) {
			helped[t.TaskRef] = true
			open = append(open, t)
		}
	}
	st.held(p.ID, func(ref model.TaskRef, role string, _ model.TaskState) {
		if held[role] || helped[ref] {
			return
		}
		if raw := st.get(openKey(role, ref)); raw != nil {
			open = append(open, *st.openTask(raw))
		}
	})
	return open
}

// each goes through lists, one after the other.
func each[T any](lists []iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, list := range lists {
			for t := range list {
				if !yield(t) {
					return
				}
			}
		}
	}
}
