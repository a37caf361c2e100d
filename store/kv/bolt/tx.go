package bolt

import (
	"bytes"
	"fmt"

	"alur/store/kv"

	"github.com/tidwall/btree"
	bbolt "go.etcd.io/bbolt"
)

// filled is how full the pages of a table that only grows are kept; bbolt
// splits in half otherwise and so doubles the file.
const filled = 0.95

// transaction is kv.Tx over one transaction of bbolt.
type transaction struct {
	tx     *bbolt.Tx
	handle *handle
	// over lies over the tables, with what this transaction put. Own is what it put
	// alone, of so many bytes.
	over *overlay
	own  btree.Map[string, change]
	size int

	writes     bool
	appendOnly []byte
	// most is how many bytes the journal grows to.
	most int
	// direct is true where what is put goes to the tables at once.
	direct bool
	// wrote is true once something went there, and failed is why not all of it did.
	wrote  bool
	failed error
}

// begin is a transaction that reads, or with options one that writes.
func (h *handle) begin(tx *bbolt.Tx, write *Options) (*transaction, error) {
	over, err := h.overlayOf(tx)
	if err != nil {
		return nil, err
	}
	t := &transaction{tx: tx, handle: h, over: over}
	if write != nil {
		t.writes, t.appendOnly, t.most = true, write.AppendOnly, write.Journal
		t.over = h.journal.forWriter(over)
		err = h.guard(func() error {
			t.direct = tx.Bucket([]byte(journalName)) == nil
			return nil
		})
	}
	return t, err
}

func (t *transaction) Get(key []byte) (value []byte, err error) {
	if err := kv.CheckKey(key); err != nil {
		return nil, err
	}
	if c, ok := t.over.rows.Get(string(key)); ok {
		if c.gone {
			return nil, nil
		}
		return copied(c.value), nil
	}
	err = t.handle.guard(func() error {
		if b := t.tx.Bucket(key[:1]); b != nil {
			if v := b.Get(key[1:]); v != nil {
				value = copied(v)
			}
		}
		return nil
	})
	return value, err
}

func copied(v []byte) []byte { return append(make([]byte, 0, len(v)), v...) }

func (t *transaction) Put(key, value []byte) error {
	return t.change(key, change{value: copied(value)})
}

func (t *transaction) Delete(key []byte) error { return t.change(key, change{gone: true}) }

func (t *transaction) change(key []byte, c change) error {
	if !t.writes {
		return kv.ErrReadOnly
	}
	if t.failed != nil {
		return t.failed
	}
	if err := kv.CheckKey(key); err != nil {
		return err
	}
	switch {
	case t.direct && c.gone:
		return t.remove(key)
	case t.direct:
		return t.write(key, c.value)
	}
	cost := func(c change) int { return rowCost + len(key) + len(c.value) }
	if was, again := t.own.Set(string(key), c); again {
		t.size -= cost(was)
	}
	t.size += cost(c)
	t.over.rows.Set(string(key), c)
	if t.size > t.most/2 {
		return t.spill()
	}
	return nil
}

// write puts a row into its table. bbolt keeps the slice of the value until the
// commit.
func (t *transaction) write(key, value []byte) error {
	t.wrote = true
	return t.handle.guard(func() error {
		b, err := t.tx.CreateBucketIfNotExists(key[:1])
		if err != nil {
			return fmt.Errorf("table %q: %w", key[:1], err)
		}
		if bytes.IndexByte(t.appendOnly, key[0]) >= 0 {
			b.FillPercent = filled
		}
		return b.Put(key[1:], value)
	})
}

// remove takes a row out of its table.
func (t *transaction) remove(key []byte) error {
	t.wrote = true
	return t.handle.guard(func() error {
		if b := t.tx.Bucket(key[:1]); b != nil {
			return b.Delete(key[1:])
		}
		return nil
	})
}

// checkTables refuses a file of another program that uses bbolt.
func (t *transaction) checkTables() error {
	_, err := t.tables()
	return err
}
