package cli

import "golang.org/x/sys/windows"

// roomAt is how many bytes are free on the disk of a path, 0 where that can't be
// told.
func roomAt(path string) int64 {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return 0
	}
	var free uint64
	if windows.GetDiskFreeSpaceEx(name, &free, nil, nil) != nil {
		return 0
	}
	return int64(free) //nolint:gosec // No disk is that large.
}
