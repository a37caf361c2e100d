package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Queue is a person's work at a time: what can be done now, the next task
// first, and what sleeps. An unknown person has none.
func (s *Store) Queue(ctx context.Context, person string, now time.Time) (q model.Queue, err error) {
	err = s.view(ctx, func(st *state) error {
		q = st.queue(person, now)
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
				sizes[id] = len(st.queue(id, now).Items)
			}
		}
		return nil
	})
	return sizes, err
}

func (st *state) queue(person string, now time.Time) model.Queue {
	p := st.Shop().People[person]
	if p == nil {
		return model.Queue{}
	}
	return model.NextTasks(model.QueueInput{
		Now: now, Shop: st.Shop(), Person: p, Calendar: st.calendar(), Open: st.openFor(p), Flow: st.Flow, History: history{st},
	})
}

// looksAfter reports whether the person has the right of the owner role of a
// process: parked work of any role may come up for them.
func (st *state) looksAfter(p *model.Person) bool {
	for id, head := range st.Shop().Processes {
		for _, v := range head.Versions {
			if f := st.Flow(id, v.Version); f != nil && p.MaySkip(f) {
				return true
			}
		}
	}
	return false
}

// openFor reads the open tasks of a person's roles, and what the person has
// in hand besides; all of them for who looks after a process.
func (st *state) openFor(p *model.Person) []model.OpenTask {
	if p.Owner || st.looksAfter(p) {
		return st.allOpen()
	}
	var open []model.OpenTask
	held := map[string]bool{}
	for _, role := range p.Roles {
		if !held[role] {
			held[role] = true
			open = st.addOpen(open, keyOf(tableOpen).text(role))
		}
	}
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
			open = append(open, st.openTask(raw))
		}
	})
	return open
}

// overdue reads the open tasks of a role that need help. Only those are
// decoded.
func (st *state) overdue(role string) []model.OpenTask {
	var open []model.OpenTask
	prefix := keyOf(tableOpen).text(role)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		if bytes.Contains(v, []byte(`"stage":`)) {
			open = append(open, st.openTask(v))
		}
		return nil
	}))
	return open
}

// allOpen reads every open task. Only rows not seen before are decoded: with
// many cases running, nearly all are as they were when last read.
func (st *state) allOpen() []model.OpenTask {
	m := &st.store.memo
	seed, known := m.openRows()
	open := make([]model.OpenTask, 0, len(known))
	seen := make(map[uint64]*model.OpenTask, len(known))
	prefix := keyOf(tableOpen)
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		sum := maphash.Bytes(seed, v)
		t := known[sum]
		if t == nil {
			row := st.openTask(v)
			t = &row
		}
		seen[sum] = t
		open = append(open, *t)
		return nil
	}))
	if st.err == nil {
		m.keepOpenRows(seen)
	}
	return open
}

// openRows are the rows of open tasks last read, by a hash of each.
func (m *memo) openRows() (maphash.Seed, map[uint64]*model.OpenTask) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.seed(), m.open
}

func (m *memo) keepOpenRows(rows map[uint64]*model.OpenTask) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open = rows
}

// seed is that of the hashes of rows, for the life of the store.
func (m *memo) seed() maphash.Seed {
	if m.hashSeed == (maphash.Seed{}) {
		m.hashSeed = maphash.MakeSeed()
	}
	return m.hashSeed
}

// addOpen adds the open tasks under a prefix to others.
func (st *state) addOpen(open []model.OpenTask, prefix key) []model.OpenTask {
	st.keep(st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		if len(open) == cap(open) {
			open = slices.Grow(open, len(open)+32) // Twice the room: a row is large, and append adds a quarter.
		}
		open = append(open, model.OpenTask{})
		st.decodeOpen(v, &open[len(open)-1])
		return nil
	}))
	return open
}

func (st *state) openTask(raw []byte) (t model.OpenTask) {
	st.decodeOpen(raw, &t)
	return t
}

func (st *state) decodeOpen(raw []byte, to *model.OpenTask) {
	if err := json.Unmarshal(raw, to); err != nil {
		st.keep(fmt.Errorf("%w: open task: %w", kv.ErrDamaged, err))
	}
}

// OpenTasks lists every open task of the shop.
func (s *Store) OpenTasks(ctx context.Context) (open []model.OpenTask, err error) {
	err = s.view(ctx, func(st *state) error {
		open = st.allOpen()
		return nil
	})
	return open, err
}

// history answers how long steps have taken, from the newest attempts of
// each.
type history struct{ st *state }

// newest is how many attempts of a step say what is usual.
const newest = 50

// memoSojourns are the sojourns of rows, by a hash of each.
type memoSojourns struct {
	cal *model.Calendar
	of  map[uint64]time.Duration
}

// noSojourn marks an attempt in which nobody and nothing was waited for.
const noSojourn = time.Duration(-1)

// Sojourns implements model.History. Only rows not seen before are decoded.
func (h history) Sojourns(process, step string) []time.Duration {
	cal := h.st.calendar()
	if cal == nil {
		return nil
	}
	prefix := keyOf(tableAttempts).text(process).text(step)
	if known, ok := h.st.sojourns[string(prefix)]; ok {
		return known
	}
	m := &h.st.store.memo
	seed, known := m.sojournsOf(string(prefix), cal)
	seen := memoSojourns{cal: cal, of: make(map[uint64]time.Duration, newest)}
	var back []time.Duration
	h.st.keep(h.st.tx.ScanBack(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
		sum := maphash.Bytes(seed, v)
		d, ok := known[sum]
		if !ok {
			var a model.Attempt
			if err := json.Unmarshal(v, &a); err != nil {
				return fmt.Errorf("%w: attempt: %w", kv.ErrDamaged, err)
			}
			if d, ok = a.Sojourn(cal); !ok {
				d = noSojourn
			}
		}
		seen.of[sum] = d
		back = append(back, d)
		if len(back) == newest {
			return kv.Stop
		}
		return nil
	}))
	m.keepSojourns(string(prefix), seen)
	sojourns := make([]time.Duration, 0, len(back))
	for i := len(back) - 1; i >= 0; i-- {
		if back[i] != noSojourn {
			sojourns = append(sojourns, back[i])
		}
	}
	h.st.sojourns[string(prefix)] = sojourns
	return sojourns
}

// sojournsOf are the sojourns known of a step under a calendar.
func (m *memo) sojournsOf(name string, cal *model.Calendar) (maphash.Seed, map[uint64]time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known := m.sojourns[name]; known.cal == cal {
		return m.seed(), known.of
	}
	return m.seed(), nil
}

func (m *memo) keepSojourns(name string, s memoSojourns) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sojourns == nil {
		m.sojourns = map[string]memoSojourns{}
	}
	m.sojourns[name] = s
}
