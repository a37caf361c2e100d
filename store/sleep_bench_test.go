package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

// sleepers puts so many tasks to sleep that are due in a month: each has a
// timer.
func sleepers(t testing.TB, x *fixture, n int) {
	t.Helper()
	x.must("hendra", model.PublishProcess{Process: model.Process{ID: "note", Name: "Note", Role: "warehouse", Steps: []model.Step{{ID: "read", Kind: model.Do, Text: "Read it", Due: "30d"}}}})
	const together = 2000
	for begun := 0; begun < n; begun += together {
		err := x.Within(context.Background(), func(s *store.Session) error {
			for range min(together, n-begun) {
				if _, err := s.Do(model.Command{By: "sari", Act: model.StartCase{Process: "note"}}, x.now()); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkAsleep is what a program that stays open does at every act of
// anybody, and once a minute: it fires what is due, which is nothing, and asks
// when something is. With 100,000 timers asleep against a shop with none, in
// the same run.
func BenchmarkAsleep(b *testing.B) {
	awake, asleep := tokoMaju(b), tokoMaju(b)
	const timers = 100_000
	sleepers(b, asleep, timers)
	look := func(x *fixture) time.Duration {
		begun := time.Now()
		fired, err := x.Wake(context.Background(), "KASIR-1")
		if err != nil || fired > 0 {
			b.Fatal(fired, err)
		}
		if _, err := x.NextWake(context.Background()); err != nil {
			b.Fatal(err)
		}
		return time.Since(begun)
	}
	for _, x := range []*fixture{awake, asleep} { // What is due once, such as the day in one page.
		if _, err := x.Wake(context.Background(), "KASIR-1"); err != nil {
			b.Fatal(err)
		}
	}
	b.Run(fmt.Sprintf("%d", timers), func(b *testing.B) {
		var ours, peers time.Duration
		for range b.N {
			peers += look(awake)
			ours += look(asleep)
		}
		b.ReportMetric(float64(ours.Nanoseconds())/float64(b.N)/1000, "us/op")
		b.ReportMetric(float64(ours)/float64(peers), "x-none-asleep")
	})
}

// counting is an engine that counts the rows that are read.
type counting struct {
	kv.Engine
	rows int
}

func (c *counting) View(ctx context.Context, f func(kv.Tx) error) error {
	return c.Engine.View(ctx, func(tx kv.Tx) error { return f(rowTx{tx, c}) })
}

type rowTx struct {
	kv.Tx
	c *counting
}

func (t rowTx) Get(k []byte) ([]byte, error) {
	t.c.rows++
	return t.Tx.Get(k)
}

func (t rowTx) Scan(from, to []byte, f func(k, v []byte) error) error {
	return t.Tx.Scan(from, to, func(k, v []byte) error {
		t.c.rows++
		return f(k, v)
	})
}

// TestSleepingTimersAreNotRead: however many timers sleep, what looks for what is
// due reads the same few rows, and writes nothing.
func TestSleepingTimersAreNotRead(t *testing.T) {
	read := func(n int) int {
		x := tokoMaju(t)
		sleepers(t, x, n)
		before := x.head()
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		c := &counting{Engine: openFile(t, x.path)}
		x.open(c)
		look := func() {
			if fired, err := x.Wake(t.Context(), "KASIR-1"); err != nil || fired > 0 {
				t.Fatal(fired, err)
			}
			if next, err := x.NextWake(t.Context()); err != nil || next.IsZero() {
				t.Fatal(next, err)
			}
		}
		look()
		c.rows = 0
		look()
		if x.head() != before {
			t.Error("looking wrote something")
		}
		return c.rows
	}
	few, many := read(2), read(5000)
	if few != many || many > 20 {
		t.Errorf("with 2 asleep %d rows are read, with 5000 %d", few, many)
	}
}
