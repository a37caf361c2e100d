package bolt

import (
	"path/filepath"
	"testing"
	"time"

	"alur/store/kv"
)

// On a busy PC whoever waits for the file may wake long after it was opened,
// when nobody new is let in any more. They get in all the same, or each would
// wait for an opening of their own, and the last of a hundred would give up.
func TestWhoWaitedAsTheFileWasOpenedGetsIn(t *testing.T) {
	db, err := Create(t.Context(), filepath.Join(t.TempDir(), "shop.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	old := func() {
		db.mu.Lock()
		defer db.mu.Unlock()
		db.open.opened = time.Now().Add(-time.Minute)
	}
	first, err := db.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	old()
	late, gone := &waiter{came: make(chan *handle, 1)}, &waiter{came: make(chan *handle, 1)}
	for _, w := range []*waiter{late, gone} {
		if h, _, err := db.tryAcquire(w); h != nil || err != nil {
			t.Fatalf("let in to a file that is to be given up: %v", err)
		}
	}
	db.release(first)
	second, err := db.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	old()
	h, _, err := db.tryAcquire(late)
	if h != second || err != nil {
		t.Fatalf("who waited is not let in: %v", err)
	}
	db.goes(late)
	db.goes(gone) // Who gives up leaves the file to others.
	db.release(h)
	db.release(second)
	if err := db.View(t.Context(), func(kv.Tx) error { return nil }); err != nil {
		t.Error(err)
	}
	if len(db.waiting) > 0 || db.asking {
		t.Errorf("%d wait still, asking is %v", len(db.waiting), db.asking)
	}
}
