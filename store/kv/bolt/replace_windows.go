package bolt

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// replacingName is beside a database while another file is put in its place.
func replacingName(path string) string { return path + ".replacing" }

// undisturbed calls f, which puts another file in the place of the database,
// while nobody else uses that. On Windows a file that is open can't be replaced,
// so its lock can't be kept: the lock of another file is taken before it is given
// up, and whoever comes then waits (beingReplaced).
func (db *DB) undisturbed(ctx context.Context, h *handle, f func() error) error {
	name := replacingName(db.path)
	var claim *os.File
	err := patiently(ctx, func() (err error) {
		if claim, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
			return err
		}
		if err = lockAlone(claim); err != nil {
			_ = claim.Close()
		}
		return err
	})
	if h != nil {
		db.release(h)
	}
	if err != nil {
		return err
	}
	_ = db.Close()
	defer func() {
		_ = claim.Close()
		_ = patiently(ctx, func() error { return os.Remove(name) }) // It is the lock that counts.
	}()
	return f()
}

// beingReplaced reports whether another program is putting another file in the
// place of a database whose lock is free.
func beingReplaced(path string) bool {
	f, err := os.Open(replacingName(path))
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	return lockShared(f) != nil
}

// patiently calls f until it goes through: programs that look, and those that
// look for viruses, have a file open for moments.
func patiently(ctx context.Context, f func() error) error {
	for end := time.Now().Add(usualTimeout); ; {
		err := f()
		held := errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
		if !held || time.Now().After(end) || ctx.Err() != nil {
			return err
		}
		time.Sleep(retry)
	}
}
