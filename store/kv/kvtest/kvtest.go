// Package kvtest is the suite that every storage engine passes: what package
// kv promises, tried out.
package kvtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"alur/store/kv"
)

// Run tries an engine. Each call of open opens the same data again, empty at
// first; t is another for every subtest, and so is the data.
func Run(t *testing.T, open func(t *testing.T) kv.Engine) {
	t.Run("keys are in order", func(t *testing.T) { keysAreInOrder(t, open(t)) })
	t.Run("an update is all or nothing", func(t *testing.T) { allOrNothing(t, open(t)) })
	t.Run("a view sees one moment", func(t *testing.T) { viewSeesOneMoment(t, open(t)) })
	t.Run("views do not write", func(t *testing.T) { viewsDoNotWrite(t, open(t)) })
	t.Run("slices belong to the caller", func(t *testing.T) { slicesBelongToTheCaller(t, open(t)) })
	t.Run("a scan can be stopped", func(t *testing.T) { scanCanBeStopped(t, open(t)) })
	t.Run("many writers lose nothing", func(t *testing.T) { manyWriters(t, open(t)) })
	t.Run("a context ends the wait", func(t *testing.T) { contextEndsTheWait(t, open(t)) })
	t.Run("what was committed is there again", func(t *testing.T) { reopened(t, open) })
	t.Run("it behaves as a sorted map", func(t *testing.T) { sortedMap(t, open(t)) })
}

