// Package wholefile makes files that appear under their name whole or not at
// all: they are written beside their place and then given their name.
package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// TempName is a free name beside a path, for a file on its way to it. The
// file is there, empty, and the caller's to remove.
func TempName(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp-*")
	if err != nil {
		return "", fmt.Errorf("temporary file: %w", err)
	}
	return f.Name(), f.Close()
}

// MoveNew gives a finished file its name, and never replaces another: it
// returns fs.ErrExist then.
func MoveNew(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case err == nil:
		err = os.Remove(temp)
	case !errors.Is(err, fs.ErrExist):
		// Sticks know no links.
		if _, serr := os.Lstat(path); serr == nil {
			return fs.ErrExist
		}
		err = os.Rename(temp, path)
	}
	if err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// CopyBeside copies a file to a temporary name beside a path, durably. The name
// is the caller's to remove, also where it comes with an error.
func CopyBeside(from, path string) (temp string, err error) {
	in, err := os.Open(from) //nolint:gosec // The caller's file.
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if temp, err = TempName(path); err != nil {
		return "", err
	}
	out, err := os.OpenFile(temp, os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // A name of our own.
	if err != nil {
		return temp, err
	}
	_, err = out.ReadFrom(in)
	if err == nil {
		err = out.Sync()
	}
	return temp, errors.Join(err, out.Close())
}

// SyncFolder makes the names in a folder durable: a rename is not before. It
// does nothing on Windows, which has no such call.
func SyncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path) //nolint:gosec // The caller's folder.
	if err != nil {
		return err
	}
	err = folder.Sync()
	if cerr := folder.Close(); err == nil {
		err = cerr
	}
	return err
}
