package bolt

import (
	"bytes"
	"errors"
	"fmt"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
)

// Scan implements kv.Tx.
func (t *transaction) Scan(from, to []byte, f func(key, value []byte) error) error {
	return stopped(t.scan(from, to, false, f))
}

// ScanBack implements kv.Tx.
func (t *transaction) ScanBack(from, to []byte, f func(key, value []byte) error) error {
	return stopped(t.scan(from, to, true, f))
}

func stopped(err error) error {
	if errors.Is(err, kv.Stop) {
		return nil
	}
	return err
}

// scan goes through the tables and what lies over them at once.
func (t *transaction) scan(from, to []byte, back bool, f func(key, value []byte) error) error {
	under, err := t.walkTables(from, to, back)
	if err != nil {
		return err
	}
	over := t.over.walk(from, to, back)
	value := []byte{} // An empty one is not nil.
	below, err := under.next()
	above := over.next()
	for err == nil && (below || above) {
		switch first := which(under, over, below, above); {
		case first < 0:
			if err = f(under.key, under.value); err == nil {
				below, err = under.next()
			}
		case first == 0:
			below, err = under.next() // The one above counts.
		default:
			if c := over.it.Value(); !c.gone {
				value = append(value[:0], c.value...)
				err = f([]byte(over.it.Key()), value)
			}
			above = over.next()
		}
	}
	return err
}

// which tells which row comes first: below 0 that of the tables, above 0 that over
// them, 0 is the same row in both.
func which(under *walkTables, over *walkOver, below, above bool) int {
	switch {
	case !above:
		return -1
	case !below:
		return 1
	}
	c := bytes.Compare(under.key, []byte(over.it.Key()))
	if under.back {
		return -c
	}
	return c
}

// walkTables hands out the rows of a range of the tables, one after the other. It
// hands out copies: the memory of bbolt is never touched outside the guard.
type walkTables struct {
	t        *transaction
	from, to []byte
	back     bool
	// tables are those to come, and c is in the one that is read.
	tables     []byte
	c          *bbolt.Cursor
	low, high  []byte
	key, value []byte
}

func (t *transaction) walkTables(from, to []byte, back bool) (*walkTables, error) {
	w := &walkTables{t: t, from: from, to: to, back: back, key: make([]byte, 0, 64), value: []byte{}}
	tables, err := t.tables()
	for _, table := range tables {
		if _, _, some := bounds(table, from, to); some {
			w.tables = append(w.tables, table)
		}
	}
	if back {
		for i, j := 0, len(w.tables)-1; i < j; i, j = i+1, j-1 {
			w.tables[i], w.tables[j] = w.tables[j], w.tables[i]
		}
	}
	return w, err
}

// next moves to the next row; false is the end.
func (w *walkTables) next() (more bool, err error) {
	err = w.t.handle.guard(func() error {
		for {
			var k, v []byte
			if w.c == nil {
				if len(w.tables) == 0 {
					return nil
				}
				k, v = w.enter()
			} else if w.back {
				k, v = prev(w.c, w.key[1:])
			} else {
				k, v = w.c.Next()
			}
			if k != nil && (w.back || w.high == nil || bytes.Compare(k, w.high) < 0) && (!w.back || bytes.Compare(k, w.low) >= 0) {
				w.key, w.value = append(w.key[:1], k...), append(w.value[:0], v...)
				more = true
				return nil
			}
			w.c = nil
		}
	})
	return more, err
}

// enter goes to the first row of the next table.
func (w *walkTables) enter() (k, v []byte) {
	table := w.tables[0]
	w.tables = w.tables[1:]
	w.low, w.high, _ = bounds(table, w.from, w.to)
	w.key = append(w.key[:0], table)
	w.c = w.t.tx.Bucket([]byte{table}).Cursor()
	if w.back {
		return before(w.c, w.high)
	}
	return w.c.Seek(w.low)
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

// before moves to the last key below high; nil is the end of the table.
func before(c *bbolt.Cursor, high []byte) ([]byte, []byte) {
	if high == nil {
		return c.Last()
	}
	if k, _ := c.Seek(high); k == nil {
		return c.Last()
	}
	return prev(c, high)
}

// prev moves back from a key. Prev of bbolt stops at a page that a Delete of the
// same transaction left empty, though there is more before it.
func prev(c *bbolt.Cursor, from []byte) (k, v []byte) {
	if k, v = c.Prev(); k != nil {
		return k, v
	}
	if first, _ := c.Bucket().Cursor().First(); first != nil && bytes.Compare(first, from) < 0 {
		for k == nil {
			k, v = c.Prev()
		}
	}
	return k, v
}

// tables lists the tables that are there, in order.
func (t *transaction) tables() (tables []byte, err error) {
	err = t.handle.guard(func() error {
		return t.tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
			switch {
			case len(name) != 1:
				return fmt.Errorf("%w: it holds %q, which is not alur's", kv.ErrNotDatabase, name)
			case string(name) != journalName:
				tables = append(tables, name[0])
			}
			return nil
		})
	})
	return tables, err
}
