package store

import (
	"context"
	"fmt"

	"alur/store/kv"
)

// sealed is the engine of an archive: it is only read.
type sealed struct{ kv.Engine }

// Update implements kv.Engine.
func (sealed) Update(context.Context, func(kv.Tx) error) error { return ErrArchive }

// Prove implements kv.Prover.
func (e sealed) Prove(ctx context.Context) error {
	if p, ok := e.Engine.(kv.Prover); ok {
		return p.Prove(ctx)
	}
	return nil
}

// Warm implements kv.Warmer.
func (e sealed) Warm(ctx context.Context) {
	if w, ok := e.Engine.(kv.Warmer); ok {
		w.Warm(ctx)
	}
}

// seal keeps an archive as it is, once it was brought to the form of this
// program.
func (s *Store) seal(ctx context.Context) error {
	err := s.engine.View(ctx, func(tx kv.Tx) error {
		raw, err := tx.Get(archiveKey())
		s.archive = raw != nil
		return err
	})
	if err != nil {
		return fmt.Errorf("look whether it is an archive: %w", err)
	}
	if s.archive {
		s.engine = sealed{s.engine}
	}
	return nil
}

// IsArchive reports whether the database is an archive: it is read, and nobody
// works in it.
func (s *Store) IsArchive() bool { return s.archive }
