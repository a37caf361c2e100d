package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/storetest"

	bbolt "go.etcd.io/bbolt"
)

// write is one put or delete of an act.
type write struct {
	key, value []byte
	deleted    bool
}

// recorder notes what an update writes.
type recorder struct {
	kv.Engine
	writes []write
}

func (r *recorder) Update(ctx context.Context, f func(kv.Tx) error) error {
	return r.Engine.Update(ctx, func(tx kv.Tx) error { return f(&recordingTx{tx, r}) })
}

type recordingTx struct {
	kv.Tx
	r *recorder
}

func (t *recordingTx) Put(k, v []byte) error {
	t.r.writes = append(t.r.writes, write{key: append([]byte(nil), k...), value: append([]byte(nil), v...)})
	return t.Tx.Put(k, v)
}

func (t *recordingTx) Delete(k []byte) error {
	t.r.writes = append(t.r.writes, write{key: append([]byte(nil), k...), deleted: true})
	return t.Tx.Delete(k)
}

// seedOrders starts so many orders.
func seedOrders(b *testing.B, x *fixture, n int) {
	b.Helper()
	for from := 0; from < n; from += 1000 {
		err := x.Within(context.Background(), func(s *store.Session) error {
			for i := from; i < min(n, from+1000); i++ {
				start := model.StartCase{Process: "online-order", Fields: orderFields(fmt.Sprint("A-", i))}
				if _, err := s.Do(model.Command{By: "dewi", Act: start}, x.now()); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func bareCommit(db *bbolt.DB, writes []write) error {
	return db.Update(func(tx *bbolt.Tx) error {
		for _, w := range writes {
			bucket, err := tx.CreateBucketIfNotExists(w.key[:1])
			if err != nil {
				return err
			}
			if w.deleted {
				err = bucket.Delete(w.key[1:])
			} else {
				err = bucket.Put(w.key[1:], w.value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// BenchmarkCompleteTogether is many people completing at once: the writer
// commits what waits as one.
func BenchmarkCompleteTogether(b *testing.B) {
	for _, people := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) {
			x := tokoMaju(b)
			seedOrders(b, x, b.N)
			var next atomic.Int64
			var all sync.WaitGroup
			b.ResetTimer()
			for range people {
				all.Go(func() {
					for {
						n := int(next.Add(1))
						if n > b.N {
							return
						}
						x.must("sari", pick(fmt.Sprintf("online-order-%d", n)))
					}
				})
			}
			all.Wait()
		})
	}
}

// million is how many events the big shop has.
const million = 1_000_000

// BenchmarkAMillionEvents is what a person waits for in a shop with a long
// history: the queue (next task), a case with its history, and the last lines
// of the record. The peer is the same in a shop that has only the open work.
// ALUR_EVENTS makes another history than a million.
func BenchmarkAMillionEvents(b *testing.B) {
	small, big := longShop(b, 0, 50), longShop(b, histories(b)[1], 50)
	b.Logf("%d events against %d", big.head().Seq, small.head().Seq)
	ctx := context.Background()
	for _, tt := range []struct {
		name string
		do   func(x *fixture) error
	}{
		{"next task", func(x *fixture) error {
			q, err := x.Queue(ctx, "sari", x.now())
			if err == nil && len(q.Items) == 0 {
				err = fmt.Errorf("nothing to do")
			}
			return err
		}},
		{"last lines of the audit", func(x *fixture) error {
			_, err := x.Audit(ctx, store.AuditQuery{Limit: 20})
			return err
		}},
		{"find", func(x *fixture) error {
			_, err := x.FindCases(ctx, store.CaseQuery{Text: "open-7", Limit: 20})
			return err
		}},
		{"take and give back", func(x *fixture) error {
			q, err := x.Queue(ctx, "sari", x.now())
			if err != nil {
				return err
			}
			if _, err := x.give("sari", model.Take{Task: q.Items[0].TaskRef}); err != nil {
				return err
			}
			_, err = x.give("sari", model.GiveBack{Task: q.Items[0].TaskRef})
			return err
		}},
	} {
		b.Run(tt.name, func(b *testing.B) {
			var ours, peers time.Duration
			for range b.N {
				begun := time.Now()
				if err := tt.do(small); err != nil {
					b.Fatal(err)
				}
				peers += time.Since(begun)
				begun = time.Now()
				if err := tt.do(big); err != nil {
					b.Fatal(err)
				}
				ours += time.Since(begun)
			}
			b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "us/op")
			b.ReportMetric(float64(ours)/float64(peers), "x-small-shop")
		})
	}
}

// BenchmarkBoard is the whole board as a screen asks for it after every act
// of somebody: with a hundred cases running, a thousand, and ten thousand.
// The growth is the time of one case against that of one of a hundred: 1 is
// as slow as the cases are many. An act between two boards changes one row.
func BenchmarkBoard(b *testing.B) {
	ctx := context.Background()
	each := 0.0
	for _, running := range []int{100, 1000, 10_000} {
		x := tokoMaju(b)
		if err := storetest.Fill(ctx, x.Store, 0, running); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("running=%d", running), func(b *testing.B) {
			var ours time.Duration
			for i := range b.N {
				task := model.TaskRef{Case: "online-order-1", Step: "pick"}
				act := model.Act(model.Take{Task: task})
				if i%2 == 1 {
					act = model.GiveBack{Task: task}
				}
				x.must("sari", act)
				begun := time.Now()
				board, err := x.Board(ctx, "", x.now())
				if err != nil || board.Tally.Running != running {
					b.Fatal(board.Tally.Running, err)
				}
				ours += time.Since(begun)
			}
			if b.N%2 == 1 {
				x.must("sari", model.GiveBack{Task: model.TaskRef{Case: "online-order-1", Step: "pick"}})
			}
			one := float64(ours) / float64(b.N) / float64(running)
			if running == 100 {
				each = one
			}
			b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "us/board")
			b.ReportMetric(one/each, "growth")
		})
	}
}
