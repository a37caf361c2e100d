package bolt

import (
	"errors"
	"os"
)

// Trim cuts a database file that nobody uses behind its last page: bbolt lets
// files grow ahead of what is in them.
func Trim(path string) (err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	newest, err := newestOf(f)
	if err != nil {
		return err
	}
	if err := f.Truncate(newest.used()); err != nil {
		return err
	}
	return f.Sync()
}
