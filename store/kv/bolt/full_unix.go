//go:build !windows

package bolt

import (
	"errors"

	"golang.org/x/sys/unix"
)

// diskFull reports whether an error is about a disk without room.
func diskFull(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }
