package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"alur/model"
	"alur/store/kv"
)

// How much one transaction of a builder does, so that whoever works on the same
// disk waits no longer than for an act: lines of the record, and cases.
const (
	linesAtOnce = 200
	casesAtOnce = 16
)

// opsAtOnce is how many operations a builder keeps in memory: their keys are
// random, and sorted they fill whole pages.
const opsAtOnce = 400_000

// row is a row of a table.
type row struct{ k, v []byte }

// builder builds a shop in an empty engine from the lines of its record alone,
// each of which it proves. What it builds is byte for byte what work has kept.
type builder struct {
	folding
	to    *Store
	proof prover
	// put are the rows of the lines taken since the last transaction, ops those
	// of operations that are not written yet.
	put, ops []row
	// cases are the cases in the order of their start.
	cases []string
}

func newBuilder(to kv.Engine, o Options) *builder {
	b := &builder{to: &Store{engine: to, opts: o, pins: make(pins, pinsAtOnce)}}
	b.folding = newFolding(func(k key, v []byte) {
		if k[0] == tableOps {
			b.ops = append(b.ops, row{k, v})
		} else {
			b.put = append(b.put, row{k, v})
		}
	})
	return b
}

// begin takes what is kept of before a base, as the state from which all else is
// built. Each calls its function with every row of that, in the order of their
// sum.
func (b *builder) begin(ctx context.Context, base *Base, each func(f func(k, v []byte) error) error) error {
	if base == nil {
		return nil
	}
	err := each(func(k, v []byte) error {
		if err := b.keep(k, v); err != nil || len(b.put) < linesAtOnce {
			return err
		}
		return b.write(ctx)
	})
	if err != nil {
		return err
	}
	if err := b.write(ctx); err != nil {
		return err
	}
	err = b.to.engine.Update(ctx, func(tx kv.Tx) error { return base.write(tx) })
	return errors.Join(err, b.proof.begin(base))
}

// keep takes a row of what is kept of before the base.
func (b *builder) keep(k, v []byte) error {
	if k[0] != tableOps {
		b.put = append(b.put, row{k, v})
	}
	if k[0] == tableEvents {
		e, err := eventOf(seqOf(k), v)
		if err != nil {
			return err
		}
		b.starts(e)
	}
	if err := b.kept(k, v); err != nil {
		return err
	}
	if k[0] == tableKept && !bytes.Equal(k, keptFoldKey()) {
		b.cases = append(b.cases, keptID(k))
	}
	return nil
}

// starts notes a case that begins.
func (b *builder) starts(e model.Event) {
	if _, starts := e.Body.(model.CaseStarted); starts && !b.archived[e.Case] {
		b.cases = append(b.cases, e.Case)
	}
}

// line takes the next line of the record. A *Fault says that it does not follow
// the one before; the builder stays as it was then.
func (b *builder) line(seq uint64, value []byte) error {
	e, err := b.proof.event(seq, value)
	if err != nil {
		return err
	}
	b.starts(e)
	b.put = append(b.put, row{eventKey(seq), value})
	return b.fold(e)
}

// write writes what was taken.
func (b *builder) write(ctx context.Context) error {
	err := b.to.engine.Update(ctx, func(tx kv.Tx) error {
		if err := writeSchema(tx); err != nil {
			return err
		}
		return putAll(tx, b.put)
	})
	b.put = b.put[:0]
	if err != nil || len(b.ops) < opsAtOnce {
		return err
	}
	return b.writeOps(ctx)
}

