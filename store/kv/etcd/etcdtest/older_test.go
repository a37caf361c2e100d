package etcdtest

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"alur/store/kv"
	"alur/store/kv/bolt"
)

// olderRows are those of a shop as the first schema wrote it.
func olderRows(t *testing.T) (pairs []string) {
	t.Helper()
	packed, err := os.Open("../../../testdata/schema1.db.gz")
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
	file, err := bolt.Open(t.Context(), path, bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	err = file.View(t.Context(), func(tx kv.Tx) error {
		return tx.Scan(nil, nil, func(k, v []byte) error {
			pairs = append(pairs, string(k), string(v))
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return pairs
}

// TestAnOlderShopOnEtcdIsBroughtUp: the first command of a newer alur keeps the
// shop as it was in a file among the backups, and brings it up; the next finds
// it done. Where the file can't be written nothing is changed.
func TestAnOlderShopOnEtcdIsBroughtUp(t *testing.T) {
	c := start(t, 1)
	put(t, c.open(t, "older"), olderRows(t)...)
	schema := func() string { return get(t, c.open(t, "older"), "Mschema") }

	noRoom := c.pc(t, "--store", c.at("older"))
	noRoom.home = filepath.Join(noRoom.home, "file")
	if err := os.WriteFile(noRoom.home, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	noRoom.fails(words("info"), "nothing was changed")
	if v := schema(); v != "1" {
		t.Errorf("without a copy it was brought to schema %s", v)
	}

	p := c.pc(t, "--store", c.at("older"))
	p.does(words("info"), c.at("older"))
	if v := schema(); v == "1" {
		t.Error("it is of the first schema still")
	}
	kept, err := filepath.Glob(filepath.Join(p.home, "backups", "*-schema1.db"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept are %v, %v", kept, err)
	}
	head := words(p.does(words("check")))
	file := c.pc(t, "--db", kept[0])
	if was := words(file.does(words("check"))); len(was) == 0 || len(head) == 0 || was[0] != head[0] {
		t.Errorf("the shop ends at %v, and what was kept at %v", head, was)
	}
	p.does([]string{"next", "--as", "Sari"})
	p.does(words("check"))
}
