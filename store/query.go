package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"alur/model"
	"alur/store/kv"
)

// Empty reports whether there is no shop yet.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	head, err := s.Head(ctx)
	return head.Seq == 0, err
}

// Shop is the people, the settings and the processes in force. It is shared:
// nobody may change it. Before CreateShop it has no people.
func (s *Store) Shop(ctx context.Context) (shop *model.Shop, err error) {
	err = s.view(ctx, func(st *state) error {
		shop = st.Shop()
		return nil
	})
	return shop, err
}

// Calendar is the shop's opening hours.
func (s *Store) Calendar(ctx context.Context) (cal *model.Calendar, err error) {
	err = s.view(ctx, func(st *state) error {
		cal = st.calendar()
		return nil
	})
	return cal, err
}

// Flow is a published version of a process, nil for none. It is shared.
func (s *Store) Flow(ctx context.Context, process string, version int) (f *model.Flow, err error) {
	err = s.view(ctx, func(st *state) error {
		f = st.Flow(process, version)
		return nil
	})
	return f, err
}

// Case is a case as it stands now, with the version of its process that it
// runs by: claims that came back at closing time are given back. It returns
// ErrNotFound where there is none.
func (s *Store) Case(ctx context.Context, id string) (c *model.Case, f *model.Flow, err error) {
	return s.readCase(ctx, id, func(c *model.Case, st *state) *model.Case { return c.At(st.Shop(), s.Now()) })
}

func (s *Store) readCase(ctx context.Context, id string, as func(*model.Case, *state) *model.Case) (c *model.Case, f *model.Flow, err error) {
	err = s.view(ctx, func(st *state) error {
		if c = st.Case(id); c == nil {
			return fmt.Errorf("case %s: %w", id, ErrNotFound)
		}
		c = as(c, st)
		f = st.Flow(c.Process, c.Version)
		return nil
	})
	return c, f, err
}

// History is every event of a case, in order; none for no case. That of a case
// which was archived begins in the archive, and without it what happened since is
// all.
func (s *Store) History(ctx context.Context, id string) (events []model.Event, err error) {
	gone := false
	err = s.view(ctx, func(st *state) error {
		events = st.History(id)
		gone = st.get(keptKey(id)) != nil
		return nil
	})
	if err != nil || !gone {
		return events, err
	}
	_, archive, err := s.beside(ctx)
	if err != nil || archive == nil {
		return events, err
	}
	before, err := archive.History(ctx, id)
	return append(before, events...), err
}

// usualLimit is how long a list of cases is where nobody says.
const usualLimit = 100

// Draft is what a person was typing at a task, by field.
func (s *Store) Draft(ctx context.Context, person string, task model.TaskRef) (fields map[string]string, err error) {
	err = s.view(ctx, func(st *state) error {
		fields, err = readDraft(st.tx, draftKey(person, task))
		return err
	})
	return fields, err
}

func readDraft(tx kv.Tx, k key) (map[string]string, error) {
	raw, err := tx.Get(k)
	if err != nil || raw == nil {
		return nil, err
	}
	fields := map[string]string{}
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, fmt.Errorf("%w: draft: %w", kv.ErrDamaged, err)
	}
	return fields, nil
}

// SetDraft keeps what is being typed into a field. Drafts are no events: they
// help one person not to lose a text.
func (s *Store) SetDraft(ctx context.Context, person string, task model.TaskRef, field, text string) error {
	return s.update(ctx, func(tx kv.Tx) error {
		k := draftKey(person, task)
		fields, err := readDraft(tx, k)
		if err != nil {
			return err
		}
		if fields == nil {
			fields = map[string]string{}
		}
		fields[field] = text
		raw, err := json.Marshal(fields)
		if err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		return errors.Join(writeSchema(tx), tx.Put(k, raw))
	})
}

// ClearDraft forgets what was being typed at a task.
func (s *Store) ClearDraft(ctx context.Context, person string, task model.TaskRef) error {
	there := false
	k := draftKey(person, task)
	err := s.engine.View(ctx, func(tx kv.Tx) error {
		raw, err := tx.Get(k)
		there = raw != nil
		return err
	})
	if err != nil || !there {
		return err
	}
	return s.update(ctx, func(tx kv.Tx) error { return tx.Delete(k) })
}

