package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"alur/store/kv"
	"alur/store/kv/bolt"

	bbolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// TestTheJournalLiesOverTheTables: two programs that write little and much, one
// after the other, always see one sorted map, from whatever end they read it.
func TestTheJournalLiesOverTheTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	one := made(t, path)
	two := open(t, path, bolt.Options{Journal: 20_000})
	want := map[string]string{}
	rapid.Check(t, func(rt *rapid.T) {
		db := rapid.SampledFrom([]*bolt.DB{one, two}).Draw(rt, "program")
		long := rapid.SampledFrom([]int{10, 1000, 40_000, 200_000}).Draw(rt, "bytes")
		after := maps.Clone(want)
		err := db.Update(rt.Context(), func(tx kv.Tx) error {
			for range rapid.IntRange(1, 8).Draw(rt, "rows") {
				key := aKey(rt)
				if rapid.IntRange(0, 2).Draw(rt, "gone") == 0 {
					delete(after, key)
					if err := tx.Delete([]byte(key)); err != nil {
						return err
					}
					continue
				}
				after[key] = strings.Repeat(string(rune('a'+len(after)%26)), rapid.IntRange(0, long).Draw(rt, "long"))
				if err := tx.Put([]byte(key), []byte(after[key])); err != nil {
					return err
				}
			}
			return sees(tx, nil, nil, after)
		})
		if err != nil {
			rt.Fatal(err)
		}
		want = after
		low, high := aKey(rt), aKey(rt)
		for _, db := range []*bolt.DB{two, one} {
			err := db.View(rt.Context(), func(tx kv.Tx) error {
				return errors.Join(sees(tx, nil, nil, want), sees(tx, []byte(low), []byte(high), want))
			})
			if err != nil {
				rt.Fatal(err)
			}
		}
	})
}

func aKey(rt *rapid.T) string {
	return rapid.SampledFrom([]string{"A", "C", "Z"}).Draw(rt, "table") + fmt.Sprint(rapid.IntRange(0, 30).Draw(rt, "key"))
}

// sees compares a range, read from both ends and key by key, with a map.
func sees(tx kv.Tx, from, to []byte, want map[string]string) error {
	var keys []string
	for _, k := range slices.Sorted(maps.Keys(want)) {
		if k >= string(from) && (to == nil || k < string(to)) {
			keys = append(keys, k)
		}
	}
	var up, down []string
	same := func(list *[]string) func(k, v []byte) error {
		return func(k, v []byte) error {
			*list = append(*list, string(k))
			if v == nil {
				return fmt.Errorf("%q is nil", k)
			}
			if want[string(k)] != string(v) {
				return fmt.Errorf("%q is %d bytes, not %d", k, len(v), len(want[string(k)]))
			}
			return nil
		}
	}
	if err := errors.Join(tx.Scan(from, to, same(&up)), tx.ScanBack(from, to, same(&down))); err != nil {
		return err
	}
	slices.Reverse(down)
	if !slices.Equal(up, keys) || !slices.Equal(down, keys) {
		return fmt.Errorf("from %q to %q: %q, and back %q, not %q", from, to, up, down, keys)
	}
	for _, k := range []string{"A0", "C1", "Z2"} {
		v, err := tx.Get([]byte(k))
		if w, there := want[k]; err != nil || there != (v != nil) || w != string(v) {
			return fmt.Errorf("get %q: %d bytes, %w", k, len(v), err)
		}
	}
	return nil
}

// TestAProgramOfBeforeTheJournalMeetsTheSchema: in a file that has no journal yet
// the first update goes to the tables, where such a program looks; the second
// stands in the journal.
func TestAProgramOfBeforeTheJournalMeetsTheSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	edit(t, path, func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte("M"))
		if err != nil {
			return err
		}
		return b.Put([]byte("schema"), []byte("16"))
	})
	db := open(t, path, bolt.Options{})
	puts(t, db, "Mschema", "17")
	puts(t, db, "Mhead", "1")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, path, func(tx *bbolt.Tx) error {
		if got := tx.Bucket([]byte("M")).Get([]byte("schema")); string(got) != "17" {
			t.Errorf("the schema in its table is %q", got)
		}
		if got := tx.Bucket([]byte("M")).Get([]byte("head")); got != nil {
			t.Errorf("the head is in its table at once: %q", got)
		}
		return nil
	})
}

// TestADamagedJournal: an entry that is not as it was written is found; whoever
// saves what he can reads all rows, also from pages alone. One that is short lies in
// the page of another table.
func TestADamagedJournal(t *testing.T) {
	for _, long := range []int{0, 2000} {
		t.Run(fmt.Sprint(long), func(t *testing.T) { damagedJournal(t, long) })
	}
}

