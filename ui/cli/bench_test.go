package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"
	"alur/ui"
)

// million is how many events the shop with a long history has.
const million = 1_000_000

// longShop is a database with so many events and fifty open orders.
func longShop(b *testing.B, events uint64) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "shop.db")
	name := fmt.Sprintf("screens-%d.db", events)
	if there, err := storetest.Kept(name, path); there || err != nil {
		if err != nil {
			b.Fatal(err)
		}
		return path
	}
	s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
	ctx := context.Background()
	if err := storetest.Shop(ctx, s); err != nil {
		b.Fatal(err)
	}
	if err := storetest.Fill(ctx, s, events, 50); err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(s.Close(), storetest.Keep(name, path)); err != nil {
		b.Fatal(err)
	}
	return path
}

func openShop(b *testing.B, engine *bolt.Late) *store.Store {
	b.Helper()
	var n atomic.Int64
	s, err := store.Open(context.Background(), engine, store.Options{
		Clock: time.Now, NewOp: func() string { return fmt.Sprint("bench-", n.Add(1)) },
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// seen is an output that tells when a text has been drawn.
type seen struct {
	mu   sync.Mutex
	buf  bytes.Buffer
	text string
	done chan struct{}
}

func (s *seen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buf.Write(p)
	if s.done != nil && strings.Contains(s.buf.String(), s.text) {
		close(s.done)
		s.done = nil
	}
	return len(p), nil
}

// BenchmarkFirstFrame is what a person waits for who opens alur, signed in:
// from opening the file to the next task on the screen. The peer is the same
// in a shop without a history. ALUR_EVENTS makes another history than a million.
func BenchmarkFirstFrame(b *testing.B) {
	small, big := longShop(b, 0), longShop(b, eventsWanted())
	var ours, peers time.Duration
	b.ResetTimer()
	for range b.N {
		peers += firstFrame(b, small, "Pick the goods")
		ours += firstFrame(b, big, "Pick the goods")
	}
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/frame")
	b.ReportMetric(float64(ours)/float64(peers), "x-small-shop")
}

// firstFrame is how long it takes from opening a shop until Sari sees a text.
func firstFrame(b *testing.B, path, text string) time.Duration {
	b.Helper()
	done := make(chan struct{})
	out := &seen{text: text, done: done}
	begun := time.Now()
	s := openShop(b, bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}))
	p := tea.NewProgram(ui.New(ui.Options{Store: s, Person: "sari"}),
		tea.WithInput(nil), tea.WithOutput(out), tea.WithWindowSize(80, 24), tea.WithoutSignals())
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	select {
	case <-done:
	case err := <-ended:
		b.Fatalf("it ended before it drew: %v", err)
	}
	took := time.Since(begun)
	p.Kill()
	<-ended
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return took
}
