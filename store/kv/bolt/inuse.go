package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// inUseName is beside a database file that programs stay open on.
func inUseName(path string) string { return path + ".open" }

// Stay says that a program stays open on a database, until the function that
// it returns is called or the program ends, however it does: the lock of the
// database is held for moments only and tells nothing. Where nothing may be
// written beside the database it says nothing.
func Stay(path string) (leave func()) {
	name := inUseName(path)
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return func() {}
		}
		if err := lockShared(f); err != nil {
			_ = f.Close()
			return func() {}
		}
		if !sameFile(f, name) { // The last one who left has just removed it.
			_ = f.Close()
			continue
		}
		return func() {
			if lockAlone(f) == nil {
				_ = os.Remove(name)
			}
			_ = f.Close()
		}
	}
}

// ErrInUse says that another program stays open on the database.
var ErrInUse = errors.New("another program stays open on the database")

// Alone keeps other programs from staying open on a database until the function
// that it returns is called. It returns ErrInUse where one does.
func Alone(path string) (end func(), err error) {
	name := inUseName(path)
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return func() {}, nil // Nobody ever did.
	}
	if err != nil {
		return nil, err
	}
	if err := lockAlone(f); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("%w: %s", ErrInUse, path)
	}
	return func() { _ = f.Close() }, nil
}
