package bolt

import (
	"math"
	"os"

	"golang.org/x/sys/windows"
)

// underLock calls f while nobody else has the lock of a database; where another
// program has it, that is for bbolt to find out, and f is not called.
func underLock(file *os.File, f func() error) error {
	h := windows.Handle(file.Fd())
	place := windows.Overlapped{Offset: math.MaxUint32, OffsetHigh: math.MaxUint32} // Where bbolt locks.
	const alone = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	if windows.LockFileEx(h, alone, 0, 1, 0, &place) != nil {
		return nil
	}
	// A second lock of one handle waits for the first.
	defer func() { _ = windows.UnlockFileEx(h, 0, 1, 0, &place) }()
	return f()
}

// unlock has nothing to do: a lock ends with the handle of the file.
func unlock(*os.File) {}
