package store

import (
	"context"
	"sort"
	"time"

	"alur/model"
	"alur/store/kv"
)

// seqOf is the number in the key of an event, 0 of a key that is none.
func seqOf(k []byte) uint64 { return numberOf(k[max(0, len(k)-8):]) }

// Audit lists lines of the record in order, the newest of those that are
// wanted where a limit is given.
func (s *Store) Audit(ctx context.Context, q AuditQuery) (events []model.Event, err error) {
	names := map[string]bool{}
	for _, n := range q.Names {
		names[n] = true
	}
	first := uint64(1)
	err = s.view(ctx, func(st *state) (err error) {
		first, err = st.firstSince(q.Since)
		return err
	})
	if err != nil {
		return nil, err
	}
	base, archive, err := s.beside(ctx)
	if err != nil {
		return nil, err
	}
	if archive != nil && first <= base.Seq {
		first = base.Seq + 1
		defer func() {
			if err == nil {
				events, err = archive.auditBefore(ctx, q, events)
			}
		}()
	}
	from, to := q.bounds(first)
	err = s.backInPieces(ctx, from, to, func(tx kv.Tx, k, _ []byte) error {
		if q.Limit > 0 && len(events) == q.Limit {
			return kv.Stop
		}
		e, err := readEvent(tx, seqOf(k))
		if err == nil && q.wants(e, names) {
			events = append(events, e)
		}
		return err
	})
	for i, j := 0, len(events)-1; i < j; i, j = i+1, j-1 {
		events[i], events[j] = events[j], events[i]
	}
	return events, err
}

// auditBefore puts what an archive has of a query before the events that the
// shop has of it.
func (s *Store) auditBefore(ctx context.Context, q AuditQuery, since []model.Event) ([]model.Event, error) {
	if q.Limit > 0 {
		if q.Limit -= len(since); q.Limit == 0 {
			return since, nil
		}
	}
	events, err := s.Audit(ctx, q)
	return append(events, since...), err
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

// bounds are the keys of the events that can be wanted, in the narrowest of
// the tables.
func (q AuditQuery) bounds(first uint64) (from, to []byte) {
	prefix := keyOf(tableEvents)
	switch {
	case q.Case != "":
		prefix = keyOf(tableByCase).text(q.Case)
	case q.Person != "":
		prefix = keyOf(tableByPerson).text(q.Person)
	}
	to = kv.PrefixEnd(prefix)
	if q.Before > 0 {
		to = append(key{}, prefix...).number(q.Before)
	}
	return append(key{}, prefix...).number(first), to
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
	base, err := readBase(st.tx)
	if err != nil {
		return 0, err
	}
	after := uint64(0)
	if base != nil {
		if after = base.Seq; !base.newest.Before(since) {
			return 1, nil // In what is kept of before, or in the archive.
		}
	}
	var failed error
	n := sort.Search(int(e.Seq-after), func(i int) bool { //nolint:gosec // A record is shorter than that.
		value, err := st.tx.Get(eventKey(after + uint64(i) + 1)) //nolint:gosec // Not negative.
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
	return after + uint64(n) + 1, failed //nolint:gosec // Not negative.
}
