package bolt

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// errReadOnlyDisk is what a write to a read-only disk ends with.
const errReadOnlyDisk = unix.EROFS

// diskName is the name of an unsafe sort of disk under a path, or empty.
func diskName(path string) string {
	var s unix.Statfs_t
	if unix.Statfs(path, &s) != nil && unix.Statfs(filepath.Dir(path), &s) != nil {
		return ""
	}
	switch uint32(s.Type) { //nolint:gosec,unconvert // Its width depends on the architecture.
	case unix.NFS_SUPER_MAGIC:
		return "NFS"
	case unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC:
		return "SMB"
	case unix.MSDOS_SUPER_MAGIC:
		return "FAT"
	case unix.EXFAT_SUPER_MAGIC:
		return "exFAT"
	}
	return ""
}
