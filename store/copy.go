package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"alur/store/kv"
)

// The errors of Copy.
var (
	// ErrHalfCopied: the database is a copy that was not finished.
	ErrHalfCopied = errors.New("the copy was not finished")
	// ErrOtherShop: where a copy should go there is a shop already.
	ErrOtherShop = errors.New("there is a shop already")
	// ErrBusy: others worked on the shop all the while it was copied.
	ErrBusy = errors.New("others work on it all the while")
)

// copyMark stands in the place of the schema until a copy is finished, with
// which shop it is of: nobody takes a half of it for a shop.
const copyMark = "copying "

const (
	// Read is much at once, and written what an etcd takes in one transaction.
	readRows, readBytes   = 16_000, 4_000_000
	writeRows, writeBytes = 3000, 900_000

	copyPasses = 12
	// copySteps are the steps of the progress of one table.
	copySteps = 1000
)

// Copy brings a shop to another engine, row by row, and proves it there. It
// reads and writes in short transactions, so that others work on meanwhile;
// what they did is brought after. A copy that was broken off goes on where it
// stopped. It returns ErrOtherShop where something else is there, ErrBusy, and
// a *Fault for a shop that is not whole; the copy is not opened as a shop then.
func (s *Store) Copy(ctx context.Context, to kv.Engine, progress func(done, total uint64)) (Head, error) {
	c := &copying{from: s.engine, to: to, progress: progress}
	if c.progress == nil {
		c.progress = func(_, _ uint64) {}
	}
	finished, err := c.begin(ctx)
	if err != nil {
		return Head{}, err
	}
	for pass := 0; !finished; pass++ {
		if pass == copyPasses {
			return Head{}, ErrBusy
		}
		if finished, err = c.pass(ctx); err != nil {
			return Head{}, err
		}
	}
	copied := &Store{engine: to, opts: s.opts, pins: s.pins, archive: s.archive, old: s.old}
	report, err := copied.Check(ctx, func(done, total uint64) {
		if total > 0 {
			c.progress(copySteps+done*copySteps/total, 2*copySteps)
		}
	})
	if err != nil {
		return Head{}, fmt.Errorf("prove the copy: %w", err)
	}
	if report.Head != c.head {
		return Head{}, fmt.Errorf("%w: the copy ends at %s, not at %s", kv.ErrDamaged, report.Head, c.head)
	}
	return report.Head, to.Update(ctx, func(tx kv.Tx) error { return tx.Put(schemaKey(), c.schema) })
}

// copying is a shop on its way.
type copying struct {
	from, to kv.Engine
	progress func(done, total uint64)
	// schema is the version of what is copied, mark what stands for it until
	// then, and head where its record ends.
	schema, mark []byte
	head         Head
}

// begin marks an empty place, or takes up a copy of this shop. Finished is true
// where it is there whole.
func (c *copying) begin(ctx context.Context) (finished bool, err error) {
	err = c.from.View(ctx, func(tx kv.Tx) (err error) {
		if c.schema, err = tx.Get(schemaKey()); err != nil {
			return err
		}
		if c.mark, err = markOf(tx); err != nil {
			return err
		}
		e, err := readEnd(tx)
		c.head = e.Head
		return err
	})
	if err != nil {
		return false, err
	}
	if len(c.schema) == 0 {
		return false, ErrNotFound
	}
	err = c.to.Update(ctx, func(tx kv.Tx) error {
		finished = false
		there, err := tx.Get(schemaKey())
		if err != nil || bytes.Equal(there, c.mark) {
			return err
		}
		if isHalf(there) {
			return ErrOtherShop
		}
		if there != nil {
			same, err := markOf(tx)
			if err != nil {
				return err
			}
			e, err := readEnd(tx)
			if finished = e.Head == c.head && bytes.Equal(same, c.mark) && bytes.Equal(there, c.schema); !finished {
				return errors.Join(ErrOtherShop, err)
			}
			return err
		}
		some := false
		err = tx.Scan(nil, nil, func(_, _ []byte) error { some = true; return kv.Stop })
		if some {
			return errors.Join(ErrOtherShop, err)
		}
		return errors.Join(err, tx.Put(schemaKey(), c.mark))
	})
	return finished, err
}

// markOf tells a shop from all others, by the first line of its record.
func markOf(tx kv.Tx) (mark []byte, err error) {
	prefix := keyOf(tableEvents)
	err = tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, v []byte) error {
		h := sha256.New()
		h.Write(k)
		h.Write(v)
		mark = []byte(copyMark + hex.EncodeToString(h.Sum(nil)[:12]))
		return kv.Stop
	})
	if err == nil && mark == nil {
		err = ErrNotFound
	}
	return mark, err
}

