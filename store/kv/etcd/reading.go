package etcd

import (
	"context"
	"errors"

	"go.etcd.io/etcd/api/v3/mvccpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	// countMost is how many keys a server may count for one page.
	countMost = 20_000
	// aheadMost is how much of a stream comes before it is taken, the least there
	// is: where it is broken off that was sent in vain.
	aheadMost = 64 << 10
)

// reading reads ranges at the revision of a transaction, in pages.
//
// A server that is asked for the first keys of a range counts all the others in
// it: of a million events that takes longer than everything else. One that sends
// the range as a stream does not; it goes on where the page before ended, or is
// broken off. So where it was seen to count much, streams are asked for. Servers
// before etcd 3.7 know none.
type reading struct {
	t     *transaction
	parts clientv3.GetStreamChan
	end   context.CancelFunc
	// rest is what came already of what follows, from next on.
	rest []*mvccpb.KeyValue
	next string
}

// close breaks off what is sent.
func (r *reading) close() {
	if r.parts == nil {
		return
	}
	r.end()
	for range r.parts { // Who receives has to come to an end, too.
	}
	r.parts, r.rest = nil, nil
}

// page reads the first keys of a range, at least one and at most so many; more is
// true where there are others. Any server that has come so far may answer: what
// was at a revision never changes.
func (r *reading) page(from, to string, most int) (list []item, more bool, err error) {
	t, at := r.t, r.t.db.address
	var kvs []*mvccpb.KeyValue
	get := func(ctx context.Context, c *clientv3.Client, opts ...clientv3.OpOption) (err error) {
		opts = append(opts, clientv3.WithRange(at.key(to)), clientv3.WithRev(t.at.rev))
		kvs, more, err = r.ask(ctx, c, at.key(from), most, opts)
		return err
	}
	if err = t.fromAny(get); err != nil {
		return nil, false, err
	}
	for _, kv := range kvs {
		list = append(list, item{key: string(kv.Key[len(at.prefix()):]), value: kv.Value})
	}
	return list, more, nil
}

// ask asks one server for a page.
func (r *reading) ask(ctx context.Context, c *clientv3.Client, from string, most int, opts []clientv3.OpOption) (kvs []*mvccpb.KeyValue, more bool, err error) {
	db := r.t.db
	if most > 1 && db.countsMuch.Load() && !db.noStreams.Load() {
		kvs, more, err = r.streamed(ctx, c, from, most, opts)
		if status.Code(err) != codes.Unimplemented {
			return kvs, more, err
		}
		db.noStreams.Store(true)
	}
	answer, err := c.Get(ctx, from, append(opts, clientv3.WithLimit(int64(min(most, pageMax))))...)
	if err != nil {
		return nil, false, err
	}
	if answer.Count > countMost {
		db.countsMuch.Store(true)
	}
	return answer.Kvs, answer.More, nil
}

// streamed takes a page from what a server sends. It ends with the context only
// while it is waited for.
func (r *reading) streamed(ctx context.Context, c *clientv3.Client, from string, most int, opts []clientv3.OpOption) (kvs []*mvccpb.KeyValue, more bool, err error) {
	if r.parts == nil || r.next != from {
		r.close()
		var sent context.Context
		sent, r.end = context.WithCancel(r.t.ctx)
		if r.parts, err = c.GetStream(sent, from, opts...); err != nil {
			r.end()
			return nil, false, err
		}
	}
	stop := context.AfterFunc(ctx, r.end)
	defer stop()
	kvs, r.rest = r.rest, nil
	for len(kvs) <= most {
		part, ok := <-r.parts
		if ok && part.Err() == nil {
			kvs = append(kvs, part.Kvs...)
			continue
		}
		r.close()
		switch late := ctx.Err(); {
		case !ok:
			return kvs, false, nil
		case late != nil && len(kvs) > 0:
			return kvs, true, nil // The line is slow: what came in time is a page.
		case late != nil:
			return nil, false, late
		}
		return nil, false, part.Err()
	}
	r.rest, r.next = kvs[most:], string(kvs[most-1].Key)+"\x00"
	return kvs[:most], true, nil
}

// fromAny asks whichever server answers, and where that has not come so far yet, one
// that has.
func (t *transaction) fromAny(get func(ctx context.Context, c *clientv3.Client, opts ...clientv3.OpOption) error) error {
	err := t.db.patiently(t.ctx, func(ctx context.Context, c *clientv3.Client) error {
		err := get(ctx, c, clientv3.WithSerializable())
		if errors.Is(err, rpctypes.ErrFutureRev) {
			err = get(ctx, c)
		}
		return err
	})
	if err != nil {
		t.lost = errors.Is(err, rpctypes.ErrCompacted) || errors.Is(err, rpctypes.ErrFutureRev)
	}
	return err
}
