package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"alur/model"
	"alur/store/kv"
)

// memoLogs are the case logs read so far, and the head of the record they
// stand at. What comes after it says which cases to read anew, so that history
// is read once in the life of a program.
type memoLogs struct {
	mu   sync.Mutex
	head Head
	// since is the earliest end of the cases in it, as keys hold times.
	since  uint64
	of     map[string]*model.CaseLog
	reader logReader
	// sorted are the logs by start, nil once one has changed.
	sorted []*model.CaseLog
}

// readAnew is how many events after the head of the memo are followed one by
// one; after more, everything is read anew.
const readAnew = 5000

// CaseLogs are the logs of all cases that run, and of those that ended at or
// after a time; zero is all of them. They stand by start, then by number, and
// are shared: nobody may change them.
func (s *Store) CaseLogs(ctx context.Context, since time.Time) ([]*model.CaseLog, error) {
	return s.logsWith(ctx, since, func(*state) {})
}

// logsWith are those logs, and what else is read of the same moment.
func (s *Store) logsWith(ctx context.Context, since time.Time, beside func(st *state)) (logs []*model.CaseLog, err error) {
	m := &s.memo.logs
	m.mu.Lock()
	defer m.mu.Unlock()
	from := uint64(0)
	if !since.IsZero() {
		from = sortable(since)
	}
	err = s.view(ctx, func(st *state) error {
		end, err := readEnd(st.tx)
		if err != nil {
			return err
		}
		if err := m.follow(st, end.Head, from); err != nil {
			m.of = nil
			return err
		}
		beside(st)
		return st.err
	})
	if err != nil {
		return nil, err
	}
	if m.sorted == nil {
		m.sort()
	}
	if from == m.since {
		return m.sorted, nil
	}
	for _, l := range m.sorted {
		if l.Ended == model.NoTime || sortable(time.Unix(0, l.Ended)) >= from {
			logs = append(logs, l)
		}
	}
	return logs, nil
}

// follow brings the memo to a head.
func (m *memoLogs) follow(st *state, head Head, from uint64) error {
	if m.of != nil && m.since <= from && m.head.Seq <= head.Seq && head.Seq-m.head.Seq <= readAnew {
		if m.head == head {
			return nil
		}
		// A restored backup is another record, though its numbers fit.
		if m.head.Seq == 0 || (end{Head: m.head}).proven(st.tx) == nil {
			return m.catchUp(st, head)
		}
	}
	return m.readAll(st, head, from)
}

// catchUp reads the cases anew that events after the head of the memo touch.
func (m *memoLogs) catchUp(st *state, head Head) error {
	touched := map[string]bool{}
	err := st.tx.Scan(eventKey(m.head.Seq+1), eventKey(head.Seq+1), func(k, v []byte) error {
		e, err := eventOf(seqOf(k), v)
		if err == nil && e.Case != "" {
			touched[e.Case] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	for id := range touched {
		raw, err := st.tx.Get(logKey(id))
		if err != nil {
			return err
		}
		m.sorted = nil
		if raw == nil {
			delete(m.of, id)
			continue
		}
		if err := m.read(id, raw); err != nil {
			return err
		}
	}
	m.head = head
	return nil
}

func (m *memoLogs) read(id string, raw []byte) error {
	end, err := endOfLog(raw)
	if err != nil {
		return err
	}
	if end < m.since {
		delete(m.of, id)
		return nil
	}
	l, err := m.reader.read(raw)
	if err == nil {
		m.of[id] = l
	}
	return err
}

// readAll reads every case that runs or ended at or after a time.
func (m *memoLogs) readAll(st *state, head Head, from uint64) error {
	m.head, m.since, m.of, m.sorted = head, from, map[string]*model.CaseLog{}, nil
	prefix := keyOf(tableLogs)
	return st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, v []byte) error {
		return m.read(string(k[1:]), v)
	})
}

// sort puts the logs in order.
func (m *memoLogs) sort() {
	m.sorted = slices.SortedFunc(maps.Values(m.of), func(a, b *model.CaseLog) int {
		switch {
		case a.Started < b.Started:
			return -1
		case a.Started > b.Started:
			return 1
		}
		return strings.Compare(a.Case, b.Case)
	})
}