// atOnce is how many rows one transaction reads of a long list: others who
// want to write wait no longer than that.
const atOnce = 1000

// EachEvent calls f for every event from a number on, in order, in short
// transactions: what is appended meanwhile comes as well. An error of f ends
// it and is returned as it is. What was archived is read in the archive, if that
// stands beside the shop; without it, only what is kept of it comes.
func (s *Store) EachEvent(ctx context.Context, from uint64, f func(model.Event) error) error {
	return eachRead(ctx, s, from, line.event, f)
}

// EachLine is EachEvent with the events as they are recorded, their bodies unread,
// and the hash of the record up to each, itself included.
func (s *Store) EachLine(ctx context.Context, from uint64, f func(e model.Envelope, hash [32]byte) error) error {
	type recorded struct {
		e    model.Envelope
		hash [32]byte
	}
	return eachRead(ctx, s, from, func(l line) (recorded, error) {
		e, err := model.ReadEnvelope(l.canonical)
		return recorded{e, l.hash}, err
	}, func(r recorded) error { return f(r.e, r.hash) })
}

// eachRead calls f for what read makes of every line of the record from a number
// on, the archive beside the shop included.
func eachRead[T any](ctx context.Context, s *Store, from uint64, read func(line) (T, error), f func(T) error) error {
	base, archive, err := s.beside(ctx)
	if err != nil {
		return err
	}
	if archive != nil && from <= base.Seq {
		if err := eachRead(ctx, archive, from, read, f); err != nil {
			return err
		}
		from = base.Seq + 1
	}
	type made struct {
		it  T
		err error
	}
	return readAhead(ctx, s, max(from, 1), func(_, value []byte) (m made) {
		var l line
		if l, m.err = decodeLine(value); m.err == nil {
			m.it, m.err = read(l)
		}
		return m
	}, func(seq uint64, m made) error {
		if m.err != nil {
			return fmt.Errorf("%w: event %d: %w", kv.ErrDamaged, seq, m.err)
		}
		return f(m.it)
	})
}

// eachLine calls f outside of any transaction for every line of the record.
func (s *Store) eachLine(ctx context.Context, from uint64, f func(seq uint64, value []byte) error) error {
	return s.inPieces(ctx, eventKey(from), kv.PrefixEnd(keyOf(tableEvents)), func(k, v []byte) error {
		return f(seqOf(k), v)
	})
}

// inPieces scans in short transactions and calls f between them, with copies.
func (s *Store) inPieces(ctx context.Context, from, to []byte, f func(k, v []byte) error) error {
	for {
		rows, err := s.pieceOf(ctx, from, to)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := f(r.k, r.v); err != nil {
				return err
			}
		}
		if len(rows) < atOnce {
			return nil
		}
		from = append(bytes.Clone(rows[len(rows)-1].k), 0)
	}
}

// backInPieces scans from the end in short transactions and calls f within
// them; kv.Stop ends it.
func (s *Store) backInPieces(ctx context.Context, from, to []byte, f func(tx kv.Tx, k, v []byte) error) error {
	for {
		var last []byte
		n, stopped := 0, false
		err := s.engine.View(ctx, func(tx kv.Tx) error {
			return tx.ScanBack(from, to, func(k, v []byte) error {
				err := f(tx, k, v)
				stopped = errors.Is(err, kv.Stop)
				if n++; err == nil && n == atOnce {
					last, err = bytes.Clone(k), kv.Stop
				}
				return err
			})
		})
		if err != nil || stopped || last == nil {
			return err
		}
		to = last
	}
}

// CaseCount is how many cases there are, those whose start was taken back
// among them.
func (s *Store) CaseCount(ctx context.Context) (n uint64, err error) {
	prefix := keyOf(tableNumbers)
	err = s.engine.View(ctx, func(tx kv.Tx) error {
		return tx.Scan(prefix, kv.PrefixEnd(prefix), func(_, v []byte) error {
			if len(v) == 8 {
				n += binary.BigEndian.Uint64(v)
			}
			return nil
		})
	})
	return n, err
}
