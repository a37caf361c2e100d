package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"alur/store/kv"
	"alur/store/kv/bolt"
)

// ahead is a store of so many lines, each of which says its number.
func ahead(t *testing.T, lines int) *Store {
	t.Helper()
	engine, err := bolt.Create(t.Context(), filepath.Join(t.TempDir(), "shop.db"), bolt.Options{AppendOnly: AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	err = engine.Update(t.Context(), func(tx kv.Tx) error {
		for n := range lines {
			if err := tx.Put(eventKey(uint64(n+1)), binary.BigEndian.AppendUint64(nil, uint64(n+1))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return &Store{engine: engine}
}

// Lines that are read ahead come in order, each once, each with the one before
// it but for the first; at every length around that of a piece.
func TestLinesReadAheadComeInOrder(t *testing.T) {
	for _, lines := range []int{0, 1, partLeast, atOnce - 1, atOnce, atOnce + 1, 3*atOnce + 7} {
		t.Run(fmt.Sprint(lines), func(t *testing.T) {
			s := ahead(t, lines)
			seen := uint64(0)
			err := readAhead(t.Context(), s, 1, func(before, value []byte) [2][]byte { return [2][]byte{before, value} }, func(seq uint64, made [2][]byte) error {
				seen++
				if seq != seen || binary.BigEndian.Uint64(made[1]) != seq {
					return fmt.Errorf("line %d of %d says %x", seq, seen, made[1])
				}
				if seq > 1 && !bytes.Equal(made[0], binary.BigEndian.AppendUint64(nil, seq-1)) {
					return fmt.Errorf("before line %d comes %x", seq, made[0])
				}
				return nil
			})
			if err != nil || seen != uint64(lines) {
				t.Errorf("%d lines: %v", seen, err)
			}
		})
	}
}

// Who has seen enough, or no longer waits, ends the reading.
func TestReadingAheadEndsWithItsReader(t *testing.T) {
	s := ahead(t, 5*atOnce)
	enough := errors.New("enough")
	nothing := func(_, _ []byte) struct{} { return struct{}{} }
	n := 0
	err := readAhead(t.Context(), s, 1, nothing, func(uint64, struct{}) error {
		if n++; n == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 3 {
		t.Errorf("%d lines: %v", n, err)
	}
	ctx, end := context.WithCancel(t.Context())
	err = readAhead(ctx, s, 1, nothing, func(uint64, struct{}) error { end(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after its end it goes on: %v", err)
	}
}