func putAll(tx kv.Tx, rows []row) error {
	for _, r := range rows {
		if err := tx.Put(r.k, r.v); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) writeOps(ctx context.Context) error {
	slices.SortFunc(b.ops, func(x, y row) int { return bytes.Compare(x.k, y.k) })
	err := b.writeAll(ctx, b.ops)
	b.ops = nil
	return err
}

// writeAll writes rows in short transactions.
func (b *builder) writeAll(ctx context.Context, rows []row) error {
	for piece := range slices.Chunk(rows, atOnce) {
		if err := b.to.engine.Update(ctx, func(tx kv.Tx) error { return putAll(tx, piece) }); err != nil {
			return err
		}
	}
	return nil
}

// end writes all that the record makes, once its last line was taken, and the
// head of it at last: before, what is there is no shop.
func (b *builder) end(ctx context.Context, progress func(done, total uint64)) (Head, error) {
	if err := b.ends(); err != nil {
		return Head{}, err
	}
	if err := b.write(ctx); err != nil {
		return Head{}, err
	}
	if err := b.writeOps(ctx); err != nil {
		return Head{}, err
	}
	if err := b.update(ctx, b.shopRows); err != nil {
		return Head{}, err
	}
	done := 0
	for piece := range slices.Chunk(b.cases, casesAtOnce) {
		if err := b.update(ctx, func(st *state) error { return st.putCases(piece) }); err != nil {
			return Head{}, err
		}
		done += len(piece)
		if progress != nil {
			progress(uint64(done), uint64(len(b.cases))) //nolint:gosec // Lengths.
		}
	}
	e := end{Head: Head{Seq: b.proof.seq, Hash: b.proof.hash, At: b.proof.at}, newest: b.proof.newest}
	return e.Head, b.update(ctx, func(st *state) error {
		if sum, err := sumOf(st.tx); err != nil || sum != (rowSum{}) {
			return errors.Join(err, st.tx.Put(sumKey(), sum.encode()), e.write(st.tx))
		}
		return e.write(st.tx)
	})
}

func (b *builder) update(ctx context.Context, f func(*state) error) error {
	return b.to.engine.Update(ctx, func(tx kv.Tx) error {
		st := newState(b.to, tx)
		return cmp.Or(f(st), st.err)
	})
}

// shopRows writes the shop, what people may undo, and the schedules.
func (b *builder) shopRows(st *state) error {
	for person, acts := range b.acts {
		if err := st.putJSON(undoKey(person), acts); err != nil {
			return err
		}
	}
	if err := st.putJSON(shopKey(), b.shop); err != nil {
		return err
	}
	return st.putSchedules()
}

// putCases builds every row of some cases.
func (st *state) putCases(ids []string) error {
	for _, id := range ids {
		rows, err := st.rebuilt(id)
		if err != nil {
			return err
		}
		for k, v := range rows {
			if err := st.tx.Put([]byte(k), v); err != nil {
				return err
			}
		}
	}
	return st.err
}

// CopyTo builds the shop anew in an empty engine as it is when it begins: its
// record, proven line by line, everything else from that, and what is kept beside
// the record. It reads in short transactions, so that others work on meanwhile;
// what they do is not in it, or a copy of a busy shop would never end. It returns
// a *Fault for a record that is not whole, and ErrNotFound where there is no shop.
func (s *Store) CopyTo(ctx context.Context, to kv.Engine, progress func(done, total uint64)) (Head, error) {
	at, err := s.moment(ctx)
	if err != nil {
		return Head{}, err
	}
	return s.copyAt(ctx, newBuilder(to, s.opts), at, progress)
}

// copyAt builds the shop as it was at a moment.
func (s *Store) copyAt(ctx context.Context, b *builder, at moment, progress func(done, total uint64)) (Head, error) {
	until := at.head
	part := func(n uint64) func(done, total uint64) {
		return func(done, total uint64) {
			if progress != nil && total > 0 {
				progress(n*atOnce+done*atOnce/total, 2*atOnce)
			}
		}
	}
	err := b.begin(ctx, at.base, func(f func(k, v []byte) error) error { return s.proveKept(ctx, at.base, f) })
	if err != nil {
		return Head{}, err
	}
	for b.proof.seq < until.Seq {
		lines, err := s.piece(ctx, b.proof.seq+1, until.Seq)
		if err == nil {
			err = b.take(ctx, lines)
		}
		if err != nil {
			return Head{}, err
		}
		part(0)(b.proof.seq, until.Seq)
	}
	if err := b.proof.ends(until); err != nil {
		return Head{}, err
	}
	if err := b.writeAll(ctx, at.beside); err != nil {
		return Head{}, err
	}
	return b.end(ctx, part(1))
}

// moment is where a record begins and ends, and what is kept beside it then.
type moment struct {
	base   *Base
	head   Head
	beside []row
}

func (s *Store) moment(ctx context.Context) (at moment, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) error {
		e, err := readEnd(tx)
		if err != nil {
			return err
		}
		if at.head = e.Head; at.head.Seq == 0 {
			return ErrNotFound
		}
		if at.base, err = readBase(tx); err != nil {
			return err
		}
		if err := checkSum(tx); err != nil {
			return err
		}
		at.beside, err = besideRows(tx)
		if s.archive && err == nil {
			at.beside = append(at.beside, row{archiveKey(), []byte(at.head.String())})
		}
		return err
	})
	return at, err
}

// piece reads some lines of the record, from a number on and up to another.
func (s *Store) piece(ctx context.Context, from, until uint64) (lines []row, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) (err error) {
		lines, err = someRows(tx, eventKey(from), eventKey(min(from+linesAtOnce, until+1)))
		return err
	})
	if err == nil && len(lines) == 0 {
		err = cut(until, from-1)
	}
	return lines, err
}

// take takes some lines and writes them.
func (b *builder) take(ctx context.Context, lines []row) error {
	for _, l := range lines {
		if err := b.line(seqOf(l.k), l.v); err != nil {
			return err
		}
	}
	return b.write(ctx)
}

// someRows are copies of the rows from <= key < to. A damaged page may lead
// round in a circle.
func someRows(tx kv.Tx, from, to []byte) (rows []row, err error) {
	err = tx.Scan(from, to, func(k, v []byte) error {
		if n := len(rows); n > 0 && bytes.Compare(k, rows[n-1].k) <= 0 {
			return fmt.Errorf("%w: a key stands out of order", kv.ErrDamaged)
		}
		rows = append(rows, row{bytes.Clone(k), append([]byte{}, v...)})
		return nil
	})
	return rows, err
}

func besideRows(tx kv.Tx) (rows []row, err error) {
	for _, table := range []byte(summedTables()) {
		some, err := someRows(tx, keyOf(table), kv.PrefixEnd(keyOf(table)))
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return rows, nil
}