func damagedJournal(t *testing.T, long int) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db := made(t, path)
	puts(t, db, "Mschema", "17")
	puts(t, db, "Eone", "the first", "Etwo", "the second", "Xpage", strings.Repeat("x", long))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, path, func(tx *bbolt.Tx) error {
		j := tx.Bucket([]byte{0})
		k, v := j.Cursor().Last()
		k, v = bytes.Clone(k), bytes.Clone(v)
		v[len(v)-1] ^= 1
		return j.Put(k, v)
	})
	if _, err := bolt.Open(t.Context(), path, bolt.Options{}); !errors.Is(err, kv.ErrDamaged) {
		t.Errorf("opened: %v", err)
	}
	saved := open(t, path, bolt.Options{Salvage: true})
	if got := value(t, saved, "Eone"); got != "the first" {
		t.Errorf("saved: %q", got)
	}
	if err := count(t.Context(), saved, "Eone"); !errors.Is(err, kv.ErrReadOnly) {
		t.Errorf("written to: %v", err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	found := map[string]bool{}
	err = bolt.Scavenge(f, func(key []byte, at bolt.Scavenged) {
		v := make([]byte, at.Long)
		_, _ = f.ReadAt(v, at.At)
		found[string(key)+"="+string(v)] = true
	})
	if err != nil || !found["one=the first"] {
		t.Errorf("of the pages: %v, %v", slices.Sorted(maps.Keys(found)), err)
	}
}

func made(t *testing.T, path string) *bolt.DB {
	t.Helper()
	db, err := bolt.Create(t.Context(), path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func puts(t *testing.T, db *bolt.DB, pairs ...string) {
	t.Helper()
	err := db.Update(t.Context(), func(tx kv.Tx) error {
		var all []error
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, tx.Put([]byte(pairs[i]), []byte(pairs[i+1])))
		}
		return errors.Join(all...)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func value(t *testing.T, db *bolt.DB, key string) (value string) {
	t.Helper()
	err := db.View(t.Context(), func(tx kv.Tx) error {
		v, err := tx.Get([]byte(key))
		value = string(v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// edit changes a file behind the engine's back.
func edit(t *testing.T, path string, f func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(f), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestAScanBackPassesWhatWasEmptied: rows before a page that a Delete of the same
// update left empty are met all the same.
func TestAScanBackPassesWhatWasEmptied(t *testing.T) {
	db := made(t, filepath.Join(t.TempDir(), "shop.db"))
	want := map[string]string{}
	var pairs []string
	for n := range 30 {
		key := fmt.Sprintf("C%02d", n)
		want[key] = strings.Repeat("x", 3000)
		pairs = append(pairs, key, want[key])
	}
	puts(t, db, pairs...) // The first update goes to the tables.
	err := db.Update(t.Context(), func(tx kv.Tx) error {
		want["A0"] = strings.Repeat("y", 300_000) // This one as well: it is long.
		if err := tx.Put([]byte("A0"), []byte(want["A0"])); err != nil {
			return err
		}
		for n := 3; n < 27; n++ {
			key := fmt.Sprintf("C%02d", n)
			delete(want, key)
			if err := tx.Delete([]byte(key)); err != nil {
				return err
			}
		}
		return sees(tx, nil, nil, want)
	})
	if err != nil {
		t.Error(err)
	}
}

// TestReadersBesideTheJournal: who reads beside a writer whose journal goes to the
// tables again and again sees whole updates.
func TestReadersBesideTheJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	made(t, path)
	db := open(t, path, bolt.Options{Journal: 6000})
	var ended atomic.Bool
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for !ended.Load() {
				if err := db.View(t.Context(), wholeUpdate); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := range 150 {
		v := fmt.Sprint(n)
		pairs := []string{"A0", v}
		for i := range 10 {
			pairs = append(pairs, fmt.Sprint("C", i), v+strings.Repeat("x", (n%7)*20))
		}
		puts(t, db, pairs...)
	}
	ended.Store(true)
	all.Wait()
}

// wholeUpdate finds ten rows that say the same as the first.
func wholeUpdate(tx kv.Tx) error {
	first, err := tx.Get([]byte("A0"))
	if err != nil || first == nil {
		return err
	}
	rows := 0
	err = tx.Scan([]byte("C"), []byte("D"), func(k, v []byte) error {
		if rows++; strings.TrimRight(string(v), "x") != string(first) {
			return fmt.Errorf("%q is %q beside %q", k, v, first)
		}
		return nil
	})
	if err == nil && rows != 10 {
		err = fmt.Errorf("%d rows of 10", rows)
	}
	return err
}
