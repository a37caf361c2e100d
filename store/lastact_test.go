package store_test

import (
	"os"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv/bolt"
	"alur/store/storetest"

	bbolt "go.etcd.io/bbolt"
)

// TestTheLastActIsFoundInThePages: an act right after the journal went to the tables
// stands in one so small that it lies within another page; whoever looks through
// pages alone finds it, so that a repair does not end before it without a word.
func TestTheLastActIsFoundInThePages(t *testing.T) {
	if os.Getenv(onEtcd) != "" {
		t.Skip("a shop on servers has no pages")
	}
	x := tokoMaju(t)
	x.must("sari", pick(x.order("A-1")))
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(x.path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(storetest.FoldJournal); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	y := x.again()
	y.ops.Store(1 << 40)
	y.must("sari", model.SignOut{})
	head := y.head()
	f, err := os.Open(x.path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var last uint64
	err = bolt.Scavenge(f, func(key []byte, at bolt.Scavenged) {
		v := make([]byte, at.Long)
		_, _ = f.ReadAt(v, at.At)
		if seq, ok := store.LooksLikeLine(key, v); ok {
			last = max(last, seq)
		}
	})
	if err != nil || last != head.Seq {
		t.Errorf("the newest line in the pages is %d of %d: %v", last, head.Seq, err)
	}
}
