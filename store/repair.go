package store

import (
	"bytes"
	"context"
	"errors"

	"alur/model"
	"alur/store/kv"
)

// RepairReport says what became of a record.
type RepairReport struct {
	// Head is the end of the record that was built, Was the one that was there,
	// where it could be read.
	Head, Was Head
	// Mended are events that were damaged and came from elsewhere, each proven
	// by the chain.
	Mended int
	// Fault is the first event that could not be proven, nil where all were; from
	// it on nothing is in what was built.
	Fault *Fault
	// Lost is how many events those are, and Acts those of them that can still be
	// read, though nothing proves them.
	Lost uint64
	Acts []model.Event
	// Beside is false where what is kept beside the record could not be read
	// whole: drafts, requests of PCs, secrets and news of other programs.
	Beside bool
}

// Spare is where lines of a record stand besides: in a backup, or in pages of a
// file that nothing leads to any more.
type Spare struct {
	// Lines are what may be a line, none where there is none; the chain decides.
	Lines func(seq uint64) [][]byte
	// Last is the newest number that it knows, for a record whose own end can't
	// be read whole.
	Last uint64
}

// Repair builds a shop anew in an empty engine, from the record of an engine
// alone, which may be damaged: every event is proven by the chain. One that is
// not good is taken from what is spare where it follows all before it; where none
// does, what was built ends before it, and the report says what is lost. Nothing
// else of the damaged engine counts but what is kept beside the record. An engine
// that is nil can't be read at all.
func Repair(ctx context.Context, from, to kv.Engine, o Options, spare Spare, progress func(done, total uint64)) (RepairReport, error) {
	r := &repair{from: from, b: newBuilder(to, o), spare: spare, progress: progress}
	if from == nil {
		r.from = noEngine{}
	}
	if err := r.record(ctx); err != nil {
		return r.report, err
	}
	if r.b.proof.seq == 0 {
		return r.report, errors.Join(ErrNotFound, faultOf(r.report.Fault))
	}
	if err := r.beside(ctx); err != nil {
		return r.report, err
	}
	head, err := r.b.end(ctx, func(done, total uint64) { r.tells(1, done, total) })
	r.report.Head = head
	return r.report, err
}

// noEngine can't be read.
type noEngine struct{ kv.Engine }

func (noEngine) View(context.Context, func(kv.Tx) error) error { return kv.ErrDamaged }

func faultOf(f *Fault) error {
	if f == nil {
		return nil
	}
	return f
}

// repair is one repair under way.
type repair struct {
	from     kv.Engine
	b        *builder
	spare    Spare
	progress func(done, total uint64)
	report   RepairReport
	// until is the number of the last event, as far as anything tells.
	until uint64
}

func (r *repair) tells(half, done, total uint64) {
	if r.progress != nil && total > 0 {
		r.progress(half*total+done, 2*total)
	}
}

// record takes the lines of the record for as long as they can be proven.
func (r *repair) record(ctx context.Context) error {
	r.until = r.last(ctx)
	if err := r.before(ctx); err != nil {
		return err
	}
	for {
		from := r.b.proof.seq + 1
		lines := r.lines(ctx, from)
		if err := ctx.Err(); err != nil {
			return err
		}
		for seq := from; seq < from+linesAtOnce; seq++ {
			fault, err := r.line(seq, lines[seq])
			if err != nil {
				return err
			}
			if fault == nil {
				continue
			}
			if err := r.b.write(ctx); err != nil || seq > r.until {
				return err // That was all.
			}
			r.report.Fault = fault
			return r.loses(ctx, seq)
		}
		if err := r.b.write(ctx); err != nil {
			return err
		}
		r.tells(0, min(from, r.until), r.until)
	}
}

// before takes what is kept of before the base: nothing else has it, so that it
// has to be whole. Where not even that can be read that there is a base, the
// record can't be proven from its first event on.
func (r *repair) before(ctx context.Context) error {
	from := &Store{engine: r.from}
	base, err := from.Base(ctx)
	if err != nil || base == nil {
		return ctx.Err()
	}
	return r.b.begin(ctx, base, func(f func(k, v []byte) error) error { return from.proveKept(ctx, base, f) })
}

