package storetest_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// TestYearsAreWorked: some weeks of the shop of ten are a sound record in which
// every order was done, some of them after a check had sent it back.
func TestYearsAreWorked(t *testing.T) {
	engine, err := bolt.Create(t.Context(), filepath.Join(t.TempDir(), "shop.db"), bolt.Options{AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	now, ops := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), 0
	s, err := store.Open(t.Context(), engine, store.Options{Clock: func() time.Time { return now }, NewOp: func() string { ops++; return fmt.Sprint("y-", ops) }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := storetest.Shop(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	begun := now
	if err := storetest.Years(t.Context(), s, func(at time.Time) { now = at }, begun.AddDate(-1, 0, 0), 1, 1); err != nil {
		t.Fatal(err)
	}
	cases, err := s.CaseCount(t.Context())
	if err != nil || cases < 300 {
		t.Errorf("%d orders: %v", cases, err)
	}
	b, err := s.Board(t.Context(), "", now)
	if err != nil || b.Tally.Running != 0 {
		t.Errorf("%d orders are not done: %v", b.Tally.Running, err)
	}
	report, err := s.Check(t.Context(), nil)
	if err != nil || report.Head.Seq < 20*cases {
		t.Errorf("%d events: %v", report.Head.Seq, err)
	}
}
