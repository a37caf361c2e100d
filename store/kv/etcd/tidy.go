package etcd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	"go.etcd.io/etcd/client/v3"
)

const (
	// usualHistory is how long what was is kept: a long export may read it. Older
	// revisions make every read slower, and fill the quota.
	usualHistory = 10 * time.Minute
	// stagedFor is after what time what was begun beside the data was given up.
	stagedFor = time.Hour
)

// tidying is what the one who leads remembers: which revision was the newest
// when.
type tidying struct{ seen []revisionAt }

type revisionAt struct {
	rev int64
	at  time.Time
}

// tidy forgets what was, long enough ago.
func (db *DB) tidy(ctx context.Context, c *clientv3.Client, t *tidying) error {
	r, err := c.Get(ctx, db.address.key(turnName))
	if err != nil {
		return fmt.Errorf("read the turn: %w", err)
	}
	now := time.Now()
	t.seen = append(t.seen, revisionAt{r.Header.Revision, now})
	old := int64(0)
	for len(t.seen) > 0 && now.Sub(t.seen[0].at) >= db.address.History {
		old, t.seen = t.seen[0].rev, t.seen[1:]
	}
	if old == 0 {
		return nil
	}
	return errors.Join(db.Compact(ctx, old), db.clearStaged(ctx, c, momentOf(r.Kvs, r.Header.Revision)))
}

// Compact forgets all that was before a revision.
func (db *DB) Compact(ctx context.Context, rev int64) error {
	err := db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) error {
		_, err := c.Compact(ctx, rev)
		return err
	})
	if err != nil && !errors.Is(err, rpctypes.ErrCompacted) {
		return fmt.Errorf("compact: %w", err)
	}
	return nil
}

// clearStaged takes away what a host that died wrote beside the data.
func (db *DB) clearStaged(ctx context.Context, c *clientv3.Client, m moment) error {
	if m.staged {
		return nil
	}
	prefix := db.address.key(stagedName)
	r, err := c.Get(ctx, prefix, clientv3.WithPrefix(), clientv3.WithKeysOnly())
	if err != nil {
		return fmt.Errorf("look for what was begun: %w", err)
	}
	for _, found := range r.Kvs {
		id, isFirst := firstPiece(string(found.Key[len(prefix):]))
		if !isFirst {
			continue
		}
		begun, err := c.Get(ctx, string(found.Key))
		if err != nil {
			return fmt.Errorf("look for what was begun: %w", err)
		}
		if len(begun.Kvs) == 0 {
			continue
		}
		at, err := time.Parse(time.RFC3339, string(begun.Kvs[0].Value))
		if err == nil && time.Since(at) < stagedFor {
			continue
		}
		drop := clientv3.OpDelete(db.stagedKey(id), clientv3.WithPrefix())
		if _, err := c.Txn(ctx).If(db.still(m)...).Then(drop).Commit(); err != nil {
			return fmt.Errorf("clear what was begun: %w", err)
		}
	}
	return nil
}

// firstPiece reads the key of a piece, and reports whether it is the first.
func firstPiece(name string) (id string, first bool) {
	const zero = "/00000000"
	if len(name) > len(zero) && name[len(name)-len(zero):] == zero {
		return name[:len(name)-len(zero)], true
	}
	return "", false
}
