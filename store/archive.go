package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"alur/model"
	"alur/store/kv"
)

// ErrNothingBefore says that there is nothing to archive before a time.
var ErrNothingBefore = errors.New("there is nothing before that time to archive")

// ErrWorkedOn says that a case which had ended before a time was opened again
// after it, though it was archived before: another time has to be named.
var ErrWorkedOn = errors.New("a case of the archive was worked on around that time")

// EndBefore is the end of the last act before a time, by the newest time so far:
// where an archive ends. It returns ErrNothingBefore.
func (s *Store) EndBefore(ctx context.Context, before time.Time) (head Head, err error) {
	err = s.view(ctx, func(st *state) error {
		head, err = st.endBefore(before)
		return err
	})
	return head, err
}

func (st *state) endBefore(before time.Time) (Head, error) {
	first, err := st.firstSince(before)
	if err != nil {
		return Head{}, err
	}
	base, err := readBase(st.tx)
	if err != nil {
		return Head{}, err
	}
	begun := uint64(0)
	if base != nil {
		begun = base.Seq
	}
	op := ""
	if value := st.get(eventKey(first)); value != nil { // An act stays in one piece.
		e, err := eventOf(first, value)
		if err != nil {
			return Head{}, err
		}
		op = e.Op
	}
	for seq := first - 1; seq > begun; seq-- {
		value := st.get(eventKey(seq))
		e, err := eventOf(seq, value)
		if err != nil {
			return Head{}, err
		}
		if e.Op == op {
			continue
		}
		l, err := decodeLine(value)
		return Head{Seq: seq, Hash: l.hash, At: e.At}, err
	}
	return Head{}, ErrNothingBefore
}

// CopyArchive builds the shop as it was at a head in an empty engine, as an
// archive: without what is kept beside the record, and only to be read.
func (s *Store) CopyArchive(ctx context.Context, to kv.Engine, until Head, progress func(done, total uint64)) error {
	base, err := s.Base(ctx)
	if err != nil {
		return err
	}
	at := moment{base: base, head: until, beside: []row{{archiveKey(), []byte(until.String())}}}
	_, err = s.copyAt(ctx, newBuilder(to, s.opts), at, progress)
	return err
}

// leaving is what leaves a shop with an archive.
type leaving struct {
	shop, archive *Store
	base          Base
	// cases are those of which only their state stays.
	cases map[string]bool
	// last are the last lines of everybody.
	last map[uint64]bool
}

