package storetest

import (
	"bytes"
	"fmt"

	bbolt "go.etcd.io/bbolt"
)

// FoldJournal brings what stands in the journal of a database file into its
// tables, as somebody with an editor for such files would who wants to change it
// there. It knows the form by itself, and not from the engine.
func FoldJournal(tx *bbolt.Tx) error {
	const number = 8
	j := tx.Bucket([]byte{0})
	if j == nil {
		return nil
	}
	var keys [][]byte
	err := j.ForEach(func(k, v []byte) error {
		k, v = bytes.Clone(k), bytes.Clone(v)
		keys = append(keys, k)
		key := k[number:]
		if key[0] == 0 {
			return nil // The checksum of its entry.
		}
		b, err := tx.CreateBucketIfNotExists(key[:1])
		if err != nil {
			return fmt.Errorf("table %q: %w", key[:1], err)
		}
		if v[0] == '-' {
			return b.Delete(key[1:])
		}
		return b.Put(key[1:], v[1:])
	})
	for _, k := range keys {
		if err == nil {
			err = j.Delete(k)
		}
	}
	return err
}
