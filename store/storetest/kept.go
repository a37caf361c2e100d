package storetest

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Histories names a folder in which long histories are kept from one benchmark to
// the next: making ten million events takes longer than all that is measured in
// them. Without it each is made anew.
const Histories = "ALUR_HISTORIES"

// Kept copies the database file that is kept under a name to path; false says that
// there is none.
func Kept(name, path string) (bool, error) {
	folder := os.Getenv(Histories)
	if folder == "" {
		return false, nil
	}
	err := copyFile(filepath.Join(folder, name), path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Keep keeps a database file, with which nobody works at the moment, under a name.
func Keep(name, path string) error {
	folder := os.Getenv(Histories)
	if folder == "" {
		return nil
	}
	half := filepath.Join(folder, name+".half")
	return errors.Join(copyFile(path, half), os.Rename(half, filepath.Join(folder, name)))
}

// copyFile copies a page at a time: Linux keeps what is written in large pieces as
// large pieces, and counts a whole one as written where a page of it is.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{out}, struct{ io.Reader }{in}, make([]byte, os.Getpagesize()))
	return errors.Join(err, out.Sync(), out.Close())
}
