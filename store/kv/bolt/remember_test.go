package bolt

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"alur/store/kv"
)

// TestWhatIsRememberedIsOfTheFile: where an older file is put in place under a
// program that only reads, what it knows of the journal becomes that of the file,
// and is not read again and again.
func TestWhatIsRememberedIsOfTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Create(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	put := func(keys ...string) {
		for _, k := range keys {
			if err := db.Update(t.Context(), func(tx kv.Tx) error { return tx.Put([]byte(k), []byte("v")) }); err != nil {
				t.Fatal(err)
			}
		}
	}
	looks := func() {
		if err := reader.View(t.Context(), func(kv.Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	put("A0", "A1", "A2")
	f, err := os.Create(path + ".backup")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Backup(t.Context(), f), f.Close()); err != nil {
		t.Fatal(err)
	}
	put("A3", "A4")
	looks()
	if err := Replace(t.Context(), path+".backup", path, path+".kept", Options{}); err != nil {
		t.Fatal(err)
	}
	looks()
	if last := reader.journal.newest.last; last != 2 { // The first update went to its table.
		t.Errorf("it remembers entry %d of a journal that has 2", last)
	}
	if err := errors.Join(db.Close(), reader.Close()); err != nil {
		t.Fatal(err)
	}
}
