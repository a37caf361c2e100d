package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
	"alur/store/kv"
)

func writeBackup(t testing.TB, x *fixture, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(x.Backup(context.Background(), f), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func eventKey(seq uint64) []byte { return binary.BigEndian.AppendUint64([]byte("E"), seq) }

// tamper writes into the file behind the back of the store.
func tamper(t *testing.T, x *fixture, f func(tx kv.Tx) error) {
	t.Helper()
	if err := openFile(t, x.path).Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func TestTamperingIsFoundAndNamed(t *testing.T) {
	move := func(tx kv.Tx, from, to uint64) error {
		v, err := tx.Get(eventKey(from))
		if err != nil {
			return err
		}
		return tx.Put(eventKey(to), v)
	}
	for _, tt := range []struct {
		name string
		do   func(tx kv.Tx, last uint64) error
		bad  func(last uint64) uint64
	}{
		{"a changed word", func(tx kv.Tx, _ uint64) error {
			v, err := tx.Get(eventKey(11))
			if err != nil {
				return err
			}
			return tx.Put(eventKey(11), bytes.Replace(v, []byte("dewi"), []byte("budi"), 1))
		}, func(uint64) uint64 { return 11 }},
		{"a deleted line", func(tx kv.Tx, _ uint64) error { return tx.Delete(eventKey(7)) }, func(uint64) uint64 { return 7 }},
		{"two lines that changed places", func(tx kv.Tx, _ uint64) error {
			return errors.Join(move(tx, 9, 1<<40), move(tx, 10, 9), move(tx, 1<<40, 10), tx.Delete(eventKey(1<<40)))
		}, func(uint64) uint64 { return 9 }},
		{"a line told twice", func(tx kv.Tx, last uint64) error { return move(tx, 9, last) }, func(last uint64) uint64 { return last }},
		{"a cut tail", func(tx kv.Tx, last uint64) error { return tx.Delete(eventKey(last)) }, func(last uint64) uint64 { return last }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := tokoMaju(t)
			x.must("sari", pick(x.order("A-1")))
			last := x.head().Seq
			tamper(t, x, func(tx kv.Tx) error { return tt.do(tx, last) })
			_, err := x.Verify(t.Context(), nil, nil)
			var fault *store.Fault
			if !errors.As(err, &fault) || fault.Seq != tt.bad(last) || !isDamage(err) {
				t.Errorf("got %v, want event %d named", err, tt.bad(last))
			}
			if _, err := x.Check(t.Context(), nil); err == nil {
				t.Error("check is content")
			}
		})
	}
}

// TestATailCutWithCareIsFoundAgainstANotedHead: who knows the form can cut
// the tail and set the head back; only what was noted elsewhere tells.
func TestATailCutWithCareIsFoundAgainstANotedHead(t *testing.T) {
	x := tokoMaju(t)
	before := t.TempDir() + "/before.db"
	writeBackup(t, x, before)
	x.must("sari", pick(x.order("A-1")))
	noted := x.head()
	if _, err := x.Verify(t.Context(), noted.Noted(), nil); err != nil {
		t.Fatal(err)
	}
	cut := &fixture{t: t, path: before}
	cut.ops.Store(1 << 40)
	cut.open(openFile(t, before))
	if _, err := cut.Verify(t.Context(), nil, nil); err != nil {
		t.Errorf("alone it looks whole: %v", err)
	}
	if _, err := cut.Verify(t.Context(), noted.Noted(), nil); !isDamage(err) {
		t.Errorf("against the noted head: %v", err)
	}
	for cut.head().Seq < noted.Seq {
		cut.must("dewi", model.StartCase{Process: "online-order", Fields: orderFields(cut.newOp())})
	}
	if _, err := cut.Verify(t.Context(), noted.Noted(), nil); !isDamage(err) {
		t.Errorf("after it grew again, against the noted head: %v", err)
	}
}

// TestANotedHeadIsLookedFor: whole, in short, by its hash alone, and from
// before there was anything.
func TestANotedHeadIsLookedFor(t *testing.T) {
	x := tokoMaju(t)
	x.must("sari", pick(x.order("A-1")))
	noted := x.head()
	x.must("sari", pick(x.order("A-2")))
	hash := noted.Noted().Hash
	other := strings.Map(func(r rune) rune { return rune("fedcba9876543210"[strings.IndexRune("0123456789abcdef", r)]) }, hash)
	for _, tt := range []struct {
		noted store.NotedHead
		found bool
	}{
		{store.NotedHead{Seq: noted.Seq, Hash: hash}, true},
		{store.NotedHead{Seq: noted.Seq, Hash: strings.ToUpper(hash[:8])}, true},
		{store.NotedHead{Hash: hash}, true},
		{store.NotedHead{Hash: hash[:16]}, true},
		{store.NotedHead{Seq: noted.Seq, Hash: other}, false},
		{store.NotedHead{Seq: noted.Seq - 1, Hash: hash}, false},
		{store.NotedHead{Seq: noted.Seq + 1000, Hash: hash}, false},
		{store.NotedHead{Hash: other}, false},
		{store.NotedHead{Hash: strings.Repeat("0", 64)}, true},
	} {
		report, err := x.Verify(t.Context(), &tt.noted, nil)
		switch {
		case tt.found && (err != nil || report.Noted == nil):
			t.Errorf("%s: %v", tt.noted, err)
		case tt.found && strings.Trim(tt.noted.Hash, "0") != "" && report.Noted.String() != noted.String():
			t.Errorf("%s was found at %s", tt.noted, report.Noted)
		case !tt.found && !isDamage(err):
			t.Errorf("%s: got %v", tt.noted, err)
		}
	}
}

func TestWhatIsKeptBesideTheRecordIsChecked(t *testing.T) {
	for _, table := range store.Schema() {
		if !table.Derived {
			continue
		}
		for _, how := range []string{"deleted", "changed", "added"} {
			if how == "changed" && table.Value == "" {
				continue
			}
			t.Run(table.Name+" "+how, func(t *testing.T) {
				x := tokoMaju(t)
				id := x.order("A-1")
				x.must("sari", pick(id))
				x.must("budi", model.Take{Task: ref(id, "quality")})
				x.message("digest")
				x.sound()
				tamper(t, x, func(tx kv.Tx) error { return spoil(tx, table.Prefix, how) })
				_, err := x.Check(t.Context(), nil)
				if err == nil {
					t.Error("check is content")
				}
			})
		}
	}
}

// spoil does something to the last row of a table.
func spoil(tx kv.Tx, table byte, how string) error {
	var key, value []byte
	err := tx.ScanBack([]byte{table}, []byte{table + 1}, func(k, v []byte) error {
		key, value = bytes.Clone(k), bytes.Clone(v)
		return kv.Stop
	})
	if err != nil {
		return err
	}
	switch how {
	case "deleted":
		return tx.Delete(key)
	case "changed":
		return tx.Put(key, append(value, ' '))
	}
	if n := len(key); n > 2 {
		key[n-2]++
	} else {
		key = append(key, '2')
	}
	return tx.Put(key, value)
}
