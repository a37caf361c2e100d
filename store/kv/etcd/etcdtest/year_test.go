package etcdtest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// BenchmarkAYear is what a year of a shop of ten, with so many orders a day,
// takes in a file and on three servers, by events: what a chain of shops needs is
// reckoned from it. Run it with -benchtime 1x.
func BenchmarkAYear(b *testing.B) {
	const orders = 10
	c := start(b, 3)
	path := filepath.Join(b.TempDir(), "shop.db")
	file, err := bolt.Create(b.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		b.Fatal(err)
	}
	now, n := time.Time{}, 0
	s, err := store.Open(b.Context(), file, store.Options{Clock: func() time.Time { return now }, NewOp: func() string { n++; return fmt.Sprint("year-", n) }})
	if err != nil {
		b.Fatal(err)
	}
	from := time.Date(2025, 11, 24, 1, 0, 0, 0, time.UTC)
	now = from
	if err := storetest.Shop(b.Context(), s); err != nil {
		b.Fatal(err)
	}
	if err := storetest.Years(b.Context(), s, func(at time.Time) { now = at }, from, 1, orders); err != nil {
		b.Fatal(err)
	}
	var head store.Head
	used := func() int64 {
		status, err := c.plain().Status(b.Context(), c.members[0].client)
		if err != nil {
			b.Fatal(err)
		}
		return status.DbSizeInUse
	}
	before := used()
	b.ResetTimer()
	for i := range b.N {
		if head, err = s.Copy(b.Context(), c.open(b, fmt.Sprint("year-", i)), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	events := float64(head.Seq)
	b.ReportMetric(events, "events")
	b.ReportMetric(float64(info.Size())/events, "B/event-in-a-file")
	b.ReportMetric(float64(used()-before)/float64(b.N)/events, "B/event-on-etcd")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/copy")
}
