package etcd

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	"go.etcd.io/etcd/client/v3"

	"alur/store/kv"
)

// An update that one transaction of etcd can't take, such as that of a new
// schema, is written beside the data first, where nobody looks. Then the turn
// moves and names it: from that moment on it is done, and whoever reads lays it
// over the data. Then it is brought in, piece by piece, by whoever comes first.
// A host that stops before the turn moved leaves nothing that counts.

// stagedBytes is the size of a piece.
const stagedBytes = 800_000

func (db *DB) stagedKey(id string) string { return db.address.key(stagedName + id + "/") }

// pieceKey is that of a piece; the first, of none, says when it was begun.
func (db *DB) pieceKey(id string, n int) string { return fmt.Sprintf("%s%08d", db.stagedKey(id), n) }

// commitStaged is commit for what is more than one transaction takes.
func (db *DB) commitStaged(ctx context.Context, was moment, id string, changes []item) (m moment, again bool, err error) {
	begun := time.Now().UTC().Format(time.RFC3339)
	var first int64
	put := func(n int, value []byte) error {
		return db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) error {
			r, err := c.Put(ctx, db.pieceKey(id, n), string(value))
			if err == nil && n == 0 {
				first = r.Header.Revision
			}
			return err
		})
	}
	if err := put(0, []byte(begun)); err != nil {
		return m, false, err
	}
	n := 0
	for rest := changes; len(rest) > 0; {
		var piece []byte
		if piece, rest = packed(rest); len(piece) > bytesMost {
			return m, false, errTooLarge(db.dropStaged(ctx, id))
		}
		n++
		if err := put(n, piece); err != nil {
			return m, false, err
		}
	}
	// Nobody may have cleared it away meanwhile.
	whole := clientv3.Compare(clientv3.ModRevision(db.pieceKey(id, 0)), "=", first)
	done, m, err := db.turnTo(ctx, was, id, id+stagedMark, nil, whole)
	if err != nil {
		return m, false, err
	}
	if !done {
		return m, true, db.dropStaged(ctx, id)
	}
	if m.id == id && m.staged {
		// It is done. Where this fails, the next who writes does it.
		_ = db.bringIn(ctx, m)
	}
	return m, false, nil
}

// packed are the first changes as one value, and those left.
func packed(changes []item) (piece []byte, rest []item) {
	for i, it := range changes {
		if len(piece) > 0 && len(piece)+len(it.key)+len(it.value) > stagedBytes {
			return piece, changes[i:]
		}
		gone := byte(0)
		if it.gone {
			gone = 1
		}
		piece = append(piece, gone)
		piece = binary.AppendUvarint(piece, uint64(len(it.key)))
		piece = append(piece, it.key...)
		piece = binary.AppendUvarint(piece, uint64(len(it.value)))
		piece = append(piece, it.value...)
	}
	return piece, nil
}

// unpacked are the changes of a piece.
func unpacked(piece []byte) (changes []item, err error) {
	take := func() []byte {
		n, used := binary.Uvarint(piece)
		if used <= 0 || uint64(len(piece)-used) < n {
			err = fmt.Errorf("%w: a piece of a commit", kv.ErrDamaged)
			return nil
		}
		part := piece[used : used+int(n)] //nolint:gosec // It is no more than the piece.
		piece = piece[used+int(n):]       //nolint:gosec // It is no more than the piece.
		return part
	}
	for len(piece) > 0 && err == nil {
		it := item{gone: piece[0] == 1}
		piece = piece[1:]
		it.key = string(take())
		if it.value = take(); err == nil {
			changes = append(changes, it)
		}
	}
	return changes, err
}

// pieces reads what lies beside the data at a moment, in order.
func (db *DB) pieces(ctx context.Context, m moment, f func([]item) error) error {
	at := db.pieceKey(m.id, 1)
	end := clientv3.GetPrefixRangeEnd(db.stagedKey(m.id))
	for {
		var r *clientv3.GetResponse
		err := db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) (err error) {
			r, err = c.Get(ctx, at, clientv3.WithRange(end), clientv3.WithRev(m.rev), clientv3.WithLimit(1))
			return err
		})
		if err != nil || len(r.Kvs) == 0 {
			return err
		}
		changes, err := unpacked(r.Kvs[0].Value)
		if err != nil {
			return err
		}
		if err := f(changes); err != nil {
			return err
		}
		at = string(r.Kvs[0].Key) + "\x00"
	}
}

// takeStaged lays over a transaction what lies beside the data.
func (t *transaction) takeStaged() error {
	return t.db.pieces(t.ctx, t.at, func(changes []item) error {
		for _, it := range changes {
			t.own.put(it)
		}
		return nil
	})
}

// bringIn puts what lies beside the data into its place. Several may do so at
// once: all put the same, and none after it was finished.
func (db *DB) bringIn(ctx context.Context, m moment) error {
	still := db.still(m)
	step := func(ops []clientv3.Op) (done bool, err error) {
		err = db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) error {
			r, err := c.Txn(ctx).If(still...).Then(ops...).Commit()
			done = err == nil && r.Succeeded
			return err
		})
		return done, err
	}
	finished := false
	err := db.pieces(ctx, m, func(changes []item) error {
		for len(changes) > 0 && !finished {
			n := min(len(changes), opsMost)
			done, err := step(db.asOne(changes[:n]))
			if err != nil {
				return err
			}
			finished = !done
			changes = changes[n:]
		}
		return nil
	})
	if err != nil || finished {
		return err
	}
	id, err := newID()
	if err != nil {
		return err
	}
	_, err = step([]clientv3.Op{
		clientv3.OpPut(db.address.key(turnName), id),
		clientv3.OpDelete(db.stagedKey(m.id), clientv3.WithPrefix()),
	})
	return err
}

// dropStaged takes away what was written beside the data in vain.
func (db *DB) dropStaged(ctx context.Context, id string) error {
	return db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) error {
		_, err := c.Delete(ctx, db.stagedKey(id), clientv3.WithPrefix())
		return err
	})
}

// errTooLarge is that one row is larger than the servers take.
func errTooLarge(err error) error {
	if err != nil {
		return err
	}
	return trouble(rpctypes.ErrRequestTooLarge)
}
