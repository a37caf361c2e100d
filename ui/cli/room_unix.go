//go:build linux || darwin

package cli

import "golang.org/x/sys/unix"

// roomAt is how many bytes are free on the disk of a path, 0 where that can't be
// told.
func roomAt(path string) int64 {
	var disk unix.Statfs_t
	if unix.Statfs(path, &disk) != nil {
		return 0
	}
	return int64(disk.Bavail) * int64(disk.Bsize) //nolint:gosec,unconvert // Their types differ between systems.
}
