package backups_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/kv/wholefile"
	"alur/store/storetest"

	bbolt "go.etcd.io/bbolt"
)

// BenchmarkArchived is a durable completion in a shop of which four fifths of the
// events were archived, as a part of the rate of one before that and of one from
// which they were only deleted: medians, in turn on the same disk. Run it with
// -benchtime 300x; ALUR_EVENTS makes another history.
func BenchmarkArchived(b *testing.B) {
	events := uint64(100_000)
	if n, err := strconv.ParseUint(os.Getenv("ALUR_EVENTS"), 10, 64); err == nil {
		events = n
	}
	s := tokoMaju(b)
	s.runs()
	if err := storetest.Fill(b.Context(), s.Of, events, b.N); err != nil {
		b.Fatal(err)
	}
	open, err := s.Of.FindCases(b.Context(), store.CaseQuery{Text: "open-", Limit: b.N})
	if err != nil || len(open) < b.N {
		b.Fatalf("%d open orders: %v", len(open), err)
	}
	before, deleted, archived := s, s.copied(b, "deleted.db"), s.copied(b, "archived.db")
	var at time.Time
	var seq uint64
	err = s.Of.EachEvent(b.Context(), events*4/5, func(e model.Event) error { at, seq = e.At, e.Seq; return context.Canceled })
	if at.IsZero() {
		b.Fatal(err)
	}
	begun := time.Now()
	done, err := archived.archiver().Archive(b.Context(), archived.Of, at, filepath.Join(b.TempDir(), "old.db"))
	if err != nil {
		b.Fatal(err)
	}
	long := time.Since(begun)
	deleteEvents(b, deleted.path, seq)
	took, wrote := map[*shop][]time.Duration{}, map[*shop]int64{}
	b.ResetTimer()
	turns := []*shop{before, archived, deleted}
	for i, c := range open {
		for n := range turns {
			shop := turns[(i+n)%len(turns)]
			had, begun := writtenBytes(), time.Now()
			if _, err := shop.Of.Do(b.Context(), model.Command{By: "sari", Act: storetest.Pick(c.ID)}); err != nil {
				b.Fatal(err)
			}
			took[shop] = append(took[shop], time.Since(begun))
			wrote[shop] += writtenBytes() - had
		}
	}
	us := func(s *shop) float64 {
		slices.Sort(took[s])
		return float64(took[s][len(took[s])/2].Nanoseconds()) / 1e3
	}
	b.ReportMetric(us(archived), "us-median")
	b.ReportMetric(us(before)/us(archived), "of-before")
	b.ReportMetric(us(before)/us(deleted), "of-before-when-deleted")
	b.ReportMetric(float64(wrote[archived])/float64(max(wrote[before], 1)), "of-bytes-written")
	b.ReportMetric(float64(done.After)/float64(done.Before), "of-size")
	b.ReportMetric(long.Seconds(), "s/archive")
}

// writtenBytes is what this process has given the disk so far; 0 where the
// system does not say.
func writtenBytes() (n int64) {
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "write_bytes:"); ok {
			n, _ = strconv.ParseInt(strings.TrimSpace(rest), 10, 64)
		}
	}
	return n
}

// copied is the shop in another file.
func (s *shop) copied(b *testing.B, name string) *shop {
	b.Helper()
	path := filepath.Join(b.TempDir(), name)
	temp, err := wholefile.CopyBeside(s.path, path)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(temp, path); err != nil {
		b.Fatal(err)
	}
	c := *s
	c.path = path
	return c.opened()
}

// deleteEvents deletes lines and what finds them in place.
func deleteEvents(b *testing.B, path string, until uint64) {
	b.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, table := range []string{"E", "V", "P"} {
			var keys [][]byte
			c := tx.Bucket([]byte(table)).Cursor()
			for k, _ := c.First(); k != nil; k, _ = c.Next() {
				if seqAt(k) <= until {
					keys = append(keys, bytes.Clone(k))
				}
			}
			for _, k := range keys {
				if err := tx.Bucket([]byte(table)).Delete(k); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	if _, err := bolt.Open(b.Context(), path, options()); err != nil {
		b.Fatal(fmt.Errorf("what was deleted from: %w", err))
	}
}

func seqAt(k []byte) (n uint64) {
	for _, b := range k[len(k)-8:] {
		n = n<<8 | uint64(b)
	}
	return n
}
