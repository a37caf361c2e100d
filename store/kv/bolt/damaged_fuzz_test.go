package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"testing"

	"alur/store/kv"

	bbolt "go.etcd.io/bbolt"
)

// wholeFile are the bytes of a small database with what a file can have: tables in
// pages of their own and in those of others, a long value over several pages, free
// pages, and a journal.
func wholeFile(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Create(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	update := func(f func(tx kv.Tx) error) {
		if err := db.Update(context.Background(), f); err != nil {
			t.Fatal(err)
		}
	}
	update(func(tx kv.Tx) error {
		err := errors.Join(tx.Put([]byte("Along"), bytes.Repeat([]byte("x"), 3*os.Getpagesize())), tx.Put([]byte("Bone"), []byte("1")))
		for n := range 300 {
			err = errors.Join(err, tx.Put(fmt.Appendf(nil, "C%04d", n), bytes.Repeat([]byte("c"), 40)))
		}
		return err
	})
	update(func(tx kv.Tx) error { return tx.Delete([]byte("Along")) })
	update(func(tx kv.Tx) error {
		return errors.Join(tx.Put([]byte("C0001"), nil), tx.Put([]byte("Dnew"), []byte("2")))
	})
	if err := errors.Join(db.Close(), Trim(path)); err != nil {
		t.Fatal(err)
	}
	all, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sealed writes the checksums of both heads anew, as whoever changes a file on
// purpose would.
func sealed(file []byte) {
	for _, at := range []int{pageHeader, os.Getpagesize() + pageHeader} {
		if at+metaSize <= len(file) {
			sum := fnv.New64a()
			_, _ = sum.Write(file[at : at+56])
			binary.NativeEndian.PutUint64(file[at+56:], sum.Sum64())
		}
	}
}

// readPages reads a file in every way that does not trust it, and reports whether it
// is proven and how many keys are found in it.
func readPages(t *testing.T, f *os.File, size int64) (proven bool, keys int) {
	t.Helper()
	known := func(what string, err error) bool {
		if err != nil && !errors.Is(err, kv.ErrDamaged) && !errors.Is(err, kv.ErrOneHead) && !errors.Is(err, errMoved) {
			t.Errorf("%s: %v", what, err)
		}
		return err == nil
	}
	handed := 0
	err := Scavenge(f, func(key []byte, value Scavenged) {
		keys++
		handed += len(key) + value.Long
		if value.At < 0 || value.Long < 0 || value.At+int64(value.Long) > size+1<<16 {
			t.Errorf("a value of %d at %d of %d", value.Long, value.At, size)
		}
	})
	pages := int(size) / os.Getpagesize()
	if most := 8 * overlap * overlap * int(size) * (pages + 1); err == nil && (keys > most || handed > most) {
		t.Errorf("%d keys, %d bytes, in a file of %d", keys, handed, size)
	}
	if _, err := looksRight(f); err != nil {
		return false, keys
	}
	m, err := newestOf(f)
	if err != nil {
		return false, keys
	}
	known("the free pages", proveFree(f, int64(os.Getpagesize())))
	s, err := pagesOf(f, int64(os.Getpagesize()), m.txid)
	return known("the pages", err) && known("the proof", s.prove(context.Background())), keys
}

// FuzzPages holds that a file in which anything was written over, and a part cut off,
// is proven or refused, and that looking through what is left of it ends.
func FuzzPages(f *testing.F) {
	whole := wholeFile(f)
	page := uint(os.Getpagesize())
	f.Add(uint(len(whole)), []byte{}, uint(0), false)
	for n := range uint(len(whole)) / page {
		for _, at := range []uint{8, 10, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64} {
			f.Add(n*page+at, []byte{0xff, 0xff, 0xff, 0xff}, uint(0), true)
			f.Add(n*page+at, []byte{1, 0, 0, 0}, uint(0), true)
		}
	}
	f.Add(page+pageHeader+40, []byte{0, 0, 0, 0, 0, 0, 0x10, 0}, uint(0), true) // As many pages as go round.
	f.Add(uint(pageHeader+8), []byte{0, 0, 0, 0}, uint(0), true)
	f.Add(uint(0), []byte{}, page+100, false)
	path := filepath.Join(f.TempDir(), "damaged.db")
	f.Fuzz(func(t *testing.T, at uint, over []byte, cut uint, seal bool) {
		file := bytes.Clone(whole)
		if at < uint(len(file)) {
			copy(file[at:], over)
		}
		if seal {
			sealed(file)
		}
		file = file[:uint(len(file))-cut%uint(len(file))]
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = damaged.Close() }()
		proven, keys := readPages(t, damaged, int64(len(file)))
		if bytes.Equal(file, whole) && (!proven || keys < 300) {
			t.Errorf("a whole file is proven: %v, and has %d keys", proven, keys)
		}
	})
}

// FuzzScavenge holds that one page in which anything stands is looked through soon.
func FuzzScavenge(f *testing.F) {
	whole := wholeFile(f)
	for at := 0; at < len(whole); at += os.Getpagesize() {
		f.Add(whole[at : at+os.Getpagesize()])
	}
	// Tables that lie in each other: each has two that are the rest of the page.
	deep := make([]byte, os.Getpagesize())
	for at := 0; at+pageHeader+2*elementHeader+bucketHeader+pageHeader < len(deep); at += pageHeader + elementHeader {
		order := binary.NativeEndian
		order.PutUint16(deep[at+8:], leafPage)
		order.PutUint16(deep[at+10:], 0xffff)
	}
	f.Add(deep)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < pageHeader {
			return
		}
		order := binary.NativeEndian
		p := page{flags: uint64(order.Uint16(data[8:])), count: uint64(order.Uint16(data[10:])), data: data}
		calls, bytes := 0, 0
		p.scavenge(func(key []byte, value Scavenged) {
			calls++
			bytes += len(key) + value.Long
			if value.At < 0 || value.Long < 0 || value.At+int64(value.Long) > int64(len(data)) {
				t.Errorf("a value of %d at %d of %d", value.Long, value.At, len(data))
			}
		}, 0, true)
		if most := 4 * overlap * overlap * (len(data) + elementHeader); calls > most || bytes > most {
			t.Errorf("%d keys, %d bytes, in a page of %d", calls, bytes, len(data))
		}
	})
}

