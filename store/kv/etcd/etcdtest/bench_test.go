package etcdtest

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/storetest"

	"go.etcd.io/etcd/client/v3"
)

// listening notes what each update puts.
type listening struct {
	kv.Engine
	ops []clientv3.Op
}

func (l *listening) Update(ctx context.Context, f func(kv.Tx) error) error {
	return l.Engine.Update(ctx, func(tx kv.Tx) error {
		l.ops = nil
		return f(noting{tx, l})
	})
}

type noting struct {
	kv.Tx
	l *listening
}

func (n noting) Put(k, v []byte) error {
	n.l.ops = append(n.l.ops, clientv3.OpPut("k"+string(k), string(v)))
	return n.Tx.Put(k, v)
}

func (n noting) Delete(k []byte) error {
	n.l.ops = append(n.l.ops, clientv3.OpDelete("k"+string(k)))
	return n.Tx.Delete(k)
}

// BenchmarkActs compares acts on three servers with transactions of etcd of the
// same bytes, one per act, and with a file, in turns of the same run.
func BenchmarkActs(b *testing.B) {
	c := start(b, 3)
	shop := func(e kv.Engine) *store.Store {
		s, err := store.Open(b.Context(), e, options())
		if err == nil {
			err = storetest.Shop(b.Context(), s)
		}
		if err != nil {
			b.Fatal(err)
		}
		return s
	}
	file := func() kv.Engine {
		db, err := bolt.Create(b.Context(), filepath.Join(b.TempDir(), "shop.db"), bolt.Options{AppendOnly: store.AppendOnly()})
		if err != nil {
			b.Fatal(err)
		}
		return db
	}
	var n atomic.Int64
	act := func(s *store.Store) func() error {
		return func() error {
			order := storetest.Order(fmt.Sprint("A-", n.Add(1)))
			_, err := s.Do(context.Background(), model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: order}})
			return err
		}
	}
	heard := &listening{Engine: file()}
	if err := act(shop(heard))(); err != nil {
		b.Fatal(err)
	}
	plain, size := c.plain(), 0
	last := map[string]bool{}
	var ops []clientv3.Op
	for _, op := range slices.Backward(heard.ops) {
		if !last[string(op.KeyBytes())] {
			last[string(op.KeyBytes())] = true
			ops, size = append(ops, op), size+len(op.KeyBytes())+len(op.ValueBytes())
		}
	}
	raw := func() error {
		all := make([]clientv3.Op, len(ops))
		for i, op := range ops {
			key := fmt.Sprintf("raw/%d/%s", n.Add(1), op.KeyBytes())
			if all[i] = clientv3.OpPut(key, string(op.ValueBytes())); op.IsDelete() {
				all[i] = clientv3.OpDelete(key)
			}
		}
		_, err := plain.Txn(context.Background()).Then(all...).Commit()
		return err
	}
	onEtcd, inFile := act(shop(c.open(b, "bench"))), act(shop(file()))
	rate := func(do func() error, writers int) float64 {
		var done atomic.Int64
		var all sync.WaitGroup
		begun := time.Now()
		for range writers {
			all.Go(func() {
				for time.Since(begun) < time.Second/2 {
					if err := do(); err != nil {
						b.Error(err)
						return
					}
					done.Add(1)
				}
			})
		}
		all.Wait()
		return float64(done.Load()) / time.Since(begun).Seconds()
	}
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprint(writers, "-writers"), func(b *testing.B) {
			var raws, ours, files, parts, to []float64
			for b.Loop() {
				r, o, f := rate(raw, writers), rate(onEtcd, writers), rate(inFile, writers)
				raws, ours, files, parts, to = append(raws, r), append(ours, o), append(files, f), append(parts, o/r), append(to, o/f)
			}
			for unit, of := range map[string][]float64{"raw/s": raws, "etcd/s": ours, "file/s": files, "etcd/raw": parts, "etcd/file": to} {
				slices.Sort(of)
				b.ReportMetric(of[len(of)/2], unit)
			}
			b.ReportMetric(0, "ns/op")
			b.Logf("an act: %d writes of %d bytes", len(ops), size)
		})
	}
}