// leave finds out what leaves the shop: all that an archive of it has but what
// has to stay.
func (s *Store) leave(ctx context.Context, archive *Store, name string) (*leaving, error) {
	l := &leaving{shop: s, archive: archive, base: Base{File: name}, cases: map[string]bool{}, last: map[uint64]bool{}}
	err := archive.view(ctx, func(st *state) error {
		e, err := readEnd(st.tx)
		l.base.Head, l.base.newest = e.Head, e.newest
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := l.ended(ctx); err != nil {
		return nil, err
	}
	if err := l.reopened(ctx); err != nil {
		return nil, err
	}
	return l, l.count(ctx)
}

// ended notes the cases that had ended.
func (l *leaving) ended(ctx context.Context) error {
	return l.archive.EachCase(ctx, func(c *model.Case, _ *model.Flow) error {
		if c.State != model.Running {
			l.cases[c.ID] = true
		}
		return nil
	})
}

// reopened takes out of them those of which something was taken back later: to
// replay such a case takes its whole history.
func (l *leaving) reopened(ctx context.Context) error {
	return l.shop.EachEvent(ctx, l.base.Seq+1, func(e model.Event) error {
		_, undone := e.Body.(model.Undone)
		if !undone || !l.cases[e.Case] {
			return nil
		}
		before, err := l.archive.Archived(ctx, e.Case)
		if err == nil && before != nil {
			err = ErrWorkedOn
		}
		delete(l.cases, e.Case)
		return err
	})
}

// count counts what leaves, and notes the last line of everybody.
func (l *leaving) count(ctx context.Context) error {
	all := uint64(0)
	last := map[string]uint64{}
	err := l.archive.eachOwnLine(ctx, func(e model.Event, _ []byte) error {
		all++
		if _, failed := e.Body.(model.SignInFailed); e.By != "" && !failed {
			last[e.By] = e.Seq
		}
		return nil
	})
	if err != nil {
		return err
	}
	l.last[l.base.Seq] = true // So that there is a line for the head to speak of.
	for _, seq := range last {
		l.last[seq] = true
	}
	for id := range l.cases {
		before, err := l.archive.Archived(ctx, id)
		if err != nil {
			return err
		}
		if before == nil {
			l.base.Cases++
		}
	}
	stays := uint64(0)
	err = l.archive.eachOwnLine(ctx, func(e model.Event, _ []byte) error {
		if l.stays(e) {
			stays++
		}
		return nil
	})
	l.base.Events = all - stays
	return err
}

// stays reports whether a line stays in the shop.
func (l *leaving) stays(e model.Event) bool {
	switch {
	case l.last[e.Seq]:
		return true
	case e.Case == "":
		return model.Acts(e)
	}
	return !l.cases[e.Case]
}

// eachOwnLine calls f for every line that stands in this database itself.
func (s *Store) eachOwnLine(ctx context.Context, f func(e model.Event, value []byte) error) error {
	return s.eachLine(ctx, 0, func(seq uint64, value []byte) error {
		e, err := eventOf(seq, value)
		if err != nil {
			return err
		}
		return f(e, value)
	})
}

// each calls f for every row that stays, in the order in which eachKept has them.
func (l *leaving) each(ctx context.Context, f func(k, v []byte) error) error {
	for _, id := range slices.Sorted(maps.Keys(l.cases)) {
		var raw []byte
		err := l.archive.engine.View(ctx, func(tx kv.Tx) (err error) {
			if raw, err = tx.Get(caseKey(id)); err == nil && raw == nil {
				raw, err = tx.Get(keptKey(id))
			}
			return err
		})
		if err == nil {
			err = f(keptKey(id), raw)
		}
		if err != nil {
			return err
		}
	}
	fold, err := l.archive.foldRow(ctx)
	if err == nil {
		err = f(keptFoldKey(), fold)
	}
	if err != nil {
		return err
	}
	err = l.archive.eachOwnLine(ctx, func(e model.Event, value []byte) error {
		if !l.stays(e) {
			return nil
		}
		return f(eventKey(e.Seq), value)
	})
	if err != nil {
		return err
	}
	ops := keyOf(tableOps)
	return l.archive.inPieces(ctx, ops, kv.PrefixEnd(ops), f)
}

// foldRow is the shop as it is, in the form in which it is kept at a base.
func (s *Store) foldRow(ctx context.Context) (raw []byte, err error) {
	row := foldRow{Acts: map[string][]model.ActRef{}, Numbers: map[string]int{}, Outbox: map[uint64]*outboxRow{}}
	err = s.view(ctx, func(st *state) error {
		row.Shop = st.Shop()
		for _, table := range []byte{tableUndo, tableNumbers, tableOutbox} {
			keys, err := st.keysOf(table)
			if err != nil {
				return err
			}
			for _, k := range keys {
				switch id := string(k[1:]); table {
				case tableUndo:
					row.Acts[id] = st.LastActs(id)
				case tableNumbers:
					row.Numbers[id] = st.LastNumber(id)
				default:
					row.Outbox[seqOf(k)] = st.outboxRow(seqOf(k))
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if raw, err = json.Marshal(row); err != nil {
		return nil, fmt.Errorf("the shop at the base: %w", err)
	}
	return raw, nil
}

// Leaves is what leaves a shop with an archive that was made of it: how many
// events and cases, and where it ends. The name is that of the archive.
func (s *Store) Leaves(ctx context.Context, archive *Store, name string) (*Base, error) {
	l, err := s.leave(ctx, archive, name)
	if err != nil {
		return nil, err
	}
	return &l.base, nil
}

// Act is the command that puts an archive on record.
func (b *Base) Act() model.ArchiveRecord {
	return model.ArchiveRecord{Seq: b.Seq, Hash: hex.EncodeToString(b.Hash[:]), File: b.File, Events: b.Events, Cases: b.Cases, Kept: b.sum}
}
