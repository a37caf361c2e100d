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

// leave ends the lock of one of those who stay; the last one removes the file:
// as long as another has it open, it can't be removed.
func leave(f *os.File, name string) { discard(f, name) }

// discard removes the file of who is alone.
func discard(f *os.File, name string) {
	_ = f.Close()
	_ = os.Remove(name)
}
