package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/store"
	"alur/store/export"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// BenchmarkTenYears works a shop of ten for ten years, sixty orders on every day
// it is open, and tells what its owner then waits for: from opening to the first
// frame, each screen, each export, and how large the file is. ALUR_YEARS makes
// other years, ALUR_ORDERS other days. Run it with -benchtime 1x -timeout 0.
func BenchmarkTenYears(b *testing.B) {
	path, events := oldShop(b, number("ALUR_YEARS", 10), number("ALUR_ORDERS", 60))
	b.ResetTimer()
	for range b.N {
		b.ReportMetric(float64(firstFrame(b, path, "Begin").Microseconds())/1000, "ms-first-frame")
		yearsOnScreen(b, path)
		yearsExported(b, path)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(events), "events")
	b.ReportMetric(float64(info.Size())/1e6, "MB-file")
}

// oldShop is the database of a shop that has worked for years until today, and
// how many events it has.
func oldShop(b *testing.B, years, orders int) (path string, events uint64) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "shop.db")
	now := time.Now().UTC().AddDate(-years, 0, 0)
	name := fmt.Sprintf("years-%d-%d-until-%s.db", years, orders, time.Now().UTC().Format(time.DateOnly))
	there, err := storetest.Kept(name, path)
	if err != nil {
		b.Fatal(err)
	}
	ops := 0
	s, err := store.Open(b.Context(), bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}), store.Options{
		Clock: func() time.Time { return now }, NewOp: func() string { ops++; return fmt.Sprint("y-", ops) },
	})
	if err != nil {
		b.Fatal(err)
	}
	if !there {
		err = errors.Join(storetest.Shop(b.Context(), s),
			storetest.Years(b.Context(), s, func(at time.Time) { now = at }, now, years, orders),
			storetest.Fill(b.Context(), s, 0, 50))
	}
	head, herr := s.Head(b.Context())
	if err := errors.Join(err, herr, s.Close()); err != nil {
		b.Fatal(err)
	}
	if !there {
		if err := storetest.Keep(name, path); err != nil {
			b.Fatal(err)
		}
	}
	return path, head.Seq
}

func number(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

// yearsOnScreen goes through the screens as the owner.
func yearsOnScreen(b *testing.B, path string) {
	b.Helper()
	o, leaves := comes(b, path, "My next task")
	defer leaves()
	b.ReportMetric(o.asks(tea.KeyF6, "Team board", "Sari"), "ms-board")
	b.ReportMetric(o.asks(tea.KeyF7, "[Now]"), "ms-bottlenecks")
	b.ReportMetric(o.asks(tea.KeyTab, "[Slow]", "Of all waiting"), "ms-30-days")
	o.asks(tea.KeyRight, "Last 90 days", "Of all waiting")
	b.ReportMetric(o.asks(tea.KeyRight, "From the beginning", "Of all waiting"), "ms-all-time")
	b.ReportMetric(held(), "MB-held")
}

// yearsExported writes every table.
func yearsExported(b *testing.B, path string) {
	b.Helper()
	s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
	defer func() { _ = s.Close() }()
	for _, what := range export.Whats() {
		begun := time.Now()
		if _, err := export.Write(b.Context(), io.Discard, s, export.Request{What: what, Form: export.Programs}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(begun).Seconds(), "s-export-"+string(what))
	}
}
