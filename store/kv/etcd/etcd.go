// Package etcd keeps the data in an etcd of one or more servers, for a shop
// that outgrows one machine: any number of programs on any number of hosts
// work on it at once.
//
// Every alur key is one key of etcd, under the prefix of the shop. One more,
// the turn, is written by every commit: it carries the id of the commit. An
// update reads at one revision and commits in one etcd transaction that holds
// only while the turn is still the one it began at, so that no other update
// was in between; otherwise it begins anew. Nothing is locked, and a host that
// stops in the middle holds nobody up.
//
// What was read is kept in memory as long as the turn is the same, and whether
// it is, is asked of a majority of the servers before anything is answered by
// it: what may be stale decides nothing.
package etcd

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"alur/store/kv"
)

const usualTimeout = 10 * time.Second

// DB is one shop on an etcd, the kv.Engine for several hosts.
type DB struct {
	servers *servers
	address Address
	timeout time.Duration
	// turn lets one Update of this program through at a time.
	turn  chan struct{}
	known known
	// countsMuch is set once a server counted many keys for a page, noStreams once
	// one knew no streams.
	countsMuch, noStreams atomic.Bool

	mu     sync.Mutex
	closed bool
	// using are the transactions under way, and behind what runs beside them.
	using  sync.WaitGroup
	behind context.Context
	end    context.CancelFunc
	lead   *lead
}

// Open uses the shop at an address, which may be empty still. It returns
// kv.ErrUnreachable where no majority of the servers answers in time, and
// kv.ErrDenied.
func Open(ctx context.Context, at Address) (*DB, error) {
	db, err := Late(at)
	if err != nil {
		return nil, err
	}
	if err := db.View(ctx, func(kv.Tx) error { return nil }); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Late is Open that asks for nothing until something is read or written.
func Late(at Address) (*DB, error) {
	if at.Timeout == 0 {
		at.Timeout = usualTimeout
	}
	if at.History == 0 {
		at.History = usualHistory
	}
	config, err := at.config()
	if err != nil {
		return nil, err
	}
	behind, end := context.WithCancel(context.Background())
	return &DB{servers: newServers(config), address: at, timeout: at.Timeout, turn: make(chan struct{}, 1), behind: behind, end: end}, nil
}

// Address is where the shop is.
func (db *DB) Address() Address { return db.address }

// use begins a use of the client, which Close waits for.
func (db *DB) use() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return kv.ErrClosed
	}
	db.using.Add(1)
	return nil
}

// Close implements kv.Engine.
func (db *DB) Close() error {
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return kv.ErrClosed
	}
	db.closed = true
	lead := db.lead
	db.mu.Unlock()
	db.end()
	if lead != nil {
		<-lead.ended
	}
	db.using.Wait()
	if err := db.servers.close(); err != nil {
		return fmt.Errorf("close the connection: %w", err)
	}
	return nil
}

// View implements kv.Engine.
func (db *DB) View(ctx context.Context, f func(kv.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := db.use(); err != nil {
		return err
	}
	defer db.using.Done()
	m, err := db.look(ctx)
	if err != nil {
		return err
	}
	t := &transaction{db: db, ctx: ctx, at: m}
	if m.staged {
		if err := t.takeStaged(); err != nil {
			return err
		}
	}
	return f(t)
}

// Update implements kv.Engine. Where another program was faster, f is called
// again on what is there then.
func (db *DB) Update(ctx context.Context, f func(kv.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := db.use(); err != nil {
		return err
	}
	defer db.using.Done()
	select {
	case db.turn <- struct{}{}:
		defer func() { <-db.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	// What is known is most likely the newest still: the commit finds out.
	m, sure := db.known.now(), false
	until := time.Now().Add(db.timeout)
	for try := 0; ; try++ {
		var err error
		if m.rev == 0 || m.staged {
			if m, err = db.ready(ctx); err != nil {
				return err
			}
			sure = true
		}
		t := &transaction{db: db, ctx: ctx, at: m, writes: true}
		err = f(t)
		var again bool
		if t.lost || err != nil || t.own.n == 0 {
			m, again, err = db.unwritten(ctx, t, sure, err)
		} else {
			m, again, err = db.commit(ctx, t)
		}
		if !again {
			return err
		}
		if time.Now().After(until) {
			return fmt.Errorf("%w: others were faster %d times", kv.ErrLocked, try)
		}
		sure = true
		if err := rest(ctx, try); err != nil {
			return err
		}
	}
}

// unwritten ends an update that writes nothing. Its answer holds where what it
// was reckoned from is the newest; otherwise it is asked again.
func (db *DB) unwritten(ctx context.Context, t *transaction, sure bool, answer error) (m moment, again bool, err error) {
	if sure && !t.lost {
		return t.at, false, answer
	}
	m, err = db.ready(ctx)
	switch {
	case err != nil:
		return m, false, err
	case t.lost || !m.same(t.at):
		return m, true, nil
	}
	return m, false, answer
}

// rest waits a moment that grows with the tries, and is another for every
// program.
func rest(ctx context.Context, try int) error {
	if try == 0 {
		return nil
	}
	most := min(time.Millisecond<<min(try, 6), 50*time.Millisecond)
	timer := time.NewTimer(mathrand.N(most)) //nolint:gosec // Nobody gains by guessing it.
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// newID is the id of a commit.
func newID() (string, error) {
	var id [12]byte
	if _, err := rand.Read(id[:]); err != nil {
		return "", fmt.Errorf("an id: %w", err)
	}
	return hex.EncodeToString(id[:]), nil
}
