package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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
	broken  atomic.Bool
	idle    *time.Timer
	journal *journal
}

// acquire returns the open handle, opening the file where it has to.
func (db *DB) acquire(ctx context.Context) (*handle, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(db.options.Timeout)
	w := &waiter{came: make(chan *handle, 1)}
	defer db.goes(w)
	for {
		h, long, err := db.tryAcquire(w)
		if h != nil || err != nil {
			return h, err
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("%w: waited %s for %s", kv.ErrLocked, db.options.Timeout, db.path)
		}
		if h, err = w.wait(ctx, long); h != nil || err != nil {
			return h, err
		}
	}
}

// waiter is a transaction that waits for the file.
type waiter struct {
	// came is the handle, for all who waited as it was opened: on a busy PC it may
	// be too old for them by the time they wake.
	came chan *handle
	// wake is closed when it should look again.
	wake <-chan struct{}
	// asks is true for the one of this program that asks other programs for the
	// file, again and again, while the rest wait: a hundred that ask each for
	// themselves would be busy with nothing else.
	asks bool
}

// wait waits for the handle, for a wake or for some time.
func (w *waiter) wait(ctx context.Context, long time.Duration) (*handle, error) {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case h := <-w.came:
		return h, nil
	case <-timer.C:
	case <-w.wake:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return nil, nil
}

// goes ends a wait, however it went; another one asks then.
func (db *DB) goes(w *waiter) {
	db.mu.Lock()
	defer db.mu.Unlock()
	delete(db.waiting, w)
	select {
	case h := <-w.came: // It came too late.
		db.leave(h)
	default:
	}
	if w.asks {
		db.asking = false
		db.wakeAll()
	}
}

// tryAcquire joins the open handle or opens the file, or says how long to wait.
func (db *DB) tryAcquire(w *waiter) (*handle, time.Duration, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	select {
	case h := <-w.came:
		return h, 0, nil
	default:
	}
	if db.closed {
		return nil, 0, kv.ErrClosed
	}
	w.wake = db.wake
	if h := db.open; h != nil {
		if db.joinable(h) {
			h.users++
			h.stopIdle()
			return h, 0, nil
		}
		if h.users == 0 {
			db.shut(h)
		}
		db.waiting[w] = true
		return nil, hold, nil
	}
	if db.asking && !w.asks {
		db.waiting[w] = true
		return nil, hold, nil
	}
	if rest := time.Until(db.rest); rest > 0 {
		db.waiting[w] = true
		return nil, rest, nil
	}
	db.asking, w.asks = true, true
	room := db.ours || !mapIsFile
	db.mu.Unlock()
	h, err := openHandle(db.path, db.options.ReadOnly, room)
	db.mu.Lock()
	if err != nil || h == nil {
		return nil, retry, err
	}
	h.journal = &db.journal
	db.open = h
	delete(db.waiting, w)
	h.users = 1 + len(db.waiting)
	for other := range db.waiting {
		other.came <- h
	}
	clear(db.waiting)
	return h, 0, nil
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
	db.leave(h)
}

// leave is release with mu held.
func (db *DB) leave(h *handle) {
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
		// A write that finds no room comes before the head of the file.
		if at := new(fs.PathError); errors.As(err, &at) && diskFull(at) {
			return fmt.Errorf("%w: commit: %w", kv.ErrFull, err)
		}
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
