package store

import (
	"bytes"
	"cmp"
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
	}
	at, to := eventKey(from), kv.PrefixEnd(keyOf(tableEvents))
	var before []byte
	return inTurn(ctx, func(ctx context.Context) (p piece, more bool, err error) {
		p.rows, err = s.pieceOf(ctx, at, to)
		if err != nil || len(p.rows) == 0 {
			return p, false, err
		}
		p.made = makeAll(before, p.rows, read)
		last := p.rows[len(p.rows)-1]
		before, at = last.v, append(bytes.Clone(last.k), 0)
		return p, len(p.rows) == atOnce, nil
	}, func(p piece) error {
		for i, r := range p.rows {
			if err := f(seqOf(r.k), p.made[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// inTurn calls f with every piece that next makes, in order, while next is at
// those behind it. The first error of either ends it and is returned as it is.
func inTurn[P any](ctx context.Context, next func(context.Context) (p P, more bool, err error), f func(P) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type made struct {
		piece P
		err   error
	}
	const ready = 2 // Pieces that wait for f.
	pieces := make(chan made, ready)
	var maker sync.WaitGroup
	defer maker.Wait()
	maker.Go(func() {
		defer close(pieces)
		for more := true; more; {
			var m made
			m.piece, more, m.err = next(ctx)
			more = more && m.err == nil
			select {
			case pieces <- m:
			case <-ctx.Done():
				return
			}
		}
	})
	defer stop() // Before the maker is waited for.
	for m := range pieces {
		if err := cmp.Or(m.err, ctx.Err()); err != nil {
			return err
		}
		if err := f(m.piece); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// makeAll reads the rows of a piece.
func makeAll[T any](before []byte, rows []row, read func(before, value []byte) T) []T {
	made := make([]T, len(rows))
	onAll(len(rows), func(i int) {
		last := before
		if i > 0 {
			last = rows[i-1].v
		}
		made[i] = read(last, rows[i].v)
	})
	return made
}

// onAll calls f for the numbers below n, for a part of them on each processor.
func onAll(n int, f func(i int)) {
	parts := min(runtime.GOMAXPROCS(0), (n+partLeast-1)/partLeast)
	var all sync.WaitGroup
	for part := range parts {
		all.Go(func() {
			for i := part * n / parts; i < (part+1)*n/parts; i++ {
				f(i)
			}
		})
	}
	all.Wait()
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
