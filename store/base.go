package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Base is where the record of a shop begins whose older events were archived:
// they lie in a file of their own, up to the head. Of what came before the shop
// keeps the lines of cases that had not ended, what people did to the shop, and
// the last line of everybody; each archived case as it was then, instead of its
// lines; the receipts of all operations; and the shop as it was. All this has
// one sum, which stands in the record (model.RecordArchived), as nothing else
// proves it once the chain begins after it.
//
// What is kept of a case and of the shop is their state, in the form of the
// alur that archived them: what a later alur reads from events besides, it has
// to do without for them, or to look for in the archive.
type Base struct {
	Head
	// File is the name of the archive, Events and Cases are how many went there.
	File   string
	Events uint64
	Cases  int
	newest time.Time
	sum    string
}

// baseRow is a base as it is kept.
type baseRow struct {
	headRow
	File   string `json:"file"`
	Events uint64 `json:"events"`
	Cases  int    `json:"cases"`
	Sum    string `json:"sum"`
}

// readBase is the base of a record, nil where it begins with its first event.
func readBase(tx kv.Tx) (*Base, error) {
	raw, err := tx.Get(baseKey())
	if err != nil || raw == nil {
		return nil, err
	}
	var row baseRow
	if err := json.Unmarshal(raw, &row); err != nil {
		return nil, fmt.Errorf("%w: base: %w", kv.ErrDamaged, err)
	}
	b := &Base{File: row.File, Events: row.Events, Cases: row.Cases, newest: row.Newest, sum: row.Sum}
	if n, err := hex.Decode(b.Hash[:], []byte(row.Hash)); err != nil || n != len(b.Hash) {
		return nil, fmt.Errorf("%w: the hash of the base", kv.ErrDamaged)
	}
	b.Seq, b.At = row.Seq, row.At
	return b, nil
}

func (b *Base) write(tx kv.Tx) error {
	raw, err := json.Marshal(baseRow{
		headRow: headRow{Seq: b.Seq, Hash: hex.EncodeToString(b.Hash[:]), At: b.At, Newest: b.newest},
		File:    b.File, Events: b.Events, Cases: b.Cases, Sum: b.sum,
	})
	if err != nil {
		return fmt.Errorf("base: %w", err)
	}
	return tx.Put(baseKey(), raw)
}

// Base is where the record begins, nil where it begins with its first event.
func (s *Store) Base(ctx context.Context) (b *Base, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) (err error) {
		b, err = readBase(tx)
		return err
	})
	return b, err
}

// names reports whether an event is the one that speaks of the base.
func (b *Base) names(e model.Event) bool {
	said, ok := e.Body.(model.RecordArchived)
	return ok && said.Seq == b.Seq && said.Hash == hex.EncodeToString(b.Hash[:]) && said.Kept == b.sum
}

// begin has the proof of a record begin at its base.
func (p *prover) begin(b *Base) error {
	if b == nil {
		return nil
	}
	p.seq, p.hash, p.at, p.newest = b.Seq, b.Hash, b.At, b.newest
	return p.look()
}

// keptSum is the sum of what is kept of before a base: of its rows one after the
// other, as eachKept has them.
type keptSum struct{ hash.Hash }

func newKeptSum() keptSum { return keptSum{sha256.New()} }

func (s keptSum) add(k, v []byte) {
	for _, part := range [][]byte{k, v} {
		_, _ = s.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		_, _ = s.Write(part)
	}
}

func (s keptSum) String() string { return hex.EncodeToString(s.Sum(nil)) }

// eachKept calls f outside of any transaction for every row that is kept of
// before a base: cases and the shop as they were, lines, receipts. They never
// change.
func (s *Store) eachKept(ctx context.Context, b *Base, f func(k, v []byte) error) error {
	kept := keyOf(tableKept)
	err := s.inPieces(ctx, kept, kv.PrefixEnd(kept), func(k, v []byte) error {
		if bytes.Equal(k, baseKey()) {
			return nil
		}
		return f(k, v)
	})
	if err != nil {
		return err
	}
	if err := s.inPieces(ctx, keyOf(tableEvents), eventKey(b.Seq+1), f); err != nil {
		return err
	}
	ops := keyOf(tableOps)
	return s.inPieces(ctx, ops, kv.PrefixEnd(ops), func(k, v []byte) error {
		var row opRow
		if err := json.Unmarshal(v, &row); err != nil {
			return fmt.Errorf("%w: operation: %w", kv.ErrDamaged, err)
		}
		if row.First > b.Seq {
			return nil
		}
		return f(k, v)
	})
}

// proveKept proves what is kept of before a base by its sum, and calls f, if
// there is one, with each row.
func (s *Store) proveKept(ctx context.Context, b *Base, f func(k, v []byte) error) error {
	if b == nil {
		return nil
	}
	sum := newKeptSum()
	err := s.eachKept(ctx, b, func(k, v []byte) error {
		sum.add(k, v)
		if f == nil {
			return nil
		}
		return f(k, v)
	})
	if err != nil {
		return err
	}
	if sum.String() != b.sum {
		return keptDoesNotFit(b)
	}
	return nil
}

func keptDoesNotFit(b *Base) *Fault {
	return &Fault{Why: model.Say{
		EN: "What is kept of the events up to %d, which lie in the archive %s, is not as it was written. The record since then is whole. Restore the last backup, and find out who changed it.",
		ID: "Yang tersimpan dari kejadian sampai %d, yang ada di arsip %s, tidak seperti saat ditulis. Catatan sesudahnya utuh. Pulihkan cadangan terakhir, dan cari tahu siapa yang mengubahnya.",
	}, Args: []any{b.Seq, b.File}}
}

// foldRow is the shop as it was at a base.
type foldRow struct {
	Shop    *model.Shop               `json:"shop"`
	Acts    map[string][]model.ActRef `json:"acts"`
	Numbers map[string]int            `json:"numbers"`
	Outbox  map[uint64]*outboxRow     `json:"outbox"`
}

// kept takes a row that is kept of before a base.
func (f *folding) kept(k, v []byte) error {
	switch {
	case k[0] == tableOps:
		f.want(bytes.Clone(k), bytes.Clone(v))
	case k[0] == tableEvents:
		e, err := eventOf(seqOf(k), v)
		if err != nil {
			return err
		}
		return f.keptLine(e)
	case bytes.Equal(k, keptFoldKey()):
		row := foldRow{}
		if err := json.Unmarshal(v, &row); err != nil || row.Shop == nil {
			return errors.Join(fmt.Errorf("%w: the shop at the base", kv.ErrDamaged), err)
		}
		f.shop, f.acts, f.numbers, f.outbox = row.Shop, notNil(row.Acts), notNil(row.Numbers), notNil(row.Outbox)
	default:
		f.archived[keptID(k)] = true
	}
	return nil
}

func notNil[K comparable, V any](m map[K]V) map[K]V {
	if m == nil {
		m = map[K]V{}
	}
	return m
}

// keptID is the case of a row that is kept of it.
func keptID(k []byte) string { return string(k[len(keptKey("")):]) }

// keptLine wants the rows by which a line is found that is kept of before the
// base. That of an archived case is kept for its person's sake: the case itself
// has no history but in the archive.
func (f *folding) keptLine(e model.Event) error {
	if e.Case != "" && !f.archived[e.Case] {
		f.want(byCaseKey(e.Case, e.Seq), []byte{})
	}
	if e.By != "" {
		f.want(byPersonKey(e.By, e.Seq), []byte{})
	}
	return f.definition(e)
}
