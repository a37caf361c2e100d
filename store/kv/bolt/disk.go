package bolt

import (
	"fmt"
	"os"
	"runtime"

	"alur/store/kv"
)

// checkDisk refuses disks where a lock does not hold or a commit is not
// durable: network shares, and sticks without a journal.
func checkDisk(path string) error {
	if name := diskName(path); name != "" {
		return fmt.Errorf("%w: %s is on a disk of the sort %s", kv.ErrUnsafeDisk, path, name)
	}
	return nil
}

// SyncFolder makes the names in a folder durable: a rename is not before. It
// does nothing on Windows, which has no such call.
func SyncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if cerr := folder.Close(); err == nil {
		err = cerr
	}
	return err
}
