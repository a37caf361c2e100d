package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/storetest"
)

// tired is an engine that gives up after some updates.
type tired struct {
	kv.Engine
	left int
}

var errTired = errors.New("the cable was pulled")

func (e *tired) Update(ctx context.Context, f func(kv.Tx) error) error {
	if e.left--; e.left < 0 {
		return errTired
	}
	return e.Engine.Update(ctx, f)
}

// A copy that was broken off is no shop, goes on where it stopped while others
// work on, and ends as the shop is; where another shop is, it touches nothing.
func TestACopyIsTheShopOrNone(t *testing.T) {
	engine := func(path string) kv.Engine {
		t.Helper()
		db, err := bolt.Open(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
		if err != nil {
			db, err = bolt.Create(t.Context(), path, bolt.Options{AppendOnly: store.AppendOnly()})
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	n := 0
	o := store.Options{Clock: func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) }, NewOp: func() string { n++; return fmt.Sprint("op-", n) }}
	open := func(e kv.Engine) *store.Store {
		t.Helper()
		s, err := store.Open(t.Context(), e, o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	dir := t.TempDir()
	from := open(engine(filepath.Join(dir, "from.db")))
	if _, err := from.Copy(t.Context(), engine(filepath.Join(dir, "nothing.db")), nil); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a copy of nothing: %v", err)
	}
	if err := errors.Join(storetest.Shop(t.Context(), from), storetest.Fill(t.Context(), from, 5000, 20)); err != nil {
		t.Fatal(err)
	}
	to := engine(filepath.Join(dir, "to.db"))
	for _, updates := range []int{0, 1, 3, 4} {
		if _, err := from.Copy(t.Context(), &tired{to, updates}, nil); !errors.Is(err, errTired) {
			t.Fatalf("after %d updates: %v", updates, err)
		}
		if _, err := store.Open(t.Context(), to, o); updates > 0 && !errors.Is(err, store.ErrHalfCopied) {
			t.Errorf("half a copy is opened: %v", err)
		}
	}
	other := open(engine(filepath.Join(dir, "other.db")))
	if err := storetest.Shop(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	for _, place := range []kv.Engine{to, engine(filepath.Join(dir, "from.db"))} {
		if _, err := other.Copy(t.Context(), place, nil); !errors.Is(err, store.ErrOtherShop) {
			t.Errorf("one shop over another: %v", err)
		}
	}
	works, last := 0, uint64(0)
	head, err := from.Copy(t.Context(), to, func(done, total uint64) {
		if works++; works < 4 { // Somebody works on meanwhile.
			_, err := from.Do(t.Context(), model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: storetest.Order(fmt.Sprint("late-", works))}})
			if err != nil {
				t.Error(err)
			}
		}
		if done > total {
			t.Errorf("%d of %d", done, total)
		}
		last = done * 100 / total
	})
	want, herr := from.Head(t.Context())
	if err := errors.Join(err, herr); err != nil || head != want || last != 100 {
		t.Fatalf("the copy ends at %s, the shop at %s, %d %%: %v", head, want, last, err)
	}
	copied := open(to)
	report, err := copied.Check(t.Context(), nil)
	if err != nil || report.Head != want {
		t.Errorf("the copy: %v", err)
	}
	if again, err := from.Copy(t.Context(), to, nil); err != nil || again != want {
		t.Errorf("a copy that is there: %v", err)
	}
	if _, err := copied.Do(t.Context(), model.Command{By: "dewi", Act: model.StartCase{Process: "online-order", Fields: storetest.Order("own")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := from.Copy(t.Context(), to, nil); !errors.Is(err, store.ErrOtherShop) {
		t.Errorf("a copy that went its own way: %v", err)
	}
}