// isHalf reports whether what stands in the place of the schema is the mark of a
// copy.
func isHalf(schema []byte) bool { return strings.HasPrefix(string(schema), copyMark) }

// pass brings the copy to what the shop is now. Still is true where nobody
// worked on it meanwhile: every act moves the record, or the sum of what is
// beside it.
func (c *copying) pass(ctx context.Context) (still bool, err error) {
	before, err := c.state(ctx)
	if err != nil {
		return false, err
	}
	for at := []byte{}; at != nil; {
		if at, err = c.page(ctx, at); err != nil {
			return false, err
		}
	}
	after, err := c.state(ctx)
	return err == nil && before == after, err
}

// state is what moves with every act.
func (c *copying) state(ctx context.Context) (text string, err error) {
	err = c.from.View(ctx, func(tx kv.Tx) error {
		text = ""
		for _, k := range []key{headKey(), sumKey(), backupKey()} {
			raw, err := tx.Get(k)
			if err != nil {
				return err
			}
			text += string(raw) + "\n"
		}
		e, err := readEnd(tx)
		c.head = e.Head
		return err
	})
	return text, err
}

// page copies the rows from a key on, some, and says where the next begin; nil
// is the end.
func (c *copying) page(ctx context.Context, at []byte) (next []byte, err error) {
	want, next, err := rowsFrom(ctx, c.from, at, nil, readRows)
	if err != nil {
		return nil, err
	}
	have, _, err := rowsFrom(ctx, c.to, at, next, -1)
	if err != nil {
		return nil, err
	}
	for left := differences(want, have); len(left) > 0; {
		n, size := 0, 0
		for ; n < len(left) && n < writeRows && size < writeBytes; n++ {
			size += len(left[n].k) + len(left[n].v)
		}
		if err := c.write(ctx, left[:n]); err != nil {
			return nil, err
		}
		left = left[n:]
	}
	c.tell(next)
	return next, nil
}

// differences are the rows to write where some are and others are wanted; those
// that are to go hold nil.
func differences(want, have []row) (rows []row) {
	i := 0
	for _, h := range have {
		for ; i < len(want) && bytes.Compare(want[i].k, h.k) < 0; i++ {
			rows = append(rows, want[i])
		}
		switch {
		case i == len(want) || !bytes.Equal(want[i].k, h.k):
			rows = append(rows, row{k: h.k})
		default:
			if !bytes.Equal(want[i].v, h.v) {
				rows = append(rows, want[i])
			}
			i++
		}
	}
	return append(rows, want[i:]...)
}

// write writes some rows, as long as the copy is none that is finished.
func (c *copying) write(ctx context.Context, rows []row) error {
	return c.to.Update(ctx, func(tx kv.Tx) error {
		mark, err := tx.Get(schemaKey())
		if err == nil && !bytes.Equal(mark, c.mark) {
			err = ErrOtherShop // Somebody finished it meanwhile, and may work there.
		}
		for _, r := range rows {
			if r.v == nil {
				err = errors.Join(err, tx.Delete(r.k))
			} else {
				err = errors.Join(err, tx.Put(r.k, r.v))
			}
		}
		return err
	})
}

// rowsFrom reads rows without that of the schema, up to so many and some bytes;
// negative is all of them.
func rowsFrom(ctx context.Context, e kv.Engine, from, to []byte, most int) (rows []row, next []byte, err error) {
	err = e.View(ctx, func(tx kv.Tx) error {
		rows, next = nil, to
		size := 0
		return tx.Scan(from, to, func(k, v []byte) error {
			if most > 0 && (size > readBytes || len(rows) == most) {
				next = bytes.Clone(k)
				return kv.Stop
			}
			if !bytes.Equal(k, schemaKey()) {
				rows = append(rows, row{bytes.Clone(k), bytes.Clone(v)})
				size += len(k) + len(v)
			}
			return nil
		})
	})
	return rows, next, err
}

// tell says how far the copy is: by the tables, and in the record by its
// number.
func (c *copying) tell(at []byte) {
	if at == nil {
		c.progress(copySteps, 2*copySteps)
		return
	}
	done, tables := uint64(0), uint64(len(Schema()))
	for _, t := range Schema() {
		if t.Prefix < at[0] {
			done++
		}
	}
	part := uint64(0)
	if at[0] == tableEvents && len(at) == 9 && c.head.Seq > 0 {
		part = min(binary.BigEndian.Uint64(at[1:])*copySteps/c.head.Seq, copySteps)
	}
	c.progress((done*copySteps+part)/tables, 2*copySteps)
}
