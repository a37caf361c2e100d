package bolt

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"sync"

	"alur/store/kv"
)

// Late is a database file that need not be there yet: it is empty until
// something is written, and only then made. Whoever only looks, and goes
// away, leaves nothing behind.
type Late struct {
	path    string
	options Options

	mu     sync.Mutex
	db     *DB
	closed bool
}

// OpenLate uses a database file, which is made at its first Update where it
// is not there. That returns the errors of Create.
func OpenLate(path string, o Options) *Late { return &Late{path: path, options: o} }

// file is the file, fs.ErrNotExist where there is none and none is made.
func (l *Late) file(ctx context.Context, create bool) (*DB, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil, kv.ErrClosed
	}
	if l.db != nil {
		return l.db, nil
	}
	db, err := Open(ctx, l.path, l.options)
	if create && errors.Is(err, fs.ErrNotExist) {
		db, err = Create(ctx, l.path, l.options)
	}
	if create && errors.Is(err, fs.ErrExist) {
		// Another program made it in between.
		db, err = Open(ctx, l.path, l.options)
	}
	if err == nil {
		l.db = db
	}
	return db, err
}

// View implements kv.Engine.
func (l *Late) View(ctx context.Context, f func(kv.Tx) error) error {
	db, err := l.file(ctx, false)
	if errors.Is(err, fs.ErrNotExist) {
		return f(nothing{})
	}
	if err != nil {
		return err
	}
	return db.View(ctx, f)
}

// Update implements kv.Engine.
func (l *Late) Update(ctx context.Context, f func(kv.Tx) error) error {
	db, err := l.file(ctx, true)
	if err != nil {
		return err
	}
	return db.Update(ctx, f)
}

// Backup implements kv.Engine. It returns fs.ErrNotExist where nothing was
// written yet.
func (l *Late) Backup(ctx context.Context, w io.Writer) error {
	db, err := l.file(ctx, false)
	if err != nil {
		return err
	}
	return db.Backup(ctx, w)
}

// Prove implements kv.Prover.
func (l *Late) Prove(ctx context.Context) error {
	db, err := l.file(ctx, false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return db.Prove(ctx)
}

// Close implements kv.Engine.
func (l *Late) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return kv.ErrClosed
	}
	l.closed = true
	if l.db == nil {
		return nil
	}
	return l.db.Close()
}

// nothing is a transaction on a file that is not there.
type nothing struct{}

func (nothing) Get([]byte) ([]byte, error) { return nil, nil }
func (nothing) Put([]byte, []byte) error   { return kv.ErrReadOnly }
func (nothing) Delete([]byte) error        { return kv.ErrReadOnly }

func (nothing) Scan(_, _ []byte, _ func(key, value []byte) error) error     { return nil }
func (nothing) ScanBack(_, _ []byte, _ func(key, value []byte) error) error { return nil }
