package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"alur/store/kv"
	"alur/store/kv/wholefile"

	bbolt "go.etcd.io/bbolt"
)

// Replace puts a finished file in the place of the one at path, which is kept
// under the name keep; where nothing is at path it just gets the name. At
// every moment one of the two is at path, whole. It returns kv.ErrLocked where
// another program is using the file.
func Replace(ctx context.Context, temp, path, keep string, o Options) error {
	return ReplaceIf(ctx, temp, path, keep, o, nil)
}

// ReplaceIf is Replace where the file, while nobody else can write to it, is
// still what it should be: it returns the error of still, and has changed
// nothing then. Nil is content with any file, also with one that is damaged.
func ReplaceIf(ctx context.Context, temp, path, keep string, o Options, still func(kv.Tx) error) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return wholefile.MoveNew(temp, path)
	}
	db := newDB(path, o)
	h, err := db.acquire(ctx)
	// Nobody can be using what is no database.
	if err != nil && !errors.Is(err, kv.ErrNotDatabase) && !errors.Is(err, kv.ErrDamaged) {
		return err
	}
	defer func() { _ = db.Close() }()
	if still != nil && err == nil {
		err = h.run(false, func(tx *bbolt.Tx) error {
			t, err := h.begin(tx, nil)
			if err != nil {
				return err
			}
			return still(t)
		})
	}
	if still != nil && err != nil {
		if h != nil {
			db.release(h)
		}
		return err
	}
	return db.undisturbed(ctx, h, func() error {
		if err := exchange(ctx, temp, path, keep); err != nil {
			return err
		}
		return wholefile.SyncFolder(filepath.Dir(path))
	})
}

// exchange gives path to the file temp, and what was there the name keep.
func exchange(ctx context.Context, temp, path, keep string) error {
	if _, err := os.Lstat(keep); err == nil {
		return fmt.Errorf("keep what was there: %w", fs.ErrExist)
	}
	undo := func() error { return patiently(ctx, func() error { return os.Remove(keep) }) }
	if err := os.Link(path, keep); err != nil {
		// Sticks know no links: for a moment nothing is at path.
		if err := patiently(ctx, func() error { return os.Rename(path, keep) }); err != nil {
			return fmt.Errorf("keep what was there: %w", err)
		}
		undo = func() error { return os.Rename(keep, path) }
	}
	// The name it is kept under has to be there first: a power cut may bring
	// the second and not the first.
	if err := wholefile.SyncFolder(filepath.Dir(path)); err != nil {
		return errors.Join(fmt.Errorf("keep what was there: %w", err), undo())
	}
	if err := patiently(ctx, func() error { return os.Rename(temp, path) }); err != nil {
		return errors.Join(fmt.Errorf("put the new file in its place: %w", err), undo())
	}
	return nil
}
