package cli_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"go.etcd.io/bbolt"

	"alur/store/storetest"
)

// The commands below write into a database behind alur's back, as another
// program could. They know the form of the file by themselves: that it is
// what the scripts say is part of what they prove.

// put writes one value: put FILE BUCKET KEY VALUE. The file and the bucket
// are made where they are not there yet.
func put(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: put FILE BUCKET KEY VALUE")
	}
	edit(ts, args[0], func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists([]byte(args[1]))
		if err != nil {
			return err
		}
		return b.Put([]byte(args[2]), []byte(args[3]))
	})
}

// forge changes a word of one event of the record: forge FILE NUMBER OLD NEW.
// Without the words the whole event is taken out.
func forge(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 && len(args) != 4 {
		ts.Fatalf("usage: forge FILE NUMBER [OLD NEW]")
	}
	seq, err := strconv.ParseUint(args[1], 10, 64)
	ts.Check(err)
	key := binary.BigEndian.AppendUint64(nil, seq)
	edit(ts, args[0], func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte("E"))
		if b == nil || b.Get(key) == nil {
			ts.Fatalf("there is no event %d in %s", seq, args[0])
		}
		if len(args) == 2 {
			return b.Delete(key)
		}
		was := b.Get(key)
		is := bytes.Replace(was, []byte(args[2]), []byte(args[3]), 1)
		if bytes.Equal(was, is) {
			ts.Fatalf("event %d does not say %q: %q", seq, args[2], was)
		}
		return b.Put(key, is)
	})
}

func edit(ts *testscript.TestScript, file string, f func(*bbolt.Tx) error) {
	db, err := bbolt.Open(ts.MkAbs(file), 0o600, &bbolt.Options{Timeout: 5 * time.Second})
	ts.Check(err)
	err = db.Update(func(tx *bbolt.Tx) error { return errors.Join(storetest.FoldJournal(tx), f(tx)) })
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	ts.Check(err)
}

// oldShop writes a database as the first alur did: oldshop FILE.
func oldShop(ts *testscript.TestScript, _ bool, args []string) {
	packed, err := os.Open(filepath.Join(ts.Getenv("DATA"), "..", "..", "..", "store", "testdata", "schema1.db.gz"))
	ts.Check(err)
	defer func() { _ = packed.Close() }()
	raw, err := gzip.NewReader(packed)
	ts.Check(err)
	data, err := io.ReadAll(raw)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// hasValue says that the only file of a pattern has a value: has PATTERN BUCKET KEY
// VALUE.
func hasValue(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("there is %q", found)
	}
	db, err := bbolt.Open(found[0], 0o600, &bbolt.Options{Timeout: 5 * time.Second, ReadOnly: true})
	ts.Check(err)
	ts.Check(errors.Join(db.View(func(tx *bbolt.Tx) error {
		if b := tx.Bucket([]byte(args[1])); b == nil || string(b.Get([]byte(args[2]))) != args[3] {
			return fmt.Errorf("%s does not have %s", found[0], args[3])
		}
		return nil
	}), db.Close()))
}

// compact copies a database without the pages that nothing leads to any more:
// compact FROM TO.
func compact(ts *testscript.TestScript, _ bool, args []string) {
	from, err := bbolt.Open(ts.MkAbs(args[0]), 0o600, &bbolt.Options{Timeout: 5 * time.Second})
	ts.Check(err)
	to, err := bbolt.Open(ts.MkAbs(args[1]), 0o600, nil)
	ts.Check(err)
	ts.Check(errors.Join(bbolt.Compact(to, from, 0), from.Close(), to.Close()))
}

// tear makes the begin of every page but the heads unreadable:
// tear FILE.
func tear(ts *testscript.TestScript, _ bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	size := os.Getpagesize()
	for at := 2 * size; at+size <= len(data); at += size {
		if binary.NativeEndian.Uint64(data[at:]) == uint64(at/size) { // Its number is where it begins.
			copy(data[at:], "torn off")
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// half copies the first half of a file, as a cable pulled too early does:
// half FROM TO.
func half(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text[:len(text)/2]), 0o600))
}

// kept says that a folder has the one file that a restore keeps, and that it
// is, byte for byte, what was there: kept FOLDER FILE.
func kept(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.before"))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("what was there is kept in %q", found)
	}
	if ts.ReadFile(found[0]) != ts.ReadFile(args[1]) {
		ts.Fatalf("%s is not what was there", found[0])
	}
}

// nothingLeft says that no temporary file was left behind in a folder.
func nothingLeft(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.tmp-*"))
	ts.Check(err)
	if len(found) > 0 {
		ts.Fatalf("left behind: %q", found)
	}
}
