package store

import (
	"context"
	"encoding/binary"
	"sort"
	"time"

	"alur/model"
	"alur/store/kv"
)

func seqOf(k []byte) uint64 { return binary.BigEndian.Uint64(k[len(k)-8:]) }

// Audit lists lines of the record in order, the newest of those that are
// wanted where a limit is given.
func (s *Store) Audit(ctx context.Context, q AuditQuery) (events []model.Event, err error) {
	names := map[string]bool{}
	for _, n := range q.Names {
		names[n] = true
	}
	err = s.view(ctx, func(st *state) error {
		first, err := st.firstSince(q.Since)
		if err != nil {
			return err
		}
		return st.backwards(q, first, func(seq uint64) error {
			e, err := readEvent(st.tx, seq)
			if err != nil {
				return err
			}
			if q.wants(e, names) {
				events = append(events, e)
			}
			if q.Limit > 0 && len(events) == q.Limit {
				return kv.Stop
			}
			return nil
		})
	})
	for i, j := 0, len(events)-1; i < j; i, j = i+1, j-1 {
		events[i], events[j] = events[j], events[i]
	}
	return events, err
}

func (q AuditQuery) wants(e model.Event, names map[string]bool) bool {
	switch {
	case q.Case != "" && e.Case != q.Case, q.Person != "" && e.By != q.Person:
		return false
	case !q.Since.IsZero() && e.At.Before(q.Since), !q.Until.IsZero() && e.At.After(q.Until):
		return false
	}
	return len(names) == 0 || names[e.Name()]
}

// backwards calls f for the numbers of the events that can be wanted, the
// newest first, by the narrowest of the tables.
func (st *state) backwards(q AuditQuery, first uint64, f func(seq uint64) error) error {
	prefix := keyOf(tableEvents)
	switch {
	case q.Case != "":
		prefix = keyOf(tableByCase).text(q.Case)
	case q.Person != "":
		prefix = keyOf(tableByPerson).text(q.Person)
	}
	from := append(key{}, prefix...).number(first)
	to := kv.PrefixEnd(prefix)
	if q.Before > 0 {
		to = append(key{}, prefix...).number(q.Before)
	}
	return st.tx.ScanBack(from, to, func(k, _ []byte) error { return f(seqOf(k)) })
}

// firstSince is the number of the first event that can be as young as a time.
// The wall clock may go backwards, but the newest time so far, kept with each
// event, never does: it is searched by halves.
func (st *state) firstSince(since time.Time) (uint64, error) {
	if since.IsZero() {
		return 1, nil
	}
	e, err := readEnd(st.tx)
	if err != nil {
		return 0, err
	}
	var failed error
	n := sort.Search(int(e.Seq), func(i int) bool { //nolint:gosec // A record is shorter than that.
		value, err := st.tx.Get(eventKey(uint64(i) + 1)) //nolint:gosec // Not negative.
		if err != nil {
			failed = err
			return true
		}
		l, err := decodeLine(value)
		if err != nil {
			failed = err
			return true
		}
		return !l.newest.Before(since)
	})
	return uint64(n) + 1, failed //nolint:gosec // Not negative.
}
