package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// inUseName is beside a database file that programs stay open on, or that one has
// to itself.
func inUseName(path string) string { return path + ".open" }

// ErrBeingReplaced says that another program has the database to itself, for as
// long as it exchanges the file or brings it to another form.
var ErrBeingReplaced = errors.New("another program has the database to itself")

// lookAgain is how often is looked whether the other program is done.
const lookAgain = 50 * time.Millisecond

// Stay says that a program stays open on a database, until the function that
// it returns is called or the program ends, however it does: the lock of the
// database is held for moments only and tells nothing. It waits for a program
// that has the database to itself, and returns ErrBeingReplaced where the context
// ends before. Where nothing may be written beside the database it says nothing.
func Stay(ctx context.Context, path string) (end func(), err error) {
	name := inUseName(path)
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return func() {}, nil //nolint:nilerr // Nothing may be written there.
		}
		if lockShared(f) != nil {
			_ = f.Close()
			select {
			case <-time.After(lookAgain):
				continue
			case <-ctx.Done():
				return nil, fmt.Errorf("%w: %s", ErrBeingReplaced, path)
			}
		}
		if !sameFile(f, name) { // The last one who left has just removed it.
			_ = f.Close()
			continue
		}
		return func() { leave(f, name) }, nil
	}
}

// ErrInUse says that another program stays open on the database.
var ErrInUse = errors.New("another program stays open on the database")

// Alone keeps other programs from staying open on a database until the function
// that it returns is called. It returns ErrInUse where one does, or has it to
// itself.
func Alone(path string) (end func(), err error) {
	name := inUseName(path)
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return func() {}, nil //nolint:nilerr // Nothing may be written there: nobody could say that they stay.
		}
		if lockAlone(f) != nil {
			_ = f.Close()
			return nil, fmt.Errorf("%w: %s", ErrInUse, path)
		}
		if !sameFile(f, name) {
			_ = f.Close()
			continue
		}
		return func() { discard(f, name) }, nil
	}
}
