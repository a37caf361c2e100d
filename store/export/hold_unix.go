//go:build !windows

package export

import (
	"os"

	"golang.org/x/sys/unix"
)

// hold keeps a file for this process until it is closed; an error says that
// another one has it. It ends with the process, however that does.
func hold(f *os.File) error {
	return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
}
