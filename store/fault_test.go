package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

// shaky is an engine whose next commit fails in a way that leaves open
// whether it happened.
type shaky struct {
	kv.Engine
	// fails is how: "" not at all, "kept" after the writes are there,
	// "lost" without them, "blind" as kept, and then nothing can be read,
	// "stuck" as kept, and then nothing more can be committed.
	fails        string
	blind, stuck bool
}

var errDisk = errors.New("input/output error")

func (s *shaky) Update(ctx context.Context, f func(kv.Tx) error) error {
	how := s.fails
	s.fails = ""
	unknown := fmt.Errorf("%w: commit: %w", kv.ErrUnknownOutcome, errDisk)
	switch {
	case s.stuck:
		return fmt.Errorf("%w: %w", kv.ErrNotSaved, errDisk)
	case s.blind:
		return fs.ErrPermission
	}
	switch how {
	case "":
		return s.Engine.Update(ctx, f)
	case "lost":
		rolledBack := errors.New("rolled back")
		err := s.Engine.Update(ctx, func(tx kv.Tx) error {
			if err := f(tx); err != nil {
				return err
			}
			return rolledBack
		})
		if !errors.Is(err, rolledBack) {
			return err
		}
		return unknown
	}
	if err := s.Engine.Update(ctx, f); err != nil {
		return err
	}
	s.blind, s.stuck = how == "blind", how == "stuck"
	return unknown
}

func (s *shaky) View(ctx context.Context, f func(kv.Tx) error) error {
	if s.blind {
		return fs.ErrPermission
	}
	return s.Engine.View(ctx, f)
}

// TestAFailedCommitIsFoundOut: after a commit error the store looks whether
// the act is there, and never promises what it does not know.
func TestAFailedCommitIsFoundOut(t *testing.T) {
	for _, tt := range []struct {
		how  string
		want func(store.Receipt, error) bool
		kept bool
	}{
		{"kept", func(r store.Receipt, err error) bool { return err == nil && r.First > 0 }, true},
		{"lost", func(r store.Receipt, err error) bool {
			return errors.Is(err, store.ErrNotSaved) && !errors.Is(err, kv.ErrUnknownOutcome) && r.First == 0
		}, false},
		{"blind", func(r store.Receipt, err error) bool { return errors.Is(err, kv.ErrUnknownOutcome) && r.First == 0 }, true},
		// It is there to be seen, and may be gone after a power cut.
		{"stuck", func(r store.Receipt, err error) bool { return errors.Is(err, kv.ErrUnknownOutcome) && r.First == 0 }, true},
	} {
		t.Run(tt.how, func(t *testing.T) {
			x := tokoMaju(t)
			id := x.order("A-1")
			y := &fixture{t: t, path: x.path}
			y.seconds.Store(x.seconds.Load())
			engine := &shaky{Engine: openFile(t, x.path)}
			y.open(engine)
			engine.fails = tt.how
			cmd := model.Command{Op: "the-act", By: "sari", Act: pick(id)}
			r, err := y.Do(context.Background(), cmd)
			if !tt.want(r, err) {
				t.Errorf("answered %+v, %v", r, err)
			}
			engine.blind = false
			if engine.stuck {
				if again, err := y.Do(context.Background(), cmd); err == nil {
					t.Errorf("given again while nothing can be committed, it was promised: %+v", again)
				}
				engine.stuck = false
			}
			c, _, err := x.Case(context.Background(), id)
			if err != nil {
				t.Fatal(err)
			}
			if kept := c.Task("pick").State == model.Done; kept != tt.kept {
				t.Errorf("the act is there: %v", kept)
			}
			// Given again with its id, it is done once.
			if _, err := y.Do(context.Background(), cmd); err != nil {
				t.Error(err)
			}
			if report := x.sound(); report.Cases != 1 {
				t.Errorf("%d cases", report.Cases)
			}
			history, err := x.History(context.Background(), id)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, e := range history {
				if e.Name() == "task.completed" {
					n++
				}
			}
			if n != 1 {
				t.Errorf("completed %d times", n)
			}
		})
	}
}

