//go:build !windows

package bolt

import (
	"os"

	"golang.org/x/sys/unix"
)

// unlock gives the lock of a file up. Closing it is not enough after bbolt
// panicked: the memory it mapped stays, and keeps the lock with it.
func unlock(f *os.File) { _ = unix.Flock(int(f.Fd()), unix.LOCK_UN) }
