package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/ui"
	"alur/ui/demo"
)

// measured is the program with a stopwatch: from a key press that reaches it
// to the frame that follows.
type measured struct {
	tea.Model
	pressed time.Time
	took    []time.Duration
	frame   string
	mu      *sync.Mutex
}

func (m *measured) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		m.pressed = time.Now()
	}
	var cmd tea.Cmd
	m.Model, cmd = m.Model.Update(msg)
	return m, cmd
}

func (m *measured) View() tea.View {
	v := m.Model.View()
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.pressed.IsZero() {
		m.took = append(m.took, time.Since(m.pressed))
		m.pressed = time.Time{}
	}
	m.frame = v.Content
	return v
}

// counted is how much was written to a terminal.
type counted struct{ n atomic.Int64 }

func (c *counted) Write(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}

var _ io.Writer = (*counted)(nil)

// BenchmarkKeyPress is a key press and the frame that follows, in the demo's
// shop in a window of 120 by 40: the 99th of 100 times in microseconds, and
// how many bytes go to the terminal beside what a whole frame has. Run it with
// -benchtime 300x.
func BenchmarkKeyPress(b *testing.B) {
	path := filepath.Join(b.TempDir(), "demo.db")
	now := time.Date(2026, 11, 23, 14, 30, 0, 0, time.FixedZone("WIB", 7*3600))
	var n atomic.Int64
	s, err := store.Open(context.Background(), bolt.OpenLate(path, bolt.Options{AppendOnly: store.AppendOnly()}), store.Options{
		Clock: func() time.Time { return now }, NewOp: func() string { return fmt.Sprint("bench-", n.Add(1)) },
	})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := demo.Build(context.Background(), s, demo.Options{Lang: model.English, Now: now}); err != nil {
		b.Fatal(err)
	}
	for _, page := range []struct {
		name string
		key  rune
	}{{"my next task", 0}, {"my list", tea.KeyF5}, {"team board", tea.KeyF6}, {"bottlenecks", tea.KeyF7}, {"menu", tea.KeyF10}} {
		b.Run(page.name, func(b *testing.B) { pressKeys(b, s, page.key) })
	}
}

func pressKeys(b *testing.B, s *store.Store, open rune) {
	out := &counted{}
	m := &measured{Model: ui.New(ui.Options{Store: s, Person: "hendra"}), mu: &sync.Mutex{}}
	p := tea.NewProgram(m, tea.WithInput(nil), tea.WithOutput(out), tea.WithWindowSize(120, 40), tea.WithoutSignals(), tea.WithFPS(120))
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	defer func() {
		p.Kill()
		<-ended
	}()
	// A new screen takes its time; so do people.
	settle := func() { <-time.After(600 * time.Millisecond) }
	settle()
	if open != 0 {
		p.Send(tea.KeyPressMsg{Code: open})
		settle()
	}
	m.mu.Lock()
	m.took = nil
	m.mu.Unlock()
	before := out.n.Load()
	b.ResetTimer()
	for i := range b.N {
		p.Send(tea.KeyPressMsg{Code: []rune{tea.KeyDown, tea.KeyDown, tea.KeyUp}[i%3]})
		<-time.After(20 * time.Millisecond)
	}
	b.StopTimer()
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.took) < b.N {
		b.Fatalf("%d frames for %d keys", len(m.took), b.N)
	}
	slices.Sort(m.took)
	b.ReportMetric(0, "ns/op") // The pause between keys is no measure.
	b.ReportMetric(float64(m.took[len(m.took)/2].Microseconds()), "us-median")
	b.ReportMetric(float64(m.took[len(m.took)*99/100].Microseconds()), "us-p99")
	b.ReportMetric(float64(out.n.Load()-before)/float64(b.N), "B-written/key")
	b.ReportMetric(float64(len(m.frame)), "B/whole-frame")
}