// line takes one line, or a spare of it; the fault says that none is good. What
// is beyond the end is not looked for elsewhere: it may be of a day that was given
// up when a backup was restored.
func (r *repair) line(seq uint64, value []byte) (fault *Fault, err error) {
	if value == nil {
		fault = cut(max(r.until, seq), seq-1)
	} else if err := r.b.line(seq, value); err == nil {
		return nil, nil
	} else if !errors.As(err, &fault) {
		return nil, err
	}
	if seq > r.until || r.spare.Lines == nil {
		return fault, nil
	}
	for _, other := range r.spare.Lines(seq) {
		if r.b.line(seq, other) == nil {
			r.report.Mended++
			return nil, nil
		}
	}
	return fault, nil
}

// lines reads some lines. Where a page of them can't be read, each is tried
// alone.
func (r *repair) lines(ctx context.Context, from uint64) map[uint64][]byte {
	lines := map[uint64][]byte{}
	read := func(low, high uint64) error {
		return r.from.View(ctx, func(tx kv.Tx) error {
			rows, err := someRows(tx, eventKey(low), eventKey(high))
			for _, row := range rows {
				lines[seqOf(row.k)] = row.v
			}
			return err
		})
	}
	if read(from, from+linesAtOnce) == nil {
		return lines
	}
	for seq := from; seq < from+linesAtOnce && seq <= r.until && ctx.Err() == nil; seq++ {
		if lines[seq] == nil {
			_ = read(seq, seq+1) // What can't be read is not there.
		}
	}
	return lines
}

// last is the number of the last event: that of the head, or where that can't be
// read, is far beyond all lines or has another number for the newest of them, of
// the newest line. A line that says another number than its key is not where it
// belongs.
func (r *repair) last(ctx context.Context) uint64 {
	var newest uint64
	var is line
	prefix := keyOf(tableEvents)
	_ = r.from.View(ctx, func(tx kv.Tx) error {
		return tx.ScanBack(prefix, kv.PrefixEnd(prefix), func(k, v []byte) (err error) {
			if seq, ok := saysNumber(v); ok && seq != seqOf(k) {
				return nil
			}
			newest = seqOf(k)
			if is, err = decodeLine(bytes.Clone(v)); err != nil {
				is = line{} // It is damaged, and there all the same.
			}
			return kv.Stop
		})
	})
	var head end
	err := r.from.View(ctx, func(tx kv.Tx) (err error) {
		head, err = readEnd(tx)
		return err
	})
	r.report.Was = head.Head
	far := head.Seq > max(newest, r.spare.Last)+mostBeyond
	if err != nil || head.Seq == 0 || far || is.canonical != nil && is.hash == head.Hash {
		return max(newest, r.spare.Last)
	}
	return max(head.Seq, r.spare.Last)
}

// mostBeyond is how far the head of a record may be beyond its newest line to be
// believed.
const mostBeyond = 1 << 20

// beside takes over what is kept beside the record, as far as it can be read.
// How often messages were tried is believed only of those that wait, and one that
// waits is planned in any case.
func (r *repair) beside(ctx context.Context) error {
	r.report.Beside = r.from.View(ctx, checkSum) == nil
	_ = r.from.View(ctx, func(tx kv.Tx) error { // An archive stays one.
		raw, err := tx.Get(archiveKey())
		if raw != nil && err == nil {
			err = r.b.writeAll(ctx, []row{{archiveKey(), raw}})
		}
		return err
	})
	for _, table := range []byte(summedTables()) {
		var rows []row
		err := r.from.View(ctx, func(tx kv.Tx) (err error) {
			rows, err = someRows(tx, keyOf(table), kv.PrefixEnd(keyOf(table)))
			return err
		})
		if err != nil {
			r.report.Beside = false
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if table == tableTries {
			continue
		}
		if err := r.b.writeAll(ctx, rows); err != nil {
			return err
		}
	}
	return r.tries(ctx)
}

// tries plans every message that waits.
func (r *repair) tries(ctx context.Context) error {
	known := map[uint64]Try{}
	err := r.from.View(ctx, func(tx kv.Tx) error {
		st := newState(r.b.to, tx)
		for seq := range r.b.outbox {
			if t := st.try(seq); st.err == nil {
				known[seq] = t
			}
			st.err = nil
		}
		return nil
	})
	if err != nil {
		r.report.Beside = false
	}
	return r.b.update(ctx, func(st *state) error {
		for seq, row := range r.b.outbox {
			t := known[seq]
			if row.Dead {
				t.Held = ""
				if err := st.putJSON(tryKey(seq), t); err != nil {
					return err
				}
				continue
			}
			if t.Next.IsZero() {
				t = Try{Since: row.At, Next: row.At}
			}
			if err := st.plan(seq, &t); err != nil {
				return err
			}
		}
		return nil
	})
}
