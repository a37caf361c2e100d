// Package bolt keeps the data in one file by bbolt. The lock of the file is
// held per transaction, not for the life of the program: a second window, the
// command line beside the screens and a server beside both just work, and a
// killed program leaves nothing behind.
//
// The first byte of a key is its table, and every table is one bucket, so that
// tables which only grow are packed densely. What was written last stands in a
// journal, another bucket, and lies over the tables (journal.go).
package bolt

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math"
	"sync"
	"time"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
)

// Options say how a file is used.
type Options struct {
	// Timeout is how long a transaction waits for other programs; 0 is ten
	// seconds.
	Timeout time.Duration
	// AppendOnly lists the tables (first bytes of keys) that only grow at
	// their end; their pages are filled.
	AppendOnly []byte
	// Journal is how many bytes the journal grows to before all of it goes to the
	// tables; an update of more than half as many goes there at once. 0 is 256 KiB.
	Journal int
	// ReadOnly never writes, and so opens a file on any disk: a backup on a
	// stick.
	ReadOnly bool
	// Suspect proves every page before anything is read, for a file that may
	// be damaged: bbolt follows a page that leads round in a circle for ever.
	// A file that is to be written is proven anyway, while that takes no time.
	Suspect bool
	// Salvage reads what can be read of a journal that is damaged, for whoever
	// proves by other means what he reads. It never writes.
	Salvage bool
}

// alwaysProven is the size of the file, in bytes, up to which its pages are
// proven whenever a program opens it.
const alwaysProven = 8 << 20

const usualTimeout = 10 * time.Second

// DB is one database file, the bbolt form of kv.Engine.
type DB struct {
	path    string
	options Options
	// turn lets one Update of this program through at a time.
	turn    chan struct{}
	journal journal
	// kept is what the one whose turn it is knows to be durable.
	kept kept
	// wake is closed and made anew when waiting transactions should look
	// again.
	mu   sync.Mutex
	wake chan struct{}
	open *handle
	// asking is true while one transaction asks other programs for the file.
	asking bool
	// waiting are those that wait meanwhile.
	waiting map[*waiter]bool
	rest    time.Time
	closed  bool
	// ours is true once the file is known to be none of another program.
	ours bool
}

// Open uses a database file that is there. It returns fs.ErrNotExist where
// there is none, kv.ErrNotDatabase for a file that is no database (it is not
// touched), kv.ErrUnsafeDisk with the sort of disk where commits can't be
// trusted, and kv.ErrLocked.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	db := newDB(path, o)
	if !o.ReadOnly {
		if err := checkDisk(path); err != nil {
			return nil, err
		}
	}
	most := int64(alwaysProven)
	if o.Suspect {
		most = math.MaxInt64
	}
	if o.Suspect || !o.ReadOnly {
		// With one head one works on: the other is written next.
		if err := db.prove(ctx, most); err != nil && (o.Suspect || !errors.Is(err, kv.ErrOneHead)) {
			_ = db.Close() // Before somebody puts another file in its place.
			return nil, err
		}
	}
	err := db.View(ctx, func(tx kv.Tx) error { return tx.(*transaction).checkTables() })
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	db.isOurs()
	return db, nil
}

// isOurs has a file that is ours get room to grow, where it is larger by that.
func (db *DB) isOurs() {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.ours = true
	if h := db.open; mapIsFile && h != nil && h.users == 0 {
		db.shut(h)
	}
}

func newDB(path string, o Options) *DB {
	if o.Timeout == 0 {
		o.Timeout = usualTimeout
	}
	if o.Journal == 0 {
		o.Journal = usualJournal
	}
	return &DB{path: path, options: o, journal: journal{salvage: o.Salvage}, turn: make(chan struct{}, 1), wake: make(chan struct{}), waiting: map[*waiter]bool{}}
}

// Path is where the file is.
func (db *DB) Path() string { return db.path }

// View implements kv.Engine.
func (db *DB) View(ctx context.Context, f func(kv.Tx) error) error {
	h, err := db.acquire(ctx)
	if err != nil {
		return err
	}
	defer db.release(h)
	return h.run(false, func(tx *bbolt.Tx) error {
		t, err := h.begin(tx, nil)
		if err != nil {
			return err
		}
		return f(t)
	})
}

// Update implements kv.Engine.
func (db *DB) Update(ctx context.Context, f func(kv.Tx) error) error {
	select {
	case db.turn <- struct{}{}:
		defer func() { <-db.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	h, err := db.acquire(ctx)
	if err != nil {
		return err
	}
	defer db.release(h)
	if h.readOnly || db.options.Salvage {
		return kv.ErrReadOnly
	}
	if err := db.settle(h); err != nil {
		return err
	}
	var txid uint64
	var t *transaction
	err = h.run(true, func(tx *bbolt.Tx) (err error) {
		txid = uint64(tx.ID()) //nolint:gosec // Counted up from 0.
		if t, err = h.begin(tx, &db.options); err != nil {
			return err
		}
		if err = f(t); err != nil {
			return err
		}
		return t.land()
	})
	if err == nil {
		db.kept.txid = txid
		h.journal.keep(t.over)
	}
	return err
}

// Backup implements kv.Engine: what it writes is a database file. Work in this
// program goes on meanwhile, other programs wait.
func (db *DB) Backup(ctx context.Context, w io.Writer) error {
	h, err := db.acquire(ctx)
	if err != nil {
		return err
	}
	defer db.release(h)
	db.pin(h, 1)
	defer db.pin(h, -1)
	return h.run(false, func(tx *bbolt.Tx) error {
		to := &watched{ctx: ctx, w: w}
		_, err := tx.WriteTo(to)
		return cmp.Or(to.err, err)
	})
}

// watched stops a long copy where its context ends. It keeps its error, of
// which bbolt keeps only the text.
type watched struct {
	ctx context.Context
	w   io.Writer
	err error
}

func (w *watched) Write(p []byte) (n int, err error) {
	if w.err = w.ctx.Err(); w.err == nil {
		n, w.err = w.w.Write(p)
	}
	return n, w.err
}
