package store

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"alur/model"
	"alur/store/kv"
)

// OpenTasks lists every open task of the shop.
func (s *Store) OpenTasks(ctx context.Context) (open []model.OpenTask, err error) {
	err = s.view(ctx, func(st *state) error {
		open = st.allOpen()
		return nil
	})
	return open, err
}

// allOpen reads every open task.
func (st *state) allOpen() []model.OpenTask {
	m := &st.store.memo
	open := st.addOpen(make([]model.OpenTask, 0, m.open.Load()), keyOf(tableOpen))
	m.open.Store(int64(len(open)))
	return open
}

// addOpen adds the open tasks under a prefix to others.
func (st *state) addOpen(open []model.OpenTask, prefix key) []model.OpenTask {
	for t := range st.openRows(prefix) {
		if len(open) == cap(open) {
			open = slices.Grow(open, len(open)+32) // Twice the room: a row is large, and append adds a quarter.
		}
		open = append(open, t)
	}
	return open
}

// openRows are the open tasks under a prefix, each read when it is asked for.
func (st *state) openRows(prefix key) iter.Seq[model.OpenTask] {
	return func(yield func(model.OpenTask) bool) {
		st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
			if !yield(*st.openTask(v)) {
				return kv.Stop
			}
			return nil
		}))
	}
}

// overdue reads the open tasks of a role that need help. Only those are
// decoded.
func (st *state) overdue(role string) []model.OpenTask {
	var open []model.OpenTask
	prefix := keyOf(tableOpen).text(role)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		if bytes.Contains(v, []byte(`"stage":`)) {
			open = append(open, *st.openTask(v))
		}
		return nil
	}))
	return open
}

// openTask is the open task of a row, good until the next is read.
func (st *state) openTask(raw []byte) *model.OpenTask {
	t, err := st.open.read(raw)
	if err != nil {
		st.keep(fmt.Errorf("%w: open task: %w", kv.ErrDamaged, err))
		return &model.OpenTask{}
	}
	return t
}
