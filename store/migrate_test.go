package store_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
)

// oldFile is a database as the first schema wrote it: two orders, one begun,
// undone, done and taken, one handed over.
func oldFile(t *testing.T) string {
	t.Helper()
	packed, err := os.Open("testdata/schema1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = packed.Close() }()
	raw, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(raw)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestADatabaseOfTheFirstSchemaIsBroughtUp(t *testing.T) {
	path := oldFile(t)
	x := &fixture{t: t, path: path}
	x.seconds.Add(600)
	x.open(openFile(t, path))
	before, err := x.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Check(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	open, err := x.OpenTasks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	why := ""
	for _, row := range open {
		if row.TaskRef == ref("online-order-2", "pick") {
			why = row.HandedWhy
		}
	}
	if why != "lunch" || before.Seq != 28 {
		t.Errorf("head %s, handed over for %q", before, why)
	}
	x.must("sari", model.TakeOver{Task: ref("online-order-2", "pick"), Reason: "back again"})
	if _, err := x.Check(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	_ = x.Close()
	x.open(openFile(t, path))
	if _, err := x.Check(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func TestAnOldBackupIsStillProven(t *testing.T) {
	engine, err := bolt.Open(t.Context(), oldFile(t), bolt.Options{ReadOnly: true, AppendOnly: store.AppendOnly()})
	if err != nil {
		t.Fatal(err)
	}
	head, err := store.Prove(t.Context(), engine, store.Options{}, nil)
	if err != nil || head.Seq != 28 {
		t.Errorf("head %s, %v", head, err)
	}
}

// TestAShopThatIsBroughtUpKeepsItsSchedules: a shop that alur brought to a newer
// form went on without the cases that it begins by itself.
func TestAShopThatIsBroughtUpKeepsItsSchedules(t *testing.T) {
	x := tokoMaju(t)
	x.must("sari", pick(x.order("A-1")))
	before := newFile(t)
	if _, err := x.CopyTo(t.Context(), before, nil); err != nil {
		t.Fatal(err)
	}
	tamper(t, x, func(tx kv.Tx) error { return tx.Put([]byte("Mschema"), []byte("15")) })
	y := x.again()
	y.sound()
	if err := sameRows(before, openFile(t, x.path)); err != nil {
		t.Error(err)
	}
}
