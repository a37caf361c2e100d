package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
)

// An act changes few bytes in many tables, and bbolt writes a page or three for
// each. So what a small update writes stands together first, as one entry at the
// end of the journal, and is laid over the tables by whoever reads. An update that
// would make the journal long brings all of it into the tables, where many of its
// rows share their pages; one that writes much goes there at once. All of it are
// transactions of bbolt: an entry is there whole or not at all.
//
// The journal is a bucket of its own. The key of a row is the number of its entry
// and its key in the data, its value a sign and the value. The first row of an
// entry has no key in the data; its value is the checksum of all others, and of
// the entries before.
//
// A file without a journal gets one with its first update, which goes to the
// tables itself. For a file of before the journal that is the one that brings it up
// (store.migrate): a program of then meets the schema there that tells it to keep
// away.
const (
	journalName = "\x00"
	// usualJournal is how many bytes the journal grows to: every program that opens
	// the file reads them.
	usualJournal = 256 << 10

	// sumKey stands for the key of the first row of an entry.
	sumKey   = "\x00"
	seqBytes = 8
	putSign  = '+'
	goneSign = '-'
)

// rowCost is how much a row of the journal takes beside its key and its value.
const rowCost = elementHeader + seqBytes + 1

// entryKey is the key of a row of an entry.
func entryKey(seq uint64, key string) []byte {
	return append(binary.BigEndian.AppendUint64(make([]byte, 0, seqBytes+len(key)), seq), key...)
}

func (c change) encode() []byte {
	if c.gone {
		return []byte{goneSign}
	}
	return append(append(make([]byte, 0, 1+len(c.value)), putSign), c.value...)
}

// checksum is that of an entry, a row at a time.
type checksum uint32

func (s *checksum) add(key, value []byte) {
	table := crc32.MakeTable(crc32.Castagnoli)
	var long [8]byte
	binary.BigEndian.PutUint32(long[:4], uint32(len(key)))   //nolint:gosec // At most MaxKey.
	binary.BigEndian.PutUint32(long[4:], uint32(len(value))) //nolint:gosec // Within a page.
	sum := crc32.Update(uint32(*s), table, long[:])
	*s = checksum(crc32.Update(crc32.Update(sum, table, key), table, value))
}

func (s checksum) encode() []byte { return binary.BigEndian.AppendUint32(nil, uint32(s)) }

// errJournal is an entry that is not as it was written.
var errJournal = errors.New("an entry of its journal is not as it was written")

// journal is what is known of it, from one opening of the file to the next.
type journal struct {
	mu     sync.Mutex
	newest *overlay
	// salvage takes entries that are not as they were written.
	salvage bool
}

// overlayOf is what the journal of a snapshot holds. What was read of it before is
// not read again.
func (h *handle) overlayOf(tx *bbolt.Tx) (o *overlay, err error) {
	known := h.journal
	known.mu.Lock()
	defer known.mu.Unlock()
	o = newOverlay()
	err = h.guard(func() error {
		j := tx.Bucket([]byte(journalName))
		if j == nil {
			return nil
		}
		if known.newest != nil && known.newest.begins(j) {
			if o = known.newest; o.last == lastOf(j) {
				return nil
			}
			o = o.copied()
		}
		return o.read(j, known.salvage)
	})
	if known.salvage && errors.Is(err, kv.ErrDamaged) {
		return o, nil // As far as it goes.
	}
	if err == nil {
		known.newest = o
	}
	return o, err
}

// forWriter is an overlay that may be changed.
func (known *journal) forWriter(o *overlay) *overlay {
	known.mu.Lock()
	defer known.mu.Unlock()
	return o.copied()
}

// keep remembers what the journal holds after a commit.
func (known *journal) keep(o *overlay) {
	known.mu.Lock()
	defer known.mu.Unlock()
	known.newest = o
}

// begins reports whether a journal begins with the entries of an overlay: the
// checksum of the last one goes over all before it.
func (o *overlay) begins(j *bbolt.Bucket) bool {
	k, _ := j.Cursor().First()
	if o.first == 0 || len(k) <= seqBytes || binary.BigEndian.Uint64(k) != o.first {
		return o.first == 0 && k == nil
	}
	return bytes.Equal(j.Get(entryKey(o.last, sumKey)), o.sum.encode())
}

