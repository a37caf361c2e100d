package store_test

import (
	"os"

	"golang.org/x/sys/unix"
)

// datasync waits until what was written to a file is on the disk.
func datasync(f *os.File) error { return unix.Fdatasync(int(f.Fd())) }
