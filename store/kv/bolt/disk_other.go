//go:build !linux && !darwin && !windows

package bolt

import "golang.org/x/sys/unix"

// errReadOnlyDisk is what a write to a read-only disk ends with.
const errReadOnlyDisk = unix.EROFS

// diskName knows no disks on this system.
func diskName(string) string { return "" }
