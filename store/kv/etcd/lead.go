package etcd

import (
	"context"
	"fmt"
	"sync"
	"time"

	"go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
)

// leadTTL is after how many seconds a host that died is followed by another.
const leadTTL = 5

// lead is who does what happens by itself: at any time one host, by an
// election on a lease that it has to keep up.
type lead struct {
	mu      sync.Mutex
	held    bool
	changed chan struct{}
	ended   chan struct{}
}

// Leads implements kv.Leader.
func (db *DB) Leads(who string) (held bool, changed <-chan struct{}) {
	db.mu.Lock()
	if db.lead == nil {
		db.lead = &lead{changed: make(chan struct{}), ended: make(chan struct{})}
		if db.closed {
			close(db.lead.ended)
		} else {
			go db.stand(db.lead, who)
			db.using.Add(1)
			go db.answer(who)
		}
	}
	l := db.lead
	db.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.held, l.changed
}

func (l *lead) set(held bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held != held {
		l.held = held
		close(l.changed)
		l.changed = make(chan struct{})
	}
}

// Led implements kv.Leader.
func (db *DB) Led(ctx context.Context) (who string) {
	if db.use() != nil {
		return ""
	}
	defer db.using.Done()
	_ = db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) error { // Then it can't be told.
		r, err := c.Get(ctx, db.address.key(leadName)+"/", clientv3.WithFirstCreate()...)
		if err == nil && len(r.Kvs) > 0 {
			who = string(r.Kvs[0].Value)
		}
		return err
	})
	return who
}

// stand stands for election again and again until the engine is closed.
func (db *DB) stand(l *lead, who string) {
	defer close(l.ended)
	for db.behind.Err() == nil {
		_ = db.term(l, who) // Without servers nobody leads.
		l.set(false)
		pause(db.behind, againAfter)
	}
}

// term waits to be elected and leads until the lease is lost, or the engine
// closed: then another follows at once.
func (db *DB) term(l *lead, who string) error {
	c, err := db.servers.one()
	if err != nil {
		return err
	}
	session, err := newSession(db.behind, c)
	if err != nil {
		db.servers.leave(c)
		return err
	}
	defer func() { _ = session.Close() }() // What is not given back runs out.
	ctx, end := context.WithCancel(db.behind)
	defer end()
	go func() {
		select {
		case <-session.Done():
			end()
		case <-ctx.Done():
		}
	}()
	if err := concurrency.NewElection(session, db.address.key(leadName)).Campaign(ctx, who); err != nil {
		return err
	}
	l.set(true)
	defer l.set(false)
	tidy := time.NewTicker(db.address.History / 10)
	defer tidy.Stop()
	var t tidying
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tidy.C:
			_ = db.tidy(ctx, c, &t) // There is another time.
		}
	}
}

// newSession begins a lease, unless the server does not answer.
func newSession(ctx context.Context, c *clientv3.Client) (*concurrency.Session, error) {
	asked, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	lease, err := c.Grant(asked, leadTTL)
	if err != nil {
		return nil, fmt.Errorf("a lease: %w", err)
	}
	session, err := concurrency.NewSession(c, concurrency.WithTTL(leadTTL), concurrency.WithLease(lease.ID))
	if err != nil {
		return nil, fmt.Errorf("keep the lease: %w", err)
	}
	return session, nil
}
