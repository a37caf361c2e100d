package bolt

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
)

// How the programs of one PC share a file. A handle lingers so that a burst of
// transactions opens the file once; it is given up after hold even under load,
// and then this program rests longer than the others' retry, so that nobody
// starves.
const (
	linger = 2 * time.Millisecond
	hold   = 50 * time.Millisecond
	rest   = 3 * time.Millisecond
	retry  = time.Millisecond
)

// handle is the file while it is open and locked by this program.
type handle struct {
	bolt     *bbolt.DB
	file     *os.File
	readOnly bool
	opened   time.Time
	// users counts the transactions that run, pins the backups among them.
	users, pins int
	// broken is true after an error that leaves the state of bbolt in doubt.
	broken atomic.Bool
	idle   *time.Timer
}

// acquire returns the open handle, opening the file where it has to.
func (db *DB) acquire(ctx context.Context) (*handle, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(db.options.Timeout)
	for {
		h, wait, err := db.tryAcquire()
		if h != nil || err != nil {
			return h, err
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("%w: waited %s for %s", kv.ErrLocked, db.options.Timeout, db.path)
		}
		if err := db.pause(ctx, wait); err != nil {
			return nil, err
		}
	}
}

func (db *DB) pause(ctx context.Context, wait <-chan struct{}) error {
	timer := time.NewTimer(retry)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wait:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// tryAcquire joins the open handle or opens the file, or says what to wait
// for: another transaction of this program, or nothing but time.
func (db *DB) tryAcquire() (*handle, <-chan struct{}, error) {
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return nil, nil, kv.ErrClosed
	}
	if h := db.open; h != nil {
		defer db.mu.Unlock()
		if db.joinable(h) {
			h.users++
			h.stopIdle()
			return h, nil, nil
		}
		if h.users == 0 {
			db.shut(h)
		}
		return nil, db.wake, nil
	}
	if db.busy || time.Now().Before(db.rest) {
		defer db.mu.Unlock()
		return nil, db.wake, nil
	}
	db.busy = true
	db.mu.Unlock()
	h, err := openHandle(db.path, db.options.ReadOnly)
	db.mu.Lock()
	defer db.mu.Unlock()
	db.busy = false
	if err != nil || h == nil {
		db.wakeAll()
		return nil, nil, err
	}
	h.users = 1
	db.open = h
	db.wakeAll()
	return h, nil, nil
}

// joinable reports whether one more transaction may use the handle. The file
// may have been replaced under it: then its path is opened again.
func (db *DB) joinable(h *handle) bool {
	if h.broken.Load() || h.pins == 0 && time.Since(h.opened) > hold {
		return false
	}
	return sameFile(h.file, db.path)
}

func sameFile(f *os.File, path string) bool {
	there, err := os.Stat(path)
	if err != nil {
		return false
	}
	mine, err := f.Stat()
	return err == nil && os.SameFile(mine, there)
}

func (db *DB) release(h *handle) {
	db.mu.Lock()
	defer db.mu.Unlock()
	h.users--
	if h.users > 0 {
		return
	}
	if db.closed || h.broken.Load() || time.Since(h.opened) > hold {
		db.shut(h)
		return
	}
	h.idle = time.AfterFunc(linger, func() {
		db.mu.Lock()
		defer db.mu.Unlock()
		if db.open == h && h.users == 0 {
			db.shut(h)
		}
	})
}

func (h *handle) stopIdle() {
	if h.idle != nil {
		h.idle.Stop()
		h.idle = nil
	}
}

// shut closes a handle that nobody uses. It is called with mu held.
func (db *DB) shut(h *handle) {
	h.stopIdle()
	if time.Since(h.opened) > hold {
		db.rest = time.Now().Add(rest)
	}
	if db.open == h {
		db.open = nil
	}
	h.close()
	db.wakeAll()
}

// pin counts the backups of a handle: while one runs nobody else gets the
// file anyway, so the work of this program goes on.
func (db *DB) pin(h *handle, n int) {
	db.mu.Lock()
	defer db.mu.Unlock()
	h.pins += n
}

func (db *DB) wakeAll() {
	close(db.wake)
	db.wake = make(chan struct{})
}

// Close implements kv.Engine.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return kv.ErrClosed
	}
	db.closed = true
	db.wakeAll()
	for db.open != nil && db.open.users > 0 {
		wake := db.wake
		db.mu.Unlock()
		<-wake
		db.mu.Lock()
	}
	if h := db.open; h != nil {
		db.shut(h)
	}
	return nil
}

// run is one transaction of bbolt. A damaged page makes bbolt panic or touches
// memory that is not there: both become kv.ErrDamaged. A panic of f itself is
// not caught here; the transaction is rolled back.
func (h *handle) run(writes bool, f func(*bbolt.Tx) error) error {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	var tx *bbolt.Tx
	if err := h.guard(func() (err error) { tx, err = h.bolt.Begin(writes); return err }); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	done := false
	defer func() {
		if !done {
			_ = h.guard(tx.Rollback)
		}
	}()
	if err := f(tx); err != nil || !writes {
		return err
	}
	done = true
	if err := h.guard(tx.Commit); err != nil {
		h.broken.Store(true)
		return fmt.Errorf("%w: commit: %w", kv.ErrUnknownOutcome, err)
	}
	return nil
}

// guard turns a panic inside bbolt into an error.
func (h *handle) guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			h.broken.Store(true)
			err = damaged(p)
		}
	}()
	return f()
}

func damaged(p any) error {
	if cause, ok := p.(error); ok {
		return fmt.Errorf("%w: %w", kv.ErrDamaged, cause)
	}
	return fmt.Errorf("%w: %v", kv.ErrDamaged, p)
}

func (h *handle) close() {
	if err := h.guard(h.bolt.Close); err != nil {
		unlock(h.file)
		_ = h.file.Close()
	}
}
