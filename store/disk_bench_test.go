package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alur/store"
	"alur/store/storetest"

	bbolt "go.etcd.io/bbolt"
)

// rawDisk is the disk without anything on top: what a durable write of so many
// bytes costs, at the end of a file that grows and over what is there already.
type rawDisk struct {
	b            *testing.B
	grows, stays *os.File
	bytes        []byte
}

func newRawDisk(b *testing.B, bytes int) *rawDisk {
	b.Helper()
	d := &rawDisk{b: b, bytes: make([]byte, bytes)}
	for _, f := range []**os.File{&d.grows, &d.stays} {
		made, err := os.CreateTemp(b.TempDir(), "raw")
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = made.Close() })
		*f = made
	}
	d.overwrite()
	return d
}

// append writes behind the end and waits for the disk.
func (d *rawDisk) append() time.Duration {
	begun := time.Now()
	if _, err := d.grows.Write(d.bytes); err != nil {
		d.b.Fatal(err)
	}
	if err := datasync(d.grows); err != nil {
		d.b.Fatal(err)
	}
	return time.Since(begun)
}

// overwrite writes over the same place and waits for the disk.
func (d *rawDisk) overwrite() time.Duration {
	begun := time.Now()
	if _, err := d.stays.WriteAt(d.bytes, 0); err != nil {
		d.b.Fatal(err)
	}
	if err := datasync(d.stays); err != nil {
		d.b.Fatal(err)
	}
	return time.Since(begun)
}

// actBytes is what an act writes at least: an event, a case, some keys.
const actBytes = 1024

// median of times that are sorted by it, in microseconds.
func median(all []time.Duration) float64 { return quantile(all, 0.5) }

func quantile(all []time.Duration, share float64) float64 {
	slices.Sort(all)
	return float64(all[int(share*float64(len(all)-1))].Nanoseconds()) / 1e3
}

// writtenBytes is what this process has given the disk so far; 0 where the
// system does not say.
func writtenBytes() int64 {
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "write_bytes:"); ok {
			n, _ := strconv.ParseInt(strings.TrimSpace(rest), 10, 64)
			return n
		}
	}
	return 0
}

// BenchmarkDurable is a completion by one writer at three lengths of history,
// in turn with a bare bbolt commit of the same writes to a copy and with the raw disk:
// medians, the rate as a part of each peer's, and how much an act writes. Run
// it with -benchtime 500x; ALUR_EVENTS makes another history.
func BenchmarkDurable(b *testing.B) {
	for _, events := range histories(b) {
		b.Run(fmt.Sprintf("events=%d", events), func(b *testing.B) { durable(b, events) })
	}
}

// histories are the lengths that growth is shown at.
func histories(b *testing.B) []uint64 {
	b.Helper()
	if n, err := strconv.ParseUint(os.Getenv("ALUR_EVENTS"), 10, 64); err == nil {
		return []uint64{1000, n}
	}
	return []uint64{1000, million}
}

// longShop is a shop with so many events, and open orders.
func longShop(b *testing.B, events uint64, open int) *fixture {
	b.Helper()
	path, name := filepath.Join(b.TempDir(), "shop.db"), fmt.Sprintf("store-%d.db", events)
	there, err := storetest.Kept(name, path)
	if err != nil {
		b.Fatal(err)
	}
	x := &fixture{t: b, path: path}
	if there {
		x.ops.Store(1 << 32)
		x.open(openFile(b, path))
	} else {
		x = tokoMaju(b)
		err = errors.Join(storetest.Fill(b.Context(), x.Store, events, 0), storetest.Keep(name, x.path))
	}
	if err = errors.Join(err, storetest.Fill(b.Context(), x.Store, events, open)); err != nil {
		b.Fatal(err)
	}
	return x
}