// lastOf is the number of the last entry, 0 of none.
func lastOf(j *bbolt.Bucket) uint64 {
	if k, _ := j.Cursor().Last(); len(k) > seqBytes {
		return binary.BigEndian.Uint64(k)
	}
	return 0
}

// read adds the entries after the last one known. With salvage, those count as
// well that are not as they were written: whoever saves proves what he takes.
func (o *overlay) read(j *bbolt.Bucket, salvage bool) error {
	var want []byte
	whole := func() error {
		if want != nil && !salvage && !bytes.Equal(want, o.sum.encode()) {
			return fmt.Errorf("%w: %w", kv.ErrDamaged, errJournal)
		}
		return nil
	}
	c := j.Cursor()
	k, v := c.First()
	if o.last > 0 {
		k, v = c.Seek(entryKey(o.last+1, ""))
	}
	for ; k != nil; k, v = c.Next() {
		if len(k) <= seqBytes || binary.BigEndian.Uint64(k) == 0 { // Entries are counted from 1.
			if salvage {
				continue
			}
			return fmt.Errorf("%w: %w", kv.ErrDamaged, errJournal)
		}
		if seq := binary.BigEndian.Uint64(k); seq != o.last {
			if err := whole(); err != nil {
				return err
			}
			if o.last, want = seq, []byte{}; o.first == 0 {
				o.first = seq
			}
		}
		if string(k[seqBytes:]) == sumKey {
			want = append([]byte{}, v...)
			o.size += rowCost
			continue
		}
		if err := o.add(k[seqBytes:], v); err != nil && !salvage {
			return err
		}
		o.sum.add(k[seqBytes:], v)
	}
	return whole()
}

// add takes a row of an entry.
func (o *overlay) add(key, value []byte) error {
	o.size += rowCost + len(key) + max(len(value)-1, 0)
	switch {
	case len(value) > 0 && value[0] == putSign:
		o.rows.Set(string(key), change{value: bytes.Clone(value[1:])})
	case len(value) == 1 && value[0] == goneSign:
		o.rows.Set(string(key), change{gone: true})
	default:
		return fmt.Errorf("%w: %w", kv.ErrDamaged, errJournal)
	}
	return nil
}

// land writes what an update put, as an entry or into the tables, and remembers
// what the journal holds then.
func (t *transaction) land() error {
	switch {
	case t.failed != nil:
		return t.failed
	case t.direct && !t.wrote:
		return nil
	case !t.direct && t.own.Len() == 0:
		return nil
	case t.direct:
		return t.handle.guard(func() error {
			_, err := t.tx.CreateBucketIfNotExists([]byte(journalName))
			return err
		})
	case t.over.size+t.size > t.most:
		return t.spill()
	}
	return t.handle.guard(t.append)
}

// append writes the entry.
func (t *transaction) append() error {
	j := t.tx.Bucket([]byte(journalName))
	j.FillPercent = filled
	seq, err := j.NextSequence()
	if err != nil {
		return err
	}
	var all [][2][]byte
	t.own.Scan(func(key string, c change) bool {
		value := c.encode()
		t.over.sum.add([]byte(key), value)
		all = append(all, [2][]byte{entryKey(seq, key), value})
		return true
	})
	if err := j.Put(entryKey(seq, sumKey), t.over.sum.encode()); err != nil {
		return err
	}
	for _, row := range all {
		if err := j.Put(row[0], row[1]); err != nil {
			return err
		}
	}
	if t.over.last = seq; t.over.first == 0 {
		t.over.first = seq
	}
	t.over.size += t.size + rowCost
	return nil
}

// spill brings the journal and what was put into the tables; what is put from
// then on goes there at once.
func (t *transaction) spill() error {
	t.direct, t.wrote = true, true
	var err error
	t.over.rows.Scan(func(key string, c change) bool {
		if c.gone {
			err = t.remove([]byte(key))
		} else {
			err = t.write([]byte(key), c.value)
		}
		return err == nil
	})
	if err == nil {
		err = t.handle.guard(t.emptyJournal)
	}
	t.over, t.failed = newOverlay(), err
	return err
}

// emptyJournal takes all out of the journal. Its entries are counted on: the
// number of one never comes again.
func (t *transaction) emptyJournal() error {
	last := t.tx.Bucket([]byte(journalName)).Sequence()
	if err := t.tx.DeleteBucket([]byte(journalName)); err != nil {
		return err
	}
	j, err := t.tx.CreateBucket([]byte(journalName))
	if err != nil {
		return err
	}
	return j.SetSequence(last)
}
