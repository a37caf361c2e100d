package bolt

import (
	"bytes"
	"errors"
	"fmt"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
)

// filled is how full the pages of a table that only grows are kept; bbolt
// splits in half otherwise and so doubles the file.
const filled = 0.95

// transaction is kv.Tx over one transaction of bbolt.
type transaction struct {
	tx         *bbolt.Tx
	handle     *handle
	writes     bool
	appendOnly []byte
}

func (t *transaction) Get(key []byte) (value []byte, err error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	err = t.handle.guard(func() error {
		if b := t.tx.Bucket(key[:1]); b != nil {
			if v := b.Get(key[1:]); v != nil {
				value = append(make([]byte, 0, len(v)), v...)
			}
		}
		return nil
	})
	return value, err
}

func (t *transaction) Put(key, value []byte) error {
	if !t.writes {
		return kv.ErrReadOnly
	}
	if err := checkKey(key); err != nil {
		return err
	}
	// bbolt keeps the slice of the value until the commit.
	value = append(make([]byte, 0, len(value)), value...)
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

func (t *transaction) Delete(key []byte) error {
	if !t.writes {
		return kv.ErrReadOnly
	}
	if err := checkKey(key); err != nil {
		return err
	}
	return t.handle.guard(func() error {
		if b := t.tx.Bucket(key[:1]); b != nil {
			return b.Delete(key[1:])
		}
		return nil
	})
}

func checkKey(key []byte) error {
	if len(key) < 2 || len(key) > kv.MaxKey {
		return fmt.Errorf("%w: %d bytes", kv.ErrBadKey, len(key))
	}
	return nil
}

func (t *transaction) Scan(from, to []byte, f func(key, value []byte) error) error {
	return t.scan(from, to, false, f)
}

func (t *transaction) ScanBack(from, to []byte, f func(key, value []byte) error) error {
	return t.scan(from, to, true, f)
}

func (t *transaction) scan(from, to []byte, back bool, f func(key, value []byte) error) error {
	tables, err := t.tables()
	if err != nil {
		return err
	}
	if back {
		for i, j := 0, len(tables)-1; i < j; i, j = i+1, j-1 {
			tables[i], tables[j] = tables[j], tables[i]
		}
	}
	for _, table := range tables {
		low, high, some := bounds(table, from, to)
		if !some {
			continue
		}
		err := t.scanTable(table, low, high, back, f)
		if errors.Is(err, kv.Stop) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bounds are those of a scan within one table; a nil low or high is its begin
// or end.
func bounds(table byte, from, to []byte) (low, high []byte, some bool) {
	if len(from) > 0 {
		if from[0] > table {
			return nil, nil, false
		}
		if from[0] == table {
			low = from[1:]
		}
	}
	if to != nil {
		if len(to) == 0 || to[0] < table || to[0] == table && len(to) == 1 {
			return nil, nil, false
		}
		if to[0] == table {
			high = to[1:]
		}
	}
	return low, high, true
}

// scanTable hands out copies: the memory of bbolt is never touched outside
// the guard.
func (t *transaction) scanTable(table byte, low, high []byte, back bool, f func(key, value []byte) error) error {
	b := t.tx.Bucket([]byte{table})
	if b == nil {
		return nil
	}
	c := b.Cursor()
	key, value := []byte{table}, []byte{}
	more := false
	fetch := func(move func() ([]byte, []byte)) error {
		return t.handle.guard(func() error {
			k, v := move()
			more = k != nil && (back || high == nil || bytes.Compare(k, high) < 0) &&
				(!back || bytes.Compare(k, low) >= 0)
			if more {
				key, value = append(key[:1], k...), append(value[:0], v...)
			}
			return nil
		})
	}
	first, next := func() ([]byte, []byte) { return c.Seek(low) }, c.Next
	if back {
		first, next = func() ([]byte, []byte) { return before(c, high) }, c.Prev
	}
	for err := fetch(first); more || err != nil; err = fetch(next) {
		if err != nil {
			return err
		}
		if err := f(key, value); err != nil {
			return err
		}
	}
	return nil
}

// before moves to the last key below high; nil is the end of the table.
func before(c *bbolt.Cursor, high []byte) ([]byte, []byte) {
	if high == nil {
		return c.Last()
	}
	if k, _ := c.Seek(high); k == nil {
		return c.Last()
	}
	return c.Prev()
}

// tables lists the tables that are there, in order.
func (t *transaction) tables() (tables []byte, err error) {
	err = t.handle.guard(func() error {
		return t.tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
			if len(name) != 1 {
				return fmt.Errorf("%w: it holds %q, which is not alur's", kv.ErrNotDatabase, name)
			}
			tables = append(tables, name[0])
			return nil
		})
	})
	return tables, err
}

// checkTables refuses a file of another program that uses bbolt.
func (t *transaction) checkTables() error {
	_, err := t.tables()
	return err
}
