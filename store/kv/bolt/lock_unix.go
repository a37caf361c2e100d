//go:build !windows

package bolt

import (
	"os"

	"golang.org/x/sys/unix"
)

// underLock calls f while nobody else has the lock of a database, which is
// bbolt's then; where another program has it, that is for bbolt to find out, and
// f is not called.
func underLock(file *os.File, f func() error) error {
	if lockAlone(file) != nil {
		return nil //nolint:nilerr // Told by bbolt.
	}
	return f()
}

// unlock gives the lock of a file up. Closing it is not enough after bbolt
// panicked: the memory it mapped stays, and keeps the lock with it.
func unlock(f *os.File) { _ = unix.Flock(int(f.Fd()), unix.LOCK_UN) }
