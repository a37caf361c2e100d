package demo_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/ui/demo"
)

// now is a Monday afternoon in Jakarta.
var now = time.Date(2026, 11, 23, 7, 32, 0, 0, time.UTC)

func build(t testing.TB, lang model.Lang, at time.Time) *store.Store {
	t.Helper()
	engine, err := bolt.Create(context.Background(), filepath.Join(t.TempDir(), "demo.db"), bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	s, err := store.Open(context.Background(), engine, store.Options{
		Clock: func() time.Time { return at }, NewOp: func() string { n++; return fmt.Sprint("test-", n) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := demo.Build(context.Background(), s, demo.Options{Lang: lang, Now: at}); err != nil {
		t.Fatal(err)
	}
	return s
}

// BenchmarkBuild is how long a person waits for the demo.
func BenchmarkBuild(b *testing.B) {
	for range b.N {
		s := build(b, model.English, now)
		head, err := s.Head(context.Background())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(head.Seq), "events")
	}
}
