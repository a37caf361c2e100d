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

// TestTheBottleneckIsNamed: whenever and in whichever language the demo is
// opened, the shop is at work, and the planted bottleneck is what the owner
// reads first.
func TestTheBottleneckIsNamed(t *testing.T) {
	for _, tt := range []struct {
		name string
		lang model.Lang
		at   time.Time
		want string
	}{
		{"a Monday afternoon", model.English, now, "Work piles up at Pack safely."},
		{"the same in Indonesian", model.Indonesian, now, "Pekerjaan menumpuk di Kemas dengan aman."},
		{"in the night", model.English, now.Add(10 * time.Hour), "Work piles up at Pack safely."},
		{"on a Sunday", model.English, now.AddDate(0, 0, -1), "Work piles up at Pack safely."},
		{"in the morning", model.English, now.Add(-7 * time.Hour), "Work piles up at Pack safely."},
		{"in another year", model.English, time.Date(2031, 3, 3, 3, 3, 3, 0, time.UTC), "Work piles up at Pack safely."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := context.Background()
			s := build(t, tt.lang, tt.at)
			b, err := s.Bottlenecks(ctx, store.BottleneckQuery{Since: tt.at.AddDate(0, 0, -30)})
			if err != nil {
				t.Fatal(err)
			}
			if got := b.Sentences()[0].In(tt.lang); got != tt.want {
				t.Errorf("the first sentence is %q, want %q", got, tt.want)
			}
			cal, err := s.Calendar(ctx)
			if err != nil || !cal.IsOpen(tt.at) {
				t.Errorf("the shop is closed (%v)", err)
			}
			for _, who := range []string{"sari", "budi", "dewi", "rina", "hendra"} {
				q, err := s.Queue(ctx, who, tt.at)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s: %d to do, %d waiting", who, len(q.Items), len(q.Asleep))
			}
			if _, err := s.Check(ctx, nil); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestTheSameSeedIsTheSameShop: the head of the record proves every byte.
func TestTheSameSeedIsTheSameShop(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two shops")
	}
	one, err := build(t, model.English, now).Head(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	two, err := build(t, model.English, now).Head(context.Background())
	if err != nil || one.Hash != two.Hash {
		t.Errorf("%s and %s, %v", one, two, err)
	}
}
