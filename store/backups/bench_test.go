package backups_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"
	"sync"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
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

// spells are the times of acts in some seconds, and how long those were.
type spells struct {
	took []time.Duration
	long time.Duration
}

// ends adds what happened since a moment.
func (c *crowd) ends(s *spells, since time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.took, s.long = append(s.took, c.took...), s.long+time.Since(since)
	c.took = nil
}

func (s *spells) rate() float64 { return float64(len(s.took)) / s.long.Seconds() }

func (s *spells) p99() time.Duration {
	if len(s.took) == 0 {
		return 0
	}
	sort.Slice(s.took, func(i, j int) bool { return s.took[i] < s.took[j] })
	return s.took[len(s.took)*99/100]
}

// inTurn is an engine on which a backup is made for two seconds, and then left
// alone for two: what others do in both is told apart, on the same disk and in the
// same minute.
type inTurn struct {
	kv.Engine
	c             *crowd
	since         time.Time
	beside, alone *spells
}

func (e *inTurn) turn() {
	if time.Since(e.since) < 2*time.Second {
		return
	}
	e.c.ends(e.beside, e.since)
	begun := time.Now()
	time.Sleep(2 * time.Second) // It is a measurement.
	e.c.ends(e.alone, begun)
	e.since = time.Now()
}

func (e *inTurn) View(ctx context.Context, f func(kv.Tx) error) error {
	e.turn()
	return e.Engine.View(ctx, f)
}

func (e *inTurn) Update(ctx context.Context, f func(kv.Tx) error) error {
	e.turn()
	return e.Engine.Update(ctx, f)
}

// BenchmarkWorkBesideABackup is what a backup costs those who work: their rate
// and the slowest hundredth of their acts while a copy is built and proven, as
// parts of the same in the seconds between.
func BenchmarkWorkBesideABackup(b *testing.B) {
	for _, people := range []int{1, 16} {
		b.Run(fmt.Sprint("people=", people), func(b *testing.B) {
			s := benchShop(b)
			c := &crowd{s: s.Of, stop: make(chan struct{})}
			c.works(b, people)
			beside, alone := &spells{}, &spells{}
			turns := func(open func(context.Context, string) (kv.Engine, error)) func(context.Context, string) (kv.Engine, error) {
				return func(ctx context.Context, path string) (kv.Engine, error) {
					e, err := open(ctx, path)
					return &inTurn{Engine: e, c: c, since: time.Now(), beside: beside, alone: alone}, err
				}
			}
			m := s.Maker
			m.Create, m.Open = turns(m.Create), turns(m.Open)
			begun := time.Now()
			time.Sleep(time.Second) // So that others are known to work.
			c.ends(alone, begun)
			b.ResetTimer()
			for n := range b.N {
				path := filepath.Join(b.TempDir(), fmt.Sprint(n, ".db"))
				if _, _, err := m.Make(context.Background(), s.Of, func(store.Head) string { return path }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(beside.rate()/alone.rate(), "of-rate")
			b.ReportMetric(float64(beside.p99())/float64(alone.p99()), "x-p99")
			b.ReportMetric(float64(beside.p99().Microseconds())/1000, "p99-ms")
			b.ReportMetric(beside.long.Seconds(), "s/backup")
			close(c.stop)
			c.all.Wait()
		})
	}
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
