package etcd

import (
	"context"
	"strings"

	"go.etcd.io/etcd/api/v3/mvccpb"
	"go.etcd.io/etcd/client/v3"
)

// The keys of a shop, after its prefix. The data itself is between dataBegin
// and dataEnd.
const (
	turnName   = "turn"
	stagedName = "staged/"
	leadName   = "lead"
	dataBegin  = "k"
	dataEnd    = "l"
	stagedMark = " staged"
)

// look reads the turn as a majority of the servers has it.
func (db *DB) look(ctx context.Context) (moment, error) {
	before := db.known.now()
	var m moment
	err := db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) error {
		r, err := c.Get(ctx, db.address.key(turnName))
		if err != nil {
			return err
		}
		m = momentOf(r.Kvs, r.Header.Revision)
		return nil
	})
	if err != nil {
		return m, err
	}
	if m.rev < before.rev {
		db.known.reset(m) // The servers were put back to an older state.
	} else {
		db.known.seen(m)
	}
	return m, nil
}

// ready is look for who will write: what a commit of another program left
// beside the data is brought in first.
func (db *DB) ready(ctx context.Context) (moment, error) {
	for {
		m, err := db.look(ctx)
		if err != nil || !m.staged {
			return m, err
		}
		if err := db.bringIn(ctx, m); err != nil {
			return m, err
		}
	}
}

// momentOf reads the turn.
func momentOf(kvs []*mvccpb.KeyValue, rev int64) moment {
	if len(kvs) == 0 {
		return moment{rev: rev}
	}
	id, staged := strings.CutSuffix(string(kvs[0].Value), stagedMark)
	return moment{turn: kvs[0].ModRevision, id: id, staged: staged, rev: rev}
}

// still compares the turn with that of a moment.
func (db *DB) still(m moment) []clientv3.Cmp {
	key := db.address.key(turnName)
	if m.turn == 0 {
		return []clientv3.Cmp{clientv3.Compare(clientv3.ModRevision(key), "=", 0)}
	}
	value := m.id
	if m.staged {
		value += stagedMark
	}
	// The value as well: after the servers were put back to an older state the
	// same number may come again.
	return []clientv3.Cmp{
		clientv3.Compare(clientv3.ModRevision(key), "=", m.turn),
		clientv3.Compare(clientv3.Value(key), "=", value),
	}
}
