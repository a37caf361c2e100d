package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"alur/store/kv/wholefile"
)

// FileError is an error of the file that was to be written, and not of what
// was read for it. It unwraps to fs.ErrExist where something has that name,
// to fs.ErrNotExist where its folder is missing.
type FileError struct{ Err error }

// Error is the error of the file, as the system says it.
func (e *FileError) Error() string { return e.Err.Error() }

// Unwrap gives the error of the system.
func (e *FileError) Unwrap() error { return e.Err }

// HandedOutError is an error of the stream that a table went to, which was on
// record by then: of what was noted only a part came out.
type HandedOutError struct{ Err error }

// Error is the error of the stream.
func (e *HandedOutError) Error() string { return e.Err.Error() }

// Unwrap gives the error of the stream.
func (e *HandedOutError) Unwrap() error { return e.Err }

// Note puts an export on record.
type Note func(Report) error

// ToFile writes a table to a file, has it noted, and only then lets it go: what
// left is on record, and a file of that name is whole or not there. One that is
// there already is never written over. It returns a *FileError for the file, and
// other errors of Write and of the note as they are.
func ToFile(ctx context.Context, path string, s Source, r Request, note Note) (Report, error) {
	if _, err := os.Lstat(path); err == nil {
		return Report{}, &FileError{fmt.Errorf("export to %s: %w", path, fs.ErrExist)}
	}
	return prepared(ctx, path, s, r, note, func(temp string) error {
		return fileError(wholefile.MoveNew(temp, path))
	})
}

// ToWriter is ToFile for a stream: nothing is written to it before the whole
// table is made and noted. It returns a *HandedOutError where the stream takes
// no more.
func ToWriter(ctx context.Context, w io.Writer, s Source, r Request, note Note) (Report, error) {
	path := filepath.Join(os.TempDir(), "alur-export")
	return prepared(ctx, path, s, r, note, func(temp string) error {
		file, err := os.Open(temp) //nolint:gosec // We made it.
		if err != nil {
			return fileError(err)
		}
		// Where an open file can be removed it goes now: a reader that has
		// enough (a pipe to head) ends this program at once.
		_ = os.Remove(temp)
		defer func() { _ = file.Close() }()
		if _, err = io.Copy(w, file); err != nil {
			return &HandedOutError{err}
		}
		return nil
	})
}

// prepared makes a table in a file beside a path, has it noted and lets it go.
func prepared(ctx context.Context, path string, s Source, r Request, note Note, letGo func(temp string) error) (Report, error) {
	d, err := newDraft(path)
	if err != nil {
		return Report{}, fileError(err)
	}
	defer d.drop()
	report, err := Write(ctx, &fileWriter{f: d.f}, s, r)
	if err == nil {
		err = fileError(d.f.Sync())
	}
	if err == nil {
		err = note(report)
	}
	if err == nil {
		err = fileError(d.letGo())
	}
	if err == nil {
		err = letGo(d.name())
	}
	return report, err
}

// fileWriter tells an error of the file from one of the source.
type fileWriter struct{ f *os.File }

// Write writes to the file.
func (w *fileWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	return n, fileError(err)
}

func fileError(err error) error {
	var already *FileError
	if err == nil || errors.As(err, &already) {
		return err
	}
	return &FileError{err}
}
