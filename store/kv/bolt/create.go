package bolt

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"alur/store/kv/wholefile"

	bbolt "go.etcd.io/bbolt"
)

// Create makes an empty database file, and the folder it is in, and opens it.
// It returns fs.ErrExist where something is there already, and the errors of
// Open. The file appears whole or not at all: bbolt's own way of making one
// does not survive a power cut, so it is made under another name first.
func Create(ctx context.Context, path string, o Options) (*DB, error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder: %w", err)
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("create %s: %w", path, fs.ErrExist)
	}
	if err := checkDisk(folder); err != nil {
		return nil, err
	}
	temp, err := wholefile.TempName(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(temp) }()
	if err := makeEmpty(temp); err != nil {
		return nil, fmt.Errorf("make a database: %w", err)
	}
	if err := wholefile.MoveNew(temp, path); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	return Open(ctx, path, o)
}

func makeEmpty(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return err
	}
	err = db.Sync()
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	return err
}
