package backups_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/backups"
	"alur/store/storetest"
)

// crowd is people who start and pick orders as fast as they can.
type crowd struct {
	s    *store.Store
	stop chan struct{}
	all  sync.WaitGroup
	mu   sync.Mutex
	took []time.Duration
	n    int
}

func (c *crowd) works(b *testing.B, people int) {
	for range people {
		c.all.Go(func() {
			for {
				select {
				case <-c.stop:
					return
				default:
				}
				c.mu.Lock()
				c.n++
				no := fmt.Sprint("C-", c.n)
				c.mu.Unlock()
				begun := time.Now()
				_, err := c.s.Do(context.Background(), model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: storetest.Order(no)}})
				if err != nil {
					b.Error(err)
					return
				}
				c.mu.Lock()
				c.took = append(c.took, time.Since(begun))
				c.mu.Unlock()
			}
		})
	}
}

// lately is how many acts a second there were since the last look, and how
// long the slowest hundredth took.
func (c *crowd) lately(during time.Duration) (rate float64, p99 time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	slices.Sort(c.took)
	if n := len(c.took); n > 0 {
		rate, p99 = float64(n)/during.Seconds(), c.took[n*99/100]
	}
	c.took = nil
	return rate, p99
}

func (c *crowd) quiet(d time.Duration) (float64, time.Duration) {
	c.lately(1)
	begun := time.Now()
	time.Sleep(d) // It is a measurement.
	return c.lately(time.Since(begun))
}

// BenchmarkWorkBesideABackup is what a backup costs those who work: their rate
// and the slowest hundredth of their acts while a copy is built and proven, as
// parts of those in the seconds before and after in the same run. The peer is a
// copy of the file as fast as the disk is.
func BenchmarkWorkBesideABackup(b *testing.B) {
	for _, people := range []int{1, 16} {
		for _, way := range []string{"built and proven", "as it is"} {
			b.Run(fmt.Sprintf("people=%d/%s", people, way), func(b *testing.B) {
				s := benchShop(b)
				c := &crowd{s: s.Of, stop: make(chan struct{})}
				c.works(b, people)
				b.ResetTimer()
				for n := range b.N {
					before, slowBefore := c.quiet(3 * time.Second)
					begun := time.Now()
					path := filepath.Join(b.TempDir(), fmt.Sprint(n, ".db"))
					if err := copied(s, way, path); err != nil {
						b.Fatal(err)
					}
					took := time.Since(begun)
					rate, slow := c.lately(took)
					after, slowAfter := c.quiet(3 * time.Second)
					b.ReportMetric(2*rate/(before+after), "of-rate")
					b.ReportMetric(2*float64(slow)/float64(slowBefore+slowAfter), "x-p99")
					b.ReportMetric(float64(slow.Microseconds())/1000, "p99-ms")
					b.ReportMetric(took.Seconds(), "s/backup")
				}
				close(c.stop)
				c.all.Wait()
			})
		}
	}
}

func copied(s *shop, way, path string) error {
	if way == "as it is" {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			return err
		}
		return backups.Raw(context.Background(), func(ctx context.Context, w io.Writer) error { return s.Of.Backup(ctx, w) }, path)
	}
	_, _, err := s.Make(context.Background(), s.Of, func(store.Head) string { return path })
	return err
}

// benchShop has a history of 8,000 events, on a clock that runs.
func benchShop(b *testing.B) *shop {
	s := tokoMaju(b)
	s.runs()
	if err := storetest.Fill(context.Background(), s.Of, 8_000, 20); err != nil {
		b.Fatal(err)
	}
	return s
}
