package store

import (
	"context"
	"errors"
	"io/fs"
	"sync"

	"alur/store/kv"
)

// besides is the archive of a shop, opened where it stands beside it.
type besides struct {
	mu sync.Mutex
	of *Store
}

func (a *besides) close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of == nil {
		return nil
	}
	of := a.of
	a.of = nil
	return of.Close()
}

// beside is where the record begins, and the archive of what came before; both
// nil where it begins with its first event, and the archive nil where it does not
// stand beside the shop, or is another's. Somebody may bring it any time.
func (s *Store) beside(ctx context.Context) (*Base, *Store, error) {
	base, err := s.Base(ctx)
	if err != nil || base == nil || s.opts.Archive == nil {
		return base, nil, err
	}
	a := &s.archived
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of != nil {
		if head, err := a.of.Head(ctx); err == nil && base.is(head) {
			return base, a.of, nil
		}
		_ = a.of.Close()
		a.of = nil
	}
	if a.of, err = s.find(ctx, base); err != nil {
		return nil, nil, err
	}
	return base, a.of, nil
}

// is reports whether a record that ends at a head is the one before the base.
func (b *Base) is(head Head) bool { return head.Seq == b.Seq && head.Hash == b.Hash }

// find opens the archive of a base. What is no archive of it is none.
func (s *Store) find(ctx context.Context, base *Base) (*Store, error) {
	engine, err := s.opts.Archive(ctx, base.File)
	if err != nil {
		return nil, notThere(ctx, err)
	}
	of, err := Open(ctx, engine, s.opts)
	if err != nil {
		return nil, errors.Join(notThere(ctx, err), engine.Close())
	}
	head, err := of.Head(ctx)
	if err != nil || !base.is(head) {
		return nil, errors.Join(notThere(ctx, err), of.Close())
	}
	return of, nil
}

// notThere takes an archive that can't be read for one that is not there, unless
// it is another trouble.
func notThere(ctx context.Context, err error) error {
	for _, known := range []error{fs.ErrNotExist, fs.ErrPermission, ErrNotAlur, ErrNewerSchema, kv.ErrNotDatabase, kv.ErrDamaged} {
		if errors.Is(err, known) {
			return ctx.Err()
		}
	}
	return err
}

// Missing is where the record begins, if its archive does not stand beside the
// shop; nil where nothing is missing.
func (s *Store) Missing(ctx context.Context) (*Base, error) {
	base, archive, err := s.beside(ctx)
	if err != nil || base == nil {
		return nil, err
	}
	if archive != nil {
		return archive.Missing(ctx)
	}
	return base, nil
}

// Away is where the record begins, if a case was archived before and the archive
// does not stand beside the shop: its history is not whole then. It is nil for any
// other case.
func (s *Store) Away(ctx context.Context, id string) (*Base, error) {
	if base, err := s.Archived(ctx, id); err != nil || base == nil {
		return nil, err
	}
	return s.Missing(ctx)
}

// Archived is where the record begins, if a case was archived before; nil for any
// other.
func (s *Store) Archived(ctx context.Context, id string) (b *Base, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) error {
		raw, err := tx.Get(keptKey(id))
		if err == nil && raw != nil {
			b, err = readBase(tx)
		}
		return err
	})
	return b, err
}
