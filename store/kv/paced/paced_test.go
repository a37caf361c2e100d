package paced

import (
	"context"
	"errors"
	"testing"
	"time"

	"alur/store/kv"
)

// works is an engine whose transactions take as long as they are said to.
type works struct {
	kv.Engine
	now   time.Time
	takes time.Duration
}

var errFull = errors.New("full")

func (w *works) View(_ context.Context, _ func(kv.Tx) error) error {
	w.now = w.now.Add(w.takes)
	return nil
}

func (w *works) Update(_ context.Context, _ func(kv.Tx) error) error {
	w.now = w.now.Add(w.takes)
	if w.takes == 0 {
		return errFull
	}
	return nil
}

func TestLongWorkRests(t *testing.T) {
	for _, tt := range []struct {
		name  string
		takes time.Duration
		busy  bool
		rests time.Duration
	}{
		{"as often as it worked", 10 * time.Millisecond, true, 40 * time.Millisecond},
		{"never long, though it waited for others", 10 * time.Second, true, longest},
		{"not for a moment", time.Millisecond, true, 0},
		{"not where nobody works", 10 * time.Millisecond, false, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := &works{takes: tt.takes}
			rested := time.Duration(0)
			e := New(w, Pace{
				Part: 4, Busy: func() bool { return tt.busy }, Now: func() time.Time { return w.now },
				Sleep: func(_ context.Context, d time.Duration) error { rested += d; w.now = w.now.Add(d); return nil },
			})
			for n := range 3 {
				rested = 0
				if err := e.View(t.Context(), nil); n < 2 && err != nil {
					t.Fatal(err)
				}
				if n == 0 && rested != tt.rests {
					t.Errorf("it rested %s, not %s", rested, tt.rests)
				}
			}
		})
	}
}

// TestWhatFailsIsSaidAtOnce: and an end of the context ends the rest.
func TestWhatFailsIsSaidAtOnce(t *testing.T) {
	w := &works{}
	if err := New(w, Pace{Part: 4}).Update(t.Context(), nil); !errors.Is(err, errFull) {
		t.Error(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	w = &works{takes: time.Hour, now: time.Now()}
	if err := New(w, Pace{Part: 4, Now: func() time.Time { return w.now }}).Update(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