func durable(b *testing.B, events uint64) {
	x := longShop(b, events, b.N)
	open := openOrders(b, x, b.N)
	bare := bareCopy(b, x.path)
	rec := &recorder{Engine: openFile(b, x.path)}
	y := &fixture{t: b, path: x.path}
	y.ops.Store(1 << 40)
	y.open(rec)
	defer func() { _ = bare.Close() }()
	disk := newRawDisk(b, actBytes)
	var ours, theirs, over, end []time.Duration
	var written int64
	writes := 0
	b.ResetTimer()
	for i := range b.N {
		rec.writes = nil
		before, begun := writtenBytes(), time.Now()
		y.must("sari", storetest.Pick(open[i]))
		ours = append(ours, time.Since(begun))
		written += writtenBytes() - before
		writes += len(rec.writes)
		begun = time.Now()
		if err := bareCommit(bare, rec.writes); err != nil {
			b.Fatal(err)
		}
		theirs = append(theirs, time.Since(begun))
		over, end = append(over, disk.overwrite()), append(end, disk.append())
	}
	us := median(ours)
	b.ReportMetric(us, "us-median")
	b.ReportMetric(quantile(ours, 0.99), "us-p99")
	b.ReportMetric(median(theirs)/us, "of-bare-bbolt")
	b.ReportMetric(median(over)/us, "of-raw-overwrite")
	b.ReportMetric(median(end)/us, "of-raw-append")
	b.ReportMetric(float64(written)/float64(b.N)/1024, "KiB-written/act")
	b.ReportMetric(float64(writes)/float64(b.N), "writes/act")
}

// bareCopy is a copy of a shop, held open by bbolt alone: the same writes meet
// the same pages there.
func bareCopy(b *testing.B, path string) *bbolt.DB {
	b.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	to := filepath.Join(b.TempDir(), "bare.db")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		b.Fatal(err)
	}
	bare, err := bbolt.Open(to, 0o600, &bbolt.Options{FreelistType: bbolt.FreelistMapType})
	if err != nil {
		b.Fatal(err)
	}
	return bare
}

// openOrders are orders that wait to be picked.
func openOrders(b *testing.B, x *fixture, n int) []string {
	b.Helper()
	found, err := x.FindCases(b.Context(), store.CaseQuery{Text: "open-", Limit: n})
	if err != nil || len(found) < n {
		b.Fatalf("%d of %d orders: %v", len(found), n, err)
	}
	all := make([]string, 0, n)
	for _, c := range found {
		all = append(all, c.ID)
	}
	return all
}

// BenchmarkSixtyFour is sixty-four people who complete at once, through one
// program, against as many durable appends to a raw file one after the other.
// Run it with -benchtime 5000x.
func BenchmarkSixtyFour(b *testing.B) {
	const people = 64
	x := tokoMaju(b)
	seedOrders(b, x, b.N)
	disk := newRawDisk(b, actBytes)
	var raw time.Duration
	const appends = 500
	for range appends {
		raw += disk.append()
	}
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var all sync.WaitGroup
	before := writtenBytes()
	b.ResetTimer()
	begun := time.Now()
	for range people {
		all.Go(func() {
			for {
				n := int(next.Add(1))
				if n > b.N {
					return
				}
				asked := time.Now()
				x.must("sari", pick(fmt.Sprintf("online-order-%d", n)))
				took[n-1] = time.Since(asked)
			}
		})
	}
	all.Wait()
	long := time.Since(begun)
	b.StopTimer()
	for range appends {
		raw += disk.append()
	}
	rate, peer := float64(b.N)/long.Seconds(), 2*appends/raw.Seconds()
	b.ReportMetric(rate, "acts/s")
	b.ReportMetric(rate/peer, "of-raw-append")
	b.ReportMetric(quantile(took, 0.5)/1000, "ms-median")
	b.ReportMetric(quantile(took, 0.99)/1000, "ms-p99")
	b.ReportMetric(float64(writtenBytes()-before)/float64(b.N)/1024, "KiB-written/act")
}
