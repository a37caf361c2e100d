package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"

	"alur/model"
	"alur/store/kv"
)

// What is neither the record nor follows from it, such as drafts and secrets,
// has a sum of its own, so that a row of it that was damaged is found: the
// hashes of its rows, each in or out by exclusive or, kept up to date in the
// transaction that changes them.
type rowSum [sha256.Size]byte

// turn takes a row into the sum, or out of it where it is in.
func (s *rowSum) turn(k, v []byte) {
	h := sha256.New()
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(k))))
	h.Write(k)
	h.Write(v)
	for i, b := range h.Sum(nil) {
		s[i] ^= b
	}
}

func (s rowSum) encode() []byte { return hex.AppendEncode(nil, s[:]) }

// summedTables are the tables that have the sum, as their prefixes.
func summedTables() string {
	var b strings.Builder
	for _, t := range Schema() {
		if !t.Derived && t.Prefix != tableMeta && t.Prefix != tableEvents && t.Prefix != tableKept {
			b.WriteByte(t.Prefix)
		}
	}
	return b.String()
}

// sumOf reads every row that has the sum.
func sumOf(tx kv.Tx) (s rowSum, err error) {
	for _, table := range []byte(summedTables()) {
		prefix := keyOf(table)
		err := tx.Scan(prefix, kv.PrefixEnd(prefix), func(k, v []byte) error {
			s.turn(k, v)
			return nil
		})
		if err != nil {
			return s, err
		}
	}
	return s, nil
}

// writeSum reckons the sum anew.
func writeSum(tx kv.Tx) error {
	s, err := sumOf(tx)
	if err != nil {
		return err
	}
	return tx.Put(sumKey(), s.encode())
}

// summing is a transaction that keeps the sum.
type summing struct {
	kv.Tx
	tables string
	change rowSum
}

// Put implements kv.Tx.
func (s *summing) Put(k, v []byte) error {
	if err := s.out(k); err != nil {
		return err
	}
	if s.has(k) {
		s.change.turn(k, v)
	}
	return s.Tx.Put(k, v)
}

// Delete implements kv.Tx.
func (s *summing) Delete(k []byte) error {
	if err := s.out(k); err != nil {
		return err
	}
	return s.Tx.Delete(k)
}

func (s *summing) has(k []byte) bool { return len(k) > 0 && strings.IndexByte(s.tables, k[0]) >= 0 }

// out takes what a key holds out of the sum.
func (s *summing) out(k []byte) error {
	if !s.has(k) {
		return nil
	}
	was, err := s.Tx.Get(k)
	if err == nil && was != nil {
		s.change.turn(k, was)
	}
	return err
}

// keep writes the sum where it changed.
func (s *summing) keep() error {
	if s.change == (rowSum{}) {
		return nil
	}
	raw, err := s.Tx.Get(sumKey())
	if err != nil {
		return err
	}
	if raw == nil {
		return writeSum(s.Tx)
	}
	var sum rowSum
	if n, err := hex.Decode(sum[:], raw); err != nil || n != len(sum) || len(raw) != hex.EncodedLen(n) {
		return sumDoesNotFit()
	}
	for i := range sum {
		sum[i] ^= s.change[i]
	}
	return s.Tx.Put(sumKey(), sum.encode())
}

// checkSum compares the sum with the rows.
func checkSum(tx kv.Tx) error {
	want, err := sumOf(tx)
	if err != nil {
		return err
	}
	raw, err := tx.Get(sumKey())
	if err != nil {
		return err
	}
	if raw == nil && want == (rowSum{}) || bytes.Equal(raw, want.encode()) {
		return nil
	}
	return sumDoesNotFit()
}

func sumDoesNotFit() *Fault {
	return &Fault{Why: model.Say{
		EN: "What is kept beside the record (drafts, requests of other PCs, secrets and news of other programs) is not as it was written. The record itself is whole. Restore the last backup, or ask for help before working on.",
		ID: "Yang tersimpan di samping catatan (draf, permintaan PC lain, rahasia dan kabar program lain) tidak seperti saat ditulis. Catatannya sendiri utuh. Pulihkan cadangan terakhir, atau minta bantuan sebelum melanjutkan.",
	}}
}
