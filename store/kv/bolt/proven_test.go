package bolt

import (
	"path/filepath"
	"testing"
	"time"

	"alur/store/kv"
)

// A small file is read while it is held and proven afterwards: others do not wait
// for the proof that every program makes as it opens, and what they write
// meanwhile does not disturb it.
func TestASmallFileIsProvenWhileOthersWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Create(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	other, err := Open(t.Context(), path, Options{Timeout: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	later, err := db.proveHeld(t.Context(), alwaysProven)
	if err != nil || later == nil {
		t.Fatalf("a small file is not left for later: %v", err)
	}
	for range 5 {
		if err := other.Update(t.Context(), func(tx kv.Tx) error { return tx.Put([]byte("Na"), []byte("b")) }); err != nil {
			t.Fatalf("another program waits for the proof: %v", err)
		}
	}
	if err := later(); err != nil {
		t.Error(err)
	}
}
