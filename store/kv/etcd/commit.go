package etcd

import (
	"context"
	"errors"
	"fmt"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	"go.etcd.io/etcd/client/v3"

	"alur/store/kv"
)

// What one transaction of etcd takes: 128 operations, and 1.5 MiB with all that
// is around them. A transaction in a transaction has as many as the outer one
// left, so that sixty-four of sixty-four are taken at once.
const (
	opsDeep   = 64
	opsMost   = opsDeep*(opsDeep-2) - 1
	bytesMost = 1_200_000
	// aroundOp is what an operation takes beside its key and value.
	aroundOp = 64
)

// commit brings what an update put to the servers, all or nothing. Again is
// true where another program was faster, with the moment to begin at.
func (db *DB) commit(ctx context.Context, t *transaction) (m moment, again bool, err error) {
	id, err := newID()
	if err != nil {
		return m, false, err
	}
	// Once it is on its way only an answer ends it.
	ctx = context.WithoutCancel(ctx)
	changes, _ := t.own.between(dataBegin, dataEnd, t.own.n)
	if len(changes) > opsMost || sizeOf(changes) > bytesMost {
		return db.commitStaged(ctx, t.at, id, changes)
	}
	done, m, err := db.turnTo(ctx, t.at, id, id, db.asOne(changes))
	if err != nil || !done {
		return m, !done && err == nil, err
	}
	db.known.moved(t.at, m, changes)
	return m, false, nil
}

func sizeOf(changes []item) int {
	size := 0
	for _, it := range changes {
		size += len(it.key) + len(it.value) + aroundOp
	}
	return size
}

// asOne are changes as the operations of one transaction, those that are more
// than it takes in transactions of their own.
func (db *DB) asOne(changes []item) []clientv3.Op {
	ops := make([]clientv3.Op, 0, len(changes))
	for _, it := range changes {
		key := db.address.key(it.key)
		if it.gone {
			ops = append(ops, clientv3.OpDelete(key))
		} else {
			ops = append(ops, clientv3.OpPut(key, string(it.value)))
		}
	}
	if len(ops) <= opsDeep {
		return ops
	}
	var outer []clientv3.Op
	for len(ops) > 0 {
		n := min(len(ops), opsDeep)
		outer = append(outer, clientv3.OpTxn(nil, ops[:n:n], nil))
		ops = ops[n:]
	}
	return outer
}

// turnTo commits operations with a new value of the turn, where it is still
// that of a moment and what else must hold does. Done is false where it is not:
// then the moment is the newest.
func (db *DB) turnTo(ctx context.Context, was moment, id, value string, ops []clientv3.Op, must ...clientv3.Cmp) (done bool, m moment, err error) {
	key := db.address.key(turnName)
	ops = append(ops, clientv3.OpPut(key, value))
	var r *clientv3.TxnResponse
	err = db.ask(ctx, commitWithin, func(ctx context.Context, c *clientv3.Client) (err error) {
		r, err = c.Txn(ctx).If(append(db.still(was), must...)...).Then(ops...).Else(clientv3.OpGet(key)).Commit()
		return err
	})
	switch {
	case err == nil && r.Succeeded:
		m = moment{turn: r.Header.Revision, id: id, staged: value != id, rev: r.Header.Revision}
		return true, m, nil
	case err == nil:
		m = momentOf(r.Responses[0].GetResponseRange().Kvs, r.Header.Revision)
		if m.id == id {
			return true, m, nil // A lost reply, and the client asked twice.
		}
		if m.staged {
			m, err = db.ready(ctx)
		}
		db.known.seen(m)
		return false, m, err
	case certain(err):
		return false, m, refused(err)
	}
	return db.findOut(ctx, was, id, err)
}

// certain reports whether an error says that nothing was done.
func certain(err error) bool {
	for _, known := range []error{
		rpctypes.ErrNoSpace, rpctypes.ErrTooManyOps, rpctypes.ErrRequestTooLarge, rpctypes.ErrPermissionDenied,
		rpctypes.ErrAuthFailed, rpctypes.ErrUserEmpty, rpctypes.ErrInvalidAuthToken, rpctypes.ErrAuthOldRevision, rpctypes.ErrTooManyRequests,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// refused are the errors of a commit that was not taken.
func refused(err error) error {
	if errors.Is(err, rpctypes.ErrTooManyRequests) {
		return fmt.Errorf("%w: %w", kv.ErrNotSaved, err)
	}
	return trouble(err)
}

// findOut tells of a commit without an answer whether it is there. One that is
// under way still can come any moment, so it is given up first: the turn is
// moved on, where that has not happened.
func (db *DB) findOut(ctx context.Context, was moment, id string, cause error) (done bool, m moment, err error) {
	lost := fmt.Errorf("%w: %w", kv.ErrUnknownOutcome, trouble(cause))
	other, err := newID()
	if err != nil {
		return false, m, errors.Join(lost, err)
	}
	key := db.address.key(turnName)
	var met bool
	err = db.patiently(ctx, func(ctx context.Context, c *clientv3.Client) error {
		r, err := c.Txn(ctx).If(db.still(was)...).Then(clientv3.OpPut(key, other)).Else(clientv3.OpGet(key)).Commit()
		if err != nil {
			return err
		}
		if r.Succeeded {
			m = moment{turn: r.Header.Revision, id: other, rev: r.Header.Revision}
			return nil
		}
		m = momentOf(r.Responses[0].GetResponseRange().Kvs, r.Header.Revision)
		met, err = db.inHistory(ctx, c, was, m, id)
		return err
	})
	if err != nil {
		return false, m, errors.Join(lost, err)
	}
	if !met {
		db.known.seen(m)
		if m.staged {
			m, err = db.ready(ctx)
		}
		return false, m, err
	}
	if m.id != id {
		db.known.seen(m)
		return true, m, nil
	}
	return true, m, nil
}

// inHistory reports whether a commit is among those since a moment.
func (db *DB) inHistory(ctx context.Context, c *clientv3.Client, was, now moment, id string) (bool, error) {
	key := db.address.key(turnName)
	for now.turn > was.turn {
		if now.id == id {
			return true, nil
		}
		r, err := c.Get(ctx, key, clientv3.WithRev(now.turn-1))
		if err != nil {
			return false, err
		}
		now = momentOf(r.Kvs, r.Header.Revision)
	}
	return false, nil
}
