package store

import (
	"context"
	"errors"

	"alur/model"
	"alur/store/kv"
)

// Remainder is what is left of a shop once its older events lie in an archive: a
// database of its own, which follows the shop until it takes its place.
type Remainder struct {
	// Base is where it begins.
	Base *Base
	shop *Store
	// rest is the store of it, head where it ends.
	rest *Store
	head Head
}

// Remain builds what is left of the shop in an empty engine, and proves it. The
// engine stays open.
func (s *Store) Remain(ctx context.Context, archive *Store, name string, to kv.Engine, progress func(done, total uint64)) (*Remainder, error) {
	l, err := s.leave(ctx, archive, name)
	if err != nil {
		return nil, err
	}
	sum := newKeptSum()
	if err := l.each(ctx, func(k, v []byte) error { sum.add(k, v); return nil }); err != nil {
		return nil, err
	}
	l.base.sum = sum.String()
	b := newBuilder(to, s.opts)
	if err := b.begin(ctx, &l.base, func(f func(k, v []byte) error) error { return l.each(ctx, f) }); err != nil {
		return nil, err
	}
	at, err := s.moment(ctx)
	if err != nil {
		return nil, err
	}
	half := func(n uint64) func(done, total uint64) {
		return func(done, total uint64) {
			if progress != nil && total > 0 {
				progress(n*total+done, 2*total)
			}
		}
	}
	at.base = nil // It has begun.
	r := &Remainder{Base: &l.base, shop: s, rest: b.to}
	if r.head, err = s.copyAt(ctx, b, at, half(0)); err != nil {
		return nil, err
	}
	_, err = r.rest.check(ctx, true, half(1))
	return r, err
}

// Follow does in the remainder what was done in the shop meanwhile.
func (r *Remainder) Follow(ctx context.Context) error {
	for {
		before := r.head
		err := r.shop.engine.View(ctx, func(tx kv.Tx) error { return r.follow(ctx, tx) })
		if err != nil || r.head == before {
			return err
		}
	}
}

// follow takes the next lines that a transaction of the shop has.
func (r *Remainder) follow(ctx context.Context, tx kv.Tx) error {
	now, err := readEnd(tx)
	if err != nil {
		return err
	}
	base, err := readBase(tx)
	if err != nil {
		return err
	}
	if now.Seq < r.head.Seq || base != nil && base.Seq >= r.Base.Seq {
		return ErrMoved // It is another record by now.
	}
	for r.head.Seq < now.Seq {
		lines, err := someRows(tx, eventKey(r.head.Seq+1), eventKey(min(r.head.Seq+linesAtOnce, now.Seq)+1))
		if err != nil {
			return err
		}
		// An act is done in one transaction, so that it ends where the record does.
		if lines, err = r.wholeActs(tx, lines); err != nil {
			return err
		}
		if err := r.rest.again(ctx, lines); err != nil {
			return err
		}
		if r.head, err = r.rest.Head(ctx); err != nil {
			return err
		}
	}
	if r.head.Hash != now.Hash {
		return ErrMoved
	}
	return nil
}

// wholeActs adds the lines of an act that go on after the last one.
func (r *Remainder) wholeActs(tx kv.Tx, lines []row) ([]row, error) {
	if len(lines) == 0 {
		return nil, cut(r.head.Seq+1, r.head.Seq)
	}
	for {
		last := lines[len(lines)-1]
		e, err := eventOf(seqOf(last.k), last.v)
		if err != nil {
			return nil, err
		}
		more, err := someRows(tx, eventKey(e.Seq+1), eventKey(e.Seq+2))
		if err != nil || len(more) == 0 {
			return lines, err
		}
		next, err := eventOf(e.Seq+1, more[0].v)
		if err != nil || next.Op != e.Op {
			return lines, err
		}
		lines = append(lines, more...)
	}
}

// again does acts once more as they stand in the lines of another database of
// the same record. What they did beside the record is not done again.
func (s *Store) again(ctx context.Context, lines []row) error {
	return s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		for len(lines) > 0 {
			var act []model.Event
			var last line
			for len(lines) > 0 {
				e, err := eventOf(seqOf(lines[0].k), lines[0].v)
				if err != nil {
					return err
				}
				if len(act) > 0 && e.Op != act[0].Op {
					break
				}
				if last, err = decodeLine(lines[0].v); err != nil {
					return err
				}
				act, lines = append(act, e), lines[1:]
			}
			if err := st.againAct(act, last); err != nil {
				return err
			}
		}
		return st.err
	})
}

func (st *state) againAct(act []model.Event, last line) error {
	first, end := act[0].Seq, act[len(act)-1].Seq
	if err := st.append(act); err != nil {
		return err
	}
	if st.end.Hash != last.hash {
		return ErrMoved // It was written by another alur, whose bytes are not ours.
	}
	return st.putJSON(opKey(act[0].Op), opRow{First: first, Last: end})
}

// Takes makes the remainder the shop: it does what was done last, takes over what
// is kept beside the record, and puts on record that older events were archived.
// The transaction is one of the shop in which nobody else can write any more.
func (r *Remainder) Takes(ctx context.Context, tx kv.Tx, cmd model.Command) error {
	if err := r.follow(ctx, tx); err != nil {
		return err
	}
	beside, err := besideRows(tx)
	if err != nil {
		return err
	}
	backups, err := tx.Get(backupKey())
	if err != nil {
		return err
	}
	cmd.Act = r.Base.Act()
	return r.rest.update(ctx, func(to kv.Tx) error {
		st := newState(r.rest, to)
		for _, table := range []byte(summedTables()) {
			if err := st.deleteAll(keyOf(table)); err != nil {
				return err
			}
		}
		if backups != nil {
			beside = append(beside, row{backupKey(), backups})
		}
		if err := putAll(to, beside); err != nil {
			return err
		}
		_, err := st.do(cmd, r.shop.Now())
		return errors.Join(err, st.err)
	})
}

// May asks whether a person may archive, before all the work is done.
func (s *Store) May(ctx context.Context, cmd model.Command) error {
	return s.view(ctx, func(st *state) error {
		_, why := model.Decide(st, cmd, s.Now())
		return why
	})
}