// TestAFailedSessionIsFoundOut: several commands in one transaction are there
// or not, and that is found out as well, also where one of them was done long
// before.
func TestAFailedSessionIsFoundOut(t *testing.T) {
	for _, tt := range []struct {
		how  string
		want error
	}{{"kept", nil}, {"lost", store.ErrNotSaved}, {"stuck", kv.ErrUnknownOutcome}} {
		t.Run(tt.how, func(t *testing.T) {
			x := tokoMaju(t)
			engine := &shaky{Engine: openFile(t, x.path)}
			y := &fixture{t: t, path: x.path}
			y.ops.Store(1000)
			y.open(engine)
			start := func(op string) model.Command {
				return model.Command{Op: op, By: "dewi", Act: model.StartCase{Process: "online-order", Fields: orderFields(op)}}
			}
			if _, err := y.Do(t.Context(), start("old")); err != nil {
				t.Fatal(err)
			}
			engine.fails = tt.how
			err := y.Within(t.Context(), func(s *store.Session) error {
				for _, op := range []string{"one", "two", "old"} {
					if _, err := s.Do(start(op), y.now()); err != nil {
						return err
					}
				}
				return nil
			})
			if !errors.Is(err, tt.want) || !errors.Is(tt.want, kv.ErrUnknownOutcome) && errors.Is(err, kv.ErrUnknownOutcome) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			want := map[string]int{"kept": 3, "lost": 1, "stuck": 3}
			if report := x.sound(); report.Cases != want[tt.how] {
				t.Errorf("%d cases", report.Cases)
			}
		})
	}
}

// TestOneWhoseActCantBeWrittenSpoilsNobody: a batch that fails as a whole is
// tried one by one.
func TestOneWhoseActCantBeWrittenSpoilsNobody(t *testing.T) {
	x := tokoMaju(t)
	first, second := x.order("A-1"), x.order("A-2")
	// The second order's process can't be read any more.
	tamper(t, x, func(tx kv.Tx) error { return tx.Put([]byte("C"+second), []byte("{")) })
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := x.give("sari", model.Take{Task: ref(second, "pick")}); !isDamage(err) {
				t.Errorf("the damaged case: %v", err)
			}
		})
	}
	all.Go(func() {
		if _, err := x.give("sari", pick(first)); err != nil {
			t.Errorf("its neighbour: %v", err)
		}
	})
	all.Wait()
}

func TestAfterCloseNothingIsPromised(t *testing.T) {
	x := tokoMaju(t)
	heads := x.Watch(context.Background())
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if _, open := <-heads; open {
		t.Error("the watch goes on")
	}
	if _, err := x.give("sari", model.SignOut{}); !errors.Is(err, kv.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

// TestCheckIsContentWhileWorkGoesOn: a shop that is busy is not damaged.
func TestCheckIsContentWhileWorkGoesOn(t *testing.T) {
	x := tokoMaju(t)
	y := x.again()
	y.ops.Store(1 << 40)
	ctx, stop := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for w, z := range []*fixture{x, y} {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				r, err := z.give("dewi", model.StartCase{Process: "online-order", Fields: orderFields(fmt.Sprintf("W%d-%d", w, n))})
				if err != nil {
					t.Error(err)
					return
				}
				for _, act := range []model.Act{model.Begin{Task: ref(r.Case, "pick")}, pick(r.Case), model.Undo{}} {
					if _, err := z.give("sari", act); err != nil && model.Refused(err) == nil {
						t.Error(err)
					}
				}
			}
		})
	}
	for range 12 {
		if _, err := x.Check(context.Background(), nil); err != nil {
			t.Error(err)
		}
	}
	stop()
	all.Wait()
	x.sound()
}

func TestAnOperationIsAnsweredAsItWas(t *testing.T) {
	x := tokoMaju(t)
	cmd := model.Command{Op: "same", By: "sari", Act: model.SignIn{}}
	hash, err := model.HashPIN("1234", []byte("sixteen bytes of"))
	if err != nil {
		t.Fatal(err)
	}
	x.must("hendra", model.SetPIN{Person: "sari", Hash: hash})
	for range 2 {
		if _, err := x.Do(context.Background(), cmd); model.Refused(err) == nil || model.Refused(err).Code != "wrong_pin" {
			t.Errorf("got %v", err)
		}
	}
	id := x.order("A-1")
	if _, err := x.Do(context.Background(), model.Command{Op: "hers", By: "sari", Act: pick(id)}); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Do(context.Background(), model.Command{Op: "hers", By: "budi", Act: model.CancelCase{Case: id}}); model.Refused(err) == nil {
		t.Errorf("somebody else's operation: %v", err)
	}
}
