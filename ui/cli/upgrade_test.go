package cli

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"alur/store/kv/bolt"
)

// TestAnOldAlurThatStaysOpenIsClosedFirst: a shop is not brought to a newer form
// under a program that would go on in the old one.
func TestAnOldAlurThatStaysOpenIsClosedFirst(t *testing.T) {
	c := newCounter(t)
	path := filepath.Join(c.home, "shop.db")
	old := oldFile(t)
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	leaves, err := bolt.Stay(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	c.refused("is open in another alur, and nothing was changed", "next", "--lang", "en")
	if now, err := os.ReadFile(path); err != nil || string(now[:len(old)]) != string(old) {
		t.Errorf("the file is another than before: %v", err)
	}
	leaves()
	c.must("check")
}

// oldFile is a database as the first alur made it.
func oldFile(t *testing.T) []byte {
	t.Helper()
	packed, err := os.Open("../../store/testdata/schema1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(raw)
	if err := errors.Join(err, packed.Close()); err != nil {
		t.Fatal(err)
	}
	return data
}
