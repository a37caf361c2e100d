package bolt

import (
	"fmt"

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