func put(t testing.TB, e kv.Engine, pairs ...string) {
	t.Helper()
	err := e.Update(t.Context(), func(tx kv.Tx) error {
		for i := 0; i < len(pairs); i += 2 {
			if err := tx.Put([]byte(pairs[i]), []byte(pairs[i+1])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, e kv.Engine, key string) (value string, there bool) {
	t.Helper()
	err := e.View(t.Context(), func(tx kv.Tx) error {
		v, err := tx.Get([]byte(key))
		value, there = string(v), v != nil
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return value, there
}

// keys lists the keys of a scan, empty texts for nil.
func keys(t testing.TB, e kv.Engine, from, to string, back bool) []string {
	t.Helper()
	bound := func(s string) []byte {
		if s == "" {
			return nil
		}
		return []byte(s)
	}
	var got []string
	err := e.View(t.Context(), func(tx kv.Tx) error {
		scan := tx.Scan
		if back {
			scan = tx.ScanBack
		}
		return scan(bound(from), bound(to), func(k, _ []byte) error {
			got = append(got, string(k))
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func keysAreInOrder(t *testing.T, e kv.Engine) {
	put(t, e, "Torder-2", "b", "Corder-1", "x", "Torder-10", "c", "Torder-1", "a", "T\xff", "z", "U\x00", "u")
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"", "", []string{"Corder-1", "Torder-1", "Torder-10", "Torder-2", "T\xff", "U\x00"}},
		{"T", "U", []string{"Torder-1", "Torder-10", "Torder-2", "T\xff"}},
		{"Torder-1", "Torder-2", []string{"Torder-1", "Torder-10"}},
		{"Torder-1\x00", "Torder-2\x00", []string{"Torder-10", "Torder-2"}},
		{"D", "Torder-1", nil},
		{"D", "Torder-10", []string{"Torder-1"}},
		{"U", "", []string{"U\x00"}},
		{"", "Torder-1", []string{"Corder-1"}},
		{"V", "", nil},
		{"", "A", nil},
	} {
		if got := keys(t, e, c.from, c.to, false); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("scan %q to %q: got %q, want %q", c.from, c.to, got, c.want)
		}
		var turned []string
		for i := len(c.want) - 1; i >= 0; i-- {
			turned = append(turned, c.want[i])
		}
		if got := keys(t, e, c.from, c.to, true); fmt.Sprint(got) != fmt.Sprint(turned) {
			t.Errorf("scan back %q to %q: got %q, want %q", c.from, c.to, got, turned)
		}
	}
}

func allOrNothing(t *testing.T, e kv.Engine) {
	put(t, e, "Cone", "stays", "Ctwo", "stays too")
	spilled := errors.New("the coffee was spilled")
	err := e.Update(t.Context(), func(tx kv.Tx) error {
		for _, k := range []string{"Cone", "Cthree", "Qnew table"} {
			if err := tx.Put([]byte(k), []byte("half done")); err != nil {
				return err
			}
		}
		if err := tx.Delete([]byte("Ctwo")); err != nil {
			return err
		}
		return spilled
	})
	if !errors.Is(err, spilled) {
		t.Fatalf("got %v", err)
	}
	if got := keys(t, e, "", "", false); fmt.Sprint(got) != "[Cone Ctwo]" {
		t.Errorf("after a failed update there are %q", got)
	}
	if v, _ := get(t, e, "Cone"); v != "stays" {
		t.Errorf("after a failed update: %q", v)
	}
	func() {
		defer func() { _ = recover() }()
		_ = e.Update(t.Context(), func(tx kv.Tx) error {
			_ = tx.Put([]byte("Cone"), []byte("half done"))
			panic("the coffee was spilled on the keyboard")
		})
	}()
	if v, _ := get(t, e, "Cone"); v != "stays" {
		t.Errorf("after a panic: %q", v)
	}
	put(t, e, "Cone", "goes on")
}

func viewSeesOneMoment(t *testing.T, e kv.Engine) {
	put(t, e, "Cone", "before")
	err := e.View(t.Context(), func(tx kv.Tx) error {
		done := make(chan error)
		go func() {
			done <- e.Update(t.Context(), func(tx kv.Tx) error { return tx.Put([]byte("Cone"), []byte("after")) })
		}()
		if err := <-done; err != nil {
			return err
		}
		v, err := tx.Get([]byte("Cone"))
		if string(v) != "before" {
			t.Errorf("the view saw %q", v)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := get(t, e, "Cone"); v != "after" {
		t.Errorf("the next view saw %q", v)
	}
}

func viewsDoNotWrite(t *testing.T, e kv.Engine) {
	err := e.View(t.Context(), func(tx kv.Tx) error {
		if err := tx.Put([]byte("Cone"), nil); !errors.Is(err, kv.ErrReadOnly) {
			t.Errorf("put in a view: %v", err)
		}
		if err := tx.Delete([]byte("Cone")); !errors.Is(err, kv.ErrReadOnly) {
			t.Errorf("delete in a view: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = e.Update(t.Context(), func(tx kv.Tx) error {
		for _, k := range [][]byte{nil, []byte("C"), []byte("\x00one"), bytes.Repeat([]byte("C"), kv.MaxKey+1)} {
			if err := tx.Put(k, nil); !errors.Is(err, kv.ErrBadKey) {
				t.Errorf("put of a key of %d bytes: %v", len(k), err)
			}
		}
		if err := tx.Delete([]byte("Cnobody")); err != nil {
			t.Errorf("delete of what is not there: %v", err)
		}
		return tx.Put(bytes.Repeat([]byte("C"), kv.MaxKey), nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func slicesBelongToTheCaller(t *testing.T, e kv.Engine) {
	var kept []byte
	err := e.Update(t.Context(), func(tx kv.Tx) error {
		k, v := []byte("Cone"), []byte("packed")
		if err := tx.Put(k, v); err != nil {
			return err
		}
		copy(v, "xxxxxx")
		if err := tx.Put([]byte("Cempty"), nil); err != nil {
			return err
		}
		got, err := tx.Get([]byte("Cone"))
		if string(got) != "packed" {
			t.Errorf("the update reads %q", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = e.View(t.Context(), func(tx kv.Tx) (err error) {
		kept, err = tx.Get([]byte("Cone"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	put(t, e, "Cone", "sent..")
	if string(kept) != "packed" {
		t.Errorf("a value changed after its view: %q", kept)
	}
	if v, there := get(t, e, "Cempty"); v != "" || !there {
		t.Errorf("an empty value is %q, %v", v, there)
	}
	if _, there := get(t, e, "Cnobody"); there {
		t.Error("what was never put is there")
	}
}

func scanCanBeStopped(t *testing.T, e kv.Engine) {
	put(t, e, "Ca", "", "Cb", "", "Da", "")
	tired := errors.New("tired")
	err := e.View(t.Context(), func(tx kv.Tx) error {
		n := 0
		if err := tx.Scan(nil, nil, func(_, _ []byte) error { n++; return kv.Stop }); err != nil || n != 1 {
			t.Errorf("stopped after %d: %v", n, err)
		}
		return tx.ScanBack(nil, nil, func(_, _ []byte) error { return tired })
	})
	if !errors.Is(err, tired) {
		t.Errorf("the scan returned %v", err)
	}
}

func manyWriters(t *testing.T, e kv.Engine) {
	const writers, acts = 8, 10
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for range acts {
				err := e.Update(context.Background(), func(tx kv.Tx) error {
					v, err := tx.Get([]byte("Ncount"))
					if err != nil {
						return err
					}
					return tx.Put([]byte("Ncount"), append(v, byte(w)))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if v, _ := get(t, e, "Ncount"); len(v) != writers*acts {
		t.Errorf("%d of %d acts are there", len(v), writers*acts)
	}
}

func contextEndsTheWait(t *testing.T, e kv.Engine) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ran := false
	if err := e.Update(ctx, func(kv.Tx) error { ran = true; return nil }); !errors.Is(err, context.Canceled) || ran {
		t.Errorf("got %v, ran %v", err, ran)
	}
	if err := e.View(ctx, func(kv.Tx) error { ran = true; return nil }); !errors.Is(err, context.Canceled) || ran {
		t.Errorf("got %v, ran %v", err, ran)
	}
}

func reopened(t *testing.T, open func(t *testing.T) kv.Engine) {
	first := open(t)
	put(t, first, "Cone", "kept")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	nothing := func(kv.Tx) error { return nil }
	for _, err := range []error{first.View(t.Context(), nothing), first.Update(t.Context(), nothing), first.Close()} {
		if !errors.Is(err, kv.ErrClosed) {
			t.Errorf("after closing: %v", err)
		}
	}
	second := open(t)
	if v, _ := get(t, second, "Cone"); v != "kept" {
		t.Errorf("opened again: %q", v)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
}
