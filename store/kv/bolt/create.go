package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"alur/store/kv"
	"alur/store/kv/wholefile"

	bbolt "go.etcd.io/bbolt"
)

// Create makes an empty database file, and the folder it is in, and opens it.
// It returns fs.ErrExist where something is there already, and the errors of
// Open. The file appears whole or not at all: bbolt's own way of making one
// does not survive a power cut, so it is made under another name first.
func Create(ctx context.Context, path string, o Options) (*DB, error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder: %w", err)
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("create %s: %w", path, fs.ErrExist)
	}
	if err := checkDisk(folder); err != nil {
		return nil, err
	}
	temp, err := wholefile.TempName(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(temp) }()
	if err := makeEmpty(temp); err != nil {
		return nil, fmt.Errorf("make a database: %w", err)
	}
	if err := wholefile.MoveNew(temp, path); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	return Open(ctx, path, o)
}

func makeEmpty(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return err
	}
	err = db.Sync()
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	return err
}

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
	if still != nil {
		if err == nil {
			err = h.run(false, func(tx *bbolt.Tx) error {
				t, err := h.begin(tx, nil)
				if err != nil {
					return err
				}
				return still(t)
			})
		}
		if err != nil {
			if h != nil {
				db.release(h)
			}
			return errors.Join(err, db.Close())
		}
	}
	if h != nil {
		defer func() { _ = db.Close() }()
		if runtime.GOOS == "windows" {
			// An open file can't be replaced there.
			db.release(h)
			_ = db.Close()
		} else {
			defer db.release(h)
		}
	}
	if err := exchange(temp, path, keep); err != nil {
		return err
	}
	return wholefile.SyncFolder(filepath.Dir(path))
}

// exchange gives path to the file temp, and what was there the name keep.
func exchange(temp, path, keep string) error {
	if _, err := os.Lstat(keep); err == nil {
		return fmt.Errorf("keep what was there: %w", fs.ErrExist)
	}
	undo := func() error { return os.Remove(keep) }
	if err := os.Link(path, keep); err != nil {
		// Sticks know no links: for a moment nothing is at path.
		if err := os.Rename(path, keep); err != nil {
			return fmt.Errorf("keep what was there: %w", err)
		}
		undo = func() error { return os.Rename(keep, path) }
	}
	// The name it is kept under has to be there first: a power cut may bring
	// the second and not the first.
	if err := wholefile.SyncFolder(filepath.Dir(path)); err != nil {
		return errors.Join(fmt.Errorf("keep what was there: %w", err), undo())
	}
	if err := os.Rename(temp, path); err != nil {
		return errors.Join(fmt.Errorf("put the new file in its place: %w", err), undo())
	}
	return nil
}
