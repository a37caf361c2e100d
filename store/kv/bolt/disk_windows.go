package bolt

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// errReadOnlyDisk is what a write to a read-only disk ends with.
const errReadOnlyDisk = windows.ERROR_WRITE_PROTECT

// diskName is the name of an unsafe sort of disk under a path, or empty.
func diskName(path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(full) + `\`)
	if err != nil {
		return ""
	}
	if windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return "network share"
	}
	var system [64]uint16
	if windows.GetVolumeInformation(root, nil, 0, nil, nil, nil, &system[0], uint32(len(system))) != nil {
		return ""
	}
	if name := windows.UTF16ToString(system[:]); strings.Contains(strings.ToUpper(name), "FAT") {
		return name
	}
	return ""
}
