package etcd

import (
	"context"
	"time"

	"go.etcd.io/etcd/client/v3"

	"alur/store/kv"
)

// againAfter is how long to rest where the servers don't let anybody watch.
const againAfter = time.Second

// Moves implements kv.Watcher by the watch of etcd on the turn.
func (db *DB) Moves(ctx context.Context) (<-chan struct{}, error) {
	if err := db.use(); err != nil {
		return nil, err
	}
	moved := make(chan struct{}, 1)
	tell := func() {
		select {
		case moved <- struct{}{}:
		default:
		}
	}
	ctx, end := context.WithCancel(ctx)
	stop := context.AfterFunc(db.behind, end)
	go func() {
		defer db.using.Done()
		defer close(moved)
		defer end()
		defer stop()
		for ctx.Err() == nil {
			db.watch(ctx, tell)
			pause(ctx, againAfter)
		}
	}()
	return moved, nil
}

// watch tells of commits until it is cut off: by a server that lost the others,
// or because what it would have to tell was compacted away. What happened
// meanwhile is told by the next one, which tells at its begin.
func (db *DB) watch(ctx context.Context, tell func()) {
	ctx, end := context.WithCancel(clientv3.WithRequireLeader(ctx))
	defer end()
	c, err := db.servers.one()
	if err != nil {
		return
	}
	defer db.servers.leave(c)
	for r := range c.Watch(ctx, db.address.key(turnName), clientv3.WithCreatedNotify()) {
		if r.Err() != nil {
			return
		}
		tell()
	}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

var _ kv.Watcher = (*DB)(nil)
