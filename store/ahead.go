package store

import (
	"bytes"
	"context"
	"runtime"
	"sync"

	"alur/store/kv"
)

// pieceOf copies the next rows of a table, at most as many as are read at once,
// in one short transaction.
func (s *Store) pieceOf(ctx context.Context, from, to []byte) ([]row, error) {
	rows := make([]row, 0, atOnce)
	err := s.engine.View(ctx, func(tx kv.Tx) error {
		return tx.Scan(from, to, func(k, v []byte) error {
			rows = append(rows, row{bytes.Clone(k), bytes.Clone(v)})
			if len(rows) == atOnce {
				return kv.Stop
			}
			return nil
		})
	})
	return rows, err
}

// readAhead calls f outside of any transaction for every line of the record from
// a number on, in order, with what read made of it. The lines are read and made
// ahead by all processors, while f is at those before; read is given the value
// of the line and that of the one before it, where that is at hand.
func readAhead[T any](ctx context.Context, s *Store, from uint64, read func(before, value []byte) T, f func(seq uint64, made T) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if from == 1 {
		s.warm(ctx)
	}
	type piece struct {
		rows []row
		made []T
		err  error
	}
	const ready = 2 // Pieces that wait for f.
	pieces := make(chan piece, ready)
	var reader sync.WaitGroup
	defer reader.Wait()
	reader.Go(func() {
		defer close(pieces)
		at, to := eventKey(from), kv.PrefixEnd(keyOf(tableEvents))
		var before []byte
		for {
			rows, err := s.pieceOf(ctx, at, to)
			next := piece{rows: rows, made: makeAll(before, rows, read), err: err}
			select {
			case pieces <- next:
			case <-ctx.Done():
				return
			}
			if err != nil || len(rows) < atOnce {
				return
			}
			before = rows[len(rows)-1].v
			at = append(bytes.Clone(rows[len(rows)-1].k), 0)
		}
	})
	defer stop() // Before the reader is waited for.
	for p := range pieces {
		if p.err != nil {
			return p.err
		}
		for i, r := range p.rows {
			if err := f(seqOf(r.k), p.made[i]); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// makeAll reads the rows of a piece, a part of them on each processor.
func makeAll[T any](before []byte, rows []row, read func(before, value []byte) T) []T {
	made := make([]T, len(rows))
	parts := min(runtime.GOMAXPROCS(0), (len(rows)+partLeast-1)/partLeast)
	var all sync.WaitGroup
	for part := range parts {
		all.Go(func() {
			for i := part * len(rows) / parts; i < (part+1)*len(rows)/parts; i++ {
				last := before
				if i > 0 {
					last = rows[i-1].v
				}
				made[i] = read(last, rows[i].v)
			}
		})
	}
	all.Wait()
	return made
}

// partLeast is from how many rows on another processor is worth its while.
const partLeast = 64

// warm has the engine read its data in the order of the disk, beside what is
// read here in that of the keys, where it can: a page at a time a cold disk
// takes many times as long.
func (s *Store) warm(ctx context.Context) {
	if w, ok := s.engine.(kv.Warmer); ok {
		go w.Warm(ctx)
	}
}