// FuzzJournal holds that whatever lies in the journal is read or refused, that all of
// an entry counts or none, and that whoever saves gets what there is.
func FuzzJournal(f *testing.F) {
	entry := func(rows ...string) []byte {
		var sum checksum
		var out []byte
		add := func(key string, value []byte) {
			out = append(append(append(out, byte(len(key))), key...), byte(len(value)))
			out = append(out, value...)
		}
		for n := 0; n+1 < len(rows); n += 2 {
			sum.add([]byte(rows[n]), []byte(rows[n+1]))
		}
		add(string(entryKey(1, sumKey)), sum.encode())
		for n := 0; n+1 < len(rows); n += 2 {
			add(string(entryKey(1, rows[n])), []byte(rows[n+1]))
		}
		return out
	}
	f.Add(entry("Aa", "+1"))
	f.Add(entry("Aa", "+1", "Ab", "-", "Ca", "+"))
	f.Add(entry("Aa", "x"))
	f.Add(entry("Aa", "-1"))
	f.Add(entry())
	f.Add([]byte{3, 'a', 'b', 'c', 1, '+'})
	f.Add([]byte("\x0900000000\x00"))                            // An entry with an empty checksum.
	f.Add([]byte("\x0a\x00\x00\x00\x00\x00\x00\x00\x00Aa\x01+")) // No entry has the number 0.
	db, err := bbolt.Open(filepath.Join(f.TempDir(), "journal.db"), 0o600, &bbolt.Options{NoSync: true, NoGrowSync: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = db.Close() })
	f.Fuzz(func(t *testing.T, rows []byte) {
		tx, err := db.Begin(true)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback() }()
		j, err := tx.CreateBucket([]byte(journalName))
		if err != nil {
			t.Fatal(err)
		}
		next := func() []byte {
			if len(rows) == 0 {
				return nil
			}
			n := min(int(rows[0]), len(rows)-1)
			text := rows[1 : 1+n]
			rows = rows[1+n:]
			return text
		}
		there := 0
		for len(rows) > 0 {
			if k, v := next(), next(); len(k) > 0 {
				if err := j.Put(k, v); err != nil {
					t.Fatal(err)
				}
				there++
			}
		}
		strict, saved := newOverlay(), newOverlay()
		err = strict.read(j, false)
		if err != nil && !errors.Is(err, kv.ErrDamaged) {
			t.Error(err)
		}
		if serr := saved.read(j, true); serr != nil {
			t.Errorf("who saves gets nothing: %v", serr)
		}
		if saved.rows.Len() > there || err == nil && (saved.rows.Len() != strict.rows.Len() || there > 0 && !strict.begins(j)) {
			t.Errorf("%d rows, %d of them saved of %d; %v", strict.rows.Len(), saved.rows.Len(), there, err)
		}
	})
}
