package bolt

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockShared and lockAlone lock a file for this process until it is closed, or
// fail at once.
func lockShared(f *os.File) error { return lock(f, windows.LOCKFILE_FAIL_IMMEDIATELY) }

func lockAlone(f *os.File) error {
	return lock(f, windows.LOCKFILE_FAIL_IMMEDIATELY|windows.LOCKFILE_EXCLUSIVE_LOCK)
}

func lock(f *os.File, flags uint32) error {
	return windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{})
}
