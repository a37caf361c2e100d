package store_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/figures"
	"alur/store/storetest"
)

// BenchmarkCaseLogs is what the owner's figures read of a shop with a million
// events: all case logs for the first time in the life of a program, what is
// changed by one act, and with how many bytes they stay in memory; and the
// figures of them all. Nothing but the first reads history.
func BenchmarkCaseLogs(b *testing.B) {
	ctx := context.Background()
	x := tokoMaju(b)
	if err := storetest.Fill(ctx, x.Store, million, 50); err != nil {
		b.Fatal(err)
	}
	task := model.TaskRef{Case: "online-order-1", Step: "pick"}
	if q, err := x.Queue(ctx, "sari", x.now()); err != nil || len(q.Items) == 0 {
		b.Fatal("nothing to do", err)
	} else {
		task = q.Items[0].TaskRef
	}
	read := func(y *fixture) []*model.CaseLog {
		logs, err := y.CaseLogs(ctx, time.Time{})
		if err != nil || len(logs) == 0 {
			b.Fatal(len(logs), err)
		}
		return logs
	}
	b.Run("first read", func(b *testing.B) {
		var held, cases float64
		for range b.N {
			b.StopTimer()
			y := x.again()
			before := heap()
			b.StartTimer()
			logs := read(y)
			b.StopTimer()
			held, cases = float64(heap()-before), float64(len(logs))
			runtime.KeepAlive(y)
			b.StartTimer()
		}
		b.ReportMetric(held/1e6, "MB-held")
		b.ReportMetric(cases, "cases")
	})
	b.Run("after an act", func(b *testing.B) {
		read(x)
		for i := range b.N {
			b.StopTimer()
			act := model.Act(model.Take{Task: task})
			if i%2 == 1 {
				act = model.GiveBack{Task: task}
			}
			x.must("sari", act)
			b.StartTimer()
			read(x)
		}
		b.StopTimer()
		if b.N%2 == 1 {
			x.must("sari", model.GiveBack{Task: task})
		}
	})
	b.Run("figures of all", func(b *testing.B) {
		logs := read(x)
		b.ResetTimer()
		for range b.N {
			log, _ := eventlog.OfCases(logs)
			if f := figures.Of(log, figures.Everything()); f.Executions == 0 {
				b.Fatal("no figures")
			}
		}
	})
}

// heap is what is in use once all that is not has been swept.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc) //nolint:gosec // It fits.
}
