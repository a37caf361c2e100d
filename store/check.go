package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"

	"alur/model"
	"alur/store/kv"
)

// Check proves the pages of the file, where the engine keeps one, and the record, and builds everything else from it anew: the shop,
// every case, every index. What is kept has to be the same. It reads in short
// transactions, so work goes on; a row that changes meanwhile is looked at
// again. Nothing is changed. It returns a *Fault for the first thing that does
// not fit.
func (s *Store) Check(ctx context.Context, progress func(done, total uint64)) (CheckReport, error) {
	if p, ok := s.engine.(kv.Prover); ok {
		if err := p.Prove(ctx); err != nil {
			return CheckReport{}, err
		}
	}
	if s.old {
		return s.checkOld(ctx, progress)
	}
	return s.check(ctx, s.archive, progress)
}

// check is Check of the record; where the base is new, nothing in the record
// speaks of it yet.
func (s *Store) check(ctx context.Context, newBase bool, progress func(done, total uint64)) (CheckReport, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return CheckReport{}, err
	}
	c := &checker{store: s, named: newBase, seen: map[uint64]bool{}, seed: maphash.MakeSeed()}
	c.folding = newFolding(c.want)
	c.report.Head = head
	steps := []func(context.Context, func(done, total uint64)) error{c.record, c.cases, c.strangers}
	for i, step := range steps {
		part := func(done, total uint64) {
			if progress != nil && total > 0 {
				progress(uint64(i)*atOnce+done*atOnce/total, uint64(len(steps))*atOnce) //nolint:gosec // Small.
			}
		}
		if err := step(ctx, part); err != nil {
			return c.report, err
		}
	}
	if progress != nil {
		progress(1, 1)
	}
	return c.report, nil
}

// checker rebuilds a shop from its record.
type checker struct {
	folding
	store  *Store
	report CheckReport
	proof  prover
	// named is true once the record has spoken of its base, or need not.
	named bool
	// wanted are rows that have to be there, not yet looked for.
	wanted []wantedRow
	// seen holds a hash of every key that has to be there.
	seen map[uint64]bool
	seed maphash.Seed
}

// wantedRow is a row that an event accounts for.
type wantedRow struct{ k, v []byte }

func (c *checker) saw(k []byte)          { c.seen[maphash.Bytes(c.seed, k)] = true }
func (c *checker) expects(k []byte) bool { return c.seen[maphash.Bytes(c.seed, k)] }

// want notes a row that has to be there.
func (c *checker) want(k key, v []byte) {
	c.saw(k)
	c.wanted = append(c.wanted, wantedRow{k, v})
}

// look looks for the rows that are wanted.
func (c *checker) look(st *state) error {
	keys := make([][]byte, 0, len(c.wanted))
	for _, w := range c.wanted {
		keys = append(keys, w.k)
	}
	st.gather(keys)
	if st.err != nil {
		return st.err
	}
	for _, w := range c.wanted {
		got, err := st.tx.Get(w.k)
		if err != nil {
			return err
		}
		if got == nil || !bytes.Equal(got, w.v) {
			return notAsRecorded(tableSay(w.k[0]))
		}
	}
	c.wanted = c.wanted[:0]
	return nil
}

// record proves the chain, and folds the shop and what people may undo.
func (c *checker) record(ctx context.Context, progress func(done, total uint64)) error {
	head := c.report.Head
	if err := c.before(ctx); err != nil {
		return err
	}
	err := c.store.eachLine(ctx, c.proof.seq+1, func(seq uint64, value []byte) error {
		if seq > head.Seq {
			return kv.Stop
		}
		tell(progress, seq, head.Seq)
		e, err := c.proof.event(seq, value)
		if err != nil {
			return err
		}
		if err := c.lookAtTimes(ctx); err != nil {
			return err
		}
		c.named = c.named || c.report.Base != nil && c.report.Base.names(e)
		return c.fold(e)
	})
	if err != nil && !errors.Is(err, kv.Stop) {
		return err
	}
	if err := c.proof.ends(head); err != nil {
		return err
	}
	if c.report.Base != nil && !c.named {
		return keptDoesNotFit(c.report.Base)
	}
	c.report.Events = head.Seq
	return c.folded(ctx)
}

// before takes what is kept of before the base, as the state from which all
// else is rebuilt.
func (c *checker) before(ctx context.Context) error {
	base, err := c.store.Base(ctx)
	if err != nil || base == nil {
		return err
	}
	c.report.Base = base
	err = c.store.proveKept(ctx, base, func(k, v []byte) error {
		return errors.Join(c.lookAtTimes(ctx), c.kept(k, v))
	})
	if err != nil {
		return err
	}
	return c.proof.begin(base)
}

// lookAtTimes looks for the rows that are wanted once there are enough of them.
func (c *checker) lookAtTimes(ctx context.Context) error {
	if len(c.wanted) < atOnce {
		return nil
	}
	return c.store.view(ctx, c.look)
}

// folded compares the shop and the acts with what is kept, in one transaction
// that first folds what came meanwhile.
func (c *checker) folded(ctx context.Context) error {
	return c.store.view(ctx, func(st *state) error {
		if err := nothingBeyond(st); err != nil {
			return err
		}
		prefix := keyOf(tableEvents)
		err := st.tx.Scan(eventKey(c.report.Head.Seq+1), kv.PrefixEnd(prefix), func(k, v []byte) error {
			e, err := eventOf(seqOf(k), v)
			if err != nil {
				return err
			}
			return c.fold(e)
		})
		if err != nil {
			return err
		}
		if err := c.ends(); err != nil {
			return err
		}
		for k, v := range st.scheduleRows(c.shop) {
			c.want(key(k), v)
		}
		if err := errors.Join(checkEnd(st.tx), checkSum(st.tx)); err != nil {
			return err
		}
		if err := c.look(st); err != nil {
			return err
		}
		if c.report.Head.Seq > 0 {
			if err := c.same(st, shopKey(), c.shop, model.Say{EN: "the shop", ID: "data toko"}); err != nil {
				return err
			}
		}
		for person, acts := range c.acts {
			what := model.Say{EN: "what " + person + " may undo", ID: "yang bisa diurungkan " + person}
			if err := c.same(st, undoKey(person), acts, what); err != nil {
				return err
			}
		}
		return nil
	})
}

// same compares a value with what is kept of it.
func (c *checker) same(st *state, k key, want any, what model.Say) error {
	raw, err := json.Marshal(want)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	c.saw(k)
	if got := st.get(k); st.err == nil && !bytes.Equal(got, raw) && string(raw) != "null" {
		return notAsRecorded(what)
	}
	return st.err
}

func notAsRecorded(what model.Say) *Fault {
	return &Fault{Why: model.Say{
		EN: "What is kept is not what the record says: " + what.EN + ". The record itself is whole: alur repair builds everything else from it anew.",
		ID: "Yang tersimpan tidak sesuai catatan: " + what.ID + ". Catatannya sendiri utuh: alur repair membangun ulang semua yang lain darinya.",
	}}
}
