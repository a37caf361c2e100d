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
