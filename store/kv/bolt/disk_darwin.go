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
	switch unix.ByteSliceToString(s.Fstypename[:]) {
	case "nfs":
		return "NFS"
	case "smbfs":
		return "SMB"
	case "afpfs":
		return "AFP"
	case "webdav":
		return "WebDAV"
	case "msdos":
		return "FAT"
	case "exfat":
		return "exFAT"
	}
	return ""
}
