package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"alur/model"
	"alur/store/kv"
)

// The versions of the schema:
//
//	1  the first
//	2  open tasks know who is familiar with their case, what was waived and
//	   pinned, and the last act of who has them
//	3  cases are found by what is recorded of them in words
//	4  tasks know every time that four eyes were waived for them
//	5  tasks that alur parked know why in a form that every language can say
//	6  a log of each case for the figures, and the detours of its tasks
//	7  acts that can't be undone stand among those that can
//	8  PCs that may show the screens from elsewhere, and those that ask to
//	9  tasks know everybody who ticked or recorded anything of them
//	10 parked tasks know since when
//	11 news that comes before its step, what other programs sent and did not
//	   fit, and the secrets they sign with
//	12 timers of tasks and schedules, and the stage of escalation of a task
//	13 messages that leave alur, and how often they were tried
//	14 a sum of what does not follow from the record
//	15 how the backups of the shop stand
//	16 what is kept of events that were archived, and where the record begins
//	17 in a file, what was written last stands in a journal (package bolt)
//
// What is derived is a function of the record alone, so every older version
// comes to the newest one by the same way: it is built anew.

// migrate brings an older database to the form of this program, in one
// transaction: all of it or nothing. Of two programs that both do, one finds
// it done. A database that can't be written stays old and is read as it is.
func (s *Store) migrate(ctx context.Context) error {
	if err := s.keepOld(ctx); err != nil {
		return err
	}
	err := s.update(ctx, func(tx kv.Tx) error {
		version, _, err := readSchema(tx)
		if err != nil || version >= SchemaVersion {
			return err
		}
		st := newState(s, tx)
		if err := st.rebuildShop(); err != nil {
			return err
		}
		// The timers of the schedules stand in one table with those of the cases,
		// which is emptied first.
		if err := errors.Join(st.rebuildCases(), st.putSchedules(), st.rebuildOutbox()); err != nil {
			return err
		}
		if err := writeSum(tx); err != nil {
			return err
		}
		return tx.Put(schemaKey(), []byte(strconv.Itoa(SchemaVersion)))
	})
	if errors.Is(err, kv.ErrReadOnly) {
		s.old = true
		return nil
	}
	if err != nil {
		return fmt.Errorf("bring the database to schema %d: %w", SchemaVersion, err)
	}
	return nil
}

// errOldStill: nobody has brought the database up yet.
var errOldStill = errors.New("the database is of an older schema still")

// keepOld lets whoever opened the store keep a copy before it is brought up.
func (s *Store) keepOld(ctx context.Context) error {
	if s.opts.BeforeMigration == nil {
		return nil
	}
	schema := 0
	err := s.engine.Update(ctx, func(tx kv.Tx) (err error) {
		if schema, _, err = readSchema(tx); err != nil || schema >= SchemaVersion {
			return err
		}
		return errOldStill
	})
	if !errors.Is(err, errOldStill) {
		return nil // Done by another program, or it can't be: then the next step says why.
	}
	old := &Store{engine: s.engine, opts: s.opts, pins: s.pins, old: true}
	if err := s.opts.BeforeMigration(ctx, old, schema); err != nil {
		return fmt.Errorf("keep the database as it was with schema %d: %w", schema, err)
	}
	return nil
}

// rebuildShop folds the shop, the definitions and what people may undo anew.
func (st *state) rebuildShop() error {
	from, err := st.atBase()
	if err != nil {
		return err
	}
	shop, acts := from.shop, from.acts
	var published []model.Process
	var versions []int
	err = st.tx.Scan(eventKey(from.seq+1), kv.PrefixEnd(keyOf(tableEvents)), func(k, v []byte) error {
		e, err := eventOf(seqOf(k), v)
		if err != nil {
			return err
		}
		if model.Acts(e) {
			acts[e.By] = model.FoldActs(acts[e.By], e)
		}
		if e.Case != "" {
			return nil
		}
		if b, ok := e.Body.(model.ProcessPublished); ok {
			published, versions = append(published, b.Process), append(versions, b.Version)
		}
		return model.ApplyShop(shop, e)
	})
	if err != nil {
		return err
	}
	for i, p := range published {
		if err := st.putJSON(flowKey(p.ID, versions[i]), p); err != nil {
			return err
		}
	}
	for person, list := range acts {
		if err := st.putJSON(undoKey(person), list); err != nil {
			return err
		}
	}
	if err := st.putJSON(shopKey(), shop); err != nil {
		return err
	}
	st.shop = nil // It is read anew.
	return nil
}

// beginning is the state from which a record is folded: that of its base, or of
// a shop that is not founded yet.
type beginning struct {
	folding
	seq uint64
}

func (st *state) atBase() (b beginning, err error) {
	b.folding = newFolding(func(key, []byte) {})
	base, err := readBase(st.tx)
	if err != nil || base == nil {
		return b, err
	}
	b.seq = base.Seq
	raw, err := st.tx.Get(keptFoldKey())
	if err != nil {
		return b, err
	}
	return b, b.kept(keptFoldKey(), raw)
}

// rebuildCases builds every row of every case anew.
func (st *state) rebuildCases() error {
	for _, table := range []byte{tableCases, tableKeys, tableOpen, tableHeld, tableAttempts, tableLines, tableTimers} {
		keys, err := st.keysOf(table)
		if err != nil {
			return err
		}
		for _, k := range keys {
			if err := st.tx.Delete(k); err != nil {
				return err
			}
		}
	}
	ids, err := st.casesInRecord()
	if err != nil {
		return err
	}
	return st.putCases(ids)
}

// keysOf are the keys of a table.
func (st *state) keysOf(table byte) (keys [][]byte, err error) {
	prefix := keyOf(table)
	err = st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		keys = append(keys, append([]byte{}, k...))
		return nil
	})
	return keys, err
}

// casesInRecord lists every case that has an event.
func (st *state) casesInRecord() (ids []string, err error) {
	prefix := keyOf(tableByCase)
	err = st.tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, _ []byte) error {
		id, _ := splitText(k[1:])
		if n := len(ids); n == 0 || ids[n-1] != id {
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	archived := keptKey("")
	err = st.tx.Scan(archived, kv.PrefixEnd(archived), func(k, _ []byte) error {
		ids = append(ids, keptID(k))
		return nil
	})
	slices.Sort(ids)
	return slices.Compact(ids), err // One that was touched since is in both.
}

// checkOld proves the record of a database that could not be brought up, and
// that everything can be built from it; what is kept of it is of another form.
func (s *Store) checkOld(ctx context.Context, progress func(done, total uint64)) (CheckReport, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return CheckReport{}, err
	}
	if _, err := s.proveTo(ctx, head, nil, progress); err != nil {
		return CheckReport{}, err
	}
	report := CheckReport{Head: head, Events: head.Seq}
	err = s.view(ctx, func(st *state) error {
		ids, err := st.casesInRecord()
		if err != nil {
			return err
		}
		report.Cases = len(ids)
		for _, id := range ids {
			rows, err := st.rebuilt(id)
			if err != nil {
				return err
			}
			for k := range rows {
				if k[0] == tableOpen {
					report.Open++
				}
			}
		}
		return nil
	})
	return report, err
}
