//go:build !windows

package bolt

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockShared and lockAlone lock a file for this process until it is closed, or
// fail at once.
func lockShared(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB) }

func lockAlone(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// leave ends the lock of one of those who stay; the last one removes the file.
func leave(f *os.File, name string) {
	if lockAlone(f) == nil {
		_ = os.Remove(name)
	}
	_ = f.Close()
}

// discard removes the file of who is alone. The name goes first: nobody locks
// what has just lost its name.
func discard(f *os.File, name string) {
	_ = os.Remove(name)
	_ = f.Close()
}
