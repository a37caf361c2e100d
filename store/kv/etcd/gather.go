package etcd

import (
	"context"
	"slices"

	clientv3 "go.etcd.io/etcd/client/v3"

	"alur/store/kv"
)

// gatherMost is for how many keys one request asks: what a transaction of etcd
// takes.
const gatherMost = 128

var _ kv.Gatherer = (*transaction)(nil)

// Gather implements kv.Gatherer. What is known is not asked for.
func (t *transaction) Gather(keys [][]byte) error {
	var ask []string
	for _, key := range keys {
		k, err := inside(key)
		if err != nil {
			return err
		}
		_, own := t.own.get(k)
		_, gathered := t.gathered[k]
		_, _, known := t.known().get(t.at, k)
		if !own && !gathered && !known {
			ask = append(ask, k)
		}
	}
	if t.gathered == nil {
		t.gathered = map[string]item{}
	}
	for some := range slices.Chunk(ask, gatherMost) {
		if err := t.gather(some); err != nil {
			return err
		}
	}
	return nil
}

// gather asks for some keys at the revision of the transaction.
func (t *transaction) gather(keys []string) error {
	var r *clientv3.TxnResponse
	get := func(ctx context.Context, c *clientv3.Client, opts ...clientv3.OpOption) (err error) {
		ops := make([]clientv3.Op, 0, len(keys))
		for _, k := range keys {
			ops = append(ops, clientv3.OpGet(t.db.address.key(k), append(opts[:len(opts):len(opts)], clientv3.WithRev(t.at.rev))...))
		}
		r, err = c.Txn(ctx).Then(ops...).Commit()
		return err
	}
	if err := t.fromAny(get); err != nil {
		return err
	}
	for i, k := range keys {
		it := item{key: k, gone: true}
		if kvs := r.Responses[i].GetResponseRange().Kvs; len(kvs) > 0 {
			it = item{key: k, value: kvs[0].Value}
		}
		t.gathered[k] = it
	}
	return nil
}
