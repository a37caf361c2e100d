package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"alur/store/kv"
	"alur/store/kv/bolt"
)

func TestReplaceKeepsWhatWasThere(t *testing.T) {
	e, path := create(t)
	other, fresh := create(t)
	if err := errors.Join(count(t.Context(), e, "Cone"), count(t.Context(), other, "Ctwo"), other.Close()); err != nil {
		t.Fatal(err)
	}
	keep := path + ".before"
	err := e.View(t.Context(), func(kv.Tx) error {
		return bolt.Replace(t.Context(), fresh, path, keep, bolt.Options{Timeout: 10 * time.Millisecond})
	})
	if !errors.Is(err, kv.ErrLocked) {
		t.Fatalf("in use: %v", err)
	}
	if err := bolt.Replace(t.Context(), fresh, path, keep, bolt.Options{}); err != nil {
		t.Fatal(err)
	}
	if n := counted(t, e, "Ctwo"); n != 1 {
		t.Errorf("the new file is not read: %d", n)
	}
	if n := counted(t, open(t, keep, bolt.Options{}), "Cone"); n != 1 {
		t.Errorf("the old file was not kept: %d", n)
	}
	if _, err := bolt.Create(t.Context(), path, bolt.Options{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("created over a file: %v", err)
	}
}

// TestWhatIsPromisedIsInTheFileThatComes: again and again the file is exchanged
// for a copy that is like it, while another program writes. What was written
// between the copy and the exchange is never run over.
func TestWhatIsPromisedIsInTheFileThatComes(t *testing.T) {
	e, path := create(t)
	other := open(t, path, bolt.Options{})
	errMoved := errors.New("somebody wrote meanwhile")
	exchanged, promised := 0, 0
	for ; exchanged < 10 && promised < 2000; promised++ {
		fresh := path + ".fresh"
		var copied bytes.Buffer
		if err := e.Backup(t.Context(), &copied); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(fresh, copied.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		written := make(chan error)
		go func() { written <- count(t.Context(), other, "Cone") }()
		err := bolt.ReplaceIf(t.Context(), fresh, path, fmt.Sprint(path, ".kept", exchanged), bolt.Options{}, func(tx kv.Tx) error {
			v, err := tx.Get([]byte("Cone"))
			if err == nil && len(v) != promised {
				err = errMoved
			}
			return err
		})
		if err == nil {
			exchanged++
		} else if !errors.Is(err, errMoved) {
			t.Fatal(err)
		}
		if err := <-written; err != nil {
			t.Fatal(err)
		}
		if is := counted(t, e, "Cone"); is != promised+1 {
			t.Fatalf("%d of %d that were promised are there", is, promised+1)
		}
	}
	if left, _ := filepath.Glob(path + ".replacing*"); exchanged < 10 || len(left) > 0 {
		t.Errorf("exchanged %d times of %d; left %q", exchanged, promised, left)
	}
}
