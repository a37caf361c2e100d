package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"alur/store/kv"
)

// Between is the time between the first and the last event of a report that can
// still be read.
func (r RepairReport) Between() (first, last time.Time) {
	for _, e := range r.Acts {
		if first.IsZero() || e.At.Before(first) {
			first = e.At
		}
		if e.At.After(last) {
			last = e.At
		}
	}
	return first, last
}

// loses tells what is lost from an event on.
func (r *repair) loses(ctx context.Context, seq uint64) error {
	r.report.Lost = r.until - seq + 1
	from, to := eventKey(seq), eventKey(r.until+1)
	for {
		var rows []row
		err := r.from.View(ctx, func(tx kv.Tx) error {
			return tx.Scan(from, to, func(k, v []byte) error {
				rows = append(rows, row{bytes.Clone(k), bytes.Clone(v)})
				if len(rows) == atOnce {
					return kv.Stop
				}
				return nil
			})
		})
		for _, l := range rows {
			if e, err := eventOf(seqOf(l.k), l.v); err == nil && e.Body != nil {
				r.report.Acts = append(r.report.Acts, e)
			}
		}
		if err != nil {
			r.losesUnread(seq)
		}
		if err != nil || len(rows) < atOnce {
			return ctx.Err() // What can't be read is told by its number alone.
		}
		from = append(key(rows[len(rows)-1].k), 0)
	}
}

// losesUnread tells of what is lost as far as it stands elsewhere.
func (r *repair) losesUnread(from uint64) {
	if r.spare.Lines == nil {
		return
	}
	for seq := from; seq <= r.until && seq-from < readAnew; seq++ {
		for _, l := range r.spare.Lines(seq) {
			if e, err := eventOf(seq, l); err == nil && e.Body != nil {
				r.report.Acts = append(r.report.Acts, e)
				break
			}
		}
	}
}

// EndsAt says that a database still ends at a head, for whoever takes its place
// with what was built from it: an error that is ErrMoved where somebody has
// worked meanwhile. A head that can't be read has not moved.
func EndsAt(heads ...Head) func(kv.Tx) error {
	return func(tx kv.Tx) error {
		now, err := readEnd(tx)
		if err != nil {
			return nil //nolint:nilerr // It is damaged, as it was.
		}
		for _, h := range heads {
			if now.Seq == h.Seq && now.Hash == h.Hash {
				return nil
			}
		}
		return ErrMoved
	}
}

// HeadIn is where the record in a database ends, which may be damaged: an error
// says that this can't be read.
func HeadIn(ctx context.Context, e kv.Engine) (head Head, err error) {
	err = e.View(ctx, func(tx kv.Tx) error {
		end, err := readEnd(tx)
		head = end.Head
		return err
	})
	return head, err
}

// ErrMoved says that somebody worked on a database meanwhile.
var ErrMoved = errors.New("the record has moved on")

// LineIn is a line of the record as it stands in a database, nil for none.
func LineIn(ctx context.Context, e kv.Engine, seq uint64) (value []byte) {
	_ = e.View(ctx, func(tx kv.Tx) (err error) {
		value, err = tx.Get(eventKey(seq))
		return err
	})
	return value
}

// LooksLikeLine reports whether a key without its table, and the value at it,
// may be a line of a record, and of which number; only the chain proves it. The
// number is the one that the line says itself: a key may be damaged.
func LooksLikeLine(k, v []byte) (seq uint64, ok bool) {
	const table = 1
	if len(k) != len(eventKey(0))-table {
		return 0, false
	}
	return saysNumber(v)
}

// saysNumber is the number that a line has in it; not ok for what is no line.
func saysNumber(value []byte) (seq uint64, ok bool) {
	l, err := decodeLine(value)
	if err != nil {
		return 0, false
	}
	var of struct{ Seq uint64 }
	err = json.Unmarshal(l.canonical, &of)
	return of.Seq, err == nil && of.Seq > 0
}
