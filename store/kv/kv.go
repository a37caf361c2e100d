// Package kv is what the store asks of a storage engine: ordered byte keys,
// snapshots, and one atomic update. Nothing of any engine's own types crosses
// it, so that a shop can move from one engine to another; package kvtest is
// the suite that every engine passes.
//
// A key has at least two bytes. Its first names the table it belongs to, so
// that an engine can keep tables apart where that serves it; what begins with a
// zero byte is the engine's own.
package kv

import (
	"context"
	"fmt"
	"io"
)

// Engine keeps ordered keys and their values. It is safe for use by many
// goroutines, and by several programs at once.
//
// Every method returns ErrClosed after Close. View, Update and Backup return
// ErrLocked where another program did not let go of the data in time,
// ErrNotDatabase where what is stored there is none, ErrDamaged where it can't
// be read, the error of the context where that ends while they wait, and
// fs.ErrNotExist where the data is gone.
type Engine interface {
	// View calls f on a snapshot: no write of others is seen while it runs.
	// It returns the error of f as it is. Transactions must not be nested in
	// one goroutine, and should be short: others wait for them.
	View(ctx context.Context, f func(Tx) error) error

	// Update calls f on the newest state, alone among all updates, and
	// commits what it put: all or nothing, and durable on return. What f meets
	// is durable as well: a View may show what another program, or a commit
	// that failed, did not come to keep. It returns
	// the error of f as it is, and then nothing was changed. It returns
	// ErrReadOnly where the data may not be written, ErrFull where there is no
	// room, ErrNotSaved where the disk failed before anything was changed, and
	// ErrUnknownOutcome where the commit itself failed: what f put may be
	// there, all of it, or nothing. The next Update tells which. An engine that
	// several hosts write to calls f again, from the beginning, where another
	// was faster: what f did outside must not add up.
	Update(ctx context.Context, f func(Tx) error) error

	// Backup writes a consistent copy of everything while work goes on. An
	// engine of the same kind can open what it wrote.
	Backup(ctx context.Context, w io.Writer) error

	// Close ends the use of the engine, after the transactions that run.
	Close() error
}

// Prover is an engine that can prove its own form, below what is stored in it:
// that every part is there, whole, and used once. It returns ErrDamaged with
// the first part that is not, and ErrOneHead; nothing is changed.
type Prover interface {
	Prove(ctx context.Context) error
}

// Warmer is an Engine that can bring all of its data into memory in the order in
// which it lies on the disk, which is much faster than in that of the keys.
type Warmer interface {
	// Warm reads everything once, until the context ends. It holds nobody up,
	// and whether it worked is nobody's concern.
	Warm(ctx context.Context)
}

// Watcher is an Engine that tells by itself when others have written.
type Watcher interface {
	// Moves tells, until the context ends, whenever something was written by
	// anybody: soon after, and once for several times. The channel is closed at
	// the end.
	Moves(ctx context.Context) (<-chan struct{}, error)
}

// Leader is an Engine that several hosts use at once, one of which does what
// happens by itself.
type Leader interface {
	// Leads reports whether this program is the one, which it stands for from
	// the first call on under a name; changed is closed when that changes. Who
	// leads and dies is followed by another within seconds.
	Leads(who string) (held bool, changed <-chan struct{})
	// Led is the name of who leads now, empty for nobody or where that can't be
	// told.
	Led(ctx context.Context) string
}

// Tx is one transaction. It is for one goroutine, and only until the function
// it was given to returns.
type Tx interface {
	// Get returns a copy of a value, nil where there is none. A value that is
	// empty is not nil.
	Get(key []byte) ([]byte, error)

	// Put stores a value under a key and keeps neither slice. It returns
	// ErrReadOnly in a View and the error of CheckKey.
	Put(key, value []byte) error

	// Delete removes a key; one that is not there is fine. It returns
	// ErrReadOnly in a View.
	Delete(key []byte) error

	// Scan calls f for every key from <= key < to, ascending; a nil from or
	// to is the begin or end of everything. The slices are good until f
	// returns. An error of f ends the scan and is returned as it is; Stop
	// ends it without an error. f must not write.
	Scan(from, to []byte, f func(key, value []byte) error) error

	// ScanBack is Scan in descending order, over the same keys.
	ScanBack(from, to []byte, f func(key, value []byte) error) error
}

// Gatherer is a Tx in which every Get may be a question to a server, and that can
// ask for many keys at once.
type Gatherer interface {
	// Gather reads what some keys hold, so that a Get of theirs asks nobody.
	Gather(keys [][]byte) error
}

// MaxKey is the length of the longest key, in bytes.
const MaxKey = 16 * 1024

// CheckKey returns ErrBadKey for a key that no engine takes: of less than two
// bytes or more than MaxKey, or with a zero byte for its table.
func CheckKey(key []byte) error {
	switch {
	case len(key) < 2 || len(key) > MaxKey:
		return fmt.Errorf("%w: %d bytes", ErrBadKey, len(key))
	case key[0] == 0:
		return fmt.Errorf("%w: %q", ErrBadKey, key)
	}
	return nil
}

// PrefixEnd is the first key after all that begin with a prefix: the to of a
// Scan over them. It is nil where there is none, which a Scan understands.
func PrefixEnd(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}
